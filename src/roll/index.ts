/** The roll's door: who is on roll, in which group, when the school meets and by which clock; and asks that fill it. */
export { addAuthority, addSchool, addTrust } from './add-school.ts'
export { type Enrolment, enrolAll } from './enrol-all.ts'
export type { ChangeFacts } from './keep.ts'
export { replaceCalendar } from './replace-calendar.ts'
export { replaceDayClock } from './replace-day-clock.ts'
export {
  calendarOf,
  dayClocksOn,
  flagsInGroup,
  groupsOfPerson,
  groupsOn,
  pupilsOnRoll,
  schoolOf,
  tutorsOn,
} from './views.ts'
