import { longDay } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { conflict, notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { policyOf } from '../../policy/index.ts'
import { planMarks, withdrawPlan } from '../../register/index.ts'
import type * as contract from '../contract.ts'
import { refuseGrant, stillOpen } from '../rules/decide-leave.ts'
import { kindOfLeave } from '../rules/kinds.ts'
import { grantedLeave, requestState } from '../rules/request.ts'
import type { FamilyLetters } from './family-letters.ts'
import { inAdvance, pupilOfRequest, sessionsAsked } from './load-request.ts'
import { type KeptRequest, keepStep, oneStepAtATime, requestsOf } from './store.ts'

/** Somebody else took the next step between our looking and our writing. */
function lateFor(): Result<never> {
  return conflict('leave.decided', 'Somebody else did something about this request just now. Look at it again.')
}

type Of = { readonly schoolId: SchoolId; readonly requestId: string }

async function loadRequest(context: Context, { schoolId, requestId }: Of): Promise<KeptRequest | undefined> {
  const [request] = await requestsOf(context.tx, { schoolId, id: requestId })
  if (request !== undefined) context.audit({ subject: request.pupilId })
  return request
}

/** A request about which something can still be decided or said. */
async function loadOpen(context: Context, of: Of): Promise<Result<KeptRequest>> {
  const request = await loadRequest(context, of)
  if (request === undefined) return notAllowed()
  const open = stillOpen(request.steps)
  return open.ok ? success(request) : open
}

/**
 * Grants leave, all that was asked for or less, and sets its code in the registers in the same transaction. Sessions that have a
 * mark keep it. Only somebody with the right to decide gets here: the head, whom the proprietor authorised (regulation 11(1)).
 */
export const grantLeave: UseCase<typeof contract.grantLeave> = async (context, { params, body }) => {
  const { schoolId, requestId } = params
  const { tx, now, caller } = context
  const loaded = await loadOpen(context, params)
  if (!loaded.ok) return loaded
  const request = loaded.value
  const sessions = await sessionsAsked(tx, { schoolId, ...request })
  const pupil = await pupilOfRequest(tx, schoolId, request)
  const [firstInAdvance] = await inAdvance(tx, { schoolId, askedAt: request.askedAt, pupil, sessions })
  const { policy } = await policyOf(tx, schoolId, schoolTime(now).day)
  const refusal = refuseGrant(request, body, { firstInAdvance, test: policy.leave.test })
  if (!refusal.ok) return refusal
  const planned = await planMarks(context, {
    params: { schoolId },
    query: undefined,
    body: { ...planOf(request, context), key: body.key, from: body.from, to: body.to, replace: false },
  })
  // Where every session has a mark already there is nothing to set, and the decision stands all the same.
  if (!planned.ok && planned.problem.code !== 'register.nothing-to-change') return planned
  const set = planned.ok ? planned.value : { version: null, marks: 0, keptCount: 0 }
  const number = request.steps.length + 1
  const step = { schoolId, id: requestId, number, at: now, by: caller, kind: 'granted' as const, entry: set.version }
  const { reason, conditions, judged, from, to } = body
  if (!(await keepStep(tx, { ...step, reason, conditions, judged, span: { from, to } }))) return lateFor()
  context.audit({ facts: { request: requestId, entry: set.version } })
  return success({ number, marks: set.marks, kept: set.keptCount })
}

/** What the register is asked to set: the code of this kind of leave, with what the code asks to be recorded beside it. */
function planOf(request: KeptRequest, context: Context) {
  const { code, detail } = kindOfLeave(request.kind)
  const decision = `Granted by ${context.caller.name}, ${context.caller.position}, on ${longDay(schoolTime(context.now).day)}`
  return {
    pupilIds: [request.pupilId],
    code,
    details: { [detail]: request.particulars === '' ? decision : request.particulars },
    reason: `${decision}: ${request.reason}`.slice(0, 500),
  }
}

/** Refuses leave, with the reason that the family is told. */
export const refuseLeave: UseCase<typeof contract.refuseLeave> = async (context, { params, body }) => {
  const { schoolId, requestId: id } = params
  const loaded = await loadOpen(context, params)
  if (!loaded.ok) return loaded
  const number = loaded.value.steps.length + 1
  const kept = await keepStep(context.tx, {
    schoolId,
    id,
    number,
    kind: 'refused',
    ...body,
    at: context.now,
    by: context.caller,
  })
  return kept ? success({ number }) : lateFor()
}

/** A question to the family, or what they answered. */
export const noteLeave: UseCase<typeof contract.noteLeave> = async (context, { params, body }) => {
  const { schoolId, requestId: id } = params
  const loaded = await loadOpen(context, params)
  if (!loaded.ok) return loaded
  const number = loaded.value.steps.length + 1
  const { kind, text: reason } = body
  const kept = await keepStep(context.tx, {
    schoolId,
    id,
    number,
    kind,
    reason,
    at: context.now,
    by: context.caller,
  })
  return kept ? success({ number }) : lateFor()
}

/** The family does not want the leave any more: what granting it set ahead becomes what it was. */
export const withdrawLeave =
  (letters: FamilyLetters): UseCase<typeof contract.withdrawLeave> =>
  async (context, { params, body }) => {
    const { schoolId, requestId: id } = params
    await oneStepAtATime(context.tx, params)
    const request = await loadRequest(context, params)
    if (request === undefined) return notAllowed()
    const state = requestState(request.steps)
    if (state === 'refused' || state === 'withdrawn')
      return conflict('leave.decided', `This request was ${state} already. There is nothing to withdraw.`)
    // Whoever enters requests may take one back; what stands in the registers only whoever could have put it there.
    if (state === 'granted' && context.may('register.plan') === undefined && context.may('leave.decide') === undefined)
      return refused(
        'leave.in-registers',
        'This leave was granted, and stands in the registers. Ask the attendance office, or whoever decides on leave, to take it back.',
      )
    const entry = grantedLeave(request.steps)?.entry ?? null
    const withdrawn =
      entry === null
        ? undefined
        : await withdrawPlan(context, { params: { schoolId, number: entry }, query: undefined, body })
    if (withdrawn !== undefined && !withdrawn.ok && withdrawn.problem.code !== 'register.nothing-to-change')
      return withdrawn
    const done = withdrawn?.ok ? withdrawn.value : { version: null, marks: 0 }
    const number = request.steps.length + 1
    const kept = await keepStep(context.tx, {
      schoolId,
      id,
      number,
      kind: 'withdrawn',
      reason: body.reason,
      entry: done.version,
      at: context.now,
      by: context.caller,
    })
    if (!kept) return lateFor()
    await takeBackLetters(context, letters, { schoolId, request })
    return success({ number, marks: done.marks })
  }

/** A letter that waits would tell of a decision that stands no more. */
async function takeBackLetters(
  context: Context,
  letters: FamilyLetters,
  { schoolId, request: { id, pupilId } }: { schoolId: SchoolId; request: KeptRequest },
): Promise<void> {
  const sent = await letters.sent(context, { schoolId, pupilId })
  const causes = sent.filter(({ cause, state }) => state === 'waiting' && cause.startsWith(`leave:${id}:`))
  if (causes.length > 0)
    await letters.takeBack(context, {
      schoolId,
      causes: causes.map(({ messageCause }) => messageCause),
      why: 'the family withdrew the request for leave',
    })
}
