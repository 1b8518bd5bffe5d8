import type { EntryKind } from '../../contract/entry.ts'
import { STAGE_NAMES, STAGES, type Stage } from '../stages.ts'
import { REACHES, STEP_REACHES } from './case-state.ts'
import { type Move, type MoveFacts, moveFault } from './moves.ts'
import { SUPPORT_SHOWN } from './next-steps.ts'
import { NEVER_RESTRICTED, WHEN_CLOSED } from './what-a-case-takes.ts'

/** The state table of `docs/case-states.md`: asked of the rule itself, cell by cell, so that it cannot say anything else. */
export function stateTable(): string {
  return [
    '# Where a case stands',
    '',
    'Made from `src/casework/rules/cases` and compared with it by `case-state.test.ts` (after an intended change: `npx vitest run src/casework/rules/cases -u`).',
    'A case is its entries and nothing else. It is open from its entry `opened` on, closed by `closed`, open again by `reopened`. Its stage is what `opened`, `escalated` and',
    '`stepped-down` say, or what was done (below). Restricted entries change nothing of it.',
    '',
    '## Moves of an open case',
    '',
    `| from \\ to | ${STAGES.map((to) => STAGE_NAMES[to]).join(' | ')} | Closed |`,
    `|---|${STAGES.map(() => '---|').join('')}---|`,
    ...STAGES.map(
      (from) =>
        `| ${STAGE_NAMES[from]} | ${STAGES.map((to) => moveCell(from, to)).join(' | ')} | ${needs(from, CLOSE)} |`,
    ),
    '',
    '- *decides*: somebody who may decide (head, attendance champion)',
    '- *support*: support was offered, or it is written down why none is suitable',
    '- *skipped*: the reason for passing over the stages between; only those who decide may pass over any',
    `- A closed case can be opened again, and nothing else: it comes back to the stage it had. While it is closed it takes ${list(WHEN_CLOSED)}.`,
    '',
    '## What was done brings a case to a stage',
    '',
    'Where it stands lower; never down. A contact counts where somebody was reached, a formal step with its first entry alone.',
    '',
    '| entry | stage |',
    '|---|---|',
    ...[...Object.entries(REACHES), ...Object.entries(STEP_REACHES).map(ofStep)]
      .sort(([one, a], [other, b]) => STAGES.indexOf(a) - STAGES.indexOf(b) || one.localeCompare(other))
      .map(([entry, stage]) => `| \`${entry}\` | ${STAGE_NAMES[stage]} |`),
    '',
    '## What shows support',
    '',
    `${list(SUPPORT_SHOWN)}, or an \`escalated\` that says why none is suitable.`,
    '',
    '## What is never restricted',
    '',
    `${list(NEVER_RESTRICTED)}: everybody who works on a case sees where it stands.`,
    '',
  ].join('\n')
}

function ofStep([step, stage]: [string, Stage]): [string, Stage] {
  return [`formal-step: ${step}`, stage]
}

function list(kinds: readonly EntryKind[]): string {
  return kinds.map((kind) => `\`${kind}\``).join(', ')
}

const CLOSE: Move = { kind: 'close', outcome: 'improved', words: 'why' }

function moveCell(from: Stage, to: Stage): string {
  if (from === to) return ''
  const up = STAGES.indexOf(to) > STAGES.indexOf(from)
  return needs(from, up ? { kind: 'escalate', to, because: 'why' } : { kind: 'step down', to, because: 'why' })
}

/** What has to be there before the rule lets a move through: each need alone is enough to stop it. */
function needs(stage: Stage, move: Move): string {
  const all: MoveFacts = { state: { status: 'open', stage }, supportShown: true, mayDecide: true }
  const full: Move = move.kind === 'escalate' ? { ...move, skipped: 'why' } : move
  const stops = (facts: MoveFacts, one: Move) => moveFault(facts, one) !== undefined
  const found = [
    stops({ ...all, mayDecide: false }, full) && 'decides',
    stops({ ...all, supportShown: false }, full) && 'support',
    stops(all, move) && 'skipped',
  ].filter((one) => one !== false)
  if (stops(all, full)) return 'no'
  return found.length === 0 ? 'yes' : found.join(', ')
}
