/**
 * Something that a template leaves open. `from`: filled in by Firstbell; counted from the registers, of one child alone, and typed by nobody;
 * or given by whoever sends the message.
 */
interface FieldMeaning {
  readonly from: 'firstbell' | 'figures' | 'sender'
  readonly meaning: string
  /** Shown in a preview where nobody has given it. */
  readonly example: string
}

/** Everything that a template may leave open. */
export const FIELDS = {
  school: { from: 'firstbell', meaning: 'the school’s name', example: 'Elmfield Academy' },
  schoolPhone: { from: 'firstbell', meaning: 'the school’s telephone number', example: '01632 960001' },
  contact: { from: 'firstbell', meaning: 'the name of whoever it goes to', example: 'Ms Khan' },
  children: {
    from: 'firstbell',
    meaning: 'the children’s first names, brothers and sisters together',
    example: 'Amira and Sami',
  },
  childrenInFull: { from: 'firstbell', meaning: 'the children’s whole names', example: 'Amira Khan and Sami Khan' },
  day: { from: 'firstbell', meaning: 'the day it is about', example: 'Monday 23 November 2026' },
  returnDay: {
    from: 'sender',
    meaning: 'the day on which the child is expected back',
    example: 'Wednesday 25 November',
  },
  daysMissed: { from: 'figures', meaning: 'days missed, in words', example: '11 and a half days' },
  sessionsMissed: { from: 'figures', meaning: 'half days missed', example: '23' },
  sessionsAttended: { from: 'figures', meaning: 'half days in school', example: '95' },
  sessions: { from: 'figures', meaning: 'half days that there were', example: '118' },
  unauthorisedMissed: { from: 'figures', meaning: 'half days of unauthorised absence', example: '8' },
  since: { from: 'figures', meaning: 'the first day counted', example: '3 September' },
  until: { from: 'figures', meaning: 'the last day counted', example: '20 November' },
  lates: { from: 'figures', meaning: 'how often late in this half term', example: '6' },
  lateSince: { from: 'figures', meaning: 'the first day of this half term', example: '2 November' },
  writtenOn: { from: 'sender', meaning: 'when the school wrote before', example: '12 October' },
  replyBy: { from: 'sender', meaning: 'the day by which an answer is asked for', example: 'Friday 27 November' },
  meeting: {
    from: 'sender',
    meaning: 'day, time and place of a meeting',
    example: 'Tuesday 1 December at 9.00 in the library',
  },
  help: { from: 'sender', meaning: 'whom to ask for help, and how', example: 'Mrs Adeyemi, 01632 960002' },
  praise: { from: 'sender', meaning: 'what went well', example: 'every day of the last three weeks' },
  report: {
    from: 'sender',
    meaning: 'the attendance report in plain sentences',
    example: 'Amira came to school for 98 of 104 half days.',
  },
  notice: {
    from: 'sender',
    meaning: 'the whole of a formal notice, in paragraphs',
    example: 'What happened: from Monday 2 November, Amira missed 10 half days of school.',
  },
  decision: { from: 'sender', meaning: 'what was decided', example: 'The leave from 3 to 4 December is granted.' },
  reason: { from: 'sender', meaning: 'why', example: 'a wedding in the family' },
  link: { from: 'sender', meaning: 'the address of a page', example: 'https://attendance.example.school/family' },
} as const satisfies Record<string, FieldMeaning>

export type MergeField = keyof typeof FIELDS
export type MergeValues = Partial<Readonly<Record<MergeField, string>>>

export const FIELD_NAMES = Object.keys(FIELDS) as MergeField[]
/** What is counted of one child by itself. */
export const FIGURE_FIELDS = FIELD_NAMES.filter((name) => FIELDS[name].from === 'figures')
/** Whether anything among these was counted of a child. */
export function tellsFigures(values: MergeValues = {}): boolean {
  return FIGURE_FIELDS.some((name) => values[name] !== undefined)
}
export const SENDER_FIELDS = FIELD_NAMES.filter((name) => FIELDS[name].from === 'sender')

const OPEN = /\{\{\s*([^{}]*?)\s*\}\}/g

export function isField(name: string): name is MergeField {
  return Object.hasOwn(FIELDS, name)
}

/** What a wording leaves open, each once, in order; also names that are no field. */
export function fieldsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(OPEN)].map(([, name = '']) => name))]
}

/** A wording with its fields filled in. What is given goes in as it is: braces in it open nothing. Fields not given stay as they are. */
export function fillIn(text: string, values: MergeValues): string {
  return text.replaceAll(OPEN, (whole, name: string) => (isField(name) ? (values[name] ?? whole) : whole))
}

/** The fields of a wording that nothing was given for. */
export function missingFields(text: string, values: MergeValues): readonly MergeField[] {
  return fieldsIn(text).filter((name): name is MergeField => isField(name) && (values[name] ?? '').trim() === '')
}

/** "Amira", "Amira and Sami", "Amira, Sami and Noor"; with commas alone where the language has its own word for "and". */
export function namesTogether(names: readonly string[], language: string): string {
  if (names.length < 2 || language !== 'en') return names.join(', ')
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** How a letter addresses somebody: title and surname, else the whole name. */
export function addressedAs(contact: { title: string; forenames: string; surname: string }): string {
  const title = contact.title.trim()
  return title === '' ? `${contact.forenames} ${contact.surname}`.trim() : `${title} ${contact.surname}`
}
