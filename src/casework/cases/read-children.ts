import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { type SessionIndex, sessionIndex } from '../../kernel/session.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { yearGroupName } from '../../law/school-age.ts'
import { type Enrolled, enrolmentFigures } from '../../measures/contract.ts'
import { sumsOfPupils } from '../../measures/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { namesOfGroups, namesOnRoll } from '../../roll/index.ts'

/** A child as cases speak of one, with whole sessions of this school year until the last register that closed. */
export interface Child {
  readonly id: PupilId
  readonly name: string
  readonly yearGroup: string | null
  readonly group: string | null
  readonly onRoll: boolean
  readonly sessions: { readonly attended: number; readonly possible: number } | null
}

/** The children of these pupils, whether they are still on roll or not. Of those who left in an earlier year there is only the name. */
export async function readChildren(
  tx: Tx,
  { schoolId, now, pupilIds }: { schoolId: SchoolId; now: Moment; pupilIds: readonly PupilId[] },
): Promise<ReadonlyMap<PupilId, Child>> {
  if (pupilIds.length === 0) return new Map()
  const { day } = schoolTime(now)
  const year = schoolYearOf(day)
  const { facts, until } = await sumsOfPupils(tx, { schoolId, year, now, pupilIds })
  const names = await namesOnRoll(tx, { schoolId, ids: pupilIds })
  const groupIds = facts.enrolled.flatMap(({ groupId }) => groupId ?? [])
  const groups = await namesOfGroups(tx, { schoolId, groupIds })
  const enrolled = new Map(facts.enrolled.map((one) => [one.pupilId, one]))
  const [morning, afternoon] = [sessionIndex({ day, half: 'AM' }), sessionIndex({ day, half: 'PM' })]
  const children = pupilIds.map((id): [PupilId, Child] => {
    const of = enrolled.get(id)
    const name = names.get(id) ?? ''
    if (of === undefined) return [id, { id, name, yearGroup: null, group: null, onRoll: false, sessions: null }]
    return [
      id,
      {
        id,
        name,
        yearGroup: of.yearGroup === null ? null : yearGroupName(of.yearGroup),
        group: of.groupId === null ? null : (groups.get(of.groupId) ?? null),
        onRoll: of.onRoll.from <= afternoon && of.onRoll.to >= morning,
        sessions: until < 0 ? null : sessionsUntil(of, until as SessionIndex),
      },
    ]
  })
  return new Map(children)
}

function sessionsUntil(of: Enrolled, until: SessionIndex): Child['sessions'] {
  const { attended, possible } = enrolmentFigures(of, { from: 0 as SessionIndex, to: until }).sessions
  return { attended, possible }
}
