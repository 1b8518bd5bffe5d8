import { success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { changedMeanwhile, loadOpen, refuseOvertaken, withStep } from './accept-report.ts'
import { keepStep } from './store.ts'
import { tellFamily } from './tell-family.ts'

/** A question to the family about a report, or what they answered. A question may go to whoever reported it as a message. */
export const noteReport: UseCase<typeof contract.noteReport> = async (context, { params, body }) => {
  const { schoolId, reportId: id } = params
  const loaded = await loadOpen(context, params)
  if (!loaded.ok) return loaded
  const report = loaded.value
  const { kind, text, seen } = body
  const latest = refuseOvertaken(report, seen)
  if (!latest.ok) return latest
  const step = { number: report.steps.length + 1, kind, text, at: context.now, by: context.caller }
  if (!(await keepStep(context.tx, { schoolId, id, ...step }))) return changedMeanwhile()
  const told = await tellFamily(context, {
    schoolId,
    report: withStep(report, step),
    number: step.number,
    wished: body.tell && kind === 'question',
  })
  return success({ number: step.number, told })
}
