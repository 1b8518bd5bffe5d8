/** The roll's door: who is on roll, in which group, when the school meets and by which clock. */
export { calendarOf, dayClocksOn, groupsOfPerson, groupsOn, pupilsOnRoll, schoolOf } from './views.ts'
