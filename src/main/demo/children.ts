import { addDays, type Day, day, daysBetween } from '../../kernel/day.ts'
import { type SchoolYear, schoolYear } from '../../kernel/school-year.ts'
import { type Upn, upnCheckLetter } from '../../law/upn.ts'
import { drawHousehold, type Household } from './households.ts'
import { borne, drawGivenName, drawMiddleName, drawPreferredName } from './names/draw-names.ts'
import type { Random } from './random.ts'
import { AGES, AUTHORITY_NUMBER } from './schools.ts'
import type { DemoPupil, Phase, Sex } from './types.ts'

/** Years of one child at one of the three schools, both included. */
export interface Place {
  readonly phase: Phase
  readonly first: SchoolYear
  readonly last: SchoolYear
}

export interface Child {
  readonly key: string
  readonly household: Household
  /** The school year in which the child is, or would have been, in Reception. */
  readonly cohort: number
  readonly places: readonly Place[]
  readonly sex: Sex
  readonly givenNames: string
  readonly familyName: string
  readonly preferredName?: string
  readonly dateOfBirth: Day
  readonly upn: Upn
  /** Standard normal, the same in every year: how much school this child misses, and how often they are late. */
  readonly absence: number
  readonly lateness: number
}

/** A place at school that a child is still to be found for. */
interface Slot {
  readonly cohort: number
  readonly places: readonly Place[]
  taken?: true
}

const COHORT_SIZE: Readonly<Record<Phase, number>> = { secondary: 307, primary: 58, special: 10 }
/** Of the 58 who left Year 6, how many came to the academy. */
const PASSED_ON = 40

/** Everybody on a roll of the trust in the year or the one before. */
function slotsFor(year: SchoolYear): Slot[] {
  const slots: Slot[] = []
  const add = (cohort: number, count: number, places: readonly Place[]) => {
    for (let i = 0; i < count; i++) slots.push({ cohort, places })
  }
  for (const phase of ['secondary', 'primary', 'special'] as const) {
    const [youngest, oldest] = AGES[phase]
    for (let cohort = year - oldest - 1; cohort <= year - youngest; cohort++) {
      const place = { phase, first: schoolYear(cohort + youngest), last: schoolYear(cohort + oldest) }
      const crossing = cohort === year - AGES.secondary[0]
      if (phase === 'primary' && crossing) {
        const onward = { phase: 'secondary' as const, first: year, last: schoolYear(year + 2) }
        add(cohort, PASSED_ON, [place, onward])
        add(cohort, COHORT_SIZE.primary - PASSED_ON, [place])
      } else add(cohort, COHORT_SIZE[phase] - (phase === 'secondary' && crossing ? PASSED_ON : 0), [place])
    }
  }
  return slots
}

const FAMILY_SIZES: readonly (readonly [number, number])[] = [
  [1, 62],
  [2, 29],
  [3, 7.5],
  [4, 1.5],
]
const TWINS = 0.015

/** Another child's place for the same family: a different age, or for twins the same. */
function siblingSlot(random: Random, free: readonly Slot[], brothers: readonly Slot[]): Slot | undefined {
  const twin = random.chance(TWINS) ? brothers[0] : undefined
  for (let tries = 0; tries < 12; tries++) {
    const slot = random.pick(free)
    if (slot.taken || brothers.includes(slot)) continue
    const fits = twin
      ? slot.cohort === twin.cohort && slot.places[0]?.phase === twin.places[0]?.phase
      : brothers.every((other) => Math.abs(other.cohort - slot.cohort) > (brothers.length > 1 ? 1 : 0))
    // Two children of one family in a special school are rare.
    if (fits && (slot.places[0]?.phase !== 'special' || random.chance(0.4))) return slot
  }
  return undefined
}

function bornIn(random: Random, cohort: number): Day {
  return addDays(day(`${cohort - 5}-09-01`), random.int(365))
}

function birthday(random: Random, slot: Slot, siblings: readonly Child[]): Day {
  const twin = siblings.find((child) => child.cohort === slot.cohort)
  if (twin !== undefined) return twin.dateOfBirth
  for (let tries = 0; tries < 40; tries++) {
    const born = bornIn(random, slot.cohort)
    if (siblings.every((child) => Math.abs(daysBetween(child.dateOfBirth, born)) > 300)) return born
  }
  return bornIn(random, slot.cohort)
}

/** Numbers schools give when a child first joins one: ours, or another of the authority's, none of which exists. */
function upnIssuer(): (random: Random, slot: Slot) => Upn {
  const issued = new Map<string, number>()
  return (random, slot) => {
    const ours = slot.places[0]?.phase
    const establishment = ours === 'primary' ? '2001' : ours === 'special' ? '7001' : `200${random.between(2, 9)}`
    const prefix = `${AUTHORITY_NUMBER}${establishment}${String(slot.cohort % 100).padStart(2, '0')}`
    const serial = (issued.get(prefix) ?? 0) + 1
    issued.set(prefix, serial)
    const rest = `${prefix}${String(serial).padStart(3, '0')}`
    return `${upnCheckLetter(rest)}${rest}` as Upn
  }
}

/** Origins where one name alone is common enough to meet in any school office. */
const MAY_HAVE_ONE_NAME = new Set(['afghan', 'tamil'])

function nameChild(
  random: Random,
  household: Household,
  sex: Sex,
): Pick<Child, 'givenNames' | 'familyName' | 'preferredName'> {
  const { origin } = household
  const given = drawGivenName(random, origin, sex)
  if (MAY_HAVE_ONE_NAME.has(origin) && random.chance(0.1)) return { givenNames: '', familyName: given }
  const middle = drawMiddleName(random, origin, sex)
  const preferredName = drawPreferredName(random, given)
  return {
    givenNames: middle === undefined || middle === given ? given : `${given} ${middle}`,
    familyName: borne(household.familyName, origin, sex),
    ...(preferredName === undefined ? {} : { preferredName }),
  }
}

/** No two children of the trust are called the same, so that a demonstration finds the one it names. */
function nameNewly(random: Random, of: { household: Household; sex: Sex; taken: Set<string> }) {
  for (let tries = 0; ; tries++) {
    const names = nameChild(random, of.household, of.sex)
    const first = names.givenNames.split(' ')[0]
    const called = [`${first} ${of.household.familyName}`, calledName(names)]
    if (tries < 60 && (called.some((name) => of.taken.has(name)) || of.taken.has(`${first} in ${of.household.key}`)))
      continue
    for (const name of [...called, `${first} in ${of.household.key}`]) of.taken.add(name)
    return names
  }
}

const BOYS: Readonly<Record<Phase, number>> = { secondary: 0.505, primary: 0.51, special: 0.71 }
const MEALS: Readonly<Record<Phase, number>> = { secondary: 0.27, primary: 0.25, special: 0.46 }

function phaseOf(slot: Slot): Phase {
  return slot.places[0]?.phase ?? 'primary'
}

/** Every child of the trust, household by household. */
export function drawChildren(random: Random, year: SchoolYear): Child[] {
  const slots = random.shuffle(slotsFor(year))
  const issue = upnIssuer()
  const taken = new Set<string>()
  const children: Child[] = []
  for (const first of slots) {
    if (first.taken) continue
    const key = `h${String(children.length + 1).padStart(4, '0')}`
    const household = drawHousehold(random, key, { freeSchoolMeals: MEALS[phaseOf(first)] })
    const family = [first]
    for (let more = random.weighted(FAMILY_SIZES); more > 1; more--) {
      const sibling = siblingSlot(random, slots, family)
      if (sibling !== undefined) family.push(sibling)
    }
    const siblings: Child[] = []
    for (const slot of family) {
      slot.taken = true
      const sex: Sex = random.chance(BOYS[phaseOf(slot)]) ? 'M' : 'F'
      const names = nameNewly(random, { household, sex, taken })
      siblings.push({
        key: `c${String(children.length + siblings.length + 1).padStart(4, '0')}`,
        household,
        cohort: slot.cohort,
        places: slot.places,
        sex,
        ...names,
        dateOfBirth: birthday(random, slot, siblings),
        upn: issue(random, slot),
        absence: random.normal(),
        lateness: random.normal(),
      })
    }
    children.push(...siblings)
  }
  return children
}

/** What the office calls the child. */
export function calledName(pupil: Pick<DemoPupil, 'givenNames' | 'familyName' | 'preferredName'>): string {
  const given = pupil.preferredName ?? pupil.givenNames.split(' ')[0] ?? ''
  return `${given} ${pupil.familyName}`.trim()
}
