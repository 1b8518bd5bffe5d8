import { z } from 'zod'
import { momentShape, personIdShape, schoolIdShape } from '../../kernel/shapes.ts'
import { ROLES } from '../rules/rights.ts'
import { operation } from './operation.ts'

const atSchool = z.object({ schoolId: schoolIdShape })
const onePerson = z.object({ schoolId: schoolIdShape, personId: personIdShape })
const roleShape = z.enum(ROLES, 'Choose a role from the list.')
const positionShape = z
  .string()
  .trim()
  .min(1, 'Say what the school calls this: "Tutor of 7A", "Attendance officer".')
  .max(120, 'Use 120 characters or fewer for the position.')

export const listPeople = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/people',
  schema: {
    summary: 'List who holds which role at a school',
    tags: ['identity'],
    params: atSchool,
    response: {
      200: z.object({
        people: z.array(
          z.object({
            id: personIdShape,
            name: z.string(),
            email: z.string().optional(),
            roles: z.array(z.object({ role: roleShape, position: z.string(), since: momentShape })),
          }),
        ),
      }),
    },
  },
  config: { id: 'list-people', may: 'people.view', scope: 'school', audit: { none: 'Names and roles of staff.' } },
})

/** A link that lets a person choose a password, once, within a week. Shown once, to hand over; never stored readably. */
const linkShape = z.object({ address: z.url(), until: momentShape })

export const addPerson = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/people',
  schema: {
    summary: 'Add a person to a school',
    description:
      'Somebody who was at this school before keeps name and password, and a link is made only where the role brings a guarded right. An address in use at another place is refused.',
    tags: ['identity'],
    params: atSchool,
    body: z.object({
      name: z.string().trim().min(1, 'Give the person’s name.').max(120, 'Use 120 characters or fewer for the name.'),
      email: z.email('Give a whole e-mail address, such as a.patel@school.example.').trim().toLowerCase(),
      role: roleShape,
      position: positionShape,
    }),
    response: { 200: z.object({ personId: personIdShape, name: z.string(), link: linkShape.optional() }) },
  },
  config: {
    id: 'add-person',
    may: 'people.administer',
    scope: 'school',
    audit: 'added a person',
    problems: [
      'identity.own-roles',
      'identity.role-not-yours-to-give',
      'identity.role-held-elsewhere',
      'identity.already-holds',
      'identity.address-in-use',
      'identity.works-elsewhere',
    ],
  },
})

export const grantRole = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/people/:personId/roles',
  schema: {
    summary: 'Give a person a role, or change its position',
    description:
      'A role that brings a guarded right (seeing what is confidential, appointing people, reading the trail) starts their account afresh: password, second factor, sign-ins and open links end, and there is a new link.',
    tags: ['identity'],
    params: onePerson,
    body: z.object({ role: roleShape, position: positionShape }),
    response: { 200: z.object({ link: linkShape.optional() }) },
  },
  config: {
    id: 'grant-role',
    may: 'people.administer',
    scope: 'school',
    audit: 'gave a person a role',
    problems: [
      'identity.family-account',
      'identity.own-roles',
      'identity.role-not-yours-to-give',
      'identity.role-held-elsewhere',
      'identity.address-in-use',
      'identity.works-elsewhere',
    ],
  },
})

export const endRole = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/people/:personId/roles/end',
  schema: {
    summary: 'End a role of a person',
    tags: ['identity'],
    params: onePerson,
    body: z.object({ role: roleShape }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'end-role',
    may: 'people.administer',
    scope: 'school',
    audit: 'ended a role of a person',
    problems: [
      'identity.own-roles',
      'identity.role-not-held',
      'identity.role-not-yours-to-give',
      'identity.last-administrator',
      'identity.last-to-give-all',
    ],
  },
})

export const makeSignInLink = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/people/:personId/sign-in-link',
  schema: {
    summary: 'Make a new sign-in link for somebody who cannot sign in',
    tags: ['identity'],
    params: onePerson,
    response: { 200: linkShape },
  },
  config: {
    id: 'make-sign-in-link',
    may: 'people.administer',
    scope: 'school',
    audit: 'made a sign-in link for a person',
    problems: [
      'identity.own-link',
      'identity.works-elsewhere',
      'identity.role-not-yours-to-give',
      'identity.no-address',
    ],
  },
})

export const howPersonSignsIn = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/people/:personId/sign-in',
  schema: {
    summary: 'How somebody of a school signs in, and whether the caller may make them a link',
    tags: ['identity'],
    params: onePerson,
    response: {
      200: z.object({
        password: z.boolean(),
        /** Whether the school's own account was used to sign in. */
        schoolAccount: z.boolean(),
        secondFactor: z.boolean(),
        /** When password, second factor and sign-ins ended because the account came to open more. */
        startedAfresh: momentShape.optional(),
        link: z.object({
          allowed: z.boolean(),
          /** Why not, and who can. */
          because: z.string().optional(),
        }),
      }),
    },
  },
  config: {
    id: 'how-person-signs-in',
    may: 'people.administer',
    scope: 'school',
    audit: { none: 'Whether a member of staff has a password, not what it is.' },
  },
})
