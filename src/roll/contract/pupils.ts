import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { contactShape, newContactShape } from './contact-shapes.ts'
import {
  addressDraftShape,
  atSchool,
  contactIdShape,
  dayShape,
  ethnicityShape,
  fieldFaultShape,
  flagKindShape,
  groupIdShape,
  line,
  maybeLine,
  ofPupil,
  pupilIdShape,
  reasonShape,
  seenAddressShape,
  versionShape,
  yearGroupShape,
} from './shapes.ts'

const flagShape = z.object({
  kind: flagKindShape,
  name: z.string(),
  short: z.string(),
  from: dayShape,
  until: dayShape.nullable(),
  note: z.string().nullable(),
  version: versionShape,
})

export const searchPupils = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils',
  schema: {
    summary: 'Find pupils by the beginning of any of their names, UPN, group or year group',
    description: 'A teacher finds only pupils of their own groups. `next` continues the list; pass it as `after`.',
    tags: ['roll'],
    params: atSchool,
    querystring: z.object({
      text: z.string().max(100).optional(),
      groupId: groupIdShape.optional(),
      /** Only those whom no register lists. */
      withoutGroup: z.enum(['yes']).optional(),
      yearGroup: yearGroupShape.optional(),
      /** `on-roll` on the day (the default), `leavers` whose last day is before it, `joining` who start after it. */
      which: z.enum(['on-roll', 'leavers', 'joining']).optional(),
      day: dayShape.optional(),
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
    }),
    response: {
      200: z.object({
        pupils: z.array(
          z.object({
            id: pupilIdShape,
            preferredName: z.string(),
            familyName: z.string(),
            yearGroup: yearGroupShape.nullable(),
            group: z.string().nullable(),
            startingDay: dayShape,
            leavingDay: dayShape.nullable(),
            /** The flags that the caller may know of. */
            flags: z.array(flagKindShape),
          }),
        ),
        total: z.number().int(),
        next: z.string().nullable(),
      }),
    },
  },
  config: {
    id: 'search-pupils',
    may: 'pupil.view',
    scope: 'school',
    audit: { none: 'Lists names and groups; opening a record is written down.' },
  },
})

const placementShape = z.object({
  from: dayShape,
  until: dayShape.nullable(),
  yearGroup: yearGroupShape,
  groupId: groupIdShape.nullable(),
  group: z.string().nullable(),
})

/** What only those who may see contacts are told. */
const officeShape = z.object({
  legalForenames: z.string(),
  legalSurname: z.string(),
  upn: z.string().nullable(),
  upnIsTemporary: z.boolean(),
  formerUpn: z.string().nullable(),
  admissionNumber: z.string().nullable(),
  address: seenAddressShape,
  boarder: z.boolean(),
  lastSchool: z.string().nullable(),
  /** Null too where it would tell where a confidential household has gone. */
  nextSchool: z.string().nullable(),
  nextSchoolFrom: dayShape.nullable(),
  /** Regulation 8(3). Hidden with the household, or where the new address itself is confidential: then nothing else of it is told. */
  future: z.object({
    address: seenAddressShape,
    /** Whom the pupil will live with, by name and as contacts. */
    parent: z.string().nullable(),
    contactIds: z.array(contactIdShape),
    from: dayShape.nullable(),
  }),
  leavingGround: z.string().nullable(),
  leavingGroundLetter: z.string().nullable(),
  contacts: z.array(contactShape),
  /** What is missing or unusual, in plain words. */
  notes: z.array(fieldFaultShape),
})

/** A pupil's record as far as the caller may see it: as it is, or as it stood. */
export const pupilShape = z.object({
  id: pupilIdShape,
  preferredForename: z.string(),
  preferredSurname: z.string(),
  born: dayShape,
  sex: z.enum(['F', 'M']),
  startingDay: dayShape,
  leavingDay: dayShape.nullable(),
  yearGroup: yearGroupShape.nullable(),
  groupId: groupIdShape.nullable(),
  group: z.string().nullable(),
  placements: z.array(placementShape),
  flags: z.array(flagShape),
  /** Null to those who may not see it; its `code` is null where nobody has been asked. */
  ethnicity: z.object({ code: ethnicityShape.nullable(), version: versionShape }).nullable(),
  office: officeShape.nullable(),
  may: z.object({ edit: z.boolean(), contacts: z.boolean(), sensitive: z.boolean() }),
  version: versionShape,
})

export const getPupil = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId',
  schema: {
    summary: 'A pupil’s record, as far as the caller may see it',
    description:
      '`office` (legal names, UPN, address, contacts) is null for those who may not see contacts; flags are those the caller may know of.',
    tags: ['roll'],
    params: ofPupil,
    response: {
      200: pupilShape,
    },
  },
  config: { id: 'get-pupil', may: 'pupil.view', scope: 'school', audit: 'opened a pupil’s record' },
})

const particularsShape = {
  legalForenames: line('Enter the legal forenames. If the pupil has only one name, enter it in both fields.', 120),
  legalSurname: line('Enter the legal surname.', 120),
  preferredForename: maybeLine(120),
  preferredSurname: maybeLine(120),
  born: dayShape,
  sex: z.enum(['F', 'M'], 'Choose the sex that is entered in the admission register.'),
  upn: maybeLine(20),
  formerUpn: maybeLine(20),
  admissionNumber: maybeLine(20),
  startingDay: dayShape,
  boarder: z.boolean().optional(),
  lastSchool: maybeLine(),
}

export const admitPupil = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/pupils',
  schema: {
    summary: 'Enter a pupil in the admission register',
    tags: ['roll'],
    params: atSchool,
    body: z.object({
      ...particularsShape,
      yearGroup: yearGroupShape,
      groupId: groupIdShape.optional(),
      address: addressDraftShape.optional(),
      contacts: z.array(newContactShape).max(12),
    }),
    response: { 200: z.object({ id: pupilIdShape, notes: z.array(fieldFaultShape) }) },
  },
  config: {
    id: 'admit-pupil',
    may: 'pupil.edit',
    scope: 'school',
    audit: 'admitted a pupil',
    problems: ['roll.enrolment-impossible', 'roll.group-unknown'],
  },
})

export const correctPupil = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/pupils/:pupilId',
  schema: {
    summary: 'Correct a pupil’s particulars',
    description: 'An `address` left out stays as it is; null takes it off the record.',
    tags: ['roll'],
    params: ofPupil,
    body: z.object({
      ...particularsShape,
      address: addressDraftShape.nullable().optional(),
      nextSchool: z.string().trim().max(200).nullable().optional(),
      nextSchoolFrom: dayShape.nullable().optional(),
      version: versionShape,
      reason: reasonShape,
    }),
    response: { 200: z.object({ version: versionShape, notes: z.array(fieldFaultShape) }) },
  },
  config: {
    id: 'correct-pupil',
    may: 'pupil.edit',
    scope: 'school',
    audit: 'corrected a pupil’s particulars',
    problems: ['roll.enrolment-impossible', 'roll.address-confidential', 'roll.changed-meanwhile'],
  },
})

export const movePupil = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/pupils/:pupilId/placement',
  schema: {
    summary: 'Put a pupil into another year group or registration group from a day on',
    tags: ['roll'],
    params: ofPupil,
    body: z.object({
      from: dayShape,
      yearGroup: yearGroupShape,
      groupId: groupIdShape.nullable(),
      version: versionShape,
      reason: reasonShape,
    }),
    response: { 200: z.object({ version: versionShape }) },
  },
  config: {
    id: 'move-pupil',
    may: 'pupil.edit',
    scope: 'school',
    audit: 'moved a pupil to another group',
    problems: ['roll.group-unknown', 'roll.move-before-later', 'roll.changed-meanwhile'],
  },
})

export const recordLeaving = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/pupils/:pupilId/leaving',
  schema: {
    summary: 'Record a pupil’s last day and the ground of deletion, or take it back',
    description:
      'Regulation 9: a name goes only on a ground. `leaving` null takes a leaving day back that was entered by mistake.',
    tags: ['roll'],
    params: ofPupil,
    body: z.object({
      leaving: z
        .object({
          day: dayShape,
          letter: z
            .string()
            .trim()
            .regex(/^[a-z]?$/, 'Give the letter of regulation 9(1), a to o, or leave it empty.')
            .optional(),
          ground: line('Say on which ground the name is deleted.', 500),
          nextSchool: maybeLine(),
          nextSchoolFrom: dayShape.optional(),
        })
        .nullable(),
      version: versionShape,
      reason: reasonShape,
    }),
    response: { 200: z.object({ version: versionShape }) },
  },
  config: {
    id: 'record-leaving',
    may: 'pupil.edit',
    scope: 'school',
    audit: 'recorded that a pupil leaves',
    problems: ['roll.leaves-before-start', 'roll.upn-taken', 'roll.changed-meanwhile'],
  },
})

export const setFlag = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/pupils/:pupilId/flags/:kind',
  schema: {
    summary: 'Set a flag on a pupil, or end it',
    description: 'Flags that only some may know of can only be set by those who may.',
    tags: ['roll'],
    params: ofPupil.extend({ kind: flagKindShape }),
    body: z.object({
      from: dayShape,
      /** The first day on which it no longer holds; null while it does. */
      until: dayShape.nullable(),
      note: z.string().trim().max(500).nullable(),
      /** Of the flag of this kind that began on `from`; 0 for a new one. */
      version: versionShape,
      reason: reasonShape,
    }),
    response: { 200: z.object({ version: versionShape }) },
  },
  config: {
    id: 'set-flag',
    may: 'pupil.edit',
    scope: 'school',
    audit: 'set a flag on a pupil',
    problems: ['roll.flag-dates', 'roll.flag-overlaps', 'roll.changed-meanwhile'],
  },
})

export const setEthnicity = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/pupils/:pupilId/ethnicity',
  schema: {
    summary: 'Enter or correct what the pupil or a parent says of their ethnic background',
    description:
      'By the codes of DfE’s school census; `REFU` and `NOBT` are answers too. Only those who may see sensitive facts may set it.',
    tags: ['roll'],
    params: ofPupil,
    body: z.object({ code: ethnicityShape, version: versionShape, reason: reasonShape }),
    response: { 200: z.object({ version: versionShape }) },
  },
  config: {
    id: 'set-ethnicity',
    may: 'pupil.edit',
    scope: 'school',
    audit: 'entered a pupil’s ethnicity',
    problems: ['roll.ethnicity-ended', 'roll.changed-meanwhile'],
  },
})
