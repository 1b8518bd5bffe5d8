import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import {
  dayShape,
  groupIdShape,
  halfShape,
  momentShape,
  pupilIdShape,
  schoolIdShape,
  uuidShape,
} from '../../kernel/shapes.ts'
import {
  actorShape,
  codeShape,
  detailsShape,
  keyShape,
  REGISTER_URL,
  reasonShape,
  registerParams,
  registerStateShape,
  schoolParams,
  standingMarkShape,
} from './shapes.ts'

const takenMarkShape = z.object({
  pupilId: pupilIdShape,
  code: codeShape,
  /** The code that stood there when it was taken, as far as its taker saw; null for a blank. */
  seen: codeShape.nullable(),
  details: detailsShape.optional(),
})
export type TakenMark = z.output<typeof takenMarkShape>

export const handOverRegister = operation({
  method: 'POST',
  url: `${REGISTER_URL}/hand-over`,
  schema: {
    summary: 'Hand a register that comes too late to the office',
    description:
      'A register taken without a network and sent when its teacher may not save it any more. It is kept as it was taken and changes no mark; the office takes it over or sets it aside. The same key again gives the first answer.',
    tags: ['register'],
    params: registerParams,
    body: z.object({
      /** The key of the save that was refused. */
      key: keyShape,
      takenAt: momentShape,
      complete: z.boolean().default(false),
      marks: z.array(takenMarkShape).min(1, 'There is no mark in it to hand over.').max(500),
    }),
    response: { 200: z.object({ id: z.string(), receivedAt: momentShape }) },
  },
  config: {
    id: 'hand-over-register',
    may: 'register.take',
    scope: 'school',
    audit: 'handed a register to the office',
    problems: ['register.key-used', 'register.not-yet', 'register.pupil-twice'],
  },
})

/** A register that was handed over, and what became of it. */
export const handedRegisterShape = z.object({
  id: z.string(),
  groupId: groupIdShape,
  groupName: z.string(),
  day: dayShape,
  half: halfShape,
  by: actorShape,
  /** By the clock of the device; when it was received, where that cannot be true. */
  takenAt: momentShape,
  /** What the device said, where it cannot be true. */
  deviceSaid: z.string().nullable(),
  receivedAt: momentShape,
  marks: z.number().int(),
  state: z.enum(['waiting', 'taken-over', 'set-aside']),
  decided: z
    .object({
      by: actorShape,
      at: momentShape,
      /** Why it was set aside. */
      reason: z.string().nullable(),
      /** How many marks were taken over. */
      changed: z.number().int(),
    })
    .nullable(),
})
export type HandedRegister = z.output<typeof handedRegisterShape>

export const listHanded = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/handed-registers',
  schema: {
    summary: 'Registers that were handed to the office',
    description:
      'Those that wait, the oldest first, then those decided in the last fortnight. A teacher gets their own.',
    tags: ['register'],
    params: schoolParams,
    response: { 200: z.object({ registers: z.array(handedRegisterShape) }) },
  },
  config: {
    id: 'list-handed-registers',
    may: 'register.take',
    scope: 'school',
    audit: { none: 'Lists groups and no child.' },
  },
})

const handedParams = z.object({
  schoolId: schoolIdShape,
  handedId: uuidShape('This is no register that was handed over.'),
})

export const readHanded = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/handed-registers/:handedId',
  schema: {
    summary: 'A register that was handed over, beside what the register says now',
    tags: ['register'],
    params: handedParams,
    response: {
      200: z.object({
        handed: handedRegisterShape,
        /** The journal's last number when this was read; send it back with the decision. */
        version: z.number().int(),
        state: registerStateShape,
        lines: z.array(
          z.object({
            pupilId: pupilIdShape,
            name: z.string(),
            /** On roll on the register's day; only then can the mark be taken over. */
            onRoll: z.boolean(),
            /** In the register's group on its day: somebody else's mark belongs in another group's register. */
            inGroup: z.boolean(),
            theirs: z.object({ code: codeShape, details: detailsShape }),
            now: standingMarkShape.nullable(),
            /** Both say the same. */
            same: z.boolean(),
            /** Nobody has looked at this pupil since: there is no mark, or only what closing filled in. */
            unlooked: z.boolean(),
          }),
        ),
      }),
    },
  },
  config: {
    id: 'read-handed-register',
    may: 'register.amend',
    scope: 'school',
    audit: 'looked at a register that was handed over',
  },
})

export const takeOverHanded = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/handed-registers/:handedId/take-over',
  schema: {
    summary: 'Take over a register that was handed over',
    description:
      'One amendment with the marks chosen, whose reason says who took it and when, and when it was received. The other marks stay as they are. A mark that moved since `version` is refused with 409; L and U that do not agree with the time of arrival and the pupil’s own clock with 422.',
    tags: ['register'],
    params: handedParams,
    body: z.object({
      key: keyShape,
      version: z.number().int().min(0),
      /** Whose mark becomes the one that was handed over; nobody's, where the register is right as it is. */
      pupilIds: z.array(pupilIdShape).max(500),
    }),
    response: { 200: z.object({ version: z.number().int(), changed: z.number().int() }) },
  },
  config: {
    id: 'take-over-handed-register',
    may: 'register.amend',
    scope: 'school',
    audit: 'took over a register that was handed over',
    problems: [
      'register.already-decided',
      'register.changed-meanwhile',
      'register.key-used',
      'register.marks-refused',
      'register.no-clock',
      'register.no-session',
      'register.not-on-roll',
      'register.not-yet',
    ],
  },
})

export const setAsideHanded = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/handed-registers/:handedId/set-aside',
  schema: {
    summary: 'Set aside a register that was handed over',
    description: 'It changes no mark, and is kept with the reason.',
    tags: ['register'],
    params: handedParams,
    body: z.object({ key: keyShape, reason: reasonShape }),
    response: { 200: z.object({ version: z.number().int(), changed: z.number().int() }) },
  },
  config: {
    id: 'set-aside-handed-register',
    may: 'register.amend',
    scope: 'school',
    audit: 'set aside a register that was handed over',
    problems: ['register.already-decided', 'register.key-used'],
  },
})
