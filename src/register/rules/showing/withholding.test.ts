import { expect, it } from 'vitest'
import { byteOfCode, type Code } from '../../../law/codes.ts'
import { tallyOf } from '../tally.ts'
import { tallyShownTo } from './withholding.ts'

const shown = (...codes: Code[]) => {
  const marks = Uint8Array.from(codes, byteOfCode)
  return tallyShownTo({ id: 'teacher', seesDetails: false }, tallyOf(marks, { from: 0, to: marks.length })).byCode
}

it.each([
  [['C', 'C1', 'C2', 'E'], 'authorised-absence'],
  [['B', 'K'], 'activity-elsewhere'],
  [['Q', 'Y5', 'Z', '#'], 'not-required'],
] as const)(
  'sums of a pupil’s year do not tell %j apart, not even by where %s stands among the codes',
  (codes, category) => {
    const others = ['/', 'V', 'D', 'M', 'S', 'X', 'T', 'I', 'Y1', 'Y7', 'N', 'O'] as const
    const lists = codes.map((code) => shown(...others, code, code))
    expect(lists[0]?.at(-1)).toMatchObject({ code: category, sessions: 2 })
    for (const list of lists) expect(list).toEqual(lists[0])
  },
)

it('restricted codes of one category are one sum', () => {
  expect(shown('E', 'I', 'C', 'B').map(({ code, sessions }) => [code, sessions])).toEqual([
    ['I', 1],
    ['authorised-absence', 2],
    ['activity-elsewhere', 1],
  ])
})
