import { type Day, daysBetween, longDay } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import type { Body } from '../../kernel/operation.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { isSchoolDay } from '../../roll/contract.ts'
import { type ContactOfPupil, calendarOf, contactsOfPupils } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { mayBeContacted } from '../rules/ladder.ts'
import { LONGEST_REPORT } from '../rules/report.ts'
import { heldByOthers } from './claim-family.ts'
import { enterReason } from './enter-reason.ts'
import { childrenOf, withdrawnOf } from './family.ts'
import { keepHomeAlone } from './home-alone.ts'
import { stillAbsent } from './read-morning.ts'
import { keepAttempt, keyUsed } from './store.ts'

type Made = Body<typeof contract.recordContact>

/**
 * Keeps what a call or a letter came to. Also where the mark was changed while the telephone rang: that somebody called is a fact, and the
 * answer says for whom it is over.
 */
export const recordContact: UseCase<typeof contract.recordContact> = async (context, { params, body }) => {
  const { tx, now, caller } = context
  const { schoolId } = params
  const { day } = schoolTime(now)
  const pupilIds = [...new Set(body.pupilIds)]
  const whole = refuseIncomplete(body)
  if (!whole.ok) return whole
  const back = await refuseReturn(tx, { schoolId, today: day, back: body.returnDay })
  if (!back.ok) return back
  const family = await childrenOf(context, { schoolId, pupilIds })
  if (!family.ok) return family
  const held = await heldByOthers(context, { schoolId, pupilIds })
  if (held !== undefined) return held
  const contact = await contactOf(context, { schoolId, pupilIds, body })
  if (!contact.ok) return contact
  const named = contact.value === undefined ? body.whom : nameOf(contact.value)
  const absent = await stillAbsent(tx, { schoolId, now, pupilIds })
  const kept = await keepAttempt(
    tx,
    { schoolId, id: body.key, pupilIds, day, at: now, by: caller },
    {
      channel: body.channel,
      whom: body.whom,
      contactId: body.contactId,
      contactName: body.channel === 'letter' && contact.value === undefined ? 'The home' : named,
      address: body.number,
      outcome: body.outcome,
      words: body.words,
      returnDay: body.outcome === 'return-date' ? body.returnDay : null,
    },
  )
  if (kept === 'other') return keyUsed()
  context.audit({ subject: pupilIds[0] ?? '', facts: { channel: body.channel, outcome: body.outcome, day } })
  const { key: saidIn, alone } = body
  if (alone !== null)
    for (const pupilId of pupilIds)
      await keepHomeAlone(tx, { schoolId, pupilId, saidIn, first: day, last: day, alone, at: now, by: caller })
  if (kept === 'new' && body.outcome === 'reason' && body.category !== null) {
    const { category, words, returnDay, contactId } = body
    const entered = await enterReason(context, {
      ...{ schoolId, pupilIds, absent, category, words, returnDay },
      reporter: { contactId, name: named },
    })
    if (!entered.ok) return entered
  }
  return success({ withdrawn: withdrawnOf(pupilIds, absent) })
}

function refuseIncomplete(body: Made): Result<undefined> {
  const { channel, outcome, whom, contactId, returnDay, category } = body
  const incomplete = (message: string) => refused('absence.incomplete', message)
  if ((channel === 'letter') !== (outcome === 'sent'))
    return incomplete('A letter is recorded as sent, and a call as what came of it.')
  if (channel === 'call' && whom === 'contact' && contactId === null) return incomplete('Say whom you rang.')
  if (outcome === 'reason' && category === null) return incomplete('Choose what the reason is.')
  if (outcome === 'return-date' && returnDay === null) return incomplete('Give the day on which the child comes back.')
  return success(undefined)
}

/** Until the day of return nobody rings: a slip of the hand in its year would rest the search for good. */
async function refuseReturn(
  tx: Tx,
  { schoolId, today, back }: { schoolId: SchoolId; today: Day; back: Day | null },
): Promise<Result<undefined>> {
  const incomplete = (message: string) => refused('absence.incomplete', message)
  if (back === null) return success(undefined)
  if (back <= today)
    return incomplete('The day of return is after today. For a child who is back today, sign them in at the late desk.')
  if (daysBetween(today, back) > LONGEST_REPORT)
    return incomplete('The day of return is within six weeks. For a longer absence, enter what is known now.')
  const calendar = await calendarOf(tx, { schoolId, year: schoolYearOf(back) })
  if (calendar === undefined || isSchoolDay(calendar, back)) return success(undefined)
  return incomplete(
    `The school does not meet on ${longDay(back)}. Give the first school day on which the child is back.`,
  )
}

async function contactOf(
  { tx, now }: Context,
  of: { schoolId: SchoolId; pupilIds: readonly PupilId[]; body: Made },
): Promise<Result<ContactOfPupil | undefined>> {
  const { schoolId, pupilIds, body } = of
  if (body.contactId === null) return success(undefined)
  const { day } = schoolTime(now)
  const links = await contactsOfPupils(tx, { schoolId, day, pupilIds })
  const own = links.filter(({ contactId }) => contactId === body.contactId)
  if (own.length < pupilIds.length)
    return refused(
      'absence.not-a-contact',
      `On ${longDay(day)} this person is not a contact of every child it is about. Record the call for the others.`,
    )
  if (!own.every(mayBeContacted))
    return refused(
      'absence.must-not-be-told',
      'The record says that this person is not told about one of these children. Do not ring them about that child. If it happened, tell the safeguarding lead.',
    )
  return success(own[0])
}

export function nameOf({ title, forenames, surname }: Pick<ContactOfPupil, 'title' | 'forenames' | 'surname'>): string {
  return `${title} ${fullName(forenames, surname)}`.trim()
}
