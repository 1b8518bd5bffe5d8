import { type Day, day } from './day.ts'

/** A school year by the calendar year it begins in: 2026 is 2026/27. DfE's academic year runs 1 August to 31 July. */
export type SchoolYear = number & { readonly __brand: 'SchoolYear' }

export function schoolYear(beginning: number): SchoolYear {
  if (!Number.isInteger(beginning) || beginning < 1900 || beginning > 2999)
    throw new RangeError(`not a school year: ${beginning}`)
  return beginning as SchoolYear
}

/** The school year a day falls in. */
export function schoolYearOf(of: Day): SchoolYear {
  const calendarYear = Number(of.slice(0, 4))
  return (Number(of.slice(5, 7)) >= 8 ? calendarYear : calendarYear - 1) as SchoolYear
}

export function firstDayOf(year: SchoolYear): Day {
  return day(`${year}-08-01`)
}

export function lastDayOf(year: SchoolYear): Day {
  return day(`${year + 1}-07-31`)
}

/** "2026/27". */
export function schoolYearName(year: SchoolYear): string {
  return `${year}/${String((year + 1) % 100).padStart(2, '0')}`
}
