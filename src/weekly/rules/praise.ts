import { addDays, type Day, daysBetween } from '../../kernel/day.ts'

/** A child is praised at most once in this many days: four weeks, so that it keeps its worth and goes round. */
export const PRAISED_AGAIN_AFTER = 28

/** One choice about praise. The family's and the school's are kept apart: neither undoes the other's "no". */
export interface PraiseChoice {
  readonly number: number
  readonly chosenBy: 'family' | 'school'
  readonly wanted: boolean
}

/** Who has said that a child is not to be praised for attendance; empty where nobody has. The last word of each counts. */
export function whoWantsNoPraise(choices: readonly PraiseChoice[]): readonly PraiseChoice['chosenBy'][] {
  return (['family', 'school'] as const).filter((who) => {
    const last = choices
      .filter(({ chosenBy }) => chosenBy === who)
      .toSorted((one, other) => one.number - other.number)
      .at(-1)
    return last?.wanted === false
  })
}

/** The first day on which a child can be praised again; undefined where that is today or earlier. */
export function praisedAgainFrom(last: Day | undefined, today: Day): Day | undefined {
  if (last === undefined || daysBetween(last, today) >= PRAISED_AGAIN_AFTER) return undefined
  return addDays(last, PRAISED_AGAIN_AFTER)
}
