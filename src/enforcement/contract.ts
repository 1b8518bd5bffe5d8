/** Formal steps: what is kept of them, what can be asked, and the pure rules that screens share with the server. */
export * from './contract/beyond.ts'
export * from './contract/consideration.ts'
export * from './contract/event.ts'
export * from './contract/events/action.ts'
export * from './contract/events/notice.ts'
export * from './contract/events/pack.ts'
export * from './contract/events/penalty.ts'
export * from './contract/improve.ts'
export * from './contract/pack.ts'
export * from './contract/penalty.ts'
export * from './contract/penalty-settings.ts'
export * from './contract/set-up.ts'
export type { Standing } from './contract/shapes.ts'
export * from './contract/threshold.ts'
export {
  ACTION_KINDS,
  type ActionKind,
  type ActionStage,
  actionState,
  isAction,
  isActionEvent,
} from './rules/beyond/action-state.ts'
export {
  ACTION_MEANS,
  ACTION_NAMES,
  eventWords,
  STAGE_WORDS as ACTION_STAGE_WORDS,
} from './rules/beyond/action-words.ts'
export * from './rules/gate/gate.ts'
export * from './rules/improve/contents.ts'
export * from './rules/improve/notice-state.ts'
export { nationalThreshold } from './rules/national-threshold.ts'
export { isReach, type Suggestion } from './rules/pack/names-found.ts'
export { BLACKED_OUT, type Redaction, redact } from './rules/pack/redact.ts'
export type { PackLine, PackSection } from './rules/pack/section.ts'
export * from './rules/penalty/facts-settled.ts'
export * from './rules/penalty/in-words.ts'
export { mayBeLiable } from './rules/penalty/liable.ts'
export * from './rules/penalty/money.ts'
export * from './rules/penalty/notice-rank.ts'
export * from './rules/penalty/penalty-state.ts'
export * from './rules/penalty/settings.ts'
export * from './rules/settings.ts'
