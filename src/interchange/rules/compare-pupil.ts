import { shortDay } from '../../kernel/day.ts'
import { ethnicityOf } from '../../law/ethnicity.ts'
import { yearGroupName } from '../../law/school-age.ts'
import { type Address, addressLine, FLAGS, fingerprintOf, tidyAddress } from '../../roll/contract.ts'
import { columnName } from './columns.ts'
import { ADDRESS_COLUMN, type ContactChange, compareContacts, type FieldChange } from './compare-contacts.ts'
import { livesConfidentially, type RollRecord } from './roll-record.ts'
import type { FlagField, PupilField, RowProblem } from './roster.ts'
import type { ReadPupil, SchoolFacts } from './understand-roster.ts'

/** What an import writes of a pupil who is on roll: only what differs. */
export interface PupilChange {
  readonly record: RollRecord
  readonly fields: Partial<
    Pick<
      ReadPupil,
      | 'upn'
      | 'admissionNumber'
      | 'legalForenames'
      | 'legalSurname'
      | 'preferredForename'
      | 'preferredSurname'
      | 'born'
      | 'sex'
    >
  >
  readonly placement: Pick<ReadPupil, 'yearGroup' | 'group'> | undefined
  readonly address: ReadPupil['address']
  /** Only where it differs from what is entered. */
  readonly ethnicity: ReadPupil['ethnicity']
  readonly contacts: readonly ContactChange[]
  readonly flags: Readonly<Partial<Record<FlagField, boolean>>>
}

export interface PupilComparison {
  readonly changes: readonly FieldChange[]
  readonly problems: readonly RowProblem[]
  readonly change: PupilChange
}

const PLAIN = [
  'upn',
  'admissionNumber',
  'legalForenames',
  'legalSurname',
  'preferredForename',
  'preferredSurname',
  'born',
  'sex',
] as const satisfies readonly PupilField[]

const COLUMN: Readonly<Record<(typeof PLAIN)[number], keyof RollRecord['pupil']>> = {
  upn: 'upn',
  admissionNumber: 'admission_number',
  legalForenames: 'legal_forenames',
  legalSurname: 'legal_surname',
  preferredForename: 'preferred_forename',
  preferredSurname: 'preferred_surname',
  born: 'born',
  sex: 'sex',
}

/** What a file says of a pupil against what the roll has. What the file does not say stays as it is. */
export function comparePupil(record: RollRecord, read: ReadPupil, school: SchoolFacts): PupilComparison {
  const changes: FieldChange[] = []
  const problems: RowProblem[] = []
  const fields = plainChanges(record, read, changes)
  if (fields.upn !== undefined && record.pupil.upn !== null)
    problems.push({
      column: columnName('upn'),
      level: 'check',
      text: `The UPN changes from ${record.pupil.upn} to ${fields.upn}. That is right only where the old one was temporary or wrong.`,
    })
  if (fields.born !== undefined)
    problems.push({
      column: columnName('born'),
      level: 'check',
      text: `The date of birth changes from ${record.pupil.born} to ${fields.born}. Check which is right.`,
    })
  const placement = placementChange({ record, read, school }, changes, problems)
  const address = addressChange({ record, read, school }, changes, problems)
  const contacts = compareContacts(record, read.contacts)
  if (read.startingDay !== undefined && read.startingDay !== record.pupil.starting_day)
    problems.push({
      column: columnName('startingDay'),
      level: 'check',
      text: `The file says ${read.startingDay}, your roll ${record.pupil.starting_day}. An import does not move a starting day: change it on the pupil\u2019s page if the file is right.`,
    })
  const ethnicity = ethnicityChange(record, read, changes)
  const flags = flagChanges(record, read, changes)
  return {
    changes: [...changes, ...contacts.changes],
    problems: [...problems, ...contacts.problems],
    change: { record, fields, placement, address, ethnicity, contacts: contacts.write, flags },
  }
}

function plainChanges(record: RollRecord, read: ReadPupil, changes: FieldChange[]): PupilChange['fields'] {
  const fields: Record<string, string> = {}
  for (const field of PLAIN) {
    const to = read[field]
    const from = record.pupil[COLUMN[field]]
    if (to === undefined || to === from) continue
    fields[field] = to
    changes.push({ what: columnName(field), from: from === null || from === '' ? 'nothing' : String(from), to })
  }
  return fields as PupilChange['fields']
}

interface Sides {
  readonly record: RollRecord
  readonly read: ReadPupil
  readonly school: SchoolFacts
}

function placementChange(
  { record, read, school }: Sides,
  changes: FieldChange[],
  problems: RowProblem[],
): PupilChange['placement'] {
  const year = read.yearGroup !== undefined && read.yearGroup !== record.yearGroup ? read.yearGroup : undefined
  const group = read.group !== undefined && !sameGroup(read.group, record.group) ? read.group : undefined
  if (year !== undefined) {
    changes.push({
      what: columnName('yearGroup'),
      from: record.yearGroup === undefined ? 'nothing' : yearGroupName(record.yearGroup),
      to: yearGroupName(year),
    })
    if (!school.yearGroups.includes(year))
      problems.push({
        column: columnName('yearGroup'),
        level: 'stop',
        text: `This school has no ${yearGroupName(year)}. Add the year group to the school, or correct it here.`,
      })
  }
  if (group !== undefined) changes.push({ what: columnName('group'), from: record.group ?? 'nothing', to: group })
  if (record.pupil.starting_day > school.today && (year !== undefined || group !== undefined)) {
    problems.push({
      column: columnName('yearGroup'),
      level: 'check',
      text: `The pupil starts on ${shortDay(record.pupil.starting_day)}; the change holds from that day.`,
    })
  }
  return year === undefined && group === undefined
    ? undefined
    : { yearGroup: year ?? record.yearGroup, group: group ?? record.group }
}

/** Groups are one by their name, whatever its capitals and blanks. */
function sameGroup(one: string, other: string | undefined): boolean {
  return groupKey(one) === (other === undefined ? undefined : groupKey(other))
}

export function groupKey(name: string): string {
  return name.toUpperCase().replaceAll(/\s+/g, '')
}

function addressChange(
  { record, read, school }: Sides,
  changes: FieldChange[],
  problems: RowProblem[],
): ReadPupil['address'] {
  const to = read.address
  if (to === undefined) return undefined
  if (record.address !== undefined && dwellingKey(record.address) === dwellingKey(to)) return undefined
  if (livesConfidentially(record)) {
    // Neither the old address nor the fact that it differs in this or that is shown to those who may not know it.
    const text =
      'Where this pupil lives is confidential on your roll, so the address in the file is not taken. Change it on the pupil\u2019s page if it is right.'
    problems.push({
      column: ADDRESS_COLUMN,
      level: 'check',
      text: school.sensitive
        ? text
        : 'The address in the file is not taken. Ask somebody who may see sensitive facts to look at this pupil.',
    })
    return undefined
  }
  changes.push({
    what: ADDRESS_COLUMN,
    from: record.address === undefined ? 'nothing' : addressLine(record.address),
    to: addressLine(tidyAddress(to)),
  })
  return to
}

/** The same dwelling however its lines are parted: a cell of a file cannot say where a line ends and where a comma is only a comma. */
function dwellingKey(address: Address): string {
  return fingerprintOf(address).replaceAll('|', '')
}

function ethnicityChange(record: RollRecord, read: ReadPupil, changes: FieldChange[]): PupilChange['ethnicity'] {
  const to = read.ethnicity
  const from = record.ethnicity?.code
  if (to === undefined || to === from) return undefined
  const name = (code: string) => ethnicityOf(code)?.name ?? code
  changes.push({ what: columnName('ethnicity'), from: from === undefined ? 'nothing' : name(from), to: name(to) })
  return to
}

function flagChanges(record: RollRecord, read: ReadPupil, changes: FieldChange[]): PupilChange['flags'] {
  const held = new Set(record.flags.map(({ kind }) => kind))
  const found = (Object.entries(read.flags) as [FlagField, boolean][]).filter(
    ([flag, value]) => held.has(flag) !== value,
  )
  for (const [flag, value] of found)
    changes.push({ what: FLAGS[flag].name, from: value ? 'no' : 'yes', to: value ? 'yes' : 'no' })
  return Object.fromEntries(found)
}
