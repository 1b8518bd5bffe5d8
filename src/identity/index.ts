import { type Binding, bind } from '../platform/http/use-case.ts'
import type { SignInSettings } from './auth.ts'
import * as contract from './contract.ts'
import { signOut } from './sign-out.ts'
import { whoAmI } from './who-am-i.ts'

export { type Auth, createAuth, type SignInSettings } from './auth.ts'
export { createGate, NOBODY, type SignInGate } from './gate.ts'
export { mountSignIn } from './mount-sign-in.ts'
export { startSession } from './session.ts'

/** The operations of identity; they differ from other slices' in needing to know how this installation signs people in. */
export function identityBindings(settings: SignInSettings & { readonly demo: boolean }): readonly Binding[] {
  return [bind(contract.whoAmI, whoAmI(settings.demo)), bind(contract.signOut, signOut(settings))]
}
