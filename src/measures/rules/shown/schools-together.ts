import { figuresShown, type ShownFigures } from './cohorts.ts'
import { figuresTogether, type GroupFigures } from './group-figures.ts'
import { FEWEST_SHOWN } from './small-numbers.ts'

/** A whole school by each period that may be asked of it: the year so far, and its terms by their names. */
export interface SchoolSummed {
  readonly phase: string
  /** A period without anything to count is left out. */
  readonly periods: ReadonlyMap<string, GroupFigures>
}

/** Several schools added up. */
export interface SchoolsSum {
  /** Null for all schools of all phases. */
  readonly phase: string | null
  readonly schools: number
  /** Null, or a count of it null, where a hidden school could be found by subtracting the others. */
  readonly figures: ShownFigures | null
}

const COUNTS = ['persistent', 'severe', 'full'] as const
type Hidden = 'enrolments' | (typeof COUNTS)[number]

/**
 * Sums over schools in one period, by phase and all together: of sessions, never means of rates. Each school's own numbers stand on pages of its
 * own, so no further school can be hidden to protect another; instead a sum is hidden where what it holds of hidden schools, taken alone, is of
 * a single school or of fewer pupils than are ever shown. A school, or a sum, that is hidden in one period is hidden in all of them: a term can
 * be had by subtracting the others from the year.
 * @param asked the period to add up; schools without it are in no sum, but still decide what is hidden.
 * @param fewest the smallest group to show.
 */
export function schoolsTogether(
  schools: readonly SchoolSummed[],
  asked: string,
  fewest = FEWEST_SHOWN,
): readonly SchoolsSum[] {
  const names = [...new Set(schools.flatMap(({ periods }) => [...periods.keys()]))]
  const byPhase = [...Map.groupBy(schools, ({ phase }) => phase)]
  const hides = (of: Hidden) =>
    hiddenSums(
      byPhase.map(([, of]) => of),
      { of, fewest, names },
    )
  const whole = hides('enrolments')
  const counts = { persistent: hides('persistent'), severe: hides('severe'), full: hides('full') }
  const sum = (phase: string | null, of: readonly SchoolSummed[], at: number): readonly SchoolsSum[] => {
    const figures = of.flatMap(({ periods }) => periods.get(asked) ?? [])
    if (figures.length === 0 && phase !== null) return []
    const isHidden = figures.length === 0 || whole[at] === true
    const shown = isHidden ? null : figuresShown(figuresTogether(figures), (count) => counts[count][at] === true)
    return [{ phase, schools: figures.length, figures: shown }]
  }
  return [...byPhase.flatMap(([phase, of], at) => sum(phase, of, at)), ...sum(null, schools, byPhase.length)]
}

/** Which sums to hide, in whatever period: of each phase, and last of all schools. */
function hiddenSums(
  byPhase: readonly (readonly SchoolSummed[])[],
  { of, fewest, names }: { of: Hidden; fewest: number; names: readonly string[] },
): readonly boolean[] {
  const unknown = byPhase.map((schools) => schools.filter((school) => isHidden(school, { of, fewest })))
  /** How many pupils of each of these schools a sum of the period holds. */
  const held = (schools: readonly SchoolSummed[], name: string) =>
    schools.map(({ periods }) => periods.get(name)?.[of] ?? 0).filter((pupils) => pupils > 0)
  const isSafe = (hidden: readonly SchoolSummed[]) =>
    names.every((name) => {
      const pupils = held(hidden, name)
      return pupils.length === 0 || (pupils.length > 1 && pupils.reduce((sum, one) => sum + one, 0) >= fewest)
    })
  const phases = unknown.map((hidden) => !isSafe(hidden))
  // Phases that are shown can be subtracted from the sum of all.
  return [...phases, !isSafe(unknown.filter((_, at) => phases[at]).flat())]
}

/** Whether pages hide this number of a school; with the whole school every count of it is hidden. */
function isHidden({ periods }: SchoolSummed, { of, fewest }: { of: Hidden; fewest: number }): boolean {
  const isFew = (count: number) => count > 0 && count < fewest
  return [...periods.values()].some((figures) => isFew(figures.enrolments) || isFew(figures[of]))
}
