import { refused } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { assessmentsOf } from '../rules/barriers/assessments-of.ts'
import { writeInCase } from './write-in-case.ts'

/** Answers that stand in the case are about safety after all: a restricted entry says so, and asks those who look after it to act. */
export const raiseAnswers: UseCase<typeof contract.raiseAnswers> = (context, { params, body }) => {
  const { assessmentId, ...of } = params
  return writeInCase(context, { ...of, key: body.key, restricted: true }, (_file, seen) => {
    const told = assessmentsOf(seen).find((one) => one.assessmentId === assessmentId)
    if (told === undefined)
      return refused('casework.no-answers', 'There are no such answers in this case. Load the case again.')
    const { name } = told
    return { kind: 'answers-raised', day: schoolTime(context.now).day, key: body.key, body: { assessmentId, name } }
  })
}
