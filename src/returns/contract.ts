/** Returns to the local authority and notices to others about pupils: operations as data, and the pure rules that screens share. */
export * from './contract/acting.ts'
export * from './contract/diary.ts'
export * from './contract/set-up.ts'
export type { DiaryLine, Recipient } from './contract/shapes.ts'
export * from './rules/fields.ts'
export * from './rules/kinds.ts'
export { type ReturnState, WAYS, type Way } from './rules/return-state.ts'
export * from './rules/settings.ts'
