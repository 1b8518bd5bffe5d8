import { momentFromMilliseconds } from '../../kernel/time-of-day.ts'

const DATE = 1082
const TIMESTAMPTZ = 1184
const BIGINT = 20

/**
 * How a column's text becomes a value, for the types where the drivers' own reading is wrong for us: a `date` stays
 * `YYYY-MM-DD` (a JavaScript Date would move it with the time zone), a `timestamptz` becomes an ISO moment, a `bigint` a number.
 */
export function readValue(oid: number): ((text: string) => unknown) | undefined {
  if (oid === DATE) return (text) => text
  if (oid === TIMESTAMPTZ) return (text) => momentFromMilliseconds(Date.parse(text))
  if (oid === BIGINT) return (text) => Number(text)
  return undefined
}

export const READ_BY_OID: Readonly<Record<number, (text: string) => unknown>> = Object.fromEntries(
  [DATE, TIMESTAMPTZ, BIGINT].map((oid) => [oid, (text: string) => readValue(oid)?.(text)]),
)
