import { keepEntries, readCase } from '../../casework/index.ts'
import { conflict, notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { keyOfPart } from '../../leave/index.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type { NewEvent } from '../contract/event.ts'
import type * as contract from '../contract.ts'
import { thresholdLost } from '../rules/gate/gate.ts'
import { sessionKey } from '../rules/threshold/marks-of-strip.ts'
import { keepEvents } from '../threads/keep-events.ts'
import { isEventKept, readThread } from '../threads/store.ts'
import { told } from './begin-consideration.ts'
import { caseOf, evidenceOf, readConsidered } from './read-gate.ts'

/** Keeps the answer to one question; that support was given is answered with what the case holds of it, as it stands. */
export const answerConsideration: UseCase<typeof contract.answerConsideration> = async (context, { params, body }) => {
  const { tx, now } = context
  const considered = await readConsidered(tx, { ...params, now })
  if (considered === undefined) return notAllowed()
  const { thread, today } = considered
  const { threadId } = thread
  context.audit({ subject: thread.pupilId, facts: { answer: body.answer.kind } })
  const { key, answer } = body
  const base = { day: today, key }
  let event: NewEvent
  if (answer.kind === 'support-answered') {
    const evidence = [...evidenceOf(await caseOf(tx, considered), today)]
    if (answer.body.answer === 'given' && evidence.length === 0)
      return refused(
        'enforcement.no-support',
        'The case holds no support that was offered. Record it there first, or say why none would suit.',
      )
    event = { ...base, kind: answer.kind, body: { ...answer.body, evidence } }
  } else event = { ...base, ...answer }
  const kept = await keepEvents(context, { ...thread, ...params }, [event])
  return kept.ok ? success({ threadId }) : kept
}

/** Keeps whether safeguarding speaks against it: the answer in the thread, the words among the restricted entries of the case. */
export const answerSafeguarding: UseCase<typeof contract.answerSafeguarding> = async (context, { params, body }) => {
  const { tx, now } = context
  const { schoolId, threadId } = params
  const thread = await readThread(tx, { schoolId, threadId })
  if (thread === undefined || thread.kind !== 'consideration' || thread.caseId === null) return notAllowed()
  context.audit({ subject: thread.pupilId })
  const { key, answer, words } = body
  if (await isEventKept(tx, { schoolId, threadId, kind: 'safeguarding-answered', key })) return success({ threadId })
  const day = schoolTime(now).day
  const file = await readCase(tx, { schoolId, caseId: thread.caseId, restricted: true })
  if (file === undefined) return notAllowed()
  const note = { words: `Safeguarding and the formal step under consideration: ${words}` }
  const noted = await keepEntries(context, { ...file, schoolId, restricted: true }, [
    { kind: 'note', day, key: keyOfPart(key, 'words'), body: note },
  ])
  if (!noted.ok) return noted
  const kept = await keepEvents(context, { ...thread, schoolId }, [
    { kind: 'safeguarding-answered', day, key, body: { answer } },
  ])
  return kept.ok ? success({ threadId }) : kept
}

const NO_SESSION = 'There is no session of unauthorised absence: a notice would be about nothing.'

/** The head decides on what they have read: where somebody has written since, nothing is decided. */
export const decideFormalStep: UseCase<typeof contract.decideFormalStep> = async (context, { params, body }) => {
  const { tx, now } = context
  const considered = await readConsidered(tx, { ...params, now })
  if (considered === undefined) return notAllowed()
  const { thread, gates, facts, standing, today } = considered
  const { threadId } = thread
  const { key, seen, decision, words } = body
  if (await isEventKept(tx, { ...params, kind: 'decided', key })) return success({ threadId })
  context.audit({ subject: thread.pupilId, facts: { decision } })
  if (seen !== (thread.events.at(-1)?.number ?? 0))
    return conflict(
      'enforcement.changed',
      'Somebody wrote here after you opened this page. Read it again, then decide; nothing was kept.',
    )
  if (decision !== 'no notice') {
    const open = gates[decision].items.filter(({ question, missing }) => question !== 'decision' && missing !== null)
    const lost = thresholdLost(thread.events, facts)
    const barred = decision === 'penalty notice' ? (facts.barred ?? null) : null
    const none = (standing?.making ?? []).length === 0 ? NO_SESSION : null
    const missing = [
      ...open.flatMap(({ missing }) => missing ?? []),
      ...[lost, barred, none].filter((one) => one !== null),
    ]
    if (missing.length > 0) return refused('enforcement.gate', `Not yet: ${missing.join(' ')}`, { missing })
  }
  const making = told(standing?.making ?? [])
  const also = told(standing?.now ?? []).filter((one) => !making.some((of) => sessionKey(of) === sessionKey(one)))
  const basis = { metOn: standing?.metOn ?? null, sessions: making, also }
  const kept = await keepEvents(context, { ...thread, ...params }, [
    { kind: 'decided', day: today, key, body: { decision, words, ...basis } },
  ])
  return kept.ok ? success({ threadId }) : kept
}
