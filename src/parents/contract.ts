/** What can be asked of the family page: operations as data, and the pure rules that its screens share. */
export * from './contract/asking.ts'
export * from './contract/children.ts'
export * from './contract/evidence.ts'
export * from './contract/shapes.ts'
export * from './contract/signing-in.ts'
export * from './contract/weekly.ts'
export { daysInWords, type MarkTone, markWords } from './rules/mark-words.ts'
export { NOT_SEEN_WORDS, type NotSeen, whyNotSeen } from './rules/who-sees-child.ts'
