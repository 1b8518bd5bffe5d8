import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Day, day, weekday } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { schoolYear } from '../../../kernel/school-year.ts'
import { STRIP_LENGTH } from '../../../kernel/session.ts'
import { byteOfCode } from '../../../law/codes.ts'
import { enrolledWith, factsOf, numbers, presentAt, WHOLE_YEAR } from '../../../testing/figures-facts.ts'
import type { Enrolled, SchoolFacts } from '../facts.ts'
import { halfTermsOf, sessionsMet } from '../stretches.ts'
import { adjusted, chanceOfAtLeast } from './chance.ts'
import { timetableOf } from './episodes.ts'
import { findPatterns, type Knowledge } from './find-patterns.ts'
import { patternInWords } from './in-words.ts'
import { datesOf, daysAfterEvents, daysBesideBreaks } from './kinds.ts'

const CALENDAR = {
  year: schoolYear(2026),
  terms: [
    { name: 'Autumn', first: day('2026-09-01'), last: day('2026-12-18') },
    { name: 'Spring', first: day('2027-01-04'), last: day('2027-03-26') },
  ],
  daysOff: Array.from({ length: 5 }, (_, at) => ({
    day: addDays(day('2026-10-26'), at),
    kind: 'half-term' as const,
    reason: 'Half-term',
  })),
}
const MEETS = sessionsMet(CALENDAR)
const TIMETABLE = timetableOf(MEETS, WHOLE_YEAR)
const DATES = datesOf(CALENDAR.year, TIMETABLE)
const NOTHING_KNOWN: Knowledge = { events: [] }
const ILL = byteOfCode('I')

type Habit = (date: Day) => number

/**
 * A school where everybody is more often away on Fridays and in a wave of illness in December, some far more often than others, in stays of a
 * session, a day or more. A habit multiplies one pupil's chance of a stay beginning on a day.
 */
function simulated(
  seed: number,
  options: { pupils: number; habit?: (pupil: number) => Habit | undefined },
): SchoolFacts {
  const random = numbers(seed)
  const enrolled = Array.from({ length: options.pupils }, (_, pupil): Enrolled => {
    const strip = new Uint8Array(STRIP_LENGTH)
    for (const place of TIMETABLE.places) strip[place] = presentAt(place)
    const often = 0.005 + 0.08 * random() ** 3
    const habit = options.habit?.(pupil)
    for (let at = 0; at < DATES.length; at++) {
      const date = DATES[at] ?? day('2026-09-01')
      const friday = weekday(date) === 5 ? 1.5 : 1
      const wave = date >= '2026-12-01' && date <= '2026-12-11' ? 3 : 1
      if (random() >= often * friday * wave * (habit?.(date) ?? 1)) continue
      const first = 2 * at + (random() < 0.15 ? 1 : 0)
      const kind = random()
      const long = kind < 0.2 ? 1 : kind < 0.65 ? 2 - (first % 2) : 2 * (1 + Math.ceil(random() * 4)) - (first % 2)
      for (let session = first; session < Math.min(first + long, TIMETABLE.places.length); session++)
        strip[TIMETABLE.places[session] ?? 0] = ILL
      at += Math.floor(long / 2)
    }
    return enrolledWith(pupil, { strip })
  })
  const terms = CALENDAR.terms.map(({ name, first, last }) => ({ name, from: first, to: last }))
  return factsOf(enrolled, { meets: MEETS, terms, halfTerms: halfTermsOf(CALENDAR) })
}

describe('Patterns, on simulated schools', () => {
  test('where nobody has a habit, hardly any school shows one: at most 1 in 20 at a rate of 0.05', () => {
    const schools = 80
    let withPatterns = 0
    let tests = 0
    for (let seed = 1; seed <= schools; seed++) {
      const found = findPatterns(simulated(seed, { pupils: 250 }), {
        span: WHOLE_YEAR,
        knowledge: NOTHING_KNOWN,
        rate: 0.05,
      })
      tests += found.tests
      if (found.patterns.length > 0) withPatterns++
    }
    expect(tests / schools).toBeGreaterThan(500)
    // 4 expected of 80; 10 would be more than three standard deviations above.
    expect(withPatterns).toBeLessThanOrEqual(10)
  })

  test('habits that are there are found, and the share of chance among what is reported stays below the declared rate', () => {
    const planted = 25
    let found = 0
    let chance = 0
    let reported = 0
    const schools = 20
    for (let seed = 101; seed < 101 + schools; seed++) {
      const habit = (pupil: number): Habit | undefined =>
        pupil < planted ? (date) => (weekday(date) === 1 ? 14 : 0.3) : undefined
      const facts = simulated(seed, { pupils: 250, habit })
      const { patterns } = findPatterns(facts, { span: WHOLE_YEAR, knowledge: NOTHING_KNOWN, rate: 0.05 })
      const people = new Set(patterns.map(({ pupilId }) => pupilId))
      reported += people.size
      for (const pupilId of people) if (Number(pupilId.slice(6)) >= planted) chance++
      found += [...people].filter((pupilId) => Number(pupilId.slice(6)) < planted).length
    }
    expect(found / (schools * planted)).toBeGreaterThan(0.3)
    expect(chance / reported).toBeLessThan(0.05)
  })

  test('everybody’s Fridays are nobody’s pattern', () => {
    const habit = (): Habit => (date) => (weekday(date) === 5 ? 6 : 1)
    const facts = simulated(7, { pupils: 250, habit })
    expect(findPatterns(facts, { span: WHOLE_YEAR, knowledge: NOTHING_KNOWN, rate: 0.05 }).patterns).toEqual([])
  })

  test('two of a household who are always away together are found; two who are not, are not', () => {
    const facts = simulated(11, { pupils: 250 })
    const [one, other] = facts.enrolled
    if (one === undefined || other === undefined) throw new Error('the school has pupils')
    const strip = Uint8Array.from(one.strip)
    for (const at of [6, 31, 44, 60, 83, 97]) {
      strip[TIMETABLE.places[2 * at] ?? 0] = ILL
      strip[TIMETABLE.places[2 * at + 1] ?? 0] = ILL
    }
    const together = { ...facts, enrolled: [{ ...one, strip }, { ...other, strip }, ...facts.enrolled.slice(2)] }
    const homes = new Map([
      ['pupil-0', 'A'],
      ['pupil-1', 'A'],
      ['pupil-2', 'B'],
      ['pupil-3', 'B'],
    ])
    const knowledge: Knowledge = { events: [], householdOf: ({ pupilId }) => homes.get(pupilId) }
    const { patterns } = findPatterns(together, { span: WHOLE_YEAR, knowledge, rate: 0.05 })
    expect(patterns.filter(({ kind }) => kind.id === 'household')).toEqual([
      expect.objectContaining({ pupilId: 'pupil-0', with: 'pupil-1' }),
    ])
  })

  test('say what was seen and what one would expect, and guess at no cause', () => {
    const words = patternInWords({
      pupilId: 'pupil-0' as PupilId,
      kind: { id: 'weekday', weekday: 1 },
      seen: 9,
      of: 10,
      expected: 2.2,
      chance: 1e-6,
      adjusted: 0.0004,
    })
    expect(words).toBe(
      '9 of 10 short absences included a Monday; at this school’s own rates one would expect about 2. Evidence: very strong.',
    )
  })
})

describe('The days of a shape', () => {
  const on = (days: Uint8Array) => DATES.filter((_, at) => days[at] === 1)
  test('beside a break are those next to a weekday without school, never beside an ordinary weekend', () => {
    expect(on(daysBesideBreaks(DATES))).toEqual(['2026-10-23', '2026-11-02', '2026-12-18', '2027-01-04'])
  })

  test('after an event is the next school day, over a weekend too, never over a holiday', () => {
    const events = [day('2026-09-09'), day('2026-09-11'), day('2026-10-23'), day('2026-12-18')]
    expect(on(daysAfterEvents(DATES, events))).toEqual(['2026-09-10', '2026-09-14'])
  })
})

describe('Chances', () => {
  test('of equal trials are those of the binomial distribution', () => {
    expect(chanceOfAtLeast(3, [0.5, 0.5, 0.5])).toBeCloseTo(0.125, 12)
    expect(chanceOfAtLeast(2, [0.5, 0.5, 0.5])).toBeCloseTo(0.5, 12)
    expect(chanceOfAtLeast(0, [])).toBe(1)
    expect(chanceOfAtLeast(1, [])).toBe(0)
  })

  test('fall as more is asked for, and lie between 0 and 1', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (chances) => {
        const all = Array.from({ length: chances.length + 2 }, (_, least) => chanceOfAtLeast(least, chances))
        for (const [at, chance] of all.entries()) {
          expect(chance).toBeGreaterThanOrEqual(0)
          expect(chance).toBeLessThanOrEqual(1)
          if (at > 0) expect(chance).toBeLessThanOrEqual((all[at - 1] ?? 0) + 1e-12)
        }
      }),
    )
  })

  test('are adjusted as Benjamini and Hochberg do: reported are those up to the last that lies under its line', () => {
    const chances = [0.01, 0.04, 0.03, 0.005, 0.5]
    const values = adjusted(chances)
    expect(values.map((value) => Number(value.toFixed(6)))).toEqual([0.025, 0.05, 0.05, 0.025, 0.5])
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }), (drawn) => {
        const q = 0.1
        const sorted = drawn.toSorted((a, b) => a - b)
        const last = sorted.findLastIndex((chance, at) => chance <= (q * (at + 1)) / sorted.length)
        const reported = adjusted(drawn).filter((value) => value <= q + 1e-15).length
        expect(reported).toBe(last < 0 ? 0 : sorted.filter((chance) => chance <= (sorted[last] ?? 0)).length)
      }),
    )
  })
})
