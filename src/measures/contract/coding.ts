import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape } from '../../kernel/shapes.ts'
import { groupNamedShape, namedPupilShape, sessionShape, standingShape } from './naming.ts'
import { ASKED_PROBLEMS, askedQuery, atSchool } from './shapes.ts'

/** What each part of the page counts, in the sentence that stands under its title. */
export const CODE_USE_PARTS = {
  stale: {
    title: 'N for more than five school days',
    counts:
      'Sessions still coded N more than five school days after they were. By then the reason is found, or the code becomes O (regulation 10(7) to (9)).',
  },
  oftenUsed: {
    title: 'Codes used far more than in similar classes',
    counts:
      'Classes with B, C, C2, I or a Y code at least twice as often as the other classes of their year group, by a difference between pupils that chance does not explain (corrected for every class and code looked at; of all those listed, at most 1 in 20 is chance on average). One long illness is one pupil, not forty reasons to suspect a tutor.',
  },
  siblings: {
    title: 'Children of one household coded differently',
    counts:
      'Sessions at which two pupils with the same address were both absent, one authorised and the other not. There may be a good reason: one ill, one on holiday.',
  },
  neverLate: {
    title: 'Classes that are never late',
    counts:
      'Classes in which nobody has an L or a U, although so many other pupils of the year group have that chance alone hardly ever leaves a class without one (corrected for every class looked at; of all classes listed, at most 1 in 20 is chance on average). Asked of pupils, not of marks: lateness is the habit of a few. It says nothing of why: a bus, a road or a register kept kindly all look like this.',
  },
  inSeconds: {
    title: 'Registers of all present, saved in seconds',
    counts:
      'Registers of at least eight pupils with everybody present, saved within 20 seconds of the same person’s register before. Thirty names are not read so fast.',
  },
  edits: {
    title: 'Many changes long after the day',
    counts:
      'Days on which one person changed at least ten marks of sessions more than a week before. It is lawful, each change kept with its reason, and worth a look before an inspection or a return.',
  },
} as const

const registerShape = z.object({ number: z.number().int(), group: groupNamedShape.nullable(), session: sessionShape })

const codedShape = z.object({ pupil: namedPupilShape, code: z.string() })

export const codeUse = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/code-use',
  schema: {
    summary: 'How codes are used: what is worth a second look',
    description:
      'Questions, not accusations: each finding names the sessions behind it. What is about a member of staff (registers saved in seconds, changes long after the day) is answered to those who may read the audit trail.',
    tags: ['measures'],
    params: atSchool,
    querystring: askedQuery.pick({ year: true, from: true, to: true }),
    response: {
      200: z.object({
        ...standingShape,
        from: dayShape,
        pupils: z.number().int(),
        classes: z.number().int(),
        stale: z.array(z.object({ pupil: namedPupilShape, session: sessionShape, schoolDays: z.number().int() })),
        oftenUsed: z.array(
          z.object({
            group: groupNamedShape,
            code: z.string(),
            codeName: z.string(),
            sessions: z.number().int(),
            possible: z.number().int(),
            here: z.number(),
            elsewhere: z.number(),
          }),
        ),
        siblings: z.array(
          z.object({ id: z.string(), one: codedShape, other: codedShape, sessions: z.array(sessionShape) }),
        ),
        neverLate: z.array(
          z.object({
            group: groupNamedShape,
            pupils: z.number().int(),
            attended: z.number().int(),
            /** Other pupils of the year group, how many of them have an L or a U, and how many of the class would at that share. */
            others: z.number().int(),
            othersLate: z.number().int(),
            expected: z.number(),
            /** Of all classes at least as unlikely, at most this share is chance on average. */
            adjusted: z.number(),
          }),
        ),
        /** Null for those who may not read the audit trail. */
        inSeconds: z
          .array(
            z.object({
              by: z.string(),
              registers: z.array(registerShape.extend({ seconds: z.number() })),
              of: z.number().int(),
            }),
          )
          .nullable(),
        edits: z
          .array(
            z.object({
              id: z.string(),
              by: z.string(),
              on: dayShape,
              marks: z.number().int(),
              acts: z.number().int(),
              from: dayShape,
              to: dayShape,
            }),
          )
          .nullable(),
      }),
    },
  },
  config: {
    id: 'code-use',
    may: 'measures.audit-codes',
    scope: 'school',
    audit: 'looked at how codes are used',
    problems: ASKED_PROBLEMS,
    costly: true,
  },
})
