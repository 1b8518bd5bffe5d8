import { type Day, longDay } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { compareSessions, type Session } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { kindOfPlanned, PARTICULARS, type Particulars, type PlannedKind } from './planned-kinds.ts'
import type { By } from './request.ts'
import type { WeeklySession } from './timetable.ts'

/** The days of a plan: every session from one to another, or only some of each week. */
export interface PlannedSpan {
  readonly from: Session
  readonly to: Session
  readonly only: readonly WeeklySession[] | null
}

/** A trip, a placement, a pattern at another school: as it was planned. It never changes; its steps say what happened. */
export interface Planned extends PlannedSpan {
  readonly id: string
  readonly kind: PlannedKind
  readonly title: string
  readonly particulars: Particulars
  /** For leave: the day on which it was asked for or agreed. */
  readonly agreedDay: Day | null
}

interface Step {
  readonly number: number
  readonly words: string
  readonly at: Moment
  readonly by: By
}

export type PlannedStep =
  /** Pupils were put on it, first or later: the register's entry that set their marks. */
  | (Step & { readonly kind: 'put-on'; readonly pupilIds: readonly PupilId[]; readonly entry: number })
  /** They do not go, or not from a session on: expected at school again. */
  | (Step & { readonly kind: 'taken-off'; readonly pupilIds: readonly PupilId[]; readonly from: Session | null })
  /** Other days: everybody on it was planned anew. */
  | (Step & { readonly kind: 'moved'; readonly entry: number } & PlannedSpan)
  | (Step & { readonly kind: 'withdrawn' })

/** A pupil of a plan: on it, or taken off, from which session where not from all. */
export interface PupilOfPlan {
  readonly pupilId: PupilId
  /** The register's entry by which the marks of this pupil were set last. */
  readonly entry: number
  readonly off: { readonly from: Session | null; readonly words: string } | null
}

/** Where a plan stands: what its steps make of it. */
export interface StandingPlan extends PlannedSpan {
  readonly pupils: readonly PupilOfPlan[]
  readonly withdrawn: boolean
}

export function standingPlan(planned: PlannedSpan, steps: readonly PlannedStep[]): StandingPlan {
  const pupils = new Map<PupilId, PupilOfPlan>()
  let span: PlannedSpan = { from: planned.from, to: planned.to, only: planned.only }
  let withdrawn = false
  for (const step of steps) {
    if (step.kind === 'withdrawn') withdrawn = true
    if (step.kind === 'put-on')
      for (const pupilId of step.pupilIds) pupils.set(pupilId, { pupilId, entry: step.entry, off: null })
    if (step.kind === 'taken-off')
      for (const pupilId of step.pupilIds) {
        const before = pupils.get(pupilId)
        if (before !== undefined) pupils.set(pupilId, { ...before, off: { from: step.from, words: step.words } })
      }
    if (step.kind === 'moved') {
      span = { from: step.from, to: step.to, only: step.only }
      for (const pupil of pupils.values())
        if (pupil.off === null) pupils.set(pupil.pupilId, { ...pupil, entry: step.entry })
    }
  }
  return { ...span, pupils: [...pupils.values()], withdrawn }
}

/** Who is still on it. */
export function onPlan({ pupils }: Pick<StandingPlan, 'pupils'>): readonly PupilId[] {
  return pupils.filter(({ off }) => off === null).map(({ pupilId }) => pupilId)
}

export type PlannedState = 'to come' | 'running' | 'over' | 'withdrawn'

export function plannedState({ from, to, withdrawn }: StandingPlan, today: Day): PlannedState {
  if (withdrawn) return 'withdrawn'
  if (today > to.day) return 'over'
  return today < from.day ? 'to come' : 'running'
}

/** Refuses days that are no span. */
export function refuseSpan({ from, to, only }: PlannedSpan, weekly: boolean): Result<undefined> {
  if (compareSessions(to, from) < 0)
    return refused('leave.bad-period', 'The last session is before the first. Give them in order.')
  if (schoolYearOf(from.day) !== schoolYearOf(to.day))
    return refused('leave.two-years', 'These days are in two school years. Plan each school year by itself.')
  if (weekly && only === null)
    return refused(
      'leave.no-pattern',
      'Choose the sessions of the week that are spent there. Every other session the pupil is expected here.',
    )
  return success(undefined)
}

/**
 * Refuses a plan that lacks what must be recorded, and leave that was agreed afterwards: an interview is asked for in advance and study
 * leave is agreed in advance (regulation 11(4) and (5)); the same is held, unverified, of performances.
 */
export function refusePlanned(wish: Omit<Planned, 'id'>): Result<undefined> {
  const kind = kindOfPlanned(wish.kind)
  const span = refuseSpan(wish, kind.weekly)
  if (!span.ok) return span
  for (const key of PARTICULARS) {
    const asked = kind.asks[key]
    if (asked?.needed === true && (wish.particulars[key] ?? '') === '')
      return refused('leave.particulars', `${asked.label} That must be recorded with ${kind.code}.`)
  }
  if (!kind.byHead) return success(undefined)
  const { agreedDay } = wish
  if (agreedDay === null || agreedDay > wish.from.day)
    return refused(
      'leave.afterwards',
      `${kind.name} is leave, and leave is agreed in advance: on ${longDay(wish.from.day)} or before. What was not is recorded by its reason.`,
    )
  return success(undefined)
}

/** A conflict as it was seen in a preview: marks that would be kept, marks that would be replaced, pupils who are not on roll for all of it. */
export interface SeenConflicts {
  readonly kept: number
  readonly replaced: number
  readonly leftOut: number
}

/** All or nothing: a plan is carried out with exactly those conflicts that its sender was shown. */
export function refuseUnseen(
  now: { keptCount: number; replacedCount: number; leftOutCount: number },
  seen: SeenConflicts,
): Result<undefined> {
  if (now.keptCount === seen.kept && now.replacedCount === seen.replaced && now.leftOutCount === seen.leftOut)
    return success(undefined)
  return refused(
    'leave.conflicts',
    'Some of these pupils have a mark already, or are not on roll for all of it, and that is not what you were shown. Nothing was planned: look at what will happen again.',
  )
}

/** What is recorded beside each mark: what the law asks for with the code, and who looks after the pupil there. */
export function detailOfMark(planned: Pick<Planned, 'kind' | 'title' | 'particulars'>): Record<string, string> {
  const { detail } = kindOfPlanned(planned.kind)
  const { place = '', supervisor = '' } = planned.particulars
  const words = [planned.title, place, supervisor === '' ? '' : `with ${supervisor}`].filter((one) => one !== '')
  return { [detail]: words.join(', ').slice(0, 500) }
}
