/** The door of cases: what was learned, offered, agreed and done for a child. */
import { type Binding, bind, bindAfter } from '../platform/http/use-case.ts'
import { assessDifficulties, inviteToAssess } from './barriers/assess-difficulties.ts'
import { easeBarrier, recordBarrier } from './barriers/change-barriers.ts'
import { assessmentPaper } from './barriers/print-assessment.ts'
import { caseBarriers } from './barriers/show-barriers.ts'
import { authorityWhyAbsent, exportWhyAbsent, readWhyInArea, trustWhyAbsent, whyAbsent } from './barriers/why-absent.ts'
import { showCase } from './cases/show-case.ts'
import * as contract from './contract.ts'
import { changeService, changeSupportRow, listServices, showCatalogue } from './support/keep-catalogue.ts'
import { actOnSupport, showCaseSupport } from './support/support-in-case.ts'

export { type AskedOfParent, askedOfParent, keepFamilyAnswers } from './barriers/family-answers.ts'
export { keepEntries } from './cases/keep-entries.ts'
export { type Child, readChildren } from './cases/read-children.ts'
export { type AskedCases, beginCase, type CaseFile, readCase, readCases } from './cases/store.ts'

export { caseworkDuties } from './duties/index.ts'

export const caseworkBindings: readonly Binding[] = [
  bind(contract.showCase, showCase),
  bind(contract.caseBarriers, caseBarriers),
  bind(contract.recordBarrier, recordBarrier),
  bind(contract.easeBarrier, easeBarrier),
  bind(contract.assessDifficulties, assessDifficulties),
  bind(contract.inviteToAssess, inviteToAssess),
  bind(contract.assessmentPaper, assessmentPaper),
  bind(contract.whyAbsent, whyAbsent),
  bind(contract.exportWhyAbsent, exportWhyAbsent),
  bindAfter(contract.trustWhyAbsent, readWhyInArea, trustWhyAbsent),
  bindAfter(contract.authorityWhyAbsent, readWhyInArea, authorityWhyAbsent),
  bind(contract.supportCatalogue, showCatalogue),
  bind(contract.changeSupportRow, changeSupportRow),
  bind(contract.listServices, listServices),
  bind(contract.changeService, changeService),
  bind(contract.caseSupport, showCaseSupport),
  bind(contract.actOnSupport, actOnSupport),
]
