import type { Answer } from '../kernel/operation.ts'
import { type Result, refused, success } from '../kernel/result.ts'
import type { Context, UseCase } from '../platform/http/use-case.ts'
import { actOnce, type FirstTime } from './act-once.ts'
import * as contract from './contract.ts'
import { refuseUngrantedMarks } from './granted-marks.ts'
import type { StoredEntry } from './journal/entries.ts'
import { saveEntry } from './journal/store.ts'
import { marksOfRegister, type RollOfRegister, rollOfRegister, viewerOf } from './load-register.ts'
import { countRegister } from './rules/counting.ts'
import { COMPLETE } from './rules/register-state.ts'
import { mayTake } from './rules/register-times.ts'
import { timeTaken } from './rules/taken-at.ts'
import { decideTaking, type Taking } from './rules/taking.ts'

type Saved = Answer<typeof contract.takeRegister>

/** Saves a register, whole or in part, in one act. */
export const takeRegister: UseCase<typeof contract.takeRegister> = async (context, { params, body }) => {
  const loaded = await rollOfRegister(context, params)
  if (!loaded.ok) return loaded
  const roll = loaded.value
  const sent = { schoolId: params.schoolId, operation: 'take-register', request: { params, body } }
  const taking: Taking = {
    version: body.version,
    marks: body.marks.map((mark) => ({ ...mark, session: roll.session, details: mark.details ?? {} })),
    restPresent: body.rest === 'present',
    complete: body.complete,
  }
  return actOnce<Saved>(context, sent, {
    first: (act) => save(context, roll, { ...act, taking, takenAt: body.takenAt }),
    again: async (entry) => success(answerOf(entry)),
  })
}

async function save(
  context: Context,
  roll: RollOfRegister,
  act: FirstTime & { taking: Taking; takenAt: string | undefined },
): Promise<Result<Saved>> {
  const { tx, caller, now } = context
  const { head } = act
  // A number that the journal has not reached (it was restored from a backup) says nothing about what its sender saw.
  const taking = act.taking.version > head.lastNumber ? { ...act.taking, version: 0 } : act.taking
  const before = await marksOfRegister(tx, roll)
  const may = mayTake({ ...roll, standing: before.register }, roll)
  if (!may.ok) return may
  // Teachers have fewer codes anyhow, and an answer of its own would tell them what stands.
  const granted = roll.anyCode
    ? refuseUngrantedMarks(context, taking.marks, (mark) => before.standing.get(mark.pupilId))
    : success(undefined)
  if (!granted.ok) return granted
  const who = { ...viewerOf(context), anyCode: roll.anyCode }
  const decided = decideTaking({ ...roll, ...before, version: head.lastNumber, caller: who }, taking)
  if (!decided.ok) return decided
  const marks = decided.value
  if (marks.length === 0 && !taking.complete && !before.register.begun)
    return refused(
      'register.nothing-to-save',
      'There is no mark in this save, so nobody has begun this register yet. Mark somebody first.',
    )
  const pupilIds = roll.pupils.map((pupil) => pupil.id)
  const after = new Map(marks.map((mark) => [mark.pupilId, mark.to]))
  const counts = countRegister(
    pupilIds,
    (id) => after.get(id) ?? before.strips.get(id)?.[roll.index] ?? 0,
    (id) => before.standing.get(id)?.absencesFromSite ?? [],
  )
  const whole = taking.complete
  const amends = marks.some((mark) => (before.strips.get(mark.pupilId)?.[roll.index] ?? 0) !== 0)
  const { state } = before.register
  const wasWhole = state === 'taken' || state === 'amended'
  const next = wasWhole && amends ? 'amended' : wasWhole ? state : whole ? 'taken' : 'being-taken'
  const entry = await saveEntry(tx, head, {
    act: 'taken',
    year: roll.year,
    session: roll.index,
    groupId: roll.group.id,
    at: now,
    by: caller,
    ...act.keyed,
    facts: {
      [COMPLETE]: whole,
      answer: { state: next, counts },
      ...(act.takenAt === undefined ? {} : timeTaken(act.takenAt, { session: roll.session, now })),
    },
    marks,
    strips: before.strips,
  })
  context.audit({ subject: roll.group.id, facts: { ...roll.session, entry: entry.number, marks: marks.length } })
  return success(answerOf(entry))
}

/** The answer that an entry was given first; the contract's own shape reads it back. */
function answerOf(entry: Pick<StoredEntry, 'number' | 'marks' | 'madeAt' | 'facts'>): Saved {
  return contract.takeRegister.schema.response[200].parse({
    version: entry.number,
    marks: entry.marks.length,
    at: entry.madeAt,
    ...(entry.facts.answer as object),
  })
}
