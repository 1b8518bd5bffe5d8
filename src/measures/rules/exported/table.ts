import type { FiguresShown } from '../../contract/shown.ts'
import { FEWEST_WEEKS, isGivenFor } from '../definitions/fewest-weeks.ts'

/** A cell without a number: `c` hidden because it is small, `z` not applicable, as DfE writes them in its files. */
export type NoNumber = { readonly symbol: 'c' | 'z' }
export const HIDDEN: NoNumber = { symbol: 'c' }
export const NOT_APPLICABLE: NoNumber = { symbol: 'z' }

export type ExportCell = string | number | NoNumber

export interface ExportColumn {
  /** The name that DfE's published files give it, where they have it; else one in their manner. */
  readonly id: string
  /** What it is, for people who read it on paper. Columns without are left out there: they say the same in every row. */
  readonly label?: string
}

export interface ExportTable {
  /** Names file and sheet. */
  readonly id: string
  readonly title: string
  readonly columns: readonly ExportColumn[]
  readonly rows: readonly (readonly ExportCell[])[]
}

/** A percentage to two decimal places, half up, as DfE publishes it. */
export function percentOf(count: number, of: number): ExportCell {
  return of === 0 ? NOT_APPLICABLE : Math.round((count * 10_000) / of) / 100
}

/** The columns of a group's figures. */
export const FIGURE_COLUMNS: readonly ExportColumn[] = [
  { id: 'enrolments', label: 'Pupils' },
  { id: 'sess_possible', label: 'Possible sessions' },
  { id: 'sess_attended' },
  { id: 'sess_attended_percent', label: 'Attendance %' },
  { id: 'sess_overall' },
  { id: 'sess_overall_percent', label: 'Absence %' },
  { id: 'sess_authorised' },
  { id: 'sess_authorised_percent', label: 'Authorised %' },
  { id: 'sess_unauthorised' },
  { id: 'sess_unauthorised_percent', label: 'Unauthorised %' },
  { id: 'enrolments_pa_10_exact', label: 'Persistently absent' },
  { id: 'enrolments_pa_10_exact_percent', label: '%' },
  { id: 'enrolments_pa_50_exact', label: 'Severely absent' },
  { id: 'enrolments_pa_50_exact_percent', label: '%' },
]

/**
 * A group's figures in the order of the columns; hidden ones stay hidden.
 * @param weeks the school weeks counted: of too few, persistent and severe absence are not given. Left out where whole terms are shown.
 */
export function figureCells(figures: FiguresShown | null, weeks = FEWEST_WEEKS): readonly ExportCell[] {
  if (figures === null) return FIGURE_COLUMNS.map(() => HIDDEN)
  const { enrolments, persistent, severe } = figures
  return [
    enrolments,
    ...sessionCells(figures.sessions),
    ...(isGivenFor('persistent', weeks)
      ? [...shareCells(persistent, enrolments), ...shareCells(severe, enrolments)]
      : [NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE]),
  ]
}

function shareCells(count: number | null, of: number): readonly ExportCell[] {
  return count === null ? [HIDDEN, HIDDEN] : [count, percentOf(count, of)]
}

/** The columns of sessions alone. */
export const SESSION_COLUMNS: readonly ExportColumn[] = FIGURE_COLUMNS.slice(1, 10)

export function sessionCells(sessions: FiguresShown['sessions']): readonly ExportCell[] {
  const { possible, attended, absent, authorised, unauthorised } = sessions
  return [
    possible,
    attended,
    percentOf(attended, possible),
    absent,
    percentOf(absent, possible),
    authorised,
    percentOf(authorised, possible),
    unauthorised,
    percentOf(unauthorised, possible),
  ]
}

/** The gap to the rest of the school, in percentage points to two places; positive where the group misses more. */
export function gapInPoints(of: FiguresShown | null, rest: FiguresShown | null): ExportCell {
  if (of === null || rest === null) return HIDDEN
  const [one, other] = [of.sessions, rest.sessions]
  if (one.possible === 0 || other.possible === 0) return NOT_APPLICABLE
  return Math.round((one.absent / one.possible - other.absent / other.possible) * 10_000) / 100
}
