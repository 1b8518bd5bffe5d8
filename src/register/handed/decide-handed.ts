import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { conflict, notAllowed, type Result, success } from '../../kernel/result.ts'
import { type Session, sessionAt } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import type { DayClocks, RollPupil } from '../../roll/contract.ts'
import { dayClocksOn, pupilsOnRoll } from '../../roll/index.ts'
import { actOnce, type FirstTime } from '../act-once.ts'
import type * as contract from '../contract.ts'
import { entriesOfSession } from '../journal/entries.ts'
import { readStrips, saveEntry } from '../journal/store.ts'
import { calendarWith, noClock, pupilsById } from '../load-register.ts'
import { decideTakeOver, takeOverReason } from '../rules/handing/taking-over.ts'
import { nameOf } from '../rules/mark-faults.ts'
import { COMPLETE, TAKES_OVER } from '../rules/register-state.ts'
import { refuseFuture, type SchoolNow } from '../rules/register-times.ts'
import { standingIn } from '../rules/standing.ts'
import type { DecidedMark } from '../rules/taking.ts'
import { findHanded, type Handed, keepDecision } from './store.ts'

interface Decided {
  readonly version: number
  readonly changed: number
}

interface SentDecision {
  readonly operation: string
  readonly request: {
    readonly params: { readonly schoolId: SchoolId; readonly handedId: string }
    readonly body: { readonly key: string }
  }
}

/** Takes over the chosen marks of a register that was handed over, in one amendment. */
export const takeOverHanded: UseCase<typeof contract.takeOverHanded> = async (context, { params, body }) =>
  decideOnce(context, { operation: 'take-over-handed-register', request: { params, body } }, async (act, handed) => {
    const decided = await decideMarks(context, handed, { ...body, number: act.head.lastNumber })
    if (!decided.ok) return decided
    const { marks, session } = decided.value
    const entry = marks.length === 0 ? null : await amend(context, act, { handed, marks, session })
    await keepDecision(context.tx, {
      handed,
      ...{ by: context.caller, at: context.now, outcome: 'taken-over', reason: null },
      ...{ entry, changed: marks.length, ...act.keyed },
    })
    context.audit({ subject: handed.groupId, facts: { ...session, handed: handed.id, entry, marks: marks.length } })
    return success({ version: act.head.lastNumber, changed: marks.length })
  })

/** Sets aside a register that was handed over: it changes nothing, and the reason is kept. */
export const setAsideHanded: UseCase<typeof contract.setAsideHanded> = async (context, { params, body }) =>
  decideOnce(context, { operation: 'set-aside-handed-register', request: { params, body } }, async (act, handed) => {
    await keepDecision(context.tx, {
      handed,
      ...{ by: context.caller, at: context.now, outcome: 'set-aside', reason: body.reason },
      ...{ entry: null, changed: 0, ...act.keyed },
    })
    context.audit({ subject: handed.groupId, facts: { ...sessionAt(handed.year, handed.session), handed: handed.id } })
    return success({ version: act.head.lastNumber, changed: 0 })
  })

/** Decides about a handed-over register once, under the journal's lock. The same decision sent again gets the same answer. */
async function decideOnce(
  context: Context,
  sent: SentDecision,
  first: (act: FirstTime, handed: Handed) => Promise<Result<Decided>>,
): Promise<Result<Decided>> {
  const { schoolId, handedId } = sent.request.params
  const decide = async (act: FirstTime): Promise<Result<Decided>> => {
    const found = await findHanded(context.tx, { schoolId, id: handedId })
    if (found === undefined) return notAllowed()
    const { handed, decision } = found
    if (decision === null) return first(act, handed)
    // A decision that changed no mark left no entry with its key.
    if (decision.key === act.keyed.key && decision.bodyHash === act.keyed.bodyHash)
      return success({ version: act.head.lastNumber, changed: decision.changed })
    const did = decision.outcome === 'taken-over' ? 'taken this register over' : 'set this register aside'
    return conflict('register.already-decided', `${decision.by.name} has ${did} already. Nothing was changed.`)
  }
  return actOnce<Decided>(
    context,
    { schoolId, ...sent },
    {
      first: decide,
      again: async (entry) => success({ version: entry.number, changed: entry.marks.length }),
    },
  )
}

/** The marks that taking over makes, of those that the office chose. */
async function decideMarks(
  context: Context,
  handed: Handed,
  choice: { version: number; pupilIds: readonly PupilId[]; number: number },
): Promise<Result<{ marks: readonly DecidedMark[]; session: Session }>> {
  const { tx } = context
  const { schoolId, year } = handed
  const session = sessionAt(year, handed.session)
  const chosen = handed.marks.filter(({ pupilId }) => choice.pupilIds.includes(pupilId))
  if (chosen.length === 0) return success({ marks: [], session })
  const calendar = await calendarWith(tx, schoolId, session)
  if (!calendar.ok) return calendar
  const pupilIds = chosen.map(({ pupilId }) => pupilId)
  const pupils = await pupilsById(tx, { schoolId, day: session.day, pupilIds })
  const clocks = await dayClocksOn(tx, { schoolId, day: session.day })
  const begun = allBegun([...pupils.values()], { clocks, session, now: schoolTime(context.now) })
  if (!begun.ok) return begun
  const entries = await entriesOfSession(tx, { schoolId, year, session: handed.session })
  const standing = standingIn(handed.session, entries)
  const decided = decideTakeOver(
    {
      session,
      pupilOf: (id) => pupils.get(id),
      standingOf: (id) => standing.get(id),
      clockOf: ({ yearGroup }) => clocks[yearGroup],
      version: choice.number,
      // A number that the journal has not reached (it was restored from a backup) says nothing about what its sender saw.
      seenVersion: choice.version > choice.number ? 0 : choice.version,
    },
    chosen,
  )
  return decided.ok ? success({ marks: decided.value, session }) : decided
}

/** Refuses marks of a session that has not begun by a pupil's own clock: what a device says of it can only be a guess. */
function allBegun(
  pupils: readonly RollPupil[],
  of: { clocks: DayClocks; session: Session; now: SchoolNow },
): Result<undefined> {
  for (const pupil of pupils) {
    const clock = of.clocks[pupil.yearGroup]
    if (clock === undefined) return noClock(nameOf(pupil))
    const begun = refuseFuture(clock, of.session, of.now)
    if (!begun.ok) return begun
  }
  return success(undefined)
}

async function amend(
  context: Context,
  act: FirstTime,
  of: { handed: Handed; marks: readonly DecidedMark[]; session: Session },
): Promise<number> {
  const { tx, caller, now } = context
  const { handed, marks, session } = of
  const { schoolId, year, groupId } = handed
  const members = (await pupilsOnRoll(tx, { schoolId, day: session.day, groupId })).map((pupil) => pupil.id)
  const pupilIds = [...new Set([...members, ...marks.map((mark) => mark.pupilId)])]
  const places = { from: handed.session, to: handed.session }
  const strips = await readStrips(tx, { schoolId, year, pupilIds, places })
  const marked = new Set(marks.map((mark) => mark.pupilId))
  const whole = members.every((id) => marked.has(id) || (strips.get(id)?.[handed.session] ?? 0) !== 0)
  const entry = await saveEntry(tx, act.head, {
    act: 'amended',
    year,
    groupId,
    at: now,
    by: caller,
    reason: takeOverReason(handed),
    ...act.keyed,
    facts: {
      [TAKES_OVER]: handed.id,
      [COMPLETE]: whole,
      taken_at: handed.takenAt,
      taken_by: [handed.by.id, handed.by.name, handed.by.position],
      received_at: handed.receivedAt,
      ...(handed.deviceSaid === null ? {} : { device_said: handed.deviceSaid }),
    },
    marks,
    strips,
  })
  return entry.number
}
