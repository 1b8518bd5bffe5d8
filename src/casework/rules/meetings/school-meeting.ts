import { z } from 'zod'
import type { Moment } from '../../../kernel/time-of-day.ts'
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
