/** The roll's door: who is on roll, in which group, when the school meets and by which clock; and asks that fill it. */
import { type Binding, bind } from '../platform/http/use-case.ts'
import { admitPupil } from './admit-pupil.ts'
import { setEthnicity } from './characteristics/set-ethnicity.ts'
import { setFlag } from './characteristics/set-flag.ts'
import { addContact } from './contacts/add-contact.ts'
import { changeContact } from './contacts/change-contact.ts'
import { endContact } from './contacts/end-contact.ts'
import { offerContacts } from './contacts/offer-contacts.ts'
import { orderContacts } from './contacts/order-contacts.ts'
import * as contract from './contract.ts'
import { correctPupil } from './correct-pupil.ts'
import { getPupil } from './get-pupil.ts'
import { listPupilChanges } from './history/list-pupil-changes.ts'
import { showPupilAsItStood } from './history/show-pupil-as-it-stood.ts'
import { movePupil } from './move-pupil.ts'
import { tellFutureAddress } from './moving/tell-future-address.ts'
import { recordLeaving } from './record-leaving.ts'
import { changeCalendar } from './school/change-calendar.ts'
import { changeGroup } from './school/change-group.ts'
import { changeSchool } from './school/change-school.ts'
import { createGroup } from './school/create-group.ts'
import { getCalendar } from './school/get-calendar.ts'
import { getSchool } from './school/get-school.ts'
import { listDayClocks } from './school/list-day-clocks.ts'
import { listGroups } from './school/list-groups.ts'
import { setDayClocks } from './school/set-day-clocks.ts'
import { setTutors } from './school/set-tutors.ts'
import { searchPupils } from './search-pupils.ts'

export { ethnicitiesOfSchool } from './characteristics/ethnicities-of-school.ts'
export { addRollCommands } from './cli.ts'
export { type ChildOfContact, childrenOfContacts, contactPeople } from './contacts/children-of-contacts.ts'
export { contactAddresses, pupilAddress } from './contacts/contact-address.ts'
export { type ContactGap, contactGaps } from './contacts/contact-gaps.ts'
export { type ContactOfPupil, contactsOfPupils } from './contacts/contacts-of-pupils.ts'
export { type DayClockFrom, dayClocksOfSchool } from './day-clocks-of-school.ts'
export { addressesKept, type Enrolment, enrolAll } from './enrol-all.ts'
export { enrolmentsOfYear } from './enrolments-of-year.ts'
export { households } from './households.ts'
export { type ChangeFacts, keep } from './keep.ts'
export { type SameChild, sameChildren } from './moving/same-children.ts'
export { takeUpAddresses } from './moving/take-up-addresses.ts'
export { type PupilLeaving, recordLeavings } from './record-leavings.ts'
export { type RollOfGroup, rollOfGroup } from './roll-of-group.ts'
export { addAuthority, addSchool, addTrust } from './school/add-school.ts'
export { replaceCalendar } from './school/replace-calendar.ts'
export { replaceDayClock } from './school/replace-day-clock.ts'
export { admissionParticulars, authorityName, flaggedPupils } from './told/for-returns.ts'
export {
  calendarOf,
  dayClocksOn,
  enteredSince,
  groupsOfPerson,
  groupsOn,
  namesOfGroups,
  namesOnRoll,
  pupilsDuring,
  pupilsOnRoll,
  type RollEntered,
  schoolOf,
  schoolWithUrn,
  tutorsOn,
  type YearAndClock,
  yearsAndClocks,
} from './views.ts'

export const rollBindings: readonly Binding[] = [
  bind(contract.getSchool, getSchool),
  bind(contract.changeSchool, changeSchool),
  bind(contract.getCalendar, getCalendar),
  bind(contract.changeCalendar, changeCalendar),
  bind(contract.listDayClocks, listDayClocks),
  bind(contract.setDayClocks, setDayClocks),
  bind(contract.listGroups, listGroups),
  bind(contract.createGroup, createGroup),
  bind(contract.changeGroup, changeGroup),
  bind(contract.setTutors, setTutors),
  bind(contract.searchPupils, searchPupils),
  bind(contract.getPupil, getPupil),
  bind(contract.admitPupil, admitPupil),
  bind(contract.correctPupil, correctPupil),
  bind(contract.tellFutureAddress, tellFutureAddress),
  bind(contract.movePupil, movePupil),
  bind(contract.recordLeaving, recordLeaving),
  bind(contract.setFlag, setFlag),
  bind(contract.setEthnicity, setEthnicity),
  bind(contract.offerContacts, offerContacts),
  bind(contract.addContact, addContact),
  bind(contract.changeContact, changeContact),
  bind(contract.orderContacts, orderContacts),
  bind(contract.endContact, endContact),
  bind(contract.listPupilChanges, listPupilChanges),
  bind(contract.showPupilAsItStood, showPupilAsItStood),
]
export { type WholeRoll, wholeRoll } from './whole-roll.ts'
