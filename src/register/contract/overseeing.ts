import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import {
  dayShape,
  groupIdShape,
  halfShape,
  momentShape,
  pupilIdShape,
  schoolIdShape,
  timeOfDayShape,
} from '../../kernel/shapes.ts'
import {
  countsShape,
  REGISTER_URL,
  registerClockShape,
  registerParams,
  registerStateShape,
  schoolParams,
  shownCodeShape,
} from './shapes.ts'

/** A pupil without a mark in a closed register. */
const unmarkedShape = z.object({ pupilId: pupilIdShape, name: z.string() })

/** One group's register of one session, as monitors and a teacher's home list it. */
export const registerSummaryShape = z.object({
  groupId: groupIdShape,
  groupName: z.string(),
  yearGroup: z.string().nullable(),
  tutors: z.array(z.string()),
  day: dayShape,
  half: halfShape,
  clock: registerClockShape,
  state: registerStateShape,
  amended: z.boolean(),
  /** Should have been taken by now and was not taken whole, or is closed and somebody has no mark in it. */
  overdue: z.boolean(),
  /** Who has no mark although it is closed: no class waits for them any more. Empty to those who may not see them. */
  unmarked: z.array(unmarkedShape),
  takenBy: z.string().nullable(),
  takenAt: momentShape.nullable(),
  /** When somebody was last reminded; null where nobody was. */
  chasedAt: momentShape.nullable(),
  pupils: z.number().int(),
  counts: countsShape,
})
export type RegisterSummary = z.output<typeof registerSummaryShape>

const dayQuery = z.object({ day: dayShape.optional() })

export const myRegisters = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/my-registers',
  schema: {
    summary: 'My own registers of a day',
    description: 'The caller’s own groups; today where no day is given.',
    tags: ['register'],
    params: schoolParams,
    querystring: dayQuery,
    response: { 200: z.object({ day: dayShape, now: momentShape, registers: z.array(registerSummaryShape) }) },
  },
  config: {
    id: 'my-registers',
    may: 'register.take',
    scope: 'school',
    audit: { none: 'Lists the caller’s own groups, and of children only names in their registers.' },
  },
})

export const listRegisters = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/registers',
  schema: {
    summary: 'Every register of a day, and which are missing',
    description:
      'One line for each group and session that the calendar has on that day; today where no day is given. With today also the closed registers of the ten days before in which somebody has no mark.',
    tags: ['register'],
    params: schoolParams,
    querystring: dayQuery,
    response: {
      200: z.object({
        day: dayShape,
        now: momentShape,
        registers: z.array(registerSummaryShape),
        /** Closed registers of earlier days, the oldest first, with who has no mark in them. */
        earlier: z.array(
          z.object({
            groupId: groupIdShape,
            groupName: z.string(),
            day: dayShape,
            half: halfShape,
            notMarked: z.number().int(),
            unmarked: z.array(unmarkedShape),
          }),
        ),
      }),
    },
  },
  config: {
    id: 'list-registers',
    may: 'register.monitor',
    scope: 'school',
    audit: { none: 'Lists groups, and of children only names in registers that the caller may open.' },
  },
})

export const chaseRegister = operation({
  method: 'POST',
  url: `${REGISTER_URL}/chase`,
  schema: {
    summary: 'Remind the tutors of a missing register',
    tags: ['register'],
    params: registerParams,
    response: { 200: z.object({ chasedAt: momentShape, tutors: z.array(z.string()) }) },
  },
  config: {
    id: 'chase-register',
    may: 'register.monitor',
    scope: 'school',
    audit: 'reminded the tutors of a missing register',
    problems: ['register.not-missing'],
  },
})

export const schoolToday = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/today',
  schema: {
    summary: 'The school today in numbers',
    tags: ['register'],
    params: schoolParams,
    response: {
      200: z.object({
        day: dayShape,
        now: momentShape,
        /** The session that now falls in; null on a day without school. */
        half: halfShape.nullable(),
        onRoll: z.number().int(),
        onSite: z.number().int(),
        late: z.number().int(),
        elsewhere: z.number().int(),
        absentWithReason: z.number().int(),
        absentWithoutReason: z.number().int(),
        leftSite: z.number().int(),
        /** No mark although their register was saved. */
        notMarked: z.number().int(),
        /** No mark, because nobody has begun their register, due or not. */
        notYet: z.number().int(),
        registers: z.object({ due: z.number().int(), taken: z.number().int(), overdue: z.number().int() }),
      }),
    },
  },
  config: {
    id: 'school-today',
    may: 'register.monitor',
    scope: 'school',
    audit: { none: 'Numbers only; it names no child.' },
  },
})

export const PLACES = [
  'on-site',
  'late',
  'left-site',
  'elsewhere',
  'absent',
  'no-reason',
  /** Their register was saved without them: nobody knows where they are. */
  'not-marked',
  /** Nobody has begun their register: it has not opened by their own clock, or their tutor has not saved it. */
  'not-yet',
  'not-due',
] as const

export const whoIsHere = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/who-is-here',
  schema: {
    summary: 'Where every pupil is now',
    description:
      'From today’s marks, sign-ins and times of leaving: the list for an evacuation and for the sign-in desk. A teacher gets their own groups.',
    tags: ['register'],
    params: schoolParams,
    response: {
      200: z.object({
        day: dayShape,
        now: momentShape,
        half: halfShape.nullable(),
        /** When the day of the last year group ended; null before. Who has gone home since is not known. */
        dayEnded: timeOfDayShape.nullable(),
        /** The groups of these pupils: who can say where they are, and whether the register of this half is in. */
        groups: z.array(
          z.object({
            groupId: groupIdShape,
            groupName: z.string(),
            half: halfShape,
            tutors: z.array(z.string()),
            /** When its register of this half opens; null where no day clock was entered. */
            opens: timeOfDayShape.nullable(),
            registered: z.boolean(),
          }),
        ),
        pupils: z.array(
          z.object({
            pupilId: pupilIdShape,
            preferredName: z.string(),
            familyName: z.string(),
            yearGroup: z.string(),
            groupId: groupIdShape.nullable(),
            groupName: z.string().nullable(),
            place: z.enum(PLACES),
            code: shownCodeShape.nullable(),
            /** When they arrived, left or came back, if the desk recorded it. */
            time: timeOfDayShape.nullable(),
          }),
        ),
      }),
    },
  },
  config: {
    id: 'who-is-here',
    may: 'register.view',
    scope: 'school',
    audit: 'looked at where every pupil is',
  },
})

export const journalState = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/register-journal',
  schema: {
    summary: 'Tell how long the journal is and when it was last verified',
    tags: ['register'],
    params: z.object({ schoolId: schoolIdShape }),
    response: {
      200: z.object({
        entries: z.number().int(),
        /** Left out where nobody has verified it here yet; the command line's verifying is not counted. */
        verified: z
          .object({ at: momentShape, by: z.string(), sound: z.boolean(), entries: z.number().int() })
          .optional(),
      }),
    },
  },
  config: {
    id: 'show-journal-state',
    may: 'register.verify',
    scope: 'school',
    audit: { none: 'It shows how many entries there are, and nothing of anybody.' },
  },
})

export const verifyRegister = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/register-verification',
  schema: {
    summary: 'Prove that no mark was altered behind the journal',
    tags: ['register'],
    params: z.object({ schoolId: schoolIdShape }),
    response: {
      200: z.object({
        sound: z.boolean(),
        entries: z.number().int(),
        strips: z.number().int(),
        lastHash: z.string(),
        faults: z.array(z.string()),
      }),
    },
  },
  config: {
    id: 'verify-register',
    may: 'register.verify',
    scope: 'school',
    audit: 'verified the register’s journal',
    costly: true,
  },
})
