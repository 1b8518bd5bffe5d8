import { refused, success } from '../../kernel/result.ts'
import { firstDayOf, schoolYearOf } from '../../kernel/school-year.ts'
import { LANGUAGES, mayHaveGone } from '../../messaging/contract.ts'
import { choicesOf, keepChoice, messagesAbout } from '../../messaging/index.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { contactPeople, schoolOf } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { loadFamily } from './load-family.ts'

/** What a school wrote to the caller, and to nobody else, about children whom they all see now. */
export const familyMessages: UseCase<typeof contract.familyMessages> = async (context) => {
  const { tx } = context
  const family = await loadFamily(context)
  const shown = []
  for (const [schoolId, own] of Map.groupBy(family.children, (one) => one.schoolId)) {
    const mine = new Set(family.contacts.filter((one) => one.schoolId === schoolId).map((one) => one.contactId))
    const names = new Map(own.map((one) => [one.pupilId, one.name]))
    const school = await schoolOf(tx, schoolId)
    const messages = await messagesAbout(tx, {
      schoolId,
      pupilIds: [...names.keys()],
      from: firstDayOf(schoolYearOf(family.today)),
      to: family.today,
    })
    for (const one of messages) {
      const isTheirs = mine.has(one.contactId) && one.pupilIds.every((id) => names.has(id))
      // A link signs somebody in: it is for the telephone it went to, not for whoever looks at this page.
      if (!isTheirs || !mayHaveGone(one.state) || one.templateKey === 'family-link') continue
      shown.push({
        id: one.messageId,
        school: school?.name ?? '',
        about: one.pupilIds.map((id) => names.get(id)).join(', '),
        channel: one.channel,
        subject: one.subject,
        body: one.body,
        language: one.language,
        at: one.at,
      })
    }
  }
  return success({ messages: shown.toSorted((one, other) => (one.at < other.at ? 1 : -1)) })
}

export const familyChoices: UseCase<typeof contract.familyChoices> = async (context) => {
  const { tx } = context
  const schools = []
  for (const { schoolId, contactId } of await contactsWithChild(context)) {
    const [contact] = await contactPeople(tx, { schoolId, contactIds: [contactId] })
    const choice = (await choicesOf(tx, { schoolId, contactIds: [contactId] })).get(contactId)
    schools.push({
      schoolId,
      school: (await schoolOf(tx, schoolId))?.name ?? '',
      language: choice?.language ?? null,
      channel: choice?.channel ?? null,
      numbers: contact?.phones.map(({ number }) => number) ?? [],
      email: contact?.email ?? null,
    })
  }
  return success({ schools })
}

/** Written down as the contact's own choice; what the office wrote before stays below it. */
export const chooseForFamily: UseCase<typeof contract.chooseForFamily> = async (context, { body }) => {
  const { tx, now: at, caller: by } = context
  if (body.language !== null && !LANGUAGES.some(({ code }) => code === body.language))
    return refused('family.no-language', 'Choose a language from the list.')
  for (const { schoolId, contactId } of await contactsWithChild(context))
    await keepChoice(tx, { schoolId, contactId, choice: body, chosenBy: 'contact', at, by })
  context.audit({ facts: body })
  return success({})
}

/** The contacts as which the caller sees a child now: nobody barred writes into the school's records. */
async function contactsWithChild(context: Parameters<typeof loadFamily>[0]) {
  const { contacts, children } = await loadFamily(context)
  return contacts.filter(({ contactId, schoolId }) =>
    children.some((child) => child.contactId === contactId && child.schoolId === schoolId),
  )
}
