/** The door of leave: requests and their decisions. */
import { type Binding, bind } from '../platform/http/use-case.ts'
import * as contract from './contract.ts'
import { endDetention, endSuspension, provideElsewhere } from './kept-away/change-kept-away.ts'
import { previewSuspension, recordDetention, suspendPupil } from './kept-away/keep-away.ts'
import { listDetentions, listSuspensions, suspensionLetter } from './kept-away/look-at-kept-away.ts'
import { movePlanned, putOnPlanned, takeOffPlanned, withdrawPlanned } from './planned/change-planned.ts'
import { listPlanned, readPlanned } from './planned/look-at-planned.ts'
import { planActivity, previewPlanned } from './planned/plan-activity.ts'
import { askLeave } from './requests/ask-leave.ts'
import { grantLeave, noteLeave, refuseLeave, withdrawLeave } from './requests/decide-leave.ts'
import type { FamilyLetters } from './requests/family-letters.ts'
import { listLeave, readLeave, type SessionsThatWait } from './requests/look-at-leave.ts'
import { leaveLetter } from './requests/print-decision.ts'
import { sendDecision, showDecisionLetters } from './requests/send-decision.ts'
import { settleLeave } from './requests/settle-leave.ts'
import { agreeTimetable, endTimetable, listTimetables, reviewTimetable } from './timetables/keep-timetables.ts'

export { keyOfPart } from './act-key.ts'
export { leaveDutySource } from './duties/leave-duty-source.ts'
export { recordDetention, suspendPupil } from './kept-away/keep-away.ts'
export { type SuspendedTime, suspensionsOf } from './kept-away/suspensions-of.ts'
export { planActivity, previewPlanned as previewActivity } from './planned/plan-activity.ts'
export { askLeave } from './requests/ask-leave.ts'
export { noteLeave } from './requests/decide-leave.ts'
export { type FamilyLeave, leaveOfFamily } from './requests/family-leave.ts'
export type { AskedLetter, FamilyLetters, SentLetter } from './requests/family-letters.ts'
export { leaveLetter } from './requests/print-decision.ts'
export { isOfDecision } from './requests/send-decision.ts'
export { type KeptRequest, keepRequest, keepStep as keepLeaveStep, requestsOf } from './requests/store.ts'
export { agreeTimetable, endTimetable, endTimetableFrom, withdrawTimetable } from './timetables/keep-timetables.ts'
export { type KeptTimetable, timetablesOf } from './timetables/store.ts'

/** The operations of leave. What families reported, and how they are written to, is known to slices above, so it is handed in. */
export const leaveBindings = ({
  sessionsThatWait,
  familyLetters,
}: {
  readonly sessionsThatWait: SessionsThatWait
  readonly familyLetters: FamilyLetters
}): readonly Binding[] => [
  bind(contract.listLeave, listLeave),
  bind(contract.readLeave, readLeave(sessionsThatWait)),
  bind(contract.askLeave, askLeave),
  bind(contract.grantLeave, grantLeave),
  bind(contract.refuseLeave, refuseLeave),
  bind(contract.noteLeave, noteLeave),
  bind(contract.withdrawLeave, withdrawLeave(familyLetters)),
  bind(contract.showDecisionLetters, showDecisionLetters(familyLetters)),
  bind(contract.sendDecision, sendDecision(familyLetters)),
  bind(contract.settleLeave, settleLeave(sessionsThatWait)),
  bind(contract.leaveLetter, leaveLetter),
  bind(contract.listTimetables, listTimetables),
  bind(contract.agreeTimetable, agreeTimetable),
  bind(contract.reviewTimetable, reviewTimetable),
  bind(contract.endTimetable, endTimetable),
  bind(contract.listPlanned, listPlanned),
  bind(contract.readPlanned, readPlanned),
  bind(contract.previewPlanned, previewPlanned),
  bind(contract.planActivity, planActivity),
  bind(contract.putOnPlanned, putOnPlanned),
  bind(contract.takeOffPlanned, takeOffPlanned),
  bind(contract.movePlanned, movePlanned),
  bind(contract.withdrawPlanned, withdrawPlanned),
  bind(contract.listSuspensions, listSuspensions),
  bind(contract.previewSuspension, previewSuspension),
  bind(contract.suspendPupil, suspendPupil),
  bind(contract.provideElsewhere, provideElsewhere),
  bind(contract.endSuspension, endSuspension),
  bind(contract.suspensionLetter, suspensionLetter),
  bind(contract.listDetentions, listDetentions),
  bind(contract.recordDetention, recordDetention),
  bind(contract.endDetention, endDetention),
]
