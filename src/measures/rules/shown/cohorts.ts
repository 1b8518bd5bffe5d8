import { compareYearGroups, yearGroupName } from '../../../law/school-age.ts'
import { FLAGS, type FlagKind } from '../../../roll/contract.ts'
import type { Enrolled } from '../facts.ts'
import { type EnrolmentFigures, type GroupFigures, groupFigures } from './group-figures.ts'
import { FEWEST_SHOWN, partsToHide } from './small-numbers.ts'

/** One part of the pupils, beside all the others. */
export interface Cohort {
  readonly id: string
  readonly name: string
  /** Undefined where it is hidden because it is small, or because a small one could be found from it. */
  readonly figures: GroupFigures | undefined
  readonly rest: GroupFigures | undefined
}

/** A way of dividing the pupils: every pupil is in exactly one of its cohorts. */
export interface Division {
  readonly id: string
  readonly name: string
  readonly cohorts: readonly Cohort[]
}

interface Part {
  readonly id: string
  readonly name: string
  readonly isIn: (enrolled: Enrolled) => boolean
}

const SEXES: readonly Part[] = [
  { id: 'F', name: 'Girls', isIn: ({ sex }) => sex === 'F' },
  { id: 'M', name: 'Boys', isIn: ({ sex }) => sex === 'M' },
]

function flagged(flag: FlagKind): readonly Part[] {
  const { name } = FLAGS[flag]
  return [
    { id: flag, name, isIn: ({ flags }) => flags.includes(flag) },
    { id: `not-${flag}`, name: `All others`, isIn: ({ flags }) => !flags.includes(flag) },
  ]
}

/** SEN as DfE divides it: a plan outranks support. */
const SEN: readonly Part[] = [
  { id: 'ehcp', name: 'Education, health and care plan', isIn: ({ flags }) => flags.includes('ehcp') },
  {
    id: 'sen-support',
    name: 'SEN support',
    isIn: ({ flags }) => flags.includes('sen-support') && !flags.includes('ehcp'),
  },
  {
    id: 'no-sen',
    name: 'No special educational needs',
    isIn: ({ flags }) => !flags.includes('sen-support') && !flags.includes('ehcp'),
  },
]

/**
 * Every division of these pupils, with each part's figures beside those of all the others. Small parts are hidden, and with each a second one.
 * @param flags those the reader may know of: divisions by any other are left out, not hidden.
 * @param fewest the smallest group to show; 1 shows all.
 */
export function divisionsOf(
  each: readonly EnrolmentFigures[],
  of: { flags: readonly FlagKind[]; groupNames: ReadonlyMap<string, string>; fewest?: number },
): readonly Division[] {
  const { fewest = FEWEST_SHOWN } = of
  const years = [...new Set(each.flatMap(({ enrolled }) => (enrolled.yearGroup === null ? [] : [enrolled.yearGroup])))]
  const divisions = [
    { id: 'sex', name: 'Sex', parts: SEXES },
    {
      id: 'year-group',
      name: 'Year group',
      parts: years
        .sort(compareYearGroups)
        .map((year): Part => ({ id: year, name: yearGroupName(year), isIn: ({ yearGroup }) => yearGroup === year })),
    },
    {
      id: 'group',
      name: 'Registration group',
      parts: [...of.groupNames].map(([id, name]): Part => ({ id, name, isIn: ({ groupId }) => groupId === id })),
    },
    ...(of.flags.includes('ehcp') && of.flags.includes('sen-support')
      ? [{ id: 'sen', name: 'Special educational needs', parts: SEN }]
      : []),
    ...of.flags
      .filter((flag) => flag !== 'ehcp' && flag !== 'sen-support')
      .map((flag) => ({ id: flag, name: FLAGS[flag].name, parts: flagged(flag) })),
  ]
  return divisions.map(({ id, name, parts }) => ({ id, name, cohorts: cohortsOf(each, parts, fewest) }))
}

function cohortsOf(each: readonly EnrolmentFigures[], parts: readonly Part[], fewest: number): readonly Cohort[] {
  const sums = parts.map((part) => ({
    part,
    figures: groupFigures(each.filter(({ enrolled }) => part.isIn(enrolled))),
    rest: groupFigures(each.filter(({ enrolled }) => !part.isIn(enrolled))),
  }))
  const hidden = partsToHide(
    sums.map(({ figures }) => figures.enrolments),
    fewest,
  )
  return sums.map(({ part: { id, name }, figures, rest }, at) =>
    hidden[at] ? { id, name, figures: undefined, rest: undefined } : { id, name, figures, rest },
  )
}
