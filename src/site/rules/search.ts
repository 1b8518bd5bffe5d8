import type { Day } from '../../kernel/day.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { ActedBy } from './gate.ts'

/** What a search can come to, and what is done about it. */
export const SEARCH_STEPS = ['found', 'left-site', 'not-found', 'mistake', 'told', 'handed-over'] as const
export type SearchStepKind = (typeof SEARCH_STEPS)[number]

/** Who looks for a child from here on. */
export const HANDED_TO = ['safeguarding lead', 'police', 'parent or carer', 'social worker'] as const

export interface SearchStep {
  readonly number: number
  readonly kind: SearchStepKind
  /** Where they were found or looked for; the way the family was told; who looks from here on. */
  readonly place: string
  /** Who saw them; who was told. */
  readonly person: string
  readonly words: string
  readonly at: Moment
  readonly by: ActedBy
}

/** A pupil whom a spot check missed, with everything done since. */
export interface Search {
  readonly day: Day
  readonly at: Moment
  readonly steps: readonly SearchStep[]
}

/** Where a search stands. `mistake`: they were where they should have been all along. */
export type SearchState = 'looking' | 'found' | 'left-site' | 'not-found' | 'mistake'

export interface SearchStanding {
  readonly state: SearchState
  /** The step that made it so; null while nobody has found out anything. */
  readonly since: SearchStep | null
  /** The family was told of what stands: after a new turn of events they are told again. */
  readonly told: SearchStep | null
  /** Others look for the child from here on. */
  readonly handedOver: SearchStep | null
  /** What is still to be done. A search without any is over. */
  readonly next: readonly ('look' | 'tell' | 'hand-over')[]
}

const isWhereabouts = (step: SearchStep): step is SearchStep & { kind: Exclude<SearchState, 'looking'> } =>
  step.kind !== 'told' && step.kind !== 'handed-over'

/** The child is not safe in school: somebody beyond the school's corridors must know. */
export function isGone(state: SearchState | SearchStepKind): boolean {
  return state === 'left-site' || state === 'not-found'
}

/** A stretch of a search in which the child was gone, or was known to be safe: each has its own things to do. */
export interface Turn {
  readonly gone: boolean
  /** What began it. */
  readonly first: SearchStep
  /** Told in this turn; where the child is safe, also what the family was told before. */
  readonly told: SearchStep | null
  readonly handedOver: SearchStep | null
  /** What ended it: the child was found, or is gone again. */
  readonly over: SearchStep | null
}

/** The turns that a search took, in order. A mistake is none. */
export function turnsOf(steps: readonly SearchStep[]): readonly Turn[] {
  const places = steps.filter((step) => isWhereabouts(step) && step.kind !== 'mistake')
  const firsts = places.filter((step, place) => {
    const before = places[place - 1]
    return before === undefined || isGone(before.kind) !== isGone(step.kind)
  })
  return firsts.map((first, place) => {
    const over = firsts[place + 1] ?? null
    const until = over?.number ?? Number.POSITIVE_INFINITY
    const gone = isGone(first.kind)
    const within = (kind: SearchStepKind, from: number) =>
      steps.findLast((step) => step.kind === kind && step.number > from && step.number < until) ?? null
    const told = within('told', gone ? first.number : 0)
    return { gone, first, over, told, handedOver: gone ? within('handed-over', first.number) : null }
  })
}

/**
 * Where a search stands after its steps, in order. The last that says where the child is holds. A child found again after
 * "not found" need not be told of twice, one gone again must be.
 */
export function searchStanding(steps: readonly SearchStep[]): SearchStanding {
  const since = steps.findLast(isWhereabouts) ?? null
  const state = since?.kind ?? 'looking'
  if (state === 'looking') return { state, since, told: null, handedOver: null, next: ['look'] }
  const turn = turnsOf(steps).at(-1)
  const { told, handedOver } = turn ?? { told: null, handedOver: null }
  const next = new Set<SearchStanding['next'][number]>()
  if (turn !== undefined && told === null) next.add('tell')
  if (turn?.gone === true && handedOver === null) next.add('hand-over')
  return { state, since, told, handedOver, next: [...next] }
}

const IN_WORDS: Readonly<Record<SearchState, string>> = {
  looking: 'is still being looked for',
  found: 'has been found, safe',
  'left-site': 'has left the site',
  'not-found': 'was looked for and not found',
  mistake: 'was where they should be',
}

/** Whether a step makes sense where a search stands. */
export function decideStep(steps: readonly SearchStep[], kind: SearchStepKind): Result<void> {
  const { state } = searchStanding(steps)
  const no = (what: string) =>
    refused('site.search-not-so', `This pupil ${IN_WORDS[state]}, so ${what}. Look at the search again.`)
  if (kind === 'told' && (state === 'looking' || state === 'mistake'))
    return no('there is nothing to tell the family yet')
  if (kind === 'handed-over' && !isGone(state)) return no('nobody else needs to look for them')
  if (kind === 'mistake' && state !== 'looking') return no('it was no mistake')
  if (kind === state && kind !== 'not-found') return no('it is recorded already')
  return success(undefined)
}
