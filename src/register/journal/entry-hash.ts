import { createHash } from 'node:crypto'
import { canonicalJson, type Entry, hashedText } from '../rules/journal.ts'

/** What stands before a school's first entry. */
export const NO_HASH = '0'.repeat(64)

/**
 * The hash that chains an entry to the one before: SHA-256 over
 *
 *     previous hash (32 bytes) · length of the text (4 bytes, big-endian) · text (UTF-8) · packed marks (20 bytes each)
 *
 * where the text is `hashedText`: canonical JSON of everything else. Anybody can compute it again from a copy of the journal.
 */
export function entryHash(entry: Entry, packed: Uint8Array, previousHash: string): string {
  const text = Buffer.from(hashedText(entry), 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  return createHash('sha256')
    .update(Buffer.from(previousHash, 'hex'))
    .update(length)
    .update(text)
    .update(packed)
    .digest('hex')
}

/** What a sender's key stands for: the same key with another hash is another act, and refused. */
export function requestHash(request: unknown): string {
  return createHash('sha256').update(canonicalJson(request)).digest('hex')
}
