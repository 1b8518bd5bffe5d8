import { longDay } from '../../../kernel/day.ts'
import type { Assessment } from './assessments-of.ts'
import { saidBy } from './compare.ts'
import type { Whose } from './kinds.ts'
import { LEVELS, QUESTIONS_NOW, questionSet } from './questions.ts'

/** The questions on paper: to be filled in by hand, or with what was answered, in the words that it was asked in. */
export interface AssessmentOnPaper {
  readonly title: string
  readonly about: string
  readonly introduction: string
  readonly large: boolean
  readonly filled: boolean
  readonly levels: readonly string[]
  readonly howTo: string
  readonly tickHead: string
  readonly statements: readonly { readonly words: string; readonly answer: string }[]
  readonly open: readonly { readonly asked: string; readonly text: string }[]
  readonly after: string
}

/** How it is told of somebody who would rather not say how hard something is. */
export const RATHER_NOT = 'Would rather not say'

export function assessmentOnPaper(of: {
  who: Whose
  child: string
  answered: Assessment | undefined
}): AssessmentOnPaper | undefined {
  const { who, child, answered } = of
  const set = questionSet(answered?.version ?? QUESTIONS_NOW, who)
  if (set === undefined) return undefined
  const answerOf = (id: string) => {
    const level = answered?.answers.find((one) => one.id === id)?.level
    if (level !== undefined) return LEVELS[level]
    return answered?.declined?.includes(id) === true ? RATHER_NOT : 'Left out'
  }
  return {
    title: set.title,
    about:
      answered === undefined
        ? who === 'pupil'
          ? `This is for ${child}.`
          : `This is about ${child}.`
        : `About ${child}. Answered by ${answered.name} on ${longDay(answered.day)}.`,
    introduction: set.introduction,
    large: who === 'pupil',
    filled: answered !== undefined,
    levels: LEVELS,
    howTo: 'Tick one box in each line. You can leave a line out.',
    tickHead: who === 'pupil' ? 'About me' : 'About the child',
    statements: set.statements.map(({ id, words }) => ({ words, answer: answerOf(id) })),
    open: answered === undefined ? set.open.map(({ words }) => ({ asked: words, text: '' })) : [...saidBy(answered)],
    after: `Version ${set.version} of the questions. Give this back to the member of staff who gave it to you.`,
  }
}
