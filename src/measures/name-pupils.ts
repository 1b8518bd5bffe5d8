import type { Day } from '../kernel/day.ts'
import type { GroupId, PupilId, SchoolId } from '../kernel/ids.ts'
import { yearGroupName } from '../law/school-age.ts'
import type { Context } from '../platform/http/use-case.ts'
import { groupsOn, namesOnRoll } from '../roll/index.ts'
import type { NamedPupil } from './contract.ts'
import type { Enrolled } from './rules/facts.ts'

export type NameOf = (pupilId: PupilId) => NamedPupil

/**
 * Names for pupils in an answer, with year group and class as the figures have them.
 * @returns undefined where the caller may not see every pupil of the school: the answer then names nobody.
 */
export async function namePupils(
  context: Context,
  of: { schoolId: SchoolId; on: Day; enrolled: readonly Enrolled[]; ids: readonly PupilId[] },
): Promise<NameOf | undefined> {
  if (context.may('pupil.view') !== 'all') return undefined
  const { schoolId, on } = of
  const ids = [...new Set(of.ids)]
  const names = ids.length === 0 ? new Map<string, string>() : await namesOnRoll(context.tx, { schoolId, ids })
  const groups = await groupNames(context, { schoolId, on })
  const wanted = new Set(ids)
  const known = new Map(
    of.enrolled.filter(({ pupilId }) => wanted.has(pupilId)).map((one): [PupilId, Enrolled] => [one.pupilId, one]),
  )
  return (id) => {
    const enrolled = known.get(id)
    const yearGroup = enrolled?.yearGroup ?? null
    const groupId = enrolled?.groupId ?? null
    return {
      id,
      name: names.get(id) ?? 'A pupil',
      yearGroup: yearGroup === null ? null : yearGroupName(yearGroup),
      group: groupId === null ? null : (groups.get(groupId) ?? null),
    }
  }
}

/** Names of the classes of a day. */
export async function groupNames(
  context: Context,
  of: { schoolId: SchoolId; on: Day },
): Promise<ReadonlyMap<GroupId, string>> {
  return new Map((await groupsOn(context.tx, { schoolId: of.schoolId, day: of.on })).map(({ id, name }) => [id, name]))
}
