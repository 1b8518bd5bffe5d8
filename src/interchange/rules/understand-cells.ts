import { ageOn, type Day } from '../../kernel/day.ts'
import { type EthnicityCode, parseEthnicity } from '../../law/ethnicity.ts'
import { checkUpn, type Upn } from '../../law/upn.ts'
import { type DateOrder, inOrder, readDate } from './dates.ts'
import type { Level, RowProblem } from './roster.ts'

/** Collects what is wrong with one row while its cells are read. */
export interface Notebook {
  readonly problems: RowProblem[]
  note(column: string, level: Level, text: string): undefined
}

export function notebook(begun: readonly RowProblem[] = []): Notebook {
  const problems = [...begun]
  return {
    problems,
    note: (column, level, text) => {
      problems.push({ column, level, text })
      return undefined
    },
  }
}

/** A cell as a message may repeat it: short, on one line. */
export function shown(text: string): string {
  const plain = text.replaceAll(/[\p{C}\s]+/gu, ' ')
  return `"${plain.length > 40 ? `${plain.slice(0, 38)}…` : plain}"`
}

const LONGEST_TEXT = 200

/** Text that a person wrote: a name, an address. Refuses what only a spreadsheet or a slip of columns puts there. */
export function understandText(notes: Notebook, column: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (text.length > LONGEST_TEXT)
    return notes.note(
      column,
      'stop',
      `${shown(text)} is ${text.length} characters long; at most ${LONGEST_TEXT} fit. Is a quote mark missing in this row?`,
    )
  if (/^[=@+]/.test(text) || /^-\s*\d/.test(text))
    return notes.note(column, 'stop', `${shown(text)} looks like a spreadsheet formula. Type the text itself.`)
  if (/\p{Cc}/u.test(text))
    return notes.note(column, 'stop', `${shown(text)} has characters that cannot be printed. Type it again.`)
  if (text.includes('\ufffd'))
    notes.note(
      column,
      'check',
      `${shown(text)} has a character that could not be read. Save the file as "CSV UTF-8" if it should be a letter with an accent.`,
    )
  return text
}

/** A name: text in which a date, a number or an e-mail address shows that two columns were swapped. */
export function understandName(notes: Notebook, column: string, text: string | undefined): string | undefined {
  const plain = understandText(notes, column, text)
  if (plain === undefined) return undefined
  if (readDate(plain).is !== 'not-a-date')
    return notes.note(column, 'stop', `${shown(plain)} is a date, not a name. Are two columns swapped?`)
  if (!/\p{L}/u.test(plain))
    return notes.note(column, 'stop', `${shown(plain)} has no letter in it. Are two columns swapped?`)
  if (/^[A-Z]\d{11}[\dA-Z]$/i.test(plain))
    return notes.note(column, 'stop', `${shown(plain)} is a UPN, not a name. Are two columns swapped?`)
  if (plain.includes('@'))
    return notes.note(column, 'stop', `${shown(plain)} is an e-mail address, not a name. Are two columns swapped?`)
  if (/\d/.test(plain)) notes.note(column, 'check', `${shown(plain)} has a digit in it. Correct it if that is a slip.`)
  return plain
}

/** What Excel makes of a long number, and of a UPN that begins with a letter that it takes for an exponent. */
const EXCEL_NUMBER = /^\d+([.,]\d+)?E[+-]?\d+$/i

export function understandUpn(notes: Notebook, column: string, text: string | undefined): Upn | undefined {
  if (text === undefined) return undefined
  if (EXCEL_NUMBER.test(text))
    return notes.note(
      column,
      'stop',
      `${shown(text)} is what Excel makes of a long number: the UPN itself is lost. Format the column as text, enter the UPN again and save.`,
    )
  if (/^\d{12}$/.test(text.replaceAll(/\s/g, '')))
    return notes.note(column, 'stop', `${shown(text)} has only the digits of a UPN. The letter in front is missing.`)
  const upn = checkUpn(text)
  return upn.ok ? upn.value : notes.note(column, 'stop', `${shown(text)}: ${upn.problem.message}`)
}

/** A date in an order that was answered. Without an answer an ambiguous date is not understood, and nothing is said of it yet. */
export function understandDate(
  notes: Notebook,
  at: { readonly column: string; readonly order: DateOrder | undefined },
  text: string | undefined,
): Day | undefined {
  if (text === undefined) return undefined
  const date = readDate(text)
  if (date.is === 'day') return date.day
  if (date.is === 'impossible') return notes.note(at.column, 'stop', `There is no such day as ${shown(text)}.`)
  if (date.is === 'not-a-date')
    return notes.note(
      at.column,
      'stop',
      `${shown(text)} is not a date that can be read. Write year-month-day, such as 2014-03-09.`,
    )
  if (at.order === undefined) return undefined
  const day = inOrder(date, at.order)
  if (day !== undefined) return day
  const order = at.order === 'day-first' ? 'day/month/year' : 'month/day/year'
  const other = inOrder(date, at.order === 'day-first' ? 'month-first' : 'day-first')
  return notes.note(
    at.column,
    'stop',
    other === undefined
      ? `There is no such day as ${shown(text)}, in either order.`
      : `${shown(text)} is no day when read as ${order}. Either the other order is right for the file, or this row is wrong.`,
  )
}

const OLDEST = 120

/** A date of birth that anybody alive can have; whether a pupil of this school can is for the comparison to say. */
export function understandBirth(
  notes: Notebook,
  column: string,
  facts: { readonly born: Day | undefined; readonly today: Day },
): Day | undefined {
  const { born, today } = facts
  if (born === undefined) return undefined
  if (born > today) return notes.note(column, 'stop', `${born} is in the future. Correct the date of birth.`)
  const age = ageOn(born, today)
  if (age >= OLDEST)
    return notes.note(column, 'stop', `${born} would make this pupil ${age} years old. Correct the date of birth.`)
  return born
}

export function understandSex(notes: Notebook, column: string, text: string | undefined): 'F' | 'M' | undefined {
  if (text === undefined) return undefined
  if (/^(f|female|girl)$/i.test(text)) return 'F'
  if (/^(m|male|boy)$/i.test(text)) return 'M'
  return notes.note(column, 'stop', `${shown(text)} is not F or M. The admission register holds one of these two.`)
}

export function understandEthnicity(
  notes: Notebook,
  column: string,
  text: string | undefined,
): EthnicityCode | undefined {
  if (text === undefined) return undefined
  const found = parseEthnicity(text)
  // Only to check: a roster is not held up by a word that another system has for it, and nothing is guessed.
  if (found === undefined)
    return notes.note(
      column,
      'check',
      `${shown(text)} is not a category of DfE’s school census, so it is not taken. Write its code, such as WBRI, or enter it on the pupil’s page.`,
    )
  return found.code
}

export function understandYesNo(notes: Notebook, column: string, text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined
  if (/^(y|yes|true|1|t)$/i.test(text)) return true
  if (/^(n|no|false|0|f)$/i.test(text)) return false
  return notes.note(column, 'stop', `${shown(text)} is not yes or no.`)
}
