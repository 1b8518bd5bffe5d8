import { lockCasesOf } from '../../casework/index.ts'
import { schoolDaysOf } from '../../duties/contract.ts'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { refused, success } from '../../kernel/result.ts'
import { type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { sessionIndex } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { meaningOfByte } from '../../law/codes.ts'
import { suspensionsOf } from '../../leave/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { readStrips } from '../../register/index.ts'
import { calendarOf } from '../../roll/index.ts'
import type * as contract from '../contract/penalty.ts'
import { penaltyFacts, penaltyState, requestOf } from '../rules/penalty/penalty-state.ts'
import {
  halvesKeptAway,
  noPublicPlaceNotice,
  type PublicPlaceFacts,
  type Suspended,
} from '../rules/penalty/public-place.ts'
import { beginThread } from '../threads/keep-events.ts'
import { isEventKept } from '../threads/store.ts'
import { noticeThreads } from './read-notices.ts'
import { chosenAdult } from './request-notices.ts'
import { penaltySettingsOf } from './settings-store.ts'
import { whoIsLiable } from './who-is-liable.ts'

/** Asks for a notice about a public place. No question of support is asked, no threshold is met, and it counts towards nothing. */
export const requestPublicPlaceNotice: UseCase<typeof contract.requestPublicPlaceNotice> = async (
  context,
  { params, body },
) => {
  const { schoolId } = params
  const { pupilId, contactId, because, suspensionId, toldOn, toldHow, seenOn, where } = body
  context.audit({ subject: pupilId })
  const today = schoolTime(context.now).day
  if (seenOn > today) return refused('enforcement.day', 'The day on which the child was seen is still to come.')
  const suspensions = await suspensionsOf(context.tx, { schoolId, pupilId })
  if (suspensions.length === 0)
    return refused(
      'enforcement.public-place',
      'No suspension or exclusion of this child is recorded. The head records it first, on the page Suspensions; then ask for the notice here.',
    )
  const suspension = suspensions.find(({ id }) => id === suspensionId)
  if (suspension === undefined)
    return refused(
      'enforcement.public-place',
      'Choose the suspension in which the child was seen: it is one of theirs.',
    )
  const suspendedFrom = suspension.from.day
  const reason = await whyNone(context.tx, { schoolId, pupilId, suspension, toldOn, seenOn })
  if (reason !== undefined) return refused('enforcement.public-place', reason)
  await lockCasesOf(context.tx, schoolId, pupilId)
  if (await isEventKept(context.tx, { schoolId, threadId: body.threadId, kind: 'penalty-requested', key: body.key }))
    return success({ threadId: body.threadId })
  const before = await noticeThreads(context.tx, { schoolId, pupilIds: [pupilId] })
  const same = before.find((thread) => {
    const stage = penaltyState(penaltyFacts(thread.events), today)?.stage
    const place = requestOf(thread.events)?.place
    const gone = stage === undefined || stage === 'called off' || stage === 'withdrawn'
    return thread.contactId === contactId && place?.seenOn === seenOn && !gone
  })
  if (same !== undefined)
    return refused('enforcement.begun', 'A notice to this parent about that day was asked for already. Go on there.', {
      threadId: same.threadId,
    })
  const adult = chosenAdult(await whoIsLiable(context.tx, { schoolId, pupilId, today }), { contactId, because })
  if (!adult.ok) return adult
  const { issuer } = (await penaltySettingsOf(context.tx, schoolId)).settings
  const head = { threadId: body.threadId, kind: 'public place notice', pupilId, contactId, caseId: null } as const
  const begun = await beginThread(context, { ...head, schoolId }, [
    {
      kind: 'penalty-requested',
      day: today,
      key: body.key,
      body: {
        kind: 'public-place',
        considerationId: null,
        issuer,
        sessions: [],
        parent: adult.value.adult.name,
        relationship: adult.value.adult.relationship,
        because,
        caution: adult.value.caution,
        rank: null,
        counted: [],
        homeAuthority: null,
        place: { suspensionId, suspendedFrom, toldOn, toldHow, seenOn, where },
      },
    },
  ])
  return begun.ok ? success({ threadId: body.threadId }) : begun
}

/** Why no notice can be asked for by calendar, suspension and register; undefined where one can. */
async function whyNone(
  tx: Tx,
  of: { schoolId: SchoolId; pupilId: PupilId } & Omit<PublicPlaceFacts, 'present'>,
): Promise<string | undefined> {
  const { schoolId, pupilId, suspension, seenOn } = of
  const year = schoolYearOf(suspension.from.day)
  const calendars = [
    await calendarOf(tx, { schoolId, year }),
    await calendarOf(tx, { schoolId, year: (year + 1) as SchoolYear }),
  ]
  const present = await presentOn(tx, { schoolId, pupilId, day: seenOn, suspension })
  return noPublicPlaceNotice(schoolDaysOf(calendars), { ...of, present })
}

/** The halves of a day, within a suspension, for which the register says that the child was in school or where the school had sent them. */
async function presentOn(
  tx: Tx,
  of: { schoolId: SchoolId; pupilId: PupilId; day: Day; suspension: Suspended },
): Promise<PublicPlaceFacts['present']> {
  const { schoolId, pupilId, day, suspension } = of
  const strip = (await readStrips(tx, { schoolId, year: schoolYearOf(day), pupilIds: [pupilId] })).get(pupilId)
  return halvesKeptAway(day, suspension).flatMap((half) => {
    const meaning = meaningOfByte(strip?.[sessionIndex({ day, half })] ?? 0)
    const isPresent = meaning?.statistical === 'present' || meaning?.statistical === 'approved-activity'
    return meaning !== undefined && isPresent ? [{ half, code: String(meaning.code) }] : []
  })
}

/** Enters a notice that was issued elsewhere or before: it counts as if it were of here, and nothing more can be done with it. */
export const enterEarlierNotice: UseCase<typeof contract.enterEarlierNotice> = async (context, { params, body }) => {
  const { schoolId } = params
  const { pupilId, contactId, threadId, key, kind, issued, withdrawn, where, source } = body
  context.audit({ subject: pupilId })
  const today = schoolTime(context.now).day
  if (issued > today) return refused('enforcement.day', 'The day of issue is still to come.')
  const liable = await whoIsLiable(context.tx, { schoolId, pupilId, today })
  const adult = liable.find((one) => one.adult.id === contactId)?.adult
  if (adult === undefined)
    return refused('enforcement.not-liable', 'This person is no contact of the child today. Choose another.')
  await lockCasesOf(context.tx, schoolId, pupilId)
  if (await isEventKept(context.tx, { schoolId, threadId, kind: 'penalty-elsewhere', key }))
    return success({ threadId })
  const threads = await noticeThreads(context.tx, { schoolId, pupilIds: [pupilId] })
  const same = threads.find((thread) => {
    const state = penaltyState(penaltyFacts(thread.events), today)
    return (
      thread.contactId === contactId && state?.kind === kind && state.issued === issued && state.stage !== 'mistaken'
    )
  })
  if (same !== undefined)
    return refused(
      'enforcement.begun',
      `A notice to ${adult.name} of that day is entered already. Open it: there it can be marked as withdrawn, or as entered by mistake.`,
      { threadId: same.threadId },
    )
  const of = kind === 'absence' ? 'penalty notice' : 'public place notice'
  const head = { threadId, kind: of, pupilId, contactId, caseId: null } as const
  const begun = await beginThread(context, { ...head, schoolId }, [
    { kind: 'penalty-elsewhere', day: issued, key, body: { kind, parent: adult.name, withdrawn, where, source } },
  ])
  return begun.ok ? success({ threadId }) : begun
}
