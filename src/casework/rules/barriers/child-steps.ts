import type { QuestionSet, Statement } from './question-set.ts'

/** A few questions that a child sees together: some to press, or one to answer in words of their own. */
export interface ChildStep {
  readonly title: string
  readonly statements: readonly Statement[]
  readonly open: QuestionSet['open'][number] | undefined
}

/** What belongs together for a child, by the ids of the statements. */
const TOGETHER: readonly { readonly title: string; readonly ids: readonly string[] }[] = [
  { title: 'How you feel', ids: ['unwell', 'worried'] },
  { title: 'Mornings, and the way to school', ids: ['mornings', 'leaving-home', 'journey'] },
  { title: 'In lessons', ids: ['lessons', 'busy', 'help'] },
  { title: 'Other people', ids: ['unkind', 'friends'] },
  { title: 'At home', ids: ['home', 'family', 'caring'] },
]

const AND = 'And these'

/** The questions in small steps, each of them once: what is only to be pressed comes first, since whoever finds writing hard would stop there. */
export function childSteps({ statements, open }: QuestionSet): readonly ChildStep[] {
  const placed = TOGETHER.flatMap(({ ids }) => ids)
  const groups = [
    ...TOGETHER.map(({ title, ids }) => ({
      title,
      statements: ids.flatMap((id) => statements.filter((one) => one.id === id)),
    })),
    // Those of a version that was written later, until somebody places them.
    { title: AND, statements: statements.filter(({ id }) => !placed.includes(id)) },
  ]
  return [
    ...groups.filter((group) => group.statements.length > 0).map((group) => ({ ...group, open: undefined })),
    ...open.map((one) => ({ title: one.words, statements: [], open: one })),
  ]
}
