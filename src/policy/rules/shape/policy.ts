import { z } from 'zod'
import { clockShape, SETTING_SHAPES } from './settings.ts'
import { at, stated } from './stated.ts'
import { partOfCalendarShape, sectionShape, timeShape, wordsShape } from './values.ts'

/** A section of the policy text. Its paragraphs are the school's own prose; what is a setting is not repeated in them. */
export const textSectionShape = z.strictObject({
  number: sectionShape,
  title: wordsShape,
  text: z.array(z.string().trim().min(1).max(4000)).default([]),
})

const partial = Object.fromEntries(Object.entries(SETTING_SHAPES).map(([name, shape]) => [name, shape.optional()])) as {
  [Name in keyof typeof SETTING_SHAPES]: z.ZodOptional<(typeof SETTING_SHAPES)[Name]>
} // fromEntries forgets which is which

/** A policy file, its keys joined: `next review` is `nextReview`. What a file leaves out is as law and guidance have it. */
export const policyFileShape = z.strictObject({
  school: wordsShape,
  title: wordsShape,
  version: wordsShape,
  /** The first day on which this version holds; the day it is saved where left out. */
  inForceFrom: z.iso.date('Give the day as YYYY-MM-DD, such as 2026-09-01.').optional(),
  reviewed: at({ on: partOfCalendarShape }),
  nextReview: at({ by: partOfCalendarShape }),
  approvals: z.array(at({ by: wordsShape, on: partOfCalendarShape })).default([]),
  /** Who must approve the policy at every review, as its text promises. */
  approvedBy: at({ body: wordsShape }).optional(),
  sections: z.array(textSectionShape).default([]),
  /** Laws and guidance that the text names as its basis. */
  basis: z.array(at({ cites: wordsShape })).default([]),
  clocks: z.array(clockShape).default([]),
  /** What the text tells everybody, whatever their year group. */
  announced: z
    .strictObject({
      registerOpens: stated({ at: timeShape }).optional(),
      receptionFrom: stated({ at: timeShape }).optional(),
      dayStarts: stated({ at: timeShape }).optional(),
    })
    .default({}),
  /** How the text words the meaning of codes. */
  codes: z.array(at({ code: z.string().trim().min(1).max(2), means: wordsShape })).default([]),
  /** Other wording of the text, for the check to read. None of it is printed in the public text. */
  quotes: z.array(z.strictObject({ section: sectionShape, words: wordsShape })).default([]),
  ...partial,
})

/** A file as it was read: settings may be missing. */
export type PolicyFile = z.output<typeof policyFileShape>

type Settings = { readonly [Name in keyof typeof SETTING_SHAPES]: z.output<(typeof SETTING_SHAPES)[Name]> }

/** A policy with every setting there: a school's own, and law and guidance for what it leaves out. */
export type Policy = Omit<PolicyFile, keyof Settings> & Settings
