import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { momentShape, pupilIdShape, schoolIdShape } from '../../kernel/shapes.ts'

/** Why a row is kept back from whoever asks for a child's record. What the law allows was not read: people decide, and say why. */
export const WITHHELD_BECAUSE = [
  'It is about somebody else',
  'It could put somebody at risk',
  'It is legal advice',
  'Another reason',
] as const

const ofPupil = z.object({ schoolId: schoolIdShape, pupilId: pupilIdShape })
const cellShape = z.tuple([z.string(), z.string()])

const rowShape = z.object({ key: z.string(), cells: z.array(cellShape) })
export type ShownRow = z.output<typeof rowShape>

const partShape = z.object({
  table: z.string(),
  title: z.string(),
  count: z.number().int(),
  /** By which these very rows are known: who looked through them hands it in, and finds out where one was added or changed since. */
  seen: z.string(),
  /** To be looked through before it goes; null where the part goes as it is: marks, and who looked at them. */
  rows: z.array(rowShape).nullable(),
  /** Its columns about other people, or of an address that is kept confidential: they stay out unless somebody decides otherwise. */
  others: z.array(z.object({ column: z.string(), label: z.string(), because: z.enum(['other', 'confidential']) })),
  restricted: z.boolean(),
})
export type ShownPart = z.output<typeof partShape>

export const showSubjectRecord = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId/subject-record',
  schema: {
    summary: 'All that is kept about one child, part by part, to be looked through before it is handed out',
    tags: ['interchange'],
    params: ofPupil,
    response: { 200: z.object({ name: z.string(), at: momentShape, parts: z.array(partShape) }) },
  },
  config: {
    id: 'show-subject-record',
    may: 'subject.export',
    scope: 'school',
    audit: 'looked through all that is kept about a child',
    costly: true,
  },
})

export const exportSubjectRecord = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/pupils/:pupilId/subject-record',
  schema: {
    summary:
      'All that is kept about one child as a ZIP: a PDF to read, a table for each part, files, and a list of what was withheld and why',
    tags: ['interchange'],
    params: ofPupil,
    body: z.object({
      /** Who asked, and what the answer is to: it stands on the first page. */
      askedBy: z.string().trim().min(1, 'Say who asked for the record.').max(200),
      /** The parts that somebody looked through, each with `seen` as it was then: all that are to be looked through are. */
      looked: z.array(z.object({ table: z.string(), seen: z.string().max(64) })).max(200),
      withheld: z.array(z.object({ table: z.string(), key: z.string(), because: z.enum(WITHHELD_BECAUSE) })).max(5000),
      /** `table.column` of what is about other people and may go all the same. */
      others: z.array(z.string()).max(200),
      /** With what only those who look after safety may read. */
      restricted: z.boolean(),
    }),
    // A file.
    response: { 200: z.unknown() },
  },
  config: {
    id: 'export-subject-record',
    may: 'subject.export',
    scope: 'school',
    audit: 'handed out all that is kept about a child',
    raw: 'A ZIP file.',
    problems: ['interchange.restricted', 'interchange.not-looked-through'],
  },
})
