import { notAllowed, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { tellChanges } from '../rules/history.ts'
import { reaches } from '../viewer.ts'
import { pupilChanges } from './pupil-changes.ts'

export const listPupilChanges: UseCase<typeof contract.listPupilChanges> = async (context, { params }) => {
  if (!(await reaches(context, params))) return notAllowed()
  const found = await pupilChanges(context, params)
  if (found === undefined) return notAllowed()
  context.audit({ subject: params.pupilId })
  const told = tellChanges(found.changes, found.ground)
  return success({ changes: told.toReversed() })
}
