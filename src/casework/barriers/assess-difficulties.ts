import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { conflict, notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { namesOnRoll } from '../../roll/index.ts'
import { keptEntry, readCase } from '../cases/store.ts'
import type * as contract from '../contract.ts'
import { assessmentsOf } from '../rules/barriers/assessments-of.ts'
import type { Whose } from '../rules/barriers/kinds.ts'
import { answersFault, questionSet } from '../rules/barriers/questions.ts'
import { tellParent } from '../telling/tell-parent.ts'
import { parentsOf } from './parents-of.ts'
import { noParent, writeInCase } from './write-in-case.ts'

/** Keeps what somebody answered who sat beside a member of staff, or on paper. Nothing follows from it by itself. */
export const assessDifficulties: UseCase<typeof contract.assessDifficulties> = async (context, { params, body }) => {
  const { schoolId, caseId } = params
  const { key, day, restricted, contactId, ...answered } = body
  const { who, version } = answered
  const set = questionSet(version, who)
  const fault = set === undefined ? 'There are no such questions. Open them again.' : answersFault(set, answered)
  if (fault !== undefined) return refused('casework.answers', fault)
  if (day > schoolTime(context.now).day)
    return refused('casework.not-yet', 'That day is still to come. Give the day on which they answered.')
  const file = await readCase(context.tx, { schoolId, caseId, restricted: false })
  const name = await nameOf(context, { schoolId, pupilId: file?.pupilId, who, contactId })
  if (file !== undefined && name === undefined) return noParent()
  return writeInCase(context, { schoolId, caseId, key, restricted }, ({ entries }) => {
    if (assessmentsOf(entries).some(({ assessmentId }) => assessmentId === body.assessmentId))
      return conflict('casework.assessment-known', 'These answers are kept already. Load the case again to see them.')
    const parent = who === 'parent' && contactId !== undefined ? { contactId } : {}
    return { kind: 'assessed', day, key, body: { ...answered, ...parent, name: name ?? '' } }
  })
}

/** Who answered: the child, a parent of the record, or the member of staff who writes. Undefined where there is no such parent. */
async function nameOf(
  context: Context,
  of: { schoolId: SchoolId; pupilId: PupilId | undefined; who: Whose; contactId: ContactId | undefined },
): Promise<string | undefined> {
  const { schoolId, pupilId, who, contactId } = of
  if (pupilId === undefined) return undefined
  if (who === 'staff') return context.caller.name
  if (who === 'pupil') return (await namesOnRoll(context.tx, { schoolId, ids: [pupilId] })).get(pupilId)
  return (await parentsOf(context, { schoolId, pupilId })).find((one) => one.contactId === contactId)?.name
}

/** Asks a parent on the family page, and tells them so: whoever has none reads how else to answer. Asked again, they may answer again. */
export function inviteToAssess(publicUrl: string): UseCase<typeof contract.inviteToAssess> {
  return async (context, { params, body }) => {
    const { schoolId, caseId } = params
    const { key, contactId } = body
    const file = await readCase(context.tx, { schoolId, caseId, restricted: false })
    if (file === undefined) return notAllowed()
    const { pupilId } = file
    const parent = (await parentsOf(context, { schoolId, pupilId })).find((one) => one.contactId === contactId)
    if (parent === undefined) return noParent()
    const { name } = parent
    const before = await keptEntry(context.tx, schoolId, key)
    const done = await writeInCase(context, { schoolId, caseId, key, restricted: false }, () => ({
      kind: 'assessment-invited',
      day: schoolTime(context.now).day,
      key,
      body: { contactId, name },
    }))
    if (!done.ok) return done
    if (before !== undefined) return success({ sent: [] })
    const merge = { link: `${publicUrl}/family/school-hard` }
    const cause = `casework:school-hard:${caseId}:${key}`
    const to = { id: contactId, name }
    const template = 'school-hard-invitation'
    return success({ sent: [await tellParent(context, { schoolId, pupilId, to, template, merge, cause })] })
  }
}
