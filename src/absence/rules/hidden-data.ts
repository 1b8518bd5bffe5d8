import type { FileType } from './evidence.ts'

/**
 * A photograph without what a phone writes into it unseen: where and when it was taken, with which phone, a small copy of the picture before
 * it was cut. The picture itself stays as it is, byte for byte. Of a JPEG's hidden data only which way up it is stays, without which most
 * photographs of phones would lie on their side. What follows the end of the picture is left out too: phones put a second picture there.
 * A PDF is kept whole.
 * @returns undefined where the file breaks off or is no picture of its kind
 */
export function withoutHiddenData(type: FileType, bytes: Uint8Array): Uint8Array | undefined {
  if (type === 'image/jpeg') return cleanJpeg(bytes)
  return type === 'image/png' ? cleanPng(bytes) : bytes
}

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const COMMENT = 0xfe

/** Of the segments that programs add, those without which the colours would be wrong: how each begins. */
const KEPT_SEGMENTS: readonly (readonly [marker: number, start: string])[] = [
  [APP0, 'JFIF\0'],
  [0xe2, 'ICC_PROFILE\0'],
  [0xee, 'Adobe'],
]

interface Segment {
  readonly marker: number
  /** Of the whole segment, its 0xFF included. */
  readonly from: number
  readonly to: number
  /** What stands after the length. */
  readonly content: Uint8Array
}

function cleanJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const parts: Uint8Array[] = [Uint8Array.of(0xff, SOI)]
  let place = 2
  let upright = 1
  for (;;) {
    const segment = segmentAt(bytes, place)
    if (segment === undefined) return undefined
    const { marker, from, to, content } = segment
    if (marker === EOI)
      return joined([...parts.slice(0, 1), ...wayUp(upright), ...parts.slice(1), bytes.slice(from, to)])
    if (marker === APP1 && startsWith(content, 'Exif\0\0')) upright = orientationOf(content.subarray(6)) ?? upright
    if (isKept(marker, content)) parts.push(bytes.subarray(from, to))
    place = to
    if (marker !== SOS) continue
    place = endOfScan(bytes, to)
    parts.push(bytes.subarray(to, place))
  }
}

/** Between segments stands nothing but 0xFF that fill up. */
function segmentAt(bytes: Uint8Array, place: number): Segment | undefined {
  if (bytes[place] !== 0xff) return undefined
  let at = place + 1
  while (bytes[at] === 0xff) at += 1
  const marker = bytes[at]
  const from = at - 1
  if (marker === undefined || marker === 0 || marker === SOI) return undefined
  if (marker === EOI) return { marker, from, to: at + 1, content: bytes.subarray(0, 0) }
  const [high, low] = [bytes[at + 1], bytes[at + 2]]
  if (high === undefined || low === undefined) return undefined
  const to = at + 1 + high * 256 + low
  if (to < at + 3 || to > bytes.length) return undefined
  return { marker, from, to, content: bytes.subarray(at + 3, to) }
}

function isKept(marker: number, content: Uint8Array): boolean {
  if (marker === COMMENT) return false
  if (marker < APP0 || marker > 0xef) return true
  return KEPT_SEGMENTS.some(([one, start]) => one === marker && startsWith(content, start))
}

/** The picture's own data go on until a marker that is neither a 0xFF of theirs (0xFF00) nor a place to begin anew (0xFFD0 to 0xFFD7). */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    if (bytes[at] !== 0xff) continue
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at
  }
  return bytes.length
}

const ORIENTATION = 0x0112

/** Tag 0x0112 of the first directory of Exif data (TIFF 6.0 §8): 1 to 8; undefined where it is not said. */
function orientationOf(tiff: Uint8Array): number | undefined {
  if (tiff.length < 8) return undefined
  const little = tiff[0] === 0x49
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const directory = view.getUint32(4, little)
  if (directory + 2 > tiff.length) return undefined
  const entries = view.getUint16(directory, little)
  for (let entry = 0; entry < entries; entry += 1) {
    const at = directory + 2 + entry * 12
    if (at + 12 > tiff.length) return undefined
    if (view.getUint16(at, little) !== ORIENTATION) continue
    const value = view.getUint16(at + 8, little)
    return value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}

/** Exif data that say which way up the picture is, and nothing else; none where it is as it stands. */
function wayUp(orientation: number): readonly Uint8Array[] {
  if (orientation === 1) return []
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  return [Uint8Array.of(0xff, APP1, 0, 2 + 6 + tiff.length, ...ascii('Exif\0\0'), ...tiff)]
}

/** The chunks of a PNG that say how it looks; all others are words, times and places (PNG specification, chapter 11). */
const KEPT_CHUNKS = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs']

function cleanPng(bytes: Uint8Array): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts = [bytes.subarray(0, 8)]
  let place = 8
  while (place + 12 <= bytes.length) {
    const to = place + 12 + view.getUint32(place)
    if (to > bytes.length) return undefined
    const name = String.fromCharCode(...bytes.subarray(place + 4, place + 8))
    if (KEPT_CHUNKS.includes(name)) parts.push(bytes.subarray(place, to))
    if (name === 'IEND') return joined(parts)
    place = to
  }
  return undefined
}

function ascii(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0))
}

function startsWith(content: Uint8Array, start: string): boolean {
  return ascii(start).every((byte, place) => content[place] === byte)
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let place = 0
  for (const part of parts) {
    whole.set(part, place)
    place += part.length
  }
  return whole
}
