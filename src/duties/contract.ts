/** What a duty is, what is asked for to find it, and the clocks it runs by. */
export * from './contract/asked.ts'
export * from './contract/duty.ts'
export * from './contract/work-list.ts'
export * from './rules/clocks.ts'
export * from './rules/duty-key.ts'
export * from './rules/school-days.ts'
export type { ActBy, DutyAct, Owner, StandingDuty } from './rules/standing.ts'
export { clockInWords, dueInWords } from './rules/words.ts'
