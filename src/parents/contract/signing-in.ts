import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { contactIdShape, momentShape, pupilIdShape, schoolIdShape } from '../../kernel/shapes.ts'
import { lineShape } from '../../register/contract.ts'

const ofPupil = z.object({ schoolId: schoolIdShape, pupilId: pupilIdShape })

export const wishForLink = operation({
  method: 'POST',
  url: '/api/family/links',
  schema: {
    summary: 'Ask for a link to the family page, by e-mail address or mobile number',
    description:
      'The answer is always the same. Where a school’s records have the address for somebody who sees a child, a link goes to it.',
    tags: ['parents'],
    body: z.object({ address: lineShape(200) }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'wish-for-family-link',
    may: 'open',
    scope: 'open',
    audit: { none: 'Nobody is known yet.' },
    scarce: true,
  },
})

export const openFamily = operation({
  method: 'POST',
  url: '/api/family/open',
  schema: {
    summary: 'Sign in to the family page by a link, once',
    description:
      'Sent by somebody who is signed in to a family’s account already, the two become one: children of several schools on one page.',
    tags: ['parents'],
    body: z.object({ token: z.string().min(1).max(200) }),
    response: { 200: z.object({ joined: z.boolean() }) },
  },
  config: {
    id: 'open-family',
    may: 'open',
    scope: 'own',
    audit: { none: 'Written as a sign-in, at each school of the family.' },
    problems: ['family.link-spent', 'family.link-of-another'],
  },
})

export const choosePassword = operation({
  method: 'POST',
  url: '/api/family/password',
  schema: {
    summary: 'Begin to choose a password for the family page',
    description: 'What is answered sets the password at the sign-in library, once.',
    tags: ['parents'],
    body: z.object({ by: z.enum(['email', 'phone']) }),
    response: {
      200: z.object({
        token: z.string(),
        /** Under which the caller signs in from then on, as they type it. */
        name: z.string(),
      }),
    },
  },
  config: {
    id: 'choose-family-password',
    may: 'family.use',
    scope: 'own',
    audit: 'began to choose a password for the family page',
    problems: ['family.no-address', 'family.name-in-use'],
  },
})

export const familyAccess = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId/family-access',
  schema: {
    summary: 'Which contacts of a pupil see the family page, who was invited, and why others do not',
    tags: ['parents'],
    params: ofPupil,
    response: {
      200: z.object({
        contacts: z.array(
          z.object({
            id: contactIdShape,
            name: z.string(),
            relationship: z.string(),
            /** Why they do not see this child; null where they do. */
            notSeen: z.string().nullable(),
            /** What opens the family page in their name: since when, whether joined to another school's, and the last sign-in. */
            accounts: z.array(
              z.object({ since: momentShape, joined: z.boolean(), lastSignIn: momentShape.nullable() }),
            ),
          }),
        ),
      }),
    },
  },
  config: {
    id: 'family-access',
    may: 'family.invite',
    scope: 'school',
    audit: 'looked who of a pupil’s contacts sees the family page',
  },
})

export const inviteContact = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/pupils/:pupilId/family-access/:contactId/invitation',
  schema: {
    summary: 'Invite a contact to the family page: a link that opens it once, within three days',
    description:
      'With `send` it goes to the contact as a message; else it is answered, to hand over to that person and nobody else.',
    tags: ['parents'],
    params: ofPupil.extend({ contactId: contactIdShape }),
    body: z.object({ send: z.boolean() }),
    response: {
      200: z.object({
        link: z.object({ address: z.url(), until: momentShape }).nullable(),
        /** How it goes, where it is sent. */
        channel: z.enum(['text', 'email', 'letter']).nullable(),
      }),
    },
  },
  config: {
    id: 'invite-contact',
    may: 'family.invite',
    scope: 'school',
    audit: 'invited a contact to the family page',
    problems: ['family.not-seen', 'messaging.no-way', 'messaging.shared-with-barred'],
  },
})

export const endFamilyAccess = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/pupils/:pupilId/family-access/:contactId/end',
  schema: {
    summary: 'End a contact’s access to the family page: every account that stands for them at this school',
    description:
      'For a lost telephone, or a link in other hands. The contact can be invited anew, and can ask for a link, as long as the record lets them see the child.',
    tags: ['parents'],
    params: ofPupil.extend({ contactId: contactIdShape }),
    response: { 200: z.object({ ended: z.number().int() }) },
  },
  config: {
    id: 'end-family-access',
    may: 'family.invite',
    scope: 'school',
    audit: 'ended a contact’s access to the family page',
  },
})

export const endOtherSignIns = operation({
  method: 'POST',
  url: '/api/family/other-sign-ins/end',
  schema: {
    summary: 'End every sign-in to the family page in the caller’s name but this one',
    description:
      'On other devices, by links not yet opened, and from accounts that one of the caller’s links was joined to.',
    tags: ['parents'],
    response: { 200: z.object({}) },
  },
  config: {
    id: 'end-other-sign-ins',
    may: 'family.use',
    scope: 'own',
    audit: 'ended all other sign-ins to the family page',
  },
})
