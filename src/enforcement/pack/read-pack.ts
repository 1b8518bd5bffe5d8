import { readCases } from '../../casework/index.ts'
import { type Day, fullDay, longDay, shortDay } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { firstDayOf, schoolYearOf } from '../../kernel/school-year.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { yearGroupName } from '../../law/school-age.ts'
import type { Tx } from '../../platform/database/database.ts'
import { sha256 } from '../../platform/files/zip.ts'
import type { BeforeContext } from '../../platform/http/use-case.ts'
import type { RollPupil } from '../../roll/contract.ts'
import {
  type ContactOfPupil,
  contactAddresses,
  contactsOfPupils,
  namesOnRoll,
  pupilsDuring,
  type YearAndClock,
  yearsAndClocks,
} from '../../roll/index.ts'
import { type Parent, parentsOf } from '../gate/parents-of.ts'
import { namesFound, type Other, type Suggestion } from '../rules/pack/names-found.ts'
import type { PackContent, PackSection } from '../rules/pack/section.ts'
import { readThread, readThreads, type ThreadFile } from '../threads/store.ts'
import { type About, section } from './about.ts'
import { caseSections } from './case-sections.ts'
import { contactsSection } from './contacts-section.ts'
import { leaveSection } from './leave-section.ts'
import { lettersSection } from './letters-section.ts'
import { noticeSections } from './notice-sections.ts'
import { registerSections } from './register-sections.ts'

/** What a pack is asked for. */
export interface AskedPack {
  readonly schoolId: SchoolId
  readonly threadId: string
  readonly contactId?: ContactId | undefined
  readonly from?: Day | undefined
  readonly to?: Day | undefined
}

/** A pack before anything is redacted. */
export interface DraftPack {
  readonly thread: ThreadFile
  readonly pupilName: string
  readonly parents: readonly Parent[]
  readonly parent: Parent | undefined
  readonly from: Day
  readonly to: Day
  readonly sections: readonly PackSection[]
  /** Finds names of others in sections: before redaction to suggest, after it to see what is left. */
  readonly namesIn: (sections: readonly PackSection[]) => readonly Suggestion[]
  readonly seen: string
  readonly journal: PackContent['journal']
}

type Reads = Pick<BeforeContext, 'may'> & { readonly tx: Tx; readonly now: Moment }

const MOST_YEARS = 3

/** Reads all that a pack would hold. Restricted entries of cases are never read: they cannot slip in. */
export async function readDraft(context: Reads, asked: AskedPack): Promise<Result<DraftPack>> {
  const { tx, now } = context
  const { schoolId, threadId } = asked
  const today = schoolTime(now).day
  const thread = await readThread(tx, { schoolId, threadId })
  if (thread === undefined) return notAllowed()
  const { pupilId } = thread
  const to = asked.to === undefined || asked.to > today ? today : asked.to
  const from = asked.from ?? firstSchoolDay(thread, to)
  if (from > to || schoolYearOf(to) - schoolYearOf(from) >= MOST_YEARS)
    return refused(
      'enforcement.pack-period',
      `Give a first and a last day, in that order, of at most ${MOST_YEARS} school years.`,
    )
  const everybody = await pupilsDuring(tx, { schoolId, from, to })
  const found = everybody.find(({ id }) => id === pupilId)
  const pupilName = (await namesOnRoll(tx, { schoolId, ids: [pupilId] })).get(pupilId) ?? ''
  if (found === undefined)
    return refused('enforcement.pack-period', 'The child was not on roll in this time. Choose another period.')
  const parents = (await parentsOf(tx, { schoolId, pupilId, today })).filter(
    // Whoever may only be a parent in law has a pack where somebody said why, and a step is addressed to them.
    ({ id, ask }) => (thread.contactId === null ? ask === null : id === thread.contactId),
  )
  const parent = parents.find(({ id }) => id === (asked.contactId ?? (parents.length === 1 ? parents[0]?.id : '')))
  if (asked.contactId !== undefined && parent === undefined)
    return refused(
      'enforcement.not-a-parent',
      'A pack is about one parent of the child: of a notice, the one to whom it is addressed. Choose that parent.',
    )
  const empty = { thread, pupilName, parents, parent, from, to, sections: [], namesIn: () => [], seen: '' }
  if (parent === undefined) return success({ ...empty, journal: { number: 0, hash: '' } })
  const adults = await contactsOfPupils(tx, { schoolId, day: today, pupilIds: [pupilId] })
  const threads = await readThreads(tx, { schoolId, pupilIds: [pupilId] })
  const about: About = { tx, schoolId, pupilId, contactId: parent.id, from, to, today, now, adults, threads }
  const years = await yearsAndClocks(tx, { schoolId, pupilId, from, to })
  // As at the end of the period: its first day may lie in the holidays, before the year group changed.
  const pupil = { ...found, yearGroup: years.at(-1)?.yearGroup ?? found.yearGroup }
  const register = await registerSections(about, { pupil, years })
  const files = await readCases(tx, { schoolId, pupilIds: [pupilId], restricted: false })
  const sections = [
    await people(context, { about, pupil, pupilName, parent, years }),
    ...register.sections,
    await leaveSection(about, pupilName),
    await lettersSection(about),
    await contactsSection(about, { files, child: pupil.preferredName }),
    ...caseSections(about, files),
    ...(await noticeSections(about)),
  ]
  const siblings = await siblingsOf(tx, about)
  const others = [...children(everybody, { pupilId, siblings }), ...otherAdults(adults, parent.id)]
  const link = adults.find(({ contactId }) => contactId === parent.id)
  const own = [pupilName, link === undefined ? parent.name : fullName(link.forenames, link.surname)]
  return success({
    ...empty,
    sections,
    namesIn: (of) => namesFound(of, { others, own }),
    seen: sha256(new TextEncoder().encode(JSON.stringify(sections))),
    journal: register.journal,
  })
}

/** The beginning of the school year of the earliest session that the step is about, or of this one. */
function firstSchoolDay({ events }: ThreadFile, to: Day): Day {
  const days = events.flatMap((event) => ('sessions' in event.body ? event.body.sessions.map(({ day }) => day) : []))
  const [earliest = to] = days.toSorted()
  return firstDayOf(schoolYearOf(earliest < to ? earliest : to))
}

/** Children with whom the child shares an adult. */
async function siblingsOf(tx: Tx, { schoolId, pupilId, adults, today }: About): Promise<ReadonlySet<PupilId>> {
  const contactIds = new Set(adults.map(({ contactId }) => contactId))
  const all = await contactsOfPupils(tx, { schoolId, day: today })
  return new Set(
    all.filter((one) => contactIds.has(one.contactId) && one.pupilId !== pupilId).map((one) => one.pupilId),
  )
}

function children(
  everybody: readonly RollPupil[],
  { pupilId, siblings }: { readonly pupilId: PupilId; readonly siblings: ReadonlySet<PupilId> },
): Other[] {
  return everybody
    .filter(({ id }) => id !== pupilId)
    .map(({ id, preferredName, familyName }) => ({
      forename: preferredName,
      surname: familyName,
      because: 'another child',
      near: siblings.has(id),
      reached: [],
    }))
}

function otherAdults(adults: readonly ContactOfPupil[], own: ContactId): Other[] {
  return adults
    .filter(({ contactId }) => contactId !== own)
    .map(({ forenames, surname, phones, email }) => ({
      forename: forenames,
      surname,
      because: 'another adult',
      near: true,
      reached: [
        ...phones.flatMap(({ number }) => [number, number.replaceAll(' ', '')]),
        ...(email === null ? [] : [email]),
      ],
    }))
}

async function people(
  { tx, may }: Reads,
  of: {
    readonly about: About
    readonly pupil: RollPupil
    readonly pupilName: string
    readonly parent: Parent
    readonly years: readonly YearAndClock[]
  },
): Promise<PackSection> {
  const { about, pupil, pupilName, parent, years } = of
  const { schoolId, pupilId, contactId, from, to, adults } = about
  const link = adults.find((one) => one.contactId === contactId)
  const viewer = { contacts: true, sensitive: may('pupil.view-sensitive') === 'all' }
  const [seen] = await contactAddresses(tx, { schoolId, wanted: [{ pupilId, contactId }], viewer })
  const rows: (readonly [string, string])[] = [
    ['Child', pupilName],
    ['Date of birth', fullDay(pupil.born)],
    ['Year group', yearWords(years, pupil)],
    ['On roll from', longDay(pupil.startingDay)],
    ...(pupil.leavingDay === null ? [] : [['On roll until', longDay(pupil.leavingDay)] as const]),
    ['Parent', fullName(link === undefined ? '' : link.forenames, link?.surname ?? parent.name)],
    ['Relationship', parent.relationship],
    ['Parental responsibility', link === undefined ? 'Not known' : RESPONSIBILITY[link.parentalResponsibility]],
    ['Lives with the child', parent.livesWith ? 'Yes' : 'No'],
    ['Address of the parent', addressWords(seen)],
    ['Period of this pack', `${shortDay(from)} to ${shortDay(to)}`],
  ]
  return section({
    id: 'people',
    title: 'Whom this is about',
    intro: ['One child and one parent. Addresses and numbers of other adults are nowhere in this pack.'],
    columns: ['What', 'As the school has it'],
    widths: [1, 2],
    whole: true,
    lines: rows.map(([label, value]) => ({ id: label, cells: [label, value], text: '' })),
  })
}

/** The year group at the end of the period, and where it changed within it, since when. */
function yearWords(years: readonly YearAndClock[], { yearGroup }: RollPupil): string {
  const changed = years.findLastIndex((one) => one.yearGroup !== yearGroup)
  const [before, since] = [years[changed]?.yearGroup, years[changed + 1]?.since]
  const now = yearGroupName(yearGroup)
  return before === undefined || since === undefined
    ? now
    : `${now}, from ${longDay(since)}; before that ${yearGroupName(before)}`
}

const RESPONSIBILITY: Readonly<Record<ContactOfPupil['parentalResponsibility'], string>> = {
  yes: 'Yes',
  no: 'No',
  'not-known': 'Not known',
}

function addressWords(seen: Awaited<ReturnType<typeof contactAddresses>>[number] | undefined): string {
  if (seen?.state === 'hidden') return 'Confidential: the head or the designated safeguarding lead adds it by hand'
  if (seen?.state !== 'shown') return 'Not entered'
  const { lines, town, postcode } = seen.address
  return [...lines, town, postcode].filter((part) => part !== null && part !== '').join(', ')
}
