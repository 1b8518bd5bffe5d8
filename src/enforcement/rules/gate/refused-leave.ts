import { type Day, shortDay } from '../../../kernel/day.ts'
import { compareSessions, type Session } from '../../../kernel/session.ts'
import { lastOf, type ThreadEvent } from '../../contract/event.ts'

/** A request for leave that the head refused, and stands refused. */
export interface RefusedLeave {
  readonly from: Session
  readonly to: Session
  readonly refusedOn: Day
}

/** What the records hold of leave for the sessions of G that a step rests on: those that a refusal covers, and those that none does. */
export interface LeaveFacts {
  readonly covered: readonly Session[]
  readonly uncovered: readonly Session[]
}

/** @returns null where a step rests on no session of G: then nobody need have asked for leave. */
export function leaveFacts(
  sessions: readonly (Session & { readonly code: string })[],
  refused: readonly RefusedLeave[],
): LeaveFacts | null {
  const holiday = sessions.filter(({ code }) => code === 'G')
  if (holiday.length === 0) return null
  const [covered, uncovered]: [Session[], Session[]] = [[], []]
  for (const { day, half } of holiday) {
    const one = { day, half }
    const isIn = refused.some(({ from, to }) => compareSessions(from, one) <= 0 && compareSessions(one, to) <= 0)
    ;(isIn ? covered : uncovered).push(one)
  }
  return { covered, uncovered }
}

/**
 * Why a penalty notice for a holiday cannot be asked for yet: code G says that leave was not granted, and the refusal with its letter, or that
 * nobody asked, is what proves it. Null where it is on record.
 */
export function leaveMissing(events: readonly ThreadEvent[], { covered, uncovered }: LeaveFacts): string | null {
  const answer = lastOf(events, 'leave-answered')?.body.answer
  if (uncovered.length > 0 && answer !== 'none asked')
    return `No refusal of leave is on record for ${days(uncovered)}, marked G. Enter the request and the head’s refusal under Leave, or say here how it is known that no leave was asked for.`
  if (uncovered.length === 0 && answer !== 'refused')
    return `Leave was asked for and refused for ${days(covered)}: say when and how the letter with the refusal was sent.`
  return null
}

function days(sessions: readonly Session[]): string {
  const [first, last] = [sessions[0]?.day, sessions.at(-1)?.day]
  if (first === undefined || last === undefined) return ''
  return first === last ? shortDay(first) : `${shortDay(first)} to ${shortDay(last)}`
}
