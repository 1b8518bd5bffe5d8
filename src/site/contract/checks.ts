import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, groupIdShape, momentShape, pupilIdShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { keyShape, lineShape } from '../../register/contract.ts'
import { HANDED_TO } from '../rules/search.ts'
import { schoolParams } from './kiosk.ts'

const CHECK_URL = '/api/schools/:schoolId/spot-checks'
const searchParams = z.object({ schoolId: schoolIdShape, checkId: uuidShape(), pupilId: pupilIdShape })

const byShape = z.object({ name: z.string(), position: z.string() })

const stepShape = z.object({
  number: z.number().int(),
  kind: z.enum(['found', 'left-site', 'not-found', 'mistake', 'told', 'handed-over']),
  place: z.string(),
  person: z.string(),
  words: z.string(),
  at: momentShape,
  by: byShape,
})

const searchShape = z.object({
  checkId: z.string(),
  pupilId: pupilIdShape,
  name: z.string(),
  groupName: z.string().nullable(),
  /** What the register says of the session: shown, never changed from here. */
  day: dayShape,
  at: momentShape,
  place: z.string(),
  by: byShape,
  state: z.enum(['looking', 'found', 'left-site', 'not-found', 'mistake']),
  next: z.array(z.enum(['look', 'tell', 'hand-over'])),
  /** When the search should have come to something. */
  lookUntil: momentShape,
  steps: z.array(stepShape),
})
export type SearchShown = z.output<typeof searchShape>

export const listSpotChecks = operation({
  method: 'GET',
  url: CHECK_URL,
  schema: {
    summary: 'Spot checks, and the searches that are not over',
    description:
      'The searches of today and every earlier one in which something is still to do; and the checks of the last six weeks, counted.',
    tags: ['site'],
    params: schoolParams,
    response: {
      200: z.object({
        asOf: momentShape,
        searches: z.array(searchShape),
        checks: z.array(
          z.object({
            checkId: z.string(),
            kind: z.enum(['group', 'corridor']),
            day: dayShape,
            at: momentShape,
            place: z.string(),
            by: byShape,
            expected: z.number().int(),
            missing: z.number().int(),
          }),
        ),
      }),
    },
  },
  config: { id: 'list-spot-checks', may: 'site.check', scope: 'school', audit: 'looked at spot checks and searches' },
})

export const recordSpotCheck = operation({
  method: 'POST',
  url: CHECK_URL,
  schema: {
    summary: 'Write down a spot check, and who was missing or met out of lessons',
    description:
      'Only pupils who are on site by the registers can be missing: whoever is absent is followed up as absent. No mark changes. Somebody who is being looked for already is left as they are.',
    tags: ['site'],
    params: schoolParams,
    body: z.object({
      /** Also the check’s id. */
      key: keyShape,
      kind: z.enum(['group', 'corridor']),
      groupId: groupIdShape.nullable().default(null),
      place: lineShape(120).min(1, 'Say which lesson or where, such as “9A French, room 12”.'),
      pupilIds: z.array(pupilIdShape).max(60, 'Write down at most 60 pupils at once.'),
    }),
    response: { 200: z.object({ missing: z.number().int(), already: z.array(z.string()) }) },
  },
  config: {
    id: 'record-spot-check',
    may: 'site.check',
    scope: 'school',
    audit: 'made a spot check',
    problems: ['site.not-on-site', 'site.key-used', 'site.nobody-met', 'site.choose-group'],
  },
})

const SEARCH_PROBLEMS = ['site.search-not-so', 'site.search-moved-on'] as const

/** The number of the last step that was seen: somebody else’s since then is a 409. */
const seenShape = z.number().int().min(0)

export const recordSearch = operation({
  method: 'POST',
  url: `${CHECK_URL}/:checkId/pupils/:pupilId/steps`,
  schema: {
    summary: 'Write down what a search came to',
    description:
      'Found, left the site, not found, or a mistake. Left the site also signs the pupil out, so that “who is on site” and the evacuation roll say so; the mark stays as it is.',
    tags: ['site'],
    params: searchParams,
    body: z.object({
      key: keyShape,
      seen: seenShape,
      outcome: z.enum(['found', 'left-site', 'not-found', 'mistake']),
      place: lineShape(120).min(1, 'Say where: where they were found, last seen or looked for.'),
      person: lineShape(120).default(''),
      words: lineShape(500).default(''),
    }),
    response: { 200: z.object({ number: z.number().int(), message: z.string() }) },
  },
  config: {
    id: 'record-search',
    may: 'site.check',
    scope: 'school',
    audit: 'wrote down what a search for a pupil came to',
    problems: SEARCH_PROBLEMS,
  },
})

export const handSearchOver = operation({
  method: 'POST',
  url: `${CHECK_URL}/:checkId/pupils/:pupilId/hand-over`,
  schema: {
    summary: 'Write down who looks for a pupil from here on',
    tags: ['site'],
    params: searchParams,
    body: z.object({
      seen: seenShape,
      to: z.enum(HANDED_TO),
      words: lineShape(500).min(1, 'Write what they were told, and their reference.'),
    }),
    response: { 200: z.object({ number: z.number().int() }) },
  },
  config: {
    id: 'hand-search-over',
    may: 'site.check',
    scope: 'school',
    audit: 'handed over the search for a pupil',
    problems: SEARCH_PROBLEMS,
  },
})

export const tellOfSearch = operation({
  method: 'POST',
  url: `${CHECK_URL}/:checkId/pupils/:pupilId/tell`,
  schema: {
    summary: 'Tell the family of a search: by a message, or write down that they were told',
    description:
      'By message: to the first contact who may be told and can be sent one. The words are those of the templates “Not in lessons” and “Not where expected”.',
    tags: ['site'],
    params: searchParams,
    body: z.discriminatedUnion('way', [
      z.object({ way: z.literal('message'), seen: seenShape }),
      z.object({
        way: z.literal('call'),
        seen: seenShape,
        person: lineShape(120).min(1, 'Say whom you spoke with.'),
        words: lineShape(500).default(''),
      }),
    ]),
    response: { 200: z.object({ number: z.number().int(), message: z.string() }) },
  },
  config: {
    id: 'tell-of-search',
    may: 'site.check',
    scope: 'school',
    audit: 'told a family of a search for their child',
    problems: [...SEARCH_PROBLEMS, 'site.nobody-to-tell'],
  },
})
