import { notAllowed, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { tellAsItStood } from '../rules/history.ts'
import { reaches } from '../viewer.ts'
import { pupilChanges } from './pupil-changes.ts'

export const showPupilAsItStood: UseCase<typeof contract.showPupilAsItStood> = async (context, { params, query }) => {
  if (!(await reaches(context, params))) return notAllowed()
  const found = await pupilChanges(context, { ...params, until: query.at })
  if (found === undefined) return notAllowed()
  context.audit({ subject: params.pupilId, facts: { at: query.at } })
  return success({ at: query.at, records: tellAsItStood(found.changes, found.ground) })
}
