import { type Day, day } from './day.ts'

/** Easter Sunday of the Gregorian calendar, by the anonymous computation of 1876 (Meeus, Jones and Butcher). */
export function easterSunday(year: number): Day {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const moon = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - moon + 15) % 30
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const days = epact + toSunday - 7 * late + 114
  return day(`${year}-${two(Math.floor(days / 31))}-${two((days % 31) + 1)}`)
}

const two = (number: number) => String(number).padStart(2, '0')
