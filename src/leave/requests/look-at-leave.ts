import { dayNumber } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { compareSessions, isSameSession, type Session, sessionIndex } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { codeOfByte } from '../../law/codes.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { amountInWords, sourceOf } from '../../policy/contract.ts'
import { policyOf } from '../../policy/index.ts'
import { readStrips } from '../../register/index.ts'
import { sessionsOf } from '../../roll/contract.ts'
import { calendarOf, namesOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import type { LeaveRequest } from '../contract.ts'
import { askedBeyond } from '../rules/decide-leave.ts'
import { grantedLeave, type LeaveStep, requestState } from '../rules/request.ts'
import { inAdvance, pupilOfRequest, sessionsAsked } from './load-request.ts'
import { type KeptRequest, requestsOf } from './store.ts'

const within = (sessions: readonly Session[], span: { from: Session; to: Session }) =>
  sessions.filter((one) => compareSessions(one, span.from) >= 0 && compareSessions(one, span.to) <= 0)

function shown(request: KeptRequest, sessions: readonly Session[], name: string): LeaveRequest {
  const { id, pupilId, kind, from, to, askedBy, channel, askedAt, steps } = request
  const granted = grantedLeave(steps)
  const asked = within(sessions, request)
  return {
    id,
    pupil: { id: pupilId, name },
    kind,
    from,
    to,
    askedBy,
    channel,
    askedAt,
    state: requestState(steps),
    sessions: asked.length,
    granted: granted === undefined ? 0 : within(asked, granted).length,
    daysAhead: dayNumber(from.day) - dayNumber(schoolTime(askedAt).day),
  }
}

const ORDER: Readonly<Record<LeaveRequest['state'], number>> = {
  waiting: 0,
  'waiting for the family': 1,
  granted: 2,
  refused: 2,
  withdrawn: 3,
}

async function sessionsByYear(tx: Tx, schoolId: SchoolId, requests: readonly KeptRequest[]) {
  const years = [...new Set(requests.map((one) => schoolYearOf(one.from.day)))]
  const calendars = await Promise.all(years.map((year) => calendarOf(tx, { schoolId, year })))
  return new Map(years.map((year, at) => [year, calendars[at] === undefined ? [] : sessionsOf(calendars[at])] as const))
}

/** Requests, those that wait for the head first, then by their first day. */
export const listLeave: UseCase<typeof contract.listLeave> = async (context, { params, query }) => {
  const { schoolId } = params
  const { tx, now } = context
  const today = schoolTime(now).day
  const pupilIds = query.pupilId === undefined ? undefined : [query.pupilId]
  const requests = await requestsOf(tx, { schoolId, endsFrom: query.from, pupilIds })
  const names = await namesOnRoll(tx, { schoolId, ids: requests.map((one) => one.pupilId) })
  const sessions = await sessionsByYear(tx, schoolId, requests)
  const policy = await policyOf(tx, schoolId, today)
  const { notice } = policy.policy.leave
  context.audit({ facts: { requests: requests.length } })
  return success({
    requests: requests
      .map((one) =>
        shown(one, sessions.get(schoolYearOf(one.from.day)) ?? [], names.get(one.pupilId) ?? 'A pupil who is not here'),
      )
      .toSorted((one, other) => ORDER[one.state] - ORDER[other.state]),
    notice: {
      days: notice.unit === 'weeks' ? notice.amount * 7 : notice.amount,
      words: amountInWords(notice),
      source: sourceOf(policy, 'leave').source,
    },
  })
}

function stepShown(step: LeaveStep) {
  const span = step.kind === 'granted' ? { from: step.from, to: step.to } : { from: null, to: null }
  return {
    number: step.number,
    kind: step.kind,
    reason: step.reason,
    ...span,
    conditions: step.kind === 'granted' ? step.conditions : '',
    judged: step.kind === 'granted' || step.kind === 'refused' ? [...step.judged] : [],
    entry: step.kind === 'granted' || step.kind === 'withdrawn' ? step.entry : null,
    at: step.at,
    by: step.by,
  }
}

/** The codes of absence for which no reason was accepted: beyond granted leave they are to be G. */
const TO_SETTLE = ['N', 'O'] as const

/** Of these sessions of a pupil, those of which a report of the family speaks that nobody has decided on yet. */
export type SessionsThatWait = (
  tx: Tx,
  of: { schoolId: SchoolId; pupilId: PupilId; sessions: readonly Session[] },
) => Promise<readonly Session[]>

/**
 * Sessions asked for as exceptional leave and not granted, in which the pupil was absent without a reason or in other circumstances. Of
 * another kind of leave nothing is a holiday: a refused interview that was taken is an absence like any other.
 */
export async function beyondLeave(
  tx: Tx,
  of: { schoolId: SchoolId; request: KeptRequest; sessions: readonly Session[]; sessionsThatWait: SessionsThatWait },
): Promise<readonly (Session & { code: (typeof TO_SETTLE)[number]; waits: boolean })[]> {
  const { schoolId, request, sessions } = of
  const state = requestState(request.steps)
  if (request.kind !== 'exceptional' || (state !== 'granted' && state !== 'refused')) return []
  const year = schoolYearOf(request.from.day)
  const strips = await readStrips(tx, { schoolId, year, pupilIds: [request.pupilId] })
  const strip = strips.get(request.pupilId)
  const beyond = askedBeyond(sessions, request, grantedLeave(request.steps)).flatMap((session) => {
    const code = codeOfByte(strip?.[sessionIndex(session)] ?? 0)
    const found = TO_SETTLE.find((one) => one === code)
    return found === undefined ? [] : [{ ...session, code: found }]
  })
  const waiting = await of.sessionsThatWait(tx, { schoolId, pupilId: request.pupilId, sessions: beyond })
  return beyond.map((one) => ({ ...one, waits: waiting.some((session) => isSameSession(session, one)) }))
}

async function earlierLeave(tx: Tx, schoolId: SchoolId, request: KeptRequest) {
  const all = await requestsOf(tx, { schoolId, pupilIds: [request.pupilId] })
  const year = schoolYearOf(request.from.day)
  const sessions = (await sessionsByYear(tx, schoolId, [request])).get(year) ?? []
  return all.flatMap((one) => {
    const granted = grantedLeave(one.steps)
    if (one.id === request.id || granted === undefined || schoolYearOf(granted.from.day) !== year) return []
    return [{ id: one.id, from: granted.from, to: granted.to, sessions: within(sessions, granted).length }]
  })
}

async function nameOf(tx: Tx, schoolId: SchoolId, pupilId: PupilId): Promise<string> {
  return (await namesOnRoll(tx, { schoolId, ids: [pupilId] })).get(pupilId) ?? 'A pupil who is not here'
}

/** One request with everything that the head needs to decide. */
export function readLeave(sessionsThatWait: SessionsThatWait): UseCase<typeof contract.readLeave> {
  return async (context: Context, { params }) => {
    const { schoolId, requestId } = params
    const { tx, now } = context
    const [request] = await requestsOf(tx, { schoolId, id: requestId })
    if (request === undefined) return notAllowed()
    context.audit({ subject: request.pupilId })
    const sessions = await sessionsAsked(tx, { schoolId, ...request })
    const pupil = await pupilOfRequest(tx, schoolId, request)
    const [grantableFrom] = await inAdvance(tx, { schoolId, askedAt: request.askedAt, pupil, sessions })
    const policy = await policyOf(tx, schoolId, schoolTime(now).day)
    const { reason, particulars, enteredAt, enteredBy, steps } = request
    return success({
      request: {
        ...shown(request, sessions, await nameOf(tx, schoolId, request.pupilId)),
        reason,
        particulars,
        entered: { at: enteredAt, by: enteredBy },
      },
      steps: steps.map(stepShown),
      grantableFrom: grantableFrom ?? null,
      test: request.kind === 'exceptional' ? [...policy.policy.leave.test] : [],
      testSource: sourceOf(policy, 'leave').source,
      earlier: await earlierLeave(tx, schoolId, request),
      beyond: [...(await beyondLeave(tx, { schoolId, request, sessions, sessionsThatWait }))],
      maySettle: context.may('register.amend') !== undefined,
    })
  }
}
