import { z } from 'zod'
import type { Day } from './day.ts'
import type { AuthorityId, ContactId, GroupId, PersonId, PupilId, SchoolId, TrustId } from './ids.ts'
import type { SchoolYear } from './school-year.ts'
import type { Half } from './session.ts'
import type { Moment, TimeOfDay } from './time-of-day.ts'

// The kernel's types as zod shapes, for contracts. The casts are the one place where checked text becomes a branded
// type; a transform would do the same but could be written to neither JSON Schema nor a response.
function branded<T extends string>(shape: z.ZodType<string, string>): z.ZodType<T, string> {
  return shape as unknown as z.ZodType<T, string>
}

/**
 * A UUID in small letters. Other systems send capitals, and here ids are compared, hashed and keyed as text: an id must have one
 * spelling, the one that PostgreSQL gives back.
 */
export function uuidShape(message?: string) {
  return z.uuid(message).toLowerCase()
}

export const schoolIdShape = branded<SchoolId>(uuidShape())
export const trustIdShape = branded<TrustId>(uuidShape())
export const authorityIdShape = branded<AuthorityId>(uuidShape())
export const pupilIdShape = branded<PupilId>(uuidShape())
export const personIdShape = branded<PersonId>(uuidShape())
export const groupIdShape = branded<GroupId>(uuidShape())
export const contactIdShape = branded<ContactId>(uuidShape())

export const dayShape = branded<Day>(z.iso.date('Give the day as YYYY-MM-DD, such as 2026-11-23.'))
export const momentShape = branded<Moment>(z.iso.datetime({ offset: false }))
export const timeOfDayShape = branded<TimeOfDay>(
  z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give the time as HH:MM on a 24-hour clock, such as 08:40.'),
)
export const halfShape: z.ZodType<Half, Half> = z.enum(['AM', 'PM'])
export const schoolYearShape = z.coerce.number().int().min(1990).max(2100) as unknown as z.ZodType<SchoolYear, number>
