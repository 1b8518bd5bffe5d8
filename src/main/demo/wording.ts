import { type Day, longDay } from '../../kernel/day.ts'
import type { Half } from '../../kernel/session.ts'
import { addMinutes, minutesOf } from '../../kernel/time-of-day.ts'
import { sessionTimes } from '../../law/session-times.ts'
import type { Random } from './random.ts'
import type { Row, Sheet } from './sheet.ts'
import type { DemoDetails } from './types.ts'

// What an office writes beside a mark: short, plain, nothing that a colleague should not read.

const LATE_REASONS = [
  'Overslept',
  'Bus late',
  'Car would not start',
  'Took younger brother in first',
  'Traffic',
  'Missed the bus',
]
const OTHER_REASONS = [
  'Parent says he was tired; not a reason that can be authorised',
  'No reply to three calls; no reason given within five school days',
  'Kept at home for a family birthday',
  'Said to have been shopping for shoes',
  'Refused to leave the house; meeting offered',
  'No reason given',
]
const LEAVE_REASONS = [
  'Funeral of a grandparent',
  'Wedding of a parent',
  'Court hearing about where the child lives',
  'Visit to a parent serving abroad before posting',
  'Family crisis, agreed by the headteacher',
]

const WRITTEN = new Map<Day, string>()

/** Formatting a date is slow and there are few of them. */
function written(of: Day): string {
  const known = WRITTEN.get(of) ?? longDay(of)
  WRITTEN.set(of, known)
  return known
}

/** One day, or the first and the last. */
export function between(first: Day, last: Day): string {
  return first === last ? written(first) : `${written(first)} to ${written(last)}`
}

function clockOf(sheet: Sheet, row: Row) {
  const year = row.enrolment.pupil.years.find((entry) => entry.schoolYear === sheet.calendar.schoolYear)?.yearGroup
  const clocks = sheet.school.clocks
  return (clocks.find((entry) => year !== undefined && entry.yearGroups.includes(year)) ?? clocks[0])?.clock
}

export function lateDetails(random: Random, at: { sheet: Sheet; row: Row; half: Half }): DemoDetails {
  const clock = clockOf(at.sheet, at.row)
  if (clock === undefined) return {}
  const { open, close } = sessionTimes(clock, at.half)
  const minutes = Math.max(1, Math.ceil(random.next() ** 1.6 * (minutesOf(close) - minutesOf(open) - 1)))
  return {
    arrival_time: addMinutes(open, minutes),
    ...(at.half === 'AM' && random.chance(0.3) ? { reason: random.pick(LATE_REASONS) } : {}),
  }
}

export function afterCloseDetails(random: Random, at: { sheet: Sheet; row: Row; half: Half }): DemoDetails {
  const clock = clockOf(at.sheet, at.row)
  if (clock === undefined) return {}
  const { close, end } = sessionTimes(clock, at.half)
  const minutes = Math.floor(random.next() ** 2 * (minutesOf(end) - minutesOf(close) - 20))
  return { arrival_time: addMinutes(close, minutes), reason: random.pick(LATE_REASONS) }
}

export function otherDetails(random: Random): DemoDetails | undefined {
  return random.chance(0.35) ? { reason: random.pick(OTHER_REASONS) } : undefined
}

export function leaveDetails(random: Random): DemoDetails {
  return { leave_decision: `Granted: ${random.pick(LEAVE_REASONS)}` }
}

export function appointmentDetails(random: Random, half: Half): DemoDetails {
  const hour = half === 'AM' ? random.between(9, 11) : random.between(13, 14)
  const where = random.pick(['dentist', 'orthodontist', 'GP', 'hospital clinic', 'optician', 'CAMHS'])
  return { appointment: `${String(hour).padStart(2, '0')}:${random.pick(['00', '15', '30', '45'])}, ${where}` }
}
