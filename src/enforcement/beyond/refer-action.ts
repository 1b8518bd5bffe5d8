import { lockCasesOf } from '../../casework/index.ts'
import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { namesOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract/beyond.ts'
import { chosenParent, parentsOf } from '../gate/parents-of.ts'
import { sessionKey } from '../rules/threshold/marks-of-strip.ts'
import { beginThread } from '../threads/keep-events.ts'
import { isEventKept } from '../threads/store.ts'
import { readActionFacts, refusalOf } from './action-facts.ts'

/** The head refers: with sessions as the register has them now, and only past the questions. */
export const referAction: UseCase<typeof contract.referAction> = async (context, { params, body }) => {
  const { tx, now } = context
  const { schoolId, pupilId } = params
  const { key, threadId, kind, contactId, ...referral } = body
  if (await isEventKept(tx, { schoolId, threadId, kind: 'action-referred', key })) return success({ threadId })
  if (!(await namesOnRoll(tx, { schoolId, ids: [pupilId] })).has(pupilId)) return notAllowed()
  context.audit({ subject: pupilId, facts: { kind } })
  // Of two who begin something about one child at the same moment, the second reads what the first has written.
  await lockCasesOf(tx, schoolId, pupilId)
  const facts = await readActionFacts(tx, { schoolId, pupilId, now })
  const marks = new Map(facts.marks.map((mark) => [sessionKey(mark.session), mark]))
  const chosen = referral.sessions.map((session) => marks.get(sessionKey(session)))
  if (chosen.some((mark) => mark === undefined))
    return refused(
      'enforcement.incomplete',
      'One of these sessions is no unauthorised absence any more: it was recoded. Look at the list again.',
    )
  const sessions = chosen.flatMap((mark) => (mark === undefined ? [] : [{ ...mark.session, code: String(mark.code) }]))
  const whom = await aboutWhom(context, {
    ...{ schoolId, pupilId, kind, contactId },
    ...{ why: referral.whyParent, today: facts.today },
  })
  if (!whom.ok) return whom
  const why = refusalOf(facts, { kind, contactId, referral: { sessions, orderWeighed: referral.orderWeighed } })
  if (why !== null) return refused('enforcement.may-not-refer', why)
  const event = { ...referral, whyParent: whom.value, sessions, considerationId: facts.considerationId }
  const begun = await beginThread(context, { schoolId, threadId, kind, pupilId, contactId, caseId: facts.caseId }, [
    { kind: 'action-referred', day: facts.today, key, body: event },
  ])
  return begun.ok ? success({ threadId }) : begun
}

type About = Pick<Parameters<typeof parentsOf>[1], 'schoolId' | 'pupilId' | 'today'> & {
  readonly kind: string
  readonly contactId: string | null
  readonly why: string | null | undefined
}

/** Why the parent whom it is about is one, where that had to be said. A fast track is about the family. */
async function aboutWhom(
  { tx }: Pick<Parameters<UseCase<typeof contract.referAction>>[0], 'tx'>,
  { kind, contactId, why, ...child }: About,
): Promise<Result<string | null>> {
  if (contactId === null)
    return kind === 'fast track'
      ? success(null)
      : refused('enforcement.incomplete', 'Choose the parent whom it is about: each has their own.')
  // Nothing goes to them from here: the authority is told, of whatever has to be settled first too.
  const chosen = chosenParent(await parentsOf(tx, child), { contactId, why, told: false })
  return chosen.ok ? success(chosen.value.why) : chosen
}
