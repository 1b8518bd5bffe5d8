import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, day } from '../../../kernel/day.ts'
import type { Half } from '../../../kernel/session.ts'
import { parseCode } from '../../../law/codes.ts'
import { schoolWeeksOf, thresholdReached } from '../national-threshold.ts'
import { type CountedMark, NEAR_WITHIN, thresholdStanding } from './standing.ts'

const TEN = { sessions: 10, schoolWeeks: 10 }
/** Thirty school weeks with two weeks without school after the fifteenth. */
const DAYS: readonly Day[] = Array.from({ length: 32 }, (_, week) => week)
  .filter((week) => week !== 15 && week !== 16)
  .flatMap((week) => [0, 1, 2, 3, 4].map((of) => addDays(day('2025-09-01'), 7 * week + of)))
const MONDAYS = schoolWeeksOf(DAYS)

const mark = (of: Day, half: Half = 'AM', code = 'O'): CountedMark => {
  const parsed = parseCode(code)
  if (parsed === undefined) throw new RangeError(code)
  return { session: { day: of, half }, code: parsed }
}
const schoolDay = (place: number): Day => DAYS[place] ?? day('2030-01-01')
const whole = (place: number, code = 'O') => [mark(schoolDay(place), 'AM', code), mark(schoolDay(place), 'PM', code)]
const at = (marks: readonly CountedMark[], today: Day) =>
  thresholdStanding(marks, { mondays: MONDAYS, today, threshold: TEN })

describe('where a child stands to the national threshold', () => {
  const week = [0, 1, 2, 3, 4].flatMap((place) => whole(place))

  it('is met on the day of the tenth session, and stays met while those ten count', () => {
    expect(at(week, schoolDay(4))).toMatchObject({ state: 'met', metOn: schoolDay(4), toUndo: 1, last: schoolDay(4) })
    expect(at(week, schoolDay(3))).toMatchObject({ state: 'near', metOn: null })
  })

  it('says when each session drops out: the tenth school week after its own, holidays passed over', () => {
    const { now, below } = at(whole(10 * 5), schoolDay(50))
    expect(now.map(({ dropsOut }) => dropsOut)).toEqual([MONDAYS[20], MONDAYS[20]])
    expect(below).toBeNull()
    expect(at(week, schoolDay(4)).below).toBe(MONDAYS[10])
  })

  it('is undone by recoding one of ten, and by no fewer than two of eleven', () => {
    const eleven = [...week, mark(schoolDay(5))]
    expect(at(eleven, schoolDay(6)).toUndo).toBe(2)
    expect(at(week.slice(1), schoolDay(6)).state).toBe('near')
    expect(at(eleven.slice(1), schoolDay(6)).state).toBe('met')
  })

  it('counts what nobody has explained: a reason found takes it away', () => {
    const marks = [...week.slice(0, 8), ...whole(6, 'N')]
    expect(at(marks, schoolDay(6))).toMatchObject({ state: 'met', unexplained: 2 })
  })

  it('begins near it at seven of ten', () => {
    expect([5, 6, 7].map((n) => at(week.slice(0, n), schoolDay(4)).state)).toEqual(['below', 'below', 'near'])
  })

  it('counts no session that is still to come, though it is marked ahead', () => {
    expect(at(week, schoolDay(2)).now).toHaveLength(6)
  })

  it('is met anew once enough came after the first were left out', () => {
    const second = [20, 21, 22, 23, 24].flatMap((place) => whole(place))
    expect(at([...week, ...second], schoolDay(24))).toMatchObject({ state: 'met', metOn: schoolDay(4) })
    expect(at(second, schoolDay(24))).toMatchObject({ state: 'met', metOn: schoolDay(24) })
  })

  it('agrees with the rule of the command for whatever marks, and is near only below it', () => {
    const anyMarks = fc.uniqueArray(
      fc.record({
        place: fc.nat(DAYS.length - 1),
        half: fc.constantFrom<Half>('AM', 'PM'),
        code: fc.constantFrom('O', 'U', 'N', 'G', 'I', '/'),
      }),
      { selector: ({ place, half }) => `${place}${half}`, maxLength: 60 },
    )
    fc.assert(
      fc.property(anyMarks, fc.nat(DAYS.length - 1), (drawn, today) => {
        const marks = drawn.map(({ place, half, code }) => mark(schoolDay(place), half, code))
        const past = marks.filter(({ session }) => session.day <= schoolDay(today))
        const { state, metOn, now, making } = at(marks, schoolDay(today))
        const reached = thresholdReached(past, DAYS, TEN)
        if (metOn !== null) expect(reached.metOn !== null && reached.metOn <= metOn).toBe(true)
        if (now.length >= 10) expect(state).toBe('met')
        if (state === 'met') expect(making.length).toBeGreaterThanOrEqual(10)
        if (state === 'near') expect(now.length).toBeGreaterThanOrEqual(10 - NEAR_WITHIN)
        for (const { session, dropsOut } of now)
          expect(dropsOut === null || dropsOut > schoolDay(today) || session.day > schoolDay(today)).toBe(true)
      }),
    )
  })
})
