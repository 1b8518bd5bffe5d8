import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import {
  atSchool,
  channelShape,
  contactIdShape,
  dayShape,
  findingShape,
  languageShape,
  mergeShape,
  messageShape,
  pupilIdShape,
  reasonShape,
  templateTextShape,
  uuidShape,
  writtenShape,
} from './shapes.ts'

export const listMessages = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/messages',
  schema: {
    summary: 'The messages to families of some days, and those still open however old',
    tags: ['messaging'],
    params: atSchool,
    querystring: z.object({ from: dayShape.optional(), to: dayShape.optional(), pupilId: pupilIdShape.optional() }),
    response: {
      200: z.object({
        from: dayShape,
        to: dayShape,
        messages: z.array(messageShape),
        /** Faults of settings that keep messages from going, in plain words. */
        faults: z.array(z.string()),
      }),
    },
  },
  config: { id: 'list-messages', may: 'messages.view', scope: 'school', audit: 'read the messages to families' },
})

const toDoShape = messageShape.extend({
  /** Why it must not go any more (somebody was barred since); then without number, envelope and wording. Null where it may. */
  mustNotGo: z.string().nullable(),
  /** Why is only that it counts what is other by now: it can be worded anew. */
  anew: z.boolean(),
  /** The message that was asked for, in whose place this stands; its own id where it was never worded anew. */
  firstId: z.string(),
  /** Of a letter: the address for the envelope, as far as the caller may see it. */
  envelope: z
    .discriminatedUnion('state', [
      z.object({ state: z.literal('shown'), lines: z.array(z.string()) }),
      z.object({ state: z.literal('hidden') }),
      z.object({ state: z.literal('none') }),
    ])
    .nullable(),
})
export type MessageToDo = z.output<typeof toDoShape>

export const listOutbox = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/outbox',
  schema: {
    summary: 'Messages that wait for a person: to send by hand, to print and post, or to say whether they went',
    tags: ['messaging'],
    params: atSchool,
    response: { 200: z.object({ messages: z.array(toDoShape) }) },
  },
  config: {
    id: 'list-outbox',
    may: 'messages.send',
    scope: 'school',
    audit: 'read the messages that wait for a person',
  },
})

export const previewMessage = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/message-previews',
  schema: {
    summary:
      'A message as it would go to one contact about real children, with reasons to look again; nothing is sent or kept',
    tags: ['messaging'],
    params: atSchool,
    body: z.object({
      template: writtenShape(60),
      /** Wordings that nobody has saved yet, in place of the template’s. */
      texts: z.array(templateTextShape).max(60).optional(),
      about: z.array(pupilIdShape).min(1).max(12),
      to: contactIdShape,
      merge: mergeShape.optional(),
      channel: channelShape.optional(),
      language: languageShape.optional(),
    }),
    response: {
      200: z.object({
        channel: channelShape,
        address: z.string().nullable(),
        language: z.string(),
        subject: z.string(),
        body: z.string(),
        contactName: z.string(),
        notes: z.array(z.string()),
        length: z
          .object({ characters: z.number().int(), parts: z.number().int(), costly: z.array(z.string()) })
          .nullable(),
        readingAge: z.number().nullable(),
        findings: z.array(findingShape),
      }),
    },
  },
  config: {
    id: 'preview-message',
    may: 'messages.view',
    scope: 'school',
    audit: 'looked at a message as it would go to a family',
    problems: [
      'messaging.barred',
      'messaging.no-responsibility',
      'messaging.no-way',
      'messaging.incomplete',
      'messaging.figures-of-one',
    ],
  },
})

export const sendMessages = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/messages',
  schema: {
    summary: 'Put a message to one or several contacts of the same children in the queue',
    description:
      'Each contact is decided by itself: `refused` says in plain words why one is sent nothing. `request` makes it repeatable: the same one never sends twice.',
    tags: ['messaging'],
    params: atSchool,
    body: z.object({
      request: uuidShape(),
      template: writtenShape(60),
      about: z.array(pupilIdShape).min(1).max(12),
      to: z.array(contactIdShape).min(1, 'Choose at least one person.').max(20),
      merge: mergeShape.optional(),
      channel: channelShape.optional(),
      urgent: z.boolean().optional(),
    }),
    response: {
      200: z.object({
        outcomes: z.array(
          z.object({
            contactId: contactIdShape,
            messageId: z.string().nullable(),
            refused: z.string().nullable(),
            notes: z.array(z.string()),
          }),
        ),
      }),
    },
  },
  config: {
    id: 'send-messages',
    may: 'messages.send',
    scope: 'school',
    audit: 'sent a message to a family',
    problems: ['messaging.figures-of-one', 'messaging.formal'],
  },
})

export const settleMessages = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/messages-settled',
  schema: {
    summary: 'Say what became of messages that wait for a person, or take back ones that have not gone',
    description:
      '`sent`: it went, by hand or after all; `again`: it did not, let the service try again; `not-sent`: it shall not go. Of one that failed: `by-hand`: a person sends it; `letter`: the same goes as a letter. `came-back`: a letter that was posted came back: nobody has had it. `anew`: one to send by hand is worded again with what it counts now. Of a letter to print, `sent` is taken only where its last word is that it was printed; else one letter at a time with `hadGone`, which its proof says.',
    tags: ['messaging'],
    params: atSchool,
    body: z
      .object({
        messageIds: z.array(uuidShape()).min(1).max(200),
        outcome: z.enum(['sent', 'again', 'not-sent', 'by-hand', 'letter', 'came-back', 'anew']),
        reason: reasonShape.optional(),
        /** Somebody's word, of one message, that it had gone before or in spite of what stopped it. */
        hadGone: z.literal(true).optional(),
      })
      .refine(({ hadGone, outcome, messageIds }) => !hadGone || (outcome === 'sent' && messageIds.length === 1), {
        path: ['hadGone'],
        message: 'Say it of one message at a time.',
      }),
    response: { 200: z.object({ settled: z.number().int() }) },
  },
  config: {
    id: 'settle-messages',
    may: 'messages.send',
    scope: 'school',
    audit: 'said what became of messages to families',
    problems: ['messaging.needs-reason', 'messaging.no-way', 'messaging.barred', 'messaging.no-responsibility'],
  },
})

export const printLetters = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/letters',
  schema: {
    summary: 'Letters as one PDF/UA, ready for window envelopes',
    description:
      'What a letter counts is counted again as it is printed, and kept as it is printed: its message then has another id. One that fits no more is left out; the outbox says why.',
    tags: ['messaging'],
    params: atSchool,
    body: z.object({
      messageIds: z.array(uuidShape()).min(1).max(100),
      /** On both sides each letter begins on a sheet of its own: blank pages stand between. */
      sides: z.enum(['one', 'both']).optional(),
    }),
    response: { 200: z.string() },
  },
  config: {
    id: 'print-letters',
    may: 'messages.send',
    scope: 'school',
    audit: 'printed letters to families',
    raw: 'A PDF.',
    problems: ['messaging.no-letters', 'messaging.letters-stopped'],
  },
})
