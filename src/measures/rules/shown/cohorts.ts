import { compareYearGroups, yearGroupName } from '../../../law/school-age.ts'
import { FLAGS, type FlagKind } from '../../../roll/contract.ts'
import type { Enrolled } from '../facts.ts'
import { isPersistentlyAbsent, isSeverelyAbsent, type Sessions } from '../sessions.ts'
import { numbersOf, type Sums, sumsLess, sumsOfCells } from './cohort-sums.ts'
import type { EnrolmentFigures, GroupFigures } from './group-figures.ts'
import { cellsToHide } from './hiding.ts'
import type { Membership } from './kinds.ts'
import { FEWEST_SHOWN } from './small-numbers.ts'

/** Figures of a group that is large enough to show. A count of enrolments is null where it is hidden. */
export interface ShownFigures {
  readonly sessions: Sessions
  readonly enrolments: number
  readonly persistent: number | null
  readonly severe: number | null
  readonly full: number | null
}

/** One part of the pupils, beside all the others. */
interface Cohort {
  readonly id: string
  readonly name: string
  /** Null where it is hidden because it is small, or because a small one could be found from it. */
  readonly figures: ShownFigures | null
  readonly rest: ShownFigures | null
}

/** A way of dividing the pupils: every pupil is in exactly one of its cohorts. */
export interface Division {
  readonly id: string
  readonly name: string
  readonly cohorts: readonly Cohort[]
}

/** A part of the pupils by what is known of each. */
export interface Part {
  readonly id: string
  readonly name: string
  readonly isIn: (enrolled: Enrolled) => boolean
}

export interface Parts {
  readonly id: string
  readonly name: string
  readonly parts: readonly Part[]
  /** The place of a pupil's part, where that is known sooner than by asking each part in turn. */
  readonly placeOf?: (enrolled: Enrolled) => number
}

const SEXES: readonly Part[] = [
  { id: 'F', name: 'Girls', isIn: ({ sex }) => sex === 'F' },
  { id: 'M', name: 'Boys', isIn: ({ sex }) => sex === 'M' },
]

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

/** A group and everybody outside it. */
export function insideAndOutside({ id, name, isIn }: Part): Parts {
  return {
    id,
    name,
    parts: [
      { id, name, isIn },
      { id: `not-${id}`, name: 'All others', isIn: (enrolled) => !isIn(enrolled) },
    ],
    placeOf: (enrolled) => (isIn(enrolled) ? 0 : 1),
  }
}

/**
 * The ways to divide a school's pupils: sex, year group, registration group, SEN, and each flag.
 * @param flags those the reader may know of: divisions by any other are left out, not hidden.
 * @param groupNames registration groups in the order to show them; without any there is no such division.
 */
export function partsOf(
  each: readonly EnrolmentFigures[],
  of: { flags: readonly FlagKind[]; groupNames: ReadonlyMap<string, string> },
): readonly Parts[] {
  const years = [...new Set(each.flatMap(({ enrolled }) => (enrolled.yearGroup === null ? [] : [enrolled.yearGroup])))]
  return [
    { id: 'sex', name: 'Sex', parts: SEXES },
    {
      id: 'year-group',
      name: 'Year group',
      parts: [
        ...years
          .sort(compareYearGroups)
          .map((year): Part => ({ id: year, name: yearGroupName(year), isIn: ({ yearGroup }) => yearGroup === year })),
        { id: 'none', name: 'In no year group', isIn: ({ yearGroup }) => yearGroup === null },
      ],
    },
    ...(of.groupNames.size === 0 ? [] : [groupsOf(of.groupNames)]),
    ...(of.flags.includes('ehcp') && of.flags.includes('sen-support')
      ? [{ id: 'sen', name: 'Special educational needs', parts: SEN }]
      : []),
    ...of.flags
      .filter((flag) => flag !== 'ehcp' && flag !== 'sen-support')
      .map((flag) => insideAndOutside({ id: flag, name: FLAGS[flag].name, isIn: ({ flags }) => flags.includes(flag) })),
  ]
}

function groupsOf(names: ReadonlyMap<string, string>): Parts {
  const places = new Map([...names.keys()].map((id, place) => [id, place]))
  const placeOf = ({ groupId }: Enrolled) => (groupId === null ? undefined : places.get(groupId)) ?? names.size
  return {
    id: 'group',
    name: 'Registration group',
    parts: [
      ...[...names].map(([id, name]): Part => ({ id, name, isIn: ({ groupId }) => groupId === id })),
      { id: 'none', name: 'None of these', isIn: (enrolled) => placeOf(enrolled) === names.size },
    ],
    placeOf,
  }
}

/** What is hidden of each cell of each division: all of it, or a count of its pupils. */
export interface Hiding {
  /** In step with the divisions. */
  readonly cells: readonly (readonly boolean[])[]
  /** Undefined where every count of a shown cell is shown. */
  readonly counts: CountsHidden | undefined
}

/**
 * What to hide of some divisions: what is small and what would give it away (`cellsToHide`), over all divisions at once.
 * @param periods the same pupils over each stretch of days that may be asked for; what is hidden in one of them is hidden in all, as each is
 * what the others leave of their sum. Hiding more than a period needs by itself never gives anything away.
 * @param fewest the smallest group to show; 1 shows all.
 * @param countsToo hides counts of 1 to 5 persistently, severely or never absent pupils as well: for readers who see no single pupil.
 */
export function hidingOf(
  periods: readonly (readonly EnrolmentFigures[])[],
  of: { parts: readonly Parts[]; fewest?: number; countsToo?: boolean },
): Hiding {
  const { parts, fewest = FEWEST_SHOWN, countsToo = false } = of
  const each = periods.map((period) => {
    const counted = withSessions(period)
    return { each: counted, divisions: parts.map((one) => membershipOf(one, counted)) }
  })
  const cells = each
    .map(({ each: { length: pupils }, divisions }) => cellsToHide(divisions, { pupils, fewest }))
    .reduce(hiddenInEither)
  if (!countsToo) return { cells, counts: undefined }
  const counts = each
    .map((one) => countsHidden({ ...one, hidden: cells, fewest }))
    .reduce((one, other) => mapCounts((count) => inEither(one[count], other[count])))
  return { cells, counts }
}

const hiddenInEither = (one: boolean[][], other: boolean[][]) =>
  one.map((row, table) => row.map((isHidden, at) => isHidden || other[table]?.[at] === true))

/** Whoever has no possible session is in no figure, so nobody can be found in one by them. */
const withSessions = (all: readonly EnrolmentFigures[]) => all.filter(({ sessions }) => sessions.possible > 0)

/**
 * Each part's figures beside those of all the others. A part with nobody in it is left out.
 * @param hiding what to hide; where left out it is decided from these enrolments alone, as `hidingOf` does with `fewest` and `countsToo`.
 */
export function divisionsOf(
  all: readonly EnrolmentFigures[],
  of: { parts: readonly Parts[]; fewest?: number; countsToo?: boolean; hiding?: Hiding },
): readonly Division[] {
  const { cells: hidden, counts } = of.hiding ?? hidingOf([all], of)
  const each = withSessions(all)
  const divisions = of.parts.map((parts) => membershipOf(parts, each))
  const numbers = numbersOf(each)
  const [whole] = sumsOfCells(numbers, { cells: 1, cellOf: new Uint8Array(each.length) })
  return of.parts.map(({ id, name, parts }, table) => {
    const membership = divisions[table]
    const sums = membership === undefined ? [] : sumsOfCells(numbers, membership)
    const cohorts = parts.flatMap((part, at): Cohort[] => {
      const figures = sums[at]
      if (whole === undefined || figures === undefined || figures.enrolments === 0) return []
      if (hidden[table]?.[at]) return [{ id: part.id, name: part.name, figures: null, rest: null }]
      const isHidden = (count: Count) => counts?.[count]?.cells[table]?.[at] ?? false
      const isTotalHidden = (count: Count) => counts?.[count]?.total ?? false
      return [
        {
          id: part.id,
          name: part.name,
          figures: figuresShown(figures, isHidden),
          // The rest is the total without the part, so it tells as much as the part does.
          rest: figuresShown(sumsLess(whole, figures), (count) => isHidden(count) || isTotalHidden(count)),
        },
      ]
    })
    return { id, name, cohorts }
  })
}

/** Which part each pupil is in: the first that says so, as parts have nobody in common. */
function membershipOf({ parts, placeOf }: Parts, each: readonly EnrolmentFigures[]): Membership {
  const placeIn = placeOf ?? ((enrolled: Enrolled) => parts.findIndex(({ isIn }) => isIn(enrolled)))
  const cellOf = new Int32Array(each.length)
  each.forEach(({ enrolled }, at) => {
    cellOf[at] = placeIn(enrolled)
  })
  if (cellOf.includes(-1)) throw new RangeError('A pupil is in no part of a division: add one for all others.')
  return { cells: parts.length, cellOf }
}

const COUNTS = ['persistent', 'severe', 'full'] as const
type Count = (typeof COUNTS)[number]

export function figuresShown(figures: Sums, isHidden: (count: Count) => boolean = () => false): ShownFigures {
  const { sessions, enrolments } = figures
  const count = (of: Count) => (isHidden(of) ? null : figures[of])
  return { sessions, enrolments, persistent: count('persistent'), severe: count('severe'), full: count('full') }
}

/** The figures of everybody, with counts of 1 to 5 hidden where the reader sees no single pupil; null where there are too few of them. */
export function totalShown(
  all: GroupFigures,
  { fewest = FEWEST_SHOWN, countsToo = false }: { fewest?: number; countsToo?: boolean } = {},
): ShownFigures | null {
  if (isFew(all.enrolments, fewest)) return null
  return figuresShown(all, (count) => countsToo && isFew(all[count], fewest))
}

/** Whether there are some, but too few to show. */
export function isFew(count: number, fewest = FEWEST_SHOWN): boolean {
  return count > 0 && count < fewest
}

/** Of each count: whether that of everybody is hidden, and which cells'. */
type CountsHidden = Readonly<Record<Count, CountHidden>>
interface CountHidden {
  readonly total: boolean
  readonly cells: boolean[][]
}

const mapCounts = <T>(of: (count: Count) => T): Readonly<Record<Count, T>> => ({
  persistent: of('persistent'),
  severe: of('severe'),
  full: of('full'),
})

const inEither = (one: CountHidden, other: CountHidden): CountHidden => ({
  total: one.total || other.total,
  cells: hiddenInEither(one.cells, other.cells),
})

const IS_COUNTED: Readonly<Record<Count, (sessions: Sessions) => boolean>> = {
  persistent: isPersistentlyAbsent,
  severe: isSeverelyAbsent,
  full: ({ absent }) => absent === 0,
}

/**
 * Which counts to hide: those who are persistently absent are a set of pupils like any other, divided by the same tables, so the same rule
 * finds which of their cells to hide. A cell that is hidden anyway is no help to whoever subtracts.
 */
function countsHidden(of: {
  each: readonly EnrolmentFigures[]
  divisions: readonly Membership[]
  hidden: readonly (readonly boolean[])[]
  fewest: number
}): CountsHidden {
  return mapCounts((count) => {
    const isCounted = IS_COUNTED[count]
    const counted = of.each.flatMap(({ sessions }, place) => (isCounted(sessions) ? [place] : []))
    const divisions = of.divisions.map(({ cells, cellOf }) => ({
      cells,
      cellOf: counted.map((place) => cellOf[place] ?? 0),
    }))
    const { fewest, hidden: hiddenAnyway } = of
    return {
      total: isFew(counted.length, fewest),
      cells: cellsToHide(divisions, { pupils: counted.length, fewest, hiddenAnyway }),
    }
  })
}
