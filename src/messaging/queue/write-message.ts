import type { Day } from '../../kernel/day.ts'
import { longDay } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { failure, type Problem, type Result, refused, success } from '../../kernel/result.ts'
import type { Tx } from '../../platform/database/database.ts'
import { contactsOfPupils, pupilsOnRoll, schoolOf } from '../../roll/index.ts'
import { choicesOf } from '../choices/store.ts'
import { type Choice, chooseWay, type Way } from '../rules/choose-way.ts'
import { addressedAs, FIELDS, fillIn, type MergeValues, missingFields, namesTogether } from '../rules/merge-fields.ts'
import type { Channel, ReachableContact, Template, TemplateText } from '../rules/shapes.ts'
import { isSharedWithBarred, whyNotTold } from '../rules/who-may-be-told.ts'
import { failedOfContacts } from './failed-addresses.ts'

/** What is needed to word a message. */
export interface ToWrite {
  readonly schoolId: SchoolId
  readonly template: Template
  readonly about: readonly PupilId[]
  readonly to: ContactId
  readonly merge: MergeValues
  readonly day: Day
  readonly channel?: Channel | undefined
  /** For a preview: the wording of this language, whoever the contact is. */
  readonly language?: string | undefined
  /** For a preview: fields that nobody has given show their examples. */
  readonly examples?: boolean
}

export interface Written extends Way {
  readonly subject: string
  readonly body: string
  readonly contact: ReachableContact
  readonly contactName: string
  readonly values: MergeValues
}

/** Words a message to one contact about one or several children, or says in plain words why it may not go. */
export async function writeMessage(tx: Tx, of: ToWrite): Promise<Result<Written>> {
  const { schoolId, day, template } = of
  const about = [...new Set(of.about)]
  if (about.length === 0) return refused('messaging.about-nobody', 'Say which child the message is about.')
  const pupils = await pupilsOnRoll(tx, { schoolId, day, pupilIds: about })
  if (pupils.length !== about.length)
    return refused('messaging.not-on-roll', 'It is about a child who is not on roll that day.')
  const contacts = await contactsOfPupils(tx, { schoolId, day, pupilIds: about })
  const recipient = checkRecipient(of, about, contacts)
  if (!recipient.ok) return recipient
  const contact = recipient.value
  const way = await findWay(tx, of, contact)
  if (way === undefined)
    return refused(
      'messaging.no-way',
      'There is no working number or address for this person by which this message can go. Add one to the child’s contacts.',
    )
  if (way.address !== null && isSharedWithBarred(way.channel, way.address, { to: of.to, contacts }))
    return refused(
      'messaging.shared-with-barred',
      'The same number or address is also that of somebody who must not be told about the child. Ring this person on another number, or ask the safeguarding lead.',
    )
  const school = await schoolOf(tx, schoolId)
  const given: MergeValues = {
    ...(of.examples === true ? EXAMPLES : {}),
    ...of.merge,
    school: school?.name ?? '',
    schoolPhone: school?.telephone ?? '',
    contact: addressedAs(contact),
    children: namesTogether(
      pupils.map((one) => one.preferredName),
      way.text.language,
    ),
    childrenInFull: namesTogether(
      pupils.map((one) => `${one.preferredName} ${one.familyName}`.trim()),
      way.text.language,
    ),
    day: longDay(day),
  }
  const incomplete = checkComplete(template, way.text, given)
  if (incomplete !== undefined) return failure(incomplete)
  return success({
    ...way,
    contact,
    contactName: `${contact.title} ${contact.forenames} ${contact.surname}`.replaceAll(/\s+/g, ' ').trim(),
    subject: fillIn(way.text.subject, given),
    body: fillIn(way.text.body, given),
    values: of.merge,
  })
}

const EXAMPLES: MergeValues = Object.fromEntries(Object.entries(FIELDS).map(([name, { example }]) => [name, example]))

function checkRecipient(
  of: ToWrite,
  about: readonly PupilId[],
  contacts: readonly ReachableContact[],
): Result<ReachableContact> {
  for (const pupilId of about) {
    const link = contacts.find((one) => one.pupilId === pupilId && one.contactId === of.to)
    const why = whyNotTold(link, of.template.demands)
    if (why !== undefined) return refused(why.code, why.message, { pupilId })
  }
  const contact = contacts.find((one) => one.contactId === of.to)
  return contact === undefined
    ? refused('messaging.not-a-contact', 'This person is not a contact of the child.')
    : success(contact)
}

async function findWay(tx: Tx, of: ToWrite, contact: ReachableContact): Promise<Way | undefined> {
  const { schoolId, template, to } = of
  const chosen = (await choicesOf(tx, { schoolId, contactIds: [to] })).get(to)
  const choice: Choice | undefined =
    of.language === undefined ? chosen : { language: of.language, channel: chosen?.channel ?? null }
  const failed = await failedOfContacts(tx, { schoolId, contacts: [contact] })
  const texts =
    of.language === undefined
      ? template.texts
      : template.texts.map((one) => ({ ...one, checkedBy: one.checkedBy ?? 'preview' }))
  return chooseWay({ texts }, contact, { choice, failed, only: of.channel })
}

function checkComplete(template: Template, text: TemplateText, given: MergeValues): Problem | undefined {
  const missing = missingFields(`${text.subject} ${text.body}`, given)
  if (missing.length === 0) return undefined
  const words = missing.map((name) => FIELDS[name].meaning).join('; ')
  return {
    kind: 'refused',
    code: 'messaging.incomplete',
    message: `“${template.name}” also needs: ${words}.`,
    details: { missing },
  }
}
