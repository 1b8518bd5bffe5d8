import type { GroupId } from '../../../kernel/ids.ts'
import type { SchoolFacts } from '../facts.ts'
import { adjusted } from '../patterns/chance.ts'
import type { SessionSpan } from '../sessions.ts'
import { enrolmentFigures } from '../shown/group-figures.ts'

/** A class in which nobody has a late mark, although so many other pupils of its year group have that chance does not explain it. */
export interface NeverLate {
  readonly groupId: GroupId
  /** Pupils of the class who attended in these days, and the sessions that they attended. */
  readonly pupils: number
  readonly attended: number
  /** The other pupils of the same year groups who attended, and how many of them have at least one L or U. */
  readonly others: number
  readonly othersLate: number
  /** How many of the class would have one at the share of the others. */
  readonly expected: number
  /** Adjusted for all classes looked at (Benjamini and Hochberg). */
  readonly adjusted: number
}

interface Pupil {
  readonly groupId: GroupId | null
  readonly yearGroup: string | null
  readonly isLate: boolean
  readonly attended: number
}

/**
 * Classes in which nobody is ever late: either a wonder, or somebody who marks everybody present. Whether it is chance is asked of pupils, not of
 * marks: lateness is the habit of a few, and a class without one of these few has no late mark however many sessions it attends. The chance is
 * that of a class without a late pupil if the pupils of its year group were dealt to classes at random (hypergeometric: exact, and with the
 * uncertainty of a share known from few pupils in it), adjusted for all classes of the school.
 * @param rate of the classes listed, on average at most this share is chance.
 */
export function neverLate(facts: SchoolFacts, span: SessionSpan, rate: number): readonly NeverLate[] {
  const pupils = facts.enrolled.flatMap((enrolled): Pupil[] => {
    const { attended, late } = enrolmentFigures(enrolled, span).sessions
    const { groupId, yearGroup } = enrolled
    return attended === 0 ? [] : [{ groupId, yearGroup, isLate: late > 0, attended }]
  })
  const ofYear = Map.groupBy(pupils, ({ yearGroup }) => yearGroup)
  const looked = [...Map.groupBy(pupils, ({ groupId }) => groupId)].flatMap(([groupId, of]) =>
    groupId === null ? [] : [classOf(groupId, of, ofYear)],
  )
  const values = adjusted(looked.map(({ chance }) => chance))
  return looked
    .map(({ chance: _, ...one }, at) => ({ ...one, adjusted: values[at] ?? 1 }))
    .filter((one) => one.adjusted <= rate)
    .sort((one, other) => one.adjusted - other.adjusted)
}

/** One class beside the other pupils of its year groups, each year group by itself; a class with a late pupil is no finding. */
function classOf(
  groupId: GroupId,
  pupils: readonly Pupil[],
  ofYear: ReadonlyMap<string | null, readonly Pupil[]>,
): Omit<NeverLate, 'adjusted'> & { readonly chance: number } {
  let [others, othersLate, expected, chance] = [0, 0, 0, 1]
  for (const [yearGroup, own] of Map.groupBy(pupils, (one) => one.yearGroup)) {
    const rest = (ofYear.get(yearGroup) ?? []).filter((one) => one.groupId !== groupId)
    const late = rest.filter(({ isLate }) => isLate).length
    others += rest.length
    othersLate += late
    expected += rest.length === 0 ? 0 : (own.length * late) / rest.length
    chance *= chanceOfNone({ late, notLate: rest.length - late + own.length, drawn: own.length })
  }
  return {
    ...{ groupId, pupils: pupils.length, others, othersLate, expected },
    attended: pupils.reduce((sum, one) => sum + one.attended, 0),
    chance: pupils.some(({ isLate }) => isLate) ? 1 : chance,
  }
}

/** The chance that none of the late is among those drawn at random from all. */
export function chanceOfNone({ late, notLate, drawn }: { late: number; notLate: number; drawn: number }): number {
  let chance = 1
  for (let at = 0; at < drawn; at++) chance *= (notLate - at) / (notLate + late - at)
  return chance
}
