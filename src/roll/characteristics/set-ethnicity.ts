import { notAllowed, refused, success } from '../../kernel/result.ts'
import { ethnicitiesOn } from '../../law/ethnicity.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { factsOf } from '../facts-of.ts'
import { changedMeanwhile, keep } from '../keep.ts'
import { maySeeEthnicity } from '../rules/flag-visibility.ts'
import { ethnicityOfPupil, findPupil } from '../store.ts'
import { today, viewerOf } from '../viewer.ts'

export const setEthnicity: UseCase<typeof contract.setEthnicity> = async (context, { params, body }) => {
  const { tx } = context
  const { schoolId, pupilId } = params
  if (!maySeeEthnicity(viewerOf(context)))
    return notAllowed('You cannot enter ethnicity. Ask the head or the designated safeguarding lead.')
  if ((await findPupil(tx, { ...params, lock: true })) === undefined) return notAllowed()
  if (!ethnicitiesOn(today(context)).some(({ code }) => code === body.code))
    return refused('roll.ethnicity-ended', 'DfE no longer has this category. Choose another.')
  const known = await ethnicityOfPupil(tx, params)
  if ((known?.version ?? 0) !== body.version) return changedMeanwhile()
  const version = body.version + 1
  const rows = [{ school_id: schoolId, pupil_id: pupilId, code: body.code, version }]
  await keep(tx, factsOf(context, schoolId, body.reason), { kind: 'ethnicity', rows })
  // Not the code: whoever reads the trail is not always somebody who may know of it.
  context.audit({ subject: pupilId })
  return success({ version })
}
