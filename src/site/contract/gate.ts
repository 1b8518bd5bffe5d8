import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, momentShape, pupilIdShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { keyShape, lineShape } from '../../register/contract.ts'
import { lateReasonShape, schoolParams } from './kiosk.ts'

const GATE_URL = '/api/schools/:schoolId/gates/:gateId'
const gateParams = z.object({ schoolId: schoolIdShape, gateId: uuidShape() })

const reasonsShape = z.array(z.object({ reason: lateReasonShape.nullable(), times: z.number().int() }))

const arrivalShape = z.object({
  number: z.number().int(),
  pupilId: pupilIdShape,
  name: z.string(),
  groupName: z.string().nullable(),
  at: momentShape,
  minutesLate: z.number().int(),
  reason: lateReasonShape.nullable(),
  by: z.string(),
})

const gateShape = z.object({
  gateId: z.string(),
  day: dayShape,
  place: z.string(),
  openedAt: momentShape,
  openedBy: z.string(),
  closedAt: momentShape.nullable(),
  came: z.number().int(),
  minutesLate: z.number().int(),
  reasons: reasonsShape,
})
export type GateShown = z.output<typeof gateShape>

/** How far back late gate checks are counted together. */
export const GATE_DAYS = 42

export const listGates = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/gates',
  schema: {
    summary: 'Late gate checks of the last six weeks',
    description: 'Those of today that are open, all of the six weeks counted, and who was met more than once.',
    tags: ['site'],
    params: schoolParams,
    response: {
      200: z.object({
        asOf: momentShape,
        gates: z.array(gateShape),
        reasons: reasonsShape,
        again: z.array(
          z.object({
            pupilId: pupilIdShape,
            name: z.string(),
            groupName: z.string().nullable(),
            times: z.number().int(),
          }),
        ),
      }),
    },
  },
  config: { id: 'list-gates', may: 'site.gate', scope: 'school', audit: 'looked at the late gate checks' },
})

export const showGate = operation({
  method: 'GET',
  url: GATE_URL,
  schema: {
    summary: 'One late gate check, with who came',
    tags: ['site'],
    params: gateParams,
    response: { 200: gateShape.extend({ asOf: momentShape, arrivals: z.array(arrivalShape) }) },
  },
  config: { id: 'show-gate', may: 'site.gate', scope: 'school', audit: 'looked at a late gate check' },
})

export const openGate = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/gates',
  schema: {
    summary: 'Begin a late gate check',
    tags: ['site'],
    params: schoolParams,
    body: z.object({
      /** Also the check’s id: sent again, it is the same check. */
      key: keyShape,
      place: lineShape(80).min(1, 'Say where you stand, such as “Main gate”.'),
    }),
    response: { 200: z.object({ gateId: z.string() }) },
  },
  config: { id: 'open-gate', may: 'site.gate', scope: 'school', audit: 'began a late gate check' },
})

const GATE_PROBLEMS = ['site.gate-over', 'register.key-used'] as const

export const arriveAtGate = operation({
  method: 'POST',
  url: `${GATE_URL}/arrivals`,
  schema: {
    summary: 'Sign in somebody who comes through the gate late, at this moment',
    description: 'As at the late desk, and counted at this gate.',
    tags: ['site'],
    params: gateParams,
    body: z.object({ key: keyShape, pupilId: pupilIdShape, reason: lateReasonShape.nullable().default(null) }),
    response: { 200: z.object({ number: z.number().int(), message: z.string() }) },
  },
  config: {
    id: 'arrive-at-gate',
    may: 'site.gate',
    scope: 'school',
    audit: 'signed in a pupil at the gate',
    problems: [...GATE_PROBLEMS, 'register.not-late', 'register.already-signed-in', 'register.already-present'],
  },
})

export const undoAtGate = operation({
  method: 'POST',
  url: `${GATE_URL}/undo`,
  schema: {
    summary: 'Undo one’s own sign-in at a gate, within five minutes',
    tags: ['site'],
    params: gateParams,
    body: z.object({ key: keyShape, number: z.number().int().min(1) }),
    response: { 200: z.object({ message: z.string() }) },
  },
  config: {
    id: 'undo-at-gate',
    may: 'site.gate',
    scope: 'school',
    audit: 'undid a sign-in at the gate',
    problems: [...GATE_PROBLEMS, 'site.no-such-arrival', 'register.undo-over', 'register.changed-since'],
  },
})

export const closeGate = operation({
  method: 'POST',
  url: `${GATE_URL}/close`,
  schema: {
    summary: 'End a late gate check',
    tags: ['site'],
    params: gateParams,
    response: { 200: z.object({ came: z.number().int() }) },
  },
  config: {
    id: 'close-gate',
    may: 'site.gate',
    scope: 'school',
    audit: 'ended a late gate check',
    problems: ['site.gate-over'],
  },
})
