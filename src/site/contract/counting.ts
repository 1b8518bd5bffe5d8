import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, momentShape, pupilIdShape } from '../../kernel/shapes.ts'
import { keyShape, lineShape } from '../../register/contract.ts'
import { schoolParams } from './kiosk.ts'

const tickShape = z.object({ pupilId: pupilIdShape, at: momentShape, by: z.string() })

const rollCallShape = z.object({
  asOf: momentShape,
  day: dayShape,
  startedAt: momentShape.nullable(),
  accounted: z.array(tickShape),
  ended: z.array(
    z.object({
      startedAt: momentShape,
      endedAt: momentShape,
      endedBy: z.string(),
      words: z.string(),
      accounted: z.number().int(),
    }),
  ),
})

export const showRollCall = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/roll-call',
  schema: {
    summary: 'Who has been accounted for at the assembly point',
    description:
      'The roll call that runs today, and those of today that are over. Whoever counts only their own groups sees those.',
    tags: ['site'],
    params: schoolParams,
    response: { 200: rollCallShape },
  },
  config: {
    id: 'show-roll-call',
    may: 'site.count',
    scope: 'school',
    audit: { none: 'Asked every few seconds during an evacuation; it names nobody but by number.' },
  },
})

/** How many presses go in one sending. */
export const MOST_COUNTED = 500

export const countPeople = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/roll-call',
  schema: {
    summary: 'Send who was ticked off at the assembly point',
    description:
      'Presses of a device, made perhaps long before it had a network, each with a key of its own: sent twice, each stands once. Gives the roll call as it stands then.',
    tags: ['site'],
    params: schoolParams,
    body: z.object({
      acts: z
        .array(
          z.object({
            key: keyShape,
            kind: z.enum(['accounted', 'taken-back']),
            pupilId: pupilIdShape,
            at: momentShape.refine((at) => at >= '1990', 'Give the moment of the tick.'),
          }),
        )
        .min(1, 'Send at least one tick.')
        .max(MOST_COUNTED),
    }),
    response: { 200: rollCallShape },
  },
  config: {
    id: 'count-people',
    may: 'site.count',
    scope: 'school',
    audit: 'ticked off pupils at the assembly point',
    problems: ['site.another-day'],
  },
})

export const endRollCall = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/roll-call/end',
  schema: {
    summary: 'End the roll call',
    tags: ['site'],
    params: schoolParams,
    body: z.object({ key: keyShape, words: lineShape(200).min(1, 'Say what it was, such as “Fire drill”.') }),
    response: { 200: rollCallShape },
  },
  config: {
    id: 'end-roll-call',
    may: 'site.count',
    scope: 'school',
    audit: 'ended a roll call',
    problems: ['site.no-roll-call', 'site.not-yours-to-end'],
  },
})
