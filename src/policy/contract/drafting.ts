import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, schoolIdShape } from '../../kernel/shapes.ts'
import { FILE_NAMES, type FileName } from '../rules/form/groups.ts'
import { blockChangeShape, findingShape, ofSchool, previewAnswer, settingChangeShape } from './shapes.ts'

const nameShape = z.enum(FILE_NAMES as readonly [FileName, ...FileName[]]) // there are some

export const getPolicyDraft = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/policy/draft',
  schema: {
    summary: 'The newest version of the policy as values that a form edits; a first file where there is none',
    tags: ['policy'],
    params: ofSchool,
    response: {
      200: z.object({
        /** The version that the values are of; 0 where there is none yet. */
        base: z.number().int(),
        /** Text, lists and named values, as they stand in the file. */
        values: z.record(z.string(), z.unknown()),
        /** What holds where the file leaves a setting out, in words. */
        otherwise: z.array(z.object({ name: z.string(), words: z.array(z.string()), source: z.string() })),
      }),
    },
  },
  config: {
    id: 'get-policy-draft',
    may: 'policy.change',
    scope: 'school',
    audit: { none: 'A policy is public and names nobody.' },
  },
})

export const checkPolicyDraft = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/policy/draft',
  schema: {
    summary: 'The policy file that edits of a version make, with what it says and contradicts. Nothing is saved',
    description:
      'Only what is edited changes in the file; comments and everything else stay to the letter. To save it, give the content of the answer to the operation that saves a version.',
    tags: ['policy'],
    params: ofSchool,
    body: z.object({
      /** The version that was edited, as `getPolicyDraft` said. */
      base: z.number().int().min(0),
      /** Each with its whole new value, or null to leave it to law and guidance. */
      edits: z.array(z.object({ name: nameShape, value: z.unknown() })).max(FILE_NAMES.length),
    }),
    response: { 200: previewAnswer },
  },
  config: {
    id: 'check-policy-draft',
    may: 'policy.change',
    scope: 'school',
    audit: { none: 'Nothing is saved, and a policy names nobody.' },
    problems: ['policy.changed', 'policy.not-values'],
  },
})

export const comparePolicies = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/policy/comparison',
  schema: {
    summary: 'What changed between two versions of the policy: settings, text, and what contradicts',
    tags: ['policy'],
    params: z.object({ schoolId: schoolIdShape }),
    querystring: z.object({
      one: z.coerce.number().int().min(1).max(100_000),
      other: z.coerce.number().int().min(1).max(100_000),
    }),
    response: {
      200: z.object({
        one: z.object({ number: z.number().int(), label: z.string(), inForceFrom: dayShape }),
        other: z.object({ number: z.number().int(), label: z.string(), inForceFrom: dayShape }),
        settings: z.array(settingChangeShape),
        text: z.array(blockChangeShape),
        /** Findings of the earlier that the later no longer has, and the other way round. */
        settled: z.array(findingShape),
        arisen: z.array(findingShape),
        remain: z.number().int(),
      }),
    },
  },
  config: {
    id: 'compare-policies',
    may: 'policy.view',
    scope: 'school',
    audit: { none: 'A policy is public and names nobody.' },
  },
})
