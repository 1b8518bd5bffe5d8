import { fileURLToPath } from 'node:url'
import { longDay } from '../../kernel/day.ts'
import { notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { typesetter } from '../../platform/papers/typeset.ts'
import { namesOnRoll, schoolOf } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { decisionLetter } from '../rules/decision-letter.ts'
import { requestsOf } from './store.ts'

const typeset = typesetter(fileURLToPath(new URL('../letters/', import.meta.url)))

/** The decision as a letter. It bears no address of the family: the office sends it to each parent that it may be told to. */
export const leaveLetter: UseCase<typeof contract.leaveLetter> = async (context, { params }) => {
  const { schoolId, requestId } = params
  const [request] = await requestsOf(context.tx, { schoolId, id: requestId })
  const school = await schoolOf(context.tx, schoolId)
  if (request === undefined || school === undefined) return notAllowed()
  context.audit({ subject: request.pupilId })
  const name = (await namesOnRoll(context.tx, { schoolId, ids: [request.pupilId] })).get(request.pupilId)
  const letter = decisionLetter(request, name ?? 'your child')
  if (letter === undefined)
    return refused('leave.undecided', 'Nothing is decided yet, so there is no letter. Decide on the request first.')
  const { address } = school
  const data = {
    ...letter,
    school: school.name,
    address: [...address.lines, `${address.town} ${address.postcode}`.trim()].filter((line) => line !== '').join(', '),
    footer: `${school.name}. Printed by ${context.caller.name} on ${longDay(schoolTime(context.now).day)}.`,
  }
  return success({
    type: 'application/pdf',
    fileName: 'decision-on-leave.pdf',
    content: () => typeset('decision', data),
  })
}
