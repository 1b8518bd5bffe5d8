import { z } from 'zod'
import { dayShape, momentShape, schoolIdShape } from '../../kernel/shapes.ts'
import type { FindingRow } from '../rules/checks/finding-rows.ts'
import { FINDING_ROWS } from '../rules/checks/finding-rows.ts'

export const ofSchool = z.object({ schoolId: schoolIdShape })
export const ofVersion = z.object({ schoolId: schoolIdShape, number: z.coerce.number().int().min(1).max(100_000) })

// The keys of a record of rows are rows; Object.keys forgets it.
const rowShape = z.enum(Object.keys(FINDING_ROWS) as [FindingRow, ...FindingRow[]])
const citationShape = z.object({ source: z.string(), verified: z.boolean() })

export const findingShape = z.object({
  row: rowShape,
  severity: z.enum(['stop', 'law', 'conflict', 'note']),
  title: z.string(),
  /** Every place that takes part, both sides of a contradiction first. */
  places: z.array(
    z.object({
      section: z.string(),
      words: z.string(),
      /** In the file; null for what does not stand in it. */
      line: z.number().int().nullable(),
      /** Where in the file by names, `clocks.0.morningCloses`; null for what does not stand in it. */
      field: z.string().nullable(),
    }),
  ),
  legal: citationShape.extend({ position: z.string() }),
  toDo: z.string(),
})
export type FindingShown = z.output<typeof findingShape>

const blockShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paragraph'), text: z.string() }),
  z.object({ kind: z.literal('list'), lead: z.string(), items: z.array(z.string()) }),
  z.object({
    kind: z.literal('table'),
    label: z.string(),
    columns: z.array(z.string()),
    rows: z.array(z.array(z.string())),
  }),
])
export const textShape = z.object({
  school: z.string(),
  title: z.string(),
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  parts: z.array(z.object({ number: z.string(), title: z.string(), blocks: z.array(blockShape) })),
})

export const settingShape = z.object({
  /** As a person reads it: "First-day contact". */
  name: z.string(),
  /** Sentences, one for each part of the setting. */
  values: z.array(z.string()),
  /** The sections that state it; none where it comes from law, guidance or Firstbell. */
  sections: z.array(z.string()),
  from: citationShape,
})
export type SettingShown = z.output<typeof settingShape>

export const versionShape = z.object({
  number: z.number().int(),
  label: z.string(),
  inForceFrom: dayShape,
  findings: z.number().int(),
  reason: z.string(),
  saved: z.object({ at: momentShape, name: z.string(), position: z.string() }),
})

/** `field`: the place by names, `clocks.0.morningCloses`; null where it is about the whole file or its spelling. */
const faultShape = z.object({
  line: z.number().int().nullable(),
  field: z.string().nullable(),
  message: z.string(),
})

/** A setting that differs, by its title, in words. */
export const settingChangeShape = z.object({ name: z.string(), before: z.string(), after: z.string() })

/** A paragraph of the public text that stands in one of two versions only. */
export const blockChangeShape = z.object({
  number: z.string(),
  title: z.string(),
  gone: z.array(z.string()),
  come: z.array(z.string()),
})

/** What a file would say, contradict and change; or why it is none. */
export const previewAnswer = z.object({
  /** Why it is no policy file, with lines; then nothing else is said. */
  faults: z.array(faultShape),
  preview: z
    .object({
      content: z.string(),
      sha256: z.string(),
      label: z.string(),
      inForceFrom: dayShape,
      text: textShape,
      findings: z.array(findingShape),
      /** Settings whose values would change. */
      changes: z.array(settingChangeShape),
      /** The number of the newest version, to be given back when it is saved; 0 where there is none. */
      seen: z.number().int(),
    })
    .nullable(),
})
