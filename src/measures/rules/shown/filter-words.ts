import type { GroupId } from '../../../kernel/ids.ts'
import { yearGroupName } from '../../../law/school-age.ts'
import { FLAGS } from '../../../roll/contract.ts'
import type { Filter } from './asked.ts'
import { ethnicPartName } from './ethnic-parts.ts'

/** A part of the school in words: "Year 7 or Year 8, girls, with Free school meals". */
export function filterInWords(filter: Filter, groupName: (id: GroupId) => string): string {
  const or = (names: readonly string[]) => names.join(' or ')
  const parts = [
    ...(filter.yearGroups === undefined ? [] : [or(filter.yearGroups.map(yearGroupName))]),
    ...(filter.groupIds === undefined ? [] : [or(filter.groupIds.map(groupName))]),
    ...(filter.sex === undefined ? [] : [filter.sex === 'F' ? 'girls' : 'boys']),
    ...(filter.ethnicity === undefined ? [] : [`ethnicity: ${or(filter.ethnicity.map(ethnicPartName))}`]),
    ...(filter.with ?? []).map((flag) => `with ${FLAGS[flag].name}`),
    ...(filter.without ?? []).map((flag) => `without ${FLAGS[flag].name}`),
  ]
  return parts.length === 0 ? 'The whole school' : parts.join(', ')
}
