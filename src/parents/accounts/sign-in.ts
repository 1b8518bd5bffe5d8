import { sql } from 'kysely'
import { z } from 'zod'
import { familyLogin } from '../../identity/contract.ts'
import {
  addFamilyPerson,
  familyLinksSince,
  familyPasswordToken,
  NOBODY,
  newFamilyLink,
  type SignInSettings,
  spendFamilyLink,
  startSession,
} from '../../identity/index.ts'
import type { PersonId, SchoolId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { contactIdShape } from '../../kernel/shapes.ts'
import { type Moment, momentFromMilliseconds, schoolTime } from '../../kernel/time-of-day.ts'
import type { Clock } from '../../platform/clock.ts'
import { one, type Tx } from '../../platform/database/database.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { listener } from '../../platform/outbox.ts'
import { childrenOfContacts, contactPeople } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { accountFor, childrenSeenBy, HOURS, sendLink } from './invite.ts'
import { contactsOfAccount, joinAccounts, wishForLinkAt } from './store.ts'

/** Said in the outbox of a school whose records have an address by which somebody asked for a link. */
export const FAMILY_LINK_WISHED = 'family-link-wished'
/** Said whatever was found, so that an address with an account and one without look alike from outside. */
export const FAMILY_LINK_ASKED = 'family-link-asked'

/** Links that one contact can ask for within an hour. */
const MOST_AN_HOUR = 3

/**
 * Somebody who may be anybody asks for a link. What is found is found behind the request (`sendWishedLinks`), and the answer is the same for
 * every address, known or not.
 */
export const wishForLink: UseCase<typeof contract.wishForLink> = async ({ tx, now, say }, { body }) => {
  const typed = body.address.trim().toLowerCase()
  const login = familyLogin(typed) ?? ''
  const number = login.includes('@phone.') ? (login.split('@')[0] ?? '') : ''
  await wishForLinkAt(tx, { address: number === '' ? typed : '', number, at: now })
  await say(FAMILY_LINK_ASKED, {})
  return success({})
}

/**
 * Makes and sends the links that were wished for at a school, to those of these contacts who see a child there. A link's hours run from its
 * making, which may be long after the wish where the service was down.
 */
export function sendWishedLinks(settings: SignInSettings, clock: Clock) {
  return listener({
    name: 'parents: send a link to the family page',
    event: FAMILY_LINK_WISHED,
    schema: z.object({ contactIds: z.array(contactIdShape) }),
    async hear(tx, { contactIds }, { tenant }) {
      const now = clock.now()
      const schoolId = tenant as SchoolId
      const by = { id: NOBODY.id, name: 'The family page', position: 'asked for by the family' }
      for (const contactId of contactIds) {
        const about = await childrenSeenBy(tx, { schoolId, contactId, now })
        if (about.length === 0) continue
        const personId = await accountFor(tx, {
          schoolId,
          contactId,
          now,
          by: { name: by.name, position: by.position },
        })
        const since = momentFromMilliseconds(Date.parse(now) - 3_600_000)
        if (personId === undefined) continue
        if ((await familyLinksSince(tx, { schoolId, personId, since })) >= MOST_AN_HOUR) continue
        const link = await newFamilyLink(tx, settings, { schoolId, personId, at: now, hours: HOURS.asked })
        // Refused where the address is a barred person's too, or does not work: then nothing goes, and the link is never known.
        await sendLink(tx, { schoolId, contactId, about: about.slice(0, 1), link, now, by })
      }
    },
  })
}

/** Opens a link: a sign-in to its account, or, where a family is signed in already, the two accounts joined. */
export function openFamily(settings: SignInSettings): UseCase<typeof contract.openFamily> {
  return async (context, { body }) => {
    const { tx, now, caller, answerHeader } = context
    const spent = await spendFamilyLink(tx, { token: body.token, at: now })
    if (spent === undefined)
      return refused(
        'family.link-spent',
        'This link has been used already, is too old, or is not whole. Ask for a new one below, or at the school office.',
      )
    // Refused, nothing of this request is kept: the link still opens for whoever signs out first.
    if (await isOfAnotherAdult(tx, { caller: caller.id, linked: spent.personId, now })) return linkOfAnother()
    const joined = await joinedWith(context, spent.personId)
    const personId = joined ?? spent.personId
    if (joined === undefined || joined !== caller.id)
      answerHeader('set-cookie', await startSession(tx, settings, personId))
    return success({ joined: joined !== undefined })
  }
}

/**
 * Whether caller and link stand for two adults of one same child. Joined, either would read for ever what the other writes to the school.
 * Only at a school of the caller's can that be, so the transaction sees what it asks of.
 */
async function isOfAnotherAdult(
  tx: Tx,
  { caller, linked, now }: { caller: string; linked: PersonId; now: Moment },
): Promise<boolean> {
  if (caller === NOBODY.id || caller === linked) return false
  const { day } = schoolTime(now)
  const theirs = await contactsOfAccount(tx, linked)
  for (const [schoolId, own] of Map.groupBy(await contactsOfAccount(tx, caller), (one) => one.schoolId)) {
    const mine = own.map(({ contactId }) => contactId)
    const others = theirs.flatMap((one) =>
      one.schoolId === schoolId && !mine.includes(one.contactId) ? [one.contactId] : [],
    )
    if (others.length === 0) continue
    const children = await childrenOfContacts(tx, { schoolId, contactIds: [...mine, ...others], day })
    const ofMine = new Set(children.flatMap((one) => (mine.includes(one.contactId) ? [one.pupilId] : [])))
    if (children.some((one) => others.includes(one.contactId) && ofMine.has(one.pupilId))) return true
  }
  return false
}

function linkOfAnother(): Result<never> {
  return refused(
    'family.link-of-another',
    'This link was made for another adult of the same child, and each adult has a page of their own. Sign out first, if you are that person.',
  )
}

/**
 * The account that opens both what the caller's and what the link's opens; undefined where there is nothing to join. An account of one
 * contact stays that contact's alone, since its school can make links for it: so the first joining makes a new account.
 */
async function joinedWith({ tx, now: at, caller }: Context, linked: PersonId): Promise<string | undefined> {
  if (caller.id === NOBODY.id || caller.id === linked) return undefined
  const before = await contactsOfAccount(tx, caller.id)
  const [first] = before
  // Staff who open a link leave their own sign-in for the family's.
  if (first === undefined) return undefined
  const isJoined = await canBeJoinedTo(tx, caller.id)
  const after = isJoined ? caller.id : await addFamilyPerson(tx, { name: caller.name, at })
  await joinAccounts(tx, { before: caller.id, linked, after, at })
  return after
}

/** An account that was joined before, and of which nothing was ended since: what was ended never comes back to the same account. */
async function canBeJoinedTo(tx: Tx, personId: string): Promise<boolean> {
  const { several } = await one(
    tx,
    sql<{ several: boolean }>`select count(*) > 1 and not exists (
        select from parents.account_end where person_id = ${personId}) as several
      from parents.account where person_id = ${personId}`,
  )
  return several
}

/** The first step of choosing a password: the sign-in name is taken for the caller's own account, and no other's. */
export const choosePassword: UseCase<typeof contract.choosePassword> = async ({ tx, caller }, { body }) => {
  const contacts = await contactsOfAccount(tx, caller.id)
  const names: string[] = []
  for (const { schoolId, contactId } of contacts) {
    const [contact] = await contactPeople(tx, { schoolId, contactIds: [contactId] })
    names.push(...(contact === undefined ? [] : namesOf(contact, body.by)))
  }
  const name = names[0]
  const login = name === undefined ? undefined : familyLogin(name)
  if (name === undefined || login === undefined)
    return refused(
      'family.no-address',
      'The school has no such address or number of yours. Ask the office to enter it, or use links.',
    )
  const token = await familyPasswordToken(tx, { personId: caller.id, login })
  return token === undefined
    ? refused(
        'family.name-in-use',
        'Somebody signs in by this address or number already, perhaps you yourself. Sign in with that password, choose the other of the two, or use links.',
      )
    : success({ token, name })
}

/** By what a contact can sign in with a password. */
export function namesOf(
  contact: { readonly email: string | null; readonly phones: readonly { readonly number: string }[] },
  by: 'email' | 'phone',
): readonly string[] {
  const all = by === 'email' ? [contact.email ?? ''] : contact.phones.map(({ number }) => number)
  return all.filter((text) => familyLogin(text) !== undefined)
}
