/** What a duty is, what is asked for to find it, and the clocks it runs by. */
export * from './contract/asked.ts'
export * from './contract/duty.ts'
export * from './rules/clocks.ts'
export * from './rules/duty-key.ts'
export * from './rules/school-days.ts'
