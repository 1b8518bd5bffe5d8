import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, momentShape, personIdShape, pupilIdShape } from '../../kernel/shapes.ts'
import { keyShape, lineShape, reasonShape } from '../../register/contract.ts'
import { MOVE_FAULTS, OUTCOMES } from '../rules/cases/moves.ts'
import { CONTACT_WAYS } from './entries/core.ts'
import {
  atCase,
  atSchool,
  caseIdShape,
  caseLineShape,
  childShape,
  happeningShape,
  sessionsShape,
  stageShape,
  stateShape,
  stepShape,
} from './shapes.ts'

export const listCases = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/cases',
  schema: {
    summary: 'The caseload: every open case with where it stands, and severely absent children who have none',
    description:
      'With `closed`, the closed cases in their place; with `pupilId`, the cases of one child, open and closed. Restricted entries change nothing of it.',
    tags: ['casework'],
    params: atSchool,
    querystring: z.object({ closed: z.stringbool().optional(), pupilId: pupilIdShape.optional() }),
    response: {
      200: z.object({
        asOf: momentShape,
        today: dayShape,
        cases: z.array(caseLineShape),
        /** Severely absent and without an open case: each needs a plan that school and authority share. `unauthorised`: sessions without an accepted reason. */
        missing: z.array(z.object({ child: childShape, sessions: sessionsShape, unauthorised: z.int() })),
        /** School days without an entry after which a case counts as forgotten: our own choice, no law. */
        staleAfter: z.number().int(),
        /** A school day in two weeks or soon after, on which a new case may be looked at. */
        reviewOn: dayShape,
        may: z.object({ record: z.boolean() }),
      }),
    },
  },
  config: { id: 'list-cases', may: 'casework.view', scope: 'school', audit: 'looked at the caseload' },
})

export const showCase = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/cases/:caseId',
  schema: {
    summary: 'One case: where it stands, what its stage asks for, and everything that happened, newest first',
    description:
      'Restricted entries are told to those alone who look after safety; nobody else is told that there are any. Messages to the family and what was done while the child was looked for stand between the entries.',
    tags: ['casework'],
    params: atCase,
    response: {
      200: z.object({
        asOf: momentShape,
        today: dayShape,
        caseId: caseIdShape,
        child: childShape,
        sessions: sessionsShape,
        severe: z.boolean(),
        state: stateShape,
        next: z.array(stepShape),
        supportShown: z.boolean(),
        happened: z.array(happeningShape),
        /** Restricted entries of others about which nobody has written yet what was done; empty for whoever may not read them. */
        toAnswer: z.array(z.object({ number: z.int(), title: z.string(), day: dayShape, by: z.string() })),
        may: z.object({ record: z.boolean(), decide: z.boolean(), restricted: z.boolean() }),
      }),
    },
  },
  config: { id: 'show-case', may: 'casework.view', scope: 'school', audit: 'opened the case of a pupil' },
})

export const openCase = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases',
  schema: {
    summary: 'Open a case for a child: by hand, or from a duty',
    description: 'The key becomes the id of the case. Refused, with the case’s id, while one is open for the child.',
    tags: ['casework'],
    params: atSchool,
    body: z.object({
      key: keyShape,
      pupilId: pupilIdShape,
      because: reasonShape,
      /** The key of the duty that it is opened from. */
      duty: lineShape(200).min(1).nullable(),
      /** Cases begin where help alone is meant. */
      stage: z.enum(['expect', 'monitor', 'listen', 'facilitate']),
      owner: personIdShape.nullable(),
      review: dayShape.nullable(),
    }),
    response: { 200: z.object({ caseId: caseIdShape }) },
  },
  config: {
    id: 'open-case',
    may: 'casework.record',
    scope: 'school',
    audit: 'opened a case for a pupil',
    problems: ['casework.has-case', 'casework.no-owner', 'casework.past-day', 'casework.no-school-day'],
  },
})

const writtenShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('note'), words: reasonShape, answers: z.array(z.int().min(1)).max(100).optional() }),
  z.object({
    kind: z.literal('contact'),
    day: dayShape,
    with: lineShape(120).min(1, 'Write who it was with.'),
    way: z.enum(CONTACT_WAYS),
    reached: z.boolean(),
    words: lineShape(500),
  }),
  z.object({ kind: z.literal('owner'), personId: personIdShape }),
  z.object({ kind: z.literal('review'), day: dayShape, words: lineShape(500) }),
  z.object({ kind: z.literal('reviewed'), words: reasonShape, next: dayShape.nullable() }),
])
export type Written = z.output<typeof writtenShape>

export const writeInCase = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/entries',
  schema: {
    summary: 'Write in a case: a note, a contact, who looks after it, when it is reviewed, what a review came to',
    description: 'Restricted: a note or a contact about safety, by those alone who may read such entries.',
    tags: ['casework'],
    params: atCase,
    body: z.object({ key: keyShape, restricted: z.boolean(), write: writtenShape }),
    response: { 200: z.object({ caseId: caseIdShape }) },
  },
  config: {
    id: 'write-in-case',
    may: 'casework.record',
    scope: 'school',
    audit: 'wrote in the case of a pupil',
    problems: [
      'casework.no-school-day',
      'casework.closed',
      'casework.changed',
      'sent.otherwise',
      'casework.not-restrictable',
      'casework.no-owner',
      'casework.past-day',
      'casework.to-come',
    ],
  },
})

const moveShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('escalate'),
    to: stageShape,
    because: reasonShape,
    skipped: lineShape(500).optional(),
    unsuitable: lineShape(500).optional(),
  }),
  z.object({ kind: z.literal('step down'), to: stageShape, because: reasonShape }),
  z.object({ kind: z.literal('close'), outcome: z.enum(OUTCOMES), words: reasonShape }),
  z.object({ kind: z.literal('reopen'), because: reasonShape }),
])

export const moveCase = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/moves',
  schema: {
    summary: 'Move a case up or down, close it, or open it again',
    description:
      'To a formal stage only where support was offered, or it is said why none is suitable; to a formal stage and to its end by those who decide.',
    tags: ['casework'],
    params: atCase,
    body: z.object({ key: keyShape, move: moveShape }),
    response: { 200: z.object({ caseId: caseIdShape }) },
  },
  config: {
    id: 'move-case',
    may: 'casework.record',
    scope: 'school',
    audit: 'moved the case of a pupil',
    problems: [
      ...MOVE_FAULTS,
      'casework.meeting-called',
      'casework.question-waits',
      'casework.changed',
      'sent.otherwise',
      'casework.has-case',
    ],
  },
})

export const caseOwners = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/case-owners',
  schema: {
    summary: 'Who can look after a case: everybody at the school who may write in one',
    tags: ['casework'],
    params: atSchool,
    response: {
      200: z.object({ people: z.array(z.object({ id: personIdShape, name: z.string(), position: z.string() })) }),
    },
  },
  config: {
    id: 'case-owners',
    may: 'casework.view',
    scope: 'school',
    audit: { none: 'Names of colleagues for a choice; no pupil is in it.' },
  },
})
