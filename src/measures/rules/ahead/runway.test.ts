import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { type SessionIndex, STRIP_LENGTH } from '../../../kernel/session.ts'
import { ALL_CODES, byteOfCode } from '../../../law/codes.ts'
import { enrolledWith, factsOf } from '../../../testing/figures-facts.ts'
import { aimAhead, enrolmentAhead } from '../shown/pupil-runway.ts'
import { type Ahead, sessionsLeftBefore } from './runway.ts'
import { sessionToCome } from './session-to-come.ts'
import { reachOf, type WayAhead } from './way-ahead.ts'
import { onesAhead, termToCome } from './who-can-be-helped.ts'

const aheads = fc
  .record({
    attended: fc.nat(200),
    absent: fc.nat(120),
    free: fc.nat(200),
    planned: fc.nat(30),
  })
  .map(
    ({ attended, absent, free, planned }): Ahead => ({
      absent,
      possible: attended + absent,
      toCome: free + planned,
      planned,
    }),
  )

describe('Sessions left before a line', () => {
  test.each([
    // 190 possible so far and to come, 10 % is 19: with 11 gone, 7 more make 18.
    [10, { absent: 11, possible: 100, toCome: 90, planned: 0 }, 7],
    // Exactly 10 % counts, so the tenth of 100 is one too many.
    [10, { absent: 9, possible: 100, toCome: 0, planned: 0 }, 0],
    [10, { absent: 10, possible: 100, toCome: 0, planned: 0 }, -1],
    [10, { absent: 0, possible: 0, toCome: 19, planned: 0 }, 1],
    [50, { absent: 40, possible: 100, toCome: 90, planned: 5 }, 49],
    // Nothing is left that could be missed.
    [50, { absent: 0, possible: 100, toCome: 10, planned: 0 }, 10],
    [10, { absent: 0, possible: 0, toCome: 0, planned: 0 }, 0],
  ] as const)('%s %% with %o leaves %s', (line, ahead, left) => {
    expect(sessionsLeftBefore(line, ahead)).toBe(left)
  })

  test('are exactly as many as can be missed: one more meets the line or there are no more', () => {
    fc.assert(
      fc.property(aheads, fc.constantFrom(10 as const, 50 as const), (ahead, line) => {
        const end = ahead.possible + ahead.toCome
        const meets = (missed: number) => 100 * (ahead.absent + ahead.planned + missed) >= line * end
        const left = sessionsLeftBefore(line, ahead)
        if (end === 0) return
        if (left >= 0) expect(meets(left)).toBe(false)
        if (left < 0) expect(meets(0)).toBe(true)
        if (left >= 0 && left < ahead.toCome - ahead.planned) expect(meets(left + 1)).toBe(true)
      }),
    )
  })
})

describe('Sessions to come back to an aim', () => {
  const way = ({ toCome, planned }: Pick<Ahead, 'toCome' | 'planned'>): WayAhead => ({
    places: Array.from({ length: toCome }, (_, place) => 300 + place),
    isAway: Array.from({ length: toCome }, (_, place) => place >= toCome - planned),
  })
  test.each([
    [95, { absent: 10, possible: 100, toCome: 200, planned: 0 }, 100],
    [90, { absent: 10, possible: 100, toCome: 200, planned: 0 }, 0],
    [90, { absent: 20, possible: 100, toCome: 99, planned: 0 }, undefined],
    [90, { absent: 20, possible: 100, toCome: 105, planned: 10 }, undefined],
  ] as const)('%s %% with %o takes %s', (aim, ahead, sessions) => {
    expect(reachOf(aim, ahead, way(ahead))?.attended).toBe(sessions)
  })

  test('a planned absence on the way is counted when it comes, and pushes the day back', () => {
    const so = { absent: 2, possible: 19 }
    const places = [300, 301, 302, 303, 304, 305, 306, 307, 308, 309, 310, 311]
    const away = (at: number) => places.map((_, place) => place === at)
    expect(reachOf(90, so, { places, isAway: away(-1) })).toEqual({ attended: 1, place: 300 })
    // 3 of 20, then ten more: 3 of 30.
    expect(reachOf(90, so, { places, isAway: away(0) })).toEqual({ attended: 10, place: 310 })
    // It is reached before the absence comes.
    expect(reachOf(90, so, { places, isAway: away(5) })).toEqual({ attended: 1, place: 300 })
  })

  test('are the fewest that do', () => {
    fc.assert(
      fc.property(aheads, fc.constantFrom(90 as const, 95 as const), (ahead, aim) => {
        if (ahead.possible === 0) return
        const there = (n: number) => 100 * (ahead.possible - ahead.absent + n) >= aim * (ahead.possible + n)
        const sessions = reachOf(aim, ahead, way(ahead))?.attended
        if (sessions === undefined) expect(there(ahead.toCome - ahead.planned)).toBe(false)
        else {
          expect(there(sessions)).toBe(true)
          if (sessions > 0) expect(there(sessions - 1)).toBe(false)
        }
      }),
    )
  })
})

describe('Sessions to come', () => {
  test('are free, planned away, or not possible, by what is planned', () => {
    const facts = factsOf([], { meets: new Uint8Array(STRIP_LENGTH).fill(1) })
    for (const [code, kind] of [
      ['I', 'away'],
      ['O', 'away'],
      ['B', 'free'],
      ['-', 'free'],
      ['D', undefined],
      ['Y1', undefined],
      ['#', undefined],
    ] as const)
      expect(sessionToCome(facts, { strip: Uint8Array.of(byteOfCode(code)) }, 0)).toBe(kind)
    expect(sessionToCome(facts, { strip: new Uint8Array(1) }, 0)).toBe('free')
    expect(sessionToCome(factsOf([]), { strip: new Uint8Array(1) }, 0)).toBeUndefined()
  })

  test('are as many on a pupil’s page as in the list of those at risk, whatever is planned', () => {
    const bytes = fc.constantFrom(0, ...ALL_CODES.map(({ byte }) => byte))
    fc.assert(
      fc.property(
        fc.array(bytes, { minLength: STRIP_LENGTH, maxLength: STRIP_LENGTH }),
        fc.nat(700),
        (strip, place) => {
          const enrolled = enrolledWith(1, { strip: Uint8Array.from(strip) })
          const facts = factsOf([enrolled], { meets: new Uint8Array(STRIP_LENGTH).fill(1) })
          const span = { from: 0 as SessionIndex, to: place as SessionIndex }
          const onRoll = { from: 0 as SessionIndex, to: 729 as SessionIndex }
          const { so, way } = enrolmentAhead(facts, { ...enrolled, onRoll }, { span, to: [day('2027-07-31')] })
          const listed = onesAhead(facts, { ...enrolled, onRoll }, { place: span.to, termEnds: undefined, earlier: [] })
          if (listed === undefined || so[0] === undefined) return
          const { toCome, planned } = listed.year
          expect(so[0]).toMatchObject({ toCome, planned })
          const aim = aimAhead(facts, 90, { so: so[0], way })
          expect(listed.reaches90?.sessions).toBe(
            aim.state === 'reached' ? aim.sessions : aim.state === 'there' ? 0 : undefined,
          )
        },
      ),
      { numRuns: 20 },
    )
  })

  test('are of the term until its last afternoon has been counted', () => {
    const term = (name: string, from: string, to: string) => ({ name, from: day(from), to: day(to) })
    const terms = [term('Autumn', '2026-08-03', '2026-08-04'), term('Spring', '2026-08-10', '2026-08-11')]
    const facts = factsOf([], { terms })
    // 4 August is places 6 and 7.
    expect([-1, 6, 7, 21].map((after) => termToCome(facts, after)?.name)).toEqual([
      'Autumn',
      'Autumn',
      'Spring',
      undefined,
    ])
  })
})
