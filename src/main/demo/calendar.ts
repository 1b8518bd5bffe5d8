import { addDays, type Day, day, daysFrom, weekday } from '../../kernel/day.ts'
import { easterSunday } from '../../kernel/easter.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import type { DemoCalendar, DemoTerm } from './types.ts'

const SCHOOL_DAYS = 190
const two = (number: number) => String(number).padStart(2, '0')
const dayOf = (year: number, month: number, date: number): Day => day(`${year}-${two(month)}-${two(date)}`)
const mondayOnOrBefore = (of: Day): Day => addDays(of, 1 - weekday(of))
const mondayOnOrAfter = (of: Day): Day => addDays(of, (8 - weekday(of)) % 7)

/** A fixed holiday at a weekend is kept on the next weekday that is not one already. */
function kept(of: Day, taken: readonly Day[] = []): Day {
  let on = of
  while (weekday(on) > 5 || taken.includes(on)) on = addDays(on, 1)
  return on
}

/** Bank holidays of England and Wales in a calendar year, without one-off days such as a coronation. */
export function bankHolidays(year: number): { day: Day; name: string }[] {
  const easter = easterSunday(year)
  const christmas = kept(dayOf(year, 12, 25))
  return [
    { day: kept(dayOf(year, 1, 1)), name: 'New Year’s Day' },
    { day: addDays(easter, -2), name: 'Good Friday' },
    { day: addDays(easter, 1), name: 'Easter Monday' },
    { day: mondayOnOrAfter(dayOf(year, 5, 1)), name: 'Early May bank holiday' },
    { day: mondayOnOrBefore(dayOf(year, 5, 31)), name: 'Spring bank holiday' },
    { day: mondayOnOrBefore(dayOf(year, 8, 31)), name: 'Summer bank holiday' },
    { day: christmas, name: 'Christmas Day' },
    { day: kept(dayOf(year, 12, 26), [christmas]), name: 'Boxing Day' },
  ]
}

interface Break {
  readonly firstDay: Day
  readonly lastDay: Day
}

const weeksFrom = (monday: Day, weeks: number): Break => ({ firstDay: monday, lastDay: addDays(monday, 7 * weeks - 3) })

/** Half-terms and holidays as most authorities set them: weeks off from a Monday to a Friday. */
function breaksOf(year: SchoolYear) {
  const easter = easterSunday(year + 1)
  // A late Easter ends the holiday; an early one begins it.
  const easterBreak = addDays(easter, easter >= dayOf(year + 1, 4, 15) ? -13 : -6)
  const christmas = mondayOnOrBefore(dayOf(year, 12, 24))
  return {
    autumnHalf: weeksFrom(mondayOnOrBefore(dayOf(year, 10, 31)), 1),
    christmas: { firstDay: christmas, lastDay: addDays(mondayOnOrAfter(dayOf(year + 1, 1, 2)), -1) },
    springHalf: weeksFrom(mondayOnOrAfter(dayOf(year + 1, 2, 13)), 1),
    easter: weeksFrom(easterBreak, 2),
    summerHalf: weeksFrom(mondayOnOrBefore(dayOf(year + 1, 5, 31)), 1),
  }
}

const isIn = (of: Day, off: Break) => off.firstDay <= of && of <= off.lastDay
const nextWeekday = (after: Day): Day => kept(addDays(after, 1))

/**
 * A school's year: from 1 September or the next weekday, five INSET days, and as many days of term as give 190 days
 * (380 sessions) with pupils.
 */
export function drawCalendar(
  schoolId: SchoolId,
  year: SchoolYear,
  ownInset: 'friday-in-june' | 'after-may',
): DemoCalendar {
  const breaks = breaksOf(year)
  const holidays = [...bankHolidays(year), ...bankHolidays(year + 1)]
  const firstDay = kept(dayOf(year, 9, 1))
  const closed = new Set(holidays.map((holiday) => holiday.day))
  const open = (of: Day) => weekday(of) <= 5 && !closed.has(of) && !Object.values(breaks).some((off) => isIn(of, off))
  const opened = daysFrom(firstDay, dayOf(year + 1, 7, 31)).filter(open)
  const firstOpen = (from: Day) => opened.find((of) => of >= from) ?? firstDay
  const insetDays = [
    firstOpen(firstDay),
    firstOpen(nextWeekday(firstDay)),
    firstOpen(addDays(breaks.christmas.lastDay, 1)),
    firstOpen(addDays(breaks.easter.lastDay, 1)),
    ownInset === 'after-may'
      ? firstOpen(addDays(breaks.summerHalf.lastDay, 1))
      : firstOpen(addDays(mondayOnOrBefore(dayOf(year + 1, 6, 30)), -3)),
  ]
  const schoolDays = opened.filter((of) => !insetDays.includes(of)).slice(0, SCHOOL_DAYS)
  const lastDay = schoolDays.at(-1) ?? firstDay
  const lastBefore = (off: Break) => opened.findLast((of) => of < off.firstDay) ?? firstDay
  const terms: DemoTerm[] = [
    { name: 'Autumn', firstDay, lastDay: lastBefore(breaks.christmas), halfTerm: breaks.autumnHalf },
    {
      name: 'Spring',
      firstDay: firstOpen(breaks.christmas.lastDay),
      lastDay: lastBefore(breaks.easter),
      halfTerm: breaks.springHalf,
    },
    { name: 'Summer', firstDay: firstOpen(breaks.easter.lastDay), lastDay, halfTerm: breaks.summerHalf },
  ]
  const inYear = holidays.filter((holiday) => holiday.day >= dayOf(year, 8, 1) && holiday.day <= dayOf(year + 1, 7, 31))
  return { schoolId, schoolYear: year, terms, insetDays, bankHolidays: inYear, schoolDays }
}

/** The first day with pupils of any school year; each year is worked out once. */
export function firstDays(known: readonly DemoCalendar[]): (year: SchoolYear) => Day {
  const found = new Map(known.map((calendar) => [calendar.schoolYear, calendar.schoolDays[0]]))
  return (year) => {
    const first =
      found.get(year) ?? known.map(({ schoolId }) => drawCalendar(schoolId, year, 'after-may').schoolDays[0])[0]
    if (first === undefined) throw new RangeError(`no calendar to begin ${year} by`)
    found.set(year, first)
    return first
  }
}

/** The two Eids of a calendar year by the tabular Islamic calendar; families and mosques may keep a day either side. */
export function eids(year: number): Day[] {
  const ISLAMIC_EPOCH = -492_148
  const found: Day[] = []
  const firstHijri = Math.floor(((year - 622) * 365.2425) / 354.367) - 1
  for (let hijri = firstHijri; hijri < firstHijri + 5; hijri++) {
    for (const [month, date] of [
      [10, 1],
      [12, 10],
    ] as const) {
      const before = (hijri - 1) * 354 + Math.floor((3 + 11 * hijri) / 30)
      const on = addDays('1970-01-01' as Day, ISLAMIC_EPOCH + before + Math.ceil(29.5 * (month - 1)) + date - 1)
      if (on.startsWith(String(year))) found.push(on)
    }
  }
  return found.sort()
}
