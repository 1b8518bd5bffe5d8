/**
 * A school's attendance policy as data. `Policy` has every setting, each with the section of the school's text that states it; what a
 * school's file leaves out is as law and guidance have it, and `sourceOf` says which. In node, `policyOf(tx, schoolId, on)` of the
 * door gives the policy in force.
 */
export * from './rules/defaults.ts'
export * from './rules/in-force.ts'
export * from './rules/shape/policy.ts'
export * from './rules/shape/settings.ts'
export { type Amount, amountInWords, POLICY_UNITS, type PolicyUnit } from './rules/shape/values.ts'
