import type { Answer } from '../kernel/operation.ts'
import { type Result, refused, success } from '../kernel/result.ts'
import { type SessionIndex, sessionAt } from '../kernel/session.ts'
import { codeOfByte } from '../law/codes.ts'
import type { Context, UseCase } from '../platform/http/use-case.ts'
import { actOnce, type FirstTime } from './act-once.ts'
import * as contract from './contract.ts'
import { type DeskVisit, deskVisit, standingAtDesk } from './desk.ts'
import { readStrips, saveEntry } from './journal/store.ts'
import { whereaboutsOf } from './rules/counting.ts'
import type { Entry } from './rules/journal.ts'
import { nameOf } from './rules/mark-faults.ts'
import { LEFT_AT, RETURNED_AT } from './rules/standing.ts'

type Moved = Answer<typeof contract.signOut>

/** Signs out a pupil who leaves the site: the time is kept beside the mark of the session. */
export const signOut: UseCase<typeof contract.signOut> = async (context, { params, body }) => {
  const visit = await deskVisit(context, params.schoolId, body)
  if (!visit.ok) return visit
  const sent = { schoolId: params.schoolId, operation: 'sign-out', request: { params, body } }
  return actOnce<Moved>(context, sent, {
    first: async (act) => {
      const { pupil, time } = visit.value
      const standing = await standingAtDesk(context.tx, visit.value)
      const { place } = whereaboutsOf(standing)
      if (place === 'left-site')
        return refused('register.not-on-site', `${nameOf(pupil)} was signed out already. Sign them back in first.`)
      if (place !== 'on-site' && place !== 'late' && place !== 'not-marked')
        return refused(
          'register.not-on-site',
          `${nameOf(pupil)} stands as ${standing?.code ?? 'absent'}, so they are not here to leave. If they came, sign them in first.`,
        )
      const message = `${nameOf(pupil)} left at ${time}. The mark of the session stays; the time is kept beside it.`
      return move(context, visit.value, { ...act, at: visit.value.index, message, reason: body.reason, out: true })
    },
    again: async (entry) => success(answerOf(entry)),
  })
}

/** Signs back in a pupil who had left, in the session in which they left: their time away is then whole. */
export const signBack: UseCase<typeof contract.signBack> = async (context, { params, body }) => {
  const visit = await deskVisit(context, params.schoolId, body)
  if (!visit.ok) return visit
  const sent = { schoolId: params.schoolId, operation: 'sign-back', request: { params, body } }
  return actOnce<Moved>(context, sent, {
    first: async (act) => {
      const found = await openAbsence(context, visit.value)
      if (!found.ok) return found
      const { pupil, time } = visit.value
      const { left, index } = found.value
      if (time < left)
        return refused('register.time-ahead', `${nameOf(pupil)} left at ${left}: they cannot be back at ${time}.`)
      const afternoon =
        index === visit.value.index ? '' : ' They left in the morning: see that the afternoon register has them right.'
      const message = `${nameOf(pupil)} is back at ${time}, having left at ${left}.${afternoon}`
      return move(context, visit.value, { ...act, at: index, message, reason: undefined, out: false })
    },
    again: async (entry) => success(answerOf(entry)),
  })
}

async function openAbsence(context: Context, visit: DeskVisit): Promise<Result<{ left: string; index: SessionIndex }>> {
  const morning = (visit.index - (visit.index % 2)) as SessionIndex
  for (const index of [visit.index, morning]) {
    const last = (await standingAtDesk(context.tx, visit, index))?.absencesFromSite.at(-1)
    if (last !== undefined && last.returned === null) return success({ left: last.left, index })
  }
  return refused(
    'register.had-not-left',
    `${nameOf(visit.pupil)} was not signed out today. If they have only just arrived, sign them in late.`,
  )
}

async function move(
  context: Context,
  visit: DeskVisit,
  act: FirstTime & { at: SessionIndex; message: string; reason: string | undefined; out: boolean },
): Promise<Result<Moved>> {
  const { tx, caller, now } = context
  const { pupil, year, time, schoolId } = visit
  const session = sessionAt(year, act.at)
  const strips = await readStrips(tx, { schoolId, year, pupilIds: [pupil.id] })
  const stands = strips.get(pupil.id)?.[act.at] ?? 0
  const entry = await saveEntry(tx, act.head, {
    act: act.out ? 'left-site' : 'returned',
    year,
    at: now,
    by: caller,
    reason: act.reason,
    ...act.keyed,
    ...(pupil.groupId === null ? {} : { groupId: pupil.groupId }),
    facts: { answer: { ...session, time, message: act.message } },
    marks: [{ pupilId: pupil.id, session: act.at, to: stands, details: { [act.out ? LEFT_AT : RETURNED_AT]: time } }],
    strips,
  })
  context.audit({ subject: pupil.id, facts: { ...session, entry: entry.number } })
  return success(answerOf(entry))
}

function answerOf(entry: Entry): Moved {
  const stands = codeOfByte(entry.marks[0]?.to ?? 0) ?? null
  return contract.signOut.schema.response[200].parse({
    version: entry.number,
    from: stands,
    to: stands,
    ...(entry.facts.answer as object),
  })
}
