import type { DivisionShown } from '../../contract/shown.ts'
import type { Division } from './cohorts.ts'

/** Divisions as answers carry them. One of whose parts holds everybody compares nobody with anybody, and is left out. */
export function divisionsShown(divisions: readonly Division[]): DivisionShown[] {
  return divisions
    .filter(({ cohorts }) => cohorts.length > 1)
    .map(({ id, name, cohorts }) => ({ id, name, cohorts: [...cohorts] }))
}
