/** Formal steps: what is kept of them, what can be asked, and the pure rules that screens share with the server. */
export * from './contract/event.ts'
export * from './contract/events/action.ts'
export * from './contract/events/notice.ts'
export * from './contract/events/penalty.ts'
