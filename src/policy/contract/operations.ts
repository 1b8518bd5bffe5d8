import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape } from '../../kernel/shapes.ts'
import { findingShape, ofSchool, ofVersion, previewAnswer, settingShape, textShape, versionShape } from './shapes.ts'

export type { FindingShown, SettingShown } from './shapes.ts'

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
    response: { 200: previewAnswer },
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
