import type { Answers, Question } from '../contract.ts'

/** What the field of one question needs: the question, all answers so far, and a way to change them. */
export interface QuestionProps<Kind extends Question['kind']> {
  readonly question: Extract<Question, { readonly kind: Kind }>
  readonly answers: Answers
  readonly change: (changed: Partial<Answers>) => void
}
