import { assessmentOnPaper, saidBy } from '../../casework/contract.ts'
import { type AskedOfParent, askedOfParent, keepFamilyAnswers } from '../../casework/index.ts'
import { success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { schoolOf } from '../../roll/index.ts'
import { loadFamily, seenChild } from '../children/load-family.ts'
import type * as contract from '../contract.ts'

/** What the schools ask of this parent, and what this parent answered: nothing of the child's, the school's or the other parent's. */
export const familySchoolHard: UseCase<typeof contract.familySchoolHard> = async (context) => {
  const { children } = await loadFamily(context)
  const found = []
  for (const child of children) {
    const { schoolId, pupilId, name } = child
    const { asked, own } = await askedOfParent(context, child)
    if (asked === null && own.length === 0) continue
    const school = await schoolOf(context.tx, schoolId)
    found.push({
      ...{ schoolId, pupilId, child: name, school: school?.name ?? '', asked },
      own: own.map((one) => answeredShown(one, name)),
    })
  }
  return success({ children: found })
}

function answeredShown(answered: AskedOfParent['own'][number], child: string) {
  const { assessmentId, day, restricted } = answered
  const paper = assessmentOnPaper({ who: 'parent', child, answered })
  const statements = (paper?.statements ?? []).map((one) => ({ ...one }))
  return { assessmentId, day, restricted, said: [...saidBy(answered)], statements }
}

export const answerSchoolHard: UseCase<typeof contract.answerSchoolHard> = async (context, { params, body }) => {
  const seen = await seenChild(context, params)
  if (!seen.ok) return seen
  const { contactId } = seen.value
  return keepFamilyAnswers(context, { ...params, ...body, contactId, name: context.caller.name })
}
