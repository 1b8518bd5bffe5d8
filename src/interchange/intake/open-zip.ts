import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { malformed, type Problem, type Result, success } from '../../kernel/result.ts'

export interface ZippedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

const MOST_ENTRIES = 200
/** Unpacked, a file may be this large, and all of them together twice that. */
const LARGEST_UNPACKED = 60 * 1024 * 1024
const LARGEST_TOGETHER = 120 * 1024 * 1024
/** Text packs to a tenth; a thousandth is a bomb. */
const LARGEST_RATIO = 300

type Opened = { readonly files: readonly ZippedFile[]; readonly skipped: readonly string[] }

class Unfit extends Error {
  readonly problem: Problem
  constructor(message: string) {
    super(message)
    this.problem = { kind: 'malformed', code: 'interchange.zip', message }
  }
}

/** Whether bytes begin as a zip does. */
export function isZip(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5) && (bytes[3] === 4 || bytes[3] === 6)
  )
}

/**
 * Unpacks the CSV files of a zip in memory, never to disk. Refuses bombs, encrypted entries, tricks with paths and Office
 * files, which are zips as well.
 */
export async function openZip(bytes: Uint8Array, file: string): Promise<Result<Opened>> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
    })
    return success(await unpack(zip, file))
  } catch (error) {
    if (error instanceof Unfit) return { ok: false, problem: error.problem }
    // yauzl throws plain errors for a broken zip, a path out of it, or sizes that lie.
    return malformed(
      'interchange.zip',
      `"${file}" is a zip that cannot be opened safely: it is damaged, or names files outside itself. Pack the files anew.`,
    )
  }
}

async function unpack(zip: ZipFile, file: string): Promise<Opened> {
  const files: ZippedFile[] = []
  const skipped: string[] = []
  let together = 0
  let entries = 0
  for await (const entry of zip.eachEntry() as AsyncIterable<Entry>) {
    entries += 1
    if (entries > MOST_ENTRIES)
      throw new Unfit(`"${file}" holds more than ${MOST_ENTRIES} files. Pack only the roster's own.`)
    refuse(entry, file)
    const name = entry.fileName.replace(/^.*\//, '')
    if (isClutter(entry.fileName)) continue
    if (!/\.(csv|txt)$/i.test(name)) {
      skipped.push(name.slice(0, 80))
      continue
    }
    if (files.some((other) => other.name.toLowerCase() === name.toLowerCase()))
      throw new Unfit(`"${file}" holds "${name.slice(0, 80)}" twice, in different folders. Pack only one of them.`)
    together += entry.uncompressedSize
    if (together > LARGEST_TOGETHER) throw new Unfit(`"${file}" is larger than 120 MB when unpacked. Split it.`)
    files.push({ name, bytes: await read(zip, entry) })
  }
  return { files, skipped }
}

/** Folders, and what computers add to zips by themselves. */
function isClutter(name: string): boolean {
  return name.endsWith('/') || /(^|\/)(__MACOSX|\.[^/]*|Thumbs\.db|desktop\.ini)(\/|$)/i.test(name)
}

function refuse(entry: Entry, file: string): void {
  if (/^(\[Content_Types\]\.xml|xl\/)/.test(entry.fileName))
    throw new Unfit(`"${file}" is an Excel workbook. Open it, choose "Save as", then "CSV UTF-8", and send that file.`)
  if (/^mimetype$/.test(entry.fileName))
    throw new Unfit(`"${file}" is a LibreOffice document. Save it as CSV and send that file.`)
  if (entry.isEncrypted())
    throw new Unfit(`"${file}" is locked with a password. Pack it without one; the connection is encrypted anyway.`)
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
  if (entry.uncompressedSize > LARGEST_UNPACKED || (ratio > LARGEST_RATIO && entry.uncompressedSize > 1024 * 1024))
    throw new Unfit(`"${file}" would unpack to far more than a roster is. It was not opened.`)
}

/** Reads one entry; yauzl itself stops where the bytes are more or fewer than the entry says. */
async function read(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const stream = await zip.openReadStreamPromise(entry)
  const pieces: Buffer[] = []
  for await (const piece of stream as AsyncIterable<Buffer>) pieces.push(piece)
  return Buffer.concat(pieces)
}
