import { type Because, type Duty, type DutyRule, dueAfter, dutyKey, type SchoolDays } from '../../duties/contract.ts'
import { type Day, day, longDay } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { type SessionIndex, sessionIndex } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { REGULATIONS_2024, read, unread } from '../../law/citation.ts'
import { meaningOfByte } from '../../law/codes.ts'
import { thresholdOn } from '../../law/thresholds.ts'
import { schoolDays } from '../../roll/contract.ts'
import { calendarsTogether, type KeptAway, type KeptAwayStep, lacksProvision, provisionFrom } from './kept-away.ts'
import type { Asked, LeaveStep } from './request.ts'
import { grantedLeave, requestState } from './request.ts'
import { nextReview, type Timetable, type TimetableStep, timetableState } from './timetable.ts'

const REG_11 = `${REGULATIONS_2024}, regulation 11`

export const LEAVE_DUTY_RULES: readonly DutyRule[] = [
  {
    id: 'leave.decide',
    title: 'Decide on the request for leave',
    source: read(`${REG_11}(1)`),
    sourceKind: 'regulation',
    owner: 'head',
    clock: null,
    consequence: 'Until it is decided the absence is not authorised, and the family does not know what to do.',
    ends: 'facts',
    needs: 'leave.view',
  },
  {
    id: 'leave.review',
    title: 'Review the part-time timetable',
    source: read(`${REG_11}(6): agreed times and dates`),
    sourceKind: 'regulation',
    owner: 'head',
    clock: null,
    consequence: 'A part-time timetable that nobody looks at becomes an exclusion in all but name.',
    ends: 'facts',
    needs: 'leave.view',
  },
  {
    id: 'leave.provision',
    title: 'Arrange other education: sixth day of a suspension',
    source: provisionFrom(day('2026-09-01')).source,
    sourceKind: 'guidance',
    owner: 'head',
    clock: { amount: 6, unit: 'school days' },
    consequence: 'From the sixth consecutive school day E alone is not valid, and the child is without education.',
    ends: 'facts',
    needs: 'leave.view',
  },
  {
    id: 'N11',
    title: 'Begin joint enquiries with the local authority: not back after leave',
    source: unread(`${REGULATIONS_2024}, regulation 9(1)(h)`),
    sourceKind: 'regulation',
    owner: 'attendance-officer',
    clock: { amount: 10, unit: 'school days' },
    consequence: 'Nobody knows where this child is. The name may be deleted only after joint enquiries.',
    ends: 'record',
    needs: 'leave.view',
  },
]

/** What the duties of leave follow from. */
export interface LeaveFacts {
  readonly today: Day
  readonly days: SchoolDays
  readonly requests: readonly (Asked & { readonly pupilId: PupilId; readonly steps: readonly LeaveStep[] })[]
  readonly timetables: readonly (Timetable & { readonly pupilId: PupilId; readonly steps: readonly TimetableStep[] })[]
  /** Suspensions and exclusions of the school year: those that are over lead into others. */
  readonly suspensions: readonly (KeptAway & {
    readonly pupilId: PupilId
    readonly steps: readonly KeptAwayStep[]
  })[]
  /** Strips of the present school year. */
  readonly strips: ReadonlyMap<PupilId, Uint8Array>
  /** Those of the year before, of pupils whose leave ended in it. */
  readonly lastYear: ReadonlyMap<PupilId, Uint8Array>
}

export function leaveDuties(facts: LeaveFacts): readonly Duty[] {
  return [...decisions(facts), ...reviews(facts), ...provision(facts), ...notBack(facts)]
}

const words = (text: string, of: Day | null = null): Because => ({ day: of, half: null, code: null, words: text })

/** Each request that waits for the head: to be decided before its first session. */
function decisions({ requests }: LeaveFacts): readonly Duty[] {
  return requests
    .filter(({ steps }) => requestState(steps) === 'waiting')
    .map((request) => {
      const subject = { kind: 'pupil' as const, id: request.pupilId }
      const asked = schoolTime(request.askedAt)
      return {
        key: dutyKey('leave.decide', subject, request.id),
        rule: 'leave.decide',
        subject,
        because: [words(`Leave was asked for on ${longDay(asked.day)}, from ${longDay(request.from.day)}`, asked.day)],
        from: { day: asked.day, time: asked.time },
        // Asked for after it began, it is late the moment it comes.
        due: { kind: 'by' as const, day: request.from.day, time: null },
        actions: [{ label: 'Decide', to: '/leave/$requestId', params: { requestId: request.id } }],
      }
    })
}

function reviews({ timetables, today }: LeaveFacts): readonly Duty[] {
  return timetables
    .filter((one) => timetableState(one, one.steps, today) === 'to be reviewed')
    .map((one) => {
      const subject = { kind: 'pupil' as const, id: one.pupilId }
      const review = nextReview(one, one.steps)
      return {
        key: dutyKey('leave.review', subject, one.id, review),
        rule: 'leave.review',
        subject,
        because: [words(`The part-time timetable is to be reviewed on ${longDay(review)}`, review)],
        from: { day: review, time: null },
        due: { kind: 'by' as const, day: review, time: null },
        actions: [{ label: 'Review', to: '/part-time' }],
      }
    })
}

/** Each suspension for which nothing is arranged from its sixth school day on: told from the day it begins, due on that day. */
function provision({ suspensions, days, today }: LeaveFacts): readonly Duty[] {
  const year = schoolYearOf(today)
  const calendar = calendarsTogether([...days.calendars.values()].filter((one) => one.year <= year))
  return suspensions.flatMap((one) => {
    if (one.to !== null && one.to.day < today) return []
    const others = suspensions.filter(({ pupilId, id }) => pupilId === one.pupilId && id !== one.id)
    const lacking = calendar === undefined ? undefined : lacksProvision(calendar, one, others)
    if (lacking === undefined) return []
    const subject = { kind: 'pupil' as const, id: one.pupilId }
    return [
      {
        key: dutyKey('leave.provision', subject, one.id, lacking),
        rule: 'leave.provision',
        subject,
        because: [
          words(`Suspended from ${longDay(one.from.day)}`, one.from.day),
          words(`Nothing is arranged for ${longDay(lacking)}`, lacking),
        ],
        from: { day: one.decidedDay, time: null },
        due: { kind: 'by' as const, day: lacking, time: null },
        actions: [{ label: 'Record where they are taught', to: '/suspensions' }],
      },
    ]
  })
}

/** Leave that has ended while the pupil has not been seen since, in whatever way the absence is coded; the summer is no return. */
function notBack(facts: LeaveFacts): readonly Duty[] {
  const { requests, today, days } = facts
  return requests.flatMap((request) => {
    const granted = grantedLeave(request.steps)
    if (granted === undefined || granted.to.day >= today) return []
    const since = daysSince(facts, request.pupilId, granted.to.day)
    if (since.length === 0 || !since.every(({ strip, on }) => isAway(strip, on))) return []
    if (!since.some(({ strip, on }) => isAbsent(strip, on))) return []
    const subject = { kind: 'pupil' as const, id: request.pupilId }
    const from = { day: granted.to.day, time: null }
    const amount = thresholdOn('N11', today)?.amount ?? 10
    return [
      {
        key: dutyKey('N11', subject, request.id),
        rule: 'N11',
        subject,
        because: [words(`Granted leave ended on ${longDay(granted.to.day)}, and the pupil has not been in since`)],
        from,
        due: dueAfter(from, { amount, unit: 'school days' }, days),
        actions: [{ label: 'Open the pupil', to: '/pupils/$pupilId', params: { pupilId: request.pupilId } }],
      },
    ]
  })
}

/** The school days after one, up to today, each with the strip of its year; none where a strip or a calendar of them is not known. */
function daysSince(
  { strips, lastYear, today, days }: LeaveFacts,
  pupilId: PupilId,
  after: Day,
): readonly { readonly strip: Uint8Array; readonly on: Day }[] {
  const year = schoolYearOf(today)
  const years = schoolYearOf(after) === year ? [year] : [schoolYearOf(after), year]
  const parts = years.map((of) => {
    const [calendar, strip] = [days.calendars.get(of), (of === year ? strips : lastYear).get(pupilId)]
    if (calendar === undefined || strip === undefined) return undefined
    return schoolDays(calendar).flatMap((on) => (on > after && on <= today ? [{ strip, on }] : []))
  })
  return parts.includes(undefined) ? [] : parts.flatMap((part) => part ?? [])
}

function bytesOf(strip: Uint8Array, on: Day): readonly number[] {
  const morning = sessionIndex({ day: on, half: 'AM' }) as SessionIndex
  return [strip[morning] ?? 0, strip[morning + 1] ?? 0]
}

/** In neither session of the day was the pupil at school, or at what counts as attending. */
function isAway(strip: Uint8Array, on: Day): boolean {
  return bytesOf(strip, on).every((byte) => meaningOfByte(byte)?.attending !== true)
}

function isAbsent(strip: Uint8Array, on: Day): boolean {
  return bytesOf(strip, on).some((byte) => {
    const meaning = meaningOfByte(byte)
    return meaning?.authorised === true || meaning?.unauthorised === true
  })
}
