import { type Day, shortDay } from '../../kernel/day.ts'
import type { ContactId, GroupId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { ethnicityOf } from '../../law/ethnicity.ts'
import { yearGroupName } from '../../law/school-age.ts'
import { addressLine } from './address.ts'
import { isHouseholdConfidential } from './address-visibility.ts'
import { FLAGS, maySeeEthnicity, maySeeFlag, type Viewer } from './flag-visibility.ts'
import { householdOf, type PupilRecord } from './pupil-record.ts'
import type { AddressRow, FlagRow, Phone, RecordKind } from './rows.ts'

/** A row as it was or became: columns and their values. */
export type PastRow = Readonly<Record<string, unknown>>

/** One row of roll.change: the five facts of one change. */
export interface Change {
  readonly number: number
  readonly at: Moment
  readonly byName: string
  readonly byPosition: string
  readonly reason: string
  readonly record: RecordKind
  readonly contactId: ContactId | null
  readonly before: PastRow | null
  readonly after: PastRow
}

/** What the words of a history are made from. */
export interface HistoryGround {
  readonly record: PupilRecord
  readonly viewer: Viewer
  /** Every address that any of the changes names: their text never changes, whether they may be shown does. */
  readonly addresses: ReadonlyMap<string, AddressRow>
  readonly contactNames: ReadonlyMap<string, string>
  readonly groupNames: ReadonlyMap<GroupId, string>
}

const HIDDEN = 'Hidden from you'
const NOTHING = '(nothing)'

type Show = (value: unknown, ground: HistoryGround) => string

const text: Show = (value) => (value === null || value === '' ? NOTHING : String(value))
const yesNo: Show = (value) => (value === true ? 'yes' : 'no')
const dayText: Show = (value) => (value === null ? NOTHING : shortDay(value as Day))
const sensitive: Show = (value, ground) => (value === null ? NOTHING : ground.viewer.sensitive ? String(value) : HIDDEN)
/** With whom and from when the pupil moves: hidden too where any address of this history is confidential, as the new one may be. */
const move =
  (show: Show): Show =>
  (value, ground) => {
    const secret = [...ground.addresses.values()].some((row) => row.confidential)
    return value !== null && secret && !ground.viewer.sensitive ? HIDDEN : whereabouts(show)(value, ground)
  }
/** Where a household has gone, in whatever column that is written. */
const whereabouts =
  (show: Show): Show =>
  (value, ground) =>
    value !== null && isHouseholdConfidential(householdOf(ground.record)) && !ground.viewer.sensitive
      ? HIDDEN
      : show(value, ground)
const address: Show = whereabouts((value, { addresses, viewer }) => {
  const row = addresses.get(String(value))
  if (row === undefined) return NOTHING
  return row.confidential && !viewer.sensitive ? HIDDEN : addressLine(row)
})
const phones: Show = (value) =>
  (value as readonly Phone[]).map((phone) => `${phone.number} (${phone.kind})`).join(', ') || NOTHING
const RESPONSIBILITY_NAMES: Readonly<Record<string, string>> = { yes: 'yes', no: 'no', 'not-known': 'not known' }

/** The columns that a history tells of, in the office's words. Keys and what is derived from others are left out. */
const FIELDS: Readonly<Partial<Record<RecordKind, Readonly<Record<string, readonly [string, Show]>>>>> = {
  pupil: {
    legal_forenames: ['Legal forenames', text],
    legal_surname: ['Legal surname', text],
    preferred_forename: ['Preferred forename', text],
    preferred_surname: ['Preferred surname', text],
    born: ['Date of birth', dayText],
    sex: ['Sex', text],
    upn: ['UPN', text],
    former_upn: ['Former UPN', text],
    admission_number: ['Admission number', text],
    address_id: ['Address', address],
    starting_day: ['Starting day', dayText],
    leaving_day: ['Leaving day', dayText],
    leaving_ground_letter: ['Letter of the ground', text],
    leaving_ground: ['Ground of deletion', text],
    boarder: ['Boarder', yesNo],
    last_school: ['Last school', text],
    next_school: ['Next school', whereabouts(text)],
    next_school_from: ['First day at the next school', whereabouts(dayText)],
    future_address_id: ['Future address', address],
    future_parent: ['Will live with', move(text)],
    future_from: ['At the future address from', move(dayText)],
  },
  placement: {
    year_group: ['Year group', (value) => yearGroupName(value as Parameters<typeof yearGroupName>[0])],
    group_id: ['Group', (value, { groupNames }) => groupNames.get(value as GroupId) ?? NOTHING],
    from_day: ['From', dayText],
    until_day: ['Until (not included)', dayText],
  },
  contact: {
    title: ['Title', text],
    forenames: ['Forename', text],
    surname: ['Surname', text],
    address_id: ['Address', address],
    phones: ['Telephone', phones],
    email: ['E-mail', text],
    language: ['Language', text],
    interpreter: ['Needs an interpreter', yesNo],
  },
  pupil_contact: {
    position: ['Place in the order', text],
    relationship: ['Relationship', text],
    is_parent: ['Parent', yesNo],
    parental_responsibility: ['Parental responsibility', (value) => RESPONSIBILITY_NAMES[String(value)] ?? NOTHING],
    lives_with: ['Lives with the pupil', yesNo],
    emergency: ['Call in an emergency', yesNo],
    may_be_told: ['May be told', yesNo],
    barred: ['Must not be told', yesNo],
    barred_reason: ['Why not to be told', sensitive],
    from_day: ['From', dayText],
    until_day: ['Ended', dayText],
  },
  flag: {
    from_day: ['From', dayText],
    until_day: ['Until (not included)', dayText],
    note: ['Note', text],
  },
  ethnicity: {
    code: ['Ethnicity', (value) => ethnicityOf(String(value))?.name ?? NOTHING],
  },
}

/** What a record is called in a history. */
function nameOf(kind: RecordKind, row: PastRow, { contactNames }: HistoryGround): string {
  if (kind === 'flag') return `Flag: ${FLAGS[(row as unknown as FlagRow).kind].name}`
  if (kind === 'placement') return 'Group and year group'
  if (kind === 'pupil') return 'Particulars'
  if (kind === 'ethnicity') return 'Ethnicity'
  const name = contactNames.get(String(row.contact_id)) ?? 'somebody'
  return kind === 'contact' ? `Contact: ${name}` : `Contact: ${name}, to this pupil`
}

function mayKnow(kind: RecordKind, row: PastRow, viewer: Viewer): boolean {
  if (FIELDS[kind] === undefined) return false
  if (kind === 'ethnicity') return maySeeEthnicity(viewer)
  return kind !== 'flag' || maySeeFlag((row as unknown as FlagRow).kind, viewer)
}

export interface HistoryEntry {
  readonly number: number
  readonly at: Moment
  readonly by: { readonly name: string; readonly position: string }
  readonly reason: string
  readonly what: string
  /** Whether it is the first entry: there was none to amend. */
  readonly first: boolean
  readonly fields: { readonly field: string; readonly original: string; readonly amended: string }[]
}

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** Changes in words, in the order given, with what the viewer may not know hidden or left out. */
export function tellChanges(changes: readonly Change[], ground: HistoryGround): readonly HistoryEntry[] {
  const told = changes.flatMap((change) => {
    const entry = tellChange(change, ground)
    return entry === undefined ? [] : [{ entry, change }]
  })
  // One act writes several records, and its reason stands with each: where one of them hides something, the reason of the others
  // can tell it ("moved to …"). That somebody was entered is said in the program's own words.
  const silent = new Set(told.filter(({ entry }) => hides(entry)).map(actOf))
  const entered = new Set(told.filter(isEntry).map(actOf))
  const isSilent = (act: string) => silent.has(act) && !entered.has(act)
  return told.map((one) => (isSilent(actOf(one)) ? { ...one.entry, reason: HIDDEN } : one.entry))
}

const hides = ({ fields }: HistoryEntry) =>
  fields.some(({ original, amended }) => original === HIDDEN || amended === HIDDEN)
const isEntry = ({ change }: { readonly change: Change }) => change.record === 'pupil' && change.before === null
const actOf = ({ change }: { readonly change: Change }) => `${change.at} ${change.byName} ${change.reason}`

/** A change in words; undefined where nothing is left to tell. */
function tellChange(change: Change, ground: HistoryGround): HistoryEntry | undefined {
  const { record, before, after } = change
  if (!mayKnow(record, after, ground.viewer)) return undefined
  const fields = Object.entries(FIELDS[record] ?? {})
    .filter(([column]) => !same(before?.[column], after[column]) && (before !== null || after[column] !== null))
    .map(([column, [field, show]]) => ({
      field,
      original: before === null ? NOTHING : show(before[column] ?? null, ground),
      amended: show(after[column] ?? null, ground),
    }))
  if (fields.length === 0) return undefined
  return {
    number: change.number,
    at: change.at,
    by: { name: change.byName, position: change.byPosition },
    reason: change.reason,
    what: nameOf(record, after, ground),
    first: before === null,
    fields,
  }
}
