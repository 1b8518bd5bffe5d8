import { refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { type ContactOfPupil, contactsOfPupils } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { failedOfContacts } from '../queue/failed-addresses.ts'
import { oneEmail, oneNumber, readableNumber, takesTexts } from '../rules/phone.ts'
import type { Channel } from '../rules/shapes.ts'
import { isResponsible, whyNotTold } from '../rules/who-may-be-told.ts'
import { choicesOf, keepChoice } from './store.ts'

export const listChoices: UseCase<typeof contract.listChoices> = async (context, { params }) => {
  const { schoolId, pupilId } = params
  const day = schoolTime(context.now).day
  const contacts = await contactsOfPupils(context.tx, { schoolId, day, pupilIds: [pupilId] })
  const choices = await choicesOf(context.tx, { schoolId, contactIds: contacts.map((one) => one.contactId) })
  const failed = await failedOfContacts(context.tx, { schoolId, contacts })
  context.audit({ subject: pupilId })
  return success({
    contacts: contacts.map((contact) => {
      const choice = choices.get(contact.contactId)
      return {
        id: contact.contactId,
        name: `${contact.title} ${contact.forenames} ${contact.surname}`.trim(),
        relationship: contact.relationship,
        notTold: whyNotTold(contact, 'may-be-told')?.message ?? null,
        responsible: isResponsible(contact),
        recordLanguage: contact.language,
        language: choice?.language ?? null,
        channel: choice?.channel ?? null,
        chosen: choice === undefined ? null : { by: choice.chosenBy, at: choice.at, byName: choice.byName },
        reachable: reachable(contact, failed),
        failed: failedOf(contact, failed),
      }
    }),
  })
}

function addressesOf(contact: ContactOfPupil) {
  return {
    numbers: contact.phones.filter(({ number }) => takesTexts(number)).map(({ number }) => oneNumber(number) ?? number),
    emails: contact.email === null ? [] : [oneEmail(contact.email)],
  }
}

function reachable(contact: ContactOfPupil, failed: ReadonlySet<string>): Channel[] {
  const { numbers, emails } = addressesOf(contact)
  const works = (all: readonly string[]) => all.some((one) => !failed.has(one))
  return [...(works(numbers) ? (['text'] as const) : []), ...(works(emails) ? (['email'] as const) : []), 'letter']
}

function failedOf(contact: ContactOfPupil, failed: ReadonlySet<string>): string[] {
  const { numbers, emails } = addressesOf(contact)
  return [...numbers.filter((one) => failed.has(one)).map(readableNumber), ...emails.filter((one) => failed.has(one))]
}

export const chooseForContact: UseCase<typeof contract.chooseForContact> = async (context, { params, body }) => {
  const { schoolId, pupilId, contactId } = params
  const day = schoolTime(context.now).day
  const contacts = await contactsOfPupils(context.tx, { schoolId, day, pupilIds: [pupilId] })
  if (!contacts.some((one) => one.contactId === contactId))
    return refused('messaging.not-a-contact', 'This person is not a contact of the child today.')
  const { now: at, caller: by } = context
  await keepChoice(context.tx, { schoolId, contactId, choice: body, chosenBy: 'office', at, by })
  context.audit({ subject: contactId, facts: body })
  return success({})
}
