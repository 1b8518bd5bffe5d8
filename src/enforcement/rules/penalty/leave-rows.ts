import { shortDay } from '../../../kernel/day.ts'
import type { Session } from '../../../kernel/session.ts'
import { type Moment, schoolTime } from '../../../kernel/time-of-day.ts'
import { type Asked, type Channel, decisionLetter, type LeaveStep, requestState } from '../../../leave/contract.ts'

const CAME: Readonly<Record<Channel, string>> = {
  portal: 'on the family’s pages',
  form: 'on the school’s form',
  email: 'by e-mail',
  letter: 'by letter',
  phone: 'by telephone',
  'in-person': 'in person',
}

/** A request for leave as it was asked, with what happened to it. */
export type LeaveRequest = Asked & { readonly steps: readonly LeaveStep[] }

/** A request for leave in words: what was asked, what was decided, and what the letter said. */
export interface LeaveInWords {
  readonly id: string
  readonly days: string
  readonly asked: string
  readonly decision: string
  /** The words of the letter with the decision; empty where nothing was decided. */
  readonly letter: string
}

/** The requests that reach into sessions of G, or into a period, as they stood at a moment. */
export function leaveInWords(
  requests: readonly LeaveRequest[],
  of: { readonly moment: Moment; readonly child: string },
): readonly LeaveInWords[] {
  return requests
    .filter(({ askedAt }) => askedAt <= of.moment)
    .map((request) => {
      const steps = request.steps.filter(({ at }) => at <= of.moment)
      const letter = decisionLetter({ ...request, steps }, of.child)
      return {
        id: request.id,
        days: `${at(request.from)} to ${at(request.to)}`,
        asked: `${shortDay(schoolTime(request.askedAt).day)}, by ${request.askedBy}, ${CAME[request.channel]}: ${request.reason}`,
        decision: decisionOf(steps),
        letter: letter === undefined ? '' : [letter.title, letter.opening, ...letter.lines, letter.closing].join('\n'),
      }
    })
}

function at({ day, half }: Session): string {
  return `${shortDay(day)} ${half}`
}

function decisionOf(steps: readonly LeaveStep[]): string {
  const state = requestState(steps)
  const last = steps.findLast(({ kind }) => kind === state)
  if (last === undefined) return 'Nothing was decided'
  const word = `${state.charAt(0).toUpperCase()}${state.slice(1)}`
  return `${word} on ${shortDay(schoolTime(last.at).day)} by ${last.by.name}, ${last.by.position}: ${last.reason}`
}

/** Whether a request reaches into any of these sessions. */
export function reachesInto({ from, to }: LeaveRequest, sessions: readonly Pick<Session, 'day'>[]): boolean {
  return sessions.some(({ day }) => from.day <= day && day <= to.day)
}
