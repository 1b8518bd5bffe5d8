import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import {
  contactIdShape,
  dayShape,
  halfShape,
  momentShape,
  pupilIdShape,
  schoolIdShape,
  uuidShape,
} from '../../kernel/shapes.ts'
import { codeShape, detailsShape, keyShape, lineShape, reasonShape } from '../../register/contract.ts'
import { sessionShape } from './reports.ts'

const atSchool = z.object({ schoolId: schoolIdShape })
const byShape = z.object({ name: z.string(), position: z.string() })

/** How a family was told by hand; by message, the queue chooses the way. */
export const WARNED_BY = ['message', 'phone', 'letter', 'in-person'] as const

const wantedShape = z.object({
  pupil: z.object({ id: pupilIdShape, name: z.string(), group: z.string().nullable() }),
  day: dayShape,
  half: halfShape,
  /** The last day for the reason; null beyond what the calendar knows. */
  due: dayShape.nullable(),
  /** School days left, that one included; 0 on the last. */
  left: z.number().int().nullable(),
  overdue: z.boolean(),
  /** A report about this session that waits for the office, or for the family. */
  report: z.object({ id: z.string(), state: z.string(), words: z.string() }).nullable(),
  warned: z
    .object({
      at: momentShape,
      channel: z.string(),
      to: z.string(),
      by: byShape,
      /** The message has not gone: nobody is told yet. */
      waits: z.boolean(),
    })
    .nullable(),
})
export type WantedReason = z.output<typeof wantedShape>

export const listReasons = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/absence-reasons',
  schema: {
    summary: 'Every absence without a reason, with the school days left to find it, the soonest first',
    tags: ['absence'],
    params: atSchool,
    response: {
      200: z.object({
        /** Send this with a recoding: marks touched since are not overwritten. */
        version: z.number().int(),
        marks: z.array(wantedShape),
        within: z.object({ words: z.string(), source: z.string(), verified: z.boolean() }),
        /** Whether N becomes O by itself at the end of its clock, once the family has been told; and who may change that. */
        automatic: z.object({ on: z.boolean(), reason: z.string().nullable(), mayChange: z.boolean() }),
      }),
    },
  },
  config: {
    id: 'list-wanted-reasons',
    may: 'absence.view',
    scope: 'school',
    audit: 'looked at the absences without a reason',
  },
})

const chosenShape = z
  .array(z.object({ pupilId: pupilIdShape, day: dayShape, half: halfShape }))
  .min(1, 'Choose at least one session.')
  .max(2000)

export const recodeReasons = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/absence-reasons/recode',
  schema: {
    summary: 'Give one reason to many absences that had none',
    description:
      'All or nothing; a mark that is no N any more is a 409. O and G are refused for families who were not told first.',
    tags: ['absence'],
    params: atSchool,
    body: z.object({
      key: keyShape,
      version: z.number().int().min(0),
      code: codeShape,
      details: detailsShape.optional(),
      reason: reasonShape,
      marks: chosenShape,
    }),
    response: { 200: z.object({ marks: z.number().int(), version: z.number().int() }) },
  },
  config: {
    id: 'recode-wanted-reasons',
    may: 'absence.settle',
    scope: 'school',
    audit: 'gave absences their reason',
    problems: [
      'absence.not-warned',
      'absence.not-a-reason',
      'absence.leave-needed',
      'register.marks-refused',
      'register.changed-meanwhile',
      'register.two-years',
      'register.key-used',
    ],
  },
})

export const warnFamilies = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/absence-warnings',
  schema: {
    summary: 'Tell families that absences become unauthorised unless a reason comes, or write down that they were told',
    description:
      'For each pupil one warning about their first to last session, which were missed, or reported. By message it goes to the named contact, or to the first parent who may be told; families that cannot be told so are listed and not warned.',
    tags: ['absence'],
    params: atSchool,
    body: z.object({
      about: z.enum(['no-reason', 'no-evidence', 'not-accepted']).default('no-reason'),
      channel: z.enum(WARNED_BY),
      /** What was said, where it was told by hand. */
      words: lineShape(500).default(''),
      pupils: z
        .array(
          z.object({
            /** Made by the sender: sending the same again warns nobody twice. */
            warningId: uuidShape(),
            pupilId: pupilIdShape,
            contactId: contactIdShape.optional(),
            from: sessionShape,
            to: sessionShape,
          }),
        )
        .min(1, 'Choose at least one pupil.')
        .max(200),
    }),
    response: {
      200: z.object({
        warned: z.number().int(),
        left: z.array(z.object({ pupilId: pupilIdShape, name: z.string(), why: z.string() })),
      }),
    },
  },
  config: {
    id: 'warn-families',
    may: 'absence.settle',
    scope: 'school',
    audit: 'told families that absences become unauthorised',
    problems: ['absence.words-wanted', 'absence.bad-period'],
  },
})

export const setAutomaticO = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/absence-reasons/automatic',
  schema: {
    summary: 'Whether an N becomes O by itself at the end of its clock, once the family has been told',
    tags: ['absence'],
    params: atSchool,
    body: z.object({ on: z.boolean(), reason: reasonShape }),
    response: { 200: z.object({ on: z.boolean() }) },
  },
  config: {
    id: 'set-automatic-o',
    may: 'policy.change',
    scope: 'school',
    audit: 'set whether N becomes O by itself',
    problems: ['absence.changed'],
  },
})
