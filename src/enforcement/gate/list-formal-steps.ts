import type { Day } from '../../kernel/day.ts'
import { success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { contactPeople } from '../../roll/index.ts'
import { lastOf } from '../contract/event.ts'
import type * as contract from '../contract.ts'
import { readThreads, type ThreadFile } from '../threads/store.ts'
import { goesOn } from './begin-consideration.ts'
import { goesOnStill, stateOfThread } from './thread-words.ts'

/** The formal steps about a child; to whom, only for those who may see notices. */
export const listFormalSteps: UseCase<typeof contract.formalSteps> = async (context, { params }) => {
  const { tx, now } = context
  const { schoolId, pupilId } = params
  context.audit({ subject: pupilId })
  const today = schoolTime(now).day
  const threads = await readThreads(tx, { schoolId, pupilIds: [pupilId] })
  const mayKnowWhom = context.may('enforcement.view') === 'all'
  const contactIds = mayKnowWhom ? threads.flatMap(({ contactId }) => contactId ?? []) : []
  const people = await contactPeople(tx, { schoolId, contactIds })
  const names = new Map(people.map((one) => [one.contactId, `${one.title} ${one.forenames} ${one.surname}`.trim()]))
  const asks = context.may('casework.restricted') === 'all'
  return success({
    steps: threads.map((thread) => ({
      threadId: thread.threadId,
      kind: thread.kind,
      to: thread.contactId === null ? '' : (names.get(thread.contactId) ?? ''),
      state: mayKnowWhom || isAnnounced(thread) ? stateOfThread(thread, today) : stillWords(thread, today),
      since: schoolTime(thread.at).day,
    })),
    asks: asks
      ? threads
          .filter(({ kind, events }) => kind === 'consideration' && goesOn(events))
          .filter(({ events }) => lastOf(events, 'safeguarding-answered') === undefined)
          .map(({ threadId, at }) => ({ threadId, since: schoolTime(at).day }))
      : [],
  })
}

/** What everybody who works on a case needs to know: that questions are open, and that a family has a notice to improve. */
function isAnnounced({ kind }: ThreadFile): boolean {
  return kind === 'consideration' || kind === 'notice to improve'
}

/** Of what is between the school, the authority and a court: whether it goes on, and no more. */
function stillWords(thread: ThreadFile, today: Day): string {
  return goesOnStill(thread, today) ? 'Goes on' : 'Over'
}
