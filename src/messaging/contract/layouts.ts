import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { atSchool, momentShape, reasonShape } from './shapes.ts'

const sourceShape = z
  .string()
  .min(1, 'Write the layout.')
  .max(40_000, 'Use 40,000 characters or fewer.')
  .refine((text) => !text.includes('\u0000'), 'There is a character in it that cannot be kept.')

export const showLetterLayout = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/letter-layout',
  schema: {
    summary: 'The layout of letters: the school’s own in Typst, or the house’s, with every version',
    tags: ['messaging'],
    params: atSchool,
    response: {
      200: z.object({
        /** 0 where the school never had one of its own. */
        version: z.number().int(),
        /** Null where the house layout is used. */
        own: z.string().nullable(),
        house: z.string(),
        versions: z.array(
          z.object({
            version: z.number().int(),
            house: z.boolean(),
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
    id: 'show-letter-layout',
    may: 'messages.view',
    scope: 'school',
    audit: { none: 'A layout without names.' },
  },
})

export const previewLetterLayout = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/letter-layout-previews',
  schema: {
    summary: 'Made-up letters by a layout that nobody has saved yet, as a PDF; nothing is kept',
    description:
      'The layout is compiled for real: alone in an empty folder, without a network, and stopped where it takes too long. Refused with every fault and its line where it does not compile, where it would not be PDF/UA-1, or where address, date, heading, words, signature or school do not appear.',
    tags: ['messaging'],
    params: atSchool,
    body: z.object({ source: sourceShape }),
    response: { 200: z.string() },
  },
  config: {
    id: 'preview-letter-layout',
    may: 'messages.templates',
    scope: 'school',
    audit: { none: 'A layout without names.' },
    raw: 'A PDF.',
    problems: ['messaging.layout-faults'],
  },
})

export const saveLetterLayout = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/letter-layout',
  schema: {
    summary: 'Use a layout of the school’s own for letters, or the house’s again; the versions of before stay',
    tags: ['messaging'],
    params: atSchool,
    body: z.object({
      /** The version that was seen; 0 for the first. */
      seen: z.number().int().min(0),
      /** Null: the house layout. */
      source: sourceShape.nullable(),
      reason: reasonShape,
    }),
    response: { 200: z.object({ version: z.number().int() }) },
  },
  config: {
    id: 'save-letter-layout',
    may: 'messages.templates',
    scope: 'school',
    audit: 'changed the layout of letters',
    costly: true,
    problems: ['messaging.layout-faults', 'messaging.layout-changed'],
  },
})
