import { notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract/beyond.ts'
import type { NewEvent } from '../contract/event.ts'
import {
  type ActionFact,
  actionState,
  DECIDED_BY,
  isAction,
  isActionEvent,
  mayHappen,
} from '../rules/beyond/action-state.ts'
import { STAGE_WORDS } from '../rules/beyond/action-words.ts'
import { wrongDays } from '../rules/beyond/may-refer.ts'
import { keepEvents } from '../threads/keep-events.ts'
import { isEventKept, readThread } from '../threads/store.ts'

/** Writes down what happened. What cannot follow on what went before is refused with what stands. */
export const recordActionStep: UseCase<typeof contract.recordActionStep> = async (context, { params, body }) => {
  const { tx, now } = context
  const { schoolId, threadId } = params
  const thread = await readThread(tx, { schoolId, threadId })
  if (thread === undefined || !isAction(thread.kind)) return notAllowed()
  const { kind, events } = thread
  const state = actionState(kind, events.filter(isActionEvent))
  if (state === undefined) return notAllowed()
  context.audit({ subject: thread.pupilId, facts: { kind, step: body.step.kind } })
  if (await isEventKept(tx, { schoolId, threadId, kind: body.step.kind, key: body.key }))
    return success({ stage: state.stage })
  if (body.day > schoolTime(now).day)
    return refused('enforcement.day', 'This day is still to come: write it down when it has happened.')
  const right = DECIDED_BY[body.step.kind]
  if (right !== undefined && context.may(right) !== 'all')
    return refused(
      'enforcement.head-decides',
      right === 'enforcement.decide'
        ? 'The head decides on this. Ask the head to enter it on this page.'
        : 'The attendance champion or the head decides on this. Ask one of them to enter it on this page.',
    )
  // The union of the contract is the union of the events, kind by kind.
  const fact = { ...body.step, day: body.day } as ActionFact
  if (!mayHappen(kind, state, fact))
    return refused(
      'enforcement.not-now',
      body.day < state.since
        ? 'Something later is entered already. Give the day on which this happened, or one after it.'
        : `This cannot be entered now: it stands at “${STAGE_WORDS[state.stage]}”.`,
    )
  if (fact.kind === 'order-made' || fact.kind === 'order-extended') {
    const wrong = wrongDays(kind, state, { kind: fact.kind, day: fact.day, until: fact.body.until })
    if (wrong !== null) return refused('enforcement.day', wrong)
  }
  const kept = await keepEvents(context, { ...thread, schoolId }, [
    { ...body.step, day: body.day, key: body.key } as NewEvent,
  ])
  if (!kept.ok) return kept
  return success({ stage: actionState(kind, [...events.filter(isActionEvent), fact])?.stage ?? state.stage })
}
