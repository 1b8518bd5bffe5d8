import { type Binding, bind } from '../../platform/http/use-case.ts'
import * as contract from '../contract.ts'
import { callMeeting, changeMeeting } from './call-meeting.ts'
import { correctMinutes } from './correct-minutes.ts'
import { holdMeeting, keepAction } from './hold-meeting.ts'
import { meetingAgenda, meetingCalendar, meetingPaper } from './look-at-agenda.ts'
import { caseMeetings, listMeetings } from './look-at-meetings.ts'
import { callSchoolMeeting, changeSchoolMeeting, showSchoolMeeting } from './school-meetings.ts'

/** The operations of meetings; invitations have to say where families find this Firstbell. */
export function meetingBindings({ publicUrl }: { readonly publicUrl: string }): readonly Binding[] {
  return [
    bind(contract.caseMeetings, caseMeetings),
    bind(contract.callMeeting, callMeeting(publicUrl)),
    bind(contract.changeMeeting, changeMeeting(publicUrl)),
    bind(contract.holdMeeting, holdMeeting),
    bind(contract.correctMinutes, correctMinutes),
    bind(contract.keepAction, keepAction),
    bind(contract.meetingAgenda, meetingAgenda),
    bind(contract.meetingPaper, meetingPaper),
    bind(contract.meetingCalendar, meetingCalendar),
    bind(contract.listMeetings, listMeetings),
    bind(contract.callSchoolMeeting, callSchoolMeeting),
    bind(contract.changeSchoolMeeting, changeSchoolMeeting(publicUrl)),
    bind(contract.showSchoolMeeting, showSchoolMeeting),
  ]
}
