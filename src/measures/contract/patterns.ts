import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, groupIdShape, halfShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { YEAR_GROUPS } from '../../law/school-age.ts'
import { becauseShape, enteredShape, groupNamedShape, namedPupilShape, standingShape, typedLine } from './naming.ts'
import { ASKED_PROBLEMS, askedQuery, atSchool } from './shapes.ts'

const yearGroupShape = z.enum(YEAR_GROUPS as readonly [(typeof YEAR_GROUPS)[number], ...(typeof YEAR_GROUPS)[number][]])
const weekdayShape = z.number().int().min(1).max(5) as unknown as z.ZodType<1 | 2 | 3 | 4 | 5, number>

const stayShape = z.object({
  from: dayShape,
  to: dayShape,
  sessions: z.number().int(),
  half: halfShape.nullable(),
  /** Whether this stay away has the pattern’s shape. */
  has: z.boolean(),
})

const patternShape = z.object({
  id: z.string(),
  /** Null for those who may not see every pupil by name; the stays are then left out too. */
  pupil: namedPupilShape.nullable(),
  with: namedPupilShape.nullable(),
  kind: z.string(),
  kindName: z.string(),
  words: z.string(),
  strength: z.enum(['clear', 'strong', 'very strong']),
  seen: z.number().int(),
  of: z.number().int(),
  expected: z.number(),
  adjusted: z.number(),
  stays: z.array(stayShape),
})

const lateEventShape = z.object({ id: z.string(), day: dayShape, what: z.string(), entered: enteredShape })

const lessonFreeShape = z.object({
  id: z.string(),
  yearGroup: yearGroupShape.nullable(),
  group: groupNamedShape.nullable(),
  weekday: weekdayShape,
  half: halfShape,
  from: dayShape,
  /** The last day on which it holds; null for until further notice. */
  to: dayShape.nullable(),
  entered: enteredShape,
})

export const findSchoolPatterns = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/patterns',
  schema: {
    summary: 'Patterns in pupils’ stays away that the school’s own rates do not explain',
    description:
      'Every pupil with at least four short stays away is looked at for every shape: weekdays, Mondays and Fridays, days beside a break, after a late event, first and last weeks, mornings, afternoons, sessions without lessons, a household together. Each is tested against the school’s own base rate, and all tests together are corrected by Benjamini and Hochberg’s method, so that of the patterns reported at most 1 in 20 is chance.',
    tags: ['measures'],
    params: atSchool,
    querystring: askedQuery,
    response: {
      200: z.object({
        ...standingShape,
        from: dayShape,
        /** Pupils asked for, those of them with enough short stays away, the fewest that are enough, and how many tests that made. */
        pupils: z.number().int(),
        lookedAt: z.number().int(),
        fewest: z.number().int(),
        tests: z.number().int(),
        /** The share of reported patterns that are chance, at most; and what it means for this list. */
        rate: z.number(),
        chance: z.string(),
        patterns: z.array(patternShape),
        known: z.object({
          lateEvents: z.array(lateEventShape),
          lessonFree: z.array(lessonFreeShape),
          /** How many addresses have more than one pupil. */
          households: z.number().int(),
        }),
      }),
    },
  },
  config: {
    id: 'find-patterns',
    may: 'measures.view',
    scope: 'school',
    audit: 'looked for patterns in absence',
    problems: ASKED_PROBLEMS,
    costly: true,
  },
})

const given = z.object({ id: z.string() })

export const addLateEvent = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/late-events',
  schema: {
    summary: 'Enters a day with an event that ended late',
    tags: ['measures'],
    params: atSchool,
    body: z.object({
      day: dayShape,
      what: typedLine('Say what it was, such as “Year 9 theatre trip”.'),
    }),
    response: { 200: given },
  },
  config: {
    id: 'add-late-event',
    may: 'measures.record',
    scope: 'school',
    audit: 'entered a late event',
    problems: ['measures.event-known'],
  },
})

export const removeLateEvent = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/late-events/:eventId/remove',
  schema: {
    summary: 'Takes a late event back',
    tags: ['measures'],
    params: z.object({ schoolId: schoolIdShape, eventId: uuidShape() }),
    body: z.object({ reason: becauseShape }),
    response: { 200: z.object({}) },
  },
  config: { id: 'remove-late-event', may: 'measures.record', scope: 'school', audit: 'took a late event back' },
})

export const addLessonFree = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/lesson-free',
  schema: {
    summary: 'Enters a session of the week at which a year group or a class has no lessons',
    tags: ['measures'],
    params: atSchool,
    body: z
      .object({
        yearGroup: yearGroupShape.optional(),
        groupId: groupIdShape.optional(),
        weekday: weekdayShape,
        half: halfShape,
        from: dayShape,
        to: dayShape.optional(),
      })
      .refine((body) => (body.yearGroup === undefined) !== (body.groupId === undefined), {
        message: 'Choose a year group or a class, not both.',
        path: ['yearGroup'],
      })
      .refine((body) => body.to === undefined || body.to >= body.from, {
        message: 'The last day is before the first. Correct one of them.',
        path: ['to'],
      }),
    response: { 200: given },
  },
  config: {
    id: 'add-lesson-free',
    may: 'measures.record',
    scope: 'school',
    audit: 'entered a session without lessons',
    problems: ['measures.no-such-group'],
  },
})

export const removeLessonFree = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/lesson-free/:freeId/remove',
  schema: {
    summary: 'Takes a session without lessons back',
    tags: ['measures'],
    params: z.object({ schoolId: schoolIdShape, freeId: uuidShape() }),
    body: z.object({ reason: becauseShape }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'remove-lesson-free',
    may: 'measures.record',
    scope: 'school',
    audit: 'took a session without lessons back',
  },
})
