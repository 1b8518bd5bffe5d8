import { createHash } from 'node:crypto'
import { type Zippable, zipSync } from 'fflate'

/** A file of a ZIP: where it stands in there, such as `letters/first.pdf`, and what is in it. */
export interface PackedFile {
  readonly path: string
  readonly content: Uint8Array
}

/**
 * One ZIP of files, the same bytes for the same files: no clock goes in. PDFs and photographs are stored as they are, for nothing is gained by packing them again.
 * @throws RangeError where two files have one path: one would silently take the other's place.
 */
export function zipOf(files: readonly PackedFile[]): Uint8Array {
  const paths = new Set(files.map(({ path }) => path))
  if (paths.size < files.length) throw new RangeError('two files of a ZIP have one path')
  const packed: Zippable = {}
  for (const { path, content } of files)
    packed[path] = [content, { level: /\.(pdf|jpe?g|png|zip)$/i.test(path) ? 0 : 6, mtime: EARLIEST }]
  return zipSync(packed)
}

// The earliest that a ZIP can say, in whatever zone this runs.
const EARLIEST = new Date(1980, 0, 1, 12)

/** SHA-256 of a file as hexadecimal digits, for lists that say what belongs to a pack. */
export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
