import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { contactIdShape, dayShape, momentShape, pupilIdShape, uuidShape } from '../../kernel/shapes.ts'
import { keyShape, lineShape } from '../../register/contract.ts'
import { hashShape, PACK_EVENTS, REDACTED_BECAUSE } from './events/pack.ts'
import { atSchool, atThread, byShape, parentShape, threadIdShape } from './shapes.ts'

const sectionShape = z.object({
  id: z.string(),
  title: z.string(),
  intro: z.array(z.string()),
  form: z.enum(['table', 'papers']),
  columns: z.array(z.string()),
  widths: z.array(z.number()),
  free: z.array(z.number().int()),
  whole: z.boolean(),
  lines: z.array(z.object({ id: z.string(), cells: z.array(z.string()), text: z.string() })),
  empty: z.string(),
})

const suggestionShape = z.object({
  words: z.string(),
  because: z.enum(['another child', 'another adult']),
  strength: z.enum(['sure', 'perhaps']),
  places: z.array(z.object({ section: z.string(), line: z.string() })),
})

export const redactionShape = z.object({
  /** Null, and no line, where words are blacked out wherever they stand. */
  section: z.string().max(40).nullable(),
  line: z.string().max(120).nullable(),
  /** Null leaves the line out. */
  words: lineShape(300).min(1, 'Type the words to black out.').nullable(),
  because: z.enum(REDACTED_BECAUSE),
})

const madePackShape = PACK_EVENTS['pack-made'].body
  .pick({ packId: true, hash: true, journal: true, from: true, to: true, redactions: true })
  .extend({ contactId: contactIdShape, at: momentShape, by: byShape })

const kindsOfProblem = ['enforcement.pack-period', 'enforcement.not-a-parent']

export const preparePack = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/formal-steps/:threadId/evidence-pack',
  schema: {
    summary: 'Everything that an evidence pack for one parent and child would hold, to look through before it is made',
    tags: ['enforcement'],
    params: atThread,
    querystring: z.object({
      contactId: contactIdShape.optional(),
      from: dayShape.optional(),
      to: dayShape.optional(),
    }),
    response: {
      200: z.object({
        threadId: threadIdShape,
        kind: z.string(),
        pupil: z.object({ id: pupilIdShape, name: z.string() }),
        /** Whose pack it can be: of a notice the one to whom it is addressed. */
        parents: z.array(parentShape),
        contactId: contactIdShape.nullable(),
        from: dayShape,
        to: dayShape,
        /** Empty where nobody has said yet whose pack it is. */
        sections: z.array(sectionShape),
        suggestions: z.array(suggestionShape),
        /** What was looked through: a pack is made of exactly this. */
        seen: z.string(),
        made: z.array(madePackShape),
      }),
    },
  },
  config: {
    id: 'prepare-evidence-pack',
    may: 'enforcement.prepare',
    scope: 'school',
    audit: 'looked through what an evidence pack would hold',
    problems: kindsOfProblem,
  },
})

export const makePack = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/formal-steps/:threadId/evidence-pack',
  schema: {
    summary: 'Make an evidence pack: what was looked through, without what is blacked out or left out',
    tags: ['enforcement'],
    params: atThread,
    body: z.object({
      key: keyShape,
      packId: uuidShape(),
      contactId: contactIdShape,
      from: dayShape,
      to: dayShape,
      seen: z.string().max(100),
      redactions: z.array(redactionShape).max(500),
      /** Suggested words that somebody looked at and leaves where they stand. */
      leave: z.array(lineShape(300)).max(500),
    }),
    response: { 200: z.object({ packId: uuidShape(), hash: hashShape }) },
  },
  config: {
    id: 'make-evidence-pack',
    may: 'enforcement.prepare',
    scope: 'school',
    audit: 'made an evidence pack',
    problems: [
      ...kindsOfProblem,
      'enforcement.pack-changed',
      'enforcement.redaction',
      'enforcement.names-left',
      'enforcement.changed',
    ],
  },
})

const atPack = atSchool.extend({ packId: uuidShape() })

export const packFile = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/evidence-packs/:packId/file',
  schema: {
    summary: 'An evidence pack that was made: as one PDF, or as a ZIP with its hashes',
    tags: ['enforcement'],
    params: atPack,
    querystring: z.object({ of: z.enum(['pdf', 'zip']) }),
    response: { 200: z.unknown() },
  },
  config: {
    id: 'evidence-pack-file',
    may: 'enforcement.prepare',
    scope: 'school',
    audit: 'took a copy of an evidence pack',
    raw: 'A ZIP or PDF file.',
  },
})

export const checkPack = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/evidence-packs/:packId/check',
  schema: {
    summary: 'Whether a pack made again is the same, byte for byte, and the journal still has its hash',
    tags: ['enforcement'],
    params: atPack,
    response: {
      200: z.object({
        sound: z.boolean(),
        /** What agrees and what does not, a sentence each. */
        found: z.array(z.object({ agrees: z.boolean(), words: z.string() })),
      }),
    },
  },
  config: {
    id: 'check-evidence-pack',
    may: 'enforcement.prepare',
    scope: 'school',
    audit: 'checked an evidence pack against the register',
  },
})
