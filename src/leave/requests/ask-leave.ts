import { conflict, refused, success } from '../../kernel/result.ts'
import { isSameSession } from '../../kernel/session.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { pupilsDuring } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { refuseAsking } from '../rules/decide-leave.ts'
import { sessionsAsked } from './load-request.ts'
import { type KeptRequest, keepRequest, requestsOf } from './store.ts'

/** Enters what a family asked for; for each child a request of its own. Sent twice, it is entered once. */
export const askLeave: UseCase<typeof contract.askLeave> = async (context, { params, body }) => {
  const { schoolId } = params
  const { tx, now, caller } = context
  const { pupils, ...asked } = body
  const impossible = refuseAsking(asked)
  if (!impossible.ok) return impossible
  if (asked.askedAt > now)
    return refused('leave.from-the-future', 'The request cannot have come later than now. Check the day and the time.')
  if ((await sessionsAsked(tx, { schoolId, ...asked })).length === 0)
    return refused('leave.no-session', 'The school does not meet on any of these days, so no leave is needed.')
  const pupilIds = pupils.map((one) => one.pupilId)
  const days = { from: asked.from.day, to: asked.to.day }
  const onRoll = new Set((await pupilsDuring(tx, { schoolId, ...days, pupilIds })).map(({ id }) => id))
  if (!pupilIds.every((id) => onRoll.has(id)))
    return refused('leave.not-on-roll', 'A pupil of this request is not on roll on these days. Nothing was entered.')
  for (const { requestId: id, pupilId } of pupils) {
    if (await keepRequest(tx, { ...asked, schoolId, id, pupilId, at: now, by: caller })) continue
    const [known] = await requestsOf(tx, { schoolId, id })
    if (known === undefined || !isSame(known, { ...asked, pupilId }))
      return conflict(
        'leave.key-used',
        'Another request was entered under this number. Nothing was entered now: open the page again.',
      )
  }
  const [only] = pupilIds
  context.audit({
    ...(pupilIds.length === 1 && only !== undefined ? { subject: only } : {}),
    facts: { requests: pupils.length, kind: asked.kind },
  })
  return success({ ids: pupils.map((one) => one.requestId) })
}

function isSame(known: KeptRequest, sent: Pick<KeptRequest, 'pupilId' | 'kind' | 'from' | 'to' | 'reason'>): boolean {
  const { pupilId, kind, from, to, reason } = sent
  const alike = known.pupilId === pupilId && known.kind === kind && known.reason === reason
  return alike && isSameSession(known.from, from) && isSameSession(known.to, to)
}
