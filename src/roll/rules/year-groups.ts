import { parseYearGroup, YEAR_GROUPS, type YearGroup } from '../../law/school-age.ts'
import type { Phase } from './school.ts'

const USUAL: Readonly<Partial<Record<Phase, string>>> = { primary: 'R-6', secondary: '7-11', 'sixteen-plus': '12-13' }

/** The year groups that nearly every school of a phase has; undefined where schools of it differ. */
export function usualYearGroups(phase: Phase): readonly YearGroup[] | undefined {
  const usual = USUAL[phase]
  return usual === undefined ? undefined : parseYearGroups(usual)
}

/** Reads `7-11`, `R-6`, `10, 11` or `N2,R-2`, youngest first; undefined where any part is no year group or runs backwards. */
export function parseYearGroups(text: string): readonly YearGroup[] | undefined {
  const parts = text.split(',').map((part) => spanOf(part))
  if (parts.includes(undefined)) return undefined
  return YEAR_GROUPS.filter((group) => parts.some((part) => part?.includes(group)))
}

function spanOf(part: string): readonly YearGroup[] | undefined {
  const [first = '', last = first, ...more] = part.split(/[-–]/)
  const [from, to] = [parseYearGroup(first), parseYearGroup(last)]
  if (from === undefined || to === undefined || more.length > 0) return undefined
  const span = YEAR_GROUPS.slice(YEAR_GROUPS.indexOf(from), YEAR_GROUPS.indexOf(to) + 1)
  return span.length === 0 ? undefined : span
}
