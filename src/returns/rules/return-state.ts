import type { Session } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { ToldField } from './content.ts'

/** How a return left the school. */
export const WAYS = ['portal', 'secure-email', 'post', 'phone'] as const
export type Way = (typeof WAYS)[number]

/** What was told: kept with the step, so that it can be shown as it was whatever the roll says later. */
export interface Told {
  readonly fields: readonly ToldField[]
  /** The marks behind it as they counted then. */
  readonly sessions: readonly Session[]
  readonly to: string
}

/** What somebody did about a return; insert-only, in order. */
export interface ReturnStep {
  readonly number: number
  readonly kind: 'cause' | 'exported' | 'sent' | 'receipted' | 'corrected' | 'settled'
  readonly at: Moment
  readonly by: { readonly name: string; readonly position: string }
  /** The cause; what was said with sending or receipt; why no correction is needed. */
  readonly words: string
  readonly way: Way | null
  /** The authority's reference. */
  readonly reference: string
  readonly told: Told | null
}

export type ReturnState = 'to prepare' | 'draft' | 'exported' | 'sent' | 'receipted' | 'withdrawn'

/**
 * Where a return stands: what its steps and its trigger make of it. What has left the school stays sent; what has not is withdrawn with
 * the facts that asked for it, and comes back with them.
 */
export function returnState(steps: readonly ReturnStep[], stands: boolean): ReturnState {
  const has = (kind: ReturnStep['kind']) => steps.some((step) => step.kind === kind)
  if (has('sent')) return steps.findLast(({ kind }) => kind === 'sent' || kind === 'receipted')?.kind as 'sent'
  if (!stands) return 'withdrawn'
  if (has('exported')) return 'exported'
  return steps.length === 0 ? 'to prepare' : 'draft'
}

/** The cause as it was last written. */
export function causeOf(steps: readonly ReturnStep[]): string {
  return steps.findLast(({ kind }) => kind === 'cause')?.words ?? ''
}

/** The last time that something was told, or decided to be left as told. */
export function lastTold(steps: readonly ReturnStep[]): ReturnStep | undefined {
  return steps.findLast(({ kind }) => kind === 'sent' || kind === 'corrected' || kind === 'settled')
}

/** What is no longer as it was told: marks recoded since, or the whole of what asked for it gone. */
export interface NoLongerSo {
  readonly sessions: readonly Session[]
  readonly gone: boolean
}

/**
 * What has changed since a return was sent; undefined while it is as told. An absence that was recoded within the codes that count (N that
 * became O) is no change to the authority.
 * @param counts whether the mark of a session still counts for returns of this kind; undefined where nobody can say
 */
export function noLongerSo(
  steps: readonly ReturnStep[],
  of: {
    readonly stands: boolean
    readonly byMarks: boolean
    readonly counts: (session: Session) => boolean | undefined
  },
): NoLongerSo | undefined {
  const told = lastTold(steps)
  if (told === undefined) return undefined
  const sessions = (told.told?.sessions ?? []).filter((session) => of.counts(session) === false)
  if (sessions.length > 0) return { sessions, gone: !of.stands }
  const gone = !of.byMarks && !of.stands && told.kind === 'sent'
  return gone ? { sessions: [], gone } : undefined
}
