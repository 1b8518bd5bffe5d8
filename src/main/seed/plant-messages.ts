import { figuresOf } from '../../casework/index.ts'
import { addDays, type Day, longDay, weekday } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { type Moment, momentFromMilliseconds } from '../../kernel/time-of-day.ts'
import type { MergeValues } from '../../messaging/contract.ts'
import { type AskedMessage, keepChoice, noteSentByHand, queueMessage, takeReply } from '../../messaging/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type ContactOfPupil, contactsOfPupils, pupilsOnRoll } from '../../roll/index.ts'
import { hashText, randomFrom } from '../demo/random.ts'
import type { DemoSchool, DemoTrust } from '../demo/types.ts'
import { momentOn } from './school-years.ts'
import { type Actor, staffingOf } from './staffing.ts'

const [EARLY, NINE, TEN, AFTERNOON] = [8 * 60 + 20, 9 * 60 + 5, 10 * 60, 15 * 60 + 20]
/** Days since the first letters went that the demonstration begins with. */
const WEEKS_AGO = 24
/** A number that no family has: Ofcom keeps it for stories. */
const STRANGER = '07700 900999'
/** Every so many-th family of those who can be sent texts. */
const APART = 7

/**
 * A few messages of the school day before and of this morning: texts that went by hand and were answered, two letters to print, good news that
 * waits, a reply to read and one from a number that nobody knows. Nothing here is ever sent anywhere.
 */
export async function plantMessages(tx: Tx, trust: DemoTrust, school: DemoSchool): Promise<void> {
  const by = staffingOf(trust, school.id).officer(randomFrom(hashText(`messages of ${school.id}`)))
  const before = schoolDayBefore(trust.today)
  const families = (await familiesWithTexts(tx, { school, on: before })).filter((_, at) => at % APART === 0)
  const ask = asking(tx, { school, by })
  for (const [at, family] of families.slice(0, 3).entries()) {
    const sent = await ask(family, {
      template: 'first-day',
      cause: `demo:first-day:${at}`,
      now: momentOn(before, NINE),
    })
    await went(tx, { school, by, messageId: sent, at: momentOn(before, NINE + 20 + at) })
    if (at === 0)
      await answer(tx, { school, family, at: momentOn(before, TEN), body: 'Sorry, sick bug. Back tomorrow I hope' })
  }
  await keepLanguages(tx, { school, by, families, at: momentOn(before, TEN) })
  const early = momentOn(trust.today, EARLY)
  const replyBy = longDay(addDays(trust.today, 11))
  for (const [at, { family, counted }] of (
    await whoMissedDays(tx, families.slice(7), { school, now: early })
  ).entries())
    await ask(family, {
      template: 'below-95',
      cause: `demo:letter:${at}`,
      channel: 'letter',
      merge: { ...counted, help: 'the attendance office', replyBy },
      now: early,
    })
  await plantLettersThatWent(tx, { trust, school, by, families: families.slice(19) })
  const good = families[5]
  if (good !== undefined)
    await ask(good, {
      template: 'praise',
      cause: 'demo:praise',
      merge: { praise: 'in school every day for three weeks' },
      now: early,
    })
  const ill = families[6]
  if (ill !== undefined)
    await answer(tx, { school, family: ill, at: early, body: 'Temperature of 39, staying at home today' })
  await answer(tx, { school, family: undefined, at: early, body: 'Running late, dentist first. In by ten' })
}

/** Families whose children missed three days or more, with what the registers say of them: a letter counts, and is counted again as it is printed. */
async function whoMissedDays(
  tx: Tx,
  families: readonly ContactOfPupil[],
  of: { school: DemoSchool; now: Moment; most?: number },
): Promise<readonly { family: ContactOfPupil; counted: MergeValues }[]> {
  const found: { family: ContactOfPupil; counted: MergeValues }[] = []
  for (const family of families.slice(0, 12)) {
    const counted = await figuresOf(tx, { schoolId: of.school.id, pupilId: family.pupilId, now: of.now })
    if (Number(counted.sessionsMissed ?? 0) >= 6) found.push({ family, counted })
    if (found.length === (of.most ?? 2)) break
  }
  return found
}

/** First letters of some weeks ago, posted on the afternoon of the day they were written: their ladder has begun. */
async function plantLettersThatWent(
  tx: Tx,
  of: { trust: DemoTrust; school: DemoSchool; by: Actor; families: readonly ContactOfPupil[] },
): Promise<void> {
  const { trust, school, by, families } = of
  const on = schoolDayBefore(addDays(trust.today, -WEEKS_AGO))
  if (schoolYearOf(on) !== schoolYearOf(trust.today)) return
  const now = momentOn(on, TEN)
  const ask = asking(tx, { school, by })
  for (const [at, { family, counted }] of (await whoMissedDays(tx, families, { school, now, most: 4 })).entries()) {
    const messageId = await ask(family, {
      template: 'below-95',
      cause: `demo:letter-that-went:${at}`,
      channel: 'letter',
      merge: { ...counted, help: 'the attendance office', replyBy: longDay(addDays(on, 11)) },
      now,
    })
    await went(tx, { school, by, messageId, at: momentOn(on, AFTERNOON + at), why: 'Posted first class' })
  }
}

function schoolDayBefore(today: Day): Day {
  let day = addDays(today, -1)
  while (weekday(day) > 5) day = addDays(day, -1)
  return day
}

/** The first contact of each pupil that may be told, if texts reach them. */
async function familiesWithTexts(tx: Tx, of: { school: DemoSchool; on: Day }): Promise<readonly ContactOfPupil[]> {
  const schoolId = of.school.id
  const pupils = await pupilsOnRoll(tx, { schoolId, day: of.on })
  const contacts = await contactsOfPupils(tx, { schoolId, day: of.on, pupilIds: pupils.map(({ id }) => id) })
  // The demonstration's numbers are few, and some stand for two families: who answers should be plain.
  const holders = Map.groupBy(contacts, (one) => mobileOf(one))
  const isOwn = (one: ContactOfPupil) =>
    new Set(holders.get(mobileOf(one))?.map(({ contactId }) => contactId)).size === 1
  const firsts = new Map<PupilId, ContactOfPupil>()
  for (const contact of contacts)
    if (
      !firsts.has(contact.pupilId) &&
      contact.mayBeTold &&
      contact.isParent &&
      mobileOf(contact) !== undefined &&
      isOwn(contact)
    )
      firsts.set(contact.pupilId, contact)
  return [...firsts.values()]
}

function mobileOf(contact: ContactOfPupil): string | undefined {
  return contact.phones.find(({ kind }) => kind === 'mobile')?.number
}

function asking(tx: Tx, of: { school: DemoSchool; by: Actor }) {
  return async (
    family: ContactOfPupil,
    asked: Pick<AskedMessage, 'template' | 'cause' | 'now'> & Partial<AskedMessage>,
  ) => {
    const { contactId: to, pupilId } = family
    const queued = await queueMessage(tx, { schoolId: of.school.id, about: [pupilId], to, by: of.by, ...asked })
    return queued.ok ? queued.value.messageId : undefined
  }
}

async function went(
  tx: Tx,
  of: { school: DemoSchool; by: Actor; messageId: string | undefined; at: Moment; why?: string },
): Promise<void> {
  const { school, by, messageId, at, why = 'From the office’s telephone' } = of
  if (messageId !== undefined) await noteSentByHand(tx, { schoolId: school.id, messageId, at, by, why })
}

async function answer(
  tx: Tx,
  of: { school: DemoSchool; family: ContactOfPupil | undefined; at: Moment; body: string },
): Promise<void> {
  const { school, family, at, body } = of
  const sender = (family === undefined ? undefined : mobileOf(family)) ?? STRANGER
  const providerId = `demo:${family?.pupilId ?? 'stranger'}`
  const now = momentFromMilliseconds(Date.parse(at) + 1000)
  await takeReply(tx, {
    schoolId: school.id,
    providerId,
    channel: 'text',
    sender,
    body,
    answers: undefined,
    sentAt: at,
    now,
  })
}

/** Two families have chosen how they want to be written to. */
async function keepLanguages(
  tx: Tx,
  of: { school: DemoSchool; by: Actor; families: readonly ContactOfPupil[]; at: Moment },
): Promise<void> {
  const choices = [
    { language: 'pl', channel: 'text' },
    { language: 'ro', channel: 'email' },
  ] as const
  for (const [at, choice] of choices.entries()) {
    const family = of.families[7 + at]
    if (family === undefined) continue
    await keepChoice(tx, {
      schoolId: of.school.id,
      contactId: family.contactId,
      choice,
      chosenBy: 'contact',
      at: of.at,
      by: of.by,
    })
  }
}
