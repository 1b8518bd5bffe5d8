import { keepEntries, readCase } from '../../casework/index.ts'
import type { Day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { conflict, notAllowed, type Result, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { EVENTS, lastOf, type NewEvent, type ThreadEvent } from '../contract/event.ts'
import { goesOnStill } from '../gate/thread-words.ts'
import { eventOfKey, insertEvents, insertThread, type ThreadFile, type ThreadHead } from './store.ts'

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
  if (first === undefined) return success(undefined)
  const kept = await keptBefore(tx, { schoolId, threadId }, first)
  if (kept !== undefined) return kept
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
  const kept = first === undefined ? undefined : await keptBefore(tx, head, first)
  if (kept !== undefined) return kept
  if (!(await insertThread(tx, { ...head, at: now, by: caller })))
    return conflict('enforcement.begun', 'This was begun already. Open it and go on from there.')
  return await keepEvents(context, { ...head, events: [] }, events)
}

/** What was sent twice is done once; a key that something else has is a conflict, never a silent yes. Undefined where nothing has it. */
async function keptBefore(
  tx: Context['tx'],
  { schoolId, threadId }: { schoolId: SchoolId; threadId: string },
  { key, kind }: NewEvent,
): Promise<Result<void> | undefined> {
  const found = await eventOfKey(tx, { schoolId, key })
  if (found === undefined) return undefined
  if (found.threadId === threadId && found.kind === kind) return success(undefined)
  return conflict(
    'enforcement.changed',
    'Something else was sent under this key before. Nothing was kept: load the page again and send it once more.',
  )
}

async function tellCase(
  context: Writes,
  thread: ThreadHead & Pick<ThreadFile, 'events'> & { readonly schoolId: SchoolId },
  events: readonly NewEvent[],
): Promise<Result<void>> {
  const { schoolId, threadId, caseId, kind } = thread
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
    steps.map(({ day, key, words }) => ({
      ...{ kind: 'formal-step', day, key },
      body: { threadId, step: kind, words, ...standsAfter(context, thread, events) },
    })),
  )
}

/** Whether something is still to come of a thread after these events, and the last day that its parent was given: letters of the case wait for it. */
function standsAfter(
  { now, caller }: Writes,
  { kind, events }: Pick<ThreadFile, 'kind' | 'events'>,
  added: readonly NewEvent[],
): { readonly goesOn: boolean; readonly until: Day | null } {
  const last = events.at(-1)?.number ?? 0
  const all: readonly ThreadEvent[] = [
    ...events,
    ...added.map((event, at) => ({ ...event, number: last + 1 + at, at: now, by: caller })),
  ]
  return {
    goesOn: goesOnStill({ kind, events: all }, schoolTime(now).day),
    until: lastOf(all, 'improve-drafted')?.body.last ?? null,
  }
}
