import { notAllowed, refused, success } from '../kernel/result.ts'
import { yearGroupName } from '../law/school-age.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import { groupUnknown } from './admit-pupil.ts'
import type * as contract from './contract.ts'
import { factsOf } from './facts-of.ts'
import { changedMeanwhile, keep } from './keep.ts'
import type { PlacementRow } from './rules/rows.ts'
import { findGroup, findPupil, placementsOf } from './store.ts'
import { schoolOf } from './views.ts'

export const movePupil: UseCase<typeof contract.movePupil> = async (context, { params, body }) => {
  const { tx } = context
  const { schoolId, pupilId } = params
  const [school, pupil] = [await schoolOf(tx, schoolId), await findPupil(tx, { ...params, lock: true })]
  if (school === undefined || pupil === undefined) return notAllowed()
  if (pupil.version !== body.version) return changedMeanwhile()
  if (!school.yearGroups.includes(body.yearGroup))
    return refused('roll.group-unknown', `This school has no ${yearGroupName(body.yearGroup)}.`)
  if (body.groupId !== null && (await findGroup(tx, { schoolId, groupId: body.groupId })) === undefined)
    return groupUnknown()
  const placements = await placementsOf(tx, { ...params, lock: true })
  const later = placements.find((row) => row.from_day > body.from)
  if (body.from < pupil.starting_day || later !== undefined)
    return refused(
      'roll.move-before-later',
      'This pupil starts, or moves again, after that day. Choose a day after the last move.',
    )
  const last = placements.at(-1)
  const next: PlacementRow = {
    school_id: schoolId,
    pupil_id: pupilId,
    from_day: body.from,
    until_day: null,
    year_group: body.yearGroup,
    group_id: body.groupId,
    version: 1,
  }
  const rows =
    last === undefined
      ? [next]
      : last.from_day === body.from
        ? [{ ...next, version: last.version + 1 }]
        : [{ ...last, until_day: body.from, version: last.version + 1 }, next]
  const facts = factsOf(context, schoolId, body.reason)
  await keep(tx, facts, { kind: 'placement', rows })
  const version = pupil.version + 1
  await keep(tx, facts, { kind: 'pupil', rows: [{ ...pupil, version }] })
  context.audit({ subject: pupilId })
  await context.say('pupil-moved', { schoolId, pupilId, from: body.from })
  return success({ version })
}
