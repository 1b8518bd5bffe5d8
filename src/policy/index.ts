/** The door of the policy: what holds at a school, and its operations. */
import { type Binding, bind } from '../platform/http/use-case.ts'
import * as contract from './contract.ts'
import { checkPolicyDraft, comparePolicies, getPolicyDraft } from './draft-policy.ts'
import { downloadPolicy, printPolicy } from './print-policy.ts'
import { getPublication, publishPolicy } from './publishing/publish-policy.ts'
import { previewPolicy, savePolicy } from './save-policy.ts'
import { getPolicy } from './show-policy.ts'

export { addPolicyCommands } from './cli.ts'
export { policyOf } from './policy-of.ts'
export { mountPolicies } from './publishing/mount-policies.ts'
export { saveFirstPolicy } from './save-first-policy.ts'

export const policyBindings: readonly Binding[] = [
  bind(contract.getPolicy, getPolicy),
  bind(contract.previewPolicy, previewPolicy),
  bind(contract.savePolicy, savePolicy),
  bind(contract.downloadPolicy, downloadPolicy),
  bind(contract.printPolicy, printPolicy),
  bind(contract.getPolicyDraft, getPolicyDraft),
  bind(contract.checkPolicyDraft, checkPolicyDraft),
  bind(contract.comparePolicies, comparePolicies),
  bind(contract.getPublication, getPublication),
  bind(contract.publishPolicy, publishPolicy),
]
