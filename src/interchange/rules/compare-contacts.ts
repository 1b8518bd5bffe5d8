import { fullName } from '../../kernel/names.ts'
import { columnName } from './columns.ts'
import { personKey, phoneKey, type RollContact, type RollRecord } from './roll-record.ts'
import type { RowProblem } from './roster.ts'
import type { ReadContact } from './understand-contact.ts'

/** One thing that an import changes, as people read it. */
export interface FieldChange {
  readonly what: string
  readonly from: string
  readonly to: string
}

/** What becomes of one contact of a pupil who is on roll. */
export interface ContactChange {
  /** Undefined for one who is new to this pupil. */
  readonly present: RollContact | undefined
  readonly read: ReadContact
  /** The place in the order, from 1. */
  readonly position: number
}

export interface ContactComparison {
  readonly changes: readonly FieldChange[]
  readonly problems: readonly RowProblem[]
  /** The contacts to write: new ones and those of whom something changed. */
  readonly write: readonly ContactChange[]
}

const yesNo = (value: boolean) => (value ? 'yes' : 'no')
const none = (text: string) => (text === '' ? 'nothing' : text)

/** What a file says of a pupil's contacts against what the roll has. Contacts that the file does not name stay as they are. */
export function compareContacts(record: RollRecord, read: readonly ReadContact[]): ContactComparison {
  const pairs = pairUp(record.contacts, read)
  const order = orderAfter(record, pairs)
  const problems: RowProblem[] = []
  const changes: FieldChange[] = []
  const write: ContactChange[] = []
  for (const [index, pair] of pairs.entries()) {
    const label = fullName(pair.read.forenames, pair.read.surname)
    const position = order?.[index] ?? pair.present?.link.position ?? record.contacts.length + index + 1
    if (pair.present === undefined) {
      changes.push({ what: 'Contact', from: 'nothing', to: `${label} (${none(pair.read.relationship ?? '')})` })
      write.push({ ...pair, position })
      continue
    }
    if (pair.present.link.barred && pair.read.mayBeTold === true) {
      problems.push({
        column: `${label} may be told`,
        level: 'check',
        text: `${label} is barred on your roll: they must not be told. The file says otherwise and is not followed. Lift the bar on the pupil\u2019s page if it has ended.`,
      })
    }
    const found = contactChanges(pair.present, pair.read, label)
    if (position !== pair.present.link.position)
      found.push({ what: `${label}: order`, from: String(pair.present.link.position), to: String(position) })
    changes.push(...found)
    if (found.length > 0) write.push({ ...pair, present: pair.present, position })
  }
  return { changes, problems, write }
}

interface Pair {
  readonly read: ReadContact
  readonly present: RollContact | undefined
}

/**
 * Who is who: the same name, and where father and grandfather have one name, whoever has the same number or address first.
 * Nobody on the roll is taken for two people of the file.
 */
function pairUp(contacts: readonly RollContact[], read: readonly ReadContact[]): readonly Pair[] {
  const free = new Set(contacts)
  const found = new Map<ReadContact, RollContact>()
  const take = (one: ReadContact, matches: (contact: RollContact) => boolean) => {
    const present = [...free].find((contact) => personKey(contact.contact) === personKey(one) && matches(contact))
    if (present === undefined) return
    free.delete(present)
    found.set(one, present)
  }
  for (const one of read) take(one, (present) => sharesReach(present, one))
  for (const one of read) if (!found.has(one)) take(one, () => true)
  return read.map((one) => ({ read: one, present: found.get(one) }))
}

function sharesReach({ contact }: RollContact, read: ReadContact): boolean {
  const phones = new Set(contact.phones.map(({ number }) => phoneKey(number)))
  return (
    read.phones.some((phone) => phones.has(phoneKey(phone))) ||
    (read.email !== undefined && read.email === contact.email?.toLowerCase())
  )
}

/** New places, where the file rings people in another order than the roll; undefined where it does not. */
function orderAfter(record: RollRecord, pairs: readonly Pair[]): readonly number[] | undefined {
  const known = pairs.flatMap(({ present }) => (present === undefined ? [] : [present.link.position]))
  const sorted = known.every((position, index) => index === 0 || position >= (known[index - 1] ?? 0))
  const allNamed = pairs.every(({ present }) => present !== undefined) && pairs.length === record.contacts.length
  return sorted || !allNamed ? undefined : pairs.map((_, index) => index + 1)
}

function contactChanges(present: RollContact, read: ReadContact, label: string): FieldChange[] {
  const { contact, link } = present
  const changes: FieldChange[] = []
  const differ = (what: string, from: string, to: string | undefined) => {
    if (to !== undefined && to !== from) changes.push({ what: `${label}: ${what}`, from: none(from), to })
  }
  differ('title', contact.title, read.title)
  if (read.email !== contact.email?.toLowerCase()) differ('e-mail', contact.email ?? '', read.email)
  differ('relationship', link.relationship, read.relationship)
  if (read.phones.length > 0 && phonesKey(read.phones) !== phonesKey(contact.phones.map(({ number }) => number)))
    differ('phone', contact.phones.map(({ number }) => number).join(' / '), read.phones.join(' / '))
  differ('lives with pupil', yesNo(link.lives_with), read.livesWith === undefined ? undefined : yesNo(read.livesWith))
  differ('parental responsibility', link.parental_responsibility, read.parentalResponsibility)
  if (!link.barred)
    differ('may be told', yesNo(link.may_be_told), read.mayBeTold === undefined ? undefined : yesNo(read.mayBeTold))
  return changes
}

function phonesKey(phones: readonly string[]): string {
  return phones.map(phoneKey).join('|')
}

/** A parent in the sense of section 576 Education Act 1996: who has parental responsibility or has care of the child. */
export function isParent(read: Pick<ReadContact, 'relationship' | 'parentalResponsibility'>): boolean {
  if (read.parentalResponsibility === 'yes') return true
  return /^(?!.*(grand|god)).*(mother|father|mum|mom|dad|parent|guardian|carer)/i.test(read.relationship ?? '')
}

/** The name of the column that an address stands in, for problems. */
export const ADDRESS_COLUMN = columnName('address')
