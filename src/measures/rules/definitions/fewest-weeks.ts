import type { FigureName } from './figures.ts'

/**
 * Persistent and severe absence are given for at least so many school weeks. DfE publishes them of the year so far, a term or a year, never of a
 * few days: one session missed of ten makes a pupil "persistently absent" for a week, which says nothing of a habit.
 */
export const FEWEST_WEEKS = 6

/** Whether a figure can be given of days that so many school weeks lie in. */
export function isGivenFor(figure: FigureName, weeks: number): boolean {
  return (figure !== 'persistent' && figure !== 'severe') || weeks >= FEWEST_WEEKS
}

/** Why it is not, in its place. */
export const TOO_FEW_WEEKS =
  'Given for six school weeks or more: in a few days one session missed can already be 10 %, and DfE publishes it of no week.'
