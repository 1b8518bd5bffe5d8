import { fileURLToPath } from 'node:url'
import { longDay } from '../../kernel/day.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { typesetter } from '../../platform/papers/typeset.ts'
import { namesOnRoll, schoolOf } from '../../roll/index.ts'
import { restrictedFacts } from '../cases/show-case.ts'
import { readCase } from '../cases/store.ts'
import type * as contract from '../contract.ts'
import { assessmentsOf } from '../rules/barriers/assessments-of.ts'
import { assessmentOnPaper } from '../rules/barriers/on-paper.ts'

const typeset = typesetter(fileURLToPath(new URL('../papers/', import.meta.url)))

/** The questions as a form to fill in by hand; with `assessmentId` what was answered to them. */
export const assessmentPaper: UseCase<typeof contract.assessmentPaper> = async (context, { params, query }) => {
  const { schoolId, caseId, who } = params
  const restricted = context.may('casework.restricted') !== undefined
  const file = await readCase(context.tx, { schoolId, caseId, restricted })
  const school = await schoolOf(context.tx, schoolId)
  if (file === undefined || school === undefined) return notAllowed()
  const { assessmentId } = query
  const answered = assessmentsOf(file.entries).find((one) => one.assessmentId === assessmentId && one.who === who)
  if (assessmentId !== undefined && answered === undefined) return notAllowed()
  const { pupilId } = file
  context.audit({ subject: pupilId, facts: restrictedFacts(restricted) })
  const child = (await namesOnRoll(context.tx, { schoolId, ids: [pupilId] })).get(pupilId) ?? ''
  const paper = assessmentOnPaper({ who, answered, child })
  if (paper === undefined) return notAllowed()
  const footer = `${school.name}. Printed by ${context.caller.name} on ${longDay(schoolTime(context.now).day)}.`
  const data = { ...paper, school: school.name, child, footer }
  return success({
    type: 'application/pdf',
    fileName: 'what-makes-school-hard.pdf',
    content: () => typeset('assessment', data),
  })
}
