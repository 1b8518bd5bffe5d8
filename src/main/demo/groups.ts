import type { GroupId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import type { Child } from './children.ts'
import type { Random } from './random.ts'
import { AGES, yearGroupAt } from './schools.ts'
import type { SchoolStaff } from './staff.ts'
import { GROUP_COUNT } from './staff.ts'
import type { DemoGroup, DemoSchool } from './types.ts'

const FORMS = [...'ABCDEFGHJK']
const BIRDS = ['Heron', 'Kite']
const TREES = [
  'Acorn',
  'Alder',
  'Aspen',
  'Beech',
  'Birch',
  'Cedar',
  'Chestnut',
  'Elder',
  'Hazel',
  'Holly',
  'Hornbeam',
  'Larch',
  'Maple',
  'Rowan',
]

export interface SchoolGroups {
  readonly groups: readonly DemoGroup[]
  readonly groupOf: (child: Child, year: SchoolYear) => DemoGroup | undefined
}

interface Making {
  readonly random: Random
  readonly school: DemoSchool
  readonly staff: SchoolStaff
  readonly year: SchoolYear
}

function newGroup(making: Making, group: Pick<DemoGroup, 'name' | 'yearGroups'> & { tutor: number }): DemoGroup {
  const tutor = making.staff.tutors[group.tutor % making.staff.tutors.length]
  if (tutor === undefined) throw new RangeError(`${making.school.name} has no teachers`)
  return {
    id: making.random.uuid() as GroupId,
    schoolId: making.school.id,
    schoolYear: making.year,
    name: group.name,
    yearGroups: group.yearGroups,
    tutorId: tutor.id,
  }
}

/** Groups of one age: 7A to 7K, or Year 3 Heron and Kite. They move up together, and in the academy their tutor with them. */
function groupsByAge(making: Making, children: readonly Child[]): Map<string, DemoGroup> {
  const [youngest, oldest] = AGES[making.school.phase]
  const names = making.school.phase === 'secondary' ? FORMS : BIRDS
  const found = new Map<string, DemoGroup>()
  for (let age = youngest; age <= oldest; age++) {
    const cohort = making.year - age
    const yearGroup = yearGroupAt(age)
    const label = making.school.phase === 'secondary' ? yearGroup : age === 0 ? 'Reception ' : `Year ${yearGroup} `
    const line =
      making.school.phase === 'secondary' ? (((cohort % 3) + 3) % 3) * names.length : (age - youngest) * names.length
    const groups = names.map((name, index) =>
      newGroup(making, { name: `${label}${name}`, yearGroups: [yearGroup], tutor: line + index }),
    )
    const members = children.filter((child) => child.cohort === cohort)
    for (const [index, child] of members.entries()) {
      const group = groups[index % groups.length]
      if (group !== undefined) found.set(child.key, group)
    }
  }
  return found
}

/** Small classes of neighbouring ages, made up anew each year. */
function mixedGroups(making: Making, children: readonly Child[]): Map<string, DemoGroup> {
  const [youngest, oldest] = AGES[making.school.phase]
  const members = children
    .filter(({ cohort }) => making.year - cohort >= youngest && making.year - cohort <= oldest)
    .sort((one, other) => other.cohort - one.cohort || (one.key < other.key ? -1 : 1))
  const count = GROUP_COUNT[making.school.phase]
  const found = new Map<string, DemoGroup>()
  for (let index = 0; index < count; index++) {
    const inGroup = members.slice(
      Math.round((index * members.length) / count),
      Math.round(((index + 1) * members.length) / count),
    )
    const ages = [...new Set(inGroup.map((child) => making.year - child.cohort))].sort((one, other) => one - other)
    const group = newGroup(making, {
      name: TREES[index] ?? `Class ${index + 1}`,
      yearGroups: ages.map(yearGroupAt),
      tutor: index,
    })
    for (const child of inGroup) found.set(child.key, group)
  }
  return found
}

export function drawGroups(
  making: Omit<Making, 'year'>,
  children: readonly Child[],
  years: readonly SchoolYear[],
): SchoolGroups {
  const { phase } = making.school
  const byYear = new Map(
    years.map((year) => {
      const here = children.filter((child) =>
        child.places.some((place) => place.phase === phase && place.first <= year && year <= place.last),
      )
      const draw = phase === 'special' ? mixedGroups : groupsByAge
      return [year, draw({ ...making, year }, here)] as const
    }),
  )
  return {
    groups: [...new Set([...byYear.values()].flatMap((found) => [...found.values()]))],
    groupOf: (child, year) => byYear.get(year)?.get(child.key),
  }
}
