import type { Day } from '../../../kernel/day.ts'
import type { NewEntry } from '../../contract/entry.ts'
import { compareStages, STAGE_NAMES, STAGES, type Stage } from '../stages.ts'
import type { CaseState } from './case-state.ts'

export const OUTCOMES = ['improved', 'moved on', 'other support', 'no longer needed'] as const

/** What somebody may do with a case as a whole. */
export type Move =
  | {
      readonly kind: 'escalate'
      readonly to: Stage
      readonly because: string
      /** Why the stages between are passed over; needed where there are any. */
      readonly skipped?: string | undefined
      /** Why no support suits this child; needed for formal stages where none was offered. */
      readonly unsuitable?: string | undefined
    }
  | { readonly kind: 'step down'; readonly to: Stage; readonly because: string }
  | { readonly kind: 'close'; readonly outcome: (typeof OUTCOMES)[number]; readonly words: string }
  | { readonly kind: 'reopen'; readonly because: string }

export const MOVE_FAULTS = [
  'casework.closed',
  'casework.open-already',
  'casework.same-stage',
  'casework.needs-decision',
  'casework.one-stage',
  'casework.stages-between',
  'casework.support-first',
] as const

/** Why a move cannot be made; `message` says what to do. */
export interface MoveFault {
  readonly code: (typeof MOVE_FAULTS)[number]
  readonly message: string
}

/** What a move is decided on: where the case stands, what was offered, and whether the person decides (champion, head). */
export interface MoveFacts {
  readonly state: Pick<CaseState, 'status' | 'stage'>
  /** Support was offered, or it is recorded why it is unsuitable. */
  readonly supportShown: boolean
  readonly mayDecide: boolean
}

/** Stages that threaten consequences: support comes first, and a head or an attendance champion decides. */
export const FORMAL: readonly Stage[] = ['formalise', 'enforce']

/**
 * Whether a move can be made: undefined where it can. Support before law. Whoever writes in cases moves one up, a stage at a time, as far as
 * support goes; those who decide may pass over stages, and say why.
 */
export function moveFault({ state, supportShown, mayDecide }: MoveFacts, move: Move): MoveFault | undefined {
  if (move.kind === 'reopen') return state.status === 'open' ? OPEN : undefined
  if (state.status === 'closed') return CLOSED
  if (move.kind === 'close') return mayDecide ? undefined : DECISION
  const way = compareStages(move.to, state.stage)
  if (move.kind === 'step down') return way < 0 ? undefined : sameStage(state.stage, 'down')
  if (way <= 0) return sameStage(state.stage, 'up')
  if (FORMAL.includes(move.to) && !mayDecide) return DECISION
  if (way > 1 && !mayDecide) return oneStage(state.stage)
  if (way > 1 && blank(move.skipped)) return between(state.stage, move.to)
  return FORMAL.includes(move.to) && !supportShown && blank(move.unsuitable) ? SUPPORT_FIRST : undefined
}

function blank(words: string | undefined): boolean {
  return words === undefined || words.trim() === ''
}

const OPEN: MoveFault = { code: 'casework.open-already', message: 'This case is open; it need not be opened again.' }
const CLOSED: MoveFault = {
  code: 'casework.closed',
  message: 'This case is closed. Open it again first, then move it.',
}
const DECISION: MoveFault = {
  code: 'casework.needs-decision',
  message:
    'The head or the attendance champion decides this. Write down in a note why you would do it, and ask one of them.',
}
const SUPPORT_FIRST: MoveFault = {
  code: 'casework.support-first',
  message:
    'No support has been offered to this family yet. Offer some first, or say why none would suit this child: without it no formal step will hold.',
}

function sameStage(stage: Stage, way: 'up' | 'down'): MoveFault {
  return {
    code: 'casework.same-stage',
    message: `The case stands at “${STAGE_NAMES[stage]}”. Choose a stage that lies further ${way}.`,
  }
}

function oneStage(from: Stage): MoveFault {
  const next = STAGES[STAGES.indexOf(from) + 1] ?? from
  return {
    code: 'casework.one-stage',
    message: `Move the case one stage, to “${STAGE_NAMES[next]}”. To pass over stages, ask the head or the attendance champion.`,
  }
}

function between(from: Stage, to: Stage): MoveFault {
  const passed = STAGES.slice(STAGES.indexOf(from) + 1, STAGES.indexOf(to)).map((stage) => `“${STAGE_NAMES[stage]}”`)
  return {
    code: 'casework.stages-between',
    message: `This passes over ${passed.join(' and ')}. Say why the family was not helped there first, or move the case one stage.`,
  }
}

/** The entry that a move becomes. */
export function entryOfMove(move: Move, of: { readonly day: Day; readonly key: string }): NewEntry {
  if (move.kind === 'reopen') return { ...of, kind: 'reopened', body: { because: move.because } }
  if (move.kind === 'close') return { ...of, kind: 'closed', body: { outcome: move.outcome, words: move.words } }
  const { to, because } = move
  if (move.kind === 'step down') return { ...of, kind: 'stepped-down', body: { to, because } }
  const skipped = blank(move.skipped) ? {} : { skipped: move.skipped }
  const unsuitable = blank(move.unsuitable) ? {} : { unsuitable: move.unsuitable }
  return { ...of, kind: 'escalated', body: { to, because, ...skipped, ...unsuitable } }
}
