import { addDays, type Day } from '../../kernel/day.ts'
import { type SchoolYear, schoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { drawCalendar, firstDays } from './calendar.ts'
import { castCases, tellMoves, tellParticulars } from './cases/cases.ts'
import type { Stage } from './cases/stage.ts'
import { type Child, drawChildren } from './children.ts'
import { keepFewPast } from './few-past.ts'
import { drawGroups } from './groups.ts'
import { contactBook, type Enrolment, enrol, flagBook, type Placed, type SchoolYears } from './pupils.ts'
import { type Random, randomFrom } from './random.ts'
import { drawSchools, drawTrustAndAuthority } from './schools.ts'
import { newRow, type Sheet, startWeights, stripIndexes } from './sheet.ts'
import { drawSchoolStaff, drawWiderStaff, type SchoolStaff } from './staff.ts'
import { plannedFrom, stripOf } from './strips.ts'
import type { DemoContact, DemoGroup, DemoSchool, DemoTrust, Phase } from './types.ts'
import { drawYear } from './years.ts'

/** The demo that everybody sees; another seed gives another trust. */
const SEED = 20_261_123

/** One school with everybody in it, before its years are marked. */
interface Peopled {
  readonly years: SchoolYears
  readonly staff: SchoolStaff
  readonly groups: readonly DemoGroup[]
  readonly contacts: readonly DemoContact[]
  readonly enrolments: readonly Enrolment[]
}

interface Moves {
  readonly newcomer: string | undefined
  readonly leaver: string | undefined
}

/** Two children of the academy who also go to the special school, and the two who moved this month. */
function chooseChildren(children: readonly Child[], year: SchoolYear) {
  const plain = (cohort: number, phase: Phase) =>
    children.filter((child) => child.cohort === cohort && child.places.length === 1 && child.places[0]?.phase === phase)
  const [dual, newcomer, leaver] = plain(year - 8, 'secondary')
  const [little] = plain(year - 4, 'primary')
  return { dual: new Set([dual?.key, little?.key]), moves: { newcomer: newcomer?.key, leaver: leaver?.key } }
}

/** Places at one school, those of the children registered at two schools among them. */
function placesAt(
  phase: Phase,
  children: readonly Child[],
  at: { year: SchoolYear; dual: Set<string | undefined> },
): Placed[] {
  return children.flatMap((child): Placed[] => {
    const own = child.places.filter((place) => place.phase === phase)
    if (!at.dual.has(child.key)) return own.map((place) => ({ child, place, registration: 'only' }))
    if (phase !== 'special') return own.map((place) => ({ child, place, registration: 'main' }))
    return [{ child, place: { phase, first: at.year, last: at.year }, registration: 'subsidiary' }]
  })
}

function peopleSchool(
  random: Random,
  school: DemoSchool,
  of: {
    children: readonly Child[]
    today: Day
    dual: Set<string | undefined>
    moves: Moves
    flagsOf: ReturnType<typeof flagBook>
  },
): Peopled {
  const year = schoolYearOf(of.today)
  const inset = school.phase === 'primary' ? 'friday-in-june' : 'after-may'
  const calendars = [schoolYear(year - 1), year].map((each) => drawCalendar(school.id, each, inset))
  const years = { school, calendars, firstDayOf: firstDays(calendars) }
  const staff = drawSchoolStaff(random.fork('staff'), school)
  const placed = placesAt(school.phase, of.children, { year, dual: of.dual })
  const withPlaces = placed.map(({ child, place }) =>
    child.places.includes(place) ? child : { ...child, places: [place] },
  )
  const { groups, groupOf } = drawGroups({ random: random.fork('groups'), school, staff }, withPlaces, [
    schoolYear(year - 1),
    year,
  ])
  const book = contactBook(random.fork('contacts'), school)
  const past = calendars[1]?.schoolDays.filter((on) => on < of.today) ?? []
  const workshop = {
    random: random.fork('pupils'),
    years,
    today: of.today,
    groupOf,
    linksFor: book.linksFor,
    flagsOf: of.flagsOf,
    joined: past.at(-3) === undefined ? undefined : { key: of.moves.newcomer, on: past.at(-3) ?? of.today },
    left: past.at(-6) === undefined ? undefined : { key: of.moves.leaver, on: past.at(-6) ?? of.today },
  }
  const enrolments = placed.map((each) => enrol(workshop, each)).filter((each) => each !== undefined)
  return { years, staff, groups, contacts: book.contacts(), enrolments }
}

function sheetOf(peopled: Peopled, index: number, today: Day): Sheet {
  const calendar = peopled.years.calendars[index]
  if (calendar === undefined) throw new RangeError('two years are drawn')
  const groups = new Map(peopled.groups.map((group) => [group.id, group]))
  const rows = peopled.enrolments.flatMap((enrolment) => {
    const entry = enrolment.pupil.years.find((each) => each.schoolYear === calendar.schoolYear)
    const group = entry && groups.get(entry.groupId)
    return group === undefined ? [] : [newRow(enrolment, group, calendar.schoolDays)]
  })
  return {
    school: peopled.years.school,
    phase: peopled.years.school.phase,
    calendar,
    rows,
    daysPast: calendar.schoolDays.filter((on) => on < today).length,
    isCurrent: calendar.schoolYear === schoolYearOf(today),
    stripIndexes: stripIndexes(calendar),
    ...startWeights(calendar),
  }
}

function byPhase<T>(make: (phase: Phase) => T): Record<Phase, T> {
  return { secondary: make('secondary'), primary: make('primary'), special: make('special') }
}

/**
 * Draws the demo trust as it stands on the morning of `today`: three schools, last school year and this one, every person,
 * pupil and mark invented, the same for the same day and seed. Sessions of today and later have no mark.
 */
export function drawTrust(options: { readonly today: Day; readonly seed?: number }): DemoTrust {
  const { today, seed = SEED } = options
  const random = randomFrom(seed)
  const year = schoolYearOf(today)
  const wide = drawTrustAndAuthority(random.fork('trust'))
  const schools = drawSchools(random.fork('schools'))
  const children = drawChildren(random.fork('children'), year)
  const { dual, moves } = chooseChildren(children, year)
  const flagsOf = flagBook(random.fork('flags'), dual)
  const peopled = schools.map((school) =>
    peopleSchool(random.fork(school.phase), school, { children, today, dual, moves, flagsOf }),
  )
  const staff = [...peopled.flatMap((each) => each.staff.all), ...drawWiderStaff(random.fork('wide'), wide)]
  const sheetsOf = (index: number) =>
    byPhase((phase) => {
      const found = peopled.find((each) => each.years.school.phase === phase)
      if (found === undefined) throw new RangeError(`no ${phase} school`)
      return sheetOf(found, index, today)
    })
  const stage: Stage = {
    random: random.fork('cases'),
    before: sheetsOf(0),
    now: sheetsOf(1),
    staff: new Map(staff.map((person) => [person.id, person])),
    plans: [],
    holidays: new Map(),
    cases: [],
  }
  castCases(stage)
  for (const [name, sheets] of [
    ['before', stage.before],
    ['now', stage.now],
  ] as const)
    drawYear(random.fork(name), stage, sheets)
  for (const { phase } of schools)
    keepFewPast(random.fork(`past ${phase}`), { before: stage.before[phase], now: stage.now[phase] })
  tellParticulars(stage)
  tellMoves(stage, moves)
  const sheets = [...Object.values(stage.before), ...Object.values(stage.now)]
  return {
    today,
    ...wide,
    schools,
    schoolYears: [schoolYear(year - 1), year],
    calendars: peopled.flatMap((each) => each.years.calendars),
    staff,
    groups: peopled.flatMap((each) => each.groups),
    contacts: peopled.flatMap((each) => each.contacts),
    pupils: peopled.flatMap((each) => each.enrolments.map((enrolment) => enrolment.pupil)),
    strips: sheets.flatMap((sheet) => sheet.rows.map((row) => stripOf(sheet, row))),
    partTimePlans: stage.plans.filter((plan) => plan.firstDay <= addDays(today, 14)),
    planned: Object.values(stage.now).flatMap((sheet) => plannedFrom(sheet, today)),
    cases: stage.cases,
  }
}
