import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, halfShape, momentShape, pupilIdShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { keyShape, lineShape, reasonShape } from '../../register/contract.ts'

const atSchool = z.object({ schoolId: schoolIdShape })
const ofTimetable = atSchool.extend({ timetableId: uuidShape() })
const byShape = z.object({ name: z.string(), position: z.string() })
const weeklyShape = z.object({ weekday: z.number().int().min(1).max(7), half: halfShape })

const timetableShape = z.object({
  id: z.string(),
  pupil: z.object({ id: pupilIdShape, name: z.string() }),
  reason: z.string(),
  away: z.array(weeklyShape),
  times: z.string(),
  agreedWith: z.string(),
  agreedDay: dayShape,
  first: dayShape,
  last: dayShape,
  /** The next review. */
  review: dayShape,
  state: z.enum(['to come', 'running', 'to be reviewed', 'over', 'ended']),
  entered: z.object({ at: momentShape, by: byShape }),
  steps: z.array(
    z.object({
      number: z.number().int(),
      kind: z.enum(['reviewed', 'ended']),
      words: z.string(),
      review: dayShape.nullable(),
      at: momentShape,
      by: byShape,
    }),
  ),
})
export type PartTimeTimetable = z.output<typeof timetableShape>

export const listTimetables = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/part-time-timetables',
  schema: {
    summary: 'Part-time timetables, those to be reviewed first',
    tags: ['leave'],
    params: atSchool,
    response: { 200: z.object({ timetables: z.array(timetableShape) }) },
  },
  config: { id: 'list-timetables', may: 'leave.view', scope: 'school', audit: 'looked at part-time timetables' },
})

export const agreeTimetable = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/part-time-timetables',
  schema: {
    summary: 'Record a part-time timetable that was agreed with a parent; the registers get its sessions',
    description:
      'C2 for a pupil of compulsory school age, X outside it. Only for exceptional circumstances, with agreed times, a review and an end.',
    tags: ['leave'],
    params: atSchool,
    body: z.object({
      key: keyShape,
      pupilId: pupilIdShape,
      reason: reasonShape,
      away: z.array(weeklyShape).min(1, 'Choose the sessions of the week for which the pupil does not come.').max(14),
      times: lineShape(300).min(1, 'Write down the agreed times.'),
      agreedWith: lineShape(120).min(1, 'Write down with which parent it was agreed.'),
      agreedDay: dayShape,
      first: dayShape,
      review: dayShape,
      last: dayShape,
    }),
    response: { 200: z.object({ id: z.string(), marks: z.number().int(), kept: z.number().int() }) },
  },
  config: {
    id: 'agree-timetable',
    may: 'leave.decide',
    scope: 'school',
    audit: 'recorded a part-time timetable',
    problems: [
      'leave.timetable-days',
      'leave.two-years',
      'leave.not-agreed',
      'leave.no-time-at-school',
      'leave.not-on-roll',
      'register.nothing-to-change',
      'register.marks-refused',
      'register.key-used',
    ],
  },
})

export const reviewTimetable = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/part-time-timetables/:timetableId/review',
  schema: {
    summary: 'Record what a review of a part-time timetable came to, and when the next one is',
    tags: ['leave'],
    params: ofTimetable,
    body: z.object({ words: reasonShape, next: dayShape }),
    response: { 200: z.object({ number: z.number().int() }) },
  },
  config: {
    id: 'review-timetable',
    may: 'leave.ask',
    scope: 'school',
    audit: 'recorded a review of a part-time timetable',
    problems: ['leave.decided', 'leave.timetable-days'],
  },
})

export const endTimetable = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/part-time-timetables/:timetableId/end',
  schema: {
    summary: 'End a part-time timetable early: the pupil is back full time',
    description: 'Its sessions in registers that have not closed become blank again.',
    tags: ['leave'],
    params: ofTimetable,
    body: z.object({ key: keyShape, words: reasonShape }),
    response: { 200: z.object({ number: z.number().int(), marks: z.number().int() }) },
  },
  config: {
    id: 'end-timetable',
    may: 'leave.ask',
    scope: 'school',
    audit: 'ended a part-time timetable',
    problems: ['leave.decided', 'register.key-used'],
  },
})
