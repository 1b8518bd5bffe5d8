import type { PolicyFault } from './faults.ts'

/** The largest policy file that is read, in bytes: 256 kB, some ten times a long school's policy. */
export const LARGEST_POLICY = 256 * 1024

const UTF_16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
] as const

/** A file's bytes as text, or one sentence on why they are none. */
export function decodePolicy(bytes: Uint8Array): { readonly text: string } | { readonly fault: PolicyFault } {
  if (bytes.length === 0)
    return { fault: { message: 'The file is empty. Begin with the sample in the folder policies.' } }
  if (bytes.length > LARGEST_POLICY) return { fault: tooLarge(bytes.length) }
  if (UTF_16.some(([first, second]) => bytes[0] === first && bytes[1] === second))
    return {
      fault: {
        message: 'The file is saved as UTF-16. Save it again as UTF-8; your editor offers this under “Encoding”.',
      },
    }
  const zero = bytes.indexOf(0)
  if (zero >= 0)
    return {
      fault: { line: lineOfByte(bytes, zero), message: 'This is not a text file. Give the policy as a YAML file.' },
    }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    const line = lineOfByte(bytes, firstNotUtf8(bytes))
    return {
      fault: {
        line,
        message: 'A letter here is not UTF-8. Save the file again as UTF-8; your editor offers this under “Encoding”.',
      },
    }
  }
}

export function tooLarge(bytes: number): PolicyFault {
  const size = bytes >= 1024 * 1024 ? `${Math.round(bytes / 1024 / 1024)} MB` : `${Math.round(bytes / 1024)} kB`
  return {
    message: `The file has ${size}; a policy has at most ${LARGEST_POLICY / 1024} kB. Check that it is the right file.`,
  }
}

function lineOfByte(bytes: Uint8Array, at: number): number {
  let line = 1
  for (const byte of bytes.subarray(0, at)) if (byte === 10) line += 1
  return line
}

/** The place of the first byte that no UTF-8 text has there, by halves: what comes before it decodes. */
function firstNotUtf8(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length]
  while (good < bad) {
    const middle = Math.ceil((good + bad) / 2)
    if (decodes(bytes.subarray(0, middle))) good = middle
    else bad = middle - 1
  }
  return good
}

function decodes(bytes: Uint8Array): boolean {
  try {
    // As a stream, so that a letter cut in two at the end is no fault.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
