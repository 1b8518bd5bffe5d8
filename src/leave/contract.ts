/** What can be asked about leave of absence (regulation 11): operations as data, and the pure rules that screens share. */
export * from './contract/requests.ts'
export * from './contract/timetables.ts'
export * from './rules/decide-leave.ts'
export * from './rules/decision-letter.ts'
export * from './rules/kinds.ts'
export * from './rules/request.ts'
export * from './rules/timetable.ts'
