import { longDay } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import type { Body } from '../../kernel/operation.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { type ContactOfPupil, contactsOfPupils } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { mayBeContacted } from '../rules/ladder.ts'
import { heldByOthers } from './claim-family.ts'
import { enterReason } from './enter-reason.ts'
import { childrenOf, withdrawnOf } from './family.ts'
import { keepHomeAlone } from './home-alone.ts'
import { stillAbsent } from './read-morning.ts'
import { keepAttempt } from './store.ts'

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
  const whole = refuseIncomplete(body, day)
  if (!whole.ok) return whole
  const family = await childrenOf(context, { schoolId, pupilIds })
  if (!family.ok) return family
  const held = await heldByOthers(context, { schoolId, pupilIds })
  if (held !== undefined) return held
  const contact = await contactOf(context, { schoolId, pupilIds, body })
  if (!contact.ok) return contact
  const named = contact.value === undefined ? body.whom : nameOf(contact.value)
  const absent = await stillAbsent(tx, { schoolId, now, pupilIds })
  const isNew = await keepAttempt(
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
  context.audit({ subject: pupilIds[0] ?? '', facts: { channel: body.channel, outcome: body.outcome, day } })
  const { key: saidIn, alone } = body
  if (alone !== null)
    for (const pupilId of pupilIds)
      await keepHomeAlone(tx, { schoolId, pupilId, saidIn, first: day, last: day, alone, at: now, by: caller })
  if (isNew > 0 && body.outcome === 'reason' && body.category !== null) {
    const { category, words, returnDay, contactId } = body
    const entered = await enterReason(context, {
      ...{ schoolId, pupilIds, absent, category, words, returnDay },
      reporter: { contactId, name: named },
    })
    if (!entered.ok) return entered
  }
  return success({ withdrawn: withdrawnOf(pupilIds, absent) })
}

function refuseIncomplete(body: Made, today: string): Result<undefined> {
  const { channel, outcome, whom, contactId, returnDay, category } = body
  const incomplete = (message: string) => refused('absence.incomplete', message)
  if ((channel === 'letter') !== (outcome === 'sent'))
    return incomplete('A letter is recorded as sent, and a call as what came of it.')
  if (channel === 'call' && whom === 'contact' && contactId === null) return incomplete('Say whom you rang.')
  if (outcome === 'reason' && category === null) return incomplete('Choose what the reason is.')
  if (outcome === 'return-date' && returnDay === null) return incomplete('Give the day on which the child comes back.')
  if (returnDay !== null && returnDay <= today)
    return incomplete(`The day of return is after today. For a child who is back today, sign them in at the late desk.`)
  return success(undefined)
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
