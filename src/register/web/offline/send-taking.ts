import type { Answer } from '../../../kernel/operation.ts'
import { call, type Input } from '../../../ui/call.ts'
import { ProblemError } from '../../../ui/problem.ts'
import { takeRegister } from '../../contract.ts'
import { sendPastRaces } from '../../rules/screen/for-later.ts'
import type { RegisterAddress } from './kept-database.ts'

/** Sends a save of a register, again by itself where another save of the school was in its way. */
export function sendTaking(
  address: RegisterAddress,
  body: Input<typeof takeRegister>['body'],
): Promise<Answer<typeof takeRegister>> {
  return sendPastRaces(() => call(takeRegister, { params: address, body }), {
    refusalIn: (thrown) => (thrown instanceof ProblemError ? thrown : undefined),
    pause: (milliseconds) => new Promise((go) => setTimeout(go, milliseconds)),
    chance: Math.random,
  })
}
