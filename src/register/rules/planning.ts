import { weekday } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { type Half, type Session, sessionIndex } from '../../kernel/session.ts'
import { ALL_CODES, byteOfCode, type Code } from '../../law/codes.ts'
import type { RollPupil, SchoolCalendar } from '../../roll/contract.ts'
import { sessionsOf } from '../../roll/contract.ts'
import type { MarkDetails } from '../contract.ts'
import type { Entry, JournalMark } from './journal.ts'
import { type Fault, faultsOfMark } from './mark-faults.ts'
import type { Standing } from './standing.ts'
import type { DecidedMark } from './taking.ts'

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

/** Refuses a plan of what only somebody who looked can say: that a child will have been there, or late, or away without a reason. */
export function refuseUnplannable(code: Code): Result<undefined> {
  const physical = ALL_CODES.find((meaning) => meaning.code === code)?.physical
  const isPlannable = physical !== 'in' && physical !== 'late' && physical !== 'late-in' && code !== 'N'
  if (isPlannable) return success(undefined)
  return refused(
    'register.not-plannable',
    `${code} is marked when a register is taken or a pupil arrives, and cannot be planned. Choose the reason they will be away.`,
  )
}

/** One mark that stands where a plan would set another. */
export interface StandingMark {
  readonly pupilId: PupilId
  readonly session: Session
  readonly from: number
}

export interface Plan {
  readonly marks: readonly DecidedMark[]
  readonly kept: readonly StandingMark[]
  readonly replaced: readonly StandingMark[]
  readonly faults: readonly Fault[]
}

/**
 * The marks that a plan or a closure sets: for each pupil and each session while the pupil is on roll. Marks that stand are
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
  for (const pupil of facts.pupils) {
    for (const session of facts.sessions) {
      if (session.day < pupil.startingDay || (pupil.leavingDay !== null && session.day > pupil.leavingDay)) continue
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
  return { marks, kept, replaced, faults }
}

/** The key of an entry's facts that names the plan it withdraws. */
export const WITHDRAWS = 'withdraws'

/**
 * The marks that withdrawing a plan makes: each that still stands as the plan set it becomes what it was before, with what was
 * recorded beside that. A mark that a later act set stays, even where it has the same code: somebody has vouched for it since.
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
  const touched = new Set(facts.later.flatMap((entry) => entry.marks.map((mark) => `${mark.pupilId} ${mark.session}`)))
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
