import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { atSchool, momentShape, reasonShape, templateFields, templateShape } from './shapes.ts'

const keyShape = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,40}$/, 'Use small letters, digits and hyphens, such as “first-day”.')
const ofTemplate = atSchool.extend({ key: keyShape })

export const listTemplates = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/message-templates',
  schema: {
    summary: 'The templates of messages, in their latest wording',
    tags: ['messaging'],
    params: atSchool,
    response: { 200: z.object({ templates: z.array(templateShape) }) },
  },
  config: {
    id: 'list-message-templates',
    may: 'messages.view',
    scope: 'school',
    audit: { none: 'Wording without names.' },
  },
})

export const showTemplate = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/message-templates/:key',
  schema: {
    summary: 'A template with every version, who wrote it and why',
    tags: ['messaging'],
    params: ofTemplate,
    response: {
      200: z.object({
        template: templateShape,
        versions: z.array(
          z.object({
            version: z.number().int(),
            name: z.string(),
            reason: z.string(),
            at: momentShape,
            byName: z.string(),
            byPosition: z.string(),
          }),
        ),
      }),
    },
  },
  config: {
    id: 'show-message-template',
    may: 'messages.view',
    scope: 'school',
    audit: { none: 'Wording without names.' },
    problems: ['messaging.no-template'],
  },
})

export const saveTemplate = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/message-templates/:key',
  schema: {
    summary: 'Write a new version of a template; the old ones stay',
    tags: ['messaging'],
    params: ofTemplate,
    body: z.object({
      /** The version that was seen; -1 for a new template. */
      seen: z.number().int().min(-1),
      ...templateFields,
      reason: reasonShape,
    }),
    response: { 200: z.object({ version: z.number().int() }) },
  },
  config: {
    id: 'save-message-template',
    may: 'messages.templates',
    scope: 'school',
    audit: 'changed a template of messages',
    problems: [
      'messaging.template-changed',
      'messaging.template-twice',
      'messaging.template-subject',
      'messaging.template-standard',
    ],
  },
})
