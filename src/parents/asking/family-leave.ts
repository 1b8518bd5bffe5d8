import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { decisionLetter } from '../../leave/contract.ts'
import { askLeave, type FamilyLeave, leaveLetter, leaveOfFamily, noteLeave } from '../../leave/index.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { amountInWords } from '../../policy/contract.ts'
import { policyOf } from '../../policy/index.ts'
import { schoolOf } from '../../roll/index.ts'
import { accountsOfContacts } from '../accounts/store.ts'
import { loadFamily, type SeenChild, seenChild, seenChildren } from '../children/load-family.ts'
import type * as contract from '../contract.ts'

/** Asks for leave of one or several children; the head of each school decides for each child. All are entered, or none. */
export const requestLeave: UseCase<typeof contract.requestLeave> = async (context, { body }) => {
  const { children: asked, ...what } = body
  // It could never be granted (regulation 11): said now, not by a refusal a week later.
  if (what.to.day < schoolTime(context.now).day)
    return refused(
      'family.leave-afterwards',
      'The head can agree to leave only before it begins, and these days are over. Report the absence on this page instead; of days long ago, ask the office.',
    )
  const seen = await seenChildren(context, asked)
  if (!seen.ok) return seen
  const ids: string[] = []
  for (const [schoolId, own] of Map.groupBy(seen.value, (one) => one.schoolId)) {
    const entered = await askLeave(context, {
      params: { schoolId },
      query: undefined,
      body: {
        ...what,
        pupils: own.map(({ id, pupilId }) => ({ requestId: id, pupilId })),
        askedBy: context.caller.name,
        channel: 'portal',
        askedAt: context.now,
      },
    })
    if (!entered.ok) return entered
    ids.push(...entered.value.ids)
  }
  return success({ ids })
}

/** The caller's own requests of a school: whichever of their accounts they were made with. */
async function ownRequests({ tx }: Context, own: readonly SeenChild[]): Promise<readonly FamilyLeave[]> {
  const [first] = own
  if (first === undefined) return []
  const { schoolId } = first
  const accounts = await accountsOfContacts(tx, { schoolId, contactIds: own.map(({ contactId }) => contactId) })
  return leaveOfFamily(tx, {
    schoolId,
    pupilIds: own.map(({ pupilId }) => pupilId),
    enteredBy: accounts.map(({ personId }) => personId),
  })
}

export const familyLeave: UseCase<typeof contract.familyLeave> = async (context) => {
  const { tx } = context
  const { children, today } = await loadFamily(context)
  const requests = []
  const notice = []
  for (const [schoolId, own] of Map.groupBy(children, (one) => one.schoolId)) {
    const { policy } = await policyOf(tx, schoolId, today)
    const school = (await schoolOf(tx, schoolId))?.name ?? ''
    notice.push({ schoolId, school, words: amountInWords(policy.leave.notice) })
    for (const one of await ownRequests(context, own)) {
      const child = own.find(({ pupilId }) => pupilId === one.pupilId)
      if (child !== undefined) requests.push(shown(one, child))
    }
  }
  return success({ requests: requests.toSorted((one, other) => (one.from.day < other.from.day ? 1 : -1)), notice })
}

function shown(request: FamilyLeave, child: SeenChild) {
  const { id, pupilId, kind, from, to, reason, askedAt, state, steps } = request
  const letter = decisionLetter(request, child.name)
  const asks = state === 'waiting for the family' ? steps.at(-1) : undefined
  return {
    id,
    schoolId: child.schoolId,
    pupilId,
    child: child.name,
    kind,
    from,
    to,
    reason,
    askedAt,
    state,
    words: letter === undefined ? (asks === undefined ? [] : [asks.reason]) : [...letter.lines],
    hasLetter: letter !== undefined,
  }
}

async function ownRequest(
  context: Context,
  of: Parameters<typeof seenChild>[1] & { requestId: string },
): Promise<Result<FamilyLeave>> {
  const seen = await seenChild(context, of)
  if (!seen.ok) return seen
  const request = (await ownRequests(context, [seen.value])).find((one) => one.id === of.requestId)
  return request === undefined ? notAllowed() : success(request)
}

export const answerAboutLeave: UseCase<typeof contract.answerAboutLeave> = async (context, { params, body }) => {
  const request = await ownRequest(context, params)
  if (!request.ok) return request
  context.audit({ subject: params.pupilId })
  if (request.value.state !== 'waiting for the family')
    return refused('family.nothing-asked', 'The school does not wait for an answer about this any more.')
  const { schoolId, requestId } = params
  const noted = await noteLeave(context, {
    params: { schoolId, requestId },
    query: undefined,
    body: { kind: 'answered', text: body.text },
  })
  return noted.ok ? success({}) : noted
}

export const familyLeaveLetter: UseCase<typeof contract.familyLeaveLetter> = async (context, { params }) => {
  const request = await ownRequest(context, params)
  if (!request.ok) return request
  const { schoolId, requestId } = params
  return leaveLetter(context, { params: { schoolId, requestId }, query: undefined, body: undefined })
}
