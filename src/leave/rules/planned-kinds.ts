import { type Citation, REGULATIONS_2024, read, unread } from '../../law/citation.ts'
import type { Code } from '../../law/codes.ts'

/** What a school plans for many pupils at once, or for one pupil over a time. */
export const PLANNED_KINDS = [
  'visit',
  'sport',
  'work',
  'off-site',
  'interview',
  'study',
  'performance',
  'dual',
  'provision',
] as const
export type PlannedKind = (typeof PLANNED_KINDS)[number]

/** What is recorded with a plan beside its pupils and days. */
export const PARTICULARS = ['place', 'supervisor', 'contact', 'urn', 'agreed'] as const
export type Particular = (typeof PARTICULARS)[number]
export type Particulars = Readonly<Partial<Record<Particular, string>>>

export interface KindOfPlanned {
  readonly kind: PlannedKind
  readonly code: Code
  readonly name: string
  /** What the title is of it, as a question: "Which trip?". */
  readonly titled: string
  /** Where the title goes in the mark's details. */
  readonly detail: string
  /** What else is recorded, as questions, and whether it cannot be left out. */
  readonly asks: Readonly<Partial<Record<Particular, { readonly label: string; readonly needed: boolean }>>>
  /** Leave: only somebody the proprietor authorised may grant it (right `leave.decide`), and in advance. */
  readonly byHead: boolean
  /** Some sessions of each week over a time, rather than days on end. */
  readonly weekly: boolean
  /** When the code is right, in plain words. */
  readonly when: string
  readonly source: Citation
}

const REG_10 = `${REGULATIONS_2024}, regulation 10`
const REG_11 = `${REGULATIONS_2024}, regulation 11`
const ACTIVITY_TEST = unread(`${REG_10}(11)`)

const supervisor = { label: 'Who supervises it?', needed: true }
const place = { label: 'Where?', needed: true }
const agreed = { label: 'Who asked or agreed, and how?', needed: true }

export const KINDS_OF_PLANNED: readonly KindOfPlanned[] = [
  {
    kind: 'visit',
    code: 'V',
    name: 'Educational visit or trip',
    titled: 'Which visit or trip?',
    detail: 'trip',
    asks: { place, supervisor: { label: 'Which member of the school’s staff supervises it?', needed: true } },
    byHead: false,
    weekly: false,
    when: 'Arranged by or for the school, and supervised by a member of its staff. Supervised by somebody else it is B, P or W.',
    source: read(`${REG_10}(3)`),
  },
  {
    kind: 'sport',
    code: 'P',
    name: 'Sporting activity',
    titled: 'Which activity?',
    detail: 'activity',
    asks: { place, supervisor },
    byHead: false,
    weekly: false,
    when: 'Educational, approved by the school, at a place, and supervised by somebody the school judges suitable.',
    source: ACTIVITY_TEST,
  },
  {
    kind: 'work',
    code: 'W',
    name: 'Work experience',
    titled: 'Which placement?',
    detail: 'placement',
    asks: { place, supervisor: { label: 'Who is responsible for the pupil there?', needed: true } },
    byHead: false,
    weekly: false,
    when: 'A part of the pupil’s education. The agreement and the check of the placement are the school’s.',
    source: ACTIVITY_TEST,
  },
  {
    kind: 'off-site',
    code: 'B',
    name: 'Other approved activity off site',
    titled: 'What is the activity?',
    detail: 'nature',
    asks: { place, supervisor },
    byHead: false,
    weekly: false,
    when: 'Educational, approved, supervised, and attended in person at a place. Work set at home is not B. What the activity is must be recorded.',
    source: ACTIVITY_TEST,
  },
  {
    kind: 'interview',
    code: 'J1',
    name: 'Interview',
    titled: 'Who is the interview with?',
    detail: 'interview',
    asks: { agreed },
    byHead: true,
    weekly: false,
    when: 'For a job, or for a place at another school or college, asked for in advance.',
    source: read(`${REG_11}(4)`),
  },
  {
    kind: 'study',
    code: 'S',
    name: 'Study leave',
    titled: 'For which public examinations?',
    detail: 'exam',
    asks: { agreed: { label: 'With whom was it agreed, and how?', needed: true } },
    byHead: true,
    weekly: false,
    when: 'To study for a public examination, agreed in advance; Year 11 and above, sparingly. Whoever comes in is taught.',
    source: read(`${REG_11}(5)`),
  },
  {
    kind: 'performance',
    code: 'C1',
    name: 'Regulated performance, or employment abroad',
    titled: 'Which licence or exemption?',
    detail: 'licence',
    asks: { place: { label: 'Which performance, and where?', needed: true }, agreed },
    byHead: true,
    weekly: false,
    when: 'Only with the licence or the exemption that the law names.',
    source: read(`${REGULATIONS_2024}, regulations 3 and 11(2)`),
  },
  {
    kind: 'dual',
    code: 'D',
    name: 'At another school where they are registered',
    titled: 'Which other school?',
    detail: 'other_school',
    asks: {
      contact: { label: 'Whom to ask there, with telephone or e-mail', needed: true },
      urn: { label: 'Its unique reference number (URN)', needed: false },
      agreed: { label: 'With whom was the pattern agreed?', needed: false },
    },
    byHead: false,
    weekly: true,
    when: 'Only for sessions for which the pupil is timetabled at the other school. Each school records its own; whether the pupil came there is for the other school to say.',
    source: unread(`${REG_10}(3)`),
  },
  {
    kind: 'provision',
    code: 'K',
    name: 'Education arranged by the local authority',
    titled: 'Who provides it?',
    detail: 'provider',
    asks: { place, contact: { label: 'Whom to ask there, with telephone or e-mail', needed: false } },
    byHead: false,
    weekly: true,
    when: 'Arranged by the local authority, not by the school, and not at another school where the pupil is registered.',
    source: read(`${REG_10}(3); section 19(1) Education Act 1996`),
  },
]

/** @throws RangeError for what is planned nowhere. */
export function kindOfPlanned(kind: PlannedKind): KindOfPlanned {
  const found = KINDS_OF_PLANNED.find((one) => one.kind === kind)
  if (found === undefined) throw new RangeError(`no kind of plan ${kind}`)
  return found
}

/** Held from general knowledge for every kind of leave but interviews and study leave, whose paragraphs were read. */
export function inAdvance(kind: KindOfPlanned): Citation {
  return kind.kind === 'performance' ? unread(`${REG_11}: leave is asked for in advance`) : kind.source
}
