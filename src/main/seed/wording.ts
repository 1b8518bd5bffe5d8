import type { Code } from '../../law/codes.ts'
import type { Random } from '../demo/random.ts'
import type { DemoDetails } from '../demo/types.ts'

// The reasons that the made-up attendance office gives with each act. Tutors see only what kind of absence it is; the office, the
// head and a printed register show the words, so they say no more than needed.

const ILL = [
  'Parent rang: unwell',
  'Parent left a message: unwell, back tomorrow if better',
  'Text from parent: temperature, staying at home',
  'Parent rang: sickness in the night, 48 hours at home',
  'Message in the parents’ app: cold and sore throat',
  'Grandparent rang: unwell',
]
const STILL_ILL = ['Parent rang: still unwell', 'Text from parent: no better yet', 'Message: better, back tomorrow']
const ILL_TOLD_LATE = ['Note brought on return: had been unwell', 'Parent rang back: had been unwell']
const NOT_ACCEPTED = [
  'Reason asked for and none given',
  'Parent’s reason is not one that can be authorised',
  'Calls and letter unanswered: no reason within five school days',
  'Spoke to parent on the gate: no good reason',
]
const PRESENT_AFTER_ALL = [
  'Was with a member of staff at registration',
  'In a music lesson, the teacher confirms',
  'Marked by mistake, tutor has told the office',
  'In the medical room at registration',
]

const REASONS: Readonly<Partial<Record<Code, string>>> = {
  G: 'Holiday without leave, parent confirmed the dates',
  M: 'Parent rang: appointment',
  Y1: 'Transport firm rang: the route did not run',
  R: 'Parent rang: religious observance',
  C: 'Leave granted by the headteacher this morning',
  E: 'Sent home: suspended',
}

/** Why the office amended an absence that a tutor had marked. */
export function amendmentReason(
  random: Random,
  of: { readonly code: Code; readonly sameDay: boolean; readonly continued: boolean },
): string {
  if (of.code === '/' || of.code === '\\') return random.pick(PRESENT_AFTER_ALL)
  if (of.code === 'O') return random.pick(NOT_ACCEPTED)
  if (of.code !== 'I') return REASONS[of.code] ?? 'Reason found by the office'
  if (!of.sameDay) return random.pick(ILL_TOLD_LATE)
  return random.pick(of.continued ? STILL_ILL : ILL)
}

const PLANNED: Readonly<Partial<Record<Code, string>>> = {
  B: 'Approved off-site activity, agreed for the term',
  C: 'Leave granted by the headteacher',
  C1: 'Performance licence seen and copied',
  C2: 'Part-time timetable agreed with the parent',
  D: 'Registered at two schools: at the other one on these days',
  E: 'Suspended by the headteacher, parent told',
  I: 'Hospital’s letter seen: not fit for school until the day it gives',
  J1: 'Letter of invitation seen',
  K: 'Education arranged by the authority',
  M: 'Appointment card seen',
  P: 'School team',
  R: 'Religious observance, parent wrote ahead',
  S: 'Study leave for public examinations, agreed with the parent',
  T: 'Family travels for work, dates agreed',
  W: 'Work experience placement',
  X: 'Not yet of compulsory school age: not due in this session',
}

/** Why marks were set ahead. */
export function planReason(code: Code, details: DemoDetails | undefined): string {
  if (code === 'V') return details?.trip === undefined ? 'Educational visit' : `Educational visit: ${details.trip}`
  return PLANNED[code] ?? 'Known ahead'
}
