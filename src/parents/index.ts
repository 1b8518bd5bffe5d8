/** The door of the family page: what families see and do, and how the office lets them in. */
import type { SignInSettings } from '../identity/index.ts'
import { type Binding, bind } from '../platform/http/use-case.ts'
import { endFamilyAccess, endOtherSignIns } from './accounts/end-access.ts'
import { familyAccess, inviteContact } from './accounts/invite.ts'
import { choosePassword, openFamily, wishForLink } from './accounts/sign-in.ts'
import { answerAboutLeave, familyLeave, familyLeaveLetter, requestLeave } from './asking/family-leave.ts'
import { answerMeeting, familyMeetingCalendar, familyMeetingPaper, familyMeetings } from './asking/family-meetings.ts'
import { answerPlan, askAboutPlan, familyPlanPaper, familyPlans } from './asking/family-plans.ts'
import { answerFamily, askSchool, familyQuestions, myQuestions } from './asking/questions.ts'
import { childYear } from './children/child-year.ts'
import { chooseFamilyPraise, familyReportPaper, familyWeek } from './children/family-week.ts'
import { chooseForFamily, familyChoices, familyMessages } from './children/messages.ts'
import { myFamily } from './children/my-family.ts'
import * as contract from './contract.ts'
import { openFamilyEvidence, sendFamilyEvidence } from './reporting/family-evidence.ts'
import { answerAboutReport, reportAbsence } from './reporting/report-absence.ts'
import { answerSchoolHard, familySchoolHard } from './school-hard/answer-school-hard.ts'

export { accountFor } from './accounts/invite.ts'
export { FAMILY_LINK_ASKED, sendWishedLinks } from './accounts/sign-in.ts'
export { questionDuties } from './asking/question-duties.ts'

/** The operations of the family page; links have to say where this Firstbell is found. */
export function parentsBindings(settings: SignInSettings): readonly Binding[] {
  return [
    bind(contract.wishForLink, wishForLink),
    bind(contract.openFamily, openFamily(settings)),
    bind(contract.choosePassword, choosePassword),
    bind(contract.myFamily, myFamily),
    bind(contract.childYear, childYear),
    bind(contract.familyWeek, familyWeek),
    bind(contract.familyReportPaper, familyReportPaper),
    bind(contract.chooseFamilyPraise, chooseFamilyPraise),
    bind(contract.reportAbsence, reportAbsence),
    bind(contract.answerAboutReport, answerAboutReport),
    bind(contract.sendFamilyEvidence, sendFamilyEvidence),
    bind(contract.openFamilyEvidence, openFamilyEvidence),
    bind(contract.familyMeetings, familyMeetings),
    bind(contract.answerMeeting, answerMeeting),
    bind(contract.familyMeetingCalendar, familyMeetingCalendar),
    bind(contract.familyMeetingPaper, familyMeetingPaper),
    bind(contract.askSchool, askSchool),
    bind(contract.myQuestions, myQuestions),
    bind(contract.requestLeave, requestLeave),
    bind(contract.familyLeave, familyLeave),
    bind(contract.answerAboutLeave, answerAboutLeave),
    bind(contract.familyLeaveLetter, familyLeaveLetter),
    bind(contract.familySchoolHard, familySchoolHard),
    bind(contract.answerSchoolHard, answerSchoolHard),
    bind(contract.familyPlans, familyPlans),
    bind(contract.answerPlan, answerPlan),
    bind(contract.askAboutPlan, askAboutPlan),
    bind(contract.familyPlanPaper, familyPlanPaper),
    bind(contract.familyMessages, familyMessages),
    bind(contract.familyChoices, familyChoices),
    bind(contract.chooseForFamily, chooseForFamily),
    bind(contract.familyAccess, familyAccess),
    bind(contract.inviteContact, inviteContact(settings)),
    bind(contract.endFamilyAccess, endFamilyAccess),
    bind(contract.endOtherSignIns, endOtherSignIns(settings)),
    bind(contract.familyQuestions, familyQuestions),
    bind(contract.answerFamily, answerFamily),
  ]
}
