import type { Citation } from '../../../law/citation.ts'
import { apart } from '../names.ts'
import { type Amount, amountInWords } from '../shape/values.ts'
import { FINDING_ROWS, type FindingRow, type Severity } from './finding-rows.ts'

/** One place of the policy, quoted. */
export interface Place {
  readonly section: string
  /** The text's own words where the file quotes them, otherwise the setting as the file has it. */
  readonly words: string
  /** Where it stands in the file. */
  readonly path: readonly (string | number)[]
}

/** Something for the school to decide: what does not agree, where, what the law says, and what to do. */
export interface Finding {
  readonly row: FindingRow
  readonly severity: Severity
  readonly title: string
  /** Every place that takes part, both sides of a contradiction first. */
  readonly places: readonly Place[]
  readonly legal: Citation & { readonly position: string }
  readonly toDo: string
}

/** A finding of a row, in the row's words unless there are better ones for the case. */
export function found(
  row: FindingRow,
  places: readonly Place[],
  better: { readonly title?: string; readonly toDo?: string } = {},
): Finding {
  const { severity, title, legal, from, toDo } = FINDING_ROWS[row]
  return { row, severity, title, places, legal: { position: legal, ...from }, toDo, ...better }
}

interface Located {
  readonly section: string
  readonly words?: string | undefined
}

/** Where an entry of the file stands, quoted; `only` names the fields that matter where it has no words of its own. */
export function placeOf(entry: Located, path: readonly (string | number)[], only?: readonly string[]): Place {
  return { section: entry.section, words: entry.words ?? inWords(entry, only), path }
}

const NOT_VALUES = ['section', 'words', 'also']

/** A setting's values as a file writes them: "within: 5 working days; repeat daily: yes". */
export function inWords(entry: object, only?: readonly string[]): string {
  return Object.entries(entry)
    .filter(([name, value]) => !NOT_VALUES.includes(name) && value !== undefined)
    .filter(([name]) => only === undefined || only.includes(name))
    .map(([name, value]) => (name === 'years' ? yearsInWords(value) : `${apart(name)}: ${valueInWords(value)}`))
    .join('; ')
}

function yearsInWords(value: unknown): string {
  return `${Array.isArray(value) && value.length > 1 ? 'Years' : 'Year'} ${valueInWords(value)}`
}

export function valueInWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueInWords).join(', ')
  if (isAmount(value)) return amountInWords(value)
  return String(value)
}

function isAmount(value: unknown): value is Amount {
  return typeof value === 'object' && value !== null && 'amount' in value && 'unit' in value
}
