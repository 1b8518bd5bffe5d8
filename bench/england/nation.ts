import { PHASES, randomFrom } from './draw.ts'

/** Made-up England: so many schools and enrolments in nine regions and 153 authorities. Which is which does not matter to the sums. */
export interface School {
  readonly number: number
  /** Place in `PHASES`. */
  readonly phase: number
  readonly authority: number
  /** Enrolments in each year group of the school, lowest first. */
  readonly years: readonly { readonly yearGroup: number; readonly enrolments: number }[]
}

export const AUTHORITIES = 153
export const REGIONS = 9
/** Reception is 0. */
export const YEAR_GROUPS = 12
export const CELLS = PHASES.length * AUTHORITIES * YEAR_GROUPS

export const regionOf = (authority: number) => authority % REGIONS

/** The cell of the finest national table that a run of enrolments is counted in: phase × authority × year group. */
export function cellOf(phase: number, authority: number, yearGroup: number): number {
  return (phase * AUTHORITIES + authority) * YEAR_GROUPS + yearGroup
}

/** Share of schools and of enrolments, and the year groups, by phase: about what England has. */
const MAKE_UP = [
  { schools: 0.79, enrolments: 0.535, from: 0, to: 6 },
  { schools: 0.16, enrolments: 0.44, from: 7, to: 11 },
  { schools: 0.05, enrolments: 0.025, from: 0, to: 11 },
] as const

/** So many schools with, together, exactly so many enrolments; the same ones for the same numbers. */
export function nation(schools: number, enrolments: number): School[] {
  const random = randomFrom(20_260_901)
  const made = Array.from({ length: schools }, (_, number) => {
    // Spread the phases evenly over the numbers, so that any stretch of schools is a small England.
    const at = ((number * 0.618_033_988_75) % 1) + 1e-9
    const phase = at < 0.79 ? 0 : at < 0.95 ? 1 : 2
    return { number, phase, authority: Math.floor(random() * AUTHORITIES), size: 0.5 + random() }
  })
  let before = 0
  let given = 0
  const weightOf = ({ phase, size }: { phase: number; size: number }) => {
    const { schools: s, enrolments: e } = MAKE_UP[phase] ?? MAKE_UP[0]
    return (size * e) / s
  }
  const all = made.reduce((sum, school) => sum + weightOf(school), 0)
  return made.map((school) => {
    before += weightOf(school)
    const total = Math.round((before / all) * enrolments) - given
    given += total
    const { from, to } = MAKE_UP[school.phase] ?? MAKE_UP[0]
    const groups = to - from + 1
    const years = Array.from({ length: groups }, (_, place) => ({
      yearGroup: from + place,
      enrolments: Math.floor(((place + 1) * total) / groups) - Math.floor((place * total) / groups),
    }))
    return { number: school.number, phase: school.phase, authority: school.authority, years }
  })
}

export const enrolmentsOf = (school: School) => school.years.reduce((sum, year) => sum + year.enrolments, 0)
