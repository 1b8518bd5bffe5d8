import type { Tx } from '../platform/database/database.ts'
import type { Discharge, Duty, DutyAsked, DutyRule } from './contract.ts'

/** The duties that one slice knows of. `src/main/duty-sources.ts` puts the slices' sources together. */
export interface DutySource {
  readonly slice: string
  readonly rules: readonly DutyRule[]
  /**
   * Every open duty of these rules, and those that ended since `asked.endedSince`, each once. One statement for each kind of fact, never one
   * for each pupil: a school of 1,500 has them all within a tenth of a second.
   */
  find(tx: Tx, asked: DutyAsked): Promise<readonly Duty[]>
  /** What this slice's facts say about other slices' duties: a contact made ends `N5:<pupil>:<day>`. */
  discharged?(tx: Tx, asked: DutyAsked): Promise<readonly Discharge[]>
}
