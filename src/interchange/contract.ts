import { z } from 'zod'
import { operation } from '../identity/contract.ts'
import { schoolIdShape } from '../kernel/shapes.ts'
import { answersShape, fileShape, importShape, rowShape, summaryShape } from './contract/shapes.ts'
import { FORMATS } from './rules/roster.ts'

export type { Counts } from './contract/shapes.ts'
export * from './contract/subject.ts'
export { COLUMNS } from './rules/columns.ts'
export type { RowKind } from './rules/compare-roster.ts'
export type { ImportState } from './rules/import-state.ts'
export type { Question } from './rules/questions.ts'
export type { Answers, Format } from './rules/roster.ts'
export { KEPT_TABLES, NOT_OF_A_CHILD } from './rules/subject/kept-tables.ts'

/** The largest file that is taken, in bytes: 30 MB, some 60,000 pupils of the template. */
export const LARGEST_FILE = 30 * 1024 * 1024

const ofSchool = z.object({ schoolId: schoolIdShape })
const ofImport = z.object({ schoolId: schoolIdShape, importId: z.uuid() })
const NOT_NOW = 'interchange.not-now'

export const listImports = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/roster-imports',
  schema: {
    summary: 'The latest roster imports of a school, newest first',
    tags: ['interchange'],
    params: ofSchool,
    response: { 200: z.object({ imports: z.array(summaryShape) }) },
  },
  config: { id: 'list-roster-imports', may: 'roster.import', scope: 'school', audit: { none: 'Names no pupil.' } },
})

export const startImport = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/roster-imports',
  schema: {
    summary: 'Start a roster import',
    description:
      'Nothing changes until it is committed. Add its files, have them read, answer what is asked, look, commit.',
    tags: ['interchange'],
    params: ofSchool,
    body: z.object({ format: z.enum(FORMATS).optional() }),
    response: { 200: z.object({ importId: z.uuid() }) },
  },
  config: { id: 'start-roster-import', may: 'roster.import', scope: 'school', audit: 'started a roster import' },
})

export const addFile = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/roster-imports/:importId/files',
  schema: {
    summary: 'Add a file to a roster import, or replace the one of the same name',
    description: 'The body is the file itself, sent as application/octet-stream: a CSV file, or a zip of CSV files.',
    tags: ['interchange'],
    params: ofImport,
    querystring: z.object({ name: z.string().min(1, 'Give the name of the file.').max(200) }),
    // Bytes, which no JSON Schema describes.
    body: z.unknown(),
    response: { 200: fileShape },
  },
  config: {
    id: 'add-roster-file',
    may: 'roster.import',
    scope: 'school',
    audit: 'added a file to a roster import',
    bodyLimit: LARGEST_FILE,
    problems: [
      NOT_NOW,
      'interchange.empty-file',
      'interchange.not-text',
      'interchange.unknown-file',
      'interchange.missing-columns',
    ],
  },
})

export const readImport = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/roster-imports/:importId/read',
  schema: {
    summary: 'Have the files of a roster import read',
    tags: ['interchange'],
    params: ofImport,
    response: { 200: z.object({ state: importShape.shape.state }) },
  },
  config: {
    id: 'read-roster-import',
    costly: true,
    may: 'roster.import',
    scope: 'school',
    audit: 'had the files of a roster import read',
    problems: [NOT_NOW, 'interchange.file-missing', 'interchange.unknown-version', 'interchange.mixed-formats'],
  },
})

export const getImport = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/roster-imports/:importId',
  schema: {
    summary: 'How a roster import stands: state, questions, counts, progress',
    tags: ['interchange'],
    params: ofImport,
    response: { 200: importShape },
  },
  config: {
    id: 'get-roster-import',
    may: 'roster.import',
    scope: 'school',
    audit: { none: 'Asked every second while an import is at work; its rows are audited where they are listed.' },
  },
})

export const answerQuestions = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/roster-imports/:importId/answers',
  schema: {
    summary: 'Answer what the files of a roster import do not say',
    description: 'Answers given before stay unless they are given again.',
    tags: ['interchange'],
    params: ofImport,
    body: answersShape,
    response: { 200: z.object({ state: importShape.shape.state }) },
  },
  config: {
    id: 'answer-roster-questions',
    costly: true,
    may: 'roster.import',
    scope: 'school',
    audit: 'answered questions of a roster import',
    problems: [NOT_NOW],
  },
})

/** `stop`: rows that keep the import from being committed; `problems`: those and the ones that somebody should look at. */
export const ROW_FILTERS = ['all', 'problems', 'stop', 'new', 'changed', 'unchanged', 'leaving', 'aside'] as const

export const listRows = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/roster-imports/:importId/rows',
  schema: {
    summary: 'What each row of a roster import would do, a page at a time',
    tags: ['interchange'],
    params: ofImport,
    querystring: z.object({
      show: z.enum(ROW_FILTERS).default('all'),
      /** The position after which the page begins. */
      after: z.coerce.number().int().min(-1).default(-1),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    response: { 200: z.object({ rows: z.array(rowShape), next: z.number().nullable() }) },
  },
  config: {
    id: 'list-roster-rows',
    may: 'roster.import',
    scope: 'school',
    audit: 'looked at the rows of a roster import',
    problems: ['interchange.sensitive'],
  },
})

export const commitImport = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/roster-imports/:importId/commit',
  schema: {
    summary: 'Commit a roster import: all of it or nothing',
    tags: ['interchange'],
    params: ofImport,
    body: z.object({
      /** Said after looking at the rows that a person should check. */
      checked: z.boolean().default(false),
    }),
    response: { 200: z.object({ state: importShape.shape.state }) },
  },
  config: {
    id: 'commit-roster-import',
    costly: true,
    may: 'roster.import',
    scope: 'school',
    audit: 'had a roster import committed',
    problems: [NOT_NOW, 'interchange.sensitive', 'interchange.rows-stop', 'interchange.rows-unchecked'],
  },
})

export const discardImport = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/roster-imports/:importId/discard',
  schema: {
    summary: 'Discard a roster import and everything that was staged for it',
    tags: ['interchange'],
    params: ofImport,
    response: { 200: z.object({ state: importShape.shape.state }) },
  },
  config: {
    id: 'discard-roster-import',
    may: 'roster.import',
    scope: 'school',
    audit: 'discarded a roster import',
    problems: [NOT_NOW],
  },
})

export const downloadTemplate = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/roster-template',
  schema: {
    summary: 'The roster template as a CSV file, with two made-up pupils',
    tags: ['interchange'],
    params: ofSchool,
    response: { 200: z.unknown() },
  },
  config: {
    id: 'download-roster-template',
    may: 'roster.import',
    scope: 'school',
    audit: { none: 'An empty form.' },
    raw: 'text/csv',
  },
})

export const exportRoster = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/roster-export',
  schema: {
    summary: 'Everybody on roll, in the columns of the template, as a CSV file',
    tags: ['interchange'],
    params: ofSchool,
    response: { 200: z.unknown() },
  },
  config: {
    id: 'export-roster',
    may: 'roster.import',
    scope: 'school',
    audit: 'took the whole roster out as a file',
    raw: 'text/csv',
  },
})
