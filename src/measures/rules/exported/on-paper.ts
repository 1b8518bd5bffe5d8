import { FEWEST_WEEKS, isGivenFor } from '../definitions/fewest-weeks.ts'
import { percentText } from './percent-text.ts'
import type { ExportCell, ExportTable } from './table.ts'

/** A page of figures on paper, as its template reads it. */
export interface FiguresOnPaper {
  readonly title: string
  readonly author: string
  readonly lead: string
  readonly footer: string
  readonly wide: boolean
  readonly headline: readonly { readonly name: string; readonly value: string; readonly note: string }[]
  readonly tables: readonly {
    readonly title: string
    readonly none: string
    /** How many columns from the left hold names; the others hold numbers. */
    readonly names: number
    readonly columns: readonly string[]
    readonly rows: readonly (readonly string[])[]
  }[]
  readonly notes: readonly string[]
}

const WIDE_FROM = 9

const NOTES: readonly string[] = [
  'Every rate is sessions over possible sessions added up over pupils, never a mean of rates. A session is half a day; codes D, X, Q, Y1 to Y7, Z and # and sessions without a mark are not possible sessions (DfE, pupil attendance methodology 3.1).',
  'Persistently absent: missed at least 10 % of their own possible sessions. Severely absent: at least 50 %; they are among the persistently absent too. Both are tested in whole numbers over the whole period (DfE, pupil absence methodology 3.2). They are given for six school weeks or more: in a few days one session missed can already be 10 %.',
  '“Hidden” stands where a group, or a number of pupils, is from 1 to 5, or where one such could be found by adding and subtracting.',
]

/** Lays tables out for paper: only columns with a label, numbers as people write them. */
export function onPaper(
  of: Omit<FiguresOnPaper, 'tables' | 'wide' | 'notes'> & {
    readonly tables: readonly ExportTable[]
    readonly notes?: readonly string[]
  },
): FiguresOnPaper {
  const { notes = [], ...rest } = of
  const tables = of.tables.map(({ title, columns, rows }) => {
    const shown = columns.flatMap(({ label }, at) => (label === undefined ? [] : [{ label, at }]))
    const isName = shown.map(({ at }) => rows.some((row) => typeof row[at] === 'string'))
    const firstNumber = isName.indexOf(false)
    return {
      title,
      none: 'Nobody.',
      names: firstNumber === -1 ? shown.length : firstNumber,
      columns: shown.map(({ label }) => label),
      rows: rows.map((row) => shown.map(({ at, label }) => cellOnPaper(row[at] ?? '', label))),
    }
  })
  return {
    ...rest,
    tables,
    wide: tables.some(({ columns }) => columns.length >= WIDE_FROM),
    notes: [...NOTES, ...notes],
  }
}

const GROUPED = new Intl.NumberFormat('en-GB')

function cellOnPaper(cell: ExportCell, label: string): string {
  if (typeof cell === 'string') return cell
  if (typeof cell !== 'number') return cell.symbol === 'c' ? 'Hidden' : '–'
  if (/%|points/.test(label)) return cell.toFixed(2)
  return GROUPED.format(cell)
}

/** The five figures that a page begins with. */
export function headlineOf(
  figures: {
    readonly sessions: { possible: number; attended: number; absent: number; unauthorised: number }
    readonly enrolments: number
    readonly persistent: number | null
    readonly severe: number | null
  } | null,
  /** The school weeks counted: of too few, persistent and severe absence are not given. Left out where whole terms are shown. */
  weeks = FEWEST_WEEKS,
): FiguresOnPaper['headline'] {
  if (figures === null) return []
  const { sessions, enrolments, persistent, severe } = figures
  const rate = (name: string, count: number) => ({
    name,
    value: percentText(count, sessions.possible),
    note: `${GROUPED.format(count)} of ${GROUPED.format(sessions.possible)} possible sessions`,
  })
  const share = (name: string, count: number | null) => ({
    name,
    value: count === null ? 'Hidden' : percentText(count, enrolments),
    note: count === null ? 'from 1 to 5 pupils' : `${GROUPED.format(count)} of ${GROUPED.format(enrolments)} pupils`,
  })
  const long = [share('Persistently absent', persistent), share('Severely absent', severe)]
  return [
    rate('Attendance', sessions.attended),
    rate('Absence', sessions.absent),
    rate('of it unauthorised', sessions.unauthorised),
    ...(isGivenFor('persistent', weeks)
      ? long
      : long.map(({ name }) => ({ name, value: '–', note: `given for ${FEWEST_WEEKS} school weeks or more` }))),
  ]
}
