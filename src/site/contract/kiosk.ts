import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { pupilIdShape, schoolIdShape } from '../../kernel/shapes.ts'
import { keyShape, lineShape } from '../../register/contract.ts'
import { LATE_REASON_KEYS, type LateReason } from '../rules/late-reasons.ts'

export const schoolParams = z.object({ schoolId: schoolIdShape })

/** One of the short list of reasons, or none. */
export const lateReasonShape: z.ZodType<LateReason, LateReason> = z.enum(
  LATE_REASON_KEYS as [LateReason, ...LateReason[]],
)

export const findMyself = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/kiosk/find',
  schema: {
    summary: 'Find oneself at the sign-in kiosk',
    description:
      'By at least three letters of one’s name, and perhaps the form. Never more than five people, and of each only the name and the form.',
    tags: ['site'],
    params: schoolParams,
    // In the body, so that no name stands in an address that a proxy logs.
    body: z.object({ name: lineShape(60) }),
    response: {
      200: z.object({
        state: z.enum(['too short', 'nobody', 'too many', 'found']),
        found: z.array(z.object({ pupilId: pupilIdShape, name: z.string(), groupName: z.string().nullable() })).max(5),
      }),
    },
  },
  config: {
    id: 'find-myself',
    may: 'site.kiosk',
    scope: 'school',
    audit: { none: 'Whoever stands at the entrance types their own name; five names with their forms at the most.' },
  },
})

export const signMyselfIn = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/kiosk/sign-in',
  schema: {
    summary: 'Sign oneself in late, or back in, at the kiosk',
    description:
      'As at the late desk: L or U by the pupil’s own clock. The answer tells neither code nor mark; whoever cannot be signed in is sent to reception.',
    tags: ['site'],
    params: schoolParams,
    body: z.object({
      key: keyShape,
      pupilId: pupilIdShape,
      /** Somebody who had signed out today comes back. */
      back: z.boolean().default(false),
      reason: lateReasonShape.nullable().default(null),
    }),
    response: { 200: z.object({ message: z.string() }) },
  },
  config: {
    id: 'sign-myself-in',
    may: 'site.kiosk',
    scope: 'school',
    audit: 'signed in at the kiosk',
    problems: ['site.speak-to-reception', 'register.key-used'],
  },
})
