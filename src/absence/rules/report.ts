import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId } from '../../kernel/ids.ts'
import { compareSessions, type Session } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Code } from '../../law/codes.ts'

/** In days. Longer is no single report, and no day of return that a family gives on the telephone. */
export const LONGEST_REPORT = 42

/** What a family says an absence is for, in the words that they choose from. None of them decides a code by itself. */
export const REPORT_CATEGORIES = [
  'illness',
  'medical-appointment',
  'religious',
  'bereavement',
  'family',
  'holiday',
  'transport',
  'travelling',
  'late',
  'other',
] as const
export type ReportCategory = (typeof REPORT_CATEGORIES)[number]

/** How a report came. */
export const REPORT_CHANNELS = ['portal', 'phone', 'email', 'text', 'in-person'] as const
export type ReportChannel = (typeof REPORT_CHANNELS)[number]

/** Who did something about a report, as they were then. */
export interface ReportBy {
  readonly name: string
  readonly position: string
}

/** Until when the child is away: to this day and with it, until somebody says more, or back in school on this day. */
export type Until =
  | { readonly kind: 'day'; readonly day: Day }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'returns'; readonly day: Day }

/** What a family told the school about one child. Never changes: whoever has more to say reports again. */
export interface Report {
  readonly id: string
  readonly pupilId: PupilId
  /** The first session that the child misses. */
  readonly first: Session
  readonly until: Until
  readonly category: ReportCategory
  /** The family's own words; empty where they gave none. Never for teachers. */
  readonly words: string
  readonly channel: ReportChannel
  /** A contact of the roll where known; the name as it was given. */
  readonly reporter: { readonly contactId: ContactId | null; readonly name: string }
  /** When the school had it: a voicemail of 07:40 that was written down at 09:10 came at 07:40. */
  readonly receivedAt: Moment
  readonly entered: { readonly at: Moment; readonly by: ReportBy }
  /** The report about another child from which this one was moved; null otherwise. */
  readonly movedFrom: string | null
}

/** Why a report came to nothing. Marks stay as they are. */
export const SET_ASIDE_REASONS = ['wrong-child', 'duplicate', 'taken-back', 'in-school', 'not-from-family'] as const
export type SetAsideReason = (typeof SET_ASIDE_REASONS)[number]

interface Step<Kind extends string> {
  readonly number: number
  readonly kind: Kind
  readonly at: Moment
  readonly by: ReportBy
}

/** The office took the report as the reason: a code, and the sessions for which it counts. */
export interface Accepted extends Step<'accepted' | 'changed'> {
  readonly code: Code
  readonly from: Session
  readonly to: Session
  /** What the family is told besides; empty where nothing. */
  readonly text: string
  /** The entries of the register's journal that this step made: marks recoded, marks set ahead. */
  readonly amended: number | null
  readonly planned: number | null
  /** How many marks that were. */
  readonly marks: number
}

/** What happened to a report after it came, in order; insert-only. */
export type ReportStep =
  | Accepted
  | (Step<'question'> & { readonly text: string })
  | (Step<'answer'> & { readonly text: string })
  | (Step<'set-aside'> & {
      readonly reason: SetAsideReason
      readonly text: string
      /** Where it was moved to, as a report about the right child. */
      readonly movedTo: string | null
    })

export type ReportState = 'waiting' | 'waiting for the family' | 'accepted' | 'set aside'

/** Where a report stands: what its steps make of it, and nothing else. */
export function reportState(steps: readonly ReportStep[]): ReportState {
  const settled = steps.findLast(({ kind }) => kind === 'accepted' || kind === 'changed' || kind === 'set-aside')
  if (settled !== undefined) return settled.kind === 'set-aside' ? 'set aside' : 'accepted'
  return steps.at(-1)?.kind === 'question' ? 'waiting for the family' : 'waiting'
}

/** The acceptance in force: the last one, unless the report was set aside after it. */
export function acceptedAs(steps: readonly ReportStep[]): Accepted | undefined {
  if (reportState(steps) !== 'accepted') return undefined
  return steps.findLast((step): step is Accepted => step.kind === 'accepted' || step.kind === 'changed')
}

/**
 * The day before which the child is not expected; null where nobody knows. A child who is back on Thursday is expected then: a chase
 * rests until that day's register and no longer.
 * @param next the school day after another, by the calendar; undefined beyond what has been entered
 */
export function expectedBack(report: Pick<Report, 'until'>, next: (after: Day) => Day | undefined): Day | null {
  if (report.until.kind === 'unknown') return null
  if (report.until.kind === 'returns') return report.until.day
  return next(report.until.day) ?? null
}

/** Whether a report speaks of a session. One whose end nobody knows speaks of the day on which it begins and no further. */
export function coversSession(report: Pick<Report, 'first' | 'until'>, session: Session): boolean {
  if (compareSessions(session, report.first) < 0) return false
  const { until, first } = report
  if (until.kind === 'unknown') return session.day === first.day
  return until.kind === 'day' ? session.day <= until.day : session.day < until.day
}

/** What is known of one pupil and day, whoever knows it. */
export interface AbsenceFacts {
  /** An N, or no mark in a register that has closed. */
  readonly unexplained: boolean
  /** States of the reports that speak of this day. */
  readonly reports: readonly ReportState[]
  /** Somebody saw the child that day, and they were safe. */
  readonly seenSafe: boolean
  /** The police or the authority have it. */
  readonly handedOver: boolean
}

export type OpenAbsence = 'unexplained' | 'reported, to accept' | 'explained' | 'seen and safe' | 'handed over'

/**
 * What an absence still wants. A mark with a reason ends it, whatever else is open; a child who was seen, or whom others look for, is
 * followed up no further that day, though the reason is still to be found; a report that the office has not looked at rests the chase.
 */
export function openAbsence(facts: AbsenceFacts): OpenAbsence {
  if (!facts.unexplained) return 'explained'
  if (facts.seenSafe) return 'seen and safe'
  if (facts.handedOver) return 'handed over'
  return facts.reports.some((state) => state === 'waiting') ? 'reported, to accept' : 'unexplained'
}
