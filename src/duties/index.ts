/** The door of duties: how a slice says which duties its facts make, and the work list made of all of them. */
import { type Binding, bind } from '../platform/http/use-case.ts'
import { handOver, listTakers, markDone, snooze, wake } from './act-on-duties.ts'
import * as contract from './contract.ts'
import { showWorkList } from './show-work-list.ts'
import type { DutySource } from './source.ts'

export { askedAt, type FoundDuties, findDuties } from './find-duties.ts'
export { enrolmentsForDuties, groupsForDuties, ownDuties, tutorsForDuties } from './own-duties.ts'
export type { DutySource } from './source.ts'

/** The operations of duties; which sources there are is for `main` to say. */
export function dutiesBindings(sources: readonly DutySource[]): readonly Binding[] {
  return [
    bind(contract.workList, showWorkList(sources)),
    bind(contract.dutyDone, markDone(sources)),
    bind(contract.snoozeDuty, snooze(sources)),
    bind(contract.wakeDuty, wake(sources)),
    bind(contract.handOverDuty, handOver(sources)),
    bind(contract.dutyTakers, listTakers),
  ]
}
