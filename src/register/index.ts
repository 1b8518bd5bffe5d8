/** The register's door: its operations, the closing clock, and asks of slices that fill or read registers in bulk. */
import { type Binding, bind, bindAfter } from '../platform/http/use-case.ts'
import { amendMarks } from './amend-marks.ts'
import { closeRegister } from './close-register.ts'
import * as contract from './contract.ts'
import { setAsideHanded, takeOverHanded } from './handed/decide-handed.ts'
import { handOverRegister } from './handed/hand-over-register.ts'
import { listHanded, readHanded } from './handed/look-at-handed.ts'
import { journalState, verifyBefore, verifyRegister } from './journal/verify-register.ts'
import { signBack, signOut } from './leave-site.ts'
import { chaseRegister, listRegisters, myRegisters } from './list-registers.ts'
import { groupWeek, registerAsItStood } from './looking/group-week.ts'
import { markHistory, pupilHistory, pupilYear } from './looking/pupil-year.ts'
import { openRegister } from './open-register.ts'
import { listPlans } from './planning/list-plans.ts'
import { closeSchool, planMarks, previewClosure, previewPlan } from './planning/plan-marks.ts'
import { withdrawPlan } from './planning/withdraw-plan.ts'
import { attendanceCertificate, officialRegister } from './print-papers.ts'
import { reopenRegister } from './reopen-register.ts'
import { signInLate } from './sign-in-late.ts'
import { takeRegister } from './take-register.ts'
import { undoSignIn } from './undo-sign-in.ts'
import { undoTaking } from './undo-taking.ts'
import { schoolToday, whoIsHere } from './who-is-here.ts'

export { amendMarks } from './amend-marks.ts'
export { addRegisterCommands, type VerifiedSchool, verifyAll } from './cli.ts'
export { type Closed, closeDueRegisters } from './close-due-registers.ts'
export { changesForDuties, stripsForDuties } from './duties/read-facts.ts'
export { registerDuties } from './duties/register-duties.ts'
export { type ActOfYear, actsOfYear } from './journal/acts-of-year.ts'
export { type Arrivals, arrivalsOf } from './journal/arrivals.ts'
export { notableSince } from './journal/entries.ts'
export { importEntries, importMarks, type MarksToImport } from './journal/import-entries.ts'
export { writtenAt } from './journal/last-written.ts'
export { lastNumber, type NewEntry, type NewMark, readStrips, type Strips } from './journal/store.ts'
export { schoolsWithJournal, type Verification, verifyInPieces, verifyJournal } from './journal/verify-journal.ts'
export { signBack, signOut } from './leave-site.ts'
export { groupWeek } from './looking/group-week.ts'
export { pupilYear } from './looking/pupil-year.ts'
export { journalHashAt, type RegisterExtract, readExtract } from './looking/register-extract.ts'
export { planMarks, previewPlan } from './planning/plan-marks.ts'
export { withdrawPlan } from './planning/withdraw-plan.ts'
export { CLOSING_CLOCK } from './rules/closing.ts'
export { COMPLETE } from './rules/register-state.ts'
export { placesPassed } from './rules/register-times.ts'
export { signInLate } from './sign-in-late.ts'
export { undoSignIn } from './undo-sign-in.ts'
export { whoIsHere } from './who-is-here.ts'

export const registerBindings: readonly Binding[] = [
  bind(contract.openRegister, openRegister),
  bind(contract.takeRegister, takeRegister),
  bind(contract.undoTaking, undoTaking),
  bind(contract.closeRegister, closeRegister),
  bind(contract.reopenRegister, reopenRegister),
  bind(contract.registerAsItStood, registerAsItStood),
  bind(contract.myRegisters, myRegisters),
  bind(contract.listRegisters, listRegisters),
  bind(contract.chaseRegister, chaseRegister),
  bind(contract.schoolToday, schoolToday),
  bind(contract.whoIsHere, whoIsHere),
  bindAfter(contract.verifyRegister, verifyBefore, verifyRegister),
  bind(contract.journalState, journalState),
  bind(contract.amendMarks, amendMarks),
  bind(contract.signInLate, signInLate),
  bind(contract.undoSignIn, undoSignIn),
  bind(contract.signOut, signOut),
  bind(contract.signBack, signBack),
  bind(contract.previewPlan, previewPlan),
  bind(contract.planMarks, planMarks),
  bind(contract.previewClosure, previewClosure),
  bind(contract.closeSchool, closeSchool),
  bind(contract.withdrawPlan, withdrawPlan),
  bind(contract.listPlans, listPlans),
  bind(contract.pupilYear, pupilYear),
  bind(contract.markHistory, markHistory),
  bind(contract.pupilHistory, pupilHistory),
  bind(contract.groupWeek, groupWeek),
  bind(contract.handOverRegister, handOverRegister),
  bind(contract.listHanded, listHanded),
  bind(contract.readHanded, readHanded),
  bind(contract.takeOverHanded, takeOverHanded),
  bind(contract.setAsideHanded, setAsideHanded),
  bind(contract.officialRegister, officialRegister),
  bind(contract.attendanceCertificate, attendanceCertificate),
]
