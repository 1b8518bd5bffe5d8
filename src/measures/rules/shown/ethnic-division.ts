import { ETHNIC_GROUP_IDS, MAIN_ETHNICITIES } from '../../../law/ethnicity.ts'
import type { Enrolled } from '../facts.ts'
import type { Part, Parts } from './cohorts.ts'
import { type EthnicPart, ethnicPartName, ethnicPartsOf } from './ethnic-parts.ts'

/** Pupils divided by ethnicity. @param finely by the census's main categories instead of DfE's major groups. */
export function partsOfEthnicity(finely: boolean): Parts {
  const ids: readonly EthnicPart[] = [...(finely ? MAIN_ETHNICITIES : ETHNIC_GROUP_IDS), 'not-asked']
  const parts = ids.map(
    (id): Part => ({ id, name: ethnicPartName(id), isIn: (enrolled) => ethnicPartsOf(enrolled).includes(id) }),
  )
  const places = new Map(ids.map((id, place) => [id, place]))
  const placeOf = (enrolled: Enrolled) => {
    const [group, category = group] = ethnicPartsOf(enrolled)
    return places.get((finely ? category : group) ?? 'not-asked') ?? parts.length - 1
  }
  return { id: 'ethnicity', name: finely ? 'Ethnicity (categories)' : 'Ethnicity', parts, placeOf }
}
