import { lockCasesOf } from '../../casework/index.ts'
import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, refused, success } from '../../kernel/result.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { contactsOfPupils, namesOnRoll, pupilsOnRoll, schoolOf } from '../../roll/index.ts'
import { lastOf } from '../contract/event.ts'
import type * as contract from '../contract.ts'
import { chosenParent, parentsOf } from '../gate/parents-of.ts'
import { type Considered, caseOf, readConsidered } from '../gate/read-gate.ts'
import { type ContentFacts, earlyWords, enoughWords, proposedContents, withWordsOf } from '../rules/improve/contents.ts'
import { receivedWhen } from '../rules/improve/fate.ts'
import { helpTold, holdsHelp } from '../rules/improve/help-told.ts'
import { type NoticeState, noticeMayFollow, noticeState } from '../rules/improve/notice-state.ts'
import type { Reading } from '../rules/improve/offered-to.ts'
import { halfwayOf } from '../rules/improve/tracking.ts'
import { settingsOf } from '../set-up/store.ts'
import { beginThread, keepEvents } from '../threads/keep-events.ts'
import { isEventKept, readThreads, type ThreadFile } from '../threads/store.ts'
import { calendarsAt, nextBeginning, periodOf, readImprove, shutBy } from './load-improve.ts'

/** Where support was said not to suit, or there was only leave, a notice to improve is the wrong tool (domain reference §5.2). */
function unsuitableOf({ thread }: Considered): string | null {
  const support = lastOf(thread.events, 'support-answered')
  if (support?.body.answer === 'unsuitable') return `Support was said not to suit: ${support.body.words}`
  const considered = lastOf(thread.events, 'considered')
  return considered?.body.leave === true
    ? 'All of the sessions are leave in term time that was not granted: there is nothing that support would have changed.'
    : null
}

/** What a notice would say; nothing is kept of it. */
export const prepareImprove: UseCase<typeof contract.prepareImprove> = async (context, { params, query }) => {
  const { tx, now } = context
  const { schoolId } = params
  const considered = await readConsidered(tx, { ...params, now })
  if (considered === undefined) return notAllowed()
  const { thread, gates, standing, today } = considered
  const { pupilId } = thread
  context.audit({ subject: pupilId })
  const parents = await parentsOf(tx, { schoolId, pupilId, today })
  // What has to be said of them is asked for with the draft; whoever must not be told has none.
  const asks = parents.find(({ id }) => id === query.contactId)?.ask ?? null
  const chosen = chosenParent(parents, { contactId: query.contactId, why: asks, told: true })
  if (!chosen.ok) return chosen
  const parent = chosen.value
  const { settings } = await settingsOf(tx, schoolId)
  const calendars = await calendarsAt(tx, { schoolId, now })
  // Also by post, which needs two working days, the parent has it before it begins.
  const first = query.first ?? nextBeginning(calendars, receivedWhen(today, true)) ?? today
  const period = await periodOf(tx, {
    schoolId,
    pupilId,
    calendars,
    first,
    weeks: query.weeks ?? settings.improveWeeks,
  })
  if (!period.ok) return period
  const { last, weeks, possible, away } = period.value
  const school = await schoolOf(tx, schoolId)
  const [pupil] = await pupilsOnRoll(tx, { schoolId, day: today, pupilIds: [pupilId] })
  const sessions = standing?.making ?? []
  const target = {
    unauthorised: settings.improveFailsAt,
    attended: Math.max(0, possible - 2),
    possible,
  }
  const proposed = proposedContents({
    child: pupil?.preferredName ?? 'your child',
    school: school?.name ?? '',
    schoolPhone: school?.telephone ?? '',
    unauthorised: sessions.length,
    since: sessions[0]?.session.day ?? today,
    until: sessions.at(-1)?.session.day ?? today,
    ...(await helpFor(tx, considered, { parent: parent.id, child: pupil?.preferredName ?? 'your child' })),
    ...{ first, last, weeks, target },
    earlyAfterWeeks: settings.earlyAfterWeeks,
  })
  const before = noticeBefore(considered.threads, { considerationId: thread.threadId, contactId: parent.id, today })
  const contents = before === undefined ? proposed : withWordsOf(before.told.contents, proposed)
  const gate = gates['notice to improve']
  const names = await namesOnRoll(tx, { schoolId, ids: [pupilId] })
  return success({
    ...{ first, last, weeks, contents, target },
    before: before === undefined ? null : { threadId: before.threadId, state: before.state },
    unsuitable: unsuitableOf(considered),
    open: gate.open,
    missing: [...shutBy(gate)],
    to: parent.name,
    ask: parent.ask,
    because: parent.because,
    away,
    child: names.get(pupilId) ?? '',
    preferredName: pupil?.preferredName ?? 'your child',
    earlyAfterWeeks: settings.earlyAfterWeeks,
  })
}

/** The help that the case holds, told to one parent. */
async function helpFor(
  tx: Tx,
  considered: Considered,
  reader: Omit<Reading, 'adults'>,
): Promise<Pick<ContentFacts, 'help' | 'helpElsewhere'>> {
  const { schoolId, thread, today } = considered
  const contacts = await contactsOfPupils(tx, { schoolId, day: today, pupilIds: [thread.pupilId] })
  const adults = contacts.map((one) => ({ ...one, id: one.contactId }))
  const entries = (await caseOf(tx, considered))?.entries ?? []
  return { help: helpTold(entries, { ...reader, today, adults }), helpElsewhere: holdsHelp(entries, today) }
}

/** The notice to the same parent by the same questions that this one takes the place of: a draft, or one that was withdrawn. */
function noticeBefore(
  threads: readonly ThreadFile[],
  of: { readonly considerationId: string; readonly contactId: ContactId; readonly today: Day },
):
  | { readonly threadId: string; readonly told: NoticeState['told']; readonly state: 'draft' | 'withdrawn' }
  | undefined {
  return threads
    .filter(({ kind, contactId }) => kind === 'notice to improve' && contactId === of.contactId)
    .flatMap(({ threadId, events }): NonNullable<ReturnType<typeof noticeBefore>>[] => {
      const is = noticeState(events, of.today)
      if (is === undefined || is.told.considerationId !== of.considerationId) return []
      if (is.state === 'draft') return [{ threadId, told: is.told, state: 'draft' }]
      return is.outcome === 'withdrawn' ? [{ threadId, told: is.told, state: 'withdrawn' }] : []
    })
    .at(-1)
}

/** Builds a notice, or builds it anew before it is sent: past the gate alone, to one parent. */
export const draftImprove: UseCase<typeof contract.draftImprove> = async (context, { params, body }) => {
  const { tx, now } = context
  const { schoolId } = params
  const { key, threadId, considerationId, contactId, contents, despite, whyParent } = body
  if (await isEventKept(tx, { schoolId, threadId, kind: 'improve-drafted', key })) return success({ threadId })
  const considered = await readConsidered(tx, { schoolId, threadId: considerationId, now })
  if (considered === undefined) return notAllowed()
  const { thread, gates, today } = considered
  const { pupilId, caseId } = thread
  context.audit({ subject: pupilId })
  const gate = gates['notice to improve']
  if (!gate.open) return refused('enforcement.gate', `Not yet: ${shutBy(gate).join(' ')}`, { missing: shutBy(gate) })
  const unsuitable = unsuitableOf(considered)
  if (unsuitable !== null && (despite ?? '').trim() === '')
    return refused(
      'enforcement.unsuitable',
      `${unsuitable} A notice to improve is not used then. If you use it all the same, say why.`,
    )
  const parents = await parentsOf(tx, { schoolId, pupilId, today })
  const parent = chosenParent(parents, { contactId, why: whyParent, told: true })
  if (!parent.ok) return parent
  if (body.first <= today)
    return refused('enforcement.late', 'A parent must have it before it begins: choose a first day after today.')
  const calendars = await calendarsAt(tx, { schoolId, now })
  const period = await periodOf(tx, { schoolId, pupilId, calendars, first: body.first, weeks: body.weeks })
  if (!period.ok) return period
  const { first, last, weeks, possible } = period.value
  const target = { ...body.target, attended: Math.min(body.target.attended, possible), possible }
  const { earlyAfterWeeks } = (await settingsOf(tx, schoolId)).settings
  const [pupil] = await pupilsOnRoll(tx, { schoolId, day: today, pupilIds: [pupilId] })
  const told = { child: pupil?.preferredName ?? 'your child', first, last, weeks, target, earlyAfterWeeks }
  const halfway = halfwayOf(calendars.values(), { first, last })
  const event = {
    kind: 'improve-drafted',
    day: today,
    key,
    body: {
      ...{ considerationId, first, last, weeks, halfway, target, earlyAfterWeeks },
      // These two say what the numbers say: a parent who reads one thing is not held to another.
      contents: { ...contents, enough: enoughWords(told), early: earlyWords(told) },
      despite: unsuitable === null ? null : despite,
      whyParent: parent.value.why,
    },
  } as const
  await lockCasesOf(tx, schoolId, pupilId)
  const going = await otherNotice(tx, { schoolId, pupilId, contactId, threadId, today })
  if (going !== undefined)
    return refused(
      'enforcement.begun',
      'There is a notice to improve to this parent already that has not ended. Open it and go on from there.',
      { threadId: going },
    )
  const drafted = await readImprove(tx, { schoolId, threadId })
  if (drafted === undefined) {
    const head = { schoolId, threadId, kind: 'notice to improve', pupilId, contactId, caseId } as const
    const begun = await beginThread(context, head, [event])
    return begun.ok ? success({ threadId }) : begun
  }
  // The parent to whom it is addressed is the thread's own and stays.
  if (drafted.contactId !== contactId || drafted.pupilId !== pupilId) return notAllowed()
  if (!noticeMayFollow(noticeState(drafted.events, today)?.state, 'improve-drafted')) return notNow()
  const kept = await keepEvents(context, { ...drafted, schoolId }, [event])
  return kept.ok ? success({ threadId }) : kept
}

/** Another notice to the same parent about the child that has not ended: they cannot be told two things at once. */
async function otherNotice(
  tx: Tx,
  of: { schoolId: SchoolId; pupilId: PupilId; contactId: ContactId; threadId: string; today: Day },
): Promise<string | undefined> {
  const threads = await readThreads(tx, { schoolId: of.schoolId, pupilIds: [of.pupilId], kinds: ['notice to improve'] })
  return threads.find(
    ({ threadId, contactId, events }) =>
      threadId !== of.threadId && contactId === of.contactId && noticeState(events, of.today)?.state !== 'ended',
  )?.threadId
}

export function notNow() {
  return refused(
    'enforcement.not-now',
    'This cannot follow on where the notice stands now. Look at the page again: somebody may have gone on.',
  )
}
