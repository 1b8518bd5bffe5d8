import { figuresShown, type ShownFigures } from './cohorts.ts'
import { figuresTogether, type GroupFigures } from './group-figures.ts'
import { FEWEST_SHOWN } from './small-numbers.ts'

/** A whole school, or one kind of its numbers: hidden on every page where there are some, but too few to show. */
export interface SchoolSummed {
  readonly phase: string
  readonly figures: GroupFigures
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
 * Sums over schools, by phase and all together: of sessions, never means of rates. Each school's own numbers stand on pages of its own, so no
 * further school can be hidden to protect another; instead a sum is hidden where what it holds of hidden schools, taken alone, is of a single
 * school or of fewer pupils than are ever shown.
 * @param fewest the smallest group to show.
 */
export function schoolsTogether(schools: readonly SchoolSummed[], fewest = FEWEST_SHOWN): readonly SchoolsSum[] {
  const phases = [...new Set(schools.map(({ phase }) => phase))]
  const byPhase = phases.map((phase) => schools.filter((one) => one.phase === phase))
  const hides = (of: Hidden) => hiddenSums(byPhase, { of, fewest })
  const whole = hides('enrolments')
  const counts = { persistent: hides('persistent'), severe: hides('severe'), full: hides('full') }
  const sum = (of: readonly SchoolSummed[], { phase, at }: { phase: string | null; at: number }): SchoolsSum => ({
    phase,
    schools: of.length,
    figures:
      of.length === 0 || whole[at]
        ? null
        : figuresShown(figuresTogether(of.map(({ figures }) => figures)), (count) => counts[count][at] === true),
  })
  return [
    ...byPhase.map((of, at) => sum(of, { phase: phases[at] ?? null, at })),
    sum(schools, { phase: null, at: phases.length }),
  ]
}

/** Which sums to hide: of each phase, and last of all schools. */
function hiddenSums(
  byPhase: readonly (readonly SchoolSummed[])[],
  { of, fewest }: { of: Hidden; fewest: number },
): readonly boolean[] {
  const unknown = byPhase.map((schools) => schools.filter(({ figures }) => isHidden(figures, { of, fewest })))
  const isSafe = (hidden: readonly SchoolSummed[]) =>
    hidden.length === 0 || (hidden.length > 1 && hidden.reduce((sum, { figures }) => sum + figures[of], 0) >= fewest)
  const phases = unknown.map((hidden) => !isSafe(hidden))
  // Phases that are shown can be subtracted from the sum of all.
  return [...phases, !isSafe(unknown.filter((_, at) => phases[at]).flat())]
}

/** Whether pages hide this number of a school; with the whole school every count of it is hidden. */
function isHidden(figures: GroupFigures, { of, fewest }: { of: Hidden; fewest: number }): boolean {
  const isFew = (count: number) => count > 0 && count < fewest
  return isFew(figures.enrolments) || isFew(figures[of])
}
