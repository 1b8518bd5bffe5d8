import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wrapWords } from './wrap-words.ts'

const widthOf = (line: string) => line.length

test('a line is broken between words where there is no more room', () => {
  expect(wrapWords('Attendance by week of the school', 12, widthOf)).toEqual(['Attendance', 'by week of', 'the school'])
})

test('no word is lost, and only a word by itself is wider than there is room', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/)), fc.integer({ min: 1, max: 30 }), (words, room) => {
      const lines = wrapWords(words.join(' '), room, widthOf)
      expect(lines.flatMap((line) => line.split(' ')).filter((word) => word !== '')).toEqual(words)
      for (const line of lines) expect(line.includes(' ') && line.length > room).toBe(false)
    }),
  )
})
