/** Messages to families: their operations, shapes and rules. */
export * from './events.ts'
export type { MergeField, MergeValues } from './rules/merge-fields.ts'
export { FIELD_NAMES, FIELDS, SENDER_FIELDS } from './rules/merge-fields.ts'
export { isOver, type MessageEvent, type MessageState, mayHaveGone, stateOf } from './rules/message-state.ts'
export { ONE_A_DAY } from './rules/one-a-day.ts'
export type { QuietHours } from './rules/quiet-hours.ts'
export { CHANNELS, type Channel, type Demand, type Template, type TemplateText, type Tone } from './rules/shapes.ts'
