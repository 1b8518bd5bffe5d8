import { type Day, longDay, weekday } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { type Half, type Session, sessionIndex } from '../../kernel/session.ts'
import { byteOfCode, type Code, type CodeMeaning, codesInUseOn } from '../../law/codes.ts'
import type { RollPupil, SchoolCalendar } from '../../roll/contract.ts'
import { sessionsOf } from '../../roll/contract.ts'
import type { MarkDetails } from '../contract.ts'
import type { Entry, JournalMark } from './journal.ts'
import { type Fault, faultsOfMark } from './mark-faults.ts'
import type { Standing } from './standing.ts'
import type { DecidedMark } from './taking.ts'
import { withoutUndone } from './undone.ts'

/** Sessions from one to another, both included, or only those of some weekdays and halves. */
export interface Span {
  readonly from: Session
  readonly to: Session
  readonly only?: readonly { readonly weekday: number; readonly half: Half }[] | undefined
}

/** The sessions of a span that the calendar has. */
export function sessionsOfSpan(calendar: SchoolCalendar, span: Span): readonly Session[] {
  const first = sessionIndex(span.from)
  const last = sessionIndex(span.to)
  return sessionsOf(calendar).filter((session) => {
    const index = sessionIndex(session)
    if (index < first || index > last) return false
    return span.only?.some((on) => on.weekday === weekday(session.day) && on.half === session.half) ?? true
  })
}

/** What cannot be set ahead for single pupils, and why not. Everything else in the table of codes can be. */
const NOT_PLANNABLE: Readonly<Partial<Record<Code, string>>> = {
  '/': 'only somebody who looked can say that a child is there',
  '\\': 'only somebody who looked can say that a child is there',
  L: 'it is marked when a child arrives',
  U: 'it is marked when a child arrives',
  N: 'it says that no reason is known yet, and a plan is a reason',
  O: 'it says that the reason given was not accepted, which is decided afterwards',
  Z: 'it is for a pupil who is not on roll yet, and only pupils on roll have marks',
  '#': 'it is for the whole school. Use “Close the school”',
  '-': 'it is no mark',
}

/** The right without which a code is not planned: each follows from a decision that is recorded with it. */
type PlanningRight = 'leave.decide' | 'leave.suspend' | 'leave.detention'

const LEAVE =
  'is leave, and only the head grants it. Enter the family’s request under Leave; part-time timetables have a page of their own.'

/**
 * What the office does not plan by itself, the right it takes, and where it is recorded: leave is granted by somebody authorised by
 * the proprietor (regulation 11(1) of SI 2024/208), a suspension is the head's, and custody is known to few.
 */
const DECIDED_ELSEWHERE: Readonly<Partial<Record<Code, readonly [right: PlanningRight, why: string]>>> = {
  C: ['leave.decide', LEAVE],
  C1: ['leave.decide', LEAVE],
  C2: ['leave.decide', LEAVE],
  J1: ['leave.decide', LEAVE],
  S: ['leave.decide', LEAVE],
  E: [
    'leave.suspend',
    'is a suspension or exclusion, and only the head decides on it. It is recorded under Suspensions.',
  ],
  Y5: ['leave.detention', 'is restricted: the head or the designated safeguarding lead records it under Detention.'],
}

/** Whether somebody holds a right, for the codes whose planning takes one. */
export type MayPlan = (right: PlanningRight) => boolean

function mayPlan(code: Code, may: MayPlan): boolean {
  const decided = DECIDED_ELSEWHERE[code]
  return decided === undefined || may(decided[0])
}

/** The codes that somebody's plan may set on a day, in the order of the regulation. */
export function plannableCodes(on: Day, may: MayPlan): readonly CodeMeaning[] {
  return codesInUseOn(on).filter(({ code }) => NOT_PLANNABLE[code] === undefined && mayPlan(code, may))
}

/** Refuses a plan for pupils of a code that is not to be known ahead. Closures have codes of their own. */
export function refuseUnplannable(code: Code): Result<undefined> {
  const why = NOT_PLANNABLE[code]
  if (why === undefined) return success(undefined)
  return refused(
    'register.not-plannable',
    `${code} cannot be planned: ${why}. Choose the reason for which they will be away.`,
  )
}

/** Refuses what somebody else decides on: a plan of it comes with the decision. */
export function refuseUngranted(code: Code, may: MayPlan): Result<undefined> {
  if (mayPlan(code, may)) return success(undefined)
  return refused('register.leave-not-granted', `${code} ${DECIDED_ELSEWHERE[code]?.[1] ?? ''}`)
}

/**
 * Refuses to put another plan in the place of a mark, or to take it back, that follows from what only the head or a few others decide:
 * the decision would stand with no mark behind it, and nobody would be told. Leave is not among it: the office withdraws it for the family.
 */
export function refuseOverDecision(code: Code, may: MayPlan): Result<undefined> {
  return DECIDED_ELSEWHERE[code]?.[0] === 'leave.decide' ? success(undefined) : refuseUngranted(code, may)
}

/** One mark that stands where a plan would set another. */
export interface StandingMark {
  readonly pupilId: PupilId
  readonly session: Session
  readonly from: number
}

/** A pupil who is on roll for only a part of the sessions of a plan, or none of them. */
export interface OffRoll {
  readonly pupilId: PupilId
  /** How many of the sessions are left out. */
  readonly sessions: number
  /** Why, as the end of a sentence. */
  readonly because: string
}

export interface Plan {
  readonly marks: readonly DecidedMark[]
  readonly kept: readonly StandingMark[]
  readonly replaced: readonly StandingMark[]
  readonly faults: readonly Fault[]
  readonly offRoll: readonly OffRoll[]
}

/**
 * The marks that a plan or a closure sets: for each pupil and each session while the pupil is on roll; the sessions before their
 * starting day and after their leaving day are left out, and said to be. Marks that stand are
 * kept; with `replace`, those that were set ahead or entered by the office give way, but never one made by taking a register
 * (`isFact`): where a child was seen is no matter of plans.
 */
export function decidePlan(
  facts: {
    sessions: readonly Session[]
    pupils: readonly RollPupil[]
    byteOf: (pupilId: PupilId, session: Session) => number
    isFact: (pupilId: PupilId, session: Session) => boolean
  },
  wish: { code: Code; details: MarkDetails; replace: boolean },
): Plan {
  const to = byteOfCode(wish.code)
  const marks: DecidedMark[] = []
  const kept: StandingMark[] = []
  const replaced: StandingMark[] = []
  const faults: Fault[] = []
  const offRoll: OffRoll[] = []
  for (const pupil of facts.pupils) {
    const sessions = facts.sessions.filter(({ day }) => isOnRoll(pupil, day))
    if (sessions.length < facts.sessions.length) offRoll.push(offRollOf(pupil, facts.sessions))
    for (const session of sessions) {
      const from = facts.byteOf(pupil.id, session)
      if (from === to) continue
      if (from !== 0 && (!wish.replace || facts.isFact(pupil.id, session))) {
        kept.push({ pupilId: pupil.id, session, from })
        continue
      }
      faults.push(...faultsOfMark({ pupilId: pupil.id, session, code: wish.code, details: wish.details }, pupil))
      if (from !== 0) replaced.push({ pupilId: pupil.id, session, from })
      marks.push({
        pupilId: pupil.id,
        session: sessionIndex(session),
        to,
        ...(Object.keys(wish.details).length === 0 ? {} : { details: wish.details }),
      })
    }
  }
  return { marks, kept, replaced, faults, offRoll }
}

function isOnRoll(pupil: Pick<RollPupil, 'startingDay' | 'leavingDay'>, on: Day): boolean {
  return pupil.startingDay <= on && (pupil.leavingDay === null || on <= pupil.leavingDay)
}

function offRollOf(pupil: RollPupil, sessions: readonly Session[]): OffRoll {
  const out = sessions.filter(({ day }) => !isOnRoll(pupil, day))
  const starts = out.some(({ day }) => day < pupil.startingDay) ? [`starts on ${longDay(pupil.startingDay)}`] : []
  const { leavingDay } = pupil
  const leaves =
    leavingDay !== null && out.some(({ day }) => day > leavingDay) ? [`leaves on ${longDay(leavingDay)}`] : []
  return { pupilId: pupil.id, sessions: out.length, because: [...starts, ...leaves].join(' and ') }
}

/** The key of an entry's facts that names the plan it withdraws. */
export const WITHDRAWS = 'withdraws'

/** The key of an entry's facts that says that it withdraws the plan for some pupils or some sessions only. */
export const IN_PART = 'in_part'

/** Which marks of a plan are withdrawn: of some pupils, or from a session on; all where neither is given. */
export interface PartOfPlan {
  readonly pupilIds?: readonly PupilId[] | undefined
  readonly from?: Session | undefined
}

export function marksOfPart(marks: readonly JournalMark[], { pupilIds, from }: PartOfPlan): readonly JournalMark[] {
  const pupils = pupilIds === undefined ? undefined : new Set(pupilIds)
  const first = from === undefined ? 0 : sessionIndex(from)
  return marks.filter(({ pupilId, session }) => session >= first && (pupils?.has(pupilId) ?? true))
}

/**
 * The marks that withdrawing a plan makes: each that still stands as the plan set it becomes what it was before, with what was
 * recorded beside that. A mark that a later act set stays, even where it has the same code: somebody has vouched for it since,
 * unless they undid that at once.
 * So does one that would leave a blank in a closed register, where nobody would notice that a mark is missing.
 */
export function decideWithdrawal(
  plan: Entry,
  facts: {
    readonly later: readonly Entry[]
    readonly byteNow: (mark: JournalMark) => number
    readonly isClosed: (mark: JournalMark) => boolean
    readonly stoodBefore: (mark: JournalMark) => Pick<Standing, 'details'> | undefined
  },
): { marks: readonly DecidedMark[]; left: number } {
  const later = withoutUndone(facts.later)
  const touched = new Set(later.flatMap((entry) => entry.marks.map((mark) => `${mark.pupilId} ${mark.session}`)))
  const still = plan.marks.filter(
    (mark) =>
      facts.byteNow(mark) === mark.to &&
      !touched.has(`${mark.pupilId} ${mark.session}`) &&
      !(mark.from === 0 && facts.isClosed(mark)),
  )
  return {
    marks: still.map((mark) => {
      const details = facts.stoodBefore(mark)?.details ?? {}
      const { pupilId, session, from } = mark
      return { pupilId, session, to: from, ...(Object.keys(details).length === 0 ? {} : { details }) }
    }),
    left: plan.marks.length - still.length,
  }
}
