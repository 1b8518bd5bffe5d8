import { malformed, type Result, success } from '../../kernel/result.ts'

export interface DecodedText {
  readonly text: string
  /** What was assumed, where anything was. */
  readonly note: string | undefined
}

const ENOUGH_TO_TELL = 4_096

/** Beginnings by which a file that is no CSV gives itself away, and what to do about it. */
const OTHER_KINDS: readonly { readonly begins: string; readonly kind: string }[] = [
  {
    begins: 'd0cf11e0',
    kind: 'an old Excel workbook (.xls). Open it, choose "Save as", then "CSV UTF-8", and send that file',
  },
  { begins: '25504446', kind: 'a PDF. Export the roster as CSV instead' },
  { begins: '89504e47', kind: 'a picture. Export the roster as CSV instead' },
  { begins: 'ffd8ff', kind: 'a picture. Export the roster as CSV instead' },
  { begins: '1f8b', kind: 'packed with gzip. Unpack it, or pack it as a zip' },
  { begins: '377abcaf', kind: 'packed with 7-Zip. Pack it as a zip' },
  { begins: '52617221', kind: 'packed with RAR. Pack it as a zip' },
]

/**
 * Turns the bytes of a CSV file into text: UTF-8, UTF-16 in either order, or Windows-1252, which is what Excel's plain "CSV"
 * writes on an English computer. Says what it assumed; refuses what is not text.
 */
export function decodeText(bytes: Uint8Array, file: string): Result<DecodedText> {
  const other = OTHER_KINDS.find(({ begins }) => Buffer.from(bytes.subarray(0, 8)).toString('hex').startsWith(begins))
  if (other !== undefined) return malformed('interchange.not-text', `"${file}" is ${other.kind}.`)
  const wide = utf16Of(bytes)
  if (wide !== undefined) {
    return success({ text: new TextDecoder(wide).decode(bytes), note: `${file}: read as UTF-16.` })
  }
  if (looksBinary(bytes)) {
    return malformed(
      'interchange.not-text',
      `"${file}" is not a text file. Save the roster as CSV ("CSV UTF-8" in Excel) and send that file.`,
    )
  }
  try {
    return success({ text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), note: undefined })
  } catch {
    return success({
      text: new TextDecoder('windows-1252').decode(bytes),
      note: `${file}: is not UTF-8, so it was read as Windows-1252, as Excel writes "CSV". If names with accents look wrong, save it as "CSV UTF-8".`,
    })
  }
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  // Without a mark: English text in UTF-16 has a zero in every other byte.
  const sample = bytes.subarray(0, ENOUGH_TO_TELL)
  const zeros = [0, 0]
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const most = sample.length / 2
  if (sample.length >= 4 && (zeros[1] ?? 0) > most * 0.7 && (zeros[0] ?? 0) < most * 0.1) return 'utf-16le'
  if (sample.length >= 4 && (zeros[0] ?? 0) > most * 0.7 && (zeros[1] ?? 0) < most * 0.1) return 'utf-16be'
  return undefined
}

/** Zeros, or more than a few of the control characters that no text has. */
function looksBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, ENOUGH_TO_TELL)
  let odd = 0
  for (const byte of sample) {
    if (byte === 0) return true
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) odd += 1
  }
  return odd > sample.length / 50
}
