/** Every row that a person can point at has a UUID of its own kind; the brand stops one kind being passed for another. */
type Id<Kind extends string> = string & { readonly __id: Kind }

export type TrustId = Id<'trust'>
export type AuthorityId = Id<'authority'>
/** Firstbell's own id of a school; its URN is a property. */
export type SchoolId = Id<'school'>
/** One enrolment: a child registered at two schools is two pupils, as DfE counts. */
export type PupilId = Id<'pupil'>
/** An adult with a login, or one whose act is recorded. */
export type PersonId = Id<'person'>
/** A registration group, class or house: pupils whose register is taken together. */
export type GroupId = Id<'group'>
/** A parent, carer or emergency contact of pupils of one school. */
export type ContactId = Id<'contact'>

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function isId(text: string): boolean {
  return UUID.test(text)
}
