import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { contactIdShape, dayShape, momentShape, pupilIdShape, uuidShape } from '../../kernel/shapes.ts'
import { keyShape } from '../../register/contract.ts'
import { ACTION_KINDS, ACTION_STAGES } from '../rules/beyond/action-state.ts'
import { ACTION_EVENTS } from './events/action.ts'
import { countedShape } from './events/notice.ts'
import { atSchool, atThread, byShape, parentShape, threadIdShape } from './shapes.ts'

const kindShape = z.enum(ACTION_KINDS)
const referral = ACTION_EVENTS['action-referred'].body

export const ACTION_STEPS = [
  'action-answered',
  'action-followed',
  'action-interviewed',
  'action-charged',
  'action-hearing',
  'action-outcome',
  'order-made',
  'order-extended',
  'order-breached',
  'order-ended',
  'track-begun',
  'track-panel',
  'track-warned',
  'track-ended',
  'action-called-off',
] as const
export type ActionStep = (typeof ACTION_STEPS)[number]

const stepOf = <K extends ActionStep>(kind: K) => z.object({ kind: z.literal(kind), body: ACTION_EVENTS[kind].body })
const stepShape = z.discriminatedUnion('kind', [
  stepOf('action-answered'),
  stepOf('action-followed'),
  stepOf('action-interviewed'),
  stepOf('action-charged'),
  stepOf('action-hearing'),
  stepOf('action-outcome'),
  stepOf('order-made'),
  stepOf('order-extended'),
  stepOf('order-breached'),
  stepOf('order-ended'),
  stepOf('track-begun'),
  stepOf('track-panel'),
  stepOf('track-warned'),
  stepOf('track-ended'),
  stepOf('action-called-off'),
])

const weighedShape = z.object({
  kind: kindShape,
  /** Why it cannot be referred now; null where it can. */
  refused: z.string().nullable(),
  /** The parents about whom it cannot be referred now, each with why. */
  refusedFor: z.array(z.object({ id: contactIdShape, why: z.string() })),
})

export const weighActions = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId/beyond-notices',
  schema: {
    summary: 'What lies beyond notices for one child: what can be referred, about which sessions, to whom',
    tags: ['enforcement'],
    params: atSchool.extend({ pupilId: pupilIdShape }),
    querystring: z.object({ contactId: contactIdShape.optional() }),
    response: {
      200: z.object({
        name: z.string(),
        authority: z.string().nullable(),
        kinds: z.array(weighedShape),
        considerationId: threadIdShape.nullable(),
        parents: z.array(parentShape),
        /** Sessions of G, N, O and U of this school year and the one before, oldest first, and the last day on which a court can be asked about each. */
        sessions: z.array(
          countedShape.extend({ courtUntil: dayShape.nullable(), settledFor: z.array(contactIdShape) }),
        ),
        /** Unpaid notices and convictions that it may follow on. */
        follows: z.array(
          z.object({ threadId: threadIdShape, words: z.string(), contactId: contactIdShape.nullable() }),
        ),
        may: z.object({ decide: z.boolean() }),
      }),
    },
  },
  config: {
    id: 'weigh-actions',
    may: 'enforcement.view',
    scope: 'school',
    audit: 'weighed what lies beyond notices for a pupil',
  },
})

export const referAction = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/pupils/:pupilId/beyond-notices',
  schema: {
    summary: 'Refer a child to the authority for a fast track, an order or prosecution: the head alone',
    tags: ['enforcement'],
    params: atSchool.extend({ pupilId: pupilIdShape }),
    body: referral.omit({ sessions: true, considerationId: true }).extend({
      key: keyShape,
      threadId: threadIdShape,
      kind: kindShape,
      /** Nobody in particular for a fast track; one parent for everything else. */
      contactId: contactIdShape.nullable(),
      sessions: z.array(z.object({ day: dayShape, half: z.enum(['AM', 'PM']) })).max(400),
    }),
    response: { 200: z.object({ threadId: threadIdShape }) },
  },
  config: {
    id: 'refer-action',
    may: 'enforcement.decide',
    scope: 'school',
    audit: 'referred a pupil to the authority for a formal step',
    problems: [
      'enforcement.may-not-refer',
      'enforcement.incomplete',
      'enforcement.not-a-parent',
      'enforcement.begun',
      'enforcement.changed',
    ],
  },
})

export const recordActionStep = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/beyond-notices/:threadId',
  schema: {
    summary: 'Write down what happened to a referral: the authority’s answer, an interview, a hearing, an order',
    tags: ['enforcement'],
    params: atThread,
    body: z.object({ key: keyShape, day: dayShape, step: stepShape }),
    response: { 200: z.object({ stage: z.enum(ACTION_STAGES) }) },
  },
  config: {
    id: 'record-action-step',
    may: 'enforcement.prepare',
    scope: 'school',
    audit: 'wrote down what happened to a formal step',
    problems: ['enforcement.not-now', 'enforcement.day', 'enforcement.head-decides', 'enforcement.changed'],
  },
})

export const showAction = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/beyond-notices/:threadId',
  schema: {
    summary: 'A fast track, an order or a prosecution: what was referred, where it stands, what comes next',
    tags: ['enforcement'],
    params: atThread,
    response: {
      200: z.object({
        threadId: threadIdShape,
        kind: kindShape,
        pupil: z.object({ id: pupilIdShape, name: z.string() }),
        caseId: uuidShape().nullable(),
        parent: z.string().nullable(),
        stage: z.enum(ACTION_STAGES),
        since: dayShape,
        until: dayShape.nullable(),
        /** The first day on which the order may be extended. */
        extendableFrom: dayShape.nullable(),
        next: dayShape.nullable(),
        /** The first session missed after a final warning on which the head has not decided since; `going`: the questions that go on already. */
        afterWarning: countedShape.extend({ going: threadIdShape.nullable() }).nullable(),
        breaches: z.number().int(),
        referral,
        /** The last day on which a court can be asked about the earliest session; not verified. */
        courtUntil: dayShape.nullable(),
        history: z.array(
          z.object({ kind: z.string(), words: z.string(), day: dayShape, at: momentShape, by: byShape }),
        ),
        /** What may be entered next. */
        may: z.array(z.enum(ACTION_STEPS)),
      }),
    },
  },
  config: {
    id: 'show-action',
    may: 'enforcement.view',
    scope: 'school',
    audit: 'looked at a formal step beyond notices',
  },
})
