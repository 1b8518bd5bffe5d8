import { type Day, longDay } from '../../kernel/day.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import type { Half } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { By } from './request.ts'

/** A session of each week. `weekday` is 1 for Monday. */
export interface WeeklySession {
  readonly weekday: number
  readonly half: Half
}

/** A part-time timetable as it was agreed (regulation 11(6) of SI 2024/208: exceptional circumstances, agreed times and dates). */
export interface Timetable {
  readonly id: string
  readonly reason: string
  readonly away: readonly WeeklySession[]
  readonly times: string
  /** The parent with whom it was agreed. */
  readonly agreedWith: string
  readonly agreedDay: Day
  readonly first: Day
  readonly review: Day
  readonly last: Day
}

export interface TimetableStep {
  readonly number: number
  readonly kind: 'reviewed' | 'ended'
  readonly words: string
  readonly review: Day | null
  readonly at: Moment
  readonly by: By
}

export type TimetableState = 'to come' | 'running' | 'to be reviewed' | 'over' | 'ended'

/** The day by which it is to be looked at again. */
export function nextReview(timetable: Pick<Timetable, 'review'>, steps: readonly TimetableStep[]): Day {
  return steps.findLast((step) => step.kind === 'reviewed')?.review ?? timetable.review
}

/** Where it stands on a day: what its steps and its days make of it. */
export function timetableState(
  timetable: Pick<Timetable, 'first' | 'review' | 'last'>,
  steps: readonly TimetableStep[],
  today: Day,
): TimetableState {
  if (steps.some(({ kind }) => kind === 'ended')) return 'ended'
  if (today > timetable.last) return 'over'
  if (today >= nextReview(timetable, steps)) return 'to be reviewed'
  return today < timetable.first ? 'to come' : 'running'
}

const SESSIONS_OF_A_WEEK = 10

/** Refuses what is no part-time timetable: one without an end, a review, an agreement, or any time at school. */
export function refuseTimetable(wish: Omit<Timetable, 'id' | 'reason' | 'times' | 'agreedWith'>): Result<undefined> {
  const { first, review, last, agreedDay, away } = wish
  if (review < first || last < review)
    return refused(
      'leave.timetable-days',
      'A part-time timetable begins, is reviewed and ends, in this order. Check the three days.',
    )
  if (schoolYearOf(first) !== schoolYearOf(last))
    return refused('leave.two-years', 'These days are in two school years. Agree on one timetable for each.')
  if (agreedDay > first)
    return refused(
      'leave.not-agreed',
      `A part-time timetable is agreed before it begins, and this one begins on ${longDay(first)}.`,
    )
  const places = new Set(away.map(({ weekday, half }) => `${weekday} ${half}`))
  if (places.size >= SESSIONS_OF_A_WEEK)
    return refused(
      'leave.no-time-at-school',
      'This leaves no session at school, which is no part-time timetable. Leave at least one.',
    )
  return success(undefined)
}
