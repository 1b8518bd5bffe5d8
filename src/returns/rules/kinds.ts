import type { Code } from '../../law/codes.ts'

/** What is told to the local authority or to somebody who works with a pupil. */
export const RETURN_KINDS = [
  'new-pupil',
  'deletion',
  'attendance',
  'local-ten-days',
  'sickness',
  'part-time',
  'social-worker',
  'youth-offending',
  'virtual-school',
  'ehcp',
  'no-contact',
  'enquiry',
] as const
export type ReturnKind = (typeof RETURN_KINDS)[number]

/** Desks of an authority that a school writes to; each may have a name, an address and a portal of its own. */
export const DESKS = ['admissions', 'attendance', 'sickness', 'send', 'children-missing', 'virtual-school'] as const
export type Desk = (typeof DESKS)[number]

/** People who work with one pupil; `home-authority` is where the child lives, if that is not the school's own. */
export const WORKERS = ['social-worker', 'youth-offending', 'virtual-school', 'home-authority'] as const
export type Worker = (typeof WORKERS)[number]

export interface KindOfReturn {
  readonly kind: ReturnKind
  readonly name: string
  /** In a word or two, for lists. */
  readonly short: string
  /** The duties that one of this kind discharges. */
  readonly rules: readonly string[]
  /** The desk it goes to, or the worker of the pupil. */
  readonly to: { readonly desk: Desk } | { readonly worker: Exclude<Worker, 'home-authority'>; readonly desk: Desk }
  /** The marks behind it: where one of them is recoded after it was sent, what was told is no longer so. */
  readonly codes: readonly Code[]
}

const UNAUTHORISED = ['G', 'N', 'O', 'U'] as const

const KINDS: readonly KindOfReturn[] = [
  {
    kind: 'new-pupil',
    name: 'New pupil return',
    short: 'New pupil',
    rules: ['N9'],
    to: { desk: 'admissions' },
    codes: [],
  },
  {
    kind: 'deletion',
    name: 'Deletion return',
    short: 'Deletion',
    rules: ['N10'],
    to: { desk: 'admissions' },
    codes: [],
  },
  {
    kind: 'attendance',
    name: 'Attendance return',
    short: 'Attendance',
    rules: ['N6', 'N7'],
    to: { desk: 'attendance' },
    codes: UNAUTHORISED,
  },
  {
    kind: 'local-ten-days',
    name: 'Local list of ten days missed',
    short: 'Ten days, local',
    rules: ['returns.local-ten-days'],
    to: { desk: 'attendance' },
    codes: UNAUTHORISED,
  },
  {
    kind: 'sickness',
    name: 'Sickness return',
    short: 'Sickness',
    rules: ['N8'],
    to: { desk: 'sickness' },
    codes: ['I'],
  },
  {
    kind: 'part-time',
    name: 'Part-time timetable notice',
    short: 'Part-time timetable',
    rules: ['returns.part-time'],
    to: { desk: 'attendance' },
    codes: [],
  },
  {
    kind: 'social-worker',
    name: 'Notice to the social worker',
    short: 'Social worker',
    rules: ['returns.social-worker'],
    to: { worker: 'social-worker', desk: 'children-missing' },
    codes: ['N'],
  },
  {
    kind: 'youth-offending',
    name: 'Notice to the youth offending team worker',
    short: 'Youth offending team',
    rules: ['returns.youth-offending'],
    to: { worker: 'youth-offending', desk: 'children-missing' },
    codes: ['N'],
  },
  {
    kind: 'virtual-school',
    name: 'Report to the virtual school head',
    short: 'Virtual school',
    rules: ['returns.virtual-school'],
    to: { worker: 'virtual-school', desk: 'virtual-school' },
    codes: [],
  },
  {
    kind: 'ehcp',
    name: 'Notice about a pupil with an education, health and care plan',
    short: 'EHC plan',
    rules: ['returns.ehcp'],
    to: { desk: 'send' },
    codes: [],
  },
  {
    kind: 'no-contact',
    name: 'Referral: nobody reached for ten days',
    short: 'No contact',
    rules: ['B9'],
    to: { desk: 'children-missing' },
    codes: UNAUTHORISED,
  },
  {
    kind: 'enquiry',
    name: 'Request for joint enquiries',
    short: 'Joint enquiries',
    rules: ['N11', 'N12'],
    to: { desk: 'children-missing' },
    codes: UNAUTHORISED,
  },
]

const BY_RULE = new Map(KINDS.flatMap((one) => one.rules.map((rule) => [rule, one] as const)))
const BY_KIND = new Map(KINDS.map((one) => [one.kind, one]))

export const KINDS_OF_RETURN: readonly KindOfReturn[] = KINDS

/** The kind of return that discharges a rule's duties; undefined where none does. */
export function kindForRule(rule: string): KindOfReturn | undefined {
  return BY_RULE.get(rule)
}

export function kindOf(kind: ReturnKind): KindOfReturn {
  const found = BY_KIND.get(kind)
  if (found === undefined) throw new RangeError(`no kind of return ${kind}`)
  return found
}

export const DESK_NAMES: Readonly<Record<Desk, string>> = {
  admissions: 'Admissions: new pupils and deletions',
  attendance: 'School attendance support team: absence, part-time timetables',
  sickness: 'Education of children who are ill',
  send: 'Special educational needs casework',
  'children-missing': 'Children missing education, first response',
  'virtual-school': 'Virtual school',
}

export const WORKER_NAMES: Readonly<Record<Worker, string>> = {
  'social-worker': 'Social worker',
  'youth-offending': 'Youth offending team worker',
  'virtual-school': 'Virtual school head',
  'home-authority': 'Home authority',
}
