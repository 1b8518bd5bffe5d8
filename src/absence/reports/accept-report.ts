import type { SchoolId } from '../../kernel/ids.ts'
import type { Body } from '../../kernel/operation.ts'
import { conflict, notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { isSameSession } from '../../kernel/session.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { refuseUnwarned } from '../reasons/refuse-unwarned.ts'
import { refuseAccepting } from '../rules/accepting.ts'
import { type Accepted, acceptedAs, type ReportStep, reportState } from '../rules/report.ts'
import { sessionsBetween } from './sessions-of.ts'
import { type SetMarks, setMarks } from './set-marks.ts'
import { type KeptReport, keepStep, reportsKept } from './store.ts'
import { tellFamily } from './tell-family.ts'

/** @param seen how many steps the caller saw. */
export function refuseOvertaken({ steps }: KeptReport, seen: number): Result<undefined> {
  return steps.length === seen ? success(undefined) : changedMeanwhile()
}

export function changedMeanwhile(): Result<never> {
  return conflict('absence.changed', 'Somebody else did something about this report just now. Look at it again.')
}

/** A report, with the trail told whom it is about. Set aside, nothing more is done about it. */
export async function loadOpen(
  context: Context,
  of: { schoolId: SchoolId; reportId: string },
): Promise<Result<KeptReport>> {
  const [report] = await reportsKept(context.tx, { schoolId: of.schoolId, ids: [of.reportId] })
  if (report === undefined) return notAllowed()
  context.audit({ subject: report.pupilId, facts: { report: report.id } })
  if (reportState(report.steps) !== 'set aside') return success(report)
  return conflict(
    'absence.set-aside',
    'This report was set aside already. Enter what the family says now as a new one.',
  )
}

const NOTHING: SetMarks = { amended: null, planned: null, recoded: 0, ahead: 0, kept: 0 }

/** Takes a report as the reason of an absence: its code goes into the registers in the same transaction. */
export const acceptReport: UseCase<typeof contract.acceptReport> = async (context, { params, body }) => {
  const { schoolId, reportId } = params
  const { tx } = context
  const loaded = await loadOpen(context, params)
  if (!loaded.ok) return loaded
  const report = loaded.value
  const before = acceptedAs(report.steps)
  if (before !== undefined && saysTheSame(before, body)) return success(again(before))
  const latest = refuseOvertaken(report, body.seen)
  if (!latest.ok) return latest
  const allowed = await refuseWish(context, { schoolId, report, body })
  if (!allowed.ok) return allowed
  // A child who is only late gets no mark ahead: L or U follows from the time of arrival.
  const set = body.code === 'L' ? success(NOTHING) : await setMarks(context, wishOf({ schoolId, report, body, before }))
  if (!set.ok) return set
  const { amended, planned, recoded, ahead, kept } = set.value
  const { code, from, to, text } = body
  const number = report.steps.length + 1
  const step = { number, kind: before === undefined ? ('accepted' as const) : ('changed' as const), text }
  const accepted = { code, from, to, amended, planned, marks: recoded + ahead }
  const { now: at, caller: by } = context
  if (!(await keepStep(tx, { schoolId, id: reportId, ...step, accepted, at, by }))) return changedMeanwhile()
  context.audit({ facts: { report: reportId, code, recoded, ahead } })
  const told = await tellFamily(context, {
    schoolId,
    report: withStep(report, { ...step, ...accepted, at, by }),
    number,
    wished: body.tell,
  })
  return success({ number, recoded, ahead, kept, told })
}

type Of = { schoolId: SchoolId; report: KeptReport; body: Body<typeof contract.acceptReport> }

async function refuseWish(context: Context, { schoolId, report, body }: Of): Promise<Result<undefined>> {
  const impossible = refuseAccepting(report, body)
  if (!impossible.ok) return impossible
  const sessions = await sessionsBetween(context.tx, schoolId, body)
  if (sessions.length === 0)
    return refused('absence.no-session', 'The school does not meet in any of these sessions. Choose others.')
  const marks = sessions.map((session) => ({ pupilId: report.pupilId, session }))
  return refuseUnwarned(context.tx, { schoolId, code: body.code, marks })
}

function wishOf({ schoolId, report, body, before }: Of & { before: Accepted | undefined }) {
  const { key, code, details = {}, from, to } = body
  const said = report.words === '' ? report.category.replaceAll('-', ' ') : report.words
  const reason = `${report.reporter.name} reported: ${said}`.slice(0, 500)
  return { schoolId, pupilId: report.pupilId, key, reason, code, details, from, to, before }
}

function saysTheSame(before: Accepted, wish: Body<typeof contract.acceptReport>): boolean {
  return before.code === wish.code && isSameSession(before.from, wish.from) && isSameSession(before.to, wish.to)
}

/** Pressed twice, or by two people who are of one mind: nothing is done again. */
function again({ number, marks }: Accepted) {
  return { number, recoded: marks, ahead: 0, kept: 0, told: { sent: false, why: '' } }
}

export function withStep(report: KeptReport, step: ReportStep): KeptReport {
  return { ...report, steps: [...report.steps, step] }
}
