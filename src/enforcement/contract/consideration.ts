import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, momentShape, pupilIdShape } from '../../kernel/shapes.ts'
import { keyShape, lineShape } from '../../register/contract.ts'
import { NOTICE_EVENTS } from './events/notice.ts'
import { wordsShape } from './events/shape.ts'
import {
  atSchool,
  atThread,
  byShape,
  gateShape,
  parentShape,
  standingShape,
  threadIdShape,
  toolShape,
} from './shapes.ts'

const CHANGED = 'enforcement.changed'
const answer = { 200: z.object({ threadId: threadIdShape }) }

export const beginConsideration = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/considerations',
  schema: {
    summary: 'Begin the questions that are asked before a formal step about a child',
    description: 'Where nobody has opened a case for the child, one is opened with it: support comes first.',
    tags: ['enforcement'],
    params: atSchool,
    body: z.object({
      key: keyShape,
      threadId: threadIdShape,
      pupilId: pupilIdShape,
      because: wordsShape,
      /** The notice to improve that it follows on, where that did not bring enough. */
      noticeId: threadIdShape.optional(),
    }),
    response: answer,
  },
  config: {
    id: 'begin-consideration',
    may: 'enforcement.prepare',
    scope: 'school',
    audit: 'began to consider a formal step about a pupil',
    problems: ['enforcement.under-consideration', CHANGED],
  },
})

export const considerationShape = z.object({
  threadId: threadIdShape,
  caseId: z.string().nullable(),
  today: dayShape,
  standing: standingShape.nullable(),
  begun: z.object({
    because: z.string(),
    metOn: dayShape.nullable(),
    sessions: z.number().int(),
    leave: z.boolean(),
    noticeId: z.string().nullable(),
    at: momentShape,
  }),
  gates: z.array(gateShape),
  /** What proves that the letters with a refusal of leave went, where messaging holds that: nobody need say it again. */
  leaveSent: z.array(z.string()),
  /** What the case holds of support: what was offered, agreed, begun. */
  evidence: z.array(z.string()),
  /** The last answer to each question, in words. */
  said: z.array(
    z.object({
      question: z.string(),
      words: z.string(),
      answer: z.string(),
      by: byShape,
      at: momentShape,
      number: z.number().int(),
    }),
  ),
  /** The number of the last event: whoever decides says which they have seen. */
  number: z.number().int(),
  parents: z.array(parentShape),
  notices: z.array(z.object({ threadId: threadIdShape, kind: z.string(), to: z.string(), state: z.string() })),
  may: z.object({ prepare: z.boolean(), decide: z.boolean(), safeguard: z.boolean() }),
})
export type Consideration = z.output<typeof considerationShape>

export const showConsideration = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/considerations/:threadId',
  schema: {
    summary: 'What was asked and answered before a formal step, and what keeps the gate shut',
    tags: ['enforcement'],
    params: atThread,
    response: { 200: considerationShape },
  },
  config: {
    id: 'show-consideration',
    may: 'enforcement.view',
    scope: 'school',
    audit: 'looked at what is considered about a pupil',
  },
})

/** Everything but the safeguarding answer and the decision. */
export const answerShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('support-answered'),
    body: NOTICE_EVENTS['support-answered'].body.omit({ evidence: true }),
  }),
  z.object({ kind: z.literal('leave-answered'), body: NOTICE_EVENTS['leave-answered'].body }),
  z.object({ kind: z.literal('equality-answered'), body: NOTICE_EVENTS['equality-answered'].body }),
  z.object({ kind: z.literal('alternative-answered'), body: NOTICE_EVENTS['alternative-answered'].body }),
  z.object({ kind: z.literal('best-tool-answered'), body: z.object({ tool: toolShape, words: wordsShape }) }),
])

export const answerConsideration = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/considerations/:threadId/answers',
  schema: {
    summary: 'Answer one of the questions before a formal step; an answer after the decision asks for another decision',
    tags: ['enforcement'],
    params: atThread,
    body: z.object({ key: keyShape, answer: answerShape }),
    response: answer,
  },
  config: {
    id: 'answer-consideration',
    may: 'enforcement.prepare',
    scope: 'school',
    audit: 'answered a question before a formal step',
    problems: ['enforcement.no-support', CHANGED],
  },
})

export const answerSafeguarding = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/considerations/:threadId/safeguarding',
  schema: {
    summary:
      'Say whether safeguarding speaks against a formal step; the words are kept among the restricted entries of the case',
    tags: ['enforcement'],
    params: atThread,
    body: z.object({
      key: keyShape,
      answer: z.enum(['go on', 'stop']),
      // What is kept in the case begins with what it is about, and takes 500 letters in all.
      words: lineShape(440).min(1, 'Please give the reason: only those who look after safety read it.'),
    }),
    response: answer,
  },
  config: {
    id: 'answer-safeguarding',
    may: 'casework.restricted',
    scope: 'school',
    audit: 'said whether safeguarding speaks against a formal step',
    problems: [CHANGED],
  },
})

export const decideFormalStep = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/considerations/:threadId/decision',
  schema: {
    summary: 'The head’s own decision on a formal step, on the sessions and answers as they stand',
    tags: ['enforcement'],
    params: atThread,
    body: z.object({
      key: keyShape,
      /** The number of the last event that the head has read. */
      seen: z.number().int().min(1),
      decision: z.enum(['notice to improve', 'penalty notice', 'no notice']),
      words: wordsShape,
    }),
    response: answer,
  },
  config: {
    id: 'decide-formal-step',
    may: 'enforcement.decide',
    scope: 'school',
    audit: 'decided on a formal step',
    problems: ['enforcement.gate', CHANGED],
  },
})

export const formalSteps = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId/formal-steps',
  schema: {
    summary: 'The formal steps about a child: what is considered, and which notices there are',
    description: 'Who looks after safety also learns what waits for their answer.',
    tags: ['enforcement'],
    params: atSchool.extend({ pupilId: pupilIdShape }),
    response: {
      200: z.object({
        steps: z.array(
          z.object({
            threadId: threadIdShape,
            kind: z.string(),
            /** To whom, for those who may see notices; empty otherwise and where it is about the child alone. */
            to: z.string(),
            state: z.string(),
            since: dayShape,
          }),
        ),
        /** What waits for the designated safeguarding lead, for those who may answer. */
        asks: z.array(z.object({ threadId: threadIdShape, since: dayShape })),
      }),
    },
  },
  config: {
    id: 'formal-steps',
    may: 'casework.view',
    scope: 'school',
    audit: 'looked at the formal steps about a pupil',
  },
})
