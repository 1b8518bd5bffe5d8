import type { z } from 'zod'

/** A part of an address that a page of figures does not understand. */
export interface Misread {
  readonly name: string
  readonly value: string
  /** A sentence that says what is not there: "There is no such year group." */
  readonly why: string
}

const WHY: Readonly<Record<string, string>> = {
  year: 'There is no such school year.',
  from: 'There is no such day.',
  to: 'There is no such day.',
  yearGroups: 'There is no such year group.',
  groupIds: 'There is no such class.',
  sex: 'Nothing is counted by that.',
  with: 'There is no such flag.',
  without: 'There is no such flag.',
  ethnicity: 'There is no such ethnic group.',
}

/**
 * What an address asks for that a page cannot answer. To drop it would widen the question, to the whole school in the end, and whoever opened an old
 * link would read the school's figures as a group's.
 * @param shape what the page takes, each part of which may be left out.
 */
export function misreadIn(shape: z.ZodObject, given: Readonly<Record<string, unknown>>): readonly Misread[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const part: z.ZodType | undefined = Object.hasOwn(shape.shape, name) ? (shape.shape[name] as z.ZodType) : undefined
    if (part?.safeParse(value).success) return []
    const why = part === undefined ? 'This page cannot be asked for that.' : (WHY[name] ?? 'There is no such thing.')
    return [{ name, value: String(value).slice(0, 80), why }]
  })
}
