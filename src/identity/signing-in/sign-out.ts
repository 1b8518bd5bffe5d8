import { sql } from 'kysely'
import { success } from '../../kernel/result.ts'
import { run } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import type { SignInSettings } from './auth.ts'
import { endedCookie, tokenOf } from './session.ts'

/** Ends the sign-in of this browser. Signing out twice is no mistake. */
export function signOut(settings: SignInSettings): UseCase<typeof contract.signOut> {
  return async ({ tx, cookie, answerHeader, handed, audit }) => {
    const token = tokenOf(settings, cookie)
    if (token !== undefined) await run(tx, sql`call identity.end_session(${token})`)
    // Whoever signs out while the screen is with a child takes it back without the code: the trail says so, and for whom it was.
    if (handed !== undefined) audit({ subject: handed.subject, facts: { screen: 'taken back from a child' } })
    answerHeader('set-cookie', endedCookie(settings))
    return success({})
  }
}
