import { notAllowed, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { authorityName, namesOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract/beyond.ts'
import { parentsOf } from '../gate/parents-of.ts'
import { stateOfThread } from '../gate/thread-words.ts'
import { ACTION_KINDS } from '../rules/beyond/action-state.ts'
import { courtUntil } from '../rules/beyond/may-refer.ts'
import { sessionKey } from '../rules/threshold/marks-of-strip.ts'
import { readActionFacts, refusalOf, settledFor } from './action-facts.ts'

const FOLLOWED = ['penalty notice', 'prosecution']

/** What could be referred about a child, before anybody chose sessions or a parent. */
export const weighActions: UseCase<typeof contract.weighActions> = async (context, { params, query }) => {
  const { tx, now } = context
  const { schoolId, pupilId } = params
  const name = (await namesOnRoll(tx, { schoolId, ids: [pupilId] })).get(pupilId)
  if (name === undefined) return notAllowed()
  context.audit({ subject: pupilId })
  const facts = await readActionFacts(tx, { schoolId, pupilId, now })
  const contactId = query.contactId ?? null
  const parents = await parentsOf(tx, { schoolId, pupilId, today: facts.today })
  const settled = parents.map(({ id }) => ({ id, sessions: settledFor(facts, id) }))
  const sessions = facts.marks.map(({ session, code }) => ({
    ...session,
    code: String(code),
    courtUntil: courtUntil(session.day),
    // For whom nothing follows on it: a notice to them was paid or withdrawn, or may still be paid.
    settledFor: settled.flatMap(({ id, sessions }) => (sessions.has(sessionKey(session)) ? [id] : [])),
  }))
  // Whatever the form asks for is taken as answered here: this is about what stands against a kind altogether.
  const referral = (id: string | null) => ({
    sessions: sessions.filter(({ settledFor }) => !settledFor.some((one) => one === id)),
    orderWeighed: { suits: false, words: '' },
  })
  return success({
    name,
    authority: await authorityName(tx, schoolId),
    kinds: ACTION_KINDS.map((kind) => {
      const refusedFor = parents.map(({ id }) => ({
        id,
        why: refusalOf(facts, { kind, contactId: id, referral: referral(id) }),
      }))
      // About one parent it is closed where it is for every one of them; about the family, where it is for anybody.
      const open = kind !== 'fast track' && contactId === null && refusedFor.some(({ why }) => why === null)
      return {
        kind,
        refused: open ? null : refusalOf(facts, { kind, contactId, referral: referral(contactId) }),
        refusedFor: refusedFor.flatMap(({ id, why }) => (why === null ? [] : [{ id, why }])),
      }
    }),
    considerationId: facts.considerationId,
    parents: [...parents],
    sessions,
    follows: facts.threads
      .filter(({ kind }) => FOLLOWED.includes(kind))
      .map((thread) => ({
        threadId: thread.threadId,
        words: `${thread.kind}: ${stateOfThread(thread, facts.today)}`,
        contactId: thread.contactId,
      })),
    may: { decide: context.may('enforcement.decide') === 'all' },
  })
}
