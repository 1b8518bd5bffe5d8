const TYPE = 'B'.charCodeAt(0)
const NULL = -1

/**
 * The message that binds values, all in text format, to a statement that was parsed (PostgreSQL's manual, "Message Formats"). PGlite's own writer counts
 * the bytes of each text letter by letter, twice: for the thousands of keys of a work list that took longer than the question.
 */
export function writeBind(statement: string, values: readonly (string | null)[]): Buffer {
  const lengths = values.map((value) => (value === null ? NULL : Buffer.byteLength(value)))
  const ofValues = lengths.reduce((sum, length) => sum + 4 + Math.max(0, length), 0)
  // The length counts itself; two names with their ends, how many formats, values and formats of columns.
  const length = 4 + 1 + Buffer.byteLength(statement) + 1 + 2 + 2 + ofValues + 2
  const bytes = Buffer.alloc(1 + length)
  bytes.writeUInt8(TYPE, 0)
  bytes.writeUInt32BE(length, 1)
  // The portal has no name, and no formats are named: text is what is meant then.
  let at = 6
  at += bytes.write(statement, at) + 1 + 2
  at = bytes.writeUInt16BE(values.length, at)
  for (const [place, value] of values.entries()) {
    at = bytes.writeInt32BE(lengths[place] ?? NULL, at)
    if (value !== null) at += bytes.write(value, at)
  }
  return bytes
}
