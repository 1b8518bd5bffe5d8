import type { Session } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { LeaveKind } from './kinds.ts'

/** Who did something about a request, as they were then. */
export interface By {
  readonly name: string
  readonly position: string
}

/** One word of the school's own test of what is exceptional, and how the head judged it. */
export interface Judged {
  readonly test: string
  readonly met: boolean
}

/** What has been asked for. Never changes: somebody who wants something else asks again. */
export interface Asked {
  readonly id: string
  readonly kind: LeaveKind
  readonly from: Session
  readonly to: Session
  readonly reason: string
  /** The answer to what this kind of leave asks for; empty where it asks for nothing. */
  readonly particulars: string
  /** Who asked: a parent's name as the office or the portal has it. */
  readonly askedBy: string
  readonly channel: Channel
  readonly askedAt: Moment
}

/** How a request came. */
export const CHANNELS = ['portal', 'form', 'email', 'letter', 'phone', 'in-person'] as const
export type Channel = (typeof CHANNELS)[number]

interface Step<Kind extends string> {
  readonly number: number
  readonly kind: Kind
  readonly at: Moment
  readonly by: By
}

export interface Granted extends Step<'granted'> {
  readonly from: Session
  readonly to: Session
  readonly reason: string
  readonly conditions: string
  readonly judged: readonly Judged[]
  /** The entry of the journal that set the marks; null where every session of it had a mark already. */
  readonly entry: number | null
}

export interface Refused extends Step<'refused'> {
  readonly reason: string
  readonly judged: readonly Judged[]
}

/** What happened to a request after it was made, in order; insert-only. */
export type LeaveStep =
  | (Step<'questioned'> & { readonly reason: string })
  | (Step<'answered'> & { readonly reason: string })
  | Granted
  | Refused
  | (Step<'withdrawn'> & { readonly reason: string; readonly entry: number | null })

export type RequestState = 'waiting' | 'waiting for the family' | 'granted' | 'refused' | 'withdrawn'

/** Where a request stands: what its steps make of it, and nothing else. */
export function requestState(steps: readonly LeaveStep[]): RequestState {
  const decided = steps.findLast(({ kind }) => kind === 'granted' || kind === 'refused' || kind === 'withdrawn')
  if (decided !== undefined) return decided.kind as RequestState
  return steps.at(-1)?.kind === 'questioned' ? 'waiting for the family' : 'waiting'
}

/** The leave in force: what was granted and not withdrawn since. */
export function grantedLeave(steps: readonly LeaveStep[]): Granted | undefined {
  if (requestState(steps) !== 'granted') return undefined
  return steps.findLast((step): step is Granted => step.kind === 'granted')
}
