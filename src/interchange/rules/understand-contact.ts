import type { SourceContact } from './roster.ts'
import { type Notebook, shown, understandName, understandText, understandYesNo } from './understand-cells.ts'

/** A contact as understood. What is undefined the file does not say. */
export interface ReadContact {
  readonly title: string | undefined
  readonly forenames: string
  readonly surname: string
  readonly relationship: string | undefined
  readonly phones: readonly string[]
  readonly email: string | undefined
  readonly livesWith: boolean | undefined
  readonly parentalResponsibility: 'yes' | 'no' | undefined
  readonly mayBeTold: boolean | undefined
  /** Who is rung first, from 1. */
  readonly order: number
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const PHONE = /^\+?[\d ()-]{6,20}$/

function phonesOf(notes: Notebook, column: string, text: string | undefined): readonly string[] {
  if (text === undefined) return []
  return text.split(/[/;]|\bor\b/).flatMap((part) => {
    const phone = part.trim()
    if (phone === '') return []
    if (/E\+/i.test(phone)) {
      notes.note(
        column,
        'stop',
        `${shown(phone)} is what Excel makes of a long number. Format the column as text and enter the number again.`,
      )
      return []
    }
    if (PHONE.test(phone)) return [phone]
    notes.note(column, 'check', `${shown(phone)} is not a telephone number and will be left out.`)
    return []
  })
}

/** Reads one contact of a row; undefined where there is none to read. */
export function understandContact(notes: Notebook, contact: SourceContact, place: number): ReadContact | undefined {
  const { label, values } = contact
  const column = (name: string) => `${label} ${name}`
  const surname = understandName(notes, column('surname'), values.surname)
  const forenames = understandName(notes, column('forenames'), values.forenames) ?? ''
  if (surname === undefined) {
    if (values.surname === undefined)
      notes.note(column('surname'), 'stop', 'This contact has no surname. Add it, or empty the contact\u2019s cells.')
    return undefined
  }
  const email = values.email?.toLowerCase()
  if (email !== undefined && !EMAIL.test(email))
    notes.note(column('email'), 'check', `${shown(email)} is not an e-mail address and will be left out.`)
  const responsible = understandYesNo(notes, column('parental responsibility'), values.parentalResponsibility)
  return {
    title: understandText(notes, column('title'), values.title),
    forenames,
    surname,
    relationship: understandText(notes, column('relationship'), values.relationship),
    phones: phonesOf(notes, column('phone'), values.phone),
    email: email !== undefined && EMAIL.test(email) ? email : undefined,
    livesWith: understandYesNo(notes, column('lives with pupil'), values.livesWith),
    parentalResponsibility: responsible === undefined ? undefined : responsible ? 'yes' : 'no',
    mayBeTold: understandYesNo(notes, column('may be told'), values.mayBeTold),
    order: orderOf(notes, { column: column('order'), place }, values.order),
  }
}

function orderOf(
  notes: Notebook,
  at: { readonly column: string; readonly place: number },
  text: string | undefined,
): number {
  if (text === undefined) return at.place
  if (/^\d{1,2}$/.test(text) && Number(text) >= 1) return Number(text)
  notes.note(
    at.column,
    'stop',
    `${shown(text)} is not a place in an order. Write 1 for whoever is rung first, then 2, 3, 4.`,
  )
  return at.place
}
