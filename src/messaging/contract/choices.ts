import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { atSchool, channelShape, contactIdShape, languageShape, momentShape, pupilIdShape } from './shapes.ts'

const ofPupil = atSchool.extend({ pupilId: pupilIdShape })

export const listChoices = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId/message-choices',
  schema: {
    summary:
      'How each contact of a pupil is written to: who is told, by which channel, in which language, and what does not work',
    tags: ['messaging'],
    params: ofPupil,
    response: {
      200: z.object({
        contacts: z.array(
          z.object({
            id: contactIdShape,
            name: z.string(),
            relationship: z.string(),
            /** Why this person is sent nothing; null where they may be. */
            notTold: z.string().nullable(),
            /** Whether they also get what is only for those with responsibility or care. */
            responsible: z.boolean(),
            /** The language of the record, as it was typed. */
            recordLanguage: z.string().nullable(),
            language: z.string().nullable(),
            channel: channelShape.nullable(),
            chosen: z.object({ by: z.enum(['contact', 'office']), at: momentShape, byName: z.string() }).nullable(),
            /** Channels that reach them now. */
            reachable: z.array(channelShape),
            /** Numbers and addresses that a service said do not work. */
            failed: z.array(z.string()),
          }),
        ),
      }),
    },
  },
  config: {
    id: 'list-message-choices',
    may: 'messages.view',
    scope: 'school',
    audit: 'read how a pupil’s contacts are written to',
  },
})

export const chooseForContact = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/pupils/:pupilId/message-choices/:contactId',
  schema: {
    summary: 'Write down the language and the channel that a contact chose',
    tags: ['messaging'],
    params: ofPupil.extend({ contactId: contactIdShape }),
    body: z.object({ language: languageShape.nullable(), channel: channelShape.nullable() }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'choose-for-contact',
    may: 'messages.send',
    scope: 'school',
    audit: 'wrote down how a contact wants to be written to',
    problems: ['messaging.not-a-contact'],
  },
})
