import { describe, expect, test } from 'vitest'
import { type SessionIndex, STRIP_LENGTH } from '../../../kernel/session.ts'
import { byteOfCode } from '../../../law/codes.ts'
import { enrolledWith, factsOf, numbers, presentAt, WHOLE_YEAR } from '../../../testing/figures-facts.ts'
import type { Enrolled, SchoolFacts } from '../facts.ts'
import { isPersistentlyAbsent } from '../sessions.ts'
import { enrolmentFigures } from '../shown/group-figures.ts'
import { calibrationOf, earlierAt, fairnessOf, forecastFor, projected, tryOut } from './forecast.ts'
import { toComeBy, wayAhead } from './way-ahead.ts'

const HALFWAY = 300
const MEETS = Uint8Array.from({ length: STRIP_LENGTH }, (_, place) =>
  place >= 60 && place < 700 && place % 14 < 10 ? 1 : 0,
)

/** Pupils with a usual absence of their own that wanders a little from month to month. */
function year(seed: number, options: { pupils?: number; until?: number } = {}): SchoolFacts {
  const { pupils = 400, until = STRIP_LENGTH } = options
  const random = numbers(seed)
  const enrolled = Array.from({ length: pupils }, (_, number): Enrolled => {
    const strip = new Uint8Array(STRIP_LENGTH)
    const usual = 0.01 + 0.25 * random() ** 3
    let now = usual
    for (let place = 0; place < until; place++) {
      if (place % 56 === 0) now = usual * (0.4 + 1.2 * random())
      if (MEETS[place] === 1) strip[place] = random() < now ? byteOfCode('I') : presentAt(place)
    }
    return enrolledWith(number, { strip })
  })
  return factsOf(enrolled, { meets: MEETS })
}

describe('Forecasts', () => {
  test('said halfway through a year come true as often as they say, and say more than the school’s share does', () => {
    const earlier = earlierAt(year(1), HALFWAY)
    const now = year(2)
    let said = 0
    let happened = 0
    let held = 0
    let error = 0
    let guessing = 0
    const share = earlier.filter(({ whole }) => isPersistentlyAbsent(whole)).length / earlier.length
    for (const enrolled of now.enrolled) {
      // Only what was known then: the rest of the year is cut off.
      const strip = Uint8Array.from(enrolled.strip, (byte, place) => (place <= HALFWAY ? byte : 0))
      const forecast = forecastFor(
        { ...enrolled, strip },
        { place: HALFWAY, earlier, way: wayAhead(now, { ...enrolled, strip }, HALFWAY) },
      )
      if (forecast === undefined) throw new Error('every pupil has enough sessions')
      const { sessions } = enrolmentFigures(enrolled, WHOLE_YEAR)
      const ended = (100 * sessions.absent) / sessions.possible
      const became = isPersistentlyAbsent(sessions) ? 1 : 0
      said += forecast.chance
      happened += became
      held += forecast.interval[0] <= ended && ended <= forecast.interval[1] ? 1 : 0
      error += (forecast.chance - became) ** 2
      guessing += (share - became) ** 2
    }
    const pupils = now.enrolled.length
    expect(Math.abs(said - happened) / pupils).toBeLessThan(0.05)
    expect(held / pupils).toBeGreaterThan(0.72)
    expect(held / pupils).toBeLessThan(0.92)
    expect(error).toBeLessThan(0.6 * guessing)
  })

  test('say nothing that is not a count of the pupils named, with the end that each gives', () => {
    const earlier = earlierAt(year(1), HALFWAY)
    const now = year(2, { until: HALFWAY + 1 })
    const share = earlier.filter(({ whole }) => isPersistentlyAbsent(whole)).length / earlier.length
    let endedOtherwise = 0
    for (const enrolled of now.enrolled) {
      const of = { place: HALFWAY, earlier, way: wayAhead(now, enrolled, HALFWAY) }
      const [forecast, named] = [forecastFor(enrolled, of), projected(enrolled, of)]
      if (forecast === undefined) throw new Error('every pupil has enough sessions')
      const { interval, absence, persistent, within } = forecast
      const ends = named.map(({ end }) => (100 * end.absent) / end.possible)
      expect(named).toHaveLength(forecast.of)
      expect(persistent).toBe(named.filter(({ end }) => 10 * end.absent >= end.possible).length)
      expect(named.filter((one) => one.persistent)).toHaveLength(persistent)
      expect(within).toBe(ends.filter((end) => interval[0] <= end && end <= interval[1]).length)
      expect(named.filter((one) => one.within)).toHaveLength(within)
      expect(within).toBeGreaterThanOrEqual(0.8 * forecast.of)
      expect(ends).toContain(absence)
      expect(forecast).toMatchObject({ share, chance: (persistent + share) / (forecast.of + 1) })
      // How those alike ended themselves is another number, which may not be said in its place.
      if (named.filter(({ one }) => isPersistentlyAbsent(one.whole)).length !== persistent) endedOtherwise++
    }
    expect(endedOtherwise).toBeGreaterThan(20)
  })

  test('tried out on last year itself, are shown tenth by tenth with what came', () => {
    const tried = tryOut(earlierAt(year(3), HALFWAY))
    const { tenths, pupils, held, error, errorOfGuessing } = calibrationOf(tried)
    expect(pupils).toBe(400)
    expect(tenths.reduce((sum, tenth) => sum + tenth.pupils, 0)).toBe(400)
    for (const tenth of tenths.filter((one) => one.pupils >= 40))
      expect(Math.abs(tenth.said - tenth.happened)).toBeLessThan(0.15)
    expect(held).toBeGreaterThan(0.7)
    expect(error).toBeLessThan(errorOfGuessing)
    const girls = fairnessOf(tried, ({ sex }) => sex === 'F')
    expect(girls.pupils).toBe(200)
    expect(Math.abs(girls.said - girls.happened)).toBeLessThan(0.08)
  })

  test('are not made where last year had too few pupils, or too little is known', () => {
    const facts = year(4, { pupils: 39 })
    const [one] = facts.enrolled
    if (one === undefined) throw new Error('the year has pupils')
    expect(
      forecastFor(one, { place: HALFWAY, earlier: earlierAt(facts, HALFWAY), way: wayAhead(facts, one, HALFWAY) }),
    ).toBeUndefined()
    expect(
      forecastFor(one, { place: 70, earlier: earlierAt(year(5), 70), way: wayAhead(facts, one, 70) }),
    ).toBeUndefined()
    expect(tryOut(earlierAt(facts, HALFWAY))).toEqual([])
  })

  test('count planned absences as absences, and planned sessions elsewhere not at all', () => {
    const facts = year(6, { pupils: 1, until: HALFWAY + 1 })
    const [one] = facts.enrolled
    if (one === undefined) throw new Error('the year has a pupil')
    const comeOf = (of: Enrolled) => toComeBy(wayAhead(facts, of, HALFWAY), STRIP_LENGTH)
    const { toCome } = comeOf(one)
    const ahead = Array.from({ length: STRIP_LENGTH }, (_, place) => place).filter(
      (place) => place > HALFWAY && MEETS[place] === 1,
    )
    expect(toCome).toBe(ahead.length)
    const strip = Uint8Array.from(one.strip)
    for (const place of ahead.slice(0, 4)) strip[place] = byteOfCode('C')
    for (const place of ahead.slice(4, 10)) strip[place] = byteOfCode('D')
    expect(comeOf({ ...one, strip })).toEqual({ toCome: toCome - 6, planned: 4 })
    const leaver = { ...one, onRoll: { from: 0 as SessionIndex, to: ahead[9] as SessionIndex } }
    expect(comeOf(leaver).toCome).toBe(10)
  })
})
