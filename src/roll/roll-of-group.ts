import { sql } from 'kysely'
import type { Day } from '../kernel/day.ts'
import type { GroupId, PersonId, PupilId, SchoolId } from '../kernel/ids.ts'
import { schoolYearOf } from '../kernel/school-year.ts'
import type { DayClock } from '../law/day-clock.ts'
import type { YearGroup } from '../law/school-age.ts'
import { kept, one, type Tx } from '../platform/database/database.ts'
import type { DayClocks, FlagKind, RollGroup, RollPupil, SchoolCalendar } from './contract.ts'

/** Everything the roll knows of one group on one day. */
export interface RollOfGroup {
  /** Undefined where there is no such group then, or the transaction may not see it. */
  readonly group: RollGroup | undefined
  /** The group's pupils on roll, in the register's order. */
  readonly pupils: readonly RollPupil[]
  readonly clocks: DayClocks
  readonly calendar: SchoolCalendar | undefined
  /** Whether `personId` is one of its tutors on `today`. */
  readonly isTutor: boolean
  /** The flags in force on the day, of the kinds asked for only. */
  readonly flags: readonly PupilFlag[]
}

export interface PupilFlag {
  readonly pupilId: PupilId
  readonly kind: FlagKind
}

interface Row {
  readonly group: Omit<RollGroup, 'kind'> | null
  readonly pupils: (RollPupil & { admissionNumber: string | null })[] | null
  readonly clocks: { yearGroup: YearGroup; clock: DayClock }[] | null
  readonly calendar: Pick<SchoolCalendar, 'terms' | 'daysOff'> | null
  readonly isTutor: boolean
  readonly flags?: PupilFlag[] | null
}

/**
 * What `groupsOn`, `pupilsOnRoll`, `dayClocksOn`, `calendarOf` and `groupsOfPerson` say, and flags, for one group and in one
 * statement: a register is opened and saved with it, and each statement costs more than what it reads.
 */
export async function rollOfGroup(
  tx: Tx,
  of: { schoolId: SchoolId; groupId: GroupId; day: Day; personId: PersonId; today: Day; flags?: readonly FlagKind[] },
): Promise<RollOfGroup> {
  const { schoolId, groupId, day, personId, today, flags = [] } = of
  const row = await one(
    tx,
    sql<Row>`${kept} select * from roll.of_group(${schoolId}, ${groupId}, ${day}, ${schoolYearOf(day)}, ${personId}, ${today}, ${[...flags]})`,
  )
  return {
    group: row.group === null ? undefined : { ...row.group, kind: 'registration' },
    pupils: (row.pupils ?? []).map(({ admissionNumber, ...pupil }) =>
      admissionNumber === null ? pupil : { ...pupil, admissionNumber },
    ),
    clocks: Object.fromEntries((row.clocks ?? []).map(({ yearGroup, clock }) => [yearGroup, clock])),
    calendar: row.calendar === null ? undefined : oneForEach({ year: schoolYearOf(day), ...row.calendar }),
    isTutor: row.isTutor,
    flags: row.flags ?? [],
  }
}

const CALENDARS = new Map<string, SchoolCalendar>()
const MOST_CALENDARS = 500

/** The same object for the same calendar, so that its days are worked out once and not at each opening of a register. */
function oneForEach(calendar: SchoolCalendar): SchoolCalendar {
  const text = JSON.stringify(calendar)
  const known = CALENDARS.get(text)
  if (known !== undefined) return known
  if (CALENDARS.size >= MOST_CALENDARS) CALENDARS.clear()
  CALENDARS.set(text, calendar)
  return calendar
}
