/**
 * A school's attendance policy as data. `Policy` has every setting, each with the section of the school's text that states it; what a
 * school's file leaves out is as law and guidance have it, and `sourceOf` says which. In node, `policyOf(tx, schoolId, on)` of the
 * door gives the policy in force.
 */
export * from './contract/drafting.ts'
export * from './contract/operations.ts'
export * from './contract/publishing.ts'
export { checkPolicy } from './rules/check-policy.ts'
export { dayClockCheck, type KeptClocks, schoolCheck } from './rules/checks/day-clock-check.ts'
export type { Finding, Place } from './rules/checks/finding.ts'
export { FINDING_ROWS, type FindingRow, type Severity } from './rules/checks/finding-rows.ts'
export { SEVERITY_NAMES } from './rules/checks/severity-names.ts'
export * from './rules/defaults.ts'
export { effective } from './rules/effective.ts'
export { emptyOf, type Field, type FieldKind, fieldOf } from './rules/form/fields.ts'
export { FILE_NAMES, type FileName, FORM_GROUPS, titleOfName } from './rules/form/groups.ts'
export * from './rules/form/tree.ts'
export * from './rules/in-force.ts'
export { apart, joined } from './rules/names.ts'
export { type Block, type PublicText, publicText, settingInWords, type TextPart } from './rules/public-text.ts'
export * from './rules/shape/policy.ts'
export { SETTING_TITLES } from './rules/shape/setting-titles.ts'
export * from './rules/shape/settings.ts'
export { type Amount, amountInWords, POLICY_UNITS, type PolicyUnit } from './rules/shape/values.ts'
