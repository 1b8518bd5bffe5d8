import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { pupilIdShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { enteredShape, typedLine } from './naming.ts'
import { askedQuery, atSchool } from './shapes.ts'

const savedGroupShape = z.object({
  id: z.string(),
  name: z.string(),
  /** How many pupils are named in it; null where it is a part of the school. */
  pupils: z.number().int().nullable(),
  /** Which part of the school, in words; null where pupils are named. */
  part: z.string().nullable(),
  saved: enteredShape,
})

export const listSavedGroups = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/saved-groups',
  schema: {
    summary: 'Groups of pupils that were saved to see their figures again',
    description: 'Without those that are made by a flag the caller may not know of.',
    tags: ['measures'],
    params: atSchool,
    response: { 200: z.object({ groups: z.array(savedGroupShape) }) },
  },
  config: {
    id: 'list-saved-groups',
    may: 'measures.view',
    scope: 'school',
    audit: { none: 'It names groups and no pupil.' },
  },
})

export const saveGroup = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/saved-groups',
  schema: {
    summary: 'Saves a group of pupils under a name, to see its figures again',
    tags: ['measures'],
    params: atSchool,
    body: z
      .object({
        name: typedLine('Name the group, such as “Breakfast club”.', 60),
        pupilIds: z.array(pupilIdShape).min(1, 'Choose at least one pupil.').max(500).optional(),
        /** Instead of pupils: a part of the school, written as in an address. */
        part: askedQuery
          .pick({ yearGroups: true, groupIds: true, sex: true, with: true, without: true, ethnicity: true })
          .optional(),
      })
      .refine((body) => (body.pupilIds === undefined) !== (body.part === undefined), {
        message: 'Choose pupils, or a part of the school, not both.',
        path: ['pupilIds'],
      }),
    response: { 200: z.object({ id: z.string() }) },
  },
  config: {
    id: 'save-group',
    may: 'measures.record',
    scope: 'school',
    audit: 'saved a group of pupils',
    problems: [
      'measures.flag-not-yours',
      'measures.group-name-taken',
      'measures.everybody',
      'measures.too-many-groups',
    ],
  },
})

export const removeSavedGroup = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/saved-groups/:savedGroupId/remove',
  schema: {
    summary: 'Takes a saved group away',
    tags: ['measures'],
    params: z.object({ schoolId: schoolIdShape, savedGroupId: uuidShape() }),
    response: { 200: z.object({}) },
  },
  config: { id: 'remove-saved-group', may: 'measures.record', scope: 'school', audit: 'took a saved group away' },
})
