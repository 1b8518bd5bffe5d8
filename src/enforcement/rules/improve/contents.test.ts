import { describe, expect, it } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { READING_AGE_AIM, readingAge } from '../../../messaging/contract.ts'
import { CONTENT_NAMES, type ContentFacts, noticeInParagraphs, proposedContents } from './contents.ts'

const FACTS: ContentFacts = {
  child: 'Ada',
  school: 'Elm School',
  schoolPhone: '01632 960102',
  unauthorised: 10,
  since: day('2026-09-30'),
  until: day('2026-11-13'),
  evidence: ['A mentor', 'Breakfast before school'],
  first: day('2026-11-30'),
  last: day('2027-01-22'),
  weeks: 6,
  target: { unauthorised: 1, attended: 58, possible: 60 },
  earlyAfterWeeks: 3,
}

describe('what a notice to improve says by itself', () => {
  it.each([FACTS, { ...FACTS, evidence: [], earlyAfterWeeks: null, target: { ...FACTS.target, unauthorised: 4 } }])(
    'can be read with ease at eleven',
    (facts) => {
      expect(readingAge(noticeInParagraphs(proposedContents(facts))) ?? 0).toBeLessThanOrEqual(READING_AGE_AIM)
    },
  )

  it('says each of its eight contents, and no sum of money and no percentage', () => {
    const contents = proposedContents(FACTS)
    expect(CONTENT_NAMES).toHaveLength(8)
    for (const name of CONTENT_NAMES) {
      expect(contents[name].length).toBeGreaterThan(20)
      expect(contents[name]).not.toMatch(/£|%|per cent|undefined/)
    }
  })

  it('asks to ring a school without a telephone number at no number', () => {
    expect(proposedContents({ ...FACTS, schoolPhone: '' }).supportNow).toContain('Ring Elm School and tell us')
  })
})
