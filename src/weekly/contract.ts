/** The weekly loop: what tutors say to their forms, praise, and reports to parents. */
export * from './contract/forms.ts'
export * from './contract/praise.ts'
export * from './contract/reports.ts'
export { SET_ASIDE, WEEKS_COMPARED } from './rules/change.ts'
export { daysInWords, halfDays } from './rules/half-days.ts'
export { missedOf, type ParentsReport } from './rules/parents-report.ts'
