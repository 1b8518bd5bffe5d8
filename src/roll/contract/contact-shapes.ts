import { z } from 'zod'
import {
  addressDraftShape,
  contactIdShape,
  dayShape,
  line,
  maybeLine,
  phoneShape,
  pupilIdShape,
  responsibilityShape,
  seenAddressShape,
  versionShape,
} from './shapes.ts'

/** One contact of one pupil, as somebody who may see contacts is told. */
export const contactShape = z.object({
  id: contactIdShape,
  position: z.number().int(),
  title: z.string(),
  forenames: z.string(),
  surname: z.string(),
  relationship: z.string(),
  isParent: z.boolean(),
  parentalResponsibility: responsibilityShape,
  livesWith: z.boolean(),
  emergency: z.boolean(),
  mayBeTold: z.boolean(),
  /** Must not be told anything. Shown to everybody who sees contacts; why, only to some. */
  barred: z.boolean(),
  barredReason: z.discriminatedUnion('state', [
    z.object({ state: z.literal('shown'), reason: z.string() }),
    z.object({ state: z.literal('hidden') }),
    z.object({ state: z.literal('none') }),
  ]),
  phones: z.array(phoneShape),
  email: z.string().nullable(),
  language: z.string().nullable(),
  interpreter: z.boolean(),
  address: seenAddressShape,
  /** The other pupils of the school whose contact this person is: a change of name, number or address is theirs too. */
  otherPupils: z.array(z.object({ id: pupilIdShape, name: z.string() })),
  from: dayShape,
  until: dayShape.nullable(),
  /** Of the person's own details, and of what they are to this pupil. */
  version: versionShape,
  linkVersion: versionShape,
})

/** What a person's own details are, whoever's contact they are. */
export const contactDetails = {
  title: maybeLine(20),
  forenames: line('Enter the contact’s forename.', 120),
  surname: line('Enter the contact’s surname.', 120),
  phones: z.array(phoneShape).max(6),
  email: z.union([z.literal(''), z.email('Enter a whole e-mail address, or leave it empty.')]).optional(),
  language: maybeLine(60),
  interpreter: z.boolean().optional(),
}

/** What a contact is to one pupil. */
export const contactLink = {
  relationship: line('Say what this person is to the pupil, such as mother or grandfather.', 60),
  isParent: z.boolean(),
  parentalResponsibility: responsibilityShape,
  livesWith: z.boolean(),
  emergency: z.boolean(),
  mayBeTold: z.boolean(),
  barred: z.boolean(),
  /** Needed with `barred`. Left out of a change, it stays as it is: some may change a contact without knowing it. */
  barredReason: maybeLine(500),
}

export const newContactShape = z.object({
  ...contactDetails,
  ...contactLink,
  /** Nothing where it is not known; `sameAddress` for the pupil's own, without copying it. */
  address: addressDraftShape.optional(),
  sameAddress: z.boolean().optional(),
})

/** An adult known from a brother or sister, with what they are to them as a beginning for what they are to this pupil. */
export const offeredContactShape = z.object({
  id: contactIdShape,
  title: z.string(),
  forenames: z.string(),
  surname: z.string(),
  relationship: z.string(),
  isParent: z.boolean(),
  parentalResponsibility: responsibilityShape,
  livesWith: z.boolean(),
  emergency: z.boolean(),
  mayBeTold: z.boolean(),
  of: z.array(z.object({ id: pupilIdShape, name: z.string(), relationship: z.string() })),
})
