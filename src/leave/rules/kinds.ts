import { type Citation, REGULATIONS_2024, read, unread } from '../../law/citation.ts'
import type { Code } from '../../law/codes.ts'

/**
 * What leave of absence may be asked for ahead (regulation 11). Appointments with a doctor (M) and religious observance (R) are
 * reported as reasons and ask for no decision; a part-time timetable (C2) is agreed, not asked for, and has a page of its own.
 */
export const LEAVE_KINDS = ['exceptional', 'performance', 'interview', 'examinations'] as const
export type LeaveKind = (typeof LEAVE_KINDS)[number]

export interface KindOfLeave {
  readonly kind: LeaveKind
  /** The code that granted leave of this kind enters. */
  readonly code: Code
  readonly name: string
  /** What the head has to be told before it can be granted, as a question; empty where the reason is enough. */
  readonly asks: string
  /** Where the answer goes in the mark's details. */
  readonly detail: string
  readonly source: Citation
  /** What the regulation asks for, in plain words for the head's screen. */
  readonly test: string
}

const REG_11 = `${REGULATIONS_2024}, regulation 11`

const KINDS: readonly KindOfLeave[] = [
  {
    kind: 'exceptional',
    code: 'C',
    name: 'Exceptional circumstances',
    asks: '',
    detail: 'leave_decision',
    source: unread(`${REG_11}(7)`),
    test: 'Leave may be granted where the circumstances are exceptional. How long is the head’s to decide.',
  },
  {
    kind: 'performance',
    code: 'C1',
    name: 'A regulated performance, or regulated employment abroad',
    asks: 'Which licence or exemption covers it?',
    detail: 'licence',
    source: read(`${REG_11}(2)`),
    test: 'Leave for work in school hours may be granted only for a performance or employment abroad that is licensed or exempt.',
  },
  {
    kind: 'interview',
    code: 'J1',
    name: 'An interview for a job, or for a place at another school or college',
    asks: 'Who is the interview with?',
    detail: 'interview',
    source: read(`${REG_11}(4)`),
    test: 'Leave may be granted where it was asked for in advance.',
  },
  {
    kind: 'examinations',
    code: 'S',
    name: 'Study for a public examination',
    asks: 'Which examinations, and from when to when?',
    detail: 'exam',
    source: read(`${REG_11}(5)`),
    test: 'Leave to study for a public examination may be granted where it was agreed in advance.',
  },
]

export function kindOfLeave(kind: LeaveKind): KindOfLeave {
  const found = KINDS.find((one) => one.kind === kind)
  if (found === undefined) throw new RangeError(`no kind of leave ${kind}`)
  return found
}

export const KINDS_OF_LEAVE: readonly KindOfLeave[] = KINDS

/** Held from general knowledge: a request that comes after the absence began cannot be granted for what has begun. */
export const IN_ADVANCE: Citation = unread(`${REG_11}: leave is asked for in advance`)
