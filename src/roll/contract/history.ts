import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { momentShape } from '../../kernel/shapes.ts'
import { pupilShape } from './pupils.ts'
import { contactIdShape, ofPupil } from './shapes.ts'

export const listPupilChanges = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId/changes',
  schema: {
    summary: 'Every change of a pupil’s record, with its five facts',
    description:
      'Original entry, amended entry, reason, when, and the name and position of who made it. Kept at least six years from the day of the change (regulation 7). What the caller may not see is hidden here too.',
    tags: ['roll'],
    params: ofPupil,
    response: {
      200: z.object({
        changes: z.array(
          z.object({
            number: z.number().int(),
            at: momentShape,
            by: z.object({ name: z.string(), position: z.string() }),
            reason: z.string(),
            /** What was changed: "Particulars", "Contact: Ann Okafor", "Flag: SEN support". */
            what: z.string(),
            first: z.boolean(),
            fields: z.array(z.object({ field: z.string(), original: z.string(), amended: z.string() })),
          }),
        ),
      }),
    },
  },
  config: {
    id: 'list-pupil-changes',
    may: 'pupil.view-contacts',
    scope: 'school',
    audit: 'read the changes of a pupil’s record',
  },
})

export const showPupilAsItStood = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId/as-it-stood',
  schema: {
    summary: 'A pupil’s record as it stood at a past moment',
    description:
      'Rebuilt from the five facts of every change, and equal to what was shown then, but that whatever the caller may not know today is hidden in the past too.',
    tags: ['roll'],
    params: ofPupil,
    querystring: z.object({ at: momentShape }),
    response: {
      200: z.object({
        at: momentShape,
        /** As `get-pupil` would have answered then; null where the pupil had not been entered yet. */
        pupil: pupilShape.nullable(),
        /** Contacts who were not barred then and must not be told now. */
        barredSince: z.array(contactIdShape),
      }),
    },
  },
  config: {
    id: 'show-pupil-as-it-stood',
    may: 'pupil.view-contacts',
    scope: 'school',
    audit: 'looked at a pupil’s record as it stood at a past moment',
  },
})
