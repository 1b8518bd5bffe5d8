/** Messages to families: their operations, shapes and rules. */
export * from './contract/choices.ts'
export * from './contract/layouts.ts'
export * from './contract/messages.ts'
export * from './contract/replies.ts'
export type { ShownMessage } from './contract/shapes.ts'
export * from './contract/templates.ts'
export * from './events.ts'
export { firstCause } from './rules/cause.ts'
export { LANGUAGES, languageName } from './rules/languages.ts'
export { LAYOUT_FIELDS } from './rules/letter-layout.ts'
export {
  FIELD_NAMES,
  FIELDS,
  FIGURE_FIELDS,
  fieldsIn,
  isField,
  type MergeField,
  type MergeValues,
  SENDER_FIELDS,
  tellsFigures,
} from './rules/merge-fields.ts'
export { isOver, type MessageEvent, type MessageState, mayHaveGone, printOf, stateOf } from './rules/message-state.ts'
export { ONE_A_DAY } from './rules/one-a-day.ts'
export { asPile } from './rules/paper/as-pile.ts'
export { readableNumber } from './rules/phone.ts'
export { type PreflightFacts, type PreflightFinding, preflight } from './rules/preflight.ts'
export { proofOf, sentOn } from './rules/proof.ts'
export type { QuietHours } from './rules/quiet-hours.ts'
export { READING_AGE_AIM, readingAge } from './rules/reading-age.ts'
export {
  CHANNELS,
  type Channel,
  type Demand,
  type ReachableContact,
  type Template,
  type TemplateText,
  type Tone,
} from './rules/shapes.ts'
export { STANDARD_TEMPLATES } from './rules/standard-templates.ts'
export { textLength } from './rules/text-length.ts'
export { isResponsible, isSharedWithBarred, whyNotTold } from './rules/who-may-be-told.ts'
