import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, day, daysBetween, daysFrom, weekday } from '../../kernel/day.ts'
import type { Half, Session } from '../../kernel/session.ts'
import type { Code } from '../../law/codes.ts'
import { nationalThreshold, schoolWeeksOf, thresholdReached } from './national-threshold.ts'

const TEN_IN_TEN = { sessions: 10, schoolWeeks: 10 }
const weekdays = (first: string, last: string) => daysFrom(day(first), day(last)).filter((of) => weekday(of) <= 5)
const mark = (on: Day, half: Half, code: string) => ({ session: { day: on, half }, code: code as Code })

/** The summer of a year ends and the autumn of the next begins; a half-term and an INSET day lie between. */
const SUMMER = weekdays('2025-06-02', '2025-07-22')
const AUTUMN = [...weekdays('2025-09-02', '2025-10-24'), ...weekdays('2025-11-04', '2025-12-19')]
const DAYS = [...SUMMER, ...AUTUMN]

/** Whole days of a code, one after the other from one on. */
const away = (from: string, sessions: number, code = 'O') => {
  const days = DAYS.filter((of) => of >= day(from))
  return Array.from({ length: sessions }, (_, n) => mark(days[n >> 1] ?? day(from), n % 2 === 0 ? 'AM' : 'PM', code))
}
const reached = (...marks: ReturnType<typeof away>[]) => thresholdReached(marks.flat(), DAYS, TEN_IN_TEN)

describe('the national threshold', () => {
  it('is ten sessions in ten school weeks since 19 August 2024, and was none before', () => {
    expect(nationalThreshold(day('2024-08-19'))).toEqual(TEN_IN_TEN)
    expect(nationalThreshold(day('2024-08-18'))).toBeUndefined()
  })

  it('is met by 8 U and 2 G in weeks 1 to 10', () => {
    const { metOn } = reached(away('2025-09-02', 8, 'U'), away('2025-11-11', 2, 'G'))
    expect(metOn).toBe('2025-11-11')
  })

  it('is not met by 9 O and an I', () => {
    expect(reached(away('2025-09-02', 9), away('2025-09-15', 1, 'I'))).toMatchObject({ metOn: null, best: 9 })
  })

  it('is met by 2 O in the last week of July and 8 O in two weeks of September: holidays take nothing of the window', () => {
    const { metOn, sessions } = reached(away('2025-07-22', 2), away('2025-09-02', 8))
    expect(metOn).toBe('2025-09-05')
    expect(sessions).toHaveLength(10)
  })

  it('is no longer met where 3 of 10 N become I', () => {
    expect(reached(away('2025-09-02', 10, 'N')).metOn).toBe('2025-09-08')
    expect(reached(away('2025-09-02', 7, 'N'), away('2025-09-08', 3, 'I'))).toMatchObject({ metOn: null, best: 7 })
  })

  it('is not met by five in week 1 and five in week 11', () => {
    // The tenth week after that of 2 September is that of 10 November: half-term is no school week.
    expect(reached(away('2025-09-02', 5), away('2025-11-17', 5))).toMatchObject({ metOn: null, best: 5 })
    expect(reached(away('2025-09-02', 5), away('2025-11-11', 5)).metOn).toBe('2025-11-13')
  })

  it('says when each session drops out: in the tenth school week after its own', () => {
    const [first] = reached(away('2025-09-02', 10)).sessions
    expect(first).toMatchObject({ session: { day: '2025-09-02', half: 'AM' }, dropsOut: '2025-11-17' })
  })

  it('a week of INSET days alone is no school week', () => {
    expect(schoolWeeksOf([day('2025-09-05'), day('2025-09-15')])).toEqual(['2025-09-01', '2025-09-15'])
  })

  it('is what counting every window by hand gives, whatever the marks', () => {
    const anyMark = fc.record({
      on: fc.nat(DAYS.length - 1),
      half: fc.constantFrom<Half>('AM', 'PM'),
      code: fc.constantFrom('G', 'N', 'O', 'U', 'I', '/', 'C'),
    })
    const weeks = schoolWeeksOf(DAYS)
    fc.assert(
      fc.property(fc.uniqueArray(anyMark, { maxLength: 60, selector: ({ on, half }) => `${on}${half}` }), (drawn) => {
        const marks = drawn.map(({ on, half, code }) => mark(DAYS[on] ?? SUMMER[0] ?? day('2025-06-02'), half, code))
        const bad = marks.filter(({ code }) => ['G', 'N', 'O', 'U'].includes(code))
        // Every run of ten school weeks, whole: an oracle that knows nothing of sessions in order.
        const best = Math.max(
          0,
          ...weeks.map((_, at) => {
            const run = weeks.slice(at, at + 10)
            const isIn = ({ session }: { session: Session }) =>
              run.some((monday) => daysBetween(monday, session.day) >= 0 && session.day < addDays(monday, 7))
            return bad.filter(isIn).length
          }),
        )
        const answer = thresholdReached(marks, DAYS, TEN_IN_TEN)
        expect(answer.best).toBe(best)
        expect(answer.metOn === null).toBe(best < 10)
        if (answer.metOn !== null) expect(answer.sessions.length).toBe(10)
      }),
    )
  })
})
