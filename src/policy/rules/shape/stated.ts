import { z } from 'zod'
import { sectionShape, wordsShape } from './values.ts'

/** Where a policy says something: the section of its text and, where it helps, its words. */
export const placeFields = { section: sectionShape, words: wordsShape.optional() }

/** One setting and the section that states it. */
export function at<S extends z.ZodRawShape>(fields: S) {
  return z.strictObject({ ...fields, ...placeFields })
}

/**
 * A setting with the section that states it. `also` is what other sections of the same text say of it, as far as they do: the check
 * quotes both places where they differ. What stands first is in force.
 */
export function stated<S extends z.ZodRawShape>(fields: S) {
  const elsewhere = z.strictObject(fields).partial().extend(placeFields)
  return z.strictObject({ ...fields, ...placeFields, also: z.array(elsewhere).default([]) })
}
