import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { addressDraftShape, contactIdShape, dayShape, ofPupil, reasonShape, versionShape } from './shapes.ts'

export const tellFutureAddress = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/pupils/:pupilId/future-address',
  schema: {
    summary: 'Enter the address at which a pupil will live, from when and with whom, or take it back',
    description:
      'Regulation 8(3) of SI 2024/208. On that day it becomes the address of the pupil and of those named, and nobody else lives with the pupil any more; the history keeps both. `future` null takes it back. It is confidential from the first where the household is.',
    tags: ['roll'],
    params: ofPupil,
    body: z.object({
      future: z
        .object({
          address: addressDraftShape,
          /** Contacts of the pupil: the parents, and whoever else, whom the pupil will live with. */
          contactIds: z.array(contactIdShape).max(12),
          /** The first day on which the pupil lives there; still to come. */
          from: dayShape,
        })
        .nullable(),
      version: versionShape,
      reason: reasonShape,
    }),
    response: { 200: z.object({ version: versionShape }) },
  },
  config: {
    id: 'tell-future-address',
    may: 'pupil.edit',
    scope: 'school',
    audit: 'entered where a pupil will live',
    problems: ['roll.move-not-to-come', 'roll.move-with-whom', 'roll.address-confidential', 'roll.changed-meanwhile'],
  },
})
