import { type Day, shortDay } from '../../../kernel/day.ts'
import { compareSessions, type Session } from '../../../kernel/session.ts'
import { lastOf, type ThreadEvent } from '../../contract/event.ts'

/** A request for leave that the head refused, and stands refused. */
export interface RefusedLeave {
  readonly from: Session
  readonly to: Session
  readonly refusedOn: Day
  /** The letters with the refusal that were written as messages, one for each parent; none where it was given over in another way. */
  readonly letters?: readonly RefusalLetter[]
}

/** A letter with a refusal: to whom, and the day on which it went; null where it has not gone, or came back. */
export interface RefusalLetter {
  readonly to: string
  readonly went: Day | null
  /** What proves it, in words. */
  readonly proof: string
}

/** What the records hold of leave for the sessions of G that a step rests on: those that a refusal covers, and those that none does. */
export interface LeaveFacts {
  readonly covered: readonly Session[]
  readonly uncovered: readonly Session[]
  /** What proves that the letters with the refusals went to every parent they were written to, before the days; empty where nothing does. */
  readonly sent: readonly string[]
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
  return { covered, uncovered, sent: sentBefore(covered, refused) }
}

/** The proof of the letters, where each of these sessions has a refusal whose letters had all gone before its day. */
function sentBefore(covered: readonly Session[], refused: readonly RefusedLeave[]): readonly string[] {
  const proven = refused.filter(
    ({ from, letters = [] }) => letters.length > 0 && letters.every((one) => wentBefore(one, from)),
  )
  const isProven = (one: Session) =>
    proven.some(({ from, to }) => compareSessions(from, one) <= 0 && compareSessions(one, to) <= 0)
  if (covered.length === 0 || !covered.every(isProven)) return []
  return proven.flatMap(({ letters = [] }) => letters.map(({ to, proof }) => `${to}: ${proof}`))
}

function wentBefore({ went }: RefusalLetter, { day }: Session): boolean {
  return went !== null && went < day
}

/**
 * Why a penalty notice for a holiday cannot be asked for yet: code G says that leave was not granted, and the refusal with its letter, or that
 * nobody asked, is what proves it. Null where it is on record.
 */
export function leaveMissing(events: readonly ThreadEvent[], { covered, uncovered, sent }: LeaveFacts): string | null {
  const answer = lastOf(events, 'leave-answered')?.body.answer
  if (uncovered.length > 0 && answer !== 'none asked')
    return `No refusal of leave is on record for ${days(uncovered)}, marked G. Enter the request and the head’s refusal under Leave, or say here how it is known that no leave was asked for.`
  // What messaging proves nobody need say again; that nobody had asked is another thing, and not so.
  if (uncovered.length === 0 && answer === undefined && sent.length > 0) return null
  if (uncovered.length === 0 && answer !== 'refused')
    return `Leave was asked for and refused for ${days(covered)}: say when and how the letter with the refusal was sent. One that goes from Leave, as a message, is seen here by itself.`
  return null
}

function days(sessions: readonly Session[]): string {
  const [first, last] = [sessions[0]?.day, sessions.at(-1)?.day]
  if (first === undefined || last === undefined) return ''
  return first === last ? shortDay(first) : `${shortDay(first)} to ${shortDay(last)}`
}
