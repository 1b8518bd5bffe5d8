import type { DutySource } from '../../duties/index.ts'
import { SEARCH_DUTY_RULES, searchDuties } from '../rules/search-duties.ts'
import { searchesOf } from './store.ts'

/** The duties of searches for pupils who are missing from lessons. */
export const siteDuties: DutySource = {
  slice: 'site',
  rules: SEARCH_DUTY_RULES,
  find: async (tx, { schoolId, endedSince, days }) =>
    searchDuties(await searchesOf(tx, { schoolId, from: endedSince }), days),
}
