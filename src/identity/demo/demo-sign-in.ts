import { notAllowed, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import type { SignInSettings } from '../signing-in/auth.ts'
import { startSession } from '../signing-in/session.ts'
import { findPerson, rolesOf } from '../store.ts'
import { isDemonstration } from './demonstration.ts'

/**
 * Signs in as a made-up person without a password. Bound only where the server was started as a demonstration, and does nothing
 * where the data is not one: a backup of a real school may have been restored into it since.
 */
export function demoSignIn(settings: SignInSettings): UseCase<typeof contract.demoSignIn> {
  return async ({ tx, answerHeader }, { body }) => {
    if (!(await isDemonstration(tx))) return notAllowed()
    const person = await findPerson(tx, body.personId)
    if (person === undefined) return notAllowed()
    // Whoever has no address cannot sign in; families can, by links.
    if (person.email === null && !(await rolesOf(tx, person.id)).some(({ role }) => role === 'parent'))
      return notAllowed()
    answerHeader('set-cookie', await startSession(tx, settings, person.id))
    return success({})
  }
}
