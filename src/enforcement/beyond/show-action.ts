import type { Day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { contactPeople, namesOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract/beyond.ts'
import { ACTION_STEPS, type ActionStep } from '../contract/beyond.ts'
import {
  type ActionState,
  actionState,
  DECIDED_BY,
  isAction,
  isActionEvent,
  mayFollow,
} from '../rules/beyond/action-state.ts'
import { eventWords } from '../rules/beyond/action-words.ts'
import { type AfterWarning, afterWarning } from '../rules/beyond/after-warning.ts'
import { courtUntil, extendableFrom } from '../rules/beyond/may-refer.ts'
import { countedSince } from '../standing/counted-since.ts'
import { readThread, readThreads, type ThreadFile } from '../threads/store.ts'

export const showAction: UseCase<typeof contract.showAction> = async (context, { params }) => {
  const { tx, now } = context
  const { schoolId, threadId } = params
  const thread = await readThread(tx, { schoolId, threadId })
  if (thread === undefined || !isAction(thread.kind)) return notAllowed()
  const events = thread.events.filter(isActionEvent)
  const state = actionState(thread.kind, events)
  if (state === undefined) return notAllowed()
  context.audit({ subject: thread.pupilId })
  const names = await namesOnRoll(tx, { schoolId, ids: [thread.pupilId] })
  const contactIds = thread.contactId === null ? [] : [thread.contactId]
  const [parent] = await contactPeople(tx, { schoolId, contactIds })
  const [earliest] = state.referral.sessions.map(({ day }) => day).toSorted()
  const next = mayFollow(thread.kind, state.stage)
  const mayEnter = (step: ActionStep) => {
    const right = DECIDED_BY[step]
    return right === undefined || context.may(right) === 'all'
  }
  return success({
    threadId,
    kind: thread.kind,
    pupil: { id: thread.pupilId, name: names.get(thread.pupilId) ?? '' },
    caseId: thread.caseId,
    parent: parent === undefined ? null : `${parent.title} ${parent.forenames} ${parent.surname}`.trim(),
    stage: state.stage,
    since: state.since,
    until: state.until,
    extendableFrom:
      state.until === null || thread.kind !== 'education supervision order' ? null : extendableFrom(state.until),
    next: state.next,
    afterWarning: told(await missedSince(tx, { schoolId, thread, state, today: schoolTime(now).day })),
    breaches: state.breaches,
    referral: state.referral,
    courtUntil: thread.kind === 'prosecution' && earliest !== undefined ? courtUntil(earliest) : null,
    history: events.map((event) => ({
      kind: event.kind,
      words: eventWords(event),
      day: event.day,
      at: event.at,
      by: event.by,
    })),
    may:
      context.may('enforcement.prepare') === 'all'
        ? ACTION_STEPS.filter((step) => next.includes(step) && mayEnter(step))
        : [],
  })
}

/** What was missed after a final warning; null where there was none, or the head has decided since. */
async function missedSince(
  tx: Tx,
  of: { schoolId: SchoolId; thread: ThreadFile; state: ActionState; today: Day },
): Promise<AfterWarning | null> {
  const { schoolId, thread, state, today } = of
  if (state.stage !== 'warned') return null
  const pupilIds = [thread.pupilId]
  const marks = await countedSince(tx, { schoolId, pupilIds, since: state.since, today })
  const considerations = await readThreads(tx, { schoolId, pupilIds, kinds: ['consideration'] })
  return afterWarning(state, { marks: marks.get(thread.pupilId) ?? [], considerations })
}

function told(after: AfterWarning | null) {
  return after === null ? null : { ...after.mark.session, code: String(after.mark.code), going: after.going }
}
