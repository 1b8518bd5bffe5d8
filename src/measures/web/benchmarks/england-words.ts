import { schoolYear, schoolYearName } from '../../../kernel/school-year.ts'
import { percentText } from '../../../ui/components/percentage.tsx'
import type { ComparedWithEngland } from '../../contract.ts'

export const PUBLISHED_FIGURES = [
  { figure: 'absence', name: 'Absence' },
  { figure: 'persistent', name: 'Persistently absent' },
  { figure: 'severe', name: 'Severely absent' },
] as const

const PARTS: Readonly<Record<ComparedWithEngland['period'], string>> = {
  autumn: 'Autumn term',
  spring: 'Spring term',
  summer: 'Summer term',
  'autumn and spring': 'Autumn and spring terms',
  year: 'Whole year',
}
const SERIES: Readonly<Record<ComparedWithEngland['series'], string>> = {
  daily: 'daily collection',
  census: 'school census',
}
const PHASES: Readonly<Record<NonNullable<ComparedWithEngland['phase']>, string>> = {
  all: 'schools of all phases',
  primary: 'primary schools',
  secondary: 'secondary schools',
  special: 'special schools',
  pru: 'pupil referral units',
}

/** "Autumn term 2024/25, daily collection". */
export function seriesName({ period, series, england, groups }: ComparedWithEngland): string {
  const years = [...(england === null ? groups.map((one) => one.england.year) : [england.year])]
  return `${PARTS[period]} ${schoolYearName(schoolYear(Math.max(...years)))}, ${SERIES[series]}`
}

/** "2026/27 so far". */
export function ownName({ year, isComplete }: Pick<ComparedWithEngland['own'][number], 'year' | 'isComplete'>): string {
  return `${schoolYearName(schoolYear(year))}${isComplete ? '' : ' so far'}`
}

/** What is counted alike on both sides. */
export function countedAlike({ series, phase, england }: ComparedWithEngland): string {
  const schools = england === null || phase === null ? '' : `England’s “all pupils” are those of ${PHASES[phase]}. `
  return series === 'census'
    ? `${schools}Both sides as the school census counts: pupils aged 5 to 15 on 31 August, its own days, without those who began in the second half of the summer term.`
    : `${schools}Both sides as DfE’s daily collection is published: pupils aged 5 to 15 on 31 August, without Year 11’s second half of the summer term. It is provisional and runs slightly above the census.`
}

/** "0.8 points less here", by the rates as they are shown. */
export function gapInWords(own: number, england: number): string {
  const points = Math.round((own - Number(england.toFixed(1))) * 10) / 10
  if (points === 0) return 'the same here'
  return `${Math.abs(points).toFixed(1)} points ${points > 0 ? 'more' : 'less'} here`
}

/** The part of the year that is going on stands first: it is the one that is nearest to like for like. Otherwise the whole year. */
export function startWith(offered: readonly ComparedWithEngland[]): ComparedWithEngland | undefined {
  const isGoingOn = ({ own, period }: ComparedWithEngland) => period !== 'year' && own[0]?.isComplete === false
  return offered.find(isGoingOn) ?? offered.find(({ period }) => period === 'year') ?? offered[0]
}

const PAIRS = [
  ['fsm', 'not-fsm', 'Pupils with free school meals', 'the others'],
  ['ehcp', 'no-sen', 'Pupils with an education, health and care plan', 'pupils without special needs'],
  ['sen-support', 'no-sen', 'Pupils with SEN support', 'pupils without special needs'],
] as const

/**
 * The gap between two groups here beside the same gap in England, where both are known: "Pupils with free school meals miss 8.3 points more than
 * the others here; in England 4.8 points." It depends less on the phase than either group's level does.
 */
export function gapsInWords({ groups }: Pick<ComparedWithEngland, 'groups'>, place: number): readonly string[] {
  const rate = (id: string) => {
    const found = groups.find((one) => one.id === id)
    const own = found?.own[place]
    if (found === undefined || own == null || own.sessions.possible === 0 || found.england.absence === null) return
    const here = Number(percentText(own.sessions.absent, own.sessions.possible))
    return { here, england: found.england.absence }
  }
  return PAIRS.flatMap(([id, rest, name, others]) => {
    const [one, other] = [rate(id), rate(rest)]
    if (one === undefined || other === undefined) return []
    const [here, england] = [one.here - other.here, one.england - other.england]
    const points = (gap: number) => `${Math.abs(gap).toFixed(1)} points ${gap < 0 ? 'less' : 'more'}`
    return [`${name} miss ${points(here)} than ${others} here; in England ${points(england)}.`]
  })
}
