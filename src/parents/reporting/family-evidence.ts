import { evidenceFile, receiveEvidence, reportsOf } from '../../absence/index.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, type Result, success } from '../../kernel/result.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { seenChild } from '../children/load-family.ts'
import type * as contract from '../contract.ts'

/** Whether a report is the caller's own, about a child whom they see now: what another adult sent is theirs alone. */
async function ownReport(
  context: Context,
  of: { readonly schoolId: SchoolId; readonly pupilId: PupilId; readonly reportId: string },
): Promise<Result<undefined>> {
  const { schoolId, pupilId, reportId } = of
  const seen = await seenChild(context, of)
  if (!seen.ok) return seen
  const reports = await reportsOf(context.tx, { schoolId, pupilIds: [pupilId] })
  const isOwn = reports.some((one) => one.id === reportId && one.reporter.contactId === seen.value.contactId)
  if (!isOwn) return notAllowed()
  context.audit({ subject: pupilId, facts: { report: reportId } })
  return success(undefined)
}

/** Keeps a photograph or a PDF with a report of the caller's own. */
export const sendFamilyEvidence: UseCase<typeof contract.sendFamilyEvidence> = async (context, input) => {
  const { schoolId, reportId } = input.params
  const own = await ownReport(context, input.params)
  return own.ok ? receiveEvidence(context, { schoolId, reportId, name: input.query.name, bytes: input.body }) : own
}

/** A file as the school has it: without what was removed from it. */
export const openFamilyEvidence: UseCase<typeof contract.openFamilyEvidence> = async (context, { params }) => {
  const own = await ownReport(context, params)
  if (!own.ok) return own
  const found = await evidenceFile(context.tx, params)
  if (found === undefined) return notAllowed()
  return success({ type: found.type, fileName: found.name, content: found.file })
}
