import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { contactDetails, contactLink, newContactShape, offeredContactShape } from './contact-shapes.ts'
import { addressDraftShape, contactIdShape, dayShape, ofPupil, reasonShape, versionShape } from './shapes.ts'

const ofContact = ofPupil.extend({ contactId: contactIdShape })

export const offerContacts = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId/contacts-to-choose',
  schema: {
    summary:
      'Adults whom the school knows from a brother or sister, to choose as a contact instead of entering them twice',
    description:
      'A brother or sister is a pupil at the same address or with one of the same contacts. Nobody is offered who must not be told about any pupil, and nobody of a household that the caller may not find; no address or number is given.',
    tags: ['roll'],
    params: ofPupil,
    response: {
      200: z.object({
        /** The pupil's own household may not be found by the caller, so nobody is offered. */
        withheld: z.boolean(),
        contacts: z.array(offeredContactShape),
      }),
    },
  },
  config: {
    id: 'offer-contacts',
    may: 'pupil.edit',
    scope: 'school',
    audit: 'looked who of a brother’s or sister’s contacts could be a pupil’s',
  },
})

export const addContact = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/pupils/:pupilId/contacts',
  schema: {
    summary: 'Add a contact to a pupil: a new person, or one the school knows from a brother or sister',
    tags: ['roll'],
    params: ofPupil,
    body: z.object({
      /** Either a new person … */
      person: newContactShape.optional(),
      /** … or a known one, with what they are to this pupil. */
      known: z.object({ contactId: contactIdShape, ...contactLink }).optional(),
      reason: reasonShape,
    }),
    response: { 200: z.object({ id: contactIdShape }) },
  },
  config: {
    id: 'add-contact',
    may: 'pupil.edit',
    scope: 'school',
    audit: 'added a contact to a pupil',
    problems: [
      'roll.contact-which',
      'roll.barred-needs-reason',
      'roll.already-a-contact',
      'roll.bar-not-yours-to-lift',
    ],
  },
})

export const changeContact = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/pupils/:pupilId/contacts/:contactId',
  schema: {
    summary: 'Change a contact',
    description:
      'An `address` left out stays as it is; null takes it off; `sameAddress` makes it the pupil’s. Names, numbers and address change for every pupil who has this contact.',
    tags: ['roll'],
    params: ofContact,
    body: z.object({
      ...contactDetails,
      ...contactLink,
      address: addressDraftShape.nullable().optional(),
      sameAddress: z.boolean().optional(),
      version: versionShape,
      linkVersion: versionShape,
      reason: reasonShape,
    }),
    response: { 200: z.object({ version: versionShape, linkVersion: versionShape }) },
  },
  config: {
    id: 'change-contact',
    may: 'pupil.edit',
    scope: 'school',
    audit: 'changed a contact of a pupil',
    problems: [
      'roll.barred-needs-reason',
      'roll.address-confidential',
      'roll.bar-not-yours-to-lift',
      'roll.changed-meanwhile',
    ],
  },
})

export const orderContacts = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/pupils/:pupilId/contact-order',
  schema: {
    summary: 'Set the order in which a pupil’s contacts are called',
    tags: ['roll'],
    params: ofPupil,
    body: z.object({ contactIds: z.array(contactIdShape).max(40), reason: reasonShape }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'order-contacts',
    may: 'pupil.edit',
    scope: 'school',
    audit: 'changed the order of a pupil’s contacts',
    problems: ['roll.changed-meanwhile'],
  },
})

export const endContact = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/pupils/:pupilId/contacts/:contactId/end',
  schema: {
    summary: 'End a contact of a pupil',
    description: 'The record stays, with the day on which it ended. A person who must not be told is better kept.',
    tags: ['roll'],
    params: ofContact,
    body: z.object({ until: dayShape, linkVersion: versionShape, reason: reasonShape }),
    response: { 200: z.object({ linkVersion: versionShape }) },
  },
  config: {
    id: 'end-contact',
    may: 'pupil.edit',
    scope: 'school',
    audit: 'ended a contact of a pupil',
    problems: ['roll.contact-dates', 'roll.bar-not-yours-to-lift', 'roll.changed-meanwhile'],
  },
})
