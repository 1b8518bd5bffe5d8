import { keepEntries, readCase } from '../../casework/index.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { conflict, notAllowed, type Result, success } from '../../kernel/result.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { EVENTS, type NewEvent } from '../contract/event.ts'
import { insertEvents, insertThread, isEventKept, type ThreadFile, type ThreadHead } from './store.ts'

type Writes = Pick<Context, 'tx' | 'now' | 'caller'>

/**
 * Writes events into a thread that was read in this transaction, all or none, and into the child's case what a case shows of them. The one way by
 * which anything enters a thread.
 * @returns conflict where somebody else wrote in the meantime
 */
export async function keepEvents(
  context: Writes,
  thread: ThreadHead & Pick<ThreadFile, 'events'> & { readonly schoolId: SchoolId },
  events: readonly NewEvent[],
): Promise<Result<void>> {
  const { tx, now, caller } = context
  const { schoolId, threadId } = thread
  const [first] = events
  if (first === undefined || (await isEventKept(tx, schoolId, first.key))) return success(undefined)
  const after = thread.events.at(-1)?.number ?? 0
  if (!(await insertEvents(tx, { schoolId, threadId, after, at: now, by: caller }, events)))
    return conflict(
      'enforcement.changed',
      'Somebody else wrote in this at the same moment. Nothing of yours was kept: look at what they wrote, then send it again.',
    )
  return await tellCase(context, thread, events)
}

/** Begins a thread with its first events. Sent again with the same key, it is done once. */
export async function beginThread(
  context: Writes,
  head: ThreadHead & { readonly schoolId: SchoolId },
  events: readonly NewEvent[],
): Promise<Result<void>> {
  const { tx, now, caller } = context
  const [first] = events
  if (first !== undefined && (await isEventKept(tx, head.schoolId, first.key))) return success(undefined)
  if (!(await insertThread(tx, { ...head, at: now, by: caller })))
    return conflict('enforcement.begun', 'This was begun already. Open it and go on from there.')
  return await keepEvents(context, { ...head, events: [] }, events)
}

async function tellCase(
  context: Writes,
  { schoolId, threadId, caseId, kind }: ThreadHead & { readonly schoolId: SchoolId },
  events: readonly NewEvent[],
): Promise<Result<void>> {
  const steps = events.flatMap((event) => {
    const { step } = EVENTS[event.kind]
    return step === null ? [] : [{ day: event.day, key: event.key, words: step }]
  })
  if (caseId === null || kind === 'consideration' || kind === 'public place notice' || steps.length === 0)
    return success(undefined)
  const file = await readCase(context.tx, { schoolId, caseId, restricted: false })
  if (file === undefined) return notAllowed('The case of this formal step is not there.')
  return await keepEntries(
    context,
    { ...file, schoolId },
    steps.map(({ day, key, words }) => ({ kind: 'formal-step', day, key, body: { threadId, step: kind, words } })),
  )
}
