import { z } from 'zod'
import { addMinutes, type Moment, minutesOf } from '../../../kernel/time-of-day.ts'
import { reasonShape } from '../../../register/contract.ts'
import type { Participant, WhenAndWhere } from '../../contract/entries/meetings.ts'
import {
  MEETING_KINDS,
  type MeetingKind,
  pageShape,
  participantShape,
  whenAndWhereShape,
} from '../../contract/entries/meetings.ts'

/** What happens to a meeting of the school itself; what is said of a child is in the child's case. */
export const SCHOOL_MEETING_STEPS = {
  called: whenAndWhereShape.extend({
    kind: z.enum(MEETING_KINDS),
    about: z.string(),
    guests: z.array(participantShape).max(30),
  }),
  moved: whenAndWhereShape.extend({ because: reasonShape }),
  cancelled: z.object({ because: reasonShape }),
  held: z.object({ came: z.array(participantShape).max(40), words: pageShape }),
} as const

export type SchoolMeetingStep = {
  [K in keyof typeof SCHOOL_MEETING_STEPS]: {
    readonly kind: K
    readonly body: z.output<(typeof SCHOOL_MEETING_STEPS)[K]>
    readonly at: Moment
    readonly by: { readonly name: string; readonly position: string }
  }
}[keyof typeof SCHOOL_MEETING_STEPS]

export interface SchoolMeeting extends WhenAndWhere {
  readonly meetingId: string
  readonly kind: MeetingKind
  readonly about: string
  readonly guests: readonly Participant[]
  readonly changes: number
  readonly state: 'called' | 'held' | 'cancelled'
  readonly came: readonly Participant[]
  /** What was said that is about no child. */
  readonly words: string
}

/**
 * Where and when the part of one child is once the whole meeting moves: as long after its beginning as it was, or at its
 * beginning where the day has no such time. A room or length of its own stays, unless the whole goes somewhere else.
 */
export function partMoved(
  part: WhenAndWhere,
  { from, to }: { readonly from: WhenAndWhere; readonly to: WhenAndWhere },
): WhenAndWhere {
  const begins = minutesOf(to.time) + (part.day === from.day ? minutesOf(part.time) - minutesOf(from.time) : 0)
  const fits = begins >= 0 && begins < MINUTES_OF_DAY
  const isElsewhere = to.place !== from.place || to.link !== from.link
  return {
    day: to.day,
    time: fits ? addMinutes(to.time, begins - minutesOf(to.time)) : to.time,
    minutes: part.minutes === from.minutes ? to.minutes : part.minutes,
    ...(isElsewhere ? { place: to.place, link: to.link } : { place: part.place, link: part.link }),
  }
}

const MINUTES_OF_DAY = 24 * 60

/** A meeting of the school as its steps leave it; undefined where nobody called it. It is held or cancelled once. */
export function schoolMeetingOf(meetingId: string, steps: readonly SchoolMeetingStep[]): SchoolMeeting | undefined {
  const [first, ...others] = steps
  if (first?.kind !== 'called') return undefined
  const called: SchoolMeeting = { ...first.body, meetingId, changes: 0, state: 'called', came: [], words: '' }
  return others.reduce(next, called)
}

function next(meeting: SchoolMeeting, step: SchoolMeetingStep): SchoolMeeting {
  if (meeting.state !== 'called') return meeting
  switch (step.kind) {
    case 'moved': {
      const { because: _, ...at } = step.body
      return { ...meeting, ...at, changes: meeting.changes + 1 }
    }
    case 'cancelled':
      return { ...meeting, state: 'cancelled', changes: meeting.changes + 1 }
    case 'held':
      return { ...meeting, state: 'held', ...step.body }
    default:
      return meeting
  }
}
