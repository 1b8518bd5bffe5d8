import { longDay } from '../../../kernel/day.ts'
import { type SchoolYear, schoolYearName } from '../../../kernel/school-year.ts'
import { isSameSession } from '../../../kernel/session.ts'
import { FEWEST_ENROLMENTS, type LeftOutBecause } from './census-enrolment.ts'
import type { LeftOut, ScopeFigures } from './count-scope.ts'
import type { Scope } from './scopes.ts'

/** What a scope came to, beside the year to date. */
export interface Beside {
  readonly scope: Scope
  readonly counted: ScopeFigures
  readonly yearToDate: ScopeFigures
  readonly year: SchoolYear
  /** Whether registers of the year before were kept here. */
  readonly yearBeforeKept: boolean
}

const GROUPED = new Intl.NumberFormat('en-GB')
const some = (count: number, one: string, many: string) => `${GROUPED.format(count)} ${count === 1 ? one : many}`
const enrolments = (count: number) => some(count, 'enrolment', 'enrolments')
const possible = (count: number) => some(count, 'possible session', 'possible sessions')

/** Why a scope’s figures are others than those of the year to date, a sentence for each rule that made a difference. */
export function whyItDiffers(beside: Beside): readonly string[] {
  const { scope, counted, yearToDate } = beside
  const found = [
    ...otherDays(beside),
    ...counted.leftOut.map((one) => leftOutInWords(one, scope)),
    ...apartInWords(counted),
    ...difference(counted, yearToDate),
  ]
  const isSame = difference(counted, yearToDate).length === 0 && counted.leftOut.length === yearToDate.leftOut.length
  if (isSame && scope.id !== 'year-to-date') found.push('The same enrolments and sessions as the year to date.')
  return [...found, ...caveats(beside)]
}

function otherDays({ counted: { from, until }, yearToDate, scope }: Beside): string[] {
  if (scope.id === 'year-to-date') return []
  const same = from === yearToDate.from && isSameSession(until, yearToDate.until)
  return same ? [] : [`Its days are ${longDay(from)} to ${longDay(until.day)}.`]
}

function leftOutInWords({ because, enrolments: count, possible: sessions }: LeftOut, { of }: Scope): string {
  if (because === 'Year 11 in the second half of the summer term')
    return `${possible(sessions)} of ${enrolments(count)} left out: Year 11 in the second half of the summer term.`
  const words: Readonly<Record<Exclude<LeftOutBecause, 'Year 11 in the second half of the summer term'>, string>> = {
    boarder: 'boarders, for whom no attendance register is kept',
    'too young': `younger than ${of === 'census' ? 4 : 5} on 31 August`,
    'too old': '16 or older on 31 August',
    'late starter': 'started in the second half of the summer term',
    'nothing possible': 'no possible session in these days',
  }
  return `${enrolments(count)} left out: ${words[because]}${sessions === 0 ? '' : ` (${possible(sessions)})`}.`
}

function apartInWords({ fourYearOlds }: ScopeFigures): string[] {
  if (fourYearOlds === null || fourYearOlds.enrolments === 0) return []
  const { absent, possible: of } = fourYearOlds.sessions
  return [
    `${enrolments(fourYearOlds.enrolments)} aged 4 on 31 August ${fourYearOlds.enrolments === 1 ? 'stands' : 'stand'} apart: ${GROUPED.format(absent)} of ${possible(of)} missed.`,
  ]
}

/** How many more or fewer, where the numbers are not the same. */
function difference({ figures, leavers }: ScopeFigures, yearToDate: ScopeFigures): string[] {
  const parts = [
    ...more(figures.enrolments, yearToDate.figures.enrolments, ['enrolment', 'enrolments']),
    ...more(figures.sessions.possible, yearToDate.figures.sessions.possible, ['possible session', 'possible sessions']),
  ]
  const gone =
    leavers <= yearToDate.leavers
      ? []
      : [`${enrolments(leavers)} in it ended before its last day, and ${leavers === 1 ? 'counts' : 'count'} to then.`]
  return parts.length === 0 ? gone : [`${parts.join(' and ')} than the year to date.`, ...gone]
}

function more(count: number, than: number, [one, many]: readonly [string, string]): string[] {
  const way = count > than ? 'more' : 'fewer'
  return count === than ? [] : [some(Math.abs(count - than), `${way} ${one}`, `${way} ${many}`)]
}

function caveats({ scope, counted, year, yearBeforeKept }: Beside): string[] {
  const few = scope.of !== 'everybody' && counted.figures.enrolments < FEWEST_ENROLMENTS
  return [
    ...(few ? [`DfE publishes nothing of a school with fewer than ${FEWEST_ENROLMENTS} enrolments aged 5 to 15.`] : []),
    ...(scope.id === 'rolling-12-months' && !yearBeforeKept
      ? ['No registers of the year before are kept here, so that only this year is counted.']
      : []),
    ...(year < scope.since
      ? [`This version describes ${schoolYearName(scope.since)} and later: DfE counted earlier years by other rules.`]
      : []),
  ]
}
