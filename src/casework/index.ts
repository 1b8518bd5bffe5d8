/** The door of cases: what was learned, offered, agreed and done for a child. */

import type { SignInSettings } from '../identity/index.ts'
import { type Binding, bind, bindAfter } from '../platform/http/use-case.ts'
import { assessDifficulties } from './barriers/assess-difficulties.ts'
import { easeBarrier, recordBarrier } from './barriers/change-barriers.ts'
import {
  childsScreen,
  giveScreen,
  keepChildsAnswers,
  openChildsAnswers,
  takeBack,
  tryCode,
} from './barriers/childs-screen.ts'
import { assessmentPaper } from './barriers/print-assessment.ts'
import { raiseAnswers } from './barriers/raise-answers.ts'
import { caseBarriers } from './barriers/show-barriers.ts'
import { authorityWhyAbsent, exportWhyAbsent, readWhyInArea, trustWhyAbsent, whyAbsent } from './barriers/why-absent.ts'
import { caseOwners } from './cases/case-owners.ts'
import { listCases } from './cases/list-cases.ts'
import { moveCase } from './cases/move-case.ts'
import { openCase } from './cases/open-case.ts'
import { showCase } from './cases/show-case.ts'
import { writeInCase } from './cases/write-in-case.ts'
import * as contract from './contract.ts'
import { exportWhatHelped, whatHelped } from './impact/what-helped.ts'
import { holdLetters } from './letters/hold-letters.ts'
import { childLetters, listLetters } from './letters/list-letters.ts'
import { lookAtLetter, sendLetters } from './letters/send-letters.ts'
import { fillRegisters } from './plans/fill-registers.ts'
import { casePlans } from './plans/look-at-plans.ts'
import { printPassport, readPassport } from './plans/passports.ts'
import { planEffect } from './plans/plan-effect.ts'
import { answerPlanQuestion } from './plans/plan-questions.ts'
import { printPlan } from './plans/print-plan.ts'
import { endPlan, reviewPlan } from './plans/review-plan.ts'
import { signPlan } from './plans/sign-plan.ts'
import { draftPlan } from './plans/write-plan.ts'
import { besideNames, listBack, recordBack, setLongAbsence } from './returning/back-at-school.ts'
import { changeService, changeSupportRow, listServices, showCatalogue } from './support/keep-catalogue.ts'
import { actOnSupport, showCaseSupport } from './support/support-in-case.ts'

export { type AskedOfParent, askedOfParent, keepFamilyAnswers } from './barriers/family-answers.ts'
export { keepEntries } from './cases/keep-entries.ts'
export { oneAtATime as lockCasesOf, openAmong } from './cases/open-case.ts'
export { type Child, readChildren } from './cases/read-children.ts'
export { type AskedCases, beginCase, type CaseFile, readCase, readCases } from './cases/store.ts'
export { withCases } from './duties/absence-in-cases.ts'
export { caseworkDuties } from './duties/index.ts'
export { overtakenLetters } from './letters/count-again.ts'
export { figuresOf, supportShown } from './letters/read-ladder.ts'
export {
  answerInvitation,
  type Invitation,
  type Invitee,
  invitationCalendar,
  invitationPaper,
  invitationsOf,
} from './meetings/for-family.ts'
export { keepSchoolMeetingStep } from './meetings/store.ts'
export {
  answerFamilyPlan,
  type FamilyPlan,
  familyPlanPaper,
  familyPlansOf,
  tellsParent,
} from './plans/family-plans.ts'
export { askAboutPlan } from './plans/plan-questions.ts'
export { backDuties } from './returning/back-duties.ts'
export { keepService, type Service } from './support/store.ts'
export { tellingBindings } from './telling/bindings.ts'

/** The operations of the screen that a child is given, which narrow the sign-in behind it. */
export function childsScreenBindings(settings: SignInSettings): readonly Binding[] {
  return [
    bind(contract.giveScreen, giveScreen(settings)),
    bind(contract.childsScreen, childsScreen),
    bind(contract.keepChildsAnswers, keepChildsAnswers),
    bindAfter(contract.takeScreenBack, tryCode(settings), takeBack(settings)),
  ]
}

export const caseworkBindings: readonly Binding[] = [
  bind(contract.listCases, listCases),
  bind(contract.showCase, showCase),
  bind(contract.openCase, openCase),
  bind(contract.writeInCase, writeInCase),
  bind(contract.moveCase, moveCase),
  bind(contract.caseOwners, caseOwners),
  bind(contract.caseBarriers, caseBarriers),
  bind(contract.openChildsAnswers, openChildsAnswers),
  bind(contract.raiseAnswers, raiseAnswers),
  bind(contract.recordBarrier, recordBarrier),
  bind(contract.easeBarrier, easeBarrier),
  bind(contract.assessDifficulties, assessDifficulties),
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
  bind(contract.listLetters, listLetters),
  bind(contract.lookAtLetter, lookAtLetter),
  bind(contract.sendLetters, sendLetters),
  bind(contract.holdLetters, holdLetters),
  bind(contract.childLetters, childLetters),
  bind(contract.casePlans, casePlans),
  bind(contract.draftPlan, draftPlan),
  bind(contract.signPlan, signPlan),
  bind(contract.answerPlanQuestion, answerPlanQuestion),
  bind(contract.reviewPlan, reviewPlan),
  bind(contract.endPlan, endPlan),
  bind(contract.fillRegisters, fillRegisters),
  bind(contract.planEffect, planEffect),
  bind(contract.printPlan, printPlan),
  bind(contract.readPassport, readPassport),
  bind(contract.printPassport, printPassport),
  bind(contract.besideNames, besideNames),
  bind(contract.listBack, listBack),
  bind(contract.recordBack, recordBack),
  bind(contract.setLongAbsence, setLongAbsence),
  bind(contract.whatHelped, whatHelped),
  bind(contract.exportWhatHelped, exportWhatHelped),
]
