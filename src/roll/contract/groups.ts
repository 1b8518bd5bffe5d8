import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { schoolIdShape } from '../../kernel/shapes.ts'
import {
  atSchool,
  dayShape,
  groupIdShape,
  line,
  personIdShape,
  reasonShape,
  versionShape,
  yearGroupShape,
} from './shapes.ts'

const ofGroup = z.object({ schoolId: schoolIdShape, groupId: groupIdShape })
const groupName = line('Give the group a name, such as 7A.', 40)

export const listGroups = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/groups',
  schema: {
    summary: 'The registration groups of a day, their tutors and how many pupils each has',
    tags: ['roll'],
    params: atSchool,
    querystring: z.object({ day: dayShape.optional() }),
    response: {
      200: z.object({
        day: dayShape,
        groups: z.array(
          z.object({
            id: groupIdShape,
            name: z.string(),
            yearGroup: yearGroupShape.nullable(),
            from: dayShape,
            until: dayShape.nullable(),
            pupils: z.number().int(),
            tutors: z.array(z.object({ id: personIdShape, name: z.string() })),
            version: versionShape,
          }),
        ),
        /** Pupils on roll that day who are in no group: no register lists them. */
        withoutGroup: z.number().int(),
      }),
    },
  },
  config: {
    id: 'list-groups',
    may: 'school.view',
    scope: 'school',
    audit: { none: 'Names of groups and of staff, and counts.' },
  },
})

export const createGroup = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/groups',
  schema: {
    summary: 'Add a registration group',
    tags: ['roll'],
    params: atSchool,
    body: z.object({ name: groupName, yearGroup: yearGroupShape.nullable(), from: dayShape }),
    response: { 200: z.object({ id: groupIdShape }) },
  },
  config: {
    id: 'create-group',
    may: 'school.administer',
    scope: 'school',
    audit: 'added a registration group',
    problems: ['roll.group-name-taken'],
  },
})

export const changeGroup = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/groups/:groupId',
  schema: {
    summary: 'Rename a registration group, or end it',
    tags: ['roll'],
    params: ofGroup,
    body: z.object({
      name: groupName,
      yearGroup: yearGroupShape.nullable(),
      /** The first day on which the group no longer exists. */
      until: dayShape.nullable(),
      version: versionShape,
      reason: reasonShape,
    }),
    response: { 200: z.object({ version: versionShape }) },
  },
  config: {
    id: 'change-group',
    may: 'school.administer',
    scope: 'school',
    audit: 'changed a registration group',
    problems: ['roll.group-name-taken', 'roll.group-not-empty', 'roll.group-dates', 'roll.changed-meanwhile'],
  },
})

export const setTutors = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/groups/:groupId/tutors',
  schema: {
    summary: 'Set who the tutors of a group are from a day on',
    tags: ['roll'],
    params: ofGroup,
    body: z.object({
      tutors: z.array(personIdShape).max(6, 'A group has at most six tutors.'),
      from: dayShape,
      /** The version of the group that was seen, so that two people do not undo each other. */
      version: versionShape,
      reason: reasonShape,
    }),
    response: { 200: z.object({ version: versionShape }) },
  },
  config: {
    id: 'set-tutors',
    may: 'school.administer',
    scope: 'school',
    audit: 'set the tutors of a group',
    problems: ['roll.tutor-unknown', 'roll.changed-meanwhile'],
  },
})
