import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { schoolYear } from '../../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH, sessionAt } from '../../../kernel/session.ts'
import { byteOfCode } from '../../../law/codes.ts'
import { enrolledWith, factsOf, presentAt } from '../../../testing/figures-facts.ts'
import { weeksMet } from '../shown/asked.ts'
import { overviewOf } from '../shown/overview.ts'
import { periodsOf } from './periods.ts'
import { weeksOfTotals } from './weeks-of-totals.ts'

const [FROM, CUT, LAST] = [60, 130, 199 as SessionIndex]
const MEETS = Uint8Array.from({ length: STRIP_LENGTH }, (_, at) => (at >= FROM && at <= LAST && at % 14 < 10 ? 1 : 0))
const dayAt = (of: number) => sessionAt(schoolYear(2026), of).day
const TERMS = [
  { name: 'Autumn', from: dayAt(FROM), to: dayAt(CUT - 1) },
  { name: 'Spring', from: dayAt(CUT), to: dayAt(LAST) },
]

/** A school of 30: how many of them have possible sessions in each week, everybody where it does not say; the others are sent home. */
function school(here: ReadonlyMap<number, number>, more: { strayMarksOf?: number } = {}) {
  const enrolled = Array.from({ length: 30 }, (_, number) => {
    const strip = new Uint8Array(STRIP_LENGTH)
    weeks.forEach(({ span }, week) => {
      const isHere = number < (here.get(week) ?? 30)
      for (let at = span.from; at <= span.to; at++)
        if (MEETS[at] === 1) strip[at] = isHere ? (number === 0 ? byteOfCode('O') : presentAt(at)) : byteOfCode('Y4')
    })
    if (number < (more.strayMarksOf ?? 0)) strip[30] = byteOfCode('/')
    return enrolledWith(number, { strip })
  })
  const facts = factsOf(enrolled, { meets: MEETS, terms: TERMS })
  return { facts, periods: periodsOf(facts, LAST) }
}
const weeks = weeksMet({ year: schoolYear(2026), meets: MEETS }, { from: 0 as SessionIndex, to: LAST })

type School = ReturnType<typeof school>
const hidden = ({ facts, periods }: School, of: School['periods']['year']) =>
  weeksOfTotals(facts, periods, of).flatMap(({ sessions }, at) => (sessions === null ? [at] : []))

describe('A school week by week, for readers who see no single pupil', () => {
  test('is what the sums of its weeks are, where nobody could be told', () => {
    const { facts, periods } = school(new Map())
    const { byWeek } = overviewOf(facts, periods.year.span, {})
    expect(byWeek.weeks.length).toBeGreaterThan(8)
    expect(weeksOfTotals(facts, periods, periods.year)).toEqual(
      byWeek.weeks.map(({ monday }, at) => ({ monday, sessions: byWeek.sessions[at] })),
    )
  })

  test('hides a week in which three pupils had a session, and a second one that would give it away', () => {
    const one = school(new Map([[2, 3]]))
    const [autumn, spring] = one.periods.terms
    expect(autumn && hidden(one, autumn)).toEqual([0, 2])
    expect(spring && hidden(one, spring)).toEqual([])
    // The same weeks in the answer about the year, or the one would give away what the other hides.
    expect(hidden(one, one.periods.year)).toEqual([0, 2])
  })

  test('hides two weeks of the same three pupils and a third', () => {
    expect(
      hidden(
        school(
          new Map([
            [1, 3],
            [2, 3],
          ]),
        ),
        school(new Map()).periods.year,
      ),
    ).toEqual([0, 1, 2])
  })

  test('does not let marks on days without school be found as what the weeks leave of the term', () => {
    const one = school(new Map(), { strayMarksOf: 2 })
    const [autumn] = one.periods.terms
    expect(autumn && hidden(one, autumn)).toEqual([0])
  })

  test('whatever the weeks: those hidden in a term are several, of at least six pupils, and hidden in the year', () => {
    const anyWeeks = fc.array(fc.tuple(fc.nat(weeks.length - 1), fc.nat(9)), { maxLength: 6 })
    fc.assert(
      fc.property(anyWeeks, fc.nat(3), (drawn, strayMarksOf) => {
        const here = new Map(drawn)
        const { facts, periods } = school(here, { strayMarksOf })
        const inYear = weeksOfTotals(facts, periods, periods.year)
        const stray = new Map([[periods.terms[0], strayMarksOf]])
        const ofTerms = periods.terms.map((term) => {
          const shown = weeksOfTotals(facts, periods, term)
          const at = ({ monday }: { monday: string }) => inYear.findIndex((week) => week.monday === monday)
          const sizes = shown.filter(({ sessions }) => sessions === null).map((week) => here.get(at(week)) ?? 30)
          const all = [...sizes, stray.get(term) ?? 0].filter((size) => size > 0)
          for (const week of shown)
            if (week.sessions !== null) expect([1, 2, 3, 4, 5]).not.toContain(here.get(at(week)) ?? 30)
          const inTerm = Math.max(0, ...shown.map((week) => here.get(at(week)) ?? 30))
          // A term in which fewer than six had a session at all is hidden whole, by its own sum.
          if (all.length > 0 && inTerm > 5) {
            // Whoever is in a week of few is in every larger one, so the largest says how many pupils they are together.
            expect(all.length).toBeGreaterThan(1)
            expect(Math.max(...all)).toBeGreaterThan(5)
          }
          return shown
        })
        for (const { monday, sessions } of inYear) {
          const parts = ofTerms.flatMap((shown) => shown.filter((week) => week.monday === monday))
          expect(sessions === null).toBe(parts.some((part) => part.sessions === null))
        }
      }),
      { numRuns: 60 },
    )
  })
})
