import { notAllowed, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { lockRoles } from '../store.ts'
import type { SignInSettings } from './auth.ts'
import { newSignInLink } from './sign-in-link.ts'
import { whetherLink } from './whether-link.ts'

/** A new link for somebody whose first one ran out, or who forgot the password. */
export function makeSignInLink(settings: SignInSettings): UseCase<typeof contract.makeSignInLink> {
  return async (context, { params }) => {
    const { tx, audit } = context
    // A role given meanwhile would void this person's links before this one is there, and this one would open the role too.
    await lockRoles(tx, params.schoolId)
    const decided = await whetherLink(context, params)
    if (decided === undefined) return notAllowed()
    if (!decided.ok) return decided
    audit({ subject: params.personId })
    return success(await newSignInLink(tx, settings, params.personId))
  }
}
