import { ethnicityOf } from '../../../law/ethnicity.ts'
import { type AskedText, listOf, textOfList } from '../asked/use-asked.ts'
import type { WhyText } from '../why/why-text.ts'

const SAVED = 'saved-'

/** The question behind one cohort of a division: what was asked, narrowed to it. */
export function narrowedToCohort(asked: AskedText, division: string, cohort: string): Omit<WhyText, 'figure'> {
  const having = (...flags: readonly string[]) => textOfList([...new Set([...listOf(asked.with), ...flags])])
  const without = (...flags: readonly string[]) => textOfList([...new Set([...listOf(asked.without), ...flags])])
  if (division.startsWith(SAVED))
    return { ...asked, savedGroup: division.slice(SAVED.length), inSaved: cohort === division ? 'yes' : 'no' }
  if (cohort === 'none') return { ...asked, inNo: division === 'group' ? 'group' : 'year-group' }
  if (division === 'ethnicity') return { ...asked, ethnicity: ethnicityWithin(listOf(asked.ethnicity), cohort) }
  if (division === 'sex') return { ...asked, sex: cohort === 'F' ? 'F' : 'M' }
  if (division === 'year-group') return { ...asked, yearGroups: cohort }
  if (division === 'group') return { ...asked, groupIds: cohort }
  if (cohort === 'sen-support') return { ...asked, with: having('sen-support'), without: without('ehcp') }
  if (cohort === 'no-sen') return { ...asked, without: without('ehcp', 'sen-support') }
  if (cohort === `not-${division}`) return { ...asked, without: without(division) }
  return { ...asked, with: having(cohort) }
}

/** Of a group, only the categories that were asked for, where some were and not the whole of it. */
function ethnicityWithin(asked: readonly string[], cohort: string): string {
  const some = asked.filter((part) => part !== cohort && ethnicityOf(part)?.group === cohort)
  return asked.includes(cohort) || some.length === 0 ? cohort : some.join(',')
}
