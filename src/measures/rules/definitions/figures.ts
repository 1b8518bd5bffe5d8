import { type Day, longDay } from '../../../kernel/day.ts'
import { ALL_CODES, type Code, type StatisticalClass } from '../../../law/codes.ts'

/** Every figure that is counted from marks. `code` is the sessions of one code. */
export const FIGURES = [
  'attendance',
  'absence',
  'authorised',
  'unauthorised',
  'late',
  'missing',
  'persistent',
  'severe',
  'full',
  'pupils',
  'code',
] as const
export type FigureName = (typeof FIGURES)[number]

/** A figure and, where it is `code`, which code. */
export interface FigureAsked {
  readonly figure: FigureName
  readonly code?: Code | undefined
}

/** What a figure counts. Sessions are added up over enrolments; enrolments are tested one by one. */
export interface FigureMeaning {
  readonly name: string
  readonly unit: 'sessions' | 'enrolments'
  /** The first whole number and the second, in words: "sessions attended" of "possible sessions". Null where a count has no second. */
  readonly counted: string
  readonly of: string | null
  readonly words: string
  /** Changes with the meaning, so that a printed figure can say by which it was made. */
  readonly version: string
  readonly sources: readonly string[]
}

const FORMULAS = 'DfE, pupil attendance in schools, methodology 3.1'
const THRESHOLDS = 'DfE, pupil absence statistics, methodology 3.2 and 5.2'
const CODES = 'School Attendance (Pupil Registration) (England) Regulations 2024, regulation 10'
const POSSIBLE =
  'Possible sessions are those marked present, at an approved activity, or absent. Codes D, X, Q, Y1 to Y7 (until 18 August 2024 Y), Z and #, and sessions without a mark, are not possible sessions.'
const VERSION = '1'

const rate = (meaning: Pick<FigureMeaning, 'name' | 'counted' | 'words'> & { sources?: readonly string[] }) =>
  ({ unit: 'sessions', of: 'possible sessions', version: VERSION, sources: [FORMULAS], ...meaning }) as const

const share = (meaning: Pick<FigureMeaning, 'name' | 'counted' | 'words'>) =>
  ({
    unit: 'enrolments',
    of: 'pupils with a possible session',
    version: VERSION,
    sources: [THRESHOLDS],
    ...meaning,
  }) as const

/** "C, C1, E …; until 18 August 2024 also H": every code of a class, those no longer in use with their last day. */
function codesOf(statistical: StatisticalClass): string {
  const codes = ALL_CODES.filter((one) => one.statistical === statistical)
  const inUse = codes.filter(({ until }) => until === undefined).map(({ code }) => code)
  const retired = codes.flatMap(({ code, until }) => (until === undefined ? [] : [`${code} until ${dateOf(until)}`]))
  return [inUse.sort().join(', '), ...(retired.length === 0 ? [] : [`formerly ${retired.join(', ')}`])].join('; ')
}

/** "18 August 2024". */
function dateOf(day: Day): string {
  return longDay(day).replace(/^\S+ /, '')
}

const MEANINGS: Readonly<Record<Exclude<FigureName, 'code'>, FigureMeaning>> = {
  attendance: rate({
    name: 'Attendance',
    counted: 'sessions attended',
    words: `Sessions marked present (late before the register closed is present) or at an approved educational activity (${codesOf('approved-activity')}), of all possible sessions. ${POSSIBLE}`,
  }),
  absence: rate({
    name: 'Absence',
    counted: 'sessions missed',
    words: `Authorised and unauthorised absence together, of all possible sessions. A group’s rate is its sessions added up, never a mean of its pupils’ rates. ${POSSIBLE}`,
  }),
  authorised: rate({
    name: 'Authorised absence',
    counted: 'sessions of authorised absence',
    words: `Sessions with a code of authorised absence (${codesOf('authorised')}), of all possible sessions. ${POSSIBLE}`,
  }),
  unauthorised: rate({
    name: 'Unauthorised absence',
    counted: 'sessions of unauthorised absence',
    words: `Sessions with a code of unauthorised absence (${codesOf('unauthorised')}), of all possible sessions. ${POSSIBLE}`,
  }),
  late: rate({
    name: 'Late',
    counted: 'sessions arrived late for',
    words: `Sessions with L (arrived before the register closed: attendance) or U (after it closed: unauthorised absence), of all possible sessions. ${POSSIBLE}`,
    sources: [FORMULAS, CODES],
  }),
  missing: {
    name: 'Sessions without a mark',
    unit: 'sessions',
    counted: 'sessions without a mark',
    of: null,
    words:
      'Sessions in which a mark was due and there is none: “-” stands, or nothing at all. They are counted neither as attended nor as missed until they are marked.',
    version: VERSION,
    sources: [FORMULAS],
  },
  persistent: share({
    name: 'Persistently absent',
    counted: 'pupils who missed 10 % or more',
    words:
      'Pupils who missed at least 10 % of their own possible sessions, authorised or not; exactly 10 % counts. Tested in whole numbers (10 × missed ≥ possible), before any rounding, over the whole span: DfE gives none for a week or a day.',
  }),
  severe: share({
    name: 'Severely absent',
    counted: 'pupils who missed half or more',
    words:
      'Pupils who missed at least 50 % of their own possible sessions; exactly half counts. They are among the persistently absent too. Tested in whole numbers (2 × missed ≥ possible), before any rounding.',
  }),
  full: share({
    name: 'Full attendance',
    counted: 'pupils who missed nothing',
    words: 'Pupils with at least one possible session and no absence, authorised or not, in the span.',
  }),
  pupils: {
    name: 'Pupils',
    unit: 'enrolments',
    counted: 'pupils with a possible session',
    of: null,
    words:
      'Pupils who were on roll and have at least one possible session in these days. Whoever has none is in no rate, so is not counted here either.',
    version: VERSION,
    sources: [THRESHOLDS],
  },
}

/** What a figure means. A code that is not in the possible sessions has no rate, only a count. */
export function meaningOfFigure({ figure, code }: FigureAsked): FigureMeaning {
  if (figure !== 'code') return MEANINGS[figure]
  if (code === undefined) throw new TypeError('the figure of a code needs the code')
  const meaning = ALL_CODES.findLast((one) => one.code === code)
  if (meaning === undefined) throw new TypeError(`${code} is no code`)
  const { name, statistical } = meaning
  const isPossible = ['present', 'approved-activity', 'authorised', 'unauthorised'].includes(statistical)
  return {
    name: `${code}: ${name}`,
    unit: 'sessions',
    counted: `sessions with ${code}`,
    of: isPossible ? 'possible sessions' : null,
    words: isPossible
      ? `Sessions marked ${code} (${name}), of all possible sessions. ${POSSIBLE}`
      : `Sessions marked ${code} (${name}). They are not possible sessions, so they are in no rate.`,
    version: VERSION,
    sources: [FORMULAS, CODES],
  }
}
