import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import {
  contactIdShape,
  dayShape,
  groupIdShape,
  halfShape,
  momentShape,
  pupilIdShape,
  schoolIdShape,
  timeOfDayShape,
} from '../../kernel/shapes.ts'
import { FLAG_KINDS } from '../../roll/contract.ts'
import { TEXT_WAITS } from '../rules/chase-acts.ts'

const atSchool = z.object({ schoolId: schoolIdShape })
const byShape = z.object({ name: z.string(), position: z.string() })
const dueShape = z.object({ day: dayShape, time: timeOfDayShape.nullable() })

const rungShape = z.object({
  number: z.number().int(),
  channel: z.enum(['text', 'call', 'letter', 'visit', 'welfare', 'authority']),
  to: z.string(),
  section: z.string(),
  state: z.enum(['done', 'nobody', 'next', 'later']),
  due: dueShape.nullable(),
  isDue: z.boolean(),
  left: z.array(contactIdShape),
  /** A text that was written and has not gone waits for the service, or for a person. */
  waits: z.enum(TEXT_WAITS).nullable(),
})
export type ShownRung = z.output<typeof rungShape>

const childShape = z.object({
  pupilId: pupilIdShape,
  name: z.string(),
  groupName: z.string().nullable(),
  yearGroup: z.string().nullable(),
  /** Flags that the reader may know of. */
  flags: z.array(z.enum(FLAG_KINDS)),
  /** The family said that the child is at home alone today. */
  homeAlone: z.boolean(),
  /** First day of this absence without a reason, and how many school days it has lasted, today included. */
  since: dayShape,
  days: z.number().int(),
  /** For how long the child has been away without a break, whatever the marks before say. */
  away: z.object({ since: dayShape, days: z.number().int() }),
  /** Halves of today without a reason, and when the register of the first closed. */
  halves: z.array(halfShape),
  closed: timeOfDayShape.nullable(),
  state: z.enum(['open', 'reported', 'paused']),
  until: dayShape.nullable(),
  expectedBack: dayShape.nullable(),
  rungs: z.array(rungShape),
  /** The family has answered in words that give no plain reason: somebody has to read them, and the search goes on. */
  answerToRead: z.boolean(),
})
export type ShownChild = z.output<typeof childShape>

const tryShape = z.object({
  what: z.string(),
  words: z.string(),
  at: momentShape,
  day: dayShape,
  by: byShape,
  contactId: contactIdShape.nullable(),
  about: z.string(),
})

const contactShape = z.object({
  contactId: contactIdShape,
  name: z.string(),
  relationship: z.string(),
  numbers: z.array(
    z.object({
      kind: z.string(),
      number: z.string(),
      wrong: z.boolean(),
      /** Also the number of somebody who must not be told about one of the children: nobody knows who answers. */
      alsoBarred: z.boolean(),
    }),
  ),
  language: z.string().nullable(),
  interpreter: z.boolean(),
  emergency: z.boolean(),
  livesWith: z.boolean(),
  /** About which of the children this person may be rung; empty: never offered. */
  about: z.array(pupilIdShape),
  /** Why not, in plain words; empty where they may be rung about all of them. */
  warning: z.string(),
  triesToday: z.number().int(),
})
export type ShownContact = z.output<typeof contactShape>

const familyShape = z.object({
  /** The same as long as it is the same family: its most pressing child. */
  key: pupilIdShape,
  children: z.array(childShape).min(1),
  contacts: z.array(contactShape),
  history: z.array(tryShape),
  ringing: z.object({ name: z.string(), until: momentShape, mine: z.boolean() }).nullable(),
  /** The next rung of the child whose next rung comes first. */
  next: rungShape.nullable(),
  lastTry: momentShape.nullable(),
})
export type ShownFamily = z.output<typeof familyShape>

const endedShape = z.object({
  pupilId: pupilIdShape,
  name: z.string(),
  groupName: z.string().nullable(),
  how: z.enum(['reason', 'seen and safe', 'handed over', 'withdrawn']),
  /** What stands now, as the reader may know it; null for a blank. */
  code: z.string().nullable(),
  words: z.string(),
  at: momentShape.nullable(),
  by: byShape.nullable(),
})

const registerShape = z.object({
  groupId: groupIdShape,
  groupName: z.string(),
  half: halfShape,
  tutors: z.array(z.string()),
  closes: timeOfDayShape,
  overdue: z.boolean(),
  unmarked: z.number().int(),
  pupils: z.number().int(),
})

const countsShape = z.object({
  registers: z.number().int(),
  /** Children to follow up, of how many families, and for how many of them something is due now. */
  children: z.number().int(),
  families: z.number().int(),
  due: z.number().int(),
  reported: z.number().int(),
  paused: z.number().int(),
  late: z.number().int(),
  expected: z.number().int(),
  ended: z.number().int(),
  /** Absent without a reason in registers that have not closed. */
  beforeClose: z.number().int(),
})
export type MorningCounts = z.output<typeof countsShape>

export const morningBoard = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/morning',
  schema: {
    summary: 'The morning board: untaken registers, absent children without a reason, where each chase stands',
    description: 'By risk and family. It fills as registers close.',
    tags: ['absence'],
    params: atSchool,
    response: {
      200: z.object({
        asOf: momentShape,
        day: dayShape,
        /** The school meets today. */
        meets: z.boolean(),
        counts: countsShape,
        registers: z.array(registerShape),
        families: z.array(familyShape),
        /** Families of which no child is to be chased just now: a reason waits to be accepted, or a day of return is known. */
        resting: z.array(familyShape),
        late: z.array(
          z.object({
            pupilId: pupilIdShape,
            name: z.string(),
            groupName: z.string().nullable(),
            code: z.string(),
            time: timeOfDayShape.nullable(),
          }),
        ),
        ended: z.array(endedShape),
        /** Answers that only a person can place; null for those who may not read messages. */
        replies: z.object({ unplaced: z.number().int(), barred: z.number().int() }).nullable(),
        /** Where the ladder comes from: the section of the policy, or Firstbell's own where it has none. */
        source: z.object({ source: z.string(), verified: z.boolean() }),
      }),
    },
  },
  config: { id: 'morning-board', may: 'absence.follow', scope: 'school', audit: 'looked at the morning board' },
})

export const morningCounts = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/morning-counts',
  schema: {
    summary: 'The morning board in numbers',
    tags: ['absence'],
    params: atSchool,
    response: { 200: z.object({ asOf: momentShape, meets: z.boolean(), counts: countsShape }) },
  },
  config: {
    id: 'morning-counts',
    may: 'absence.follow',
    scope: 'school',
    audit: { none: 'Numbers only; it names no child.' },
  },
})
