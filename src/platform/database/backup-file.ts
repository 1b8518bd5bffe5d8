import { createReadStream, createWriteStream } from 'node:fs'
import { access, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import { StartUpError } from '../start-up-error.ts'
import { syncOne } from './data-folder.ts'

/** The lines of a backup file, which is gzipped JSON, one value a line; the last line tells a whole file from a cut one. */
export const headShape = z.object({
  firstbellBackup: z.literal(1),
  at: z.string(),
  engine: z.enum(['pglite', 'postgres']),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
})
export const tableShape = z.object({
  table: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
})
export const sequenceShape = z.object({ sequence: z.string(), value: z.string(), called: z.boolean() })
export const endShape = z.object({ end: z.literal(true), tables: z.record(z.string(), z.number()) })
/** One row: every value in PostgreSQL's own text form. */
export const rowShape = z.array(z.string().nullable())

export type Head = z.infer<typeof headShape>
export type TableHead = z.infer<typeof tableShape>
export type Sequence = z.infer<typeof sequenceShape>
export type End = z.infer<typeof endShape>
export type Line = Head | TableHead | Sequence | End

/** A stream of the bytes of a backup file from its lines; rows come as the JSON text that PostgreSQL made, which saves reading them. */
export function packed(lines: AsyncIterable<Line | readonly string[]>): Readable {
  const bytes = new PassThrough()
  const texts = async function* () {
    for await (const line of lines) yield Array.isArray(line) ? `${line.join('\n')}\n` : `${JSON.stringify(line)}\n`
  }
  pipeline(texts, createGzip({ level: 6 }), bytes).catch((error) => bytes.destroy(error))
  return bytes
}

/** Writes bytes to a file that is there whole, and on the disk, or not at all. */
export async function saveWhole(bytes: Readable, path: string): Promise<void> {
  const unfinished = `${path}.unfinished`
  try {
    await pipeline(bytes, createWriteStream(unfinished, { mode: 0o600, flush: true }))
    await rename(unfinished, path)
    await syncOne(dirname(path))
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

const NOT_A_BACKUP =
  'is not a whole Firstbell backup: it is something else, or was cut short. Nothing was changed. Use another backup file.'

/** The lines of a backup file, one after the other. @throws StartUpError where it is not one, or is damaged. */
export async function* unpacked(path: string): AsyncGenerator<unknown> {
  await access(path).catch((cause) => {
    throw new StartUpError(`${path} cannot be read. Check the file's name and that you may read it.`, { cause })
  })
  const file = createReadStream(path)
  const text = createGunzip()
  file.once('error', (error) => text.destroy(error))
  file.pipe(text).setEncoding('utf8')
  try {
    let rest = ''
    for await (const chunk of text) {
      const lines = `${rest}${chunk}`.split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) yield JSON.parse(line)
    }
  } catch (cause) {
    throw notABackup(path, cause)
  } finally {
    file.destroy()
  }
}

/** Reads a backup file once through, so that nothing is begun with one that is damaged or cut short. What it says of itself. */
export async function checkedHead(path: string): Promise<Head> {
  let head: Head | undefined
  let last: unknown
  for await (const line of unpacked(path)) {
    if (head === undefined) {
      const parsed = headShape.safeParse(line)
      if (!parsed.success) throw notABackup(path)
      head = parsed.data
    }
    last = line
  }
  if (head === undefined || !endShape.safeParse(last).success) throw notABackup(path)
  return head
}

export function notABackup(path: string, cause?: unknown): StartUpError {
  return new StartUpError(`${path} ${NOT_A_BACKUP}`, { cause })
}
