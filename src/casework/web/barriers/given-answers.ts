import type { Answers, Level } from '../../contract.ts'

/** What was pressed: how hard it is, or that they would rather not say. */
export type Chosen = Level | 'declined'
export type Levels = ReadonlyMap<string, Chosen>
export type Said = ReadonlyMap<string, string>

export function answersOf(levels: Levels, said: Said): Answers {
  const declined = [...levels].flatMap(([id, level]) => (level === 'declined' ? [id] : []))
  return {
    answers: [...levels].flatMap(([id, level]) => (level === 'declined' ? [] : [{ id, level }])),
    words: [...said].filter(([, text]) => text.trim() !== '').map(([id, text]) => ({ id, text })),
    ...(declined.length === 0 ? {} : { declined }),
  }
}

export function levelsOf(begun: Answers): Levels {
  return new Map<string, Chosen>([
    ...begun.answers.map(({ id, level }) => [id, level] as const),
    ...(begun.declined ?? []).map((id) => [id, 'declined'] as const),
  ])
}

/** Answers as they are sent. */
export function bodyOfAnswers({ answers, words, declined }: Answers) {
  return {
    answers: [...answers],
    words: [...words],
    ...(declined === undefined ? {} : { declined: [...declined] }),
  }
}
