import { z } from 'zod'
import {
  authorityIdShape,
  contactIdShape,
  dayShape,
  groupIdShape,
  halfShape,
  personIdShape,
  pupilIdShape,
  schoolIdShape,
  schoolYearShape,
  timeOfDayShape,
  trustIdShape,
} from '../../kernel/shapes.ts'
import { ETHNICITIES, type EthnicityCode } from '../../law/ethnicity.ts'
import { YEAR_GROUPS } from '../../law/school-age.ts'
import { DAY_OFF_KINDS } from '../rules/calendar.ts'
import { FLAG_KINDS } from '../rules/flag-visibility.ts'
import { PHONE_KINDS, RESPONSIBILITY } from '../rules/rows.ts'
import { PHASES, SCHOOL_TYPES } from '../rules/school.ts'

export const atSchool = z.object({ schoolId: schoolIdShape })
export const ofPupil = z.object({ schoolId: schoolIdShape, pupilId: pupilIdShape })

export const yearGroupShape = z.enum(YEAR_GROUPS, 'Choose a year group from the list.')

/** A line of text that must say something. */
export const line = (message: string, most = 200) =>
  z.string().trim().min(1, message).max(most, `Use ${most} characters or fewer.`)
/** A line of text that may be left empty; empty is stored as nothing. */
export const maybeLine = (most = 200) => z.string().trim().max(most, `Use ${most} characters or fewer.`).optional()

/** The third of the five facts, asked for at every change of what was entered before. */
export const reasonShape = line('Say why this is being changed: it is kept with the change.', 500).min(
  3,
  'Say why in a few words: it is kept with the change.',
)
export const versionShape = z.number().int().min(0)

export const addressShape = z.object({
  lines: z.array(z.string().trim().max(120)).min(1, 'Enter the first line of the address.').max(5),
  town: z.string().trim().max(120),
  postcode: z.string().trim().max(12),
})
export const addressDraftShape = addressShape.extend({ confidential: z.boolean().optional() })

export const seenAddressShape = z.discriminatedUnion('state', [
  z.object({ state: z.literal('shown'), address: addressShape, confidential: z.boolean() }),
  z.object({ state: z.literal('hidden') }),
  z.object({ state: z.literal('none') }),
])

export const faultShape = z.object({
  code: z.string(),
  severity: z.enum(['refuse', 'warn']),
  message: z.string(),
  source: z.string().optional(),
  verified: z.boolean().optional(),
})
export const fieldFaultShape = z.object({
  field: z.string(),
  code: z.string(),
  severity: z.enum(['refuse', 'warn']),
  message: z.string(),
})

const statedForAllShape = z.object({
  lateDeskFrom: timeOfDayShape.optional(),
  registerOpensAt: timeOfDayShape.optional(),
})

const schoolFields = {
  urn: z.string(),
  laestab: z.string(),
  name: line('Enter the school’s name.'),
  shortName: line('Enter a short name, as the header shows it.', 40),
  phase: z.enum(PHASES),
  type: z.enum(SCHOOL_TYPES),
  address: addressShape,
  telephone: z.string().trim().max(40),
  yearGroups: z.array(yearGroupShape).min(1, 'Choose at least one year group.'),
  boards: z.boolean(),
  stated: statedForAllShape,
}

export const schoolShape = z.object({
  id: schoolIdShape,
  ...schoolFields,
  trustId: trustIdShape.nullable(),
  authorityId: authorityIdShape.nullable(),
  version: versionShape,
})
export const schoolDraftShape = z.object({
  ...schoolFields,
  urn: z.string().regex(/^[1-9]\d{5}$/, 'A URN is six digits, such as 123456.'),
  laestab: z.string().regex(/^\d{3}\/\d{4}$/, 'Give the number as LLL/EEEE, such as 881/4000.'),
})

export const termShape = z.object({ name: line('Give the term a name.', 60), first: dayShape, last: dayShape })
export const dayOffShape = z.object({
  day: dayShape,
  half: halfShape.optional(),
  kind: z.enum(DAY_OFF_KINDS),
  reason: line('Say why the school does not meet.', 120),
})
export const calendarShape = z.object({
  year: schoolYearShape,
  terms: z.array(termShape).max(12),
  daysOff: z.array(dayOffShape).max(200),
})

export const dayClockShape = z.object({
  arriveBy: timeOfDayShape,
  amOpen: timeOfDayShape,
  amClose: timeOfDayShape,
  pmOpen: timeOfDayShape,
  pmClose: timeOfDayShape,
  dayEnd: timeOfDayShape,
})
export const alsoStatedShape = z
  .array(z.object({ which: dayClockShape.keyof(), time: timeOfDayShape, where: line('Say where it is stated.') }))
  .max(12)

export const phoneShape = z.object({
  kind: z.enum(PHONE_KINDS),
  number: z
    .string()
    .trim()
    .regex(/^[+\d][\d\s()/-]{5,24}$/, 'Enter a telephone number, such as 01632 960 123.'),
})

export const flagKindShape = z.enum(FLAG_KINDS)
// The cast is where checked text becomes a code, as with the kernel's shapes.
export const ethnicityShape = z.enum(
  ETHNICITIES.map(({ code }) => code),
  'Choose one of DfE’s categories.',
) as unknown as z.ZodType<EthnicityCode, string>
export const responsibilityShape = z.enum(RESPONSIBILITY)

export { contactIdShape, dayShape, groupIdShape, personIdShape, pupilIdShape, schoolYearShape }
