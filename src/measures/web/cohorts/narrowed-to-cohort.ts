import { type AskedText, listOf, textOfList } from '../asked/use-asked.ts'

/**
 * The question behind one cohort of a division: what was asked, narrowed to it. Undefined where no question can say it: a list of pupils, or
 * those without a class.
 */
export function narrowedToCohort(asked: AskedText, division: string, cohort: string): AskedText | undefined {
  const having = (...flags: readonly string[]) => textOfList([...new Set([...listOf(asked.with), ...flags])])
  const without = (...flags: readonly string[]) => textOfList([...new Set([...listOf(asked.without), ...flags])])
  if (cohort === 'none' || division.startsWith('saved-')) return undefined
  if (division === 'sex') return { ...asked, sex: cohort === 'F' ? 'F' : 'M' }
  if (division === 'year-group') return { ...asked, yearGroups: cohort }
  if (division === 'group') return { ...asked, groupIds: cohort }
  if (cohort === 'sen-support') return { ...asked, with: having('sen-support'), without: without('ehcp') }
  if (cohort === 'no-sen') return { ...asked, without: without('ehcp', 'sen-support') }
  if (cohort === `not-${division}`) return { ...asked, without: without(division) }
  return { ...asked, with: having(cohort) }
}
