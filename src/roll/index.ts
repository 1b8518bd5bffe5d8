/** The roll's door: who is on roll, in which group, when the school meets and by which clock; and asks that fill it. */
import { type Binding, bind } from '../platform/http/use-case.ts'
import { addContact } from './add-contact.ts'
import { admitPupil } from './admit-pupil.ts'
import { changeCalendar } from './change-calendar.ts'
import { changeContact } from './change-contact.ts'
import { changeGroup } from './change-group.ts'
import { changeSchool } from './change-school.ts'
import * as contract from './contract.ts'
import { correctPupil } from './correct-pupil.ts'
import { createGroup } from './create-group.ts'
import { endContact } from './end-contact.ts'
import { getCalendar } from './get-calendar.ts'
import { getPupil } from './get-pupil.ts'
import { getSchool } from './get-school.ts'
import { listDayClocks } from './list-day-clocks.ts'
import { listGroups } from './list-groups.ts'
import { listPupilChanges } from './list-pupil-changes.ts'
import { movePupil } from './move-pupil.ts'
import { orderContacts } from './order-contacts.ts'
import { recordLeaving } from './record-leaving.ts'
import { searchPupils } from './search-pupils.ts'
import { setDayClock } from './set-day-clock.ts'
import { setFlag } from './set-flag.ts'
import { setTutors } from './set-tutors.ts'
import { showPupilAsItStood } from './show-pupil-as-it-stood.ts'

export { addAuthority, addSchool, addTrust } from './add-school.ts'
export { addressesKept, type Enrolment, enrolAll } from './enrol-all.ts'
export { type ChangeFacts, keep } from './keep.ts'
export { type PupilLeaving, recordLeavings } from './record-leavings.ts'
export { replaceCalendar } from './replace-calendar.ts'
export { replaceDayClock } from './replace-day-clock.ts'
export { type RollOfGroup, rollOfGroup } from './roll-of-group.ts'
export {
  calendarOf,
  dayClocksOn,
  flagsInGroup,
  groupsOfPerson,
  groupsOn,
  namesOnRoll,
  pupilsOnRoll,
  schoolOf,
  schoolWithUrn,
  tutorsOn,
} from './views.ts'

export const rollBindings: readonly Binding[] = [
  bind(contract.getSchool, getSchool),
  bind(contract.changeSchool, changeSchool),
  bind(contract.getCalendar, getCalendar),
  bind(contract.changeCalendar, changeCalendar),
  bind(contract.listDayClocks, listDayClocks),
  bind(contract.setDayClock, setDayClock),
  bind(contract.listGroups, listGroups),
  bind(contract.createGroup, createGroup),
  bind(contract.changeGroup, changeGroup),
  bind(contract.setTutors, setTutors),
  bind(contract.searchPupils, searchPupils),
  bind(contract.getPupil, getPupil),
  bind(contract.admitPupil, admitPupil),
  bind(contract.correctPupil, correctPupil),
  bind(contract.movePupil, movePupil),
  bind(contract.recordLeaving, recordLeaving),
  bind(contract.setFlag, setFlag),
  bind(contract.addContact, addContact),
  bind(contract.changeContact, changeContact),
  bind(contract.orderContacts, orderContacts),
  bind(contract.endContact, endContact),
  bind(contract.listPupilChanges, listPupilChanges),
  bind(contract.showPupilAsItStood, showPupilAsItStood),
]
export { type WholeRoll, wholeRoll } from './whole-roll.ts'
