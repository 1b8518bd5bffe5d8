import { notAllowed, refused, success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import { takenNumbers } from './admit-pupil.ts'
import type * as contract from './contract.ts'
import { factsOf } from './facts-of.ts'
import { changedMeanwhile, keep } from './keep.ts'
import { findPupil } from './store.ts'

export const recordLeaving: UseCase<typeof contract.recordLeaving> = async (context, { params, body }) => {
  const { tx } = context
  const { schoolId, pupilId } = params
  const { leaving } = body
  const row = await findPupil(tx, { ...params, lock: true })
  if (row === undefined) return notAllowed()
  if (row.version !== body.version) return changedMeanwhile()
  if (leaving !== null && leaving.day < row.starting_day)
    return refused('roll.leaves-before-start', 'The leaving day is before the starting day. Choose a later day.')
  if (leaving === null && row.upn !== null) {
    const { takenUpns } = await takenNumbers(tx, { schoolId, except: pupilId })
    if (takenUpns.has(row.upn))
      return refused('roll.upn-taken', 'This child is on roll again under a newer entry. Correct that one instead.')
  }
  const changed = {
    ...row,
    leaving_day: leaving?.day ?? null,
    leaving_ground: leaving?.ground ?? null,
    leaving_ground_letter: leaving?.letter || null,
    // Left out where the caller could not see it, or has no news of it.
    next_school: leaving?.nextSchool || row.next_school,
    next_school_from: leaving?.nextSchoolFrom ?? row.next_school_from,
    version: row.version + 1,
  }
  await keep(tx, factsOf(context, schoolId, body.reason), { kind: 'pupil', rows: [changed] })
  context.audit({ subject: pupilId })
  await context.say('pupil-leaving', { schoolId, pupilId, leavingDay: changed.leaving_day })
  return success({ version: changed.version })
}
