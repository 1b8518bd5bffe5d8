import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { type SessionIndex, sessionIndex } from '../../kernel/session.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { yearGroupName } from '../../law/school-age.ts'
import {
  type Enrolled,
  enrolmentFigures,
  FEWEST_WEEKS,
  isSeverelyAbsent,
  type SchoolFacts,
  weeksMet,
} from '../../measures/contract.ts'
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
  /** Misses half of school or more; said of whoever has six school weeks of their own, as every figure of it is. */
  readonly severe: boolean
  /** Of what was missed, the sessions without a reason that was accepted. */
  readonly unauthorised: number
}

/**
 * The children of these pupils, whether they are still on roll or not; of those who left in an earlier year there is only the name. Without
 * `pupilIds`, everybody enrolled this year.
 */
export async function readChildren(
  tx: Tx,
  of: { readonly schoolId: SchoolId; readonly now: Moment; readonly pupilIds?: readonly PupilId[] },
): Promise<ReadonlyMap<PupilId, Child>> {
  if (of.pupilIds?.length === 0) return new Map()
  const { schoolId, now } = of
  const { day } = schoolTime(now)
  const { facts, until } = await sumsOfPupils(tx, { ...of, year: schoolYearOf(day) })
  const ids = of.pupilIds ?? facts.enrolled.map(({ pupilId }) => pupilId)
  const names = await namesOnRoll(tx, { schoolId, ids })
  const groups = await namesOfGroups(tx, { schoolId, groupIds: facts.enrolled.flatMap(({ groupId }) => groupId ?? []) })
  const enrolled = new Map(facts.enrolled.map((one) => [one.pupilId, one]))
  const child = (id: PupilId): Child => {
    const one = enrolled.get(id)
    const name = names.get(id) ?? ''
    if (one === undefined)
      return { id, name, yearGroup: null, group: null, onRoll: false, sessions: null, severe: false, unauthorised: 0 }
    return {
      id,
      name,
      yearGroup: one.yearGroup === null ? null : yearGroupName(one.yearGroup),
      group: one.groupId === null ? null : (groups.get(one.groupId) ?? null),
      onRoll: isOnRoll(one, schoolTime(now).day),
      ...(until < 0
        ? { sessions: null, severe: false, unauthorised: 0 }
        : attendanceOf(facts, one, until as SessionIndex)),
    }
  }
  return new Map(ids.map((id) => [id, child(id)]))
}

function isOnRoll({ onRoll }: Enrolled, day: Day): boolean {
  return onRoll.from <= sessionIndex({ day, half: 'PM' }) && onRoll.to >= sessionIndex({ day, half: 'AM' })
}

function attendanceOf(
  facts: SchoolFacts,
  one: Enrolled,
  until: SessionIndex,
): Pick<Child, 'sessions' | 'severe' | 'unauthorised'> {
  const { span, sessions } = enrolmentFigures(one, { from: 0 as SessionIndex, to: until })
  const { attended, possible, unauthorised } = sessions
  const severe = isSeverelyAbsent(sessions) && weeksMet(facts, span).length >= FEWEST_WEEKS
  return { sessions: { attended, possible }, severe, unauthorised }
}
