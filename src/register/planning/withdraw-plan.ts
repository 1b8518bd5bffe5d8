import { sql } from 'kysely'
import type { GroupId, PupilId } from '../../kernel/ids.ts'
import { refused, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { type SessionIndex, sessionAt } from '../../kernel/session.ts'
import { codeOfByte } from '../../law/codes.ts'
import { many, type Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { pupilsOnRoll } from '../../roll/index.ts'
import { actOnce } from '../act-once.ts'
import type * as contract from '../contract.ts'
import { entriesOfSession, entriesTouching, entryByNumber, type StoredEntry } from '../journal/entries.ts'
import { readStrips, saveEntry } from '../journal/store.ts'
import type { JournalMark } from '../rules/journal.ts'
import { decideWithdrawal, IN_PART, marksOfPart, refuseOverDecision, WITHDRAWS } from '../rules/planning.ts'
import { type Standing, standingIn } from '../rules/standing.ts'
import { mayPlan } from './plan-marks.ts'

/** Withdraws a plan or a closure by a later act: what it set and still stands becomes what it was. */
export const withdrawPlan: UseCase<typeof contract.withdrawPlan> = async (context, { params, body }) => {
  const { schoolId, number } = params
  const { tx } = context
  const sent = { schoolId, operation: 'withdraw-plan', request: { params, body } }
  return actOnce<{ version: number; marks: number; left: number }>(context, sent, {
    first: async (act) => {
      const plan = await entryByNumber(tx, { schoolId, number })
      if (plan === undefined || (plan.act !== 'planned' && plan.act !== 'school-closed'))
        return refused('register.no-such-plan', 'There is no plan or closure with this number. Open the list again.')
      for (const code of new Set(plan.marks.map(({ to }) => codeOfByte(to)))) {
        const own = code === undefined ? success(undefined) : refuseOverDecision(code, mayPlan(context))
        if (!own.ok) return own
      }
      const { pupilIds: only, from } = body
      if (from !== undefined && schoolYearOf(from.day) !== plan.year)
        return refused('register.bad-period', 'Give a session of the school year of this plan.')
      const part = { ...plan, marks: marksOfPart(plan.marks, { pupilIds: only, from }) }
      const pupilIds = [...new Set(part.marks.map((mark) => mark.pupilId))]
      const strips = await readStrips(tx, { schoolId, year: plan.year, pupilIds })
      const { marks, left } = decideWithdrawal(part, {
        later: await entriesTouching(tx, plan),
        byteNow: (mark) => strips.get(mark.pupilId)?.[mark.session] ?? 0,
        isClosed: await closedMarks(tx, plan),
        stoodBefore: await standingBefore(tx, plan),
      })
      if (marks.length === 0)
        return refused(
          'register.nothing-to-change',
          'Nothing is left to withdraw: its marks were changed since, or their registers are closed. Amend those marks, with the reason.',
        )
      const entry = await saveEntry(tx, act.head, {
        act: 'withdrawn',
        year: plan.year,
        at: context.now,
        by: context.caller,
        reason: body.reason,
        ...act.keyed,
        facts: { [WITHDRAWS]: number, left, ...(part.marks.length < plan.marks.length ? { [IN_PART]: true } : {}) },
        marks,
        strips,
      })
      context.audit({ facts: { entry: entry.number, withdraws: number, marks: marks.length } })
      return success({ version: entry.number, marks: marks.length, left })
    },
    again: async (entry) =>
      success({ version: entry.number, marks: entry.marks.length, left: Number(entry.facts.left) }),
  })
}

/** Which marks of a plan are in a register that is closed now. */
async function closedMarks(tx: Tx, plan: StoredEntry): Promise<(mark: JournalMark) => boolean> {
  const { schoolId, year } = plan
  const closed = await many(
    tx,
    sql<{ groupId: GroupId; session: SessionIndex }>`
      select group_id as "groupId", first_session as session from register.entry
      where school_id = ${schoolId} and year = ${year} and act in ('closed', 'reopened')
        and first_session between ${plan.firstSession} and ${plan.lastSession}
      group by group_id, first_session
      having max(number) filter (where act = 'closed') > coalesce(max(number) filter (where act = 'reopened'), 0)`,
  )
  const registers = new Set(closed.map(({ groupId, session }) => `${groupId} ${session}`))
  const pupilIds = [...new Set(plan.marks.map((mark) => mark.pupilId))]
  const groupOf = new Map<string, GroupId | null>()
  for (const day of new Set(closed.map(({ session }) => sessionAt(year, session).day)))
    for (const { id, groupId } of await pupilsOnRoll(tx, { schoolId, day, pupilIds }))
      groupOf.set(`${id} ${day}`, groupId)
  return ({ pupilId, session }) =>
    registers.has(`${groupOf.get(`${pupilId} ${sessionAt(year, session).day}`)} ${session}`)
}

/** What a plan replaced, as it stood then. */
async function standingBefore(tx: Tx, plan: StoredEntry): Promise<(mark: JournalMark) => Standing | undefined> {
  const { schoolId, year } = plan
  const replaced = plan.marks.filter((mark) => mark.from !== 0)
  const before = new Map<SessionIndex, ReadonlyMap<PupilId, Standing>>()
  for (const session of new Set(replaced.map((mark) => mark.session))) {
    const entries = await entriesOfSession(tx, { schoolId, year, session })
    const earlier = entries.filter((entry) => entry.number < plan.number)
    before.set(session, standingIn(session, earlier))
  }
  return ({ pupilId, session }) => before.get(session)?.get(pupilId)
}
