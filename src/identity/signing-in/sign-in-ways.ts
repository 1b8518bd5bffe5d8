import { success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import type { SignInSettings } from './auth.ts'

/** What the sign-in page offers beside a password. */
export function signInWays(settings: SignInSettings, demo: boolean): UseCase<typeof contract.signInWays> {
  const accounts = settings.oidc === undefined ? {} : { accounts: settings.oidc.name }
  return async () => success({ ...accounts, demo })
}
