import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse'

/** Why a file cannot be read, in a sentence for whoever named it. */
export class UnreadableFile extends Error {}

/** One line of cells and where it stands in the file, from 1. */
interface Line {
  readonly cells: readonly string[]
  readonly number: number
}

export interface OpenedFile {
  /** What was assumed in order to read it, such as an encoding. */
  readonly notes: readonly string[]
  readonly lines: AsyncIterable<Line>
}

const SAMPLE = 64 * 1024
const PIECE = 64 * 1024
const LONGEST_LINE = 1_000_000

const OTHER_KINDS: readonly (readonly [begins: string, kind: string])[] = [
  ['504b0304', 'a zip archive or an Excel workbook. Unpack it, or save the sheet as CSV, and check that file'],
  ['504b0506', 'an empty zip archive'],
  ['d0cf11e0', 'an old Excel workbook. Save the sheet as CSV, and check that file'],
  ['25504446', 'a PDF. The figures are in the CSV files of the same release'],
  ['89504e47', 'a picture'],
  ['ffd8ff', 'a picture'],
  ['47494638', 'a picture'],
  ['1f8b', 'packed with gzip. Unpack it first'],
  ['377abcaf', 'packed with 7-Zip. Unpack it first'],
  ['52617221', 'packed with RAR. Unpack it first'],
]

/** Opens a CSV file of any size as lines of cells, whatever its encoding and delimiter. @throws UnreadableFile */
export async function openPublished(path: string): Promise<OpenedFile> {
  const sample = await readSample(path)
  if (sample.length === 0) throw new UnreadableFile('The file is empty. Download it again.')
  const begins = sample.subarray(0, 8).toString('hex')
  const other = OTHER_KINDS.find(([magic]) => begins.startsWith(magic))
  if (other !== undefined) throw new UnreadableFile(`The file is ${other[1]}.`)
  const encoding = encodingOf(sample)
  if (encoding === undefined) throw new UnreadableFile('The file is not text. Choose a CSV file of a DfE release.')
  const start = new TextDecoder(encoding).decode(sample)
  if (/^\s*(<!doctype|<html|<\?xml)/i.test(start))
    throw new UnreadableFile('The file is a web page, not CSV. Download the data file itself.')
  if (/^\s*[[{]/.test(start))
    throw new UnreadableFile('The file is JSON, not CSV. Download the CSV file of the release.')
  const delimiter = delimiterOf(start)
  const notes = [
    ...(encoding === 'utf-8' ? [] : [`read as ${encoding === 'windows-1252' ? 'Windows-1252' : 'UTF-16'}`]),
    ...(delimiter === ',' ? [] : [`columns are parted by ${DELIMITERS[delimiter]}`]),
  ]
  return { notes, lines: linesOf(path, encoding, delimiter) }
}

async function readSample(path: string): Promise<Buffer> {
  try {
    const file = await open(path)
    try {
      if ((await file.stat()).isDirectory()) throw new UnreadableFile('This is a folder. Name the files in it.')
      const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE), 0, SAMPLE, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile('The file cannot be read. Check its name and that you may open it.')
  }
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

function encodingOf(sample: Buffer): Encoding | undefined {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le'
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be'
  // Without a mark: English text in UTF-16 has a zero in every other byte.
  const zeros = [0, 0]
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd > sample.length * 0.35 && even < sample.length * 0.05) return 'utf-16le'
  if (even > sample.length * 0.35 && odd < sample.length * 0.05) return 'utf-16be'
  if (even + odd > 0) return undefined
  const control = sample.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length
  if (control > sample.length / 50) return undefined
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true })
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'upright strokes',
}

/** Whichever the first line has most of, outside quotes. */
function delimiterOf(text: string): string {
  const first = /[^\r\n]+/.exec(text.replace(/^\ufeff?sep=.[\r\n]+/i, ''))?.[0].replaceAll(/"[^"]*"/g, '') ?? ''
  const counted = Object.keys(DELIMITERS).map((character) => ({ character, parts: first.split(character).length }))
  return counted.sort((a, b) => b.parts - a.parts)[0]?.character ?? ','
}

async function* linesOf(path: string, encoding: Encoding, delimiter: string): AsyncGenerator<Line> {
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE,
  })
  const fed = feed(parser, path, encoding).catch((error: unknown) => parser.destroy(error as Error)) // A stream's errors are errors.
  try {
    // The library types what it yields as any; `info` and arrays are what the options ask for.
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>)
      if (!(info.lines <= 1 && /^\ufeff?sep=/i.test(record[0] ?? ''))) yield { cells: record, number: info.lines }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const near = typeof error.lines === 'number' ? ` near line ${error.lines}` : ''
    throw new UnreadableFile(
      `The file cannot be read as CSV${near}: a quote mark is opened and never closed, so it may be cut short. Download it again.`,
    )
  } finally {
    parser.destroy()
    await fed
  }
}

async function feed(parser: ReturnType<typeof parse>, path: string, encoding: Encoding): Promise<void> {
  // The parser reads UTF-8 by itself; a small piece at a time, so that its lines are used before they are old.
  const decoder = encoding === 'utf-8' ? undefined : new TextDecoder(encoding)
  for await (const bytes of createReadStream(path, { highWaterMark: PIECE }) as AsyncIterable<Buffer>) {
    if (parser.destroyed) return
    const piece = decoder?.decode(bytes, { stream: true }) ?? bytes
    if (piece.length > 0 && !parser.write(piece)) await drained(parser)
  }
  if (!parser.destroyed) parser.end(decoder?.decode())
}

function drained(parser: ReturnType<typeof parse>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      parser.off('drain', done)
      parser.off('close', done)
      resolve()
    }
    parser.once('drain', done)
    parser.once('close', done)
  })
}
