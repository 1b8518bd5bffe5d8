import { strFromU8, strToU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { sha256, zipOf } from './zip.ts'

const files = [
  { path: 'index.txt', content: strToU8('what is in here '.repeat(200)) },
  { path: 'letters/first.pdf', content: strToU8('%PDF-1.7') },
]

describe('a ZIP', () => {
  it('holds every file at its path as it was', () => {
    const opened = unzipSync(zipOf(files))
    expect(Object.keys(opened)).toEqual(['index.txt', 'letters/first.pdf'])
    for (const { path, content } of files) expect(strFromU8(opened[path] ?? new Uint8Array())).toBe(strFromU8(content))
  })

  it('is the same bytes whenever it is made, so that its hash says what was handed over', () => {
    expect(sha256(zipOf(files))).toBe(sha256(zipOf(files)))
    expect(sha256(zipOf(files))).not.toBe(sha256(zipOf(files.slice(1))))
  })

  it('takes no two files of one path', () => {
    expect(() => zipOf([...files, { path: 'index.txt', content: strToU8('other') }])).toThrow(RangeError)
  })
})
