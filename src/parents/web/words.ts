import type { ReportCategory } from '../../absence/contract.ts'
import { longDay } from '../../kernel/day.ts'
import type { Session } from '../../kernel/session.ts'
import type { LeaveKind } from '../../leave/contract.ts'
import type { FamilyReport } from '../contract.ts'

export const CATEGORY_WORDS: Readonly<Record<ReportCategory, string>> = {
  illness: 'Ill',
  'medical-appointment': 'Doctor, dentist or hospital',
  religious: 'Religious occasion',
  bereavement: 'A death in the family',
  family: 'Something in the family',
  holiday: 'Holiday or trip',
  transport: 'Could not get to school',
  travelling: 'Travelling for work',
  late: 'Will come late',
  other: 'Something else',
}

export const LEAVE_WORDS: Readonly<Record<LeaveKind, string>> = {
  exceptional: 'Something exceptional in the family',
  performance: 'A performance, or work abroad, with a licence',
  interview: 'An interview for a job or a place at a school or college',
  examinations: 'Studying for a public examination',
}

/** "from the afternoon of Monday 23 November 2026". */
export function sessionWords({ day, half }: Session): string {
  return half === 'AM' ? longDay(day) : `the afternoon of ${longDay(day)}`
}

/** What was reported, as a line of its own. */
export function reportWords({ first, until }: Pick<FamilyReport, 'first' | 'until'>): string {
  const from = sessionWords(first)
  if (until.kind === 'unknown') return `From ${from}, not known until when`
  if (until.kind === 'returns') return `From ${from}, back on ${longDay(until.day)}`
  return until.day === first.day ? from.replace(/^the/, 'The') : `From ${from} to ${longDay(until.day)}`
}
