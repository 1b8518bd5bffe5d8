import { describe, expect, it } from 'vitest'
import { parseTimeOfDay } from '../../kernel/time-of-day.ts'
import { samplePolicy } from '../../testing/policy-files.ts'
import { type Policy, type PolicyInForce, sectionsFor, sourceOf } from '../contract.ts'
import { readPolicy } from '../reading/read-policy.ts'
import { completed, LAW_DEFAULTS, SETTING_NAMES } from './defaults.ts'
import { effective } from './effective.ts'
import { LAW_ALONE } from './in-force.ts'

const days = (amount: number, unit: 'days' | 'school days' | 'working days') => ({ amount, unit }) as const
const law = LAW_DEFAULTS

describe('what is in force never goes beyond the law', () => {
  it.each<[string, Partial<Policy>, Partial<Policy>]>([
    [
      '5 working days count as 5 school days',
      { reasonWithin: { ...law.reasonWithin, within: days(5, 'working days') } },
      { reasonWithin: law.reasonWithin },
    ],
    [
      '8 school days become 5',
      { reasonWithin: { ...law.reasonWithin, within: days(8, 'school days') } },
      { reasonWithin: law.reasonWithin },
    ],
    [
      '3 school days stay 3',
      { reasonWithin: { ...law.reasonWithin, within: days(3, 'school days') } },
      { reasonWithin: { ...law.reasonWithin, within: days(3, 'school days') } },
    ],
    [
      'a return after 20 days comes after 15',
      { sicknessReturn: { ...law.sicknessReturn, after: days(20, 'days') } },
      { sicknessReturn: law.sicknessReturn },
    ],
    ['nobody is called missing', { noContact: { ...law.noContact, missing: true } }, { noContact: law.noContact }],
    [
      'want of evidence alone makes nothing unauthorised',
      { withoutEvidence: { ...law.withoutEvidence, absence: 'unauthorised' } },
      { withoutEvidence: law.withoutEvidence },
    ],
    [
      'an officer does not issue notices',
      { penaltyNoticesBy: { ...law.penaltyNoticesBy, issuedBy: ['attendance-officer'] } },
      { penaltyNoticesBy: law.penaltyNoticesBy },
    ],
    [
      'entries are kept 6 years',
      { keepEntries: { ...law.keepEntries, for: { amount: 3, unit: 'years' } } },
      { keepEntries: law.keepEntries },
    ],
    [
      'a notice to improve of 8 weeks falls back to 3 to 6',
      { noticeToImprove: { ...law.noticeToImprove, atMost: { amount: 8, unit: 'weeks' } } },
      { noticeToImprove: law.noticeToImprove },
    ],
  ])('%s', (_, by, expected) => {
    expect(effective({ ...law, ...by })).toMatchObject(expected)
  })

  it('law alone is in force as it stands, and again', () => {
    expect(effective(law)).toEqual(law)
    expect(effective(effective(law))).toEqual(effective(law))
  })

  it('every default is well formed and names where it comes from', () => {
    for (const name of SETTING_NAMES) expect(sourceOf(LAW_ALONE, name).source).not.toBe('')
    const times = [law.absenceReport.before, law.quietHours.from, law.quietHours.until]
    expect(times.map(parseTimeOfDay)).toEqual(times)
  })
})

describe('where a setting comes from', () => {
  const reading = readPolicy(samplePolicy())
  if (!reading.ok) throw new Error('the sample is not understood')
  const sample: PolicyInForce = { policy: effective(completed(reading.read.file)), version: 1, from: null }

  it('names the section of the school’s policy', () => {
    expect(sourceOf(sample, 'reasonWithin')).toEqual({
      source: 'The school’s policy “Attendance policy”, version 2024, section 4.5',
      verified: true,
    })
    expect(sectionsFor(sample, 'contactLadder')).toEqual(['4.2', '6', '4.5'])
  })

  it('names law or guidance for what the school left out, and says what nobody has read', () => {
    expect(sourceOf(LAW_ALONE, 'reasonWithin').source).toContain('regulation 10(7) to (9)')
    expect(sourceOf(sample, 'targets').verified).toBe(false)
  })

  it('of four rules of evidence the latest is in force, and only in doubt', () => {
    expect(sample.policy.evidence).toMatchObject([{ after: { amount: 5 }, onlyIfInDoubt: true }])
  })

  it('a letter by a target without a number is not sent', () => {
    expect(sample.policy.letters.map(({ step, below, lates }) => [step, below ?? lates])).toEqual([
      ['letter', 95],
      ['meeting', 93],
      ['plan', 90],
      ['meeting', 6],
    ])
  })
})
