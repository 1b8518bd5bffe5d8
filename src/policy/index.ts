/** The door of the policy: what holds at a school, and its operations. */
export { addPolicyCommands } from './cli.ts'
export { policyOf } from './policy-of.ts'
