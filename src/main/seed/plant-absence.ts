import { enterReport, type ReportToEnter } from '../../absence/index.ts'
import { addDays, type Day, weekday } from '../../kernel/day.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type ContactOfPupil, contactsOfPupils, pupilsOnRoll } from '../../roll/index.ts'
import { hashText, randomFrom } from '../demo/random.ts'
import type { DemoSchool, DemoTrust } from '../demo/types.ts'
import { momentOn } from './school-years.ts'
import { staffingOf } from './staffing.ts'

type Told = Pick<ReportToEnter, 'category' | 'words' | 'channel'> & {
  readonly until: 'today' | 'tomorrow' | 'day after' | 'unknown'
  /** Minutes since midnight. */
  readonly at: number
}

const SEVEN = 7 * 60
/** What families told a school before twenty to nine. Each shows something else: a plain suggestion, a question, a long absence. */
const TOLD: readonly Told[] = [
  { category: 'illness', words: 'High temperature since last night', channel: 'phone', until: 'today', at: SEVEN + 48 },
  {
    category: 'illness',
    words: 'Sick in the night, at home for 48 hours',
    channel: 'portal',
    until: 'tomorrow',
    at: SEVEN + 12,
  },
  {
    category: 'medical-appointment',
    words: 'Orthodontist at 9.40, back for the afternoon',
    channel: 'email',
    until: 'today',
    at: SEVEN + 55,
  },
  { category: 'other', words: 'Not coming in today', channel: 'text', until: 'today', at: SEVEN + 71 },
  {
    category: 'transport',
    words: 'The car has broken down and there is no bus',
    channel: 'phone',
    until: 'today',
    at: SEVEN + 82,
  },
  {
    category: 'holiday',
    words: 'Flights were half the price this week',
    channel: 'portal',
    until: 'day after',
    at: SEVEN + 3,
  },
  {
    category: 'illness',
    words: 'Chickenpox, the doctor says a week or so',
    channel: 'phone',
    until: 'unknown',
    at: SEVEN + 90,
  },
]
/** Two parents of one child who do not say the same. */
const OTHER_PARENT: Told = {
  category: 'family',
  words: 'With me this week, at a wedding',
  channel: 'phone',
  until: 'today',
  at: SEVEN + 94,
}
/** Every so many-th family. */
const APART = 41

/**
 * What families reported this morning and nobody has looked at yet: a handful at each school, two children of one family at once, and two
 * parents who contradict each other. No mark follows from any of it.
 */
export async function plantAbsence(tx: Tx, trust: DemoTrust, school: DemoSchool): Promise<void> {
  const by = staffingOf(trust, school.id).officer(randomFrom(hashText(`absence of ${school.id}`)))
  const families = (await familiesOf(tx, school, trust.today)).filter((_, place) => place % APART === 3)
  for (const [place, told] of TOLD.entries()) {
    const family = families[place]
    if (family === undefined) continue
    await report(tx, {
      trust,
      school,
      by,
      told,
      contact: family.first,
      children: place === 0 ? family.children : [family.first],
    })
    const other = family.others.find((one) => one.contactId !== family.first.contactId && !one.barred)
    if (place === 1 && other !== undefined)
      await report(tx, { trust, school, by, told: OTHER_PARENT, contact: other, children: [family.first] })
  }
}

interface Family {
  readonly first: ContactOfPupil
  /** The same adult as the contact of each of their children here. */
  readonly children: readonly ContactOfPupil[]
  /** Every contact of the first child. */
  readonly others: readonly ContactOfPupil[]
}

/** One family for each first contact of a pupil, those with several children here first. */
async function familiesOf(tx: Tx, school: DemoSchool, today: Day): Promise<readonly Family[]> {
  const schoolId = school.id
  const pupils = await pupilsOnRoll(tx, { schoolId, day: today })
  const links = await contactsOfPupils(tx, { schoolId, day: today, pupilIds: pupils.map(({ id }) => id) })
  const byAdult = Map.groupBy(links, ({ contactId }) => contactId)
  const byPupil = Map.groupBy(links, ({ pupilId }) => pupilId)
  const firsts = [...byPupil.values()].flatMap((ofPupil) => {
    const first = ofPupil.find((one) => one.isParent && one.mayBeTold && !one.barred)
    return first === undefined ? [] : [{ first, others: ofPupil, children: byAdult.get(first.contactId) ?? [first] }]
  })
  return firsts.toSorted((one, other) => other.children.length - one.children.length)
}

async function report(
  tx: Tx,
  of: {
    trust: DemoTrust
    school: DemoSchool
    by: ReturnType<ReturnType<typeof staffingOf>['officer']>
    told: Told
    contact: ContactOfPupil
    children: readonly ContactOfPupil[]
  },
): Promise<void> {
  const { trust, school, by, told, contact, children } = of
  const { today } = trust
  const { category, words, channel, until, at } = told
  const name = `${contact.forenames} ${contact.surname}`
  const receivedAt = momentOn(today, at)
  const caller = channel === 'portal' ? { ...by, name, position: 'Parent or carer' } : by
  await enterReport(
    { tx, now: receivedAt, caller, audit: () => undefined },
    {
      schoolId: school.id,
      children: children.map(({ pupilId }) => ({ reportId: idOf(`${pupilId} ${category}`), pupilId })),
      first: { day: today, half: 'AM' },
      until: untilOf(until, today),
      category,
      words,
      channel,
      reporter: { contactId: contact.contactId, name },
      receivedAt,
    },
  )
}

function untilOf(until: Told['until'], today: Day): ReportToEnter['until'] {
  if (until === 'unknown') return { kind: 'unknown' }
  if (until === 'today') return { kind: 'day', day: today }
  const next = weekdayAfter(today)
  return { kind: 'day', day: until === 'tomorrow' ? next : weekdayAfter(next) }
}

function weekdayAfter(day: Day): Day {
  let next = addDays(day, 1)
  while (weekday(next) > 5) next = addDays(next, 1)
  return next
}

/** The same id for the same report of the same demonstration. */
function idOf(text: string): string {
  const word = (salt: string) => (hashText(`${salt} ${text}`) >>> 0).toString(16).padStart(8, '0')
  const [one, two, three, four] = ['a', 'b', 'c', 'd'].map(word) as [string, string, string, string]
  return [one, two.slice(0, 4), `4${two.slice(5, 8)}`, `8${three.slice(1, 4)}`, `${three.slice(4)}${four}`].join('-')
}
