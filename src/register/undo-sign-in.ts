import type { Answer } from '../kernel/operation.ts'
import { type Result, refused, success } from '../kernel/result.ts'
import { sessionAt } from '../kernel/session.ts'
import { codeOfByte } from '../law/codes.ts'
import type { Context, UseCase } from '../platform/http/use-case.ts'
import { actOnce, type FirstTime } from './act-once.ts'
import type * as contract from './contract.ts'
import { entriesOfSession, entryByNumber } from './journal/entries.ts'
import { readStrips, saveEntry } from './journal/store.ts'
import { decideUndoSignIn, UNDO_SIGN_IN_REASON } from './rules/desk/undoing-sign-in.ts'
import type { Entry } from './rules/journal.ts'
import { UNDOES } from './rules/undone.ts'

type Undone = Answer<typeof contract.undoSignIn>

/** Takes back the caller's own sign-in, within minutes, by an act of its own. */
export const undoSignIn: UseCase<typeof contract.undoSignIn> = async (context, { params, body }) => {
  const sent = { schoolId: params.schoolId, operation: 'undo-sign-in', request: { params, body } }
  return actOnce<Undone>(context, sent, {
    first: (act) => undo(context, { ...act, number: body.number }),
    again: async (entry) => success(answerOf(entry)),
  })
}

async function undo(context: Context, act: FirstTime & { number: number }): Promise<Result<Undone>> {
  const { tx, caller, now } = context
  const { schoolId } = act.head
  const arrival = await entryByNumber(tx, { schoolId, number: act.number })
  const [mark] = arrival?.marks ?? []
  if (arrival === undefined || mark === undefined)
    return refused('register.no-such-sign-in', 'There is no sign-in of yours with this number. Open the page again.')
  const { year } = arrival
  const { session } = mark
  const entries = await entriesOfSession(tx, { schoolId, year, session })
  const strips = await readStrips(tx, {
    ...{ schoolId, year, pupilIds: [mark.pupilId] },
    places: { from: session, to: session },
  })
  const byteNow = strips.get(mark.pupilId)?.[session] ?? 0
  const decided = decideUndoSignIn({ arrival, entries, byteNow, callerId: caller.id, now })
  if (!decided.ok) return decided
  const entry = await saveEntry(tx, act.head, {
    ...{ act: 'undone', year, at: now, by: caller, reason: UNDO_SIGN_IN_REASON },
    ...act.keyed,
    ...(arrival.groupId === null ? {} : { groupId: arrival.groupId }),
    facts: { [UNDOES]: arrival.number },
    marks: [decided.value],
    strips,
  })
  context.audit({ subject: mark.pupilId, facts: { ...sessionAt(year, session), entry: entry.number } })
  return success(answerOf(entry))
}

function answerOf(entry: Pick<Entry, 'number' | 'marks'>): Undone {
  return { version: entry.number, to: codeOfByte(entry.marks[0]?.to ?? 0) ?? null }
}
