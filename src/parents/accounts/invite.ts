import { createHash } from 'node:crypto'
import { lastOfEach } from '../../audit/index.ts'
import {
  addFamilyPerson,
  type FamilyLink,
  keepRoles,
  newFamilyLink,
  type SignInSettings,
} from '../../identity/index.ts'
import type { ContactId, PersonId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { queueMessage } from '../../messaging/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Caller, UseCase } from '../../platform/http/use-case.ts'
import { childrenOfContacts, contactPeople, contactsOfPupils } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { NOT_SEEN_WORDS, whyNotSeen } from '../rules/who-sees-child.ts'
import { accountsNow, keepAccount, linkAccountOf, lockContact } from './store.ts'

/** An invitation waits on a kitchen table for a weekend; a link that was asked for is opened at once. */
export const HOURS = { invited: 72, asked: 2 } as const

/** The account that links open for a contact, made where there is none yet. */
export async function accountFor(
  tx: Tx,
  of: {
    schoolId: SchoolId
    contactId: ContactId
    now: Moment
    by: Pick<Caller, 'name' | 'position'> & { id?: string }
  },
): Promise<PersonId | undefined> {
  const { schoolId, contactId, now: at, by } = of
  // Two who invite at the same moment make one account, and links that are wished for are counted one after the other.
  await lockContact(tx, contactId)
  const known = await linkAccountOf(tx, of)
  if (known !== undefined) return known
  const [contact] = await contactPeople(tx, { schoolId, contactIds: [contactId] })
  if (contact === undefined) return undefined
  const personId = await addFamilyPerson(tx, { name: fullName(contact.forenames, contact.surname), at })
  await keepRoles(tx, [{ placeId: schoolId, personId, role: 'parent', position: 'Parent or carer' }], {
    act: 'granted',
    at,
    by,
  })
  await keepAccount(tx, { schoolId, contactId, personId, at, by })
  return personId
}

/** Which children a contact sees now. */
export async function childrenSeenBy(
  tx: Tx,
  of: { schoolId: SchoolId; contactId: ContactId; now: Moment },
): Promise<readonly PupilId[]> {
  const day = schoolTime(of.now).day
  const rows = await childrenOfContacts(tx, { schoolId: of.schoolId, contactIds: [of.contactId], day })
  return rows.filter((row) => whyNotSeen(row, row, day) === undefined).map(({ pupilId }) => pupilId)
}

/** Puts a link in the queue, by which way the contact chose. Its cause is the link's own, so that no link goes twice. */
export function sendLink(
  tx: Tx,
  of: {
    schoolId: SchoolId
    contactId: ContactId
    about: readonly PupilId[]
    link: FamilyLink
    now: Moment
    by: Caller
  },
) {
  const { schoolId, contactId: to, about, link, now, by } = of
  const cause = `family-link:${createHash('sha256').update(link.address).digest('hex').slice(0, 24)}`
  return queueMessage(tx, {
    schoolId,
    template: 'family-link',
    about,
    to,
    merge: { link: link.address },
    cause,
    urgent: true,
    now,
    by,
  })
}

export const familyAccess: UseCase<typeof contract.familyAccess> = async ({ tx, now, audit }, { params }) => {
  const { schoolId, pupilId } = params
  const day = schoolTime(now).day
  const contacts = await contactsOfPupils(tx, { schoolId, day, pupilIds: [pupilId] })
  const contactIds = contacts.map(({ contactId }) => contactId)
  const links = await childrenOfContacts(tx, { schoolId, contactIds, day })
  const accounts = await accountsNow(tx, { schoolId, contactIds })
  const personIds = accounts.map(({ personId }) => personId)
  const signedIn = await lastOfEach(tx, { schoolId, operation: 'sign-in', personIds })
  audit({ subject: pupilId })
  return success({
    contacts: contacts.map(({ contactId, title, forenames, surname, relationship }) => {
      const link = links.find((one) => one.contactId === contactId && one.pupilId === pupilId)
      const why = link === undefined ? 'ended' : whyNotSeen(link, link, day)
      return {
        id: contactId,
        name: [title, fullName(forenames, surname)].filter(Boolean).join(' '),
        relationship,
        notSeen: why === undefined ? null : NOT_SEEN_WORDS[why],
        accounts: accounts
          .filter((one) => one.contactId === contactId)
          .map(({ personId, at, joined }) => ({ since: at, joined, lastSignIn: signedIn.get(personId) ?? null })),
      }
    }),
  })
}

/** The office invites a contact who sees this child: by a message, or by a link to hand over. */
export function inviteContact(settings: SignInSettings): UseCase<typeof contract.inviteContact> {
  return async ({ tx, now, caller, audit }, { params, body }) => {
    const { schoolId, pupilId, contactId } = params
    const contacts = await contactsOfPupils(tx, { schoolId, day: schoolTime(now).day, pupilIds: [pupilId] })
    if (!contacts.some((one) => one.contactId === contactId)) return notAllowed()
    audit({ subject: pupilId, facts: { contact: contactId, sent: body.send } })
    const about = await childrenSeenBy(tx, { schoolId, contactId, now })
    if (!about.includes(pupilId)) return notSeen()
    const personId = await accountFor(tx, { schoolId, contactId, now, by: caller })
    if (personId === undefined) return notAllowed()
    const link = await newFamilyLink(tx, settings, { schoolId, personId, at: now, hours: HOURS.invited })
    if (!body.send) return success({ link, channel: null })
    const sent = await sendLink(tx, { schoolId, contactId, about: [pupilId], link, now, by: caller })
    return sent.ok ? success({ link: null, channel: sent.value.channel }) : sent
  }
}

function notSeen(): Result<never> {
  return refused(
    'family.not-seen',
    'The record does not let this person see the child: they are barred, are not told, or have neither parental responsibility nor care. Change the contact first, if that is wrong.',
  )
}
