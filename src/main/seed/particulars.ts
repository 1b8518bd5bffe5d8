import { daysFrom, weekday } from '../../kernel/day.ts'
import type { DayOff, School, SchoolCalendar, SchoolType } from '../../roll/contract.ts'
import type { DemoCalendar, DemoSchool, DemoTrust, Phase } from '../demo/types.ts'
import { shortNameOf } from './people.ts'

const TYPES: Readonly<Record<Phase, SchoolType>> = {
  primary: 'academy',
  secondary: 'academy',
  special: 'academy-special',
}
const FRIDAY = 5

/** A drawn school as roll keeps it. */
export function schoolRecord(school: DemoSchool, trust: DemoTrust): Omit<School, 'id' | 'version'> {
  const { name, urn, laestab, phase, address, phone } = school
  return {
    urn,
    laestab,
    name,
    shortName: shortNameOf(name),
    phase,
    type: TYPES[phase],
    address: { lines: [address.line1], town: address.town, postcode: address.postcode },
    telephone: phone,
    trustId: trust.trust.id,
    authorityId: trust.authority.id,
    yearGroups: school.clocks.flatMap((entry) => entry.yearGroups),
    boards: false,
    stated: {},
  }
}

/** A drawn year as roll keeps it: terms, and every weekday in them on which the school does not meet. */
export function calendarRecord({ schoolYear, terms, insetDays, bankHolidays }: DemoCalendar): SchoolCalendar {
  const bank = new Set(bankHolidays.map((holiday) => holiday.day))
  return {
    year: schoolYear,
    terms: terms.map(({ name, firstDay, lastDay }) => ({ name: `${name} term`, first: firstDay, last: lastDay })),
    daysOff: [
      ...insetDays.map((day): DayOff => ({ day, kind: 'inset', reason: 'INSET day' })),
      ...bankHolidays.map(({ day, name }): DayOff => ({ day, kind: 'bank-holiday', reason: name })),
      ...terms.flatMap(({ name, halfTerm }) =>
        daysFrom(halfTerm.firstDay, halfTerm.lastDay)
          .filter((day) => weekday(day) <= FRIDAY && !bank.has(day))
          .map((day): DayOff => ({ day, kind: 'half-term', reason: `${name} half-term` })),
      ),
    ],
  }
}
