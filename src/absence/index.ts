/** The door of absence: reports of families, evidence, and reasons to be found. */
import { type Binding, bind } from '../platform/http/use-case.ts'
import * as contract from './contract.ts'
import { listReasons } from './reasons/list-reasons.ts'
import { recodeReasons, setAutomaticO } from './reasons/recode-reasons.ts'
import { warnFamilies } from './reasons/warn-families.ts'
import { acceptReport } from './reports/accept-report.ts'
import { noteReport } from './reports/answer-report.ts'
import { enterReports } from './reports/enter-report.ts'
import { listReports } from './reports/look-at-reports.ts'
import { setAsideReport } from './reports/set-aside-report.ts'

export { turnUnexplained } from './reasons/turn-unexplained.ts'
export { enterReport, type ReportToEnter } from './reports/enter-report.ts'
export { type KnownReport, reportsOf } from './reports/look-at-reports.ts'

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
]
