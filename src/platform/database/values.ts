import { momentFromMilliseconds } from '../../kernel/time-of-day.ts'

const DATE = 1082
const TIMESTAMPTZ = 1184
const BIGINT = 20
const BYTEA = 17

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

/**
 * How PGlite reads and writes values. Its own way with `bytea` makes an array of texts, one for each byte; strips and journals
 * are megabytes, and this is many times as fast.
 */
export const PGLITE_VALUES = {
  parsers: { ...READ_BY_OID, [BYTEA]: (text: string) => new Uint8Array(Buffer.from(text.slice(2), 'hex')) },
  serializers: {
    [BYTEA]: (bytes: unknown) => {
      if (!(bytes instanceof Uint8Array)) throw new TypeError('a bytea parameter must be a Uint8Array')
      return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`
    },
  },
}
