import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import { beginningOnPaper } from './papers.ts'

const [august, september, october] = [day('2026-08-01'), day('2026-09-02'), day('2026-10-05')]

describe('the first day of a certificate', () => {
  it.each([
    {
      when: 'asked for from 1 August: the first school day',
      from: august,
      starting: day('2023-09-04'),
      first: september,
      expected: '2026-09-02',
      words: /first school day/,
    },
    {
      when: 'a pupil who came in October: their first day on roll',
      from: august,
      starting: october,
      first: october,
      expected: '2026-10-05',
      words: /first day on roll/,
    },
    {
      when: 'on roll from a Saturday: the school day after it',
      from: august,
      starting: day('2026-10-03'),
      first: october,
      expected: '2026-10-05',
      words: /school day/,
    },
    {
      when: 'asked for from a school day: that day and nothing else',
      from: october,
      starting: september,
      first: october,
      expected: '2026-10-05',
      words: /2026$/,
    },
    {
      when: 'a calendar without sessions: the day asked for',
      from: august,
      starting: september,
      first: undefined,
      expected: '2026-08-01',
      words: /2026$/,
    },
  ])('is, $when', ({ from, starting, first, expected, words }) => {
    const beginning = beginningOnPaper({ from, starting, first })
    expect(beginning.day).toBe(expected)
    expect(beginning.words).toMatch(words)
  })
})
