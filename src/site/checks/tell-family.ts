import type { SchoolId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { queueMessage } from '../../messaging/index.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { isGone, searchStanding } from '../rules/search.ts'
import { headOf, movedOn, searchToChange } from './record-search.ts'
import { type KeptSearch, keepStep } from './store.ts'

/** Tells the family of what a search came to, by a message or by writing down a call. */
export const tellOfSearch: UseCase<typeof contract.tellOfSearch> = async (context, { params, body }) => {
  const search = await searchToChange(context, { ...params, seen: body.seen, kind: 'told' })
  if (!search.ok) return search
  const told =
    body.way === 'call'
      ? success({ place: 'Call', person: body.person, words: body.words })
      : await messageTo(context, params.schoolId, search.value)
  if (!told.ok) return told
  const number = body.seen + 1
  const step = { pupilId: params.pupilId, number, kind: 'told', ...told.value } as const
  if (!(await keepStep(context.tx, headOf(context, params), step))) return movedOn()
  return success({
    number,
    message: `${step.person} ${body.way === 'call' ? 'was told by a call' : 'is sent a message'}.`,
  })
}

interface Told {
  readonly place: string
  readonly person: string
  readonly words: string
  readonly messageId?: string
}

const WAYS = { text: 'Text message', email: 'E-mail', letter: 'Letter' } as const

/** The message to the first contact, in the family's own order, who may be told and can be sent one. */
async function messageTo(context: Context, schoolId: SchoolId, search: KeptSearch): Promise<Result<Told>> {
  const { tx, now, caller: by } = context
  const { pupilId, checkId, steps } = search
  const gone = isGone(searchStanding(steps).state)
  const contacts = await contactsOfPupils(tx, { schoolId, day: schoolTime(now).day, pupilIds: [pupilId] })
  let why = 'Nobody in the record may be told about this child.'
  for (const contact of contacts.filter(({ barred, mayBeTold }) => !barred && mayBeTold)) {
    const queued = await queueMessage(tx, {
      ...{ schoolId, about: [pupilId], to: contact.contactId, now, by, urgent: gone },
      template: gone ? 'not-where-expected' : 'missed-lesson',
      // A new turn of events is a new cause; the same one never makes two messages.
      cause: `site:${checkId}:${pupilId}:${gone ? 'gone' : 'found'}:${steps.length}`,
    })
    if (queued.ok) {
      const { channel, messageId } = queued.value
      return success({
        ...{ place: WAYS[channel], words: '', messageId },
        person: fullName(contact.forenames, contact.surname),
      })
    }
    why = queued.problem.message
  }
  return refused(
    'site.nobody-to-tell',
    `No message could be sent: ${why} Ring the family, and write down whom you spoke with.`,
  )
}
