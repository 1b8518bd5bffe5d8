import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { isSameSession, type Session } from '../../kernel/session.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { amendMarks, lastNumber } from '../../register/index.ts'
import type * as contract from '../contract.ts'
import { sessionsAsked } from './load-request.ts'
import { beyondLeave, type SessionsThatWait } from './look-at-leave.ts'
import { requestsOf } from './store.ts'

type Beyond = Awaited<ReturnType<typeof beyondLeave>>

/**
 * Absence in sessions that were asked for as exceptional leave and not granted becomes G, a holiday not granted or longer than granted, in
 * one act: in the sessions that the officer chose, and with how the family was told before (WT24 paragraph 365).
 */
export function settleLeave(sessionsThatWait: SessionsThatWait): UseCase<typeof contract.settleLeave> {
  return async (context, { params, body }) => {
    const { schoolId, requestId } = params
    const { tx } = context
    const [request] = await requestsOf(tx, { schoolId, id: requestId })
    if (request === undefined) return notAllowed()
    context.audit({ subject: request.pupilId })
    const sessions = await sessionsAsked(tx, { schoolId, ...request })
    const version = await lastNumber(tx, schoolId)
    const beyond = await beyondLeave(tx, { schoolId, request, sessions, sessionsThatWait })
    const chosen = chosenOf(beyond, body.sessions)
    if (!chosen.ok) return chosen
    const amended = await amendMarks(context, {
      params: { schoolId },
      query: undefined,
      body: {
        key: body.key,
        reason: `${body.reason} (the family was told: ${body.told})`,
        version,
        despiteClock: false,
        marks: chosen.value.map(({ day, half, code }) => ({
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
}

function chosenOf(beyond: Beyond, sessions: readonly Session[]): Result<Beyond> {
  const chosen = beyond.filter((one) => sessions.some((session) => isSameSession(session, one)))
  if (chosen.length === 0 || chosen.length < sessions.length)
    return refused(
      'leave.nothing-beyond',
      'Only a session that was asked for as exceptional leave and not granted, and has an absence without a reason, becomes G. Open the request again and choose among those.',
    )
  if (chosen.some(({ waits }) => waits))
    return refused(
      'leave.report-waits',
      'The family has reported one of these absences, and nobody has decided on that report. Settle the report first.',
    )
  return success(chosen)
}
