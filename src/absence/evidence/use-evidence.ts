import { addDays, longDay } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { malformed, notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { queueMessage } from '../../messaging/index.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { sourceOf } from '../../policy/contract.ts'
import { policyOf } from '../../policy/index.ts'
import type * as contract from '../contract.ts'
import { changedMeanwhile, loadOpen } from '../reports/accept-report.ts'
import { sessionsOfReport } from '../reports/sessions-of.ts'
import { type KeptReport, reportsKept } from '../reports/store.ts'
import { type EvidenceStep, evidenceState, fileTypeOf, isHeic, MOST_FILES, mayAskEvidence } from '../rules/evidence.ts'
import { withoutHiddenData } from '../rules/hidden-data.ts'
import { evidenceFile, evidenceOf, keepEvidence, sameFile } from './store.ts'

/** School days of a report that have come so far. */
async function daysSoFar(context: Context, schoolId: SchoolId, report: KeptReport): Promise<number> {
  const today = schoolTime(context.now).day
  const sessions = await sessionsOfReport(context.tx, schoolId, report)
  return new Set(sessions.map(({ day }) => day).filter((day) => day <= today)).size
}

/** What was asked for and received, and whether it may be asked for. */
export const readEvidence: UseCase<typeof contract.readEvidence> = async (context, { params }) => {
  const { schoolId, reportId } = params
  const { tx, now } = context
  const [report] = await reportsKept(tx, { schoolId, ids: [reportId] })
  if (report === undefined) return notAllowed()
  context.audit({ subject: report.pupilId, facts: { report: reportId } })
  const steps = await evidenceOf(tx, params)
  const policy = await policyOf(tx, schoolId, schoolTime(now).day)
  const { category } = report
  const days = await daysSoFar(context, schoolId, report)
  const may = mayAskEvidence(policy.policy.evidence, { category, days, doubt: 'a doubt' })
  return success({
    state: evidenceState(steps),
    steps: steps.map(shown),
    whyNot: may.ok ? '' : may.problem.message,
    source: sourceOf(policy, 'evidence'),
  })
}

function shown(step: EvidenceStep) {
  const { number, kind, text, at, by } = step
  const verdict = step.kind === 'judged' ? step.verdict : null
  return { number, kind, text, at, by, verdict, file: step.kind === 'received' ? step.file : null }
}

/** Asks for evidence, where the policy lets it be asked for and a doubt is written down. */
export const askEvidence: UseCase<typeof contract.askEvidence> = async (context, { params, body }) => {
  const { schoolId } = params
  const { tx, now } = context
  const loaded = await loadOpen(context, params)
  if (!loaded.ok) return loaded
  const report = loaded.value
  const { policy } = await policyOf(tx, schoolId, schoolTime(now).day)
  const days = await daysSoFar(context, schoolId, report)
  const may = mayAskEvidence(policy.evidence, { category: report.category, days, doubt: body.doubt })
  if (!may.ok) return may
  const kept = await keepNext(context, { ...params, kind: 'asked', text: body.doubt })
  if (!kept.ok) return kept
  const number = kept.value
  return success({ number, told: await askFamily(context, { schoolId, report, number, wished: body.tell }) })
}

async function askFamily(
  context: Context,
  of: { schoolId: SchoolId; report: KeptReport; number: number; wished: boolean },
): Promise<{ sent: boolean; why: string }> {
  const { schoolId, report, number, wished } = of
  if (!wished) return { sent: false, why: '' }
  const to = report.reporter.contactId
  if (to === null) return { sent: false, why: 'Whoever reported it is not among the child’s contacts. Ring them.' }
  const queued = await queueMessage(context.tx, {
    schoolId,
    template: 'evidence',
    about: [report.pupilId],
    to,
    merge: { replyBy: longDay(addDays(schoolTime(context.now).day, 7)) },
    cause: `absence-evidence:${report.id}:${number}`,
    now: context.now,
    by: context.caller,
  })
  return queued.ok ? { sent: true, why: '' } : { sent: false, why: queued.problem.message }
}

/**
 * Keeps a file that a family sent, whoever asked for it or nobody: for the office, and for the family’s own page. Of a photograph it keeps
 * the picture, not where it was taken. The same file sent again is there once.
 */
export async function receiveEvidence(
  context: Context,
  of: { readonly schoolId: SchoolId; readonly reportId: string; readonly name: string; readonly bytes: unknown },
): Promise<Result<{ number: number }>> {
  const { schoolId, reportId, name, bytes } = of
  if (!(bytes instanceof Uint8Array) || bytes.length === 0)
    return malformed('absence.not-a-file', 'Send the file itself, as application/octet-stream.')
  const type = fileTypeOf(bytes)
  if (type === undefined) return unknownFile(bytes)
  const content = withoutHiddenData(type, bytes)
  if (content === undefined)
    return refused(
      'absence.damaged-file',
      'This picture is damaged or not whole. Take the photograph once more and send it again.',
    )
  const loaded = await loadOpen(context, { schoolId, reportId })
  if (!loaded.ok) return loaded
  const file = { name, type, bytes: content }
  const before = await sameFile(context.tx, { schoolId, reportId, bytes: content })
  if (before !== undefined) return success({ number: before })
  const received = (await evidenceOf(context.tx, of)).filter(({ kind }) => kind === 'received')
  if (received.length >= MOST_FILES)
    return refused(
      'absence.too-many-files',
      `There are ${MOST_FILES} files with this report already. Bring the others to the school office.`,
    )
  const kept = await keepNext(context, { schoolId, reportId, kind: 'received', text: name, file })
  return kept.ok ? success({ number: kept.value }) : kept
}

function unknownFile(bytes: Uint8Array): Result<never> {
  return refused(
    'absence.unknown-file',
    isHeic(bytes)
      ? 'This photograph is of a kind (HEIC) that not every computer can show. Take it with the button “Take a photograph”, or save it as JPEG first.'
      : 'This is no PDF, JPEG or PNG. Take a photograph of it, or save it as PDF.',
  )
}

export const addEvidence: UseCase<typeof contract.addEvidence> = (context, { params, query, body }) =>
  receiveEvidence(context, { ...params, name: query.name, bytes: body })

/** The file itself. Who opened it and when is in the trail. */
export const openEvidence: UseCase<typeof contract.openEvidence> = async (context, { params }) => {
  const [report] = await reportsKept(context.tx, { schoolId: params.schoolId, ids: [params.reportId] })
  const found = await evidenceFile(context.tx, params)
  if (report === undefined || found === undefined) return notAllowed()
  context.audit({ subject: report.pupilId, facts: { report: params.reportId, number: params.number } })
  return success({ type: found.type, fileName: found.name, content: found.file })
}

/** Whether what came is enough. It changes no mark: before one turns unauthorised, the family is told. */
export const judgeEvidence: UseCase<typeof contract.judgeEvidence> = async (context, { params, body }) => {
  const loaded = await loadOpen(context, params)
  if (!loaded.ok) return loaded
  const before = await evidenceOf(context.tx, params)
  if (evidenceState(before) === 'none')
    return refused('absence.not-asked', 'Nothing was asked for and nothing came, so there is nothing to judge.')
  const kept = await keepNext(context, { ...params, kind: 'judged', ...body })
  return kept.ok ? success({ number: kept.value }) : kept
}

type Next = Omit<Parameters<typeof keepEvidence>[1], 'number' | 'at' | 'by'>

async function keepNext(context: Context, of: Next): Promise<Result<number>> {
  const number = (await evidenceOf(context.tx, of)).length + 1
  const kept = await keepEvidence(context.tx, { ...of, number, at: context.now, by: context.caller })
  if (!kept) return changedMeanwhile()
  context.audit({ facts: { report: of.reportId, evidence: number } })
  return success(number)
}
