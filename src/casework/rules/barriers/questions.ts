import type { Whose } from './kinds.ts'
import type { QuestionSet } from './question-set.ts'
import { questionsOne } from './questions-1.ts'

export type { QuestionSet, Statement } from './question-set.ts'

/** The version that is asked now. Answers keep the version that they were given to, and are read with it for ever. */
export const QUESTIONS_NOW = 1

/** How hard something makes school. */
export const LEVELS = ['Not hard', 'A bit hard', 'Very hard'] as const
export type Level = 0 | 1 | 2

/** The school's own questions, of one version and for one who answers. @returns undefined where there is no such version */
export function questionSet(version: number, who: Whose): QuestionSet | undefined {
  return version === 1 ? questionsOne(who) : undefined
}

/** What was answered, by the ids of the questions. */
export interface Answers {
  readonly answers: readonly { readonly id: string; readonly level: Level }[]
  readonly words: readonly { readonly id: string; readonly text: string }[]
  /** Statements to which they would rather say nothing. Left out where there are none, as in all answers from before it could be said. */
  readonly declined?: readonly string[] | undefined
}

/** Why answers cannot be kept; undefined where they can: each to a question of the version, once, and at least one of them. */
export function answersFault(set: QuestionSet, { answers, words, declined = [] }: Answers): string | undefined {
  if (answers.length + words.length + declined.length === 0)
    return 'Nothing is answered yet. Answer at least one question, then save.'
  const known = (ids: readonly string[], of: readonly { id: string }[]) =>
    new Set(ids).size === ids.length && ids.every((id) => of.some((one) => one.id === id))
  const fits =
    // Nobody both answers and says nothing.
    known([...answers.map(({ id }) => id), ...declined], set.statements) &&
    known(
      words.map(({ id }) => id),
      set.open,
    )
  return fits ? undefined : 'These answers are not to the questions that were asked. Open the questions again.'
}
