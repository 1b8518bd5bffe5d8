import { addressLine, FLAGS, type FlagKind, maySeeEthnicity, maySeeFlag, type Viewer } from '../../roll/contract.ts'
import { guardFormula } from './cells.ts'
import { COLUMNS, CONTACTS_IN_A_ROW, type Column } from './columns.ts'
import { livesConfidentially, type RollContact, type RollRecord } from './roll-record.ts'
import type { ContactField, PupilField } from './roster.ts'

/** Excel reads a CSV file as UTF-8 only behind this mark; the reader takes it off. */
const MARK = '\ufeff'

function csvOf(rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => cells.map((cell) => quoted(guardFormula(cell))).join(',')
  return `${MARK}${rows.map(line).join('\r\n')}\r\n`
}

function quoted(cell: string): string {
  return /[",;\r\n\t]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** The empty template: its columns, and two made-up pupils to be typed over. */
export function templateCsv(): string {
  return csvOf([
    COLUMNS.map(({ name }) => name),
    ...[0, 1].map((which) => COLUMNS.map(({ examples }) => examples[which] ?? '')),
  ])
}

/**
 * Pupils on roll in the columns of the template, such that reading the file again finds nothing changed. What the caller may
 * not see is left empty, and an import never takes away what a file leaves empty.
 */
export function rosterCsv(records: readonly RollRecord[], viewer: Viewer): string {
  return csvOf([
    COLUMNS.map(({ name }) => name),
    ...records.map((record) => COLUMNS.map((column) => cellOf(column, record, viewer))),
  ])
}

function cellOf({ goes }: Column, record: RollRecord, viewer: Viewer): string {
  if ('pupil' in goes) return pupilCell(goes.pupil, record, viewer)
  if ('flag' in goes) return flagCell(goes.flag, record, viewer)
  if (!viewer.contacts) return ''
  const contact = record.contacts.slice(0, CONTACTS_IN_A_ROW)[goes.contact - 1]
  return contact === undefined ? '' : contactCell(goes.field, contact, goes.contact)
}

function pupilCell(field: PupilField, record: RollRecord, viewer: Viewer): string {
  const { pupil, address } = record
  switch (field) {
    case 'upn':
      return pupil.upn ?? ''
    case 'admissionNumber':
      return pupil.admission_number ?? ''
    case 'legalForenames':
      return pupil.legal_forenames
    case 'legalSurname':
      return pupil.legal_surname
    case 'preferredForename':
      return pupil.preferred_forename
    case 'preferredSurname':
      return pupil.preferred_surname
    case 'born':
      return pupil.born
    case 'sex':
      return pupil.sex
    case 'yearGroup':
      return record.yearGroup ?? ''
    case 'group':
      return record.group ?? ''
    case 'startingDay':
      return pupil.starting_day
    case 'ethnicity':
      return maySeeEthnicity(viewer) ? (record.ethnicity?.code ?? '') : ''
    case 'address':
    case 'town':
    case 'postcode': {
      const hidden = !viewer.contacts || (livesConfidentially(record) && !viewer.sensitive)
      if (address === undefined || hidden) return ''
      return field === 'address' ? addressLine({ ...address, town: '', postcode: '' }) : address[field]
    }
  }
}

function flagCell(flag: FlagKind, record: RollRecord, viewer: Viewer): string {
  if (!maySeeFlag(flag, viewer) || FLAGS[flag] === undefined) return ''
  return record.flags.some(({ kind }) => kind === flag) ? 'yes' : 'no'
}

function contactCell(field: ContactField, { contact, link }: RollContact, place: number): string {
  const yesNo = (value: boolean) => (value ? 'yes' : 'no')
  switch (field) {
    case 'title':
      return contact.title
    case 'forenames':
      return contact.forenames
    case 'surname':
      return contact.surname
    case 'relationship':
      return link.relationship
    case 'phone':
      return contact.phones.map(({ number }) => number).join(' / ')
    case 'email':
      return contact.email ?? ''
    case 'livesWith':
      return yesNo(link.lives_with)
    case 'parentalResponsibility':
      return link.parental_responsibility === 'not-known' ? '' : link.parental_responsibility
    case 'mayBeTold':
      return yesNo(link.may_be_told)
    case 'order':
      return String(place)
  }
}
