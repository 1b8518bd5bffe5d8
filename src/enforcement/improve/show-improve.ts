import { fileURLToPath } from 'node:url'
import { longDay } from '../../kernel/day.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { typesetter } from '../../platform/papers/typeset.ts'
import { contactPeople, namesOnRoll, schoolOf } from '../../roll/index.ts'
import { eventsOf, lastOf } from '../contract/event.ts'
import type * as contract from '../contract.ts'
import { chosenParent, parentsOf } from '../gate/parents-of.ts'
import { readConsidered } from '../gate/read-gate.ts'
import { CONTENT_HEADINGS, CONTENT_NAMES } from '../rules/improve/contents.ts'
import { NOTICE_TABLE, noticeState } from '../rules/improve/notice-state.ts'
import { afterWeeks } from '../rules/improve/tracking.ts'
import { settingsOf } from '../set-up/store.ts'
import { calendarsAt, readImprove, shutBy, trackingOf } from './load-improve.ts'

const setPaper = typesetter(fileURLToPath(new URL('../papers/', import.meta.url)))

/** A notice to improve, where it stands, and every session of its weeks. */
export const showImprove: UseCase<typeof contract.showImprove> = async (context, { params }) => {
  const { tx, now } = context
  const { schoolId, threadId } = params
  const thread = await readImprove(tx, params)
  const today = schoolTime(now).day
  const is = thread === undefined ? undefined : noticeState(thread.events, today)
  if (thread === undefined || is === undefined || thread.contactId === null) return notAllowed()
  const { pupilId, contactId, caseId, events } = thread
  context.audit({ subject: pupilId })
  const { told } = is
  const calendars = await calendarsAt(tx, { schoolId, now })
  const tracking = await trackingOf(tx, { schoolId, pupilId, told, today, calendars })
  const { settings } = await settingsOf(tx, schoolId)
  const considered = await readConsidered(tx, { schoolId, threadId: told.considerationId, now })
  const gate = considered?.gates['notice to improve']
  const names = await namesOnRoll(tx, { schoolId, ids: [pupilId] })
  const ended = lastOf(events, 'improve-ended')
  const row = NOTICE_TABLE.find(({ state }) => state === is.state)
  const mayDecide = context.may('enforcement.decide') === 'all'
  return success({
    ...{ threadId, caseId, today, told },
    pupil: { id: pupilId, name: names.get(pupilId) ?? '' },
    to: { id: contactId, name: await nameOfContact(tx, { schoolId, contactId }) },
    ...{ state: is.state, sentOn: is.sentOn, halfway: is.halfway, reviewed: is.reviewed },
    earliestEarly: afterWeeks([...calendars.values()], told.first, told.earlyAfterWeeks ?? settings.earlyAfterWeeks),
    tracking: {
      ...tracking,
      weeks: tracking.weeks.map((week) => ({
        ...week,
        // What is not unauthorised is told without its code: some codes not everybody may know.
        sessions: week.sessions.map(({ code, ...one }) => ({
          ...one,
          code: one.is === 'unauthorised' ? String(code) : null,
        })),
      })),
    },
    ended: ended === undefined ? null : { ...ended.body, by: ended.by, at: ended.at },
    reviews: eventsOf(events, 'improve-reviewed').map(({ day, body, by }) => ({ day, words: body.words, by })),
    outcomes: [...(row?.outcomes ?? [])],
    maySend: mayDecide && is.state === 'draft' && gate?.open === true,
    mayPrepare: context.may('enforcement.prepare') === 'all',
    mayDecide,
    stopped:
      is.state === 'draft' && gate?.open !== true
        ? gate === undefined
          ? 'Its consideration is gone.'
          : shutBy(gate).join(' ')
        : null,
    issuer: settings.improveIssuer,
  })
}

async function nameOfContact(
  tx: Parameters<typeof contactPeople>[0],
  {
    schoolId,
    contactId,
  }: {
    schoolId: Parameters<typeof contactPeople>[1]['schoolId']
    contactId: Parameters<typeof contactPeople>[1]['contactIds'][number]
  },
): Promise<string> {
  const [one] = await contactPeople(tx, { schoolId, contactIds: [contactId] })
  return one === undefined ? '' : [one.title, one.forenames, one.surname].filter((part) => part !== '').join(' ')
}

/** The notice as it is given to the parent; a draft says that it is one. */
export const printImprove: UseCase<typeof contract.printImprove> = async (context, { params }) => {
  const { tx, now } = context
  const { schoolId } = params
  const thread = await readImprove(tx, params)
  const today = schoolTime(now).day
  const is = thread === undefined ? undefined : noticeState(thread.events, today)
  const school = await schoolOf(tx, schoolId)
  if (thread === undefined || is === undefined || thread.contactId === null || school === undefined) return notAllowed()
  const { pupilId, contactId } = thread
  context.audit({ subject: pupilId })
  const { told, sentOn } = is
  if (is.state === 'draft') {
    const parents = await parentsOf(tx, { schoolId, pupilId, today })
    const parent = chosenParent(parents, { contactId, why: told.whyParent, told: true })
    if (!parent.ok) return parent
  }
  const names = await namesOnRoll(tx, { schoolId, ids: [pupilId] })
  const child = names.get(pupilId) ?? ''
  const { lines, town, postcode } = school.address
  const data = {
    title: `Notice to improve: ${child}`,
    school: { name: school.name, address: [...lines, town, postcode].join(', '), telephone: school.telephone },
    to: await nameOfContact(tx, { schoolId, contactId }),
    child,
    day: longDay(sentOn ?? today),
    draft: is.state === 'draft',
    facts: [
      { name: 'Begins', value: longDay(told.first) },
      { name: 'Ends', value: longDay(told.last) },
      { name: 'Length', value: `${told.weeks} school weeks, ${told.target.possible} half days` },
      { name: 'Enough is', value: `at least ${told.target.attended} of ${told.target.possible} half days in school` },
    ],
    sections: CONTENT_NAMES.map((name) => ({ heading: CONTENT_HEADINGS[name], words: told.contents[name] })),
    footer: `${school.name}, ${school.telephone}`,
  }
  return success({
    type: 'application/pdf',
    fileName: 'notice-to-improve.pdf',
    content: () => setPaper('notice-to-improve', data),
  })
}
