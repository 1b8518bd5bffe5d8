import type { Discharge, Duty } from '../../duties/contract.ts'
import type { Day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { sessionIndex } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { EnrolmentOfYear } from '../../roll/contract.ts'

interface Reported {
  readonly pupilId: PupilId
  readonly at: Moment
  readonly name: string
  readonly position: string
}

/**
 * B20 is done in a period once everybody on roll today has had a report in it. Who came after the last of them was sent waits for the next
 * period: a report about nothing helps nobody.
 */
export function reportsDone(of: {
  readonly duties: readonly Duty[]
  /** In the order in which they were made. */
  readonly reported: readonly Reported[]
  readonly enrolments: readonly Pick<EnrolmentOfYear, 'pupilId' | 'startingDay' | 'lastSession' | 'boarder'>[]
  readonly today: Day
}): Discharge[] {
  const now = sessionIndex({ day: of.today, half: 'AM' })
  return of.duties.flatMap(({ key, from, due }) => {
    const until = due?.kind === 'by' ? due.day : of.today
    const made = of.reported.filter(({ at }) => at.slice(0, 10) >= from.day && at.slice(0, 10) <= until)
    const last = made.at(-1)
    if (last === undefined) return []
    const have = new Set(made.map(({ pupilId }) => pupilId))
    const wanted = of.enrolments.filter(
      ({ boarder, lastSession, startingDay }) => !boarder && lastSession >= now && startingDay <= last.at.slice(0, 10),
    )
    if (wanted.length === 0 || wanted.some(({ pupilId }) => !have.has(pupilId))) return []
    const { at, name, position } = last
    return [{ key, ended: { how: 'done', words: 'Every family was sent its report', at, by: { name, position } } }]
  })
}
