import { type Day, day } from '../../kernel/day.ts'
import type { ContactId, PupilId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import type { Child, Place } from './children.ts'
import { drawEthnicity } from './ethnicity.ts'
import { drawFlags } from './flags.ts'
import type { Adult } from './households.ts'
import { NEXT_SCHOOLS, PREVIOUS_SCHOOLS } from './names/places.ts'
import type { Random } from './random.ts'
import { AGES, yearGroupAt } from './schools.ts'
import type {
  DemoCalendar,
  DemoContact,
  DemoContactLink,
  DemoFlags,
  DemoGroup,
  DemoPupil,
  DemoSchool,
} from './types.ts'

/** A pupil with what only the drawing knows. */
export interface Enrolment {
  readonly pupil: DemoPupil
  readonly child: Child
  readonly firstDay: Day
  readonly lastDay: Day
}

export interface SchoolYears {
  readonly school: DemoSchool
  /** The year before, and the year of today. */
  readonly calendars: readonly DemoCalendar[]
  /** First day with pupils of any year, also of those that are not drawn. */
  readonly firstDayOf: (year: SchoolYear) => Day
}

/** Moves in and out during a year, of the pupils who could. */
const JOIN_LATE = 0.022
const LEAVE_EARLY = 0.018
const FOR_EVER = day('2999-12-31')

export interface Placed {
  readonly child: Child
  readonly place: Place
  readonly registration: DemoPupil['registration']
}

/** Contacts of one school: an adult with two children there is kept once. */
export function contactBook(random: Random, school: DemoSchool) {
  const book = new Map<string, DemoContact>()
  const contactFor = (adult: Adult): DemoContact => {
    const known = book.get(adult.key)
    if (known !== undefined) return known
    const { tie: _, key, ...particulars } = adult
    const contact = { id: random.uuid() as ContactId, schoolId: school.id, adultKey: key, ...particulars }
    book.set(key, contact)
    return contact
  }
  const linksFor = (child: Child): DemoContactLink[] =>
    child.household.adults.map((adult, index) => ({ contactId: contactFor(adult).id, order: index + 1, ...adult.tie }))
  return { linksFor, contacts: () => [...book.values()] }
}

function startOf(random: Random, placed: Placed, years: SchoolYears): Day {
  const { place, child, registration } = placed
  const late = registration === 'only' && random.chance(JOIN_LATE)
  const isInTheMiddle = child.cohort + AGES[place.phase][0] < (years.calendars[1]?.schoolYear ?? 0)
  if (late && isInTheMiddle)
    return random.pick(years.calendars.flatMap((calendar) => calendar.schoolDays.slice(10, 120)))
  return years.firstDayOf(place.first)
}

function leavingOf(random: Random, placed: Placed, years: SchoolYears): DemoPupil['leaving'] {
  const { place, registration } = placed
  const [before, now] = years.calendars
  if (before === undefined || now === undefined) return undefined
  if (place.last <= before.schoolYear) {
    const staysWithUs = placed.child.places.length > 1
    const next = {
      primary: 'Marling Vale High School',
      secondary: 'Aldermarsh Upper School',
      special: 'Wharfside College',
    }
    const nextSchool = staysWithUs ? 'Aldermarsh Lower Academy' : next[place.phase]
    return { day: before.schoolDays.at(-1) ?? FOR_EVER, nextSchool }
  }
  if (registration !== 'only' || !random.chance(LEAVE_EARLY)) return undefined
  const days = [...before.schoolDays.slice(30), ...now.schoolDays.slice(0, 150)]
  return { day: random.pick(days), nextSchool: random.pick([...NEXT_SCHOOLS, ...PREVIOUS_SCHOOLS]) }
}

function previousSchoolOf(random: Random, { child, place }: Placed, joinedLate: boolean): string | undefined {
  // Children who begin in Reception come from no school.
  if (place.phase === 'primary') return joinedLate ? random.pick(PREVIOUS_SCHOOLS) : undefined
  if (place.phase === 'special') return random.chance(0.5) ? random.pick(PREVIOUS_SCHOOLS) : undefined
  const ours = child.places.some((other) => other.phase === 'primary') || random.chance(0.13)
  return ours ? 'Quillbrook Primary School' : random.pick(PREVIOUS_SCHOOLS)
}

export interface PupilWorkshop {
  readonly random: Random
  readonly years: SchoolYears
  readonly today: Day
  readonly groupOf: (child: Child, year: SchoolYear) => DemoGroup | undefined
  readonly linksFor: (child: Child) => DemoContactLink[]
  readonly flagsOf: (child: Child) => DemoFlags
  /** Children whose move is one of the cases. */
  readonly joined: Move | undefined
  readonly left: Move | undefined
}

interface Move {
  readonly key: string | undefined
  readonly on: Day
}

/** One child's enrolment at one school; undefined where it begins after today or ended before the years that are drawn. */
export function enrol(workshop: PupilWorkshop, placed: Placed): Enrolment | undefined {
  const { random, years, today } = workshop
  const { child, place, registration } = placed
  const id = random.uuid() as PupilId
  const { joined, left: gone } = workshop
  const drawnStart = startOf(random, placed, years)
  const startingDay = joined?.key === child.key ? joined.on : drawnStart
  const moved = leavingOf(random, placed, years)
  const drawnLeaving = gone?.key === child.key ? { day: gone.on, nextSchool: 'Marling Vale High School' } : moved
  const left = drawnLeaving !== undefined && drawnLeaving.day < today && drawnLeaving.day > startingDay
  if (startingDay > today) return undefined
  const previousSchool = previousSchoolOf(random, placed, startingDay !== years.firstDayOf(place.first))
  const lastDay = left ? drawnLeaving.day : FOR_EVER
  const attended = years.calendars
    .filter((calendar) => calendar.schoolYear >= place.first && calendar.schoolYear <= place.last)
    .filter((calendar) => calendar.schoolDays.some((on) => on >= startingDay && on <= lastDay))
    .flatMap(({ schoolYear }) => {
      const group = workshop.groupOf(child, schoolYear)
      return group === undefined
        ? []
        : [{ schoolYear, yearGroup: yearGroupAt(schoolYear - child.cohort), groupId: group.id }]
    })
  if (attended.length === 0) return undefined
  const ethnicity = drawEthnicity(child.household.key)
  const { key, upn, givenNames, familyName, preferredName, dateOfBirth, sex, household } = child
  const pupil: DemoPupil = {
    id,
    childKey: key,
    schoolId: years.school.id,
    registration,
    upn,
    givenNames,
    familyName,
    ...(preferredName === undefined ? {} : { preferredName }),
    dateOfBirth,
    sex,
    address: household.address,
    householdKey: household.key,
    homeLanguage: household.language,
    startingDay,
    ...(previousSchool === undefined ? {} : { previousSchool }),
    ...(left ? { leaving: drawnLeaving } : {}),
    years: attended,
    flags: workshop.flagsOf(child),
    ...(ethnicity === undefined ? {} : { ethnicity }),
    contacts: workshop.linksFor(child),
  }
  return { pupil, child, firstDay: startingDay, lastDay }
}

/** A child's flags are one thing in the whole trust, however many schools keep them. */
export function flagBook(random: Random, dual: ReadonlySet<string | undefined>): (child: Child) => DemoFlags {
  const book = new Map<string, DemoFlags>()
  return (child) => {
    const known = book.get(child.key)
    if (known !== undefined) return known
    // A plan is what brings a child to a second, special school.
    const special = dual.has(child.key) || child.places.some((place) => place.phase === 'special')
    const drawn = drawFlags(random, child, special ? 'special' : (child.places[0]?.phase ?? 'primary'))
    book.set(child.key, drawn)
    return drawn
  }
}
