import { lockCasesOf } from '../../casework/index.ts'
import { type Day, longDay } from '../../kernel/day.ts'
import type { ContactId } from '../../kernel/ids.ts'
import { notAllowed, type Problem, type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, Input, UseCase } from '../../platform/http/use-case.ts'
import type { NewEvent } from '../contract/event.ts'
import type * as contract from '../contract/penalty.ts'
import type { PenaltyStep } from '../contract/penalty.ts'
import { historyOf, noticeOnSame } from '../rules/penalty/facts-settled.ts'
import { STAGE_WORDS } from '../rules/penalty/in-words.ts'
import { noticeRank } from '../rules/penalty/notice-rank.ts'
import {
  headDecides,
  mayFollow,
  type PenaltyFact,
  type PenaltyStage,
  penaltyFacts,
  penaltyState,
  requestOf,
} from '../rules/penalty/penalty-state.ts'
import { mayNotSign, type PenaltySettings, pricesFor, type Signatory } from '../rules/penalty/settings.ts'
import { settingsOf } from '../set-up/store.ts'
import { keepEvents } from '../threads/keep-events.ts'
import { isEventKept, readThread, type ThreadFile } from '../threads/store.ts'
import { openGate } from './open-gate.ts'
import { factOf, noticeThreads } from './read-notices.ts'
import { onSameSessions, thirdNotice } from './request-notices.ts'
import { penaltySettingsOf } from './settings-store.ts'
import { whoIsLiable } from './who-is-liable.ts'

type Done = Result<{ stage: PenaltyStage }>

/** Writes down what happened to a notice. What may not follow on what went before is refused with what to do instead. */
export const recordPenaltyStep: UseCase<typeof contract.recordPenaltyStep> = async (context, { params, body }) => {
  const opened = await openNotice(context, params)
  if (!opened.ok) return opened
  const { thread, today } = opened.value
  const { key, day, step } = body
  if (await isEventKept(context.tx, { ...params, kind: step.kind, key })) return stageOf(thread, today)
  if (day > today) return refused('enforcement.day', 'This day is still to come: write it down when it has happened.')
  const request = requestOf(thread.events)
  const stage = penaltyState(penaltyFacts(thread.events), today)?.stage ?? 'requested'
  if (headDecides(step.kind, { stage, issuer: request?.issuer ?? null }) && !mayDecide(context))
    return refused(
      'enforcement.head-decides',
      'The head decided on this notice, and calls it off or withdraws it. Ask the head to do so on this page.',
    )
  if (step.kind !== 'penalty-issued') return await keepFact(context, opened.value, { key, fact: factFrom(step, day) })
  if (request?.issuer === 'school')
    return refused(
      'enforcement.may-not-sign',
      'This school issues its own notices: the head or an authorised deputy signs it.',
    )
  const { way, reference } = step
  const signatory = { name: step.signatory, rank: 'authority-officer', authorisedOn: null } as const
  return await issue(context, opened.value, { key, day, signatory, way, reference })
}

/** Issues a notice of the school’s own. Only somebody of a rank that may, with the head’s authorisation on record, signs it. */
export const issuePenaltyNotice: UseCase<typeof contract.issuePenaltyNotice> = async (context, { params, body }) => {
  const opened = await openNotice(context, params)
  if (!opened.ok) return opened
  const { thread, today, settings } = opened.value
  if (await isEventKept(context.tx, { ...params, kind: 'penalty-issued', key: body.key })) return stageOf(thread, today)
  if (requestOf(thread.events)?.issuer !== 'school')
    return refused('enforcement.may-not-sign', 'The authority issues this notice. Write down that it did.')
  const named = settings.signatories.filter(({ name }) => name === body.signatory)
  const [first] = named
  if (first === undefined)
    return refused(
      'enforcement.may-not-sign',
      'Nobody of this name is recorded as a signatory. Enter who may sign under “Who issues and signs” first.',
    )
  const signatory: Signatory = named.find((one) => mayNotSign(one, today) === undefined) ?? first
  const reason = mayNotSign(signatory, today)
  if (reason !== undefined) return refused('enforcement.may-not-sign', reason)
  const stands = await stillStands(context, opened.value)
  if (!stands.ok) return stands
  const { key, way, reference } = body
  const { name, rank, authorisedOn } = signatory
  return await issue(context, opened.value, {
    key,
    day: today,
    signatory: { name, rank, authorisedOn },
    way,
    reference,
  })
}

const mayDecide = (context: Pick<Context, 'may'>) => context.may('enforcement.decide') === 'all'

interface Opened {
  readonly thread: ThreadFile
  readonly schoolId: Input<typeof contract.readPenaltyNotice>['params']['schoolId']
  readonly today: Day
  readonly settings: PenaltySettings
}

async function openNotice(
  context: Context,
  { schoolId, threadId }: Input<typeof contract.readPenaltyNotice>['params'],
): Promise<Result<Opened>> {
  const found = await readThread(context.tx, { schoolId, threadId })
  if (found === undefined) return notAllowed()
  // Of two who write at the same moment, of one notice or of two to one parent, the second reads what the first has written.
  await lockCasesOf(context.tx, schoolId, found.pupilId)
  const thread = await readThread(context.tx, { schoolId, threadId })
  if (thread === undefined || penaltyFacts(thread.events).length === 0) return notAllowed()
  context.audit({ subject: thread.pupilId })
  const { settings } = await penaltySettingsOf(context.tx, schoolId)
  return success({ thread, schoolId, today: schoolTime(context.now).day, settings })
}

type Issuing = Pick<Extract<PenaltyFact, { kind: 'penalty-issued' }>['body'], 'signatory' | 'way' | 'reference'> & {
  readonly key: string
  readonly day: Day
}

async function issue(context: Context, opened: Opened, { key, day, ...body }: Issuing): Promise<Done> {
  const { thread, settings } = opened
  const { kind = 'absence' } = requestOf(thread.events) ?? {}
  const ranked = await rankNow(context, opened, day)
  if (!ranked.ok) return ranked
  const rank = kind === 'absence' ? ranked.value : null
  const prices = pricesFor({ kind, rank, issued: day }, settings).map((price) => ({ ...price }))
  if (prices.length === 0)
    return refused('enforcement.day', 'There was no penalty notice of the national framework before 19 August 2024.')
  const { deemedDays, inParts } = settings
  return await keepFact(context, opened, {
    key,
    fact: { kind: 'penalty-issued', day, body: { ...body, rank, deemedDays, prices, inParts } },
  })
}

/**
 * A notice that the authority has sent is a fact; the school’s own is not sent while its reasons no longer stand, nor to somebody who is no parent of
 * the child any more, or of whom it was learned since that they must not be told anything.
 */
async function stillStands(context: Context, { thread, schoolId, today }: Opened): Promise<Result<void>> {
  const request = requestOf(thread.events)
  if (request === undefined) return notAllowed()
  const liable = await whoIsLiable(context.tx, { schoolId, pupilId: thread.pupilId, today })
  const parent = liable.find(({ adult }) => adult.id === thread.contactId)
  if (parent === undefined || parent.liable === 'no')
    return refused(
      'enforcement.not-liable',
      `${request.parent} is not liable for this child any more, by what is entered today. Call the request off.`,
    )
  if (parent.adult.barred && request.caution !== parent.caution)
    return refused(
      'enforcement.not-liable',
      `Since this was asked for it was entered that ${request.parent} must not be told anything about the child. Settle it with the designated safeguarding lead, call the request off, and ask anew with what was settled.`,
    )
  if (request.considerationId === null) return success(undefined)
  const gate = await openGate(context, { schoolId, considerationId: request.considerationId })
  if (!gate.ok) return gate
  const shut = gate.value.shut ?? gate.value.stoppedFor(thread.contactId ?? '')
  return shut === null ? success(undefined) : refused('enforcement.gate', shut)
}

/** Which notice it is on its day of issue, with everything that was entered since it was asked for. */
async function rankNow(
  context: Context,
  { thread, schoolId, today }: Opened,
  day: Day,
): Promise<Result<'first' | 'second' | null>> {
  const threads = await noticeThreads(context.tx, { schoolId, pupilIds: [thread.pupilId] })
  const others = threads.filter(({ threadId }) => threadId !== thread.threadId)
  const known = others.filter(
    ({ contactId, events }) =>
      contactId === thread.contactId && penaltyState(penaltyFacts(events), today)?.stage === 'elsewhere',
  ).length
  const told = factOf(penaltyFacts(thread.events), 'penalty-checked')?.body.elsewhere ?? 0
  if (told > known)
    return refused(
      'enforcement.elsewhere',
      `The authority knows of ${told} earlier notices and ${known} ${known === 1 ? 'is' : 'are'} entered. Enter the others first: they decide which notice this is.`,
    )
  const request = requestOf(thread.events)
  if (request?.kind !== 'absence') return success(null)
  const { reuseSessions: reuse } = (await settingsOf(context.tx, schoolId)).settings
  const of = { parent: thread.contactId ?? '', sessions: request.sessions, today, reuse, issuedAlone: true }
  if (noticeOnSame(others, of) !== undefined) return onSameSessions(request.parent)
  const asked = { parent: thread.contactId ?? ('' as ContactId), pupil: thread.pupilId, day }
  const rank = noticeRank(historyOf(others, today), asked)
  return rank.rank === 'none left' ? thirdNotice(rank) : success(rank.rank)
}

function factFrom(step: Exclude<PenaltyStep, { kind: 'penalty-issued' }>, day: Day): PenaltyFact {
  const { kind, ...body } = step
  // The step was checked against the body of its own kind; what is left without the kind is that body.
  return { kind, day, body } as PenaltyFact
}

async function keepFact(
  context: Context,
  { thread, schoolId, today }: Opened,
  { key, fact }: { key: string; fact: PenaltyFact },
): Promise<Done> {
  const facts = penaltyFacts(thread.events)
  if (!mayFollow(facts, fact)) return { ok: false, problem: notNow(facts, fact) }
  const kept = await keepEvents(context, { ...thread, schoolId }, [{ ...fact, key } as NewEvent])
  if (!kept.ok) return kept
  return success({ stage: penaltyState([...facts, fact], today)?.stage ?? 'requested' })
}

function stageOf({ events }: ThreadFile, today: Day): Done {
  return success({ stage: penaltyState(penaltyFacts(events), today)?.stage ?? 'requested' })
}

function notNow(facts: readonly PenaltyFact[], fact: PenaltyFact): Problem {
  const state = penaltyState(facts, fact.day)
  return {
    kind: 'refused',
    code: 'enforcement.step-not-now',
    message: whyNot(facts, fact, state?.stage ?? 'requested'),
  }
}

function whyNot(facts: readonly PenaltyFact[], { kind, day }: PenaltyFact, stage: PenaltyStage): string {
  if (kind === 'penalty-issued' && (stage === 'requested' || stage === 'not clear'))
    return 'Ask the authority first, and enter that it answered “clear”: no notice is issued before.'
  if (kind === 'penalty-prosecuted')
    return stage === 'withdrawn'
      ? 'This notice was withdrawn: nobody is prosecuted on the same facts.'
      : 'Only an unpaid notice leads to prosecution, after its last day to pay.'
  if (kind === 'penalty-refunded') return 'No more can be refunded than was paid.'
  const asked = facts[0]?.day
  if (asked !== undefined && day < asked)
    return `Nothing about this notice is older than ${longDay(asked)}, when it was asked for. Enter the day on which it happened.`
  return `On ${longDay(day)} the notice stood at “${STAGE_WORDS[stage]}”: this cannot follow on that. Check the day, or what was entered before.`
}
