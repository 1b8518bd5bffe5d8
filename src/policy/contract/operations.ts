import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, momentShape, schoolIdShape } from '../../kernel/shapes.ts'
import type { FindingRow } from '../rules/checks/finding-rows.ts'
import { FINDING_ROWS } from '../rules/checks/finding-rows.ts'

const ofSchool = z.object({ schoolId: schoolIdShape })
const ofVersion = z.object({ schoolId: schoolIdShape, number: z.coerce.number().int().min(1).max(100_000) })

// The keys of a record of rows are rows; Object.keys forgets it.
const rowShape = z.enum(Object.keys(FINDING_ROWS) as [FindingRow, ...FindingRow[]])
const citationShape = z.object({ source: z.string(), verified: z.boolean() })

const findingShape = z.object({
  row: rowShape,
  severity: z.enum(['stop', 'law', 'conflict', 'note']),
  title: z.string(),
  /** Every place that takes part, both sides of a contradiction first. */
  places: z.array(
    z.object({
      section: z.string(),
      words: z.string(),
      /** In the file; null for what does not stand in it. */
      line: z.number().int().nullable(),
    }),
  ),
  legal: citationShape.extend({ position: z.string() }),
  toDo: z.string(),
})
export type FindingShown = z.output<typeof findingShape>

const blockShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paragraph'), text: z.string() }),
  z.object({ kind: z.literal('list'), lead: z.string(), items: z.array(z.string()) }),
  z.object({
    kind: z.literal('table'),
    label: z.string(),
    columns: z.array(z.string()),
    rows: z.array(z.array(z.string())),
  }),
])
const textShape = z.object({
  school: z.string(),
  title: z.string(),
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  parts: z.array(z.object({ number: z.string(), title: z.string(), blocks: z.array(blockShape) })),
})

const settingShape = z.object({
  /** As a person reads it: "First-day contact". */
  name: z.string(),
  /** Sentences, one for each part of the setting. */
  values: z.array(z.string()),
  /** The sections that state it; none where it comes from law, guidance or Firstbell. */
  sections: z.array(z.string()),
  from: citationShape,
})
export type SettingShown = z.output<typeof settingShape>

const versionShape = z.object({
  number: z.number().int(),
  label: z.string(),
  inForceFrom: dayShape,
  findings: z.number().int(),
  reason: z.string(),
  saved: z.object({ at: momentShape, name: z.string(), position: z.string() }),
})

const faultShape = z.object({ line: z.number().int().nullable(), message: z.string() })

export const getPolicy = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/policy',
  schema: {
    summary: 'The attendance policy in force: its settings with their sources, what it contradicts, and its versions',
    tags: ['policy'],
    params: ofSchool,
    response: {
      200: z.object({
        /** Null where there is no file and law and guidance hold alone. */
        version: z.number().int().nullable(),
        from: dayShape.nullable(),
        text: textShape,
        settings: z.array(settingShape),
        findings: z.array(findingShape),
        /** The newest first. */
        versions: z.array(versionShape),
      }),
    },
  },
  config: {
    id: 'get-policy',
    may: 'policy.view',
    scope: 'school',
    audit: { none: 'A policy is public and names nobody.' },
  },
})

export const previewPolicy = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/policy/preview',
  schema: {
    summary: 'What a policy file would say and contradict, before it is saved',
    description: 'The body is the file itself, sent as application/octet-stream. Nothing is saved.',
    tags: ['policy'],
    params: ofSchool,
    // Bytes, which no JSON Schema describes.
    body: z.unknown(),
    response: {
      200: z.object({
        /** Why it is no policy file, with lines; then nothing else is said. */
        faults: z.array(faultShape),
        preview: z
          .object({
            content: z.string(),
            sha256: z.string(),
            label: z.string(),
            inForceFrom: dayShape,
            text: textShape,
            findings: z.array(findingShape),
            /** Settings whose values would change. */
            changes: z.array(z.object({ name: z.string(), before: z.string(), after: z.string() })),
            /** The number of the newest version, to be given back when it is saved; 0 where there is none. */
            seen: z.number().int(),
          })
          .nullable(),
      }),
    },
  },
  config: {
    id: 'preview-policy',
    may: 'policy.change',
    scope: 'school',
    audit: { none: 'Nothing is saved, and a policy names nobody.' },
    bodyLimit: 1024 * 1024,
    costly: true,
    problems: ['policy.not-a-file'],
  },
})

export const savePolicy = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/policy/versions',
  schema: {
    summary: 'Save a policy that was previewed as the next version',
    description: 'Versions are kept for ever. What was previewed is saved, or nothing.',
    tags: ['policy'],
    params: ofSchool,
    body: z.object({
      content: z.string().min(1).max(300_000),
      /** Of the preview. */
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      /** The number of the newest version that was seen; 0 where there was none. */
      seen: z.number().int().min(0),
      reason: z.string().trim().min(3, 'Say why the policy changes, in a few words.').max(500),
    }),
    response: { 200: z.object({ number: z.number().int(), inForceFrom: dayShape }) },
  },
  config: {
    id: 'save-policy',
    may: 'policy.change',
    scope: 'school',
    audit: 'saved a version of the attendance policy',
    bodyLimit: 1024 * 1024,
    problems: ['policy.not-understood', 'policy.other-file', 'policy.cannot-work', 'policy.changed', 'policy.same'],
  },
})

export const downloadPolicy = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/policy/versions/:number/file',
  schema: {
    summary: 'A version of the policy as it was saved, a YAML file',
    tags: ['policy'],
    params: ofVersion,
    response: { 200: z.unknown() },
  },
  config: {
    id: 'download-policy',
    may: 'policy.view',
    scope: 'school',
    audit: { none: 'A policy is public and names nobody.' },
    raw: 'application/octet-stream',
  },
})

export const POLICY_FORMATS = ['html', 'pdf'] as const

export const printPolicy = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/policy/versions/:number/:format',
  schema: {
    summary: 'The public text of a version, made from its settings: a web page, or a PDF that can be read aloud',
    tags: ['policy'],
    params: ofVersion.extend({ format: z.enum(POLICY_FORMATS) }),
    response: { 200: z.unknown() },
  },
  config: {
    id: 'print-policy',
    may: 'policy.view',
    scope: 'school',
    audit: { none: 'A policy is public and names nobody.' },
    costly: true,
    raw: 'application/octet-stream',
  },
})
