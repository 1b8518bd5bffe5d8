/** What can be asked of the figures, and the pure rules that screens share with the server. */
export * from './contract/ahead.ts'
export * from './contract/beside-england.ts'
export * from './contract/coding.ts'
export * from './contract/cohorts.ts'
export * from './contract/compared.ts'
export * from './contract/crossings.ts'
export * from './contract/definitions.ts'
export * from './contract/export.ts'
export * from './contract/figures.ts'
export type { NamedPupil } from './contract/naming.ts'
export * from './contract/patterns.ts'
export * from './contract/saved-groups.ts'
export * from './contract/shape.ts'
export * from './contract/shapes.ts'
export * from './contract/shown.ts'
export * from './contract/targets.ts'
export * from './contract/totals.ts'
export * from './contract/why.ts'
export * from './contract/why-totals.ts'
export { FEWEST_WEEKS } from './rules/definitions/fewest-weeks.ts'
export { type Place, tableOf } from './rules/exported/figure-tables.ts'
export type { ExportCell, ExportTable } from './rules/exported/table.ts'
export { HIDDEN, NOT_APPLICABLE } from './rules/exported/table.ts'
export { writeCsv } from './rules/exported/write-csv.ts'
export type { Enrolled, SchoolFacts, Stretch } from './rules/facts.ts'
export {
  type CodeCounts,
  isPersistentlyAbsent,
  isSeverelyAbsent,
  type SessionSpan,
  type Sessions,
  sessionsWith,
} from './rules/sessions.ts'
export { minutesInWords } from './rules/shape/shape-words.ts'
export { weeksMet } from './rules/shown/asked.ts'
export { countedUntil } from './rules/shown/counted-until.ts'
export { type EnrolmentFigures, enrolmentFigures } from './rules/shown/group-figures.ts'
export { cellsToHide } from './rules/shown/hiding.ts'
export type { Membership } from './rules/shown/kinds.ts'
export { FEWEST_SHOWN, partsToHide } from './rules/shown/small-numbers.ts'
export { halfTermsOf } from './rules/stretches.ts'
