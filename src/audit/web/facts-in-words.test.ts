import { expect, it } from 'vitest'
import { factsInWords } from './facts-in-words.ts'

const ID = '7f1f6c1e-93a4-4f0e-8f2b-0c1d2e3f4a5b'

it.each([
  [{ role: 'teacher', position: 'Tutor of 7A' }, 'role: teacher; position: Tutor of 7A'],
  [{ yearGroup: 7, boards: false }, 'year group: 7; boards: no'],
  [{ contact: ID, reason: 'moved' }, 'reason: moved'],
  [{ tutors: [ID, ID] }, 'tutors: 2'],
  [{ days: ['2026-11-23', '2026-11-24'] }, 'days: 2026-11-23, 2026-11-24'],
  [{ refused: true }, ''],
  [{ school: { phase: 'primary' }, gone: null }, 'school: phase: primary'],
])('says %j as “%s”', (facts, words) => {
  expect(factsInWords(facts)).toBe(words)
})
