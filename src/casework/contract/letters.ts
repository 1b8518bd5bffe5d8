import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { contactIdShape, dayShape, momentShape, pupilIdShape, uuidShape } from '../../kernel/shapes.ts'
import { keyShape, lineShape } from '../../register/contract.ts'
import { HOLDS } from '../rules/letters/holds.ts'
import { LETTER_KINDS, RUNGS } from '../rules/letters/ladder.ts'
import { atSchool } from './shapes.ts'

const letterShape = z.enum(LETTER_KINDS)

/** Sessions of a child between two days, both included, as the registers have them. */
const figuresShape = z.object({
  from: dayShape,
  until: dayShape,
  possible: z.number().int(),
  attended: z.number().int(),
  ill: z.number().int(),
  authorised: z.number().int(),
  unauthorised: z.number().int(),
  lates: z.number().int(),
})

const againstShape = z.object({
  id: z.string(),
  severity: z.enum(['stop', 'look', 'note']),
  message: z.string(),
  source: z.string().optional(),
})

const recipientShape = z.object({
  contactId: contactIdShape,
  name: z.string(),
  relationship: z.string(),
  email: z.boolean(),
  address: z.enum(['known', 'hidden', 'none']),
})

/**
 * Where a child stands: `due` for a letter of the ladder, `praise` for good news, `held` back, `waiting` because a letter has not gone yet,
 * `later` because the wait is not over, `sickness` because the authority is told instead, `top` because the final warning went.
 */
export const STANDINGS = ['due', 'praise', 'held', 'waiting', 'later', 'sickness', 'top'] as const

const onLadderShape = z.object({
  pupilId: pupilIdShape,
  name: z.string(),
  form: z.string(),
  standing: z.enum(STANDINGS),
  letter: letterShape.nullable(),
  wording: z.enum(['absence', 'illness', 'late', 'near a notice', 'good news']),
  /** What leads to the letter, or what holds it back, in words. */
  why: z.array(z.string()),
  figures: figuresShape,
  /** The last letter that went this year. */
  before: z.object({ letter: letterShape, day: dayShape }).nullable(),
  /** From when, where it is `later`. */
  from: dayShape.nullable(),
  hold: z.object({ because: z.enum(HOLDS), words: z.string(), until: dayShape.nullable(), by: z.string() }).nullable(),
  against: z.array(againstShape),
  to: z.array(recipientShape),
  /**
   * Of one that is written and has not gone: its copies, whether all of them are printed and wait to be posted, and why it does not go any more as it
   * is; null where it still fits.
   */
  waits: z
    .object({ messageIds: z.array(uuidShape()), printed: z.boolean(), stopped: z.string().nullable() })
    .nullable(),
  /** Brothers and sisters in the same list with a parent in common: their letters go in one envelope. */
  siblings: z.array(z.string()),
})
export type OnLadder = z.output<typeof onLadderShape>

const batchShape = z.object({
  batchId: uuidShape(),
  at: momentShape,
  by: z.string(),
  letters: z.number().int(),
  copies: z.number().int(),
  gone: z.number().int(),
  lost: z.number().int(),
  /** Copies that wait to be printed and posted and may go, those to one address one after the other. */
  toPrint: z.array(uuidShape()),
  /** What was printed together and is not ticked off as posted: those copies alone can be. */
  printed: z.array(z.object({ at: momentShape, by: z.string(), messageIds: z.array(uuidShape()) })),
  /** Copies that do not go as they are, to whom, about which child (empty once they are off roll), and why. */
  leftOut: z.array(z.object({ messageId: uuidShape(), name: z.string(), child: z.string(), why: z.string() })),
})
export type LetterBatch = z.output<typeof batchShape>

const rungShape = z.object({
  rung: z.enum(RUNGS),
  below: z.number().nullable(),
  lates: z.number().int().nullable(),
  unauthorised: z.number().int().nullable(),
  waitWeeks: z.number().int(),
  section: z.string().nullable(),
})

const ladderShape = z.object({
  /** Whether the school’s policy promises letters; else every rung is Firstbell’s own choice. */
  promised: z.boolean(),
  rungs: z.array(rungShape),
  /** What no policy says, in sentences. */
  choices: z.array(z.string()),
})
export type ShownLadder = z.output<typeof ladderShape>

export const listLetters = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/letters-due',
  schema: {
    summary:
      'Who comes to which letter of the ladder today, why, what speaks against it, and how far the letters of before are',
    description:
      'Sessions are counted from the registers. A letter counts when a copy of it was sent: one that waits, failed or came back does not.',
    tags: ['casework'],
    params: atSchool,
    response: {
      200: z.object({
        today: dayShape,
        ladder: ladderShape,
        children: z.array(onLadderShape),
        batches: z.array(batchShape),
        may: z.object({ send: z.boolean() }),
      }),
    },
  },
  config: {
    id: 'list-letters-due',
    may: 'casework.view',
    scope: 'school',
    audit: 'looked at who comes to which letter',
  },
})

const letterFields = {
  /** Whom to ask for help, and how: on every letter. */
  help: lineShape(200).min(1, 'Say whom families can ask, and how.'),
  /** A day to come: the letter is stopped where it has not gone by then. */
  replyBy: dayShape,
}

export const lookAtLetter = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/letter-looks',
  schema: {
    summary:
      'A letter of the ladder as it would reach one parent, with what speaks against it; nothing is sent or kept',
    tags: ['casework'],
    params: atSchool,
    body: z.object({
      pupilId: pupilIdShape,
      letter: letterShape,
      to: contactIdShape,
      reason: lineShape(300).optional(),
      ...letterFields,
    }),
    response: {
      200: z.object({
        channel: z.string(),
        contactName: z.string(),
        language: z.string(),
        subject: z.string(),
        body: z.string(),
        notes: z.array(z.string()),
        readingAge: z.number().nullable(),
        findings: z.array(againstShape),
      }),
    },
  },
  config: {
    id: 'look-at-letter',
    may: 'casework.view',
    scope: 'school',
    audit: 'looked at a letter of the ladder',
    problems: ['casework.letter-not-due', 'messaging.barred', 'messaging.no-responsibility', 'messaging.no-way'],
  },
})

export const sendLetters = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/letters-sent',
  schema: {
    summary: 'Put letters of the ladder in the queue, a copy to each parent who is entitled: all of them, or none',
    description:
      'Each is decided anew: where one is not due any more, nobody is written to. `despite`: why it goes although something speaks against it; without it such a letter is refused. `seen`: what speaks against it, as whoever sends it read it; where it is other than that by now, nobody is written to.',
    tags: ['casework'],
    params: atSchool,
    body: z.object({
      key: keyShape,
      letters: z
        .array(
          z.object({
            letterId: uuidShape(),
            pupilId: pupilIdShape,
            letter: letterShape,
            despite: lineShape(300),
            /** What was said against it when it was opened, of `stop` and `look`, by id: it goes only while that is still all. */
            seen: z.array(z.string().max(60)).max(30).optional(),
            /** Of `stepped-down` alone: why, as the family reads it. */
            reason: lineShape(300).optional(),
          }),
        )
        .min(1, 'Tick at least one child.')
        .max(100, 'Send at most a hundred letters at once.'),
      /** `letter`: all printed and posted; `email`: by e-mail where there is an address, else printed. */
      way: z.enum(['letter', 'email']),
      ...letterFields,
    }),
    response: { 200: z.object({ letters: z.number().int(), copies: z.number().int(), toPrint: z.array(uuidShape()) }) },
  },
  config: {
    id: 'send-letters-of-ladder',
    may: 'casework.record',
    scope: 'school',
    audit: 'put letters of the ladder in the queue',
    problems: [
      'casework.may-not-message',
      'casework.letter-not-due',
      'casework.letter-unread',
      'casework.letter-reply-day',
      'casework.letter-stopped',
      'casework.letter-to-nobody',
    ],
  },
})

export const holdLetters = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/letter-holds',
  schema: {
    summary: 'Hold letters to a family back for a reason, or take that back',
    tags: ['casework'],
    params: atSchool,
    body: z.object({
      pupilId: pupilIdShape,
      held: z.boolean(),
      because: z.enum(HOLDS),
      words: lineShape(300),
      /** The last day on which it holds; null until somebody ends it. */
      until: dayShape.nullable(),
    }),
    response: { 200: z.object({ held: z.boolean() }) },
  },
  config: {
    id: 'hold-letters',
    may: 'casework.record',
    scope: 'school',
    audit: 'held letters to a family back, or took that back',
    problems: ['casework.changed', 'casework.words-of-safety'],
  },
})

export const childLetters = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId/letters',
  schema: {
    summary: 'The letters of one child this year as a ladder, with proof of what was sent, and what comes next',
    tags: ['casework'],
    params: atSchool.extend({ pupilId: pupilIdShape }),
    response: {
      200: z.object({
        today: dayShape,
        ladder: ladderShape,
        next: onLadderShape.nullable(),
        /** `stepDown`: the family can be told that no more letters come for now. */
        may: z.object({ send: z.boolean(), stepDown: z.boolean() }),
        letters: z.array(
          z.object({
            letterId: z.string(),
            letter: letterShape,
            state: z.enum(['waiting', 'gone', 'lost']),
            day: dayShape,
            why: z.array(z.string()),
            /** As it was written; null where it was counted again before it went. */
            figures: figuresShape.nullable(),
            /** Of one that was counted again: what the paper said, in words; else empty. */
            said: z.string(),
            despite: z.string(),
            by: z.string(),
            copies: z.array(
              z.object({
                messageId: uuidShape(),
                name: z.string(),
                channel: z.string(),
                /** Posted: it can still come back. */
                posted: z.boolean(),
                proof: z.array(z.string()),
              }),
            ),
          }),
        ),
      }),
    },
  },
  config: { id: 'child-letters', may: 'casework.view', scope: 'school', audit: 'read the letters of a child' },
})
