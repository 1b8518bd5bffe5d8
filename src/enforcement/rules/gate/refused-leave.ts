import { type Day, shortDay } from '../../../kernel/day.ts'
import { compareSessions, type Session } from '../../../kernel/session.ts'
import { lastOf, type ThreadEvent } from '../../contract/event.ts'
import { receivedWhen } from '../improve/fate.ts'

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
  readonly contactId: string
  readonly to: string
  readonly went: Day | null
  readonly byPost: boolean
  /** What proves it, in words. */
  readonly proof: string
}

/** What the records hold of leave for the sessions of G that a step rests on: those that a refusal covers, and those that none does. */
export interface LeaveFacts {
  readonly covered: readonly Session[]
  readonly uncovered: readonly Session[]
  /** What proves that the letters with the refusals went to every parent they were written to, before the days; empty where nothing does. */
  readonly sent: readonly string[]
  /** The parents who had their letters with these refusals, or are taken to, before the days, by contact. */
  readonly toldBefore: readonly string[]
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
  const written = [...new Set(refused.flatMap(({ letters = [] }) => letters.map(({ contactId }) => contactId)))]
  const toldBefore = written.filter((parent) =>
    allCovered(
      covered,
      refused.filter(({ from, letters = [] }) =>
        letters.some((one) => one.contactId === parent && wasReceivedBefore(one, from)),
      ),
    ),
  )
  return { covered, uncovered, sent: sentBefore(covered, refused), toldBefore }
}

/** The proof of the letters, where each of these sessions has a refusal whose letters had all been received before its day. */
function sentBefore(covered: readonly Session[], refused: readonly RefusedLeave[]): readonly string[] {
  const proven = refused.filter(
    ({ from, letters = [] }) => letters.length > 0 && letters.every((one) => wasReceivedBefore(one, from)),
  )
  if (!allCovered(covered, proven)) return []
  return proven.flatMap(({ letters = [] }) => letters.map(({ to, proof }) => `${to}: ${proof}`))
}

function allCovered(sessions: readonly Session[], by: readonly Pick<RefusedLeave, 'from' | 'to'>[]): boolean {
  const isCovered = (one: Session) =>
    by.some(({ from, to }) => compareSessions(from, one) <= 0 && compareSessions(one, to) <= 0)
  return sessions.length > 0 && sessions.every(isCovered)
}

/** By post it is taken to be received on the second working day after, as any notice. */
function wasReceivedBefore({ went, byPost }: RefusalLetter, { day }: Session): boolean {
  return went !== null && receivedWhen(went, byPost) < day
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

/**
 * Why no penalty notice for a holiday can be asked for to one parent: the letters prove that the others heard of the refusal, and not this one.
 * Null where this parent's own letter proves it, or somebody said when and how it was sent.
 */
export function refusalNotTold(
  events: readonly ThreadEvent[],
  leave: LeaveFacts | null,
  parent: string,
): string | null {
  if (leave === null || leave.sent.length === 0 || lastOf(events, 'leave-answered') !== undefined) return null
  if (leave.toldBefore.includes(parent)) return null
  return `No letter with the refusal of leave for ${days(leave.covered)} went to this parent in time to be had before the days. If this parent was told in another way, say in question 1a when and how; the head then decides again.`
}

function days(sessions: readonly Session[]): string {
  const [first, last] = [sessions[0]?.day, sessions.at(-1)?.day]
  if (first === undefined || last === undefined) return ''
  return first === last ? shortDay(first) : `${shortDay(first)} to ${shortDay(last)}`
}
