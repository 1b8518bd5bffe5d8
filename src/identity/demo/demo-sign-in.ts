import { notAllowed, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type { SignInSettings } from '../auth.ts'
import type * as contract from '../contract.ts'
import { startSession } from '../session.ts'
import { findPerson } from '../store.ts'

/** Signs in as a made-up person without a password. Bound only where the whole installation is a demonstration. */
export function demoSignIn(settings: SignInSettings): UseCase<typeof contract.demoSignIn> {
  return async ({ tx, answerHeader }, { body }) => {
    const person = await findPerson(tx, body.personId)
    if (person === undefined || person.email === null) return notAllowed()
    answerHeader('set-cookie', await startSession(tx, settings, person.id))
    return success({})
  }
}
