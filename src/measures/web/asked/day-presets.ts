import { addDays, type Day } from '../../../kernel/day.ts'
import { firstDayOf, lastDayOf, schoolYear } from '../../../kernel/school-year.ts'
import { mondayOf, type SchoolCalendar } from '../../../roll/contract.ts'
import { halfTermsOf } from '../../rules/stretches.ts'
import type { AskedText } from './use-asked.ts'

/** Days that people ask for by name. */
export interface DayPreset {
  readonly id: string
  readonly name: string
  readonly group: 'Up to now' | 'Terms' | 'Half-terms'
  readonly from: Day | undefined
  readonly to: Day | undefined
}

/** The stretches of a year that have begun by today. Without a calendar only the whole year and this week. */
export function dayPresets(calendar: SchoolCalendar | undefined, of: { year: number; today: Day }): DayPreset[] {
  const year = schoolYear(of.year)
  const isThisYear = firstDayOf(year) <= of.today && of.today <= lastDayOf(year)
  const monday = mondayOf(of.today)
  const stretch =
    (group: DayPreset['group']) =>
    ({ name, from, to }: { name: string; from: Day; to: Day }): DayPreset => ({
      id: `${from} ${to}`,
      name,
      group,
      from,
      to,
    })
  const begun = <Stretch extends { from: Day }>(stretches: readonly Stretch[]) =>
    stretches.filter(({ from }) => from <= of.today)
  const terms = begun((calendar?.terms ?? []).map(({ name, first, last }) => ({ name, from: first, to: last })))
  const halves = begun(calendar === undefined ? [] : halfTermsOf(calendar))
  const weeks = isThisYear
    ? [
        { name: 'This week', from: monday, to: addDays(monday, 4) },
        { name: 'Last week', from: addDays(monday, -7), to: addDays(monday, -3) },
      ].filter(({ from }) => from >= firstDayOf(year))
    : []
  return [
    {
      id: 'year',
      name: isThisYear ? 'The year so far' : 'The whole year',
      group: 'Up to now',
      from: undefined,
      to: undefined,
    },
    ...weeks.map(stretch('Up to now')),
    ...terms.map(stretch('Terms')),
    ...halves
      .filter(({ from, to }) => !terms.some((term) => term.from === from && term.to === to))
      .map(stretch('Half-terms')),
  ]
}

/** The preset that a question’s days are; undefined where somebody chose others. */
export function presetOf(
  presets: readonly DayPreset[],
  { from, to }: Pick<AskedText, 'from' | 'to'>,
): DayPreset | undefined {
  return presets.find((preset) => preset.from === from && preset.to === to)
}

/** The ends of terms and half-terms that are over, the latest first: days to look from. */
export function endsOf(presets: readonly DayPreset[], today: Day): { readonly day: Day; readonly name: string }[] {
  const ends = new Map<Day, string>()
  for (const { group, name, to } of presets)
    if (group !== 'Up to now' && to !== undefined && to < today && !ends.has(to)) ends.set(to, `The end of ${name}`)
  return [...ends].map(([day, name]) => ({ day, name })).sort((one, other) => (one.day < other.day ? 1 : -1))
}
