import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { contactIdShape, dayShape, momentShape, pupilIdShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { keyShape, lineShape } from '../../register/contract.ts'
import { CALL_OUTCOMES, CALLED, HANDED_TO, VISIT_OUTCOMES } from '../rules/chase-acts.ts'
import { REPORT_CATEGORIES } from '../rules/report.ts'

const atSchool = z.object({ schoolId: schoolIdShape })
const byShape = z.object({ name: z.string(), position: z.string() })
const familyShape = z.array(pupilIdShape).min(1, 'Say which child it is about.').max(12)
const outcomeShape = z.object({
  /** Children whose mark was changed meanwhile: what was done is kept, and there is no more to follow up. */
  withdrawn: z.array(pupilIdShape),
})

export const claimFamily = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/families-being-rung',
  schema: {
    summary: 'Say that you are ringing a family, or that you have done',
    description: 'For five minutes nobody else can. Refused with who it is where somebody else is ringing one of them.',
    tags: ['absence'],
    params: atSchool,
    body: z.object({ pupilIds: familyShape, done: z.boolean().default(false) }),
    response: { 200: z.object({ until: momentShape.nullable() }) },
  },
  config: {
    id: 'claim-family',
    may: 'absence.follow',
    scope: 'school',
    audit: 'said that they were ringing a family',
    problems: ['absence.being-rung'],
  },
})

export const recordContact = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/contacts-made',
  schema: {
    summary: 'Record a call or a letter about an absence, and what came of it',
    description:
      'With a reason, it is entered as a report of the family for each child. Refused for a contact who must not be told about one of them.',
    tags: ['absence'],
    params: atSchool,
    body: z.object({
      key: keyShape,
      pupilIds: familyShape,
      channel: z.enum(['call', 'letter']).default('call'),
      whom: z.enum(CALLED).default('contact'),
      contactId: contactIdShape.nullable().default(null),
      number: lineShape(40).nullable().default(null),
      outcome: z.enum([...CALL_OUTCOMES, 'sent']),
      words: lineShape(500).default(''),
      returnDay: dayShape.nullable().default(null),
      category: z.enum(REPORT_CATEGORIES).nullable().default(null),
      /** Whether the child is at home alone, where somebody said so; null where nobody did. */
      alone: z.boolean().nullable().default(null),
    }),
    response: { 200: outcomeShape },
  },
  config: {
    id: 'record-contact',
    may: 'absence.follow',
    scope: 'school',
    audit: 'recorded a contact about an absence',
    problems: [
      'absence.being-rung',
      'absence.must-not-be-told',
      'absence.not-a-contact',
      'absence.incomplete',
      'absence.key-used',
      'absence.not-on-roll',
      'absence.no-session',
    ],
  },
})

const sentTextShape = z.object({
  pupilIds: z.array(pupilIdShape),
  children: z.string(),
  to: z.string(),
  /** What it says; empty where it is not sent. */
  body: z.string(),
  /** What whoever sends it should know: that English goes, since no wording in the family’s language was checked. */
  notes: z.array(z.string()),
  channel: z.enum(['text', 'email', 'letter']).nullable(),
  /** Why nobody of this family is sent one; null where somebody is. */
  refused: z.string().nullable(),
})

export const previewTexts = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/morning-texts',
  schema: {
    summary: 'The texts that the ladder asks for now, as they would go to each family',
    tags: ['absence'],
    params: atSchool,
    response: {
      200: z.object({
        asOf: momentShape,
        texts: z.array(sentTextShape),
        /** What a service is set up for; what is not carried waits for a person to send it. */
        carried: z.object({ text: z.boolean(), email: z.boolean() }),
      }),
    },
  },
  config: {
    id: 'preview-morning-texts',
    may: 'absence.follow',
    scope: 'school',
    audit: 'looked at the texts of a morning before they went',
  },
})

export const sendTexts = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/morning-texts',
  schema: {
    summary: 'Text every family whose ladder asks for it now',
    description:
      'One message a day about a child, brothers and sisters in one. Asked twice it sends once. Who cannot be sent one is noted, and the ladder goes on to a call.',
    tags: ['absence'],
    params: atSchool,
    /** At most so many at once, so that registers are taken in between. */
    body: z.object({ pupilIds: z.array(pupilIdShape).min(1).max(20) }),
    response: { 200: z.object({ texts: z.array(sentTextShape) }) },
  },
  config: {
    id: 'send-morning-texts',
    may: 'messages.send',
    scope: 'school',
    audit: 'texted the families of absent children',
  },
})

export const recordSafe = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/seen-and-safe',
  schema: {
    summary: 'Record that somebody saw the child, who is safe: by whom and where',
    tags: ['absence'],
    params: atSchool,
    body: z.object({
      key: keyShape,
      pupilIds: familyShape,
      seenBy: lineShape(120).min(1, 'Write down who saw the child.'),
      where: lineShape(200).min(1, 'Write down where the child was seen.'),
      words: lineShape(500).default(''),
    }),
    response: { 200: outcomeShape },
  },
  config: {
    id: 'record-safe',
    may: 'absence.follow',
    scope: 'school',
    audit: 'recorded that an absent child was seen and safe',
    problems: ['absence.not-on-roll', 'absence.key-used'],
  },
})

export const handOver = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/chases-handed-over',
  schema: {
    summary:
      'Hand over the search for a child: to the safeguarding lead, the police, a social worker, the local authority',
    tags: ['absence'],
    params: atSchool,
    body: z.object({
      key: keyShape,
      pupilIds: familyShape,
      to: z.enum(HANDED_TO),
      words: lineShape(1000).min(1, 'Write down what they were told.'),
      reference: lineShape(80).default(''),
    }),
    response: { 200: outcomeShape },
  },
  config: {
    id: 'hand-over-chase',
    may: 'absence.follow',
    scope: 'school',
    audit: 'handed over the search for an absent child',
    problems: ['absence.not-on-roll', 'absence.key-used'],
  },
})

const visitShape = z.object({
  id: z.string(),
  pupils: z.array(z.object({ id: pupilIdShape, name: z.string(), groupName: z.string().nullable() })),
  day: dayShape,
  state: z.enum(['planned', 'made', 'called-off']),
  going: z.string(),
  before: z.string(),
  outcome: z.enum(VISIT_OUTCOMES).nullable(),
  seen: z.string(),
  address: z.union([
    z.object({ state: z.literal('shown'), lines: z.array(z.string()), town: z.string(), postcode: z.string() }),
    z.object({ state: z.enum(['hidden', 'none']) }),
  ]),
  /** Who may open the door, and who must not be told; empty for those who may not know contacts. */
  adults: z.array(
    z.object({
      name: z.string(),
      relationship: z.string(),
      livesWith: z.boolean(),
      language: z.string().nullable(),
      numbers: z.array(z.string()),
      /** Why nothing may be said to them; empty where they may be told. */
      warning: z.string(),
    }),
  ),
  at: momentShape,
  by: byShape,
})
export type HomeVisit = z.output<typeof visitShape>

export const listVisits = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/home-visits',
  schema: {
    summary: 'Home visits of a day in the order of a route, with who goes and where',
    description: 'An address that is confidential is shown only to those who may see it.',
    tags: ['absence'],
    params: atSchool,
    querystring: z.object({ day: dayShape.optional() }),
    response: { 200: z.object({ asOf: momentShape, day: dayShape, visits: z.array(visitShape) }) },
  },
  config: { id: 'list-home-visits', may: 'absence.visit', scope: 'school', audit: 'read the route of home visits' },
})

export const planVisit = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/home-visits',
  schema: {
    summary: 'Plan a visit to the home of an absent child',
    tags: ['absence'],
    params: atSchool,
    body: z.object({
      /** The visit's own id: sending the same again plans it once. */
      visitId: uuidShape(),
      pupilIds: familyShape,
      day: dayShape,
      going: lineShape(200).min(1, 'Write down who goes.'),
      words: lineShape(500).default(''),
    }),
    response: { 200: z.object({ id: z.string() }) },
  },
  config: {
    id: 'plan-home-visit',
    may: 'absence.visit',
    scope: 'school',
    audit: 'planned a visit to a home',
    problems: ['absence.not-on-roll', 'absence.bad-period', 'absence.key-used'],
  },
})

export const recordVisit = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/home-visits/:visitId',
  schema: {
    summary: 'Record what a visit to a home came to and what was seen, or call it off',
    tags: ['absence'],
    params: atSchool.extend({ visitId: uuidShape() }),
    body: z.object({
      /** Null: it is called off. */
      outcome: z.enum(VISIT_OUTCOMES).nullable(),
      going: lineShape(200).default(''),
      words: lineShape(1000).min(1, 'Write down what was seen, or why nobody goes.'),
    }),
    response: { 200: outcomeShape },
  },
  config: {
    id: 'record-home-visit',
    may: 'absence.visit',
    scope: 'school',
    audit: 'recorded a visit to a home',
    problems: ['absence.visit-over'],
  },
})
