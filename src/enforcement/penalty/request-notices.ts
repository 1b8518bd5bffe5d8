import { lockCasesOf } from '../../casework/index.ts'
import { type Day, longDay } from '../../kernel/day.ts'
import type { ContactId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { authorityName, namesOnRoll } from '../../roll/index.ts'
import type { EventBody, NewEvent } from '../contract/event.ts'
import type * as contract from '../contract/penalty.ts'
import { historyOf, noticeOnSame } from '../rules/penalty/facts-settled.ts'
import { type Liability, mayNotChoose } from '../rules/penalty/liable.ts'
import { noticeRank, type RankAnswer } from '../rules/penalty/notice-rank.ts'
import { settingsOf } from '../set-up/store.ts'
import { beginThread } from '../threads/keep-events.ts'
import { readThread, type ThreadFile } from '../threads/store.ts'
import { type OpenGate, openGate } from './open-gate.ts'
import { ledgerLines, noticeThreads } from './read-notices.ts'
import { penaltySettingsOf } from './settings-store.ts'
import { whoIsLiable } from './who-is-liable.ts'

/** Why no notice can be asked for: two were issued in three years (N17). */
export function thirdNotice({ counted, until }: RankAnswer): ReturnType<typeof refused> {
  return refused(
    'enforcement.third-notice',
    `No penalty notice is left: ${counted.length} to this parent for this child count${until === null ? '' : ` until ${longDay(until)}`}. Consider prosecution or another tool.`,
  )
}

/** To whom a notice could be asked for, and which it would be. */
export const showPenaltyRequest: UseCase<typeof contract.penaltyRequest> = async (context, { params }) => {
  const { tx } = context
  const { schoolId, considerationId } = params
  const today = schoolTime(context.now).day
  const gate = await openGate(context, { schoolId, considerationId })
  if (!gate.ok) return gate
  const { pupilId, sessions, shut, stoppedFor } = gate.value
  context.audit({ subject: pupilId })
  const threads = await noticeThreads(tx, { schoolId, pupilIds: [pupilId] })
  const lines = await ledgerLines(tx, { schoolId, threads, today })
  const history = historyOf(threads, today)
  const liable = await whoIsLiable(tx, { schoolId, pupilId, today })
  const candidates = liable.map(({ adult, liable, because, caution }) => {
    const of = lines.filter(({ contactId }) => contactId === adult.id)
    const here = of.find((line) => line.considerationId === considerationId && line.stage !== 'called off')
    const rank = noticeRank(history, { parent: adult.id, pupil: pupilId, day: today })
    return {
      contactId: adult.id as ContactId,
      name: adult.name,
      relationship: adult.relationship,
      liable,
      because,
      caution,
      barred: adult.barred,
      stopped: stoppedFor(adult.id),
      rank: { ...rank, counted: [...rank.counted] },
      history: of,
      threadId: here?.threadId ?? null,
    }
  })
  const names = await namesOnRoll(tx, { schoolId, ids: [pupilId] })
  return success({
    today,
    pupil: { id: pupilId, name: names.get(pupilId) ?? '' },
    sessions: [...sessions],
    refused: shut,
    candidates,
    issuer: (await penaltySettingsOf(tx, schoolId)).settings.issuer,
    authority: await authorityName(tx, schoolId),
  })
}

type Asked = {
  readonly threadId: string
  readonly key: string
  readonly contactId: ContactId
  readonly because: string
}

/** Asks for a notice to each parent: all of them or none. Nothing is asked for behind the gate. */
export const requestPenaltyNotices: UseCase<typeof contract.requestPenaltyNotices> = async (
  context,
  { params, body },
) => {
  const { schoolId, considerationId } = params
  const asked = await readThread(context.tx, { schoolId, threadId: considerationId })
  if (asked === undefined) return notAllowed()
  // Of two who ask at the same moment, the second reads what the first has asked for.
  await lockCasesOf(context.tx, schoolId, asked.pupilId)
  const gate = await openGate(context, { schoolId, considerationId })
  if (!gate.ok) return gate
  const { pupilId, shut } = gate.value
  context.audit({ subject: pupilId, facts: { notices: body.parents.length } })
  if (shut !== null) return refused('enforcement.gate', shut)
  const today = schoolTime(context.now).day
  const liable = await whoIsLiable(context.tx, { schoolId, pupilId, today })
  const threads = await noticeThreads(context.tx, { schoolId, pupilIds: [pupilId] })
  for (const asked of body.parents) {
    const begun = await beginNotice(context, {
      asked,
      today,
      schoolId,
      gate: gate.value,
      liable,
      threads,
      homeAuthority: body.homeAuthority,
    })
    if (!begun.ok) return begun
  }
  return success({ threadIds: body.parents.map(({ threadId }) => threadId) })
}

interface Beginning {
  readonly asked: Asked
  readonly today: Day
  readonly schoolId: SchoolId
  readonly gate: OpenGate
  readonly liable: readonly Liability[]
  readonly threads: readonly ThreadFile[]
  readonly homeAuthority: string
}

async function beginNotice(
  context: Context,
  { asked, today, schoolId, gate, liable, threads, homeAuthority }: Beginning,
): Promise<Result<void>> {
  const { pupilId, caseId, considerationId, sessions } = gate
  const chosen = chosenAdult(liable, asked)
  if (!chosen.ok) return chosen
  const stopped = gate.stoppedFor(asked.contactId)
  if (stopped !== null) return refused('enforcement.gate', `${chosen.value.adult.name}: ${stopped}`)
  const same = (await ledgerLines(context.tx, { schoolId, threads, today })).find(
    (line) =>
      line.contactId === asked.contactId && line.considerationId === considerationId && line.stage !== 'called off',
  )
  if (same !== undefined && same.threadId !== asked.threadId)
    return refused(
      'enforcement.begun',
      `A notice to ${chosen.value.adult.name} was asked for on these sessions already.`,
    )
  const others = threads.filter(({ threadId }) => threadId !== asked.threadId)
  const { reuseSessions: reuse } = (await settingsOf(context.tx, schoolId)).settings
  const of = { parent: asked.contactId, sessions, today, reuse, issuedAlone: false }
  if (noticeOnSame(others, of) !== undefined) return onSameSessions(chosen.value.adult.name)
  const rank = noticeRank(historyOf(threads, today), { parent: asked.contactId, pupil: pupilId, day: today })
  if (same === undefined && rank.rank === 'none left') return thirdNotice(rank)
  const { issuer } = (await penaltySettingsOf(context.tx, schoolId)).settings
  const { adult, caution } = chosen.value
  const { name, relationship } = adult
  const body: EventBody<'penalty-requested'> = {
    kind: 'absence',
    considerationId,
    issuer,
    sessions: [...sessions],
    parent: name,
    relationship,
    because: asked.because,
    caution,
    rank: rank.rank === 'none left' ? null : rank.rank,
    counted: [...rank.counted],
    homeAuthority: homeAuthority === '' ? null : homeAuthority,
    place: null,
  }
  const event: NewEvent = { kind: 'penalty-requested', day: today, key: asked.key, body }
  const head = {
    threadId: asked.threadId,
    kind: 'penalty notice',
    pupilId,
    contactId: asked.contactId,
    caseId,
  } as const
  return await beginThread(context, { ...head, schoolId }, [event])
}

/** Why there is no second notice on one session. */
export function onSameSessions(parent: string): ReturnType<typeof refused> {
  return refused(
    'enforcement.sessions-used',
    `Another notice to ${parent} rests, or rested until it was withdrawn, on some of these sessions: nobody is asked twice for the same one. Call one of the two off, or leave these sessions.`,
  )
}

/** The adult whom somebody chose, with the reasons they gave. */
export function chosenAdult(
  liable: readonly Liability[],
  { contactId, because }: { readonly contactId: ContactId; readonly because: string },
): Result<Liability> {
  const found = liable.find(({ adult }) => adult.id === contactId)
  if (found === undefined)
    return refused('enforcement.not-liable', 'This person is no contact of the child today. Choose another.')
  const reason = mayNotChoose(found, because)
  return reason === undefined ? success(found) : refused('enforcement.not-liable', reason)
}
