import { describe, expect, it } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { schoolYear } from '../../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH, sessionIndex } from '../../../kernel/session.ts'
import { byteOfCode, type Code } from '../../../law/codes.ts'
import { enrolledWith, factsOf } from '../../../testing/figures-facts.ts'
import type { Enrolled } from '../facts.ts'
import { countScope } from './count-scope.ts'
import { type ScopeId, scopeOf } from './scopes.ts'
import { whyItDiffers } from './why-it-differs.ts'

const YEAR = schoolYear(2026)
const at = (text: string) => sessionIndex({ day: day(text), half: 'AM' })

/** Sessions, morning after morning from a day. */
function pupil(number: number, marks: Readonly<Record<string, Code>>, more: Partial<Enrolled> = {}): Enrolled {
  const strip = new Uint8Array(STRIP_LENGTH)
  for (const [on, code] of Object.entries(marks)) strip[at(on)] = byteOfCode(code)
  return enrolledWith(number, { strip, startingDay: day('2021-09-01'), ...more })
}

const older = Array.from({ length: 6 }, (_, place) => pupil(place, { '2026-09-07': '/', '2027-06-07': 'I' }))
const year11 = pupil(10, { '2026-09-07': '/', '2027-06-07': 'S' }, { born: day('2010-11-02') })
const four = pupil(11, { '2026-09-07': 'I' }, { born: day('2022-03-01') })
const lateStarter = pupil(
  12,
  { '2027-06-07': '/' },
  { startingDay: day('2027-06-07'), onRoll: { from: at('2027-06-07') as SessionIndex, to: 731 as SessionIndex } },
)
const sixthFormer = pupil(13, { '2026-09-07': '/', '2026-09-08': '/' }, { born: day('2009-01-02') })
const elsewhere = pupil(14, { '2026-09-07': 'D' })

function said(id: ScopeId, enrolled: readonly Enrolled[], yearBeforeKept = true): readonly string[] {
  const years = [factsOf(enrolled, { year: YEAR })]
  const asked = { until: { day: day('2027-07-31'), half: 'PM' as const }, filter: {} }
  const [counted, yearToDate] = [countScope(id, years, asked), countScope('year-to-date', years, asked)]
  if (counted === undefined || yearToDate === undefined) throw new Error('its days have begun')
  return whyItDiffers({ scope: scopeOf(id), counted, yearToDate, year: YEAR, yearBeforeKept })
}

describe('why a definition differs from the year to date', () => {
  it('is a sentence for each rule that left somebody out, with how many', () => {
    expect(said('census-year', [...older, year11, four, lateStarter, sixthFormer, elsewhere])).toEqual([
      '1 enrolment left out: 16 or older on 31 August (2 possible sessions).',
      '1 enrolment left out: started in the second half of the summer term (1 possible session).',
      '1 possible session of 1 enrolment left out: Year 11 in the second half of the summer term.',
      '1 enrolment left out: no possible session in these days.',
      '1 enrolment aged 4 on 31 August stands apart: 1 of 1 possible session missed.',
      '3 fewer enrolments and 5 fewer possible sessions than the year to date.',
    ])
  })

  it('is nothing where the pupils and sessions are the same', () => {
    expect(said('census-year', older)).toEqual(['The same enrolments and sessions as the year to date.'])
    expect(said('year-to-date', older)).toEqual([])
  })

  it('names other days', () => {
    expect(said('census-autumn', older)).toEqual([
      'Its days are Saturday 1 August 2026 to Thursday 31 December 2026.',
      '6 fewer possible sessions than the year to date.',
    ])
  })

  it('tells five-year-olds’ statistics from the census’s four-year-olds', () => {
    expect(said('published-year-to-date', [...older, four])[0]).toBe(
      '1 enrolment left out: younger than 5 on 31 August (1 possible session).',
    )
  })

  it('says where DfE would publish nothing, and where last year is not known', () => {
    expect(said('census-year', older.slice(1))).toContain(
      'DfE publishes nothing of a school with fewer than 6 enrolments aged 5 to 15.',
    )
    expect(said('rolling-12-months', older, false).at(-1)).toBe(
      'No registers of the year before are kept here, so that only this year is counted.',
    )
  })
})
