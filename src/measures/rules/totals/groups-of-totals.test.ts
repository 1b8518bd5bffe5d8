import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { schoolYear } from '../../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH, sessionAt } from '../../../kernel/session.ts'
import { byteOfCode } from '../../../law/codes.ts'
import type { FlagKind } from '../../../roll/contract.ts'
import { enrolledWith, factsOf, presentAt } from '../../../testing/figures-facts.ts'
import type { Enrolled } from '../facts.ts'
import { partsOf } from '../shown/cohorts.ts'
import { groupsOfTotals, wholeOfTotals } from './groups-of-totals.ts'
import { everyPeriod, type Period, type Periods, periodsOf } from './periods.ts'

const place = (of: number) => of as SessionIndex
const dayAt = (of: number) => sessionAt(schoolYear(2026), of).day
const [AUTUMN, SPRING] = [
  { from: 60, to: 199 },
  { from: 200, to: 339 },
]
const TERMS = [
  { name: 'Autumn', from: dayAt(AUTUMN.from), to: dayAt(AUTUMN.to) },
  { name: 'Spring', from: dayAt(SPRING.from), to: dayAt(SPRING.to) },
]
const LAST = place(339)

/** Marked on school days while on roll; away in the terms named. */
function pupil(
  number: number,
  of: { in: readonly (typeof AUTUMN)[]; awayIn?: readonly (typeof AUTUMN)[]; flags?: readonly FlagKind[] },
): Enrolled {
  const strip = new Uint8Array(STRIP_LENGTH)
  for (const { from, to } of of.in) for (let at = from; at <= to; at++) if (at % 14 < 10) strip[at] = presentAt(at)
  for (const { from, to } of of.awayIn ?? [])
    for (let at = from; at <= to; at++) if (strip[at] !== 0) strip[at] = byteOfCode('I')
  return enrolledWith(number, { strip, ...(of.flags && { flags: of.flags }) })
}

const periods = (enrolled: readonly Enrolled[]) => periodsOf(factsOf(enrolled, { terms: TERMS }), LAST)
const named = ({ year, terms }: Periods) => {
  const [autumn = year, spring = year] = terms
  return { year, autumn, spring }
}
const BOTH = [AUTUMN, SPRING]

/** What is shown of one group in one period. */
function group(of: Periods, period: Period, [division, cohort]: readonly [string, string]) {
  return groupsOfTotals(of, period)
    .find(({ id }) => id === division)
    ?.cohorts.find(({ id }) => id === cohort)?.figures
}

describe('A year and its terms', () => {
  test('are the same sessions: each is in one term, also those marked on days without school', () => {
    const strip = new Uint8Array(STRIP_LENGTH).fill(byteOfCode('I'))
    const { year, terms } = periodsOf(
      factsOf([enrolledWith(1, { strip })], {
        terms: [
          { name: 'Autumn', from: day('2026-09-01'), to: day('2026-12-18') },
          { name: 'Spring', from: day('2027-01-04'), to: day('2027-03-26') },
          { name: 'Summer', from: day('2027-04-12'), to: day('2027-07-21') },
        ],
      }),
      place(540),
    )
    expect(terms.map(({ name }) => name)).toEqual(['Autumn', 'Spring', 'Summer'])
    const absent = terms.map(({ all }) => all.sessions.absent)
    expect(absent.every((count) => count > 0)).toBe(true)
    expect(absent.reduce((sum, one) => sum + one, 0)).toBe(year.all.sessions.absent)
    expect(year.all.sessions.absent).toBe(541)
  })

  test('are one and the same while the first term lasts', () => {
    const { year, terms, pieces } = periodsOf(factsOf([], { terms: TERMS }), place(150))
    expect(terms).toEqual([{ ...year, name: 'Autumn' }])
    expect(pieces).toEqual([year])
  })
})

describe('Groups of a school, for readers who see no single pupil', () => {
  test('the year less autumn is not spring of a group that is hidden in spring', () => {
    // Eight with a plan, of whom five leave at Christmas; one of the three who stay is away all spring.
    const of = periods(
      Array.from({ length: 60 }, (_, number) =>
        pupil(number, {
          in: number < 5 ? [AUTUMN] : BOTH,
          awayIn: number === 5 ? [SPRING] : [],
          flags: number < 8 ? ['ehcp'] : number < 30 ? ['sen-support'] : [],
        }),
      ),
    )
    for (const period of everyPeriod(of)) expect(group(of, period, ['sen', 'ehcp'])).toBeNull()
    // A second group of the division goes with it, the same in every answer.
    for (const period of everyPeriod(of)) expect(group(of, period, ['sen', 'sen-support'])).toBeNull()
    for (const period of everyPeriod(of)) expect(group(of, period, ['sen', 'no-sen'])).toMatchObject({ enrolments: 30 })
  })

  test('a count of a few in one term is hidden in the year and the other term', () => {
    // Two of 30 with free meals are away all spring, eight of them all autumn.
    const of = periods(
      Array.from({ length: 60 }, (_, number) =>
        pupil(number, {
          in: BOTH,
          awayIn: number < 2 ? BOTH : number < 8 ? [AUTUMN] : number >= 50 ? [SPRING] : [],
          flags: number < 30 ? ['fsm'] : [],
        }),
      ),
    )
    const { year, autumn, spring } = named(of)
    expect([year, autumn, spring].map(({ all }) => all.severe)).toEqual([18, 8, 12])
    for (const period of [year, autumn, spring]) {
      expect(group(of, period, ['fsm', 'fsm'])).toMatchObject({ enrolments: 30, severe: null })
      expect(group(of, period, ['fsm', 'not-fsm'])).toMatchObject({ enrolments: 30, severe: null })
    }
  })

  test('a school that is small in one term is hidden in the year, and a count of a few likewise', () => {
    const small = periods(
      Array.from({ length: 12 }, (_, number) => pupil(number, { in: number < 3 ? BOTH : [AUTUMN] })),
    )
    for (const period of everyPeriod(small)) expect(wholeOfTotals(small, period)).toBeNull()
    const few = periods(
      Array.from({ length: 30 }, (_, number) =>
        pupil(number, { in: BOTH, awayIn: number < 3 ? BOTH : number < 9 ? [AUTUMN] : [] }),
      ),
    )
    const { year, autumn, spring } = named(few)
    expect([year, autumn, spring].map(({ all }) => all.severe)).toEqual([9, 9, 3])
    for (const period of [year, autumn, spring]) {
      expect(wholeOfTotals(few, period)).toMatchObject({ enrolments: 30, severe: null })
    }
  })

  test('whatever the school: what is hidden in one period is hidden in all, and no shown group is of a few in any of them', () => {
    const kind = fc.record({
      in: fc.constantFrom(BOTH, BOTH, [AUTUMN], [SPRING]),
      awayIn: fc.constantFrom([], [], [AUTUMN], [SPRING], BOTH),
      flags: fc.subarray(['ehcp', 'sen-support', 'fsm', 'eal'] as FlagKind[]),
    })
    const school = fc
      .array(fc.tuple(kind, fc.integer({ min: 1, max: 12 })), { minLength: 2, maxLength: 8 })
      .map((kinds) => kinds.flatMap(([of, times]) => Array.from({ length: times }, () => of)))
    fc.assert(
      fc.property(school, (drawn) => {
        const of = periods(drawn.map((one, number) => pupil(number, one)))
        const every = everyPeriod(of)
        const wholes = every.map((period) => wholeOfTotals(of, period))
        expect(new Set(wholes.map((whole) => whole === null)).size).toBe(1)
        const shown = every.map((period) => groupsOfTotals(of, period))
        const known = partsOf(of.year.each, { flags: ['ehcp', 'sen-support', 'fsm', 'eal'], groupNames: new Map() })
        for (const { id, parts } of known)
          for (const part of parts) {
            const figures = shown
              .map((divisions) => divisions.find((one) => one.id === id)?.cohorts.find((one) => one.id === part.id))
              .flatMap((cohort) => (cohort === undefined ? [] : [cohort.figures]))
            expect(new Set(figures.map((one) => one === null)).size).toBeLessThan(2)
            if (figures.length === 0 || figures.includes(null)) continue
            for (const count of ['persistent', 'severe', 'full'] as const)
              expect(new Set(figures.map((one) => one?.[count] === null)).size).toBe(1)
            // Counted anew, by nothing of the rule under test.
            for (const { each } of every) {
              const size = each.filter(({ enrolled, sessions }) => sessions.possible > 0 && part.isIn(enrolled)).length
              expect([1, 2, 3, 4, 5]).not.toContain(size)
            }
          }
      }),
      { numRuns: 60 },
    )
  })
})
