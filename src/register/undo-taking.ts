import type { Answer } from '../kernel/operation.ts'
import { type Result, success } from '../kernel/result.ts'
import type { Context, UseCase } from '../platform/http/use-case.ts'
import { actOnce, type FirstTime } from './act-once.ts'
import * as contract from './contract.ts'
import { entriesOfSession, entryByNumber, type StoredEntry } from './journal/entries.ts'
import { readStrips, saveEntry } from './journal/store.ts'
import { pupilsById, type RollOfRegister, rollOfRegister } from './load-register.ts'
import { countRegister } from './rules/counting.ts'
import { nameOf } from './rules/mark-faults.ts'
import { registerStanding } from './rules/register-state.ts'
import { standingIn } from './rules/standing.ts'
import { decideUndo, UNDO_REASON } from './rules/undoing.ts'
import { UNDOES } from './rules/undone.ts'

type Undone = Answer<typeof contract.undoTaking>

/** Undoes the caller's own save of a register, within seconds, by an act of its own. */
export const undoTaking: UseCase<typeof contract.undoTaking> = async (context, { params, body }) => {
  const loaded = await rollOfRegister(context, params)
  if (!loaded.ok) return loaded
  const sent = { schoolId: params.schoolId, operation: 'undo-taking', request: { params, body } }
  return actOnce<Undone>(context, sent, {
    first: (act) => undo(context, loaded.value, { ...act, number: body.number }),
    again: async (entry) => success(answerOf(entry)),
  })
}

async function undo(
  context: Context,
  roll: RollOfRegister,
  act: FirstTime & { number: number },
): Promise<Result<Undone>> {
  const { tx, caller, now } = context
  const { year, index, group } = roll
  const { schoolId } = roll.address
  const save = await entryByNumber(tx, { schoolId, number: act.number })
  const entries = await entriesOfSession(tx, { schoolId, year, session: index })
  const members = roll.pupils.map((pupil) => pupil.id)
  // Somebody of the save may have left the group since; their strip must be known to go back.
  const pupilIds = [...new Set([...members, ...(save?.marks.map((mark) => mark.pupilId) ?? [])])]
  const strips = await readStrips(tx, { schoolId, year, pupilIds, places: { from: index, to: index } })
  const names = await pupilsById(tx, { schoolId, day: roll.session.day, pupilIds })
  const of = { groupId: group.id, session: index, members: new Set(members) }
  const decided = decideUndo({
    register: { ...of, closed: registerStanding(of, entries).closed },
    save: save?.year === year ? save : undefined,
    entries,
    byteNow: (id) => strips.get(id)?.[index] ?? 0,
    nameOf: (id) => {
      const pupil = names.get(id)
      return pupil === undefined ? 'A pupil who has left' : nameOf(pupil)
    },
    callerId: caller.id,
    now,
  })
  if (!decided.ok) return decided
  // What stands once the save no longer counts: the entries before it, and later ones of other pupils.
  const rest = entries.filter((entry) => entry.number !== act.number)
  const standing = standingIn(index, rest)
  const state = registerStanding(of, rest).state
  const counts = countRegister(
    members,
    (id) => standing.get(id)?.byte ?? 0,
    (id) => standing.get(id)?.absencesFromSite ?? [],
  )
  const entry = await saveEntry(tx, act.head, {
    act: 'undone',
    year,
    session: index,
    groupId: group.id,
    at: now,
    by: caller,
    reason: UNDO_REASON,
    ...act.keyed,
    facts: { [UNDOES]: act.number, answer: { state, counts } },
    marks: decided.value,
    strips,
  })
  context.audit({
    subject: group.id,
    facts: { ...roll.session, entry: entry.number, undoes: act.number, marks: entry.marks.length },
  })
  return success(answerOf(entry))
}

/** The answer that an entry was given first; the contract's own shape reads it back. */
function answerOf(entry: Pick<StoredEntry, 'number' | 'marks' | 'madeAt' | 'facts'>): Undone {
  return contract.undoTaking.schema.response[200].parse({
    version: entry.number,
    marks: entry.marks.length,
    at: entry.madeAt,
    ...(entry.facts.answer as object),
  })
}
