import { success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { childReportPaper, childWeekly, setPraiseChoice } from '../../weekly/index.ts'
import type * as contract from '../contract.ts'
import { asFamily } from './as-family.ts'
import { seenChild } from './load-family.ts'

/** A child's week and reports, out of the same sums that the tutor has. */
export const familyWeek: UseCase<typeof contract.familyWeek> = async (context, { params }) => {
  const found = await seenChild(context, params)
  if (!found.ok) return found
  const { monday, week, unwantedBy, lastPraise, reports } = await childWeekly(asFamily(context), params)
  context.audit({ subject: params.pupilId })
  const counted = (of: { possible: number; attended: number } | undefined) => ({
    possible: of?.possible ?? 0,
    attended: of?.attended ?? 0,
  })
  return success({
    monday: monday ?? null,
    week: counted(week?.week),
    halfTerm: counted(week?.halfTerm),
    late: week?.week.late ?? 0,
    minutesLate: week?.minutesLate ?? null,
    praised: lastPraise,
    praiseWanted: !unwantedBy.includes('family'),
    reports: reports.map(({ reportId, at, report }) => ({
      reportId,
      at,
      report: { ...report, summary: [...report.summary], missed: [...report.missed] },
    })),
  })
}

export const familyReportPaper: UseCase<typeof contract.familyReportPaper> = async (context, { params }) => {
  const found = await seenChild(context, params)
  if (!found.ok) return found
  context.audit({ subject: params.pupilId, facts: { report: params.reportId } })
  return childReportPaper(asFamily(context), params)
}

/** The family's own word, which no school undoes. */
export const chooseFamilyPraise: UseCase<typeof contract.chooseFamilyPraise> = async (context, { params, body }) => {
  const found = await seenChild(context, params)
  if (!found.ok) return found
  const reason = body.reason === '' ? 'Said on the family page' : body.reason
  const chosen = await setPraiseChoice(context, { ...params, wanted: body.wanted, chosenBy: 'family', reason })
  return chosen.ok ? success({}) : chosen
}
