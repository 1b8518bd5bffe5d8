import type { Answer } from '../kernel/operation.ts'
import { type Result, refused, success } from '../kernel/result.ts'
import { codeOfByte } from '../law/codes.ts'
import type { Context, UseCase } from '../platform/http/use-case.ts'
import { actOnce, type FirstTime } from './act-once.ts'
import * as contract from './contract.ts'
import { type DeskVisit, deskVisit, standingAtDesk } from './desk.ts'
import { readStrips, saveEntry } from './journal/store.ts'
import type { Entry } from './rules/journal.ts'
import { nameOf } from './rules/mark-faults.ts'
import { decideSignIn } from './rules/signing-in.ts'

type SignedIn = Answer<typeof contract.signInLate>

/** Signs in a pupil who arrives late: L or U by their own clock, or a better code kept with the time beside it. */
export const signInLate: UseCase<typeof contract.signInLate> = async (context, { params, body }) => {
  const visit = await deskVisit(context, params.schoolId, body)
  if (!visit.ok) return visit
  const sent = { schoolId: params.schoolId, operation: 'sign-in-late', request: { params, body } }
  return actOnce<SignedIn>(context, sent, {
    first: (act) => save(context, visit.value, { ...act, body }),
    again: async (entry) => success(answerOf(entry)),
  })
}

async function save(
  context: Context,
  visit: DeskVisit,
  act: FirstTime & { body: { reason?: string | undefined; evenThoughPresent: boolean } },
): Promise<Result<SignedIn>> {
  const { tx, caller, now } = context
  const { pupil, session, index, year, time, clock } = visit
  const { reason, evenThoughPresent } = act.body
  const standing = await standingAtDesk(tx, visit)
  if (standing?.absencesFromSite.at(-1)?.returned === null)
    return refused(
      'register.had-left',
      `${nameOf(pupil)} was signed out at ${standing.absencesFromSite.at(-1)?.left}. Sign them back in instead.`,
    )
  const decided = decideSignIn({ clock, half: session.half, standing }, { time, evenThoughPresent })
  if (!decided.ok) return decided
  const { to, minutesLate, message } = decided.value
  const kept = to === standing?.byte ? standing.details : {}
  const strips = await readStrips(tx, { schoolId: visit.schoolId, year, pupilIds: [pupil.id] })
  const beside = { arrival_time: time, minutes_late: String(minutesLate), ...(reason ? { reason } : {}) }
  const entry = await saveEntry(tx, act.head, {
    act: 'signed-in',
    year,
    at: now,
    by: caller,
    reason: reason || undefined,
    ...act.keyed,
    ...(pupil.groupId === null ? {} : { groupId: pupil.groupId }),
    facts: { answer: { ...session, time, minutesLate, message: `${nameOf(pupil)}. ${message}` } },
    marks: [{ pupilId: pupil.id, session: index, to, details: { ...kept, ...beside } }],
    strips,
  })
  context.audit({ subject: pupil.id, facts: { ...session, entry: entry.number } })
  return success(answerOf(entry))
}

function answerOf(entry: Entry): SignedIn {
  const [mark] = entry.marks
  return contract.signInLate.schema.response[200].parse({
    version: entry.number,
    from: codeOfByte(mark?.from ?? 0) ?? null,
    to: codeOfByte(mark?.to ?? 0) ?? null,
    ...(entry.facts.answer as object),
  })
}
