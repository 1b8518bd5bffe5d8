import { parseYearGroup, yearGroupName } from '../../law/school-age.ts'

/** "Reception" for `R`, "Year 7" for `7`: the name of a year group as an answer carries it. */
export function yearWords(yearGroup: string): string {
  const known = parseYearGroup(yearGroup)
  return known === undefined ? yearGroup : yearGroupName(known)
}
