import type { Code, StatisticalClass } from '../../law/codes.ts'

/** How a report to parents speaks of half days that were not spent in school: what it was, and what that means. */
export interface KindOfAbsence {
  readonly id: string
  /** Follows a number of half days: "2 half days: ill". */
  readonly name: string
  /** One or two short sentences. */
  readonly means: string
}

const KINDS = {
  ill: { name: 'ill', means: 'Your child was too ill to come. We accept this.' },
  doctor: {
    name: 'at the doctor or dentist',
    means: 'We accept this. Where you can, ask for a time after school.',
  },
  religion: { name: 'away for a holy day of your faith', means: 'We accept this.' },
  agreed: { name: 'away, and the school said yes', means: 'The head agreed to it, or the law allows it.' },
  suspended: { name: 'suspended', means: 'The head told your child to stay at home for a time. We set work to do.' },
  partTime: { name: 'at home by a part-time plan', means: 'You and the school agreed a plan with fewer hours.' },
  holiday: {
    name: 'on a holiday that was not agreed',
    means: 'The head did not say yes to this. It can lead to a fine.',
  },
  lateAway: {
    name: 'in school, but after the register closed',
    means: 'Your child came so late that the law counts the half day as missed.',
  },
  unknown: { name: 'away, and we do not know why', means: 'Please tell us the reason.' },
  notAccepted: {
    name: 'away, and we know of no reason yet that the school may accept',
    means: 'There may be one that we have not been told. If so, please talk to us.',
  },
} as const satisfies Record<string, Omit<KindOfAbsence, 'id'>>
export type KindId = keyof typeof KINDS

const KIND_OF: Partial<Readonly<Record<Code, KindId>>> = {
  I: 'ill',
  M: 'doctor',
  R: 'religion',
  E: 'suspended',
  C2: 'partTime',
  G: 'holiday',
  U: 'lateAway',
  N: 'unknown',
  O: 'notAccepted',
}

/** The kind that a code of absence is told to parents as; undefined where it is no absence. */
export function kindOf(code: Code, statistical: StatisticalClass): KindOfAbsence | undefined {
  const id =
    KIND_OF[code] ??
    (statistical === 'authorised' ? 'agreed' : statistical === 'unauthorised' ? 'notAccepted' : undefined)
  return id === undefined ? undefined : { id, ...KINDS[id] }
}
