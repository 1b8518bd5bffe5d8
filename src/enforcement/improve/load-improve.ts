import { askedAt } from '../../duties/index.ts'
import { type Day, weekday } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { countedUntil } from '../../measures/contract.ts'
import type { Tx } from '../../platform/database/database.ts'
import { readStrips } from '../../register/index.ts'
import { type SchoolCalendar, schoolDays } from '../../roll/contract.ts'
import { dayClocksOn } from '../../roll/index.ts'
import type { EventBody } from '../contract/event.ts'
import type { Gate } from '../rules/gate/gate.ts'
import {
  isNotExpected,
  lastOfWeeks,
  markAt,
  sessionsBetween,
  type Tracking,
  trackNotice,
} from '../rules/improve/tracking.ts'
import { readThread, type ThreadFile } from '../threads/store.ts'

/** The weeks of a notice: which sessions there will be. */
export interface Period {
  readonly first: Day
  readonly last: Day
  readonly weeks: number
  /** Half days on which the child is expected: those of a part-time timetable that are planned as away are not among them. */
  readonly possible: number
  /** How many of the school’s half days are planned as away. */
  readonly away: number
}

export type Calendars = ReadonlyMap<SchoolYear, SchoolCalendar>

/** The first Monday, or first school day of a week, after a day. */
export function nextBeginning(calendars: Calendars, after: Day): Day | undefined {
  const later = [...calendars.values()]
    .flatMap((one) => schoolDays(one))
    .filter((of) => of > after)
    .sort()
  const begins = later.findIndex((of, place) => place > 0 && weekday(of) < weekday(later[place - 1] ?? of))
  return later[0] !== undefined && weekday(later[0]) === 1 ? later[0] : (later[begins] ?? later[0])
}

/** The weeks from a day on, and what is expected of one child in them; refused where the calendar ends before them. */
export async function periodOf(
  tx: Tx,
  of: { schoolId: SchoolId; pupilId: PupilId; calendars: Calendars; first: Day; weeks: number },
): Promise<Result<Period>> {
  const { calendars, first, weeks } = of
  const last = lastOfWeeks(calendars.values(), first, weeks)
  if (last === null)
    return refused(
      'enforcement.no-calendar',
      `The calendar does not reach ${weeks} school weeks from then. Enter the next year’s calendar first, or begin earlier.`,
    )
  const sessions = sessionsBetween(calendars.values(), first, last)
  const strips = await stripsBetween(tx, { ...of, last })
  const away = sessions.filter((session) => isNotExpected(markAt(strips, session))).length
  if (away === sessions.length)
    return refused(
      'enforcement.no-calendar',
      'The child is not expected at school on any day of these weeks: every half day is planned as away. Begin later.',
    )
  return success({ first, last, weeks, possible: sessions.length - away, away })
}

async function stripsBetween(
  tx: Tx,
  { schoolId, pupilId, first, last }: { schoolId: SchoolId; pupilId: PupilId; first: Day; last: Day },
): Promise<ReadonlyMap<SchoolYear, Uint8Array | undefined>> {
  const strips = new Map<SchoolYear, Uint8Array | undefined>()
  for (const year of new Set([schoolYearOf(first), schoolYearOf(last)]))
    strips.set(year, (await readStrips(tx, { schoolId, year, pupilIds: [pupilId] })).get(pupilId))
  return strips
}

export async function calendarsAt(tx: Tx, of: { schoolId: SchoolId; now: Moment }): Promise<Calendars> {
  return (await askedAt(tx, of)).days.calendars
}

/** A thread that is a notice to improve, or undefined. */
export async function readImprove(
  tx: Tx,
  of: { schoolId: SchoolId; threadId: string },
): Promise<ThreadFile | undefined> {
  const thread = await readThread(tx, of)
  return thread?.kind === 'notice to improve' ? thread : undefined
}

/** How the sessions of a notice stand now. */
export async function trackingOf(
  tx: Tx,
  of: {
    schoolId: SchoolId
    pupilId: PupilId
    told: Pick<EventBody<'improve-drafted'>, 'first' | 'last' | 'target'>
    now: Moment
    calendars: Calendars
  },
): Promise<Tracking> {
  const { schoolId, pupilId, told, calendars } = of
  const now = schoolTime(of.now)
  const strips = await stripsBetween(tx, { schoolId, pupilId, first: told.first, last: told.last })
  const clocks = await dayClocksOn(tx, { schoolId, day: now.day })
  const closed = countedUntil(schoolYearOf(now.day), now, clocks)
  return trackNotice(told, { calendars, strips, today: now.day, closed })
}

/** What keeps a gate shut, each once. */
export function shutBy(gate: Gate): readonly string[] {
  return gate.items.flatMap(({ missing }) => missing ?? [])
}
