import { notAllowed, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { contactPeople, namesOnRoll } from '../../roll/index.ts'
import { eventsOf, lastOf } from '../contract/event.ts'
import type * as contract from '../contract.ts'
import { readConsidered } from '../gate/read-gate.ts'
import { fateWords } from '../rules/improve/fate.ts'
import { NOTICE_TABLE, type NoticeState, noticeState } from '../rules/improve/notice-state.ts'
import { afterWeeks } from '../rules/improve/tracking.ts'
import { settingsOf } from '../set-up/store.ts'
import { calendarsAt, readImprove, shutBy, trackingOf } from './load-improve.ts'

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
  const tracking = await trackingOf(tx, { schoolId, pupilId, told, now, calendars })
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
    ...{
      state: is.state,
      sentOn: is.sentOn,
      received: is.received,
      fate: is.fate === undefined ? null : fateWords(is.fate),
    },
    ...{ halfway: is.halfway, reviewed: is.reviewed },
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
    ways: mayDecide && gate?.open === true ? waysOf(is) : [],
    mayPrepare: context.may('enforcement.prepare') === 'all',
    mayDecide,
    stopped:
      waysOf(is).length > 0 && gate?.open !== true
        ? gate === undefined
          ? 'Its consideration is gone.'
          : shutBy(gate).join(' ')
        : null,
    issuer: settings.improveIssuer,
  })
}

/** How it can be sent now: what waits in the outbox can be handed over instead, and goes again where it did not arrive. */
function waysOf({ state, fate }: NoticeState): ('message' | 'by hand')[] {
  if (state === 'waiting') return fate?.is === 'not gone' ? ['message', 'by hand'] : ['by hand']
  return state === 'draft' ? ['message', 'by hand'] : []
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
