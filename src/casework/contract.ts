/** Cases: what is kept of them, what can be asked, and the pure rules that screens share with the server. */
export * from './contract/entries/core.ts'
export * from './contract/entries/formal.ts'
export * from './contract/entry.ts'
export * from './rules/cases/case-state.ts'
export * from './rules/stages.ts'
