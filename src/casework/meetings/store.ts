import { sql } from 'kysely'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { json, kept, many, maybeOne, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import {
  SCHOOL_MEETING_STEPS,
  type SchoolMeeting,
  type SchoolMeetingStep,
  schoolMeetingOf,
} from '../rules/meetings/school-meeting.ts'

/** A meeting of the school, and how many steps of it are known: the next must follow them. */
export type KnownSchoolMeeting = SchoolMeeting & { readonly steps: number }

/** The school's own meetings, or one of them, earliest day first. */
export async function schoolMeetings(
  tx: Tx,
  of: { schoolId: SchoolId; meetingId?: string },
): Promise<readonly KnownSchoolMeeting[]> {
  const { schoolId } = of
  const meetingId = of.meetingId ?? null
  const rows = await many(
    tx,
    sql<{ meetingId: string; kind: string; body: unknown; at: Moment; name: string; position: string }>`${kept}
      select meeting_id as "meetingId", kind, body, at, by_name as name, by_position as position from casework.school_meeting
      where school_id = ${schoolId} and (${meetingId}::uuid is null or meeting_id = ${meetingId}::uuid)
      order by meeting_id, number`,
  )
  return [...Map.groupBy(rows, (row) => row.meetingId)]
    .flatMap(([id, of]) => {
      // Checked when it was written, against shapes that only ever gain optional fields.
      const steps = of.map(({ name, position, ...row }) => ({ ...row, by: { name, position } }) as SchoolMeetingStep)
      const meeting = schoolMeetingOf(id, steps)
      return meeting === undefined ? [] : [{ ...meeting, steps: steps.length }]
    })
    .toSorted((one, other) => (`${one.day} ${one.time}` < `${other.day} ${other.time}` ? -1 : 1))
}

/** @returns false where this key was kept before, or somebody else wrote the step of this number. */
export async function keepSchoolMeetingStep(
  tx: Tx,
  of: {
    schoolId: SchoolId
    meetingId: string
    after: number
    key: string
    at: Moment
    by: Caller
    step: Pick<SchoolMeetingStep, 'kind' | 'body'>
  },
): Promise<boolean> {
  const { schoolId, meetingId, after, key, at, by, step } = of
  const body = SCHOOL_MEETING_STEPS[step.kind].parse(step.body)
  const kept = await maybeOne(
    tx,
    sql`insert into casework.school_meeting (school_id, meeting_id, number, kind, body, key, at, by, by_name, by_position)
      values (${schoolId}, ${meetingId}, ${after + 1}, ${step.kind}, ${json(body)}, ${key}, ${at}, ${by.id}, ${by.name},
        ${by.position})
      on conflict do nothing returning number`,
  )
  return kept !== undefined
}

export async function isStepKept(tx: Tx, schoolId: SchoolId, key: string): Promise<boolean> {
  const found = await maybeOne(
    tx,
    sql`select 1 from casework.school_meeting where school_id = ${schoolId} and key = ${key}`,
  )
  return found !== undefined
}
