import type { Day } from '../../kernel/day.ts'
import type { YearGroup } from '../../law/school-age.ts'
import type { FlagKind } from '../../roll/contract.ts'

/** The three kinds of roster that can be read. */
export const FORMATS = ['template', 'sds', 'oneroster'] as const
export type Format = (typeof FORMATS)[number]

export const FORMAT_NAMES: Readonly<Record<Format, string>> = {
  template: 'Firstbell template',
  sds: 'Microsoft School Data Sync (UK format)',
  oneroster: 'OneRoster 1.1 or 1.2',
}

/** What one file of a roster holds. Each format has its own kinds; none is shared. */
export const TABLE_KINDS = [
  'template-pupils',
  'sds-school',
  'sds-student',
  'sds-section',
  'sds-student-enrollment',
  'sds-teacher',
  'sds-teacher-roster',
  'oneroster-manifest',
  'oneroster-orgs',
  'oneroster-users',
  'oneroster-roles',
  'oneroster-demographics',
  'oneroster-classes',
  'oneroster-enrollments',
] as const
export type TableKind = (typeof TABLE_KINDS)[number]

/** One row as it stood in the file: the line it begins on, counted from 1 as a text editor does, and a cell for each column kept. */
export interface TableRow {
  readonly line: number
  readonly cells: readonly string[]
  /** How many cells with text lie beyond the last named column: a comma too many has moved everything along. */
  readonly beyond?: number
}

/**
 * A file that was recognised, holding only the columns that the product uses: passwords and whatever else the file carries
 * were dropped before anything was stored.
 */
export interface RosterTable {
  readonly file: string
  readonly kind: TableKind
  /** The product's own names of the columns kept, in the order of the cells. */
  readonly columns: readonly string[]
  readonly rows: readonly TableRow[]
}

/** `stop`: nothing can be committed while it stands. `check`: a person should look, and may go on. */
export type Level = 'stop' | 'check'

/** What is wrong with one row, in words that say what to do. */
export interface RowProblem {
  /** The column's name as the office knows it; empty where it is about the whole row. */
  readonly column: string
  readonly level: Level
  readonly text: string
}

/** A pupil's plain particulars, as text, exactly as the file has them but trimmed. Blank cells are left out. */
export const PUPIL_FIELDS = [
  'upn',
  'admissionNumber',
  'legalForenames',
  'legalSurname',
  'preferredForename',
  'preferredSurname',
  'born',
  'sex',
  'yearGroup',
  'group',
  'startingDay',
  'ethnicity',
  'address',
  'town',
  'postcode',
] as const
export type PupilField = (typeof PUPIL_FIELDS)[number]

/** A contact's plain particulars, as text. */
export const CONTACT_FIELDS = [
  'title',
  'forenames',
  'surname',
  'relationship',
  'phone',
  'email',
  'livesWith',
  'parentalResponsibility',
  'mayBeTold',
  'order',
] as const
export type ContactField = (typeof CONTACT_FIELDS)[number]

/** A flag of a pupil that a roster may set, by the roll's name of it. */
export type FlagField = FlagKind

export interface SourceContact {
  /** What the office would call it: "Contact 2", or the guardian's place in the list. */
  readonly label: string
  readonly values: Partial<Record<ContactField, string>>
}

/** One pupil as a file gives them, before anything was understood. The same shape for all three formats. */
export interface SourcePupil {
  readonly file: string
  readonly line: number
  /** The file's own identifier of the pupil; an admission number is a particular of its own. */
  readonly sourceId: string | undefined
  /** The file's own identifier of the school, where it has one. */
  readonly school: string | undefined
  readonly values: Partial<Record<PupilField, string>>
  readonly flags: Partial<Record<FlagField, string>>
  readonly contacts: readonly SourceContact[]
  /** The file's own identifiers of the classes the pupil is in. */
  readonly classes: readonly string[]
  /** Why the file itself says that the pupil is not on roll any more; undefined for those who are. */
  readonly gone: string | undefined
  readonly problems: readonly RowProblem[]
}

export interface SourceSchool {
  readonly id: string
  readonly name: string
  /** A number that may be a URN, a LAESTAB or neither. */
  readonly number: string
}

export interface SourceClass {
  readonly id: string
  readonly name: string
  readonly school: string | undefined
  /** Whether the file says that its register is taken together. */
  readonly homeroom: boolean
}

/** Everything that the files of one import say. */
export interface SourceRoster {
  readonly format: Format
  /** Which version of the format, for people: "OneRoster 1.2". */
  readonly title: string
  readonly pupils: readonly SourcePupil[]
  readonly schools: readonly SourceSchool[]
  readonly classes: readonly SourceClass[]
  /** Whether everybody on roll should be in it. A OneRoster delta holds only what changed. */
  readonly whole: boolean
  /** What grades are called in it: a US roster's grades are not year groups. */
  readonly grades: 'year-groups' | 'to-be-mapped'
  /** Remarks about the files as a whole, for people. */
  readonly notes: readonly string[]
}

/** What somebody answered where the file does not say. Each is asked only where it matters. */
export interface Answers {
  readonly dateOrder?: 'day-first' | 'month-first' | undefined
  readonly school?: string | undefined
  /** The year group of each grade of the file; null leaves its pupils out. */
  readonly grades?: Readonly<Record<string, YearGroup | null>> | undefined
  readonly groups?: GroupsAnswer | undefined
  /** The first day on roll of new pupils whose row has none. */
  readonly startingDay?: Day | undefined
  /** Whether a pupil without a year group gets that of their age. */
  readonly yearByAge?: boolean | undefined
  /** The sex of pupils whose row has none, by `file:line`. */
  readonly sexes?: Readonly<Record<string, 'F' | 'M'>> | undefined
}

/** Which of the file's classes are registration groups. */
export type GroupsAnswer =
  | { readonly from: 'classes'; readonly classes: readonly string[] }
  | { readonly from: 'year-groups' }
  | { readonly from: 'none' }

/** Where a row is, as answers and problems point at it. */
export function rowKey(row: { readonly file: string; readonly line: number }): string {
  return `${row.file}:${row.line}`
}
