/** The door of the weekly loop: the tutor's week, praise, and reports to parents. */
import { type Binding, bind } from '../platform/http/use-case.ts'
import * as contract from './contract.ts'
import { formTable, showFormTable } from './forms/form-table.ts'
import { formWeek, giveWeek, myForms } from './forms/form-week.ts'
import { weekSlips } from './forms/week-slips.ts'
import { choosePraise, givePraise } from './praise/give-praise.ts'
import { praiseCards } from './praise/praise-cards.ts'
import { praiseList } from './praise/praise-list.ts'
import {
  listReports,
  planReports,
  previewReport,
  printReports,
  showReports,
  startReports,
} from './reports/use-reports.ts'

export { childReportPaper, childWeekly } from './for-family.ts'
export { keepGiven } from './forms/store.ts'
export { setPraiseChoice } from './praise/give-praise.ts'
export { keepChoice as keepPraiseChoice, keepPraise, praiseUnwanted } from './praise/store.ts'
export { makeReports } from './reports/write-report.ts'
export { weeklyDuties } from './week-duty-source.ts'

export const weeklyBindings: readonly Binding[] = [
  bind(contract.myForms, myForms),
  bind(contract.formWeek, formWeek),
  bind(contract.giveWeek, giveWeek),
  bind(contract.weekSlips, weekSlips),
  bind(contract.formTable, formTable),
  bind(contract.showFormTable, showFormTable),
  bind(contract.praiseList, praiseList),
  bind(contract.givePraise, givePraise),
  bind(contract.praiseCards, praiseCards),
  bind(contract.choosePraise, choosePraise),
  bind(contract.planReports, planReports),
  bind(contract.previewReport, previewReport),
  bind(contract.startReports, startReports),
  bind(contract.listReports, listReports),
  bind(contract.showReports, showReports),
  bind(contract.printReports, printReports),
]
