import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, type Result, success } from '../../kernel/result.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { type EventBody, lastOf } from '../contract/event.ts'
import { readConsidered } from '../gate/read-gate.ts'
import { sessionKey } from '../rules/threshold/marks-of-strip.ts'

/** The questions before a penalty notice, and whether they are all answered. */
export interface OpenGate {
  readonly considerationId: string
  readonly pupilId: PupilId
  readonly caseId: string | null
  /** Those that the head decided on, as far as they still count. */
  readonly sessions: EventBody<'decided'>['sessions']
  /** Why nothing can be asked for; null where the gate is open. */
  readonly shut: string | null
  /** Why nothing can be asked for to one parent, although the gate is open for others; null where it can. */
  readonly stoppedFor: (parent: string) => string | null
}

/** The gate of a consideration as it stands now: nothing is asked for or issued behind it. */
export async function openGate(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  { schoolId, considerationId }: { schoolId: SchoolId; considerationId: string },
): Promise<Result<OpenGate>> {
  const considered = await readConsidered(tx, { schoolId, threadId: considerationId, now })
  if (considered === undefined) return notAllowed()
  const { thread, gates, facts, stoppedFor } = considered
  const { open, items } = gates['penalty notice']
  const sessions = lastOf(thread.events, 'decided')?.body.sessions ?? []
  const missing = items.flatMap((item) => item.missing ?? [])
  return success({
    considerationId,
    stoppedFor,
    pupilId: thread.pupilId,
    caseId: thread.caseId,
    sessions: sessions.filter((session) => facts.counted.has(sessionKey(session))),
    shut: open ? null : (missing[0] ?? 'The questions before a penalty notice are not answered.'),
  })
}
