import { type Binding, bind } from '../../platform/http/use-case.ts'
import { inviteToAssess } from '../barriers/assess-difficulties.ts'
import * as contract from '../contract.ts'
import { meetingBindings } from '../meetings/bindings.ts'
import { offerPlan } from '../plans/write-plan.ts'

/** The operations that write to families, who have to be told where they find this Firstbell. */
export function tellingBindings(settings: { readonly publicUrl: string }): readonly Binding[] {
  return [
    ...meetingBindings(settings),
    bind(contract.inviteToAssess, inviteToAssess(settings.publicUrl)),
    bind(contract.offerPlan, offerPlan(settings.publicUrl)),
  ]
}
