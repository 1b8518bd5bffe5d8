import { randomUUID } from 'node:crypto'
import { beginCase, keepEntries, lockCasesOf, openAmong, readCases } from '../../casework/index.ts'
import { askedAt } from '../../duties/index.ts'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { pupilsOnRoll } from '../../roll/index.ts'
import { lastOf, type ThreadEvent } from '../contract/event.ts'
import type * as contract from '../contract.ts'
import type { CountedSession } from '../rules/national-threshold.ts'
import { decidedSessions, usedSessions } from '../rules/threshold/used-sessions.ts'
import { settingsOf } from '../set-up/store.ts'
import { readStandingFacts, standingOf } from '../standing/read-standing.ts'
import { beginThread } from '../threads/keep-events.ts'
import { isEventKept, readThreads, type ThreadFile } from '../threads/store.ts'

/** Whether a consideration goes on: nobody has decided, or a notice may still follow. */
export function goesOn(events: readonly ThreadEvent[]): boolean {
  return lastOf(events, 'decided') === undefined
}

/** Begins the questions before a formal step; the child's case is found, or opened with it. */
export const beginConsideration: UseCase<typeof contract.beginConsideration> = async (context, { params, body }) => {
  const { tx, now } = context
  const { schoolId } = params
  const { key, threadId, pupilId, because, noticeId } = body
  if (await isEventKept(tx, { schoolId, threadId, kind: 'considered', key })) return success({ threadId })
  const asked = await askedAt(tx, { schoolId, now })
  const [pupil] = await pupilsOnRoll(tx, { schoolId, day: asked.today, pupilIds: [pupilId] })
  if (pupil === undefined) return notAllowed()
  context.audit({ subject: pupilId })
  await lockCasesOf(tx, schoolId, pupilId)
  const threads = await readThreads(tx, { schoolId, pupilIds: [pupilId] })
  const open = threads.find(({ kind, events }) => kind === 'consideration' && goesOn(events))
  if (open !== undefined)
    return refused(
      'enforcement.under-consideration',
      'A formal step about this child is being considered already. Go on there.',
      { threadId: open.threadId },
    )
  const caseId = await caseFor(context, { schoolId, pupilId, because, today: asked.today })
  if (!caseId.ok) return caseId
  const { settings } = await settingsOf(tx, schoolId)
  const facts = await readStandingFacts(tx, asked, [pupilId])
  if (noticeId !== undefined && !isNoticeOf(threads, noticeId)) return notAllowed()
  // What was decided on asks nobody again, but where a notice to improve did not bring enough: then it is about the same.
  const decided = noticeId === undefined ? decidedSessions(threads) : []
  const used = new Set([...(settings.reuseSessions ? [] : usedSessions(threads)), ...decided])
  const standing = facts === undefined ? undefined : standingOf(facts, pupilId, { used })
  const sessions = told(standing?.making ?? [])
  const leave = sessions.length > 0 && sessions.every(({ code }) => code === 'G')
  const begun = await beginThread(
    context,
    { schoolId, threadId, kind: 'consideration', pupilId, contactId: null, caseId: caseId.value },
    [
      {
        kind: 'considered',
        day: asked.today,
        key,
        body: {
          because,
          metOn: standing?.metOn ?? null,
          sessions,
          leave,
          ...(noticeId === undefined ? {} : { noticeId }),
        },
      },
    ],
  )
  return begun.ok ? success({ threadId }) : begun
}

/** Whether this is a notice to improve about the child that has come to an end. */
function isNoticeOf(threads: readonly ThreadFile[], noticeId: string): boolean {
  const notice = threads.find(({ threadId, kind }) => threadId === noticeId && kind === 'notice to improve')
  return notice !== undefined && lastOf(notice.events, 'improve-ended') !== undefined
}

export function told(sessions: readonly CountedSession[]) {
  return sessions.map(({ session, code }) => ({ ...session, code: String(code) }))
}

/** The child's open case; a new one where there is none: support comes before law, and stands there. */
async function caseFor(
  context: Context,
  { schoolId, pupilId, because, today }: { schoolId: SchoolId; pupilId: PupilId; because: string; today: Day },
): Promise<Result<string>> {
  const open = openAmong(await readCases(context.tx, { schoolId, pupilIds: [pupilId], restricted: false }))
  if (open !== undefined) return success(open)
  const caseId = randomUUID()
  await beginCase(context.tx, { schoolId, caseId, pupilId, at: context.now })
  const words = because.slice(0, 500)
  const opened = { because: words, duty: null, stage: 'listen' } as const
  const kept = await keepEntries(context, { schoolId, caseId, pupilId, entries: [] }, [
    { kind: 'opened', day: today, key: caseId, body: opened },
  ])
  return kept.ok ? success(caseId) : kept
}
