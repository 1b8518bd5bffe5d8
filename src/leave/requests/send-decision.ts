import type { ContactId } from '../../kernel/ids.ts'
import { conflict, notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { decisionInMessage } from '../rules/decision-letter.ts'
import type { AskedLetter, FamilyLetters, LookedAtLetter, SentLetter } from './family-letters.ts'
import { type KeptRequest, oneStepAtATime, requestsOf } from './store.ts'

/** What makes the letter of a decision; each parent gets one of it. */
function causeOfDecision(requestId: string, step: number): string {
  return `leave:${requestId}:${step}`
}

/** Whether a message of this cause is a letter of that decision, be it the first or one in the place of one that came back. */
export function isOfDecision(cause: string, of: { readonly requestId: string; readonly step: number }): boolean {
  const decision = causeOfDecision(of.requestId, of.step)
  return cause === decision || cause.startsWith(`${decision}:`)
}

interface Copy {
  readonly contactId: ContactId
  readonly name: string
  /** The copies of this decision that were written to this parent. */
  readonly written: readonly SentLetter[]
  readonly asked: AskedLetter
}

/** A decided request with a copy for each parent who is entitled to hear of it; undefined where nothing is decided, or it was withdrawn. */
async function copiesOf(
  context: Context,
  letters: FamilyLetters,
  { schoolId, request }: { schoolId: AskedLetter['schoolId']; request: KeptRequest },
): Promise<readonly Copy[] | undefined> {
  const { pupilId, id } = request
  const said = decisionInMessage(request)
  if (said === undefined) return undefined
  const cause = causeOfDecision(id, said.step)
  const sent = (await letters.sent(context, { schoolId, pupilId })).filter((one) =>
    isOfDecision(one.cause, { requestId: id, step: said.step }),
  )
  const entitled = await letters.entitled(context, { schoolId, pupilId })
  const alsoTo = entitled.map(({ contactId }) => contactId)
  return entitled.map(({ contactId, name }) => {
    const written = sent.filter((one) => one.contactId === contactId)
    // One that failed, was taken back or came back reached nobody: another can be written.
    const again = written.length === 0 ? cause : `${cause}:${written.length + 1}`
    return {
      contactId,
      name,
      written,
      asked: { schoolId, pupilId, to: contactId, alsoTo, cause: again, reason: said.reason, decision: said.decision },
    }
  })
}

/** Whether a parent still lacks the letter. */
function lacks({ written }: Copy): boolean {
  return written.every(({ state }) => state === 'lost')
}

/** The letter of a decision as each parent would get it, and what became of those that were written. */
export const showDecisionLetters =
  (letters: FamilyLetters): UseCase<typeof contract.showDecisionLetters> =>
  async (context, { params }) => {
    const { schoolId, requestId } = params
    const [request] = await requestsOf(context.tx, { schoolId, id: requestId })
    if (request === undefined) return notAllowed()
    context.audit({ subject: request.pupilId })
    const copies = await copiesOf(context, letters, { schoolId, request })
    const maySend = context.may('messages.send') === 'all'
    const lacking = maySend ? (copies ?? []).filter(lacks) : []
    const looked = await Promise.all(
      lacking.map(async ({ contactId, name, asked }) => ({
        contactId,
        name,
        seen: await letters.lookAt(context, asked),
      })),
    )
    return success({
      decided: copies !== undefined,
      maySend,
      toWrite: looked.map(({ contactId, name, seen }) => ({
        contactId,
        name,
        ...(seen.ok ? { letter: shown(seen.value, contactId), why: '' } : { letter: null, why: seen.problem.message }),
      })),
      written: (copies ?? []).flatMap(({ written }) => written).map((one) => ({ ...one, proof: [...one.proof] })),
    })
  }

function shown({ channel, subject, body, findings }: LookedAtLetter, to: ContactId) {
  return {
    channel,
    subject,
    body,
    findings: findings.map(({ id, severity, message }) => ({ id: ofParent(id, to), severity, message })),
  }
}

/** What speaks against a letter is read for each parent: of two parents the same reason says two things. */
function ofParent(finding: string, to: ContactId): string {
  return `${to}:${finding}`
}

/**
 * The letter of a decision to every parent who is entitled to it and has not got it: worded and proved as any message. Nothing goes while
 * something speaks against it that whoever sends it has not read.
 */
export const sendDecision =
  (letters: FamilyLetters): UseCase<typeof contract.sendDecision> =>
  async (context, { params, body }) => {
    const { schoolId, requestId } = params
    await oneStepAtATime(context.tx, params)
    const [request] = await requestsOf(context.tx, { schoolId, id: requestId })
    if (request === undefined || context.may('leave.view') === undefined) return notAllowed()
    const despite = body.despite === '' ? {} : { despite: body.despite, seen: body.seen }
    context.audit({ subject: request.pupilId, facts: { request: requestId, ...despite } })
    const copies = await copiesOf(context, letters, { schoolId, request })
    if (copies === undefined)
      return refused('leave.undecided', 'Nothing is decided yet, so there is no letter. Decide on the request first.')
    const lacking = copies.filter(lacks)
    const against = await whyNot(context, { letters, lacking, body })
    if (against !== undefined) return against
    const refusals: string[] = []
    let written = 0
    for (const { name, asked } of lacking) {
      const queued = await letters.queue(context, asked)
      if (queued.ok) written += 1
      else refusals.push(`${name}: ${queued.problem.message}`)
    }
    if (written === 0 && refusals.length > 0)
      return refused('leave.letter-to-nobody', `Nobody can be sent the letter. ${refusals.join(' ')}`)
    return success({ written, refused: refusals })
  }

async function whyNot(
  context: Context,
  of: { letters: FamilyLetters; lacking: readonly Copy[]; body: { seen: readonly string[]; despite: string } },
): Promise<Result<never> | undefined> {
  const findings: { readonly id: string; readonly severity: 'stop' | 'look' | 'note' }[] = []
  for (const { asked } of of.lacking) {
    const seen = await of.letters.lookAt(context, asked)
    if (seen.ok) findings.push(...shown(seen.value, asked.to).findings.filter(({ severity }) => severity !== 'note'))
  }
  if (findings.some(({ id }) => !of.body.seen.includes(id)))
    return conflict(
      'leave.letter-unread',
      'Something speaks against the letter that you have not read. Look at it again. Nothing was sent.',
    )
  if (of.body.despite === '' && findings.some(({ severity }) => severity === 'stop'))
    return refused(
      'leave.letter-stopped',
      'Something speaks against the letter. Say why it goes all the same. Nothing was sent.',
    )
  return undefined
}
