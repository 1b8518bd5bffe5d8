import { type Day, parseDay } from '../../kernel/day.ts'

export type DateOrder = 'day-first' | 'month-first'

/** A date as typed: understood, understood only once the order of day and month is known, or not a date at all. */
export type TypedDate =
  | { readonly is: 'day'; readonly day: Day }
  | { readonly is: 'ambiguous'; readonly first: number; readonly second: number; readonly year: number }
  | { readonly is: 'impossible' }
  | { readonly is: 'not-a-date' }

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function dayFrom(year: number, month: number, date: number): Day | undefined {
  const two = (part: number) => String(part).padStart(2, '0')
  return parseDay(`${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`)
}

function known(day: Day | undefined): TypedDate {
  return day === undefined ? { is: 'impossible' } : { is: 'day', day }
}

/**
 * Reads a date without guessing: `2014-03-09` (with or without a time behind it) and `9 March 2014` are clear, `9/3/2014` is
 * ambiguous whatever its numbers. Years of two digits are not a date, because nobody can tell the century.
 */
export function readDate(text: string): TypedDate {
  const plain = text.trim()
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{2}:\d{2}.*)?$/.exec(plain)
  if (iso !== null) return known(dayFrom(Number(iso[1]), Number(iso[2]), Number(iso[3])))
  const worded = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})[ -](\d{4})$/.exec(plain)
  if (worded !== null) {
    const month = MONTHS.indexOf((worded[2] ?? '').slice(0, 3).toLowerCase()) + 1
    return month === 0 ? { is: 'not-a-date' } : known(dayFrom(Number(worded[3]), month, Number(worded[1])))
  }
  const typed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: 0?0:00(?::00)?)?$/.exec(plain)
  if (typed === null) return { is: 'not-a-date' }
  return { is: 'ambiguous', first: Number(typed[1]), second: Number(typed[2]), year: Number(typed[3]) }
}

/** The day that an ambiguous date is in an order; undefined where there is no such day. */
export function inOrder(date: Extract<TypedDate, { is: 'ambiguous' }>, order: DateOrder): Day | undefined {
  return order === 'day-first'
    ? dayFrom(date.year, date.second, date.first)
    : dayFrom(date.year, date.first, date.second)
}

/** What the dates of a file say about the order they are written in. */
export interface OrderEvidence {
  /** How many dates need the order to be known. */
  readonly ambiguous: number
  /** The rows that cannot be right in each order, with what they say. */
  readonly impossible: Readonly<Record<DateOrder, readonly { readonly row: string; readonly text: string }[]>>
}

/** Weighs every date of a file. It proves an order impossible, and never proves the other one right. */
export function orderEvidence(dates: readonly { readonly row: string; readonly text: string }[]): OrderEvidence {
  const typed = dates.flatMap(({ row, text }) => {
    const date = readDate(text)
    return date.is === 'ambiguous' ? [{ row, text, date }] : []
  })
  const not = (order: DateOrder) =>
    typed.filter(({ date }) => inOrder(date, order) === undefined).map(({ row, text }) => ({ row, text }))
  return { ambiguous: typed.length, impossible: { 'day-first': not('day-first'), 'month-first': not('month-first') } }
}

/** One of the dates that are impossible in an order, if possible one that is a day in the other: 31/02 is one in neither. */
export function exampleOf(texts: readonly string[]): string | undefined {
  const isDay = (text: string) => {
    const date = readDate(text)
    return date.is === 'ambiguous' && (['day-first', 'month-first'] as const).some((order) => inOrder(date, order))
  }
  return texts.find(isDay) ?? texts[0]
}
