import { describe, expect, it } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { READING_AGE_AIM, readingAge } from '../../../messaging/contract.ts'
import { CONTENT_NAMES, type ContentFacts, noticeInParagraphs, proposedContents, withWordsOf } from './contents.ts'

const FACTS: ContentFacts = {
  child: 'Ada',
  school: 'Elm School',
  schoolPhone: '01632 960102',
  unauthorised: 10,
  since: day('2026-09-30'),
  until: day('2026-11-13'),
  help: ['On 1 October 2026 we offered Ada a mentor. It has run since 5 October 2026.'],
  first: day('2026-11-30'),
  last: day('2027-01-22'),
  weeks: 6,
  target: { unauthorised: 1, attended: 58, possible: 60 },
  earlyAfterWeeks: 3,
}

describe('what a notice to improve says by itself', () => {
  it.each([FACTS, { ...FACTS, help: [], earlyAfterWeeks: null, target: { ...FACTS.target, unauthorised: 4 } }])(
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

  it('keeps the words that somebody chose for the notice that was drafted before, and says the new weeks', () => {
    const proposed = proposedContents({ ...FACTS, unauthorised: 12, weeks: 4 })
    const before = { ...proposedContents(FACTS), benefits: 'She is proud of her drawings', supportNow: 'Ring Ms Ray' }
    const kept = withWordsOf(before, proposed)
    expect(kept).toMatchObject({ benefits: 'She is proud of her drawings', supportNow: 'Ring Ms Ray' })
    expect([kept.record, kept.enough]).toEqual([
      expect.stringContaining('12 half days'),
      expect.stringContaining('(4 school weeks)'),
    ])
  })

  it('names the latest help where there was more than a content can hold', () => {
    const help = Array.from({ length: 60 }, (_, n) => `On ${n + 1} October 2026 we offered you a mentor.`)
    const { supportGiven } = proposedContents({ ...FACTS, help })
    expect(supportGiven.length).toBeLessThanOrEqual(1500)
    expect(supportGiven).toMatch(/On 60 October 2026 we offered you a mentor\.$/)
  })

  it('says that no help was agreed only where there was none', () => {
    const said = (helpElsewhere: boolean) => proposedContents({ ...FACTS, help: [], helpElsewhere }).supportGiven
    expect(said(false)).toMatch(/^No help has been agreed so far/)
    expect(said(true)).toMatch(/^We have not offered help to you so far/)
  })

  it('asks to ring a school without a telephone number at no number', () => {
    expect(proposedContents({ ...FACTS, schoolPhone: '' }).supportNow).toContain('Ring Elm School and tell us')
  })
})
