import type { NewEvent, ThreadKind } from '../../../enforcement/contract.ts'
import { beginThread, keepEvents, readThread } from '../../../enforcement/index.ts'
import type { Day } from '../../../kernel/day.ts'
import type { ContactId, PupilId } from '../../../kernel/ids.ts'
import { momentOn } from '../school-years.ts'
import type { Actor } from '../staffing.ts'
import type { CasePlanting } from './case-writing.ts'

/** What somebody writes of a formal step on a day. */
interface Written {
  readonly on: Day
  readonly by: Actor
  readonly events: readonly NewEvent[]
}

/** Begins a thread of a child, in their case where there is one. */
export async function beginStep(
  { tx, school }: CasePlanting,
  { pupilId, caseId }: { readonly pupilId: PupilId; readonly caseId: string | null },
  of: Written & {
    readonly threadId: string
    readonly kind: ThreadKind
    readonly contactId: ContactId | null
    readonly minutes?: number
  },
): Promise<void> {
  const { threadId, kind, contactId, on, by, events, minutes = 15 * 60 + 40 } = of
  const context = { tx, now: momentOn(on, minutes), caller: by }
  const head = { schoolId: school.id, threadId, kind, pupilId, contactId, caseId }
  const begun = await beginThread(context, head, events)
  if (!begun.ok) throw new Error(begun.problem.message)
}

/** Writes into a thread that was begun. */
export async function addToStep(
  { tx, school }: CasePlanting,
  threadId: string,
  { on, by, events }: Written,
): Promise<void> {
  const thread = await readThread(tx, { schoolId: school.id, threadId })
  if (thread === undefined) throw new Error('this thread was not planted')
  const kept = await keepEvents(
    { tx, now: momentOn(on, 15 * 60 + 50), caller: by },
    { ...thread, schoolId: school.id },
    events,
  )
  if (!kept.ok) throw new Error(kept.problem.message)
}
