import { conflict, type Problem, type Result, success } from '../../kernel/result.ts'

export const IMPORT_STATES = [
  'pending',
  'reading',
  'questions',
  'ready',
  'committing',
  'done',
  'failed',
  'discarded',
] as const
export type ImportState = (typeof IMPORT_STATES)[number]

/** What can happen to an import: the first five are acts of people, the others are how the work ended. */
export const IMPORT_ACTS = [
  'add-file',
  'read',
  'answer',
  'commit',
  'discard',
  'ask',
  'understand',
  'finish',
  'look-again',
  'fail',
] as const
export type ImportAct = (typeof IMPORT_ACTS)[number]

/** Where each act leads from each state. What is not here cannot happen. */
const NEXT: Readonly<Record<ImportState, Readonly<Partial<Record<ImportAct, ImportState>>>>> = {
  pending: { 'add-file': 'pending', read: 'reading', discard: 'discarded' },
  reading: { ask: 'questions', understand: 'ready', fail: 'failed' },
  questions: { 'add-file': 'pending', answer: 'reading', discard: 'discarded' },
  ready: { 'add-file': 'pending', answer: 'reading', commit: 'committing', discard: 'discarded' },
  // A roll that changed between preview and commit sends the import back, so that nothing unseen is ever committed.
  committing: { finish: 'done', 'look-again': 'reading', fail: 'failed' },
  done: {},
  failed: {},
  discarded: {},
}

const WHY_NOT: Readonly<Record<ImportState, string>> = {
  pending: 'Its files have not been read yet. Add the files and have them read first.',
  reading: 'Its files are being read. Wait until that is done.',
  questions: 'It has questions that nobody has answered yet. Answer them first.',
  ready: 'It is ready: look at the preview and commit or discard it.',
  committing: 'It is being committed. Wait until that is done.',
  done: 'It was committed and is finished. Start another import for another file.',
  failed: 'It failed and changed nothing. Start another import.',
  discarded: 'It was discarded. Start another import.',
}

/** The state that an act leads to, or in plain words why it cannot be done now. */
export function nextState(from: ImportState, act: ImportAct): Result<ImportState, Problem> {
  const to = NEXT[from][act]
  return to === undefined
    ? conflict('interchange.not-now', `This import cannot do that now. ${WHY_NOT[from]}`, { state: from })
    : success(to)
}

/** What people may do in a state, for the screen's buttons. */
export function actsOf(state: ImportState): readonly ImportAct[] {
  return IMPORT_ACTS.filter((act) => NEXT[state][act] !== undefined)
}

/** Whether nothing can happen any more, and what was staged can be thrown away. */
export function isOver(state: ImportState): boolean {
  return actsOf(state).length === 0
}

/** The table of states and acts as Markdown, for the document that is checked against it. */
export function stateTable(): string {
  const head = `| state | ${IMPORT_ACTS.join(' | ')} |\n|---|${IMPORT_ACTS.map(() => '---|').join('')}`
  const rows = IMPORT_STATES.map(
    (state) => `| ${state} | ${IMPORT_ACTS.map((act) => NEXT[state][act] ?? '').join(' | ')} |`,
  )
  return [head, ...rows].join('\n')
}
