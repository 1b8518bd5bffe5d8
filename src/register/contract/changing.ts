import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, halfShape, pupilIdShape, timeOfDayShape } from '../../kernel/shapes.ts'
import { codeShape, conflictShape, detailsShape, keyShape, lineShape, reasonShape, schoolParams } from './shapes.ts'

/** A mark before and after an act; null for a blank. */
export const markChangeShape = z.object({
  pupilId: pupilIdShape,
  name: z.string(),
  day: dayShape,
  half: halfShape,
  from: codeShape.nullable(),
  to: codeShape.nullable(),
})

/**
 * What an amendment would have overwritten; the `details` of its 409. Beside what a clash of registers shows, what the other
 * recorded and why.
 */
export const amendConflictShape = conflictShape.extend({
  marks: z.array(conflictShape.shape.marks.element.extend({ details: detailsShape, reason: z.string().nullable() })),
})

export const amendMarks = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/marks/amend',
  schema: {
    summary: 'Amend one mark or many, with the reason',
    description:
      'Kept for ever: the original mark, the amended mark, the reason, when, and the name and position of the person. A mark whose code is no longer `seen`, or that was touched after `version`, is refused with 409 and nothing is changed; where `seen` is null and a mark stands, it is kept and listed in `kept`. L and U must agree with the time of arrival and the pupil’s own clock, unless `despiteClock` is true.',
    tags: ['register'],
    params: schoolParams,
    body: z.object({
      key: keyShape,
      reason: reasonShape,
      /** The `version` of the answer in which these marks were seen. */
      version: z.number().int().min(0),
      /** The register was in fact taken at another time than the clock has it, as the reason says. Kept with the act. */
      despiteClock: z.boolean().default(false),
      marks: z
        .array(
          z.object({
            pupilId: pupilIdShape,
            day: dayShape,
            half: halfShape,
            to: codeShape,
            seen: codeShape.nullable(),
            details: detailsShape.optional(),
          }),
        )
        .min(1, 'Choose at least one mark.')
        .max(5000),
    }),
    response: {
      200: z.object({
        version: z.number().int(),
        changed: z.array(markChangeShape),
        /** Marks that stood where the sender saw none, and still stand. */
        kept: z.array(markChangeShape),
      }),
    },
  },
  config: {
    id: 'amend-marks',
    may: 'register.amend',
    scope: 'school',
    audit: 'amended marks',
    problems: [
      'absence.not-warned',
      'register.changed-meanwhile',
      'register.key-used',
      'register.leave-not-granted',
      'register.marks-refused',
      'register.nothing-to-change',
      'register.not-yet',
    ],
  },
})

const deskBody = {
  key: keyShape,
  pupilId: pupilIdShape,
  /** Now, by the school's clock, where left out. */
  time: timeOfDayShape.optional(),
}

const deskAnswer = z.object({
  version: z.number().int(),
  day: dayShape,
  half: halfShape,
  time: timeOfDayShape,
  from: codeShape.nullable(),
  to: codeShape.nullable(),
  /** What happened and why, in a sentence for the desk. */
  message: z.string(),
})

export const signInLate = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/sign-ins',
  schema: {
    summary: 'Sign in a pupil who arrives late',
    description:
      'L or U by the pupil’s own clock; a better code that already explains the absence, such as M, stays once the register has closed.',
    tags: ['register'],
    params: schoolParams,
    body: z.object({
      ...deskBody,
      reason: lineShape(500).optional(),
      /** The pupil stands as present since before the register closed, and the desk is sure that they have only just come. */
      evenThoughPresent: z.boolean().default(false),
    }),
    response: { 200: deskAnswer.extend({ minutesLate: z.number().int() }) },
  },
  config: {
    id: 'sign-in-late',
    may: 'register.sign-in',
    scope: 'school',
    audit: 'signed in a pupil who arrived late',
    problems: [
      'register.key-used',
      'register.not-late',
      'register.already-present',
      'register.already-signed-in',
      'register.day-over',
      'register.no-session',
      'register.not-yet',
    ],
  },
})

export const undoSignIn = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/sign-ins/undo',
  schema: {
    summary: 'Undo one’s own sign-in of a pupil',
    description:
      'Within five minutes. The mark goes back to what it was, a blank too; refused with 409 where it was changed since. The journal keeps both acts.',
    tags: ['register'],
    params: schoolParams,
    body: z.object({
      key: keyShape,
      /** The `version` that the sign-in was answered with. */
      number: z.number().int().min(1),
    }),
    response: { 200: z.object({ version: z.number().int(), to: codeShape.nullable() }) },
  },
  config: {
    id: 'undo-sign-in',
    may: 'register.sign-in',
    scope: 'school',
    audit: 'undid their sign-in of a pupil',
    problems: [
      'register.changed-since',
      'register.key-used',
      'register.no-such-sign-in',
      'register.already-undone',
      'register.undo-over',
    ],
  },
})

export const signOut = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/sign-outs',
  schema: {
    summary: 'Sign out a pupil who leaves the site',
    description: 'The time is kept beside the mark of the session; the mark itself stays.',
    tags: ['register'],
    params: schoolParams,
    body: z.object({ ...deskBody, reason: reasonShape }),
    response: { 200: deskAnswer },
  },
  config: {
    id: 'sign-out',
    may: 'register.sign-in',
    scope: 'school',
    audit: 'signed out a pupil who left the site',
    problems: ['register.key-used', 'register.not-on-site', 'register.no-session', 'register.not-yet'],
  },
})

export const signBack = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/sign-backs',
  schema: {
    summary: 'Sign back in a pupil who had left the site',
    tags: ['register'],
    params: schoolParams,
    body: z.object(deskBody),
    response: { 200: deskAnswer },
  },
  config: {
    id: 'sign-back',
    may: 'register.sign-in',
    scope: 'school',
    audit: 'signed back in a pupil who had left the site',
    problems: ['register.key-used', 'register.had-not-left', 'register.no-session', 'register.not-yet'],
  },
})
