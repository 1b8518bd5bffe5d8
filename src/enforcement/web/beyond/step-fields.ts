import { type ActionStep, OFFENCES, OUTCOMES, SENTENCES } from '../../contract.ts'

/** What one step is called on its button, and what is written down with it. */
export interface StepForm {
  readonly button: string
  readonly note?: string
  readonly fields: readonly StepField[]
}

export type StepField =
  | {
      readonly name: string
      readonly label: string
      readonly kind: 'line' | 'words' | 'day' | 'number'
      readonly optional?: true
      readonly hint?: string
    }
  | { readonly name: string; readonly label: string; readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly name: string; readonly label: string; readonly kind: 'some'; readonly of: readonly string[] }
  | { readonly name: string; readonly label: string; readonly kind: 'yes or no' }

const WORDS: StepField = { name: 'words', label: 'What happened', kind: 'words' }
const MORE: StepField = { name: 'words', label: 'Anything else', kind: 'words', optional: true }

export const STEP_FORMS: Readonly<Record<ActionStep, StepForm>> = {
  'action-answered': {
    button: 'The authority answered',
    fields: [
      { name: 'answer', label: 'Its answer', kind: 'choice', of: ['accepted', 'declined'] },
      { name: 'reference', label: 'Its reference', kind: 'line', optional: true },
      MORE,
    ],
  },
  'action-followed': {
    button: 'Decide what follows',
    note: 'The authority did not take it on. Say what comes next for the child, and why.',
    fields: [
      {
        name: 'next',
        label: 'What follows',
        kind: 'choice',
        of: ['more support', 'refer again', 'another formal step', 'nothing more'],
      },
      { name: 'words', label: 'Why, and who does what', kind: 'words' },
    ],
  },
  'action-interviewed': {
    button: 'Interview under caution',
    note: 'The authority asks, under the Police and Criminal Evidence Act 1984. The school does not.',
    fields: [{ name: 'came', label: 'The parent came', kind: 'yes or no' }, MORE],
  },
  'action-charged': {
    button: 'To be prosecuted',
    fields: [{ name: 'offence', label: 'Under section', kind: 'choice', of: OFFENCES }, MORE],
  },
  'action-hearing': {
    button: 'Court hearing',
    fields: [
      { name: 'hearing', label: 'The court sits on', kind: 'day' },
      { name: 'court', label: 'Which court', kind: 'line' },
    ],
  },
  'action-outcome': {
    button: 'What the court decided',
    fields: [
      { name: 'outcome', label: 'Outcome', kind: 'choice', of: OUTCOMES },
      { name: 'sentences', label: 'Sentence', kind: 'some', of: SENTENCES },
      MORE,
    ],
  },
  'order-made': {
    button: 'The court made the order',
    fields: [
      { name: 'until', label: 'Its last day', kind: 'day' },
      { name: 'guidanceUntil', label: 'Last day of the guidance programme', kind: 'day', optional: true },
      { name: 'officer', label: 'Supervisor or responsible officer', kind: 'line' },
      { name: 'directions', label: 'What it directs', kind: 'words' },
    ],
  },
  'order-extended': {
    button: 'Extended',
    note: 'In its last three months, by three years at most at a time.',
    fields: [{ name: 'until', label: 'Its new last day', kind: 'day' }, WORDS],
  },
  'order-breached': { button: 'Not kept', fields: [WORDS] },
  'order-ended': {
    button: 'Ended',
    fields: [{ name: 'how', label: 'How', kind: 'choice', of: ['expired', 'discharged', 'not made'] }, WORDS],
  },
  'track-begun': {
    button: 'Begin the fast track',
    fields: [
      { name: 'weeks', label: 'For how many weeks', kind: 'number' },
      { name: 'review', label: 'Looked at on', kind: 'day' },
      { name: 'expects', label: 'What is to be better by then, and who helps', kind: 'words' },
    ],
  },
  'track-panel': {
    button: 'The panel met',
    fields: [
      { name: 'agreed', label: 'What was agreed', kind: 'words' },
      { name: 'review', label: 'Looked at again on', kind: 'day' },
    ],
  },
  'track-warned': {
    button: 'Final warning',
    note: 'Send the letter from the page Letters; write down here that it went and what it said.',
    fields: [WORDS],
  },
  'track-ended': {
    button: 'End the fast track',
    fields: [
      { name: 'outcome', label: 'Outcome', kind: 'choice', of: ['improved', 'support is better', 'a formal step'] },
      WORDS,
    ],
  },
  'action-called-off': { button: 'Call it off', fields: [{ name: 'because', label: 'Why', kind: 'words' }] },
}

/** What was typed, as the step wants it: empty optional days are null, chosen lists are lists. */
export function bodyOf(step: ActionStep, typed: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    STEP_FORMS[step].fields.map((field) => [field.name, typedAs(field, typed[field.name] ?? '')]),
  )
}

function typedAs(field: StepField, typed: string): unknown {
  switch (field.kind) {
    case 'number':
      return Number(typed)
    case 'some':
      return typed === '' ? [] : typed.split('\n')
    case 'yes or no':
      return typed === 'yes'
    case 'choice':
      return typed === '' ? field.of[0] : typed
    case 'day':
      return typed === '' && field.optional ? null : typed
    default:
      return typed
  }
}
