import { type Day, longDay } from '../../kernel/day.ts'
import { ALL_CODES } from '../../law/codes.ts'
import { type EnrolmentFigures, minutesInWords, sessionsWith } from '../../measures/contract.ts'
import type { Change } from './change.ts'
import { daysInWords, halfDays, times } from './half-days.ts'
import { type KindOfAbsence, kindOf } from './kinds-of-absence.ts'

/** A report to parents as it is kept, printed and sent: written once, never changed. */
export interface ParentsReport {
  readonly name: string
  readonly form: string
  readonly from: Day
  /** The last day counted. */
  readonly to: Day
  readonly possible: number
  readonly attended: number
  readonly absent: number
  readonly late: number
  /** The year so far in a sentence or two. */
  readonly summary: readonly string[]
  /** What was missed, each kind once, the most first. */
  readonly missed: readonly (KindOfAbsence & { readonly halfDays: number; readonly words: string })[]
  /** Beside the child's own weeks before. */
  readonly compared: string
  /** What the school offers, in its own words. */
  readonly help: string
}

export interface ReportFacts {
  /** The first name, as it is used. */
  readonly name: string
  readonly fullName: string
  readonly form: string
  readonly from: Day
  readonly to: Day
  readonly figures: Pick<EnrolmentFigures, 'codes' | 'sessions'>
  readonly minutesLate: number | null
  readonly change: Change
  readonly help: string
}

/** Writes a report in plain words, short sentences and whole numbers: half days as they are counted, and the days that they come to. */
export function parentsReport(of: ReportFacts): ParentsReport {
  const { possible, attended, absent, late } = of.figures.sessions
  return {
    name: of.fullName,
    form: of.form,
    from: of.from,
    to: of.to,
    possible,
    attended,
    absent,
    late,
    summary: summaryOf(of),
    missed: missedOf(of.figures),
    compared: comparedIn(of.name, of.change),
    help: of.help,
  }
}

function summaryOf({ name, from, to, figures, minutesLate }: ReportFacts): string[] {
  const { possible, attended, absent, late } = figures.sessions
  const when = `From ${longDay(from)} to ${longDay(to)}`
  if (possible === 0) return [`${when} there is nothing to count for ${name} yet.`]
  const minutes = minutesLate === null || minutesLate === 0 ? '' : ` That is ${minutesInWords(minutesLate)} in all.`
  return [
    `${when} ${name} came to school for ${attended} of ${halfDays(possible)}. A school day is two half days.`,
    absent === 0
      ? `${name} did not miss a single one.`
      : `${name} missed ${halfDays(absent)}. That is ${daysInWords(absent)} of school.`,
    late === 0 ? `${name} was never late.` : `${name} was late ${times(late)}.${minutes}`,
  ]
}

/** What was missed by kind, the most first. Codes that mean the same to a family are one kind. */
export function missedOf({ codes }: Pick<EnrolmentFigures, 'codes'>): ParentsReport['missed'] {
  const sums = new Map<string, KindOfAbsence & { halfDays: number }>()
  for (const code of new Set(ALL_CODES.map((meaning) => meaning.code))) {
    const statistical = ALL_CODES.findLast((meaning) => meaning.code === code)?.statistical
    const kind = statistical && kindOf(code, statistical)
    const count = sessionsWith(codes, code)
    if (kind === undefined || count === 0) continue
    sums.set(kind.id, { ...kind, halfDays: count + (sums.get(kind.id)?.halfDays ?? 0) })
  }
  return [...sums.values()]
    .toSorted((one, other) => other.halfDays - one.halfDays)
    .map((one) => ({ ...one, words: `${halfDays(one.halfDays)}: ${one.name}` }))
}

function comparedIn(name: string, change: Change): string {
  if (change.kind === 'too-early') return 'It is too early in the year to compare with the weeks before.'
  if (change.kind === 'better')
    return `${name} was in school for ${halfDays(change.halfDays)} more in the last four school weeks than in the four before. Well done.`
  if (change.kind === 'worse')
    return `${name} was away for ${halfDays(change.halfDays)} more in the last four school weeks than in the four before. If something makes it hard to come, please tell us.`
  return 'The last four school weeks were much like the four before.'
}

/** The report as a message says it: sentences, with paragraphs between them. */
export function reportInWords({ summary, missed, compared, help }: ParentsReport): string {
  const kinds = missed.map(({ words, means }) => `${words}. ${means}`)
  return [summary.join(' '), ...(kinds.length === 0 ? [] : [kinds.join('\n')]), compared, help]
    .filter((part) => part !== '')
    .join('\n\n')
}
