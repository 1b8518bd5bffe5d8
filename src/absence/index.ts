/** The door of absence: reports of families, evidence, and reasons to be found. */
import { type Binding, bind } from '../platform/http/use-case.ts'
import { morningBoard, morningCounts } from './board/show-board.ts'
import * as contract from './contract.ts'
import { addEvidence, askEvidence, judgeEvidence, openEvidence, readEvidence } from './evidence/use-evidence.ts'
import { claimFamily } from './following/claim-family.ts'
import { listVisits, planVisit, recordVisit } from './following/home-visits.ts'
import { recordContact } from './following/record-contact.ts'
import { handOver, recordSafe } from './following/record-safe.ts'
import { type Carried, previewTexts, sendTexts } from './following/text-families.ts'
import { listReasons } from './reasons/list-reasons.ts'
import { recodeReasons, setAutomaticO } from './reasons/recode-reasons.ts'
import { warnFamilies } from './reasons/warn-families.ts'
import { acceptReport } from './reports/accept-report.ts'
import { noteReport } from './reports/answer-report.ts'
import { enterReports } from './reports/enter-report.ts'
import { listReports } from './reports/look-at-reports.ts'
import { setAsideReport } from './reports/set-aside-report.ts'

export { actsAbout } from './board/acts-about.ts'
export { evidenceFile, type FileOfReport, filesOfReports } from './evidence/store.ts'
export { receiveEvidence } from './evidence/use-evidence.ts'
export { chaseDuties } from './following/chase-duties.ts'
export { overtakenTexts } from './following/overtaken-texts.ts'
export { type Morning, readMorning } from './following/read-morning.ts'
export { actsOf, type KeptAct } from './following/store.ts'
export { withdrawTexts } from './following/withdraw-texts.ts'
export { refuseUnwarned } from './reasons/refuse-unwarned.ts'
export { turnUnexplained } from './reasons/turn-unexplained.ts'
export { landReplies } from './replies/land-replies.ts'
export { noteReport } from './reports/answer-report.ts'
export { enterReport, type ReportToEnter } from './reports/enter-report.ts'
export { type KnownReport, reportsOf } from './reports/look-at-reports.ts'
export { sessionsThatWait } from './reports/waiting-reports.ts'

/** What says before it is done whether a service will carry the texts of a morning, or a person has to. */
export function morningTextBindings(carried: Carried): readonly Binding[] {
  return [bind(contract.previewTexts, previewTexts(carried))]
}

export const absenceBindings: readonly Binding[] = [
  bind(contract.listReports, listReports),
  bind(contract.enterReports, enterReports),
  bind(contract.acceptReport, acceptReport),
  bind(contract.noteReport, noteReport),
  bind(contract.setAsideReport, setAsideReport),
  bind(contract.listReasons, listReasons),
  bind(contract.recodeReasons, recodeReasons),
  bind(contract.warnFamilies, warnFamilies),
  bind(contract.setAutomaticO, setAutomaticO),
  bind(contract.readEvidence, readEvidence),
  bind(contract.askEvidence, askEvidence),
  bind(contract.addEvidence, addEvidence),
  bind(contract.openEvidence, openEvidence),
  bind(contract.judgeEvidence, judgeEvidence),
  bind(contract.morningBoard, morningBoard),
  bind(contract.morningCounts, morningCounts),
  bind(contract.claimFamily, claimFamily),
  bind(contract.recordContact, recordContact),
  bind(contract.sendTexts, sendTexts),
  bind(contract.recordSafe, recordSafe),
  bind(contract.handOver, handOver),
  bind(contract.listVisits, listVisits),
  bind(contract.planVisit, planVisit),
  bind(contract.recordVisit, recordVisit),
]
