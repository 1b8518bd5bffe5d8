import type { AuthorityId, SchoolId, TrustId } from '../../kernel/ids.ts'
import { timeOfDay } from '../../kernel/time-of-day.ts'
import type { DayClock } from '../../law/day-clock.ts'
import type { Laestab, Urn } from '../../law/identifiers.ts'
import { YEAR_GROUPS, type YearGroup } from '../../law/school-age.ts'
import { COUNTY, drawLandline, TOWN } from './names/places.ts'
import type { Random } from './random.ts'
import type { DemoClock, DemoSchool, DemoTrust, Phase } from './types.ts'

/** No authority in England has this number. */
export const AUTHORITY_NUMBER = '999'
export const MAIL = 'lanternfield.example.org'
export const AUTHORITY_MAIL = 'merrowshire.example.org'

type Times = readonly [arrive: string, amOpen: string, amClose: string, pmOpen: string, pmClose: string, end: string]

function clock(times: Times): DayClock {
  const [arriveBy, amOpen, amClose, pmOpen, pmClose, dayEnd] = times
  return {
    arriveBy: timeOfDay(arriveBy),
    amOpen: timeOfDay(amOpen),
    amClose: timeOfDay(amClose),
    pmOpen: timeOfDay(pmOpen),
    pmClose: timeOfDay(pmClose),
    dayEnd: timeOfDay(dayEnd),
  }
}

/** Reception is 0, Year 1 is 1 … Year 11 is 11: the count the drawing works in. */
export function yearGroupAt(count: number): YearGroup {
  const found = YEAR_GROUPS[count + YEAR_GROUPS.indexOf('R')]
  if (found === undefined) throw new RangeError(`no year group ${count}`)
  return found
}

export const yearGroupsFrom = (first: number, last: number): YearGroup[] =>
  Array.from({ length: last - first + 1 }, (_, i) => yearGroupAt(first + i))

/** The youngest and oldest year group, counted from Reception as 0. */
export const AGES: Readonly<Record<Phase, readonly [youngest: number, oldest: number]>> = {
  secondary: [7, 9],
  primary: [0, 6],
  special: [0, 11],
}

interface Plan {
  readonly phase: Phase
  readonly name: string
  readonly urn: string
  readonly laestab: string
  readonly line1: string
  readonly town: string
  readonly mail: string
  readonly clocks: readonly DemoClock[]
}

// The academy keeps the staggered day of the policy this project began from, with its §4.1 closings: Year 9 half an hour before
// the others, and three different lunch hours.
const PLANS: readonly Plan[] = [
  {
    phase: 'secondary',
    name: 'Aldermarsh Lower Academy',
    urn: '990101',
    laestab: '999/4001',
    line1: 'Wharfinger Street',
    town: TOWN,
    mail: 'aldermarsh',
    clocks: [
      { yearGroups: ['7'], clock: clock(['08:55', '09:00', '09:15', '14:00', '14:15', '15:30']) },
      { yearGroups: ['8'], clock: clock(['08:55', '09:00', '09:15', '13:30', '13:45', '15:30']) },
      { yearGroups: ['9'], clock: clock(['08:25', '08:30', '08:45', '13:00', '13:15', '15:00']) },
    ],
  },
  {
    phase: 'primary',
    name: 'Quillbrook Primary School',
    urn: '990102',
    laestab: '999/2001',
    line1: 'Millrace View',
    town: 'Quillbrook',
    mail: 'quillbrook',
    clocks: [
      { yearGroups: yearGroupsFrom(0, 6), clock: clock(['08:45', '08:50', '09:10', '13:10', '13:25', '15:20']) },
    ],
  },
  {
    phase: 'special',
    name: 'Sedgeholt School',
    urn: '990103',
    laestab: '999/7001',
    line1: 'Dovecote Drive',
    town: 'Sedgeholt',
    mail: 'sedgeholt',
    clocks: [
      { yearGroups: yearGroupsFrom(0, 11), clock: clock(['09:00', '09:10', '09:35', '13:00', '13:20', '15:15']) },
    ],
  },
]

export function drawSchools(random: Random): DemoSchool[] {
  return PLANS.map((plan, index) => ({
    id: random.uuid() as SchoolId,
    phase: plan.phase,
    name: plan.name,
    urn: plan.urn as Urn,
    laestab: plan.laestab as Laestab,
    address: { line1: plan.line1, town: plan.town, county: COUNTY, postcode: `ZZ${index + 1} 1AA` },
    phone: drawLandline(random),
    email: `attendance@${plan.mail}.${MAIL}`,
    clocks: plan.clocks,
  }))
}

export function drawTrustAndAuthority(random: Random): Pick<DemoTrust, 'trust' | 'authority'> {
  return {
    trust: { id: random.uuid() as TrustId, name: 'Lanternfield Learning Trust', email: `office@${MAIL}` },
    authority: {
      id: random.uuid() as AuthorityId,
      number: AUTHORITY_NUMBER,
      name: 'Merrowshire County Council',
      email: `attendance.support@${AUTHORITY_MAIL}`,
    },
  }
}

export function mailHostOf(school: DemoSchool): string {
  return school.email.split('@')[1] ?? MAIL
}
