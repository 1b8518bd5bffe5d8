/** A phase's rate and the enrolments of all its schools, whether they reported or not. */
export interface PhaseRate {
  readonly rate: number
  readonly totalEnrolments: number
}

/**
 * The rate of all phases as DfE's dashboard worked it out to 2024/25 (from 2025/26 it is pooled, as every sum here is): the phases' rates weighted by the enrolments of all their
 * schools. Undefined without enrolments.
 * @returns the same unit as the rates. Source: attendance-data-dashboard, R/prerun_utils.R before 2025/26.
 */
export function allPhasesWeighted(phases: readonly PhaseRate[]): number | undefined {
  const weight = phases.reduce((sum, { totalEnrolments }) => sum + totalEnrolments, 0)
  if (weight === 0) return undefined
  return phases.reduce((sum, { rate, totalEnrolments }) => sum + rate * totalEnrolments, 0) / weight
}
