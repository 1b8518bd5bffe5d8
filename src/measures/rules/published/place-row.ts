import type { KeyPart } from './columns.ts'
import type { Layout } from './lay-out.ts'
import { readCount } from './read-number.ts'

/** Which of DfE's series a row belongs to. A term or a year of the daily series is cumulative; the census counts by itself. */
export type RowKind = 'daily' | 'weekly' | 'term' | 'year to date' | 'census' | 'bands'

/** When, where and of whom a row is, in a form in which rows can be matched. */
export interface PlacedRow {
  readonly kind: RowKind
  readonly year: string
  readonly period: string
  readonly date: string
  readonly term: string
  readonly level: 'national' | 'regional' | 'authority' | 'other'
  readonly region: string
  readonly authority: string
  readonly phase: string
  /** All schools together, of whatever phase. */
  readonly allPhases: boolean
  /** Other columns of words, such as a characteristic: rows are only matched where these agree. */
  readonly others: string
  /** As a person would say it. */
  readonly inWords: string
}

const TOTAL = /^(total|all|all schools|all phases|all school types)$/

function plainly(text: string): string {
  return text.trim().toLowerCase().replaceAll(/\s+/g, ' ')
}

/** Columns that hold words rather than numbers and have no meaning to us: they split the file further. */
export function splittingColumns(layout: Layout, sample: readonly (readonly string[])[]): readonly number[] {
  return layout.unknown
    .map(({ place }) => place)
    .filter((place) => sample.some((cells) => /[a-z]{4,}/i.test(cells[place] ?? '')))
    .filter((place) => !sample.some((cells) => readCount(cells[place] ?? '').is === 'number'))
}

/** Places a row; undefined where it says neither when nor where it is of, as notes and trailing totals do. */
export function placeRow(
  layout: Layout,
  cells: readonly string[],
  splitting: readonly number[],
): PlacedRow | undefined {
  const key = (part: KeyPart) => (cells[layout.keys.get(part) ?? -1] ?? '').trim()
  const level = levelOf(plainly(key('level')))
  const [year, period, date, term] = [key('year'), key('period'), key('date'), key('term')]
  if (level === undefined || `${year}${period}${date}` === '') return undefined
  const named = [key('authority name') || key('authority'), key('region name') || key('region'), 'England']
  const first = { authority: 0, regional: 1, national: 2, other: 0 }[level]
  const phase = key('phase')
  return {
    kind: kindOf(layout, { period, date, frame: key('frame'), term }),
    year,
    period,
    date,
    term,
    level,
    region: key('region') || plainly(key('region name')),
    authority: key('authority') || plainly(key('authority name')),
    phase,
    allPhases: TOTAL.test(plainly(phase)),
    others: splitting.map((place) => plainly(cells[place] ?? '')).join('|'),
    inWords: [named[first], phase, [year, period, term, date].filter((text) => text !== '').join(' ')]
      .filter((text) => text !== undefined && text !== '')
      .join(', '),
  }
}

function levelOf(text: string): PlacedRow['level'] | undefined {
  if (text === '') return undefined
  if (/^(national|england|country)$/.test(text)) return 'national'
  if (/^(regional?|gor)$/.test(text)) return 'regional'
  return /^(local authority|la|authority|local authorities)$/.test(text) ? 'authority' : 'other'
}

interface When {
  readonly period: string
  readonly date: string
  readonly frame: string
  readonly term: string
}

function kindOf({ bands, sessions }: Layout, { period, date, frame, term }: When): RowKind {
  if (bands) return 'bands'
  if (sessions.get('everyone')?.absenceOnly === true) return 'census'
  const said = plainly(frame)
  if (/ytd|year/.test(said)) return 'year to date'
  if (/week/.test(said)) return 'weekly'
  if (date !== '') return 'daily'
  if (/week|^\d{1,2}$/.test(plainly(period))) return 'weekly'
  return /term/.test(plainly(`${period} ${term}`)) ? 'term' : 'year to date'
}
