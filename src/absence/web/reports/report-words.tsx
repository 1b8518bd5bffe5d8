import { longDay, shortDay } from '../../../kernel/day.ts'
import { StatusPill, type StatusTone } from '../../../ui/components/status-pill.tsx'
import {
  type ReportCategory,
  type ReportChannel,
  type ReportState,
  type SetAsideReason,
  type ShownReport,
  spanInWords,
} from '../../contract.ts'

const LOOKS: Readonly<Record<ReportState, readonly [StatusTone, string]>> = {
  waiting: ['now', 'To be looked at'],
  'waiting for the family': ['waiting', 'Family asked'],
  accepted: ['done', 'Accepted'],
  'set aside': ['quiet', 'Set aside'],
}

export function ReportStatePill({ state }: { readonly state: ReportState }) {
  const [tone, word] = LOOKS[state]
  return <StatusPill tone={tone}>{word}</StatusPill>
}

export const CATEGORY_NAMES: Readonly<Record<ReportCategory, string>> = {
  illness: 'Illness',
  'medical-appointment': 'Doctor, dentist or hospital',
  religious: 'Religious observance',
  bereavement: 'Bereavement',
  family: 'Something in the family',
  holiday: 'Holiday',
  transport: 'Cannot get to school',
  travelling: 'Travelling with a parent’s trade',
  late: 'Will come late',
  other: 'Something else',
}

export const CHANNEL_NAMES: Readonly<Record<ReportChannel, string>> = {
  phone: 'by telephone',
  email: 'by e-mail',
  text: 'by text',
  'in-person': 'in person',
  portal: 'on the family’s page',
}

export const ASIDE_NAMES: Readonly<Record<SetAsideReason, string>> = {
  'wrong-child': 'It is about another child',
  duplicate: 'We have it already',
  'taken-back': 'The family took it back',
  'in-school': 'The child is in school',
  'not-from-family': 'It may not be from the family',
}

/** "Monday 23 November 2026, back on Wed 25 Nov", "… until somebody says more". */
export function daysOfReport({ first, until, span }: Pick<ShownReport, 'first' | 'until' | 'span'>): string {
  const days = span === null ? longDay(first.day) : spanInWords(span.from, span.to)
  if (until.kind === 'unknown') return `${days}; return not known`
  return until.kind === 'returns' ? `${days}; back on ${shortDay(until.day)}` : days
}
