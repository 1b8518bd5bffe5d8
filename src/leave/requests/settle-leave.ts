import { notAllowed, refused, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { amendMarks, lastNumber } from '../../register/index.ts'
import type * as contract from '../contract.ts'
import { sessionsAsked } from './load-request.ts'
import { beyondLeave } from './look-at-leave.ts'
import { requestsOf } from './store.ts'

/** Absence in sessions that were asked for and not granted becomes G, a holiday not granted or longer than granted, in one act. */
export const settleLeave: UseCase<typeof contract.settleLeave> = async (context, { params, body }) => {
  const { schoolId, requestId } = params
  const { tx } = context
  const [request] = await requestsOf(tx, { schoolId, id: requestId })
  if (request === undefined) return notAllowed()
  context.audit({ subject: request.pupilId })
  const sessions = await sessionsAsked(tx, { schoolId, ...request })
  const version = await lastNumber(tx, schoolId)
  const beyond = await beyondLeave(tx, { schoolId, request, sessions })
  if (beyond.length === 0)
    return refused(
      'leave.nothing-beyond',
      'No session that was asked for and not granted has an absence without a reason. There is nothing to recode.',
    )
  const amended = await amendMarks(context, {
    params: { schoolId },
    query: undefined,
    body: {
      key: body.key,
      reason: body.reason,
      version,
      despiteClock: false,
      marks: beyond.map(({ day, half, code }) => ({
        pupilId: request.pupilId,
        day,
        half,
        to: 'G' as const,
        seen: code,
      })),
    },
  })
  return amended.ok ? success({ marks: amended.value.changed.length }) : amended
}
