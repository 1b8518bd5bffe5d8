import { expect, it } from 'vitest'
import { whyInWords } from './why-in-words.ts'

it.each([
  [['attendance below 95 %', 'attendance below 93 %'], 'attendance below 93 %'],
  [
    ['attendance below 97.5 %', '5 lates in this half term, 3 or more', 'attendance below 95 %'],
    '5 lates in this half term, 3 or more; attendance below 95 %',
  ],
  [['Sent beside the list'], 'Sent beside the list'],
  [[], ''],
])('%j is said as %j', (why, words) => {
  expect(whyInWords(why)).toBe(words)
})
