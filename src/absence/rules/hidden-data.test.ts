import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileTypeOf } from './evidence.ts'
import { withoutHiddenData } from './hidden-data.ts'

const text = (words: string) => [...Buffer.from(words, 'latin1')]
const segment = (marker: number, content: readonly number[]) => {
  const length = content.length + 2
  return [0xff, marker, length >> 8, length & 0xff, ...content]
}
const SOI = [0xff, 0xd8]
const EOI = [0xff, 0xd9]
const TABLE = segment(0xdb, [0, 1, 2, 3])
const FRAME = segment(0xc0, [8, 0, 1, 0, 1, 1])
const SCAN = [...segment(0xda, [1, 0, 0]), 5, 0xff, 0, 7, 0xff, 0xd3, 9]
const PICTURE = [...TABLE, ...FRAME, ...SCAN]
const JFIF = segment(0xe0, text('JFIF\0 1.2'))
const PLACE = '51.5074 N, 0.1278 W'

/** Exif data with an orientation (or none) beside a place, in either order of bytes. */
function exif(orientation: number | undefined, little = false): number[] {
  const short = (value: number) => (little ? [value & 0xff, value >> 8] : [value >> 8, value & 0xff])
  const long = (value: number) => (little ? [...short(value), 0, 0] : [0, 0, ...short(value)])
  const make = [...short(0x010f), ...short(2), ...long(4), ...text('Fone')]
  const up = orientation === undefined ? [] : [...short(0x0112), ...short(3), ...long(1), ...short(orientation), 0, 0]
  const head = [...text(little ? 'II' : 'MM'), ...short(42), ...long(8), ...short(orientation === undefined ? 1 : 2)]
  return segment(0xe1, [...text('Exif\0\0'), ...head, ...make, ...up, ...long(0), ...text(PLACE)])
}

const clean = (bytes: readonly number[]) => {
  const given = Uint8Array.from(bytes)
  const type = fileTypeOf(given)
  if (type === undefined) throw new Error('no picture')
  return withoutHiddenData(type, given)
}
const jpeg = (...parts: readonly (readonly number[])[]) => clean([...SOI, ...parts.flat(), ...EOI])

describe('a photograph from a phone', () => {
  it.each([
    ['where it was taken', exif(1)],
    ['where it was taken, other way round', exif(undefined, true)],
    ['XMP', segment(0xe1, text(`http://ns.adobe.com/xap/1.0/\0<x>${PLACE}</x>`))],
    ['IPTC', segment(0xed, text(`Photoshop 3.0\0${PLACE}`))],
    ['a comment', segment(0xfe, text(PLACE))],
    ['a second picture’s address', segment(0xe2, text(`MPF\0${PLACE}`))],
    ['a small copy', segment(0xe0, text(`JFXX\0${PLACE}`))],
  ])('loses %s, and nothing of the picture', (_, hidden) => {
    expect(jpeg(JFIF, hidden, PICTURE)).toEqual(Uint8Array.from([...SOI, ...JFIF, ...PICTURE, ...EOI]))
  })

  it('keeps the colours that belong to it', () => {
    const colours = [...segment(0xe2, text('ICC_PROFILE\0 a profile')), ...segment(0xee, text('Adobe 100'))]
    expect(jpeg(colours, PICTURE)).toEqual(Uint8Array.from([...SOI, ...colours, ...PICTURE, ...EOI]))
  })

  it.each([[3], [6], [8]])('stays the right way up (%i), whichever way its data are written', (orientation) => {
    for (const little of [false, true]) {
      const cleaned = jpeg(exif(orientation, little), PICTURE)
      expect(Buffer.from(cleaned ?? []).includes(PLACE)).toBe(false)
      // Cleaned once more it is the same: the orientation that was written is read again.
      expect(clean([...(cleaned ?? [])])).toEqual(cleaned)
      expect(cleaned).toEqual(jpeg(exif(orientation, !little), PICTURE))
      expect(cleaned).not.toEqual(jpeg(PICTURE))
    }
  })

  it('loses a second picture that follows the first', () => {
    const second = [...SOI, ...exif(1), ...PICTURE, ...EOI]
    expect(clean([...SOI, ...PICTURE, ...EOI, ...second])).toEqual(jpeg(PICTURE))
  })

  it('that breaks off is no photograph', () => {
    const whole = [...SOI, ...JFIF, ...exif(6), ...PICTURE, ...EOI]
    for (let length = 3; length < whole.length; length += 1) expect(clean(whole.slice(0, length))).toBeUndefined()
  })

  it('never holds what a segment of a program said, whatever the segment and the picture', () => {
    const bytes = fc.array(fc.nat(255), { maxLength: 40 })
    const hidden = fc.tuple(fc.constantFrom(0xe1, 0xe3, 0xe5, 0xed, 0xef, 0xfe), bytes, bytes)
    const scan = bytes.map((data) => [
      ...segment(0xda, [1]),
      ...data.flatMap((one) => (one === 0xff ? [one, 0] : [one])),
    ])
    fc.assert(
      fc.property(fc.array(hidden, { maxLength: 5 }), scan, (all, picture) => {
        const added = all.flatMap(([marker, before, after]) => segment(marker, [...before, ...text(PLACE), ...after]))
        expect(jpeg(added, TABLE, picture)).toEqual(jpeg(TABLE, picture))
        expect(Buffer.from(jpeg(added, TABLE, picture) ?? []).includes(PLACE)).toBe(false)
      }),
    )
  })

  it('may be any bytes at all: they are cleaned or refused, and cleaned twice is cleaned once', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (rest, png) => {
        const start = png ? [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] : [0xff, 0xd8, 0xff]
        const cleaned = clean([...start, ...rest])
        if (cleaned !== undefined) expect(clean([...cleaned])).toEqual(cleaned)
      }),
    )
  })
})

describe('a picture of a screen', () => {
  const chunk = (name: string, content: readonly number[]) => [
    0,
    0,
    0,
    content.length,
    ...text(name),
    ...content,
    1,
    2,
    3,
    4,
  ]
  const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  const HEAD = [...SIGNATURE, ...chunk('IHDR', [0, 0, 0, 1]), ...chunk('gAMA', [1])]
  const BODY = [...chunk('IDAT', [1, 2, 3]), ...chunk('IEND', [])]

  it.each(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'prVt'])('loses its %s, and nothing of the picture', (name) => {
    expect(clean([...HEAD, ...chunk(name, text(PLACE)), ...BODY, ...text(PLACE)])).toEqual(
      Uint8Array.from([...HEAD, ...BODY]),
    )
  })

  it('that breaks off is no picture', () => {
    const whole = [...HEAD, ...BODY]
    for (let length = 8; length < whole.length; length += 1) expect(clean(whole.slice(0, length))).toBeUndefined()
  })
})

it('a PDF is kept as it is', () => {
  const letter = Uint8Array.from(text('%PDF-1.7 a letter'))
  expect(withoutHiddenData('application/pdf', letter)).toEqual(letter)
})
