/**
 * The six stages of support before law (school policy, appendix 2; Working together to improve school attendance), from what is expected of
 * everybody to what a court decides.
 */
export const STAGES = ['expect', 'monitor', 'listen', 'facilitate', 'formalise', 'enforce'] as const
export type Stage = (typeof STAGES)[number]

export const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  expect: 'Expect',
  monitor: 'Monitor',
  listen: 'Listen and understand',
  facilitate: 'Facilitate support',
  formalise: 'Formalise support',
  enforce: 'Enforce',
}

/** Negative where the first comes before the second. */
export function compareStages(one: Stage, other: Stage): number {
  return STAGES.indexOf(one) - STAGES.indexOf(other)
}
