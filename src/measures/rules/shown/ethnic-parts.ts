import {
  ETHNIC_GROUP_IDS,
  ETHNIC_GROUPS,
  type EthnicGroup,
  ethnicityOf,
  MAIN_ETHNICITIES,
  type MainEthnicity,
  mainEthnicityName,
} from '../../../law/ethnicity.ts'
import type { Enrolled } from '../facts.ts'

/** A part of the pupils by ethnicity: a major group of DfE's, a main category of the census, or those whom nobody has asked. */
export type EthnicPart = EthnicGroup | MainEthnicity | 'not-asked'

export const ETHNIC_PARTS: readonly EthnicPart[] = [...ETHNIC_GROUP_IDS, ...MAIN_ETHNICITIES, 'not-asked']

const NOT_ASKED = 'Nobody has been asked'

export function ethnicPartName(part: EthnicPart): string {
  if (part === 'not-asked') return NOT_ASKED
  return isGroup(part) ? ETHNIC_GROUPS[part] : mainEthnicityName(part)
}

const isGroup = (part: EthnicPart): part is EthnicGroup => part in ETHNIC_GROUPS

/** The parts that a pupil is in: group and category, or "not asked". None where ethnicity was not read. */
export function ethnicPartsOf({ ethnicity }: Pick<Enrolled, 'ethnicity'>): readonly EthnicPart[] {
  if (ethnicity === undefined) return []
  const known = ethnicity === null ? undefined : ethnicityOf(ethnicity)
  return known === undefined ? ['not-asked'] : [known.group, known.main]
}
