import type { Code } from '../../../law/codes.ts'
import { KEY_NAMES, type KeyPart, type PublishedSum, type Whose } from './columns.ts'
import type { CountedClass } from './count-row.ts'
import { type Column, wordsOf } from './read-header.ts'

/** What the columns of one file are, found once and used for every row. */
export interface Layout {
  readonly columns: readonly Column[]
  /** Places of the columns that tell rows apart. */
  readonly keys: ReadonlyMap<KeyPart, number>
  /** Columns of sessions, by whose they are. */
  readonly sessions: ReadonlyMap<Whose, SessionColumns>
  readonly bands: boolean
  readonly unknown: readonly Column[]
}

export interface SessionColumns {
  readonly codes: ReadonlyMap<Code, number>
  readonly sums: ReadonlyMap<PublishedSum, number>
  readonly whole: ReadonlySet<CountedClass>
  /** Possible sessions and absence by reason, nothing of attendance: the census. */
  readonly absenceOnly: boolean
}

/** K came with the 2024 Regulations and J went: neither is asked for, so that files of both code sets are whole. */
const MAKES_WHOLE: readonly (readonly [CountedClass, readonly Code[]])[] = [
  ['approved-activity', ['B', 'P', 'V', 'W']],
  ['unauthorised', ['G', 'U', 'O', 'N']],
]

/** Arranges a header's columns. Of two columns that mean the same the first is read. */
export function layOut(columns: readonly Column[]): Layout {
  const sessions = new Map<Whose, { codes: Map<Code, number>; sums: Map<PublishedSum, number> }>()
  for (const { place, meaning } of columns) {
    if (meaning.is !== 'sessions') continue
    const of = sessions.get(meaning.whose) ?? { codes: new Map(), sums: new Map() }
    if ('code' in meaning.of) of.codes.set(meaning.of.code, of.codes.get(meaning.of.code) ?? place)
    else of.sums.set(meaning.of.sum, of.sums.get(meaning.of.sum) ?? place)
    sessions.set(meaning.whose, of)
  }
  const keys = keysAmong(columns)
  return {
    columns,
    keys,
    sessions: new Map([...sessions].map(([whose, of]) => [whose, withWholeness(of)])),
    bands: keys.has('band') && columns.some(({ meaning }) => meaning.is === 'band-enrolments'),
    unknown: columns.filter(({ meaning }) => meaning.is === 'unknown'),
  }
}

/** Of two names for one thing the one that stands first in the table: DfE's `academic_year` has been wrong beside a right `time_period`. */
function keysAmong(columns: readonly Column[]): ReadonlyMap<KeyPart, number> {
  const best = new Map<KeyPart, { place: number; rank: number }>()
  for (const { place, name, meaning } of columns) {
    if (meaning.is !== 'key') continue
    const rank = KEY_NAMES[meaning.key].indexOf(wordsOf(name).join(' '))
    if (rank < (best.get(meaning.key)?.rank ?? Number.POSITIVE_INFINITY)) best.set(meaning.key, { place, rank })
  }
  return new Map([...best].map(([key, { place }]) => [key, place]))
}

function withWholeness({ codes, sums }: Pick<SessionColumns, 'codes' | 'sums'>): SessionColumns {
  const onTime = (codes.has('/') && codes.has('\\')) || sums.has('presentOnTime')
  const absenceOnly =
    !codes.has('/') && !['presentOnTime', 'present', 'attended'].some((sum) => sums.has(sum as PublishedSum))
  const whole = new Set<CountedClass>(
    absenceOnly ? [] : MAKES_WHOLE.filter(([, needed]) => needed.every((code) => codes.has(code))).map(([of]) => of),
  )
  if (onTime && codes.has('L')) whole.add('present')
  if (!absenceOnly && codes.has('I')) whole.add('authorised')
  return { codes, sums, whole, absenceOnly }
}

/** Whether a header is of a file whose figures can be checked: bands, or possible sessions or codes beside something to compare. */
export function isPublishedFigures({ bands, sessions, keys, columns }: Layout): boolean {
  if (bands) return true
  const all = sessions.get('everyone')
  if (all === undefined || !(keys.has('year') || keys.has('level') || keys.has('date'))) return false
  const toCompare = columns.some(({ meaning }) => meaning.is === 'percentage') ? 2 : 3
  return all.sums.has('possible') && all.codes.size + all.sums.size >= toCompare
}
