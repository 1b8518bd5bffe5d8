import { type Day, longDay } from '../../../kernel/day.ts'
import { type Result, refused, success } from '../../../kernel/result.ts'
import type { Session } from '../../../kernel/session.ts'
import { type Citation, read } from '../../../law/citation.ts'

/** The codes with which a school, or a part of it, is marked as closed or out of reach for many pupils at once. */
export const CLOSURE_CODES = ['Y4', 'Y3', '#', 'Y1', 'Y2', 'Y6', 'Y7'] as const
export type ClosureCode = (typeof CLOSURE_CODES)[number]

/** Whom a closure is for: `everybody` the whole school, `some` a part that has to be chosen, `either` both are possible. */
export type ClosureReach = 'everybody' | 'some' | 'either'

export interface ClosureKind {
  readonly code: ClosureCode
  readonly name: string
  readonly reach: ClosureReach
  /** The question whose answer is kept beside each mark. */
  readonly asks: string
  /** An example of an answer. */
  readonly such: string
  /** Where the answer goes in the mark's details. */
  readonly detail: string
  /** When the code is right, in plain words. */
  readonly when: string
  readonly source: Citation
}

const RESTATED = read('A school attendance policy of 2024, which restates the codes of SI 2024/208 and the guidance')

/**
 * The kinds of closure. Y5 is not among them: it is one pupil's, and restricted. Which pupils a partly closed school can take is for
 * the school to say; a wholly closed one takes nobody, so everybody has the same code.
 */
export const CLOSURE_KINDS: readonly ClosureKind[] = [
  {
    code: 'Y4',
    name: 'The whole site unexpectedly closed',
    reach: 'everybody',
    asks: 'Why is it closed, and until when?',
    such: 'heating failed, no water, flooding.',
    detail: 'closure',
    when: 'The school was due to open and could not, for anybody. Everybody gets the same code.',
    source: RESTATED,
  },
  {
    code: 'Y3',
    name: 'A part of the premises closed',
    reach: 'some',
    asks: 'Which part is closed, and until when?',
    such: 'the east block, until the roof is safe.',
    detail: 'closure',
    when: 'For pupils for whom there is no practical room in the part that is open. The school decides who.',
    source: RESTATED,
  },
  {
    code: '#',
    name: 'A closure known ahead',
    reach: 'everybody',
    asks: 'Which closure is it?',
    such: 'polling station, training day moved.',
    detail: 'closure',
    when: 'For the whole school, and known in advance. A training day or a half-term belongs in the calendar.',
    source: RESTATED,
  },
  {
    code: 'Y1',
    name: 'Usual transport not available',
    reach: 'some',
    asks: 'Which route is not running?',
    such: 'school bus 12 from Northend.',
    detail: 'route',
    when: 'For pupils whose arranged transport is not running and whose home is too far to walk.',
    source: RESTATED,
  },
  {
    code: 'Y2',
    name: 'Widespread travel disruption',
    reach: 'either',
    asks: 'What happened?',
    such: 'snow; the police advise against all travel.',
    detail: 'event',
    when: 'For pupils who cannot come because an emergency, local, national or international, disrupts travel.',
    source: RESTATED,
  },
  {
    code: 'Y6',
    name: 'Kept away by public health guidance or law',
    reach: 'either',
    asks: 'Which guidance or law?',
    such: 'exclusion period advised by the health protection team.',
    detail: 'guidance',
    when: 'For pupils whose coming would be against public health guidance or law. Whoever is ill is I.',
    source: RESTATED,
  },
  {
    code: 'Y7',
    name: 'Another unavoidable cause',
    reach: 'some',
    asks: 'What is the unavoidable cause?',
    such: 'a gas leak in their street; nobody may leave the house.',
    detail: 'nature',
    when: 'A last resort. The cause must keep the pupil away, not a parent, and its nature must be recorded.',
    source: RESTATED,
  },
]

/** @throws RangeError for a code that closes nothing. */
export function kindOfClosure(code: ClosureCode): ClosureKind {
  const found = CLOSURE_KINDS.find((kind) => kind.code === code)
  if (found === undefined) throw new RangeError(`no kind of closure ${code}`)
  return found
}

/** Refuses a closure for a part of the school with a code that is for everybody, and for everybody with one that is not. */
export function refuseReach(code: ClosureCode, isPart: boolean): Result<undefined> {
  const { reach, name } = kindOfClosure(code)
  if (isPart && reach === 'everybody')
    return refused(
      'register.closure-for-all',
      `${code} is for the whole school. For a part of it choose Y3, or the reason for which these pupils cannot come.`,
    )
  if (!isPart && reach === 'some')
    return refused(
      'register.closure-for-some',
      `${code} (${name.toLowerCase()}) is for the pupils whom it keeps away. Choose year groups, classes or pupils; where the whole site is closed, choose Y4.`,
    )
  return success(undefined)
}

/**
 * Refuses to rewrite days that are over without somebody saying that they mean to: a closure entered afterwards takes absences away
 * that families were perhaps asked about. It stays on the entry that it was done afterwards.
 */
export function refuseAfterwards(sessions: readonly Session[], today: Day, meant: boolean): Result<undefined> {
  const over = sessions.filter(({ day }) => day < today)
  const [first] = over
  if (first === undefined || meant) return success(undefined)
  return refused(
    'register.afterwards',
    `${over.length === 1 ? 'One session is' : `${over.length} sessions are`} of days that are over, the first on ${longDay(first.day)}. Confirm that you enter this afterwards; the journal will say so.`,
  )
}

/** The key of an entry's facts that says that it was made after its first days were over. */
export const AFTERWARDS = 'afterwards'
