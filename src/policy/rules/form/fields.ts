import { z } from 'zod'
import { ROLE_NAMES } from '../../../identity/contract.ts'
import { FLAGS } from '../../../roll/contract.ts'
import { apart } from '../names.ts'
import { policyFileShape } from '../shape/policy.ts'
import {
  amountShape,
  partOfCalendarShape,
  percentShape,
  poundsShape,
  sectionShape,
  timeShape,
  wholeShape,
  yearGroupShape,
  yesNoShape,
} from '../shape/values.ts'

/** How one value of a policy is typed. Every kind is read from the shape of the file itself, so a new setting has its fields at once. */
export type FieldKind =
  | {
      readonly kind:
        | 'text'
        | 'section'
        | 'time'
        | 'amount'
        | 'percent'
        | 'threshold'
        | 'pounds'
        | 'whole'
        | 'yes-no'
        | 'calendar'
        | 'day'
        | 'year-group'
    }
  | { readonly kind: 'one-of'; readonly choices: readonly Choice[] }
  | { readonly kind: 'list'; readonly of: FieldKind }
  | { readonly kind: 'group'; readonly fields: readonly Field[] }

export interface Choice {
  readonly value: string
  readonly label: string
}

export interface Field {
  readonly name: string
  readonly label: string
  readonly optional: boolean
  readonly of: FieldKind
}

type Shape = z.core.$ZodType

const BY_SHAPE: ReadonlyMap<Shape, FieldKind> = new Map<Shape, FieldKind>([
  [timeShape, { kind: 'time' }],
  [amountShape, { kind: 'amount' }],
  [percentShape, { kind: 'percent' }],
  [poundsShape, { kind: 'pounds' }],
  [wholeShape, { kind: 'whole' }],
  [yesNoShape, { kind: 'yes-no' }],
  [yearGroupShape, { kind: 'year-group' }],
  [sectionShape, { kind: 'section' }],
  [partOfCalendarShape, { kind: 'calendar' }],
])

const LABELS: Readonly<Record<string, string>> = {
  section: 'Section of your text',
  words: 'Its words there',
  also: 'What other sections say of it',
  text: 'Paragraphs, one on each line',
  below: 'Attendance below',
  lates: 'Lates in half a term',
  which: 'Which letter',
  unauthorised: 'Unauthorised sessions in the year',
  onlyIfInDoubt: 'Only where there is doubt',
  inForceFrom: 'In force from',
  years: 'Year groups',
  to: 'Who',
  for: 'For',
  by: 'By',
  on: 'On',
  cites: 'Law or guidance',
  kinds: 'Codes of leave that the text lists',
  test: 'Words of the test of what is exceptional',
  flags: 'For children with',
  closedList: 'The list is the whole list',
  noticeEnforced: 'A late request is refused for that alone',
  missing: 'The text calls them missing from education',
}

/** Labels that one name cannot have everywhere: by setting, and the field in it. */
const LABELS_IN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  keepEntries: { for: 'Kept for' },
  nextReview: { by: 'By (a day, a month or a year)' },
  reviewed: { on: 'On (a day, a month or a year)' },
  approvals: { by: 'Approved by', on: 'On (a day, a month or a year)' },
  persistentAbsence: { from: 'From' },
  letters: { after: 'At the earliest so long after the step before' },
}

/** What the fields of a setting or of any other name of the file are. @throws RangeError for a name that the file does not have. */
export function fieldOf(name: string): Field {
  const shape = (policyFileShape.shape as Readonly<Record<string, Shape>>)[name] // keyed by name
  if (shape === undefined) throw new RangeError(`a policy file has no ${name}`)
  return field(name, shape, name)
}

function field(name: string, shape: Shape, setting: string): Field {
  const label = LABELS_IN[setting]?.[name] ?? LABELS[name] ?? capital(apart(name))
  return { name, label, optional: isOptional(shape), of: kindOf(bare(shape), setting) }
}

function kindOf(shape: Shape, setting: string): FieldKind {
  const known = BY_SHAPE.get(shape)
  if (known !== undefined) return known
  if (shape instanceof z.ZodEnum)
    return { kind: 'one-of', choices: shape.options.map((value) => choice(String(value))) }
  if (shape instanceof z.ZodArray) return { kind: 'list', of: kindOf(bare(shape.element), setting) }
  if (shape instanceof z.ZodObject)
    return {
      kind: 'group',
      fields: Object.entries(shape.shape as Readonly<Record<string, Shape>>) // keyed by name
        .map(([name, inner]) => field(name, inner, setting)),
    }
  if (shape instanceof z.ZodUnion) return { kind: 'threshold' }
  return shape instanceof z.ZodISODate ? { kind: 'day' } : { kind: 'text' }
}

function isOptional(shape: Shape): boolean {
  return shape instanceof z.ZodOptional || shape instanceof z.ZodDefault
}

function bare(shape: Shape): Shape {
  return shape instanceof z.ZodOptional || shape instanceof z.ZodDefault ? bare(shape.unwrap()) : shape
}

function choice(value: string): Choice {
  const roles: Readonly<Record<string, string>> = ROLE_NAMES
  const flags: Readonly<Record<string, { readonly name: string }>> = FLAGS
  return { value, label: roles[value] ?? flags[value]?.name ?? capital(value) }
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** A value of a kind with nothing in it yet: what is needed stands there empty, so that it is asked for. */
export function emptyOf(of: FieldKind): string | readonly never[] | { readonly [name: string]: never | string } {
  if (of.kind === 'list') return []
  if (of.kind === 'yes-no') return 'no'
  if (of.kind === 'one-of') return of.choices[0]?.value ?? ''
  if (of.kind !== 'group') return ''
  const needed = of.fields.filter(({ optional }) => !optional)
  // A group in a group is always a list or optional, so what is needed is text or an empty list.
  return Object.fromEntries(needed.map((one) => [one.name, emptyOf(one.of)])) as { readonly [name: string]: string }
}
