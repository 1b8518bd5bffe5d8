import { longDay } from '../../kernel/day.ts'
import type { Session } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { type Asked, type LeaveStep, requestState } from './request.ts'

/** The words of a decision, to the family: plain, short, with what to do and what happens otherwise. */
export interface DecisionLetter {
  readonly title: string
  readonly day: string
  readonly to: string
  readonly opening: string
  readonly lines: readonly string[]
  readonly closing: string
  readonly by: string
  readonly position: string
}

function from({ day, half }: Session): string {
  return half === 'AM' ? longDay(day) : `midday on ${longDay(day)}`
}

function until({ day, half }: Session): string {
  return half === 'PM' ? `the end of ${longDay(day)}` : `midday on ${longDay(day)}`
}

/** @returns undefined where nothing is decided, or the family has withdrawn the request. */
export function decisionLetter(
  asked: Asked & { steps: readonly LeaveStep[] },
  name: string,
): DecisionLetter | undefined {
  const { steps } = asked
  const state = requestState(steps)
  const decision = steps.findLast((step) => step.kind === 'granted' || step.kind === 'refused')
  if (decision === undefined || state === 'withdrawn') return undefined
  const words = `You asked for ${name} to be away from school from ${from(asked.from)} to ${until(asked.to)}.`
  return {
    title: `Leave for ${name}`,
    day: longDay(schoolTime(decision.at).day),
    to: asked.askedBy,
    opening: words,
    lines: decision.kind === 'granted' ? granted(decision) : refusedWords(decision.reason),
    closing: 'If something about this is not clear, or if things change, please ring the school office.',
    by: decision.by.name,
    position: decision.by.position,
  }
}

/** The decision as a message says it to any parent, also to one who did not ask: by the head, in the third person. */
export interface DecisionSaid {
  /** The number of the step that decided. */
  readonly step: number
  /** From when to when leave was asked for. */
  readonly reason: string
  readonly decision: string
}

/** @returns undefined where nothing is decided, or the family has withdrawn the request. */
export function decisionInMessage(asked: Asked & { steps: readonly LeaveStep[] }): DecisionSaid | undefined {
  const { steps } = asked
  const decided = steps.findLast((step) => step.kind === 'granted' || step.kind === 'refused')
  if (decided === undefined || requestState(steps) === 'withdrawn') return undefined
  const who = `${decided.by.name}, ${decided.by.position},`
  const on = longDay(schoolTime(decided.at).day)
  const said =
    decided.kind === 'granted'
      ? [
          `${who} agreed on ${on} to leave from ${from(decided.from)} to ${until(decided.to)}. The reason: ${decided.reason}`,
          ...(decided.conditions === '' ? [] : [`This is asked of you: ${decided.conditions}`]),
          `We expect your child back after that. ${UNAGREED}`,
        ]
      : [
          `${who} did not agree to it on ${on}. The reason: ${decided.reason}`,
          `We expect your child at school on these days. ${UNAGREED}`,
          'If there is something that the school should know and did not, please tell us. You can also ask again.',
        ]
  return { step: decided.number, reason: `from ${from(asked.from)} to ${until(asked.to)}`, decision: said.join('\n\n') }
}

const UNAGREED = 'Days away that were not agreed to are recorded as absence without permission.'

function granted(decision: { from: Session; to: Session; reason: string; conditions: string }): readonly string[] {
  return [
    `I have agreed to this from ${from(decision.from)} to ${until(decision.to)}. My reason: ${decision.reason}`,
    ...(decision.conditions === '' ? [] : [`I ask you for this: ${decision.conditions}`]),
    'We expect your child back after that. Days away that I have not agreed to are recorded as absence without permission.',
  ]
}

function refusedWords(reason: string): readonly string[] {
  return [
    `I am sorry that I cannot agree to this. My reason: ${reason}`,
    'We expect your child at school on these days. Days away that I have not agreed to are recorded as absence without permission.',
    'If there is something that I should know and did not, please tell me. You can also ask again.',
  ]
}
