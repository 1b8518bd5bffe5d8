import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, groupIdShape, halfShape, momentShape, pupilIdShape } from '../../kernel/shapes.ts'
import type { ShownCode } from '../../law/reason-category.ts'
import { atSchool, changeShape, countedShape, givenShape, ofForm, praiseStateShape } from './shapes.ts'

const PROBLEMS = ['weekly.not-counted'] as const
// A code or a category: the register's own answer, which knows which.
const shownCodeShape = z.string() as unknown as z.ZodType<ShownCode, string>

const lineShape = z.object({
  pupilId: pupilIdShape,
  name: z.string(),
  /** One for each session of the week; null where nothing is recorded. */
  codes: z.array(shownCodeShape.nullable()),
  week: countedShape,
  /** Null where the child was late and nobody entered when they came. */
  minutesLate: z.number().int().nullable(),
  halfTerm: countedShape,
  change: changeShape,
  say: z.string(),
  praise: praiseStateShape,
})
export type WeekLine = z.output<typeof lineShape>

export const myForms = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/weekly/forms',
  schema: {
    summary: 'The forms whose week the caller may give, their own first',
    tags: ['weekly'],
    params: atSchool,
    response: {
      200: z.object({
        today: dayShape,
        forms: z.array(
          z.object({
            groupId: groupIdShape,
            name: z.string(),
            mine: z.boolean(),
            /** Whether the form was given the latest school week. */
            given: z.boolean(),
          }),
        ),
        /** The Monday of the latest school week with a session counted. */
        monday: dayShape.nullable(),
        mayReport: z.boolean(),
      }),
    },
  },
  config: { id: 'my-forms', may: 'weekly.give', scope: 'school', audit: { none: 'Names of forms.' } },
})

export const formWeek = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/weekly/forms/:groupId/:day',
  schema: {
    summary: 'A form’s week: each pupil beside their own weeks before, with something to say',
    description:
      'The week that the day falls in. Sums are those of the figures, to the last session whose registers have all closed. Restricted codes are shown as categories to those who may not know them.',
    tags: ['weekly'],
    params: ofForm,
    response: {
      200: z.object({
        asOf: momentShape,
        group: z.object({ id: groupIdShape, name: z.string() }),
        monday: dayShape,
        /** The last session counted; null where none of this week has been. */
        until: z.object({ day: dayShape, half: halfShape }).nullable(),
        halfTermName: z.string().nullable(),
        sessions: z.array(z.object({ day: dayShape, half: halfShape, hasSession: z.boolean() })),
        lines: z.array(lineShape),
        given: givenShape.nullable(),
        /** Why it cannot be given now; empty where it can. */
        whyNot: z.string(),
      }),
    },
  },
  config: {
    id: 'form-week',
    may: 'weekly.give',
    scope: 'school',
    audit: { none: 'The same marks that the form’s registers show to the same people, added up.' },
  },
})

export const giveWeek = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/weekly/forms/:groupId/:day/given',
  schema: {
    summary: 'Writes down that the form was given its week',
    description: 'Once a week. Asked again it answers with what stands.',
    tags: ['weekly'],
    params: ofForm,
    response: { 200: givenShape },
  },
  config: {
    id: 'give-week',
    may: 'weekly.give',
    scope: 'school',
    audit: 'gave a form its weekly attendance',
    problems: PROBLEMS,
  },
})

export const weekSlips = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/weekly/forms/:groupId/:day/slips',
  schema: {
    summary: 'A slip for each pupil of a form with the week’s attendance, to cut and hand out',
    tags: ['weekly'],
    params: ofForm,
    response: { 200: z.any() },
  },
  config: {
    id: 'week-slips',
    may: 'weekly.give',
    scope: 'school',
    audit: 'printed slips of the week',
    raw: 'application/pdf',
    problems: PROBLEMS,
  },
})

export const formTable = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/weekly/form-table',
  schema: {
    summary: 'Forms beside one another, where the school has turned that on',
    description:
      'Attended of possible sessions in the latest school week, with authorised absence set aside, in the order of the forms’ names: no ranks. Off unless the school turns it on, with a reason.',
    tags: ['weekly'],
    params: atSchool,
    response: {
      200: z.object({
        shown: z.boolean(),
        reason: z.string().nullable(),
        monday: dayShape.nullable(),
        forms: z.array(
          z.object({ groupId: groupIdShape, name: z.string(), possible: z.number().int(), missed: z.number().int() }),
        ),
      }),
    },
  },
  config: { id: 'form-table', may: 'weekly.give', scope: 'school', audit: { none: 'Sums of forms; no pupil.' } },
})

export const showFormTable = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/weekly/form-table',
  schema: {
    summary: 'Turn the table of forms on or off, with a reason',
    tags: ['weekly'],
    params: atSchool,
    body: z.object({ shown: z.boolean(), reason: z.string().trim().min(3, 'Say why, in a few words.').max(500) }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'show-form-table',
    may: 'weekly.report',
    scope: 'school',
    audit: 'turned the table of forms on or off',
    problems: ['weekly.changed'],
  },
})
