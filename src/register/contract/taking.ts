import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, groupIdShape, halfShape, momentShape, pupilIdShape } from '../../kernel/shapes.ts'
import {
  absenceFromSiteShape,
  codeShape,
  countsShape,
  detailsShape,
  keyShape,
  paletteCodeShape,
  REGISTER_URL,
  reasonShape,
  registerClockShape,
  registerParams,
  registerStateShape,
  shownCodeShape,
  standingMarkShape,
} from './shapes.ts'

/** One pupil's line of a register. */
export const registerLineShape = z.object({
  pupilId: pupilIdShape,
  preferredName: z.string(),
  familyName: z.string(),
  yearGroup: z.string(),
  flags: z.array(z.object({ id: z.string(), label: z.string() })),
  mark: standingMarkShape.nullable(),
  /** Why this caller cannot change the mark: planned ahead, or set by the office or the sign-in desk. Null where they can. */
  locked: z.string().nullable(),
  absencesFromSite: z.array(absenceFromSiteShape),
  /** A code for each of `recent`; null where there is no mark. */
  recentCodes: z.array(shownCodeShape.nullable()),
})
export type RegisterLine = z.output<typeof registerLineShape>

export const registerShape = z.object({
  group: z.object({ id: groupIdShape, name: z.string() }),
  day: dayShape,
  half: halfShape,
  clock: registerClockShape,
  state: registerStateShape,
  /** A mark that stood was changed after the register was whole. */
  amended: z.boolean(),
  /** Whether this caller may save now; otherwise why not, in a sentence. */
  mayTake: z.boolean(),
  whyNot: z.string().nullable(),
  /** Who saved it last and when; null where nobody has. */
  takenBy: z.string().nullable(),
  takenAt: momentShape.nullable(),
  /** The journal's last number when this was read; send it back with the save. */
  version: z.number().int(),
  counts: countsShape,
  /** Up to 20 sessions before this one, oldest first. */
  recent: z.array(z.object({ day: dayShape, half: halfShape })),
  lines: z.array(registerLineShape),
  palette: z.array(paletteCodeShape),
})
export type Register = z.output<typeof registerShape>

export const openRegister = operation({
  method: 'GET',
  url: REGISTER_URL,
  schema: {
    summary: 'Open a register',
    description:
      'The pupils of a group, their marks for one session and the last two weeks, and the codes the caller may enter.',
    tags: ['register'],
    params: registerParams,
    response: { 200: registerShape },
  },
  config: {
    id: 'open-register',
    may: 'register.view',
    scope: 'school',
    audit: { none: 'Shows a class to those who take or oversee its register; every save is recorded.' },
    problems: ['register.no-session'],
  },
})

export const takeRegister = operation({
  method: 'POST',
  url: REGISTER_URL,
  schema: {
    summary: 'Save a register, whole or in part',
    description:
      'All marks are saved in one act, or none. A mark changed by somebody else since `version` is refused with 409 and the list of such marks. The same key again gives the first answer.',
    tags: ['register'],
    params: registerParams,
    body: z.object({
      key: keyShape,
      version: z.number().int().min(0),
      marks: z
        .array(
          z.object({
            pupilId: pupilIdShape,
            code: codeShape,
            /** The code that stood there when the sender looked; null for a blank. */
            seen: codeShape.nullable(),
            details: detailsShape.optional(),
          }),
        )
        .max(500),
      /** Marks everybody present who has no mark and is not in `marks`. */
      rest: z.literal('present').optional(),
      /** The register is whole: refused while somebody has no mark. */
      complete: z.boolean().default(false),
      /**
       * When it was taken, if it waited on a device without network. A time that cannot be (more than five minutes ahead, or
       * before the session's day) refuses nothing: the save counts as taken now, and the journal keeps what the device said.
       */
      takenAt: momentShape.optional(),
    }),
    response: {
      200: z.object({
        /** The new version, which is the number of this act's journal entry. */
        version: z.number().int(),
        state: registerStateShape,
        /** How many marks this act set or changed. */
        marks: z.number().int(),
        counts: countsShape,
        at: momentShape,
      }),
    },
  },
  config: {
    id: 'take-register',
    may: 'register.take',
    scope: 'school',
    audit: 'took a register',
    problems: [
      'register.changed-meanwhile',
      'register.key-used',
      'register.leave-not-granted',
      'register.marks-refused',
      'register.closed',
      'register.marks-missing',
      'register.nothing-to-save',
      'register.no-session',
      'register.not-yet',
    ],
  },
})

export const undoTaking = operation({
  method: 'POST',
  url: `${REGISTER_URL}/undo`,
  schema: {
    summary: 'Undo one’s own save of a register',
    description:
      'Within seconds of saving. Every mark of that save goes back to what it was, a blank too; refused with 409 where one was changed since. The journal keeps both acts.',
    tags: ['register'],
    params: registerParams,
    body: z.object({
      key: keyShape,
      /** The `version` that the save was answered with. */
      number: z.number().int().min(1),
    }),
    response: { 200: takeRegister.schema.response[200] },
  },
  config: {
    id: 'undo-taking',
    may: 'register.take',
    scope: 'school',
    audit: 'undid their save of a register',
    problems: [
      'register.changed-since',
      'register.key-used',
      'register.no-such-save',
      'register.already-undone',
      'register.undo-over',
      'register.closed',
      'register.no-session',
    ],
  },
})

export const closeRegister = operation({
  method: 'POST',
  url: `${REGISTER_URL}/close`,
  schema: {
    summary: 'Close a register by hand',
    description:
      'Pupils without a mark are marked N, unless `unmarked` is `stay-missing`. A register that nobody took needs a reason, and is never closed by the clock.',
    tags: ['register'],
    params: registerParams,
    body: z.object({
      key: keyShape,
      reason: reasonShape.optional(),
      unmarked: z.enum(['absent', 'stay-missing']).default('absent'),
    }),
    response: { 200: z.object({ version: z.number().int(), state: registerStateShape, marks: z.number().int() }) },
  },
  config: {
    id: 'close-register',
    may: 'register.close',
    scope: 'school',
    audit: 'closed a register',
    problems: ['register.closed', 'register.reason-needed', 'register.key-used', 'register.not-yet'],
  },
})

export const reopenRegister = operation({
  method: 'POST',
  url: `${REGISTER_URL}/reopen`,
  schema: {
    summary: 'Reopen a closed register',
    description: 'Its teacher can save again. The closing clock leaves it alone for the rest of the day.',
    tags: ['register'],
    params: registerParams,
    body: z.object({ key: keyShape, reason: reasonShape }),
    response: { 200: z.object({ version: z.number().int(), state: registerStateShape }) },
  },
  config: {
    id: 'reopen-register',
    may: 'register.reopen',
    scope: 'school',
    audit: 'reopened a register',
    problems: ['register.not-closed', 'register.key-used'],
  },
})

export const registerAsItStood = operation({
  method: 'GET',
  url: `${REGISTER_URL}/as-it-stood`,
  schema: {
    summary: 'A register as it stood at a moment',
    description: 'The journal replayed up to and including that moment.',
    tags: ['register'],
    params: registerParams,
    querystring: z.object({ at: momentShape }),
    response: {
      200: z.object({
        group: z.object({ id: groupIdShape, name: z.string() }),
        day: dayShape,
        half: halfShape,
        at: momentShape,
        state: registerStateShape,
        lines: z.array(
          z.object({
            pupilId: pupilIdShape,
            preferredName: z.string(),
            familyName: z.string(),
            mark: standingMarkShape.nullable(),
          }),
        ),
      }),
    },
  },
  config: {
    id: 'register-as-it-stood',
    may: 'register.view',
    scope: 'school',
    audit: 'looked at a register as it stood at an earlier moment',
  },
})
