import type { Code } from '../../../law/codes.ts'

/** A number of sessions that DfE publishes beside the codes: each is a sum of codes. */
export type PublishedSum =
  | ('possible' | 'attended' | 'present' | 'approvedActivity' | 'absent' | 'authorised' | 'unauthorised' | 'late')
  /** Morning and afternoon presents without L. */
  | 'presentOnTime'
  /** What the listed reasons add up to; the totals may be higher (DfE methodology 4.4.4). */
  | ('authorisedReasons' | 'unauthorisedReasons' | 'absentReasons')

export const PUBLISHED_SUMS: readonly PublishedSum[] = [
  ...(['possible', 'attended', 'present', 'approvedActivity', 'absent', 'authorised', 'unauthorised', 'late'] as const),
  ...(['presentOnTime', 'authorisedReasons', 'unauthorisedReasons', 'absentReasons'] as const),
]

/** Sums that files of attendance usually have, and those that files of absence alone have, each in words. */
const USUAL_OF_ABSENCE: readonly (readonly [sum: PublishedSum, inWords: string])[] = [
  ['possible', 'possible sessions'],
  ['absent', 'absence'],
  ['authorised', 'authorised absence'],
  ['unauthorised', 'unauthorised absence'],
]
const USUAL_OF_ATTENDANCE: typeof USUAL_OF_ABSENCE = [
  ...USUAL_OF_ABSENCE,
  ['attended', 'attendance'],
  ['present', 'present sessions'],
  ['approvedActivity', 'approved educational activity'],
]

/** The usual sums that a file has no column of, in words: whatever its rows say, these were compared with nothing. */
export function sumsAbsent(columns: ReadonlySet<PublishedSum>, absenceOnly: boolean): readonly string[] {
  const usual = absenceOnly ? USUAL_OF_ABSENCE : USUAL_OF_ATTENDANCE
  return usual.filter(([sum]) => !columns.has(sum)).map(([, inWords]) => inWords)
}

/** Sessions that a column counts: those with one code, or a sum. */
export type Counted = { readonly code: Code } | { readonly sum: PublishedSum }

/** Whose sessions: every enrolment's, or only those persistently or severely absent. */
export type Whose = 'everyone' | 'persistent' | 'severe'

/** What a column of a published file holds, by the meaning of its name. */
export type ColumnMeaning =
  | { readonly is: 'sessions' | 'percentage'; readonly of: Counted; readonly whose: Whose }
  | { readonly is: 'enrolments' | 'enrolments-percentage'; readonly whose: Whose | 'at all schools' }
  | { readonly is: 'band-enrolments' | 'band-percentage'; readonly by: 'absent' | 'authorised' | 'unauthorised' }
  | { readonly is: 'key'; readonly key: KeyPart }
  | { readonly is: 'beside'; readonly why: string }
  | { readonly is: 'unknown' }

/** What tells one row from another. */
export type KeyPart =
  | ('year' | 'period' | 'date' | 'term' | 'frame')
  | ('level' | 'region' | 'region name' | 'authority' | 'authority name')
  | ('phase' | 'band')

/** Names of columns that say when, where and of whom, after `wordsOf` joined by spaces. Names drift; add a new one here. */
export const KEY_NAMES: Readonly<Record<KeyPart, readonly string[]>> = {
  year: ['time period', 'academic year', 'year', 'school year', 'period'],
  period: ['time identifier', 'week', 'week number', 'time id'],
  date: ['attendance date', 'date', 'reference date', 'day', 'session date'],
  term: ['term', 'school term'],
  frame: ['time frame', 'breakdown', 'timeframe', 'frequency'],
  level: ['geographic level', 'geography level', 'geog level', 'level', 'geographical level'],
  region: ['region code', 'gor code', 'region id'],
  'region name': ['region name', 'region', 'gor name', 'gor'],
  authority: ['new la code', 'la code', 'local authority code', 'lad code'],
  'authority name': ['la name', 'local authority', 'local authority name', 'la', 'authority name'],
  phase: [
    'education phase',
    'school type',
    'phase',
    'establishment phase',
    'school phase',
    'type of school',
    'phase type',
  ],
  band: ['percent bands', 'percentage bands', 'percent band', 'absence band', 'absence bands', 'band'],
}

/** Known columns that no figure is checked against, and why. */
export const BESIDE_NAMES: Readonly<Record<string, string>> = {
  '': 'numbers the rows',
  'country code': 'names the country',
  'country name': 'names the country',
  country: 'names the country',
  'old la code': 'a second code of the authority',
  'la number': 'a second code of the authority',
  'week commencing': 'follows from the week',
  'day number': 'follows from the date',
  weekday: 'follows from the date',
  'num schools': 'a mean over days',
  'number of schools': 'a mean over days',
  schools: 'a mean over days',
  'total num schools': 'schools that could have reported',
  'total number of schools': 'schools that could have reported',
  'covid non compulsory percent': 'code X is not among possible sessions',
  'pa flag': 'a count of DfE’s own working',
}

/** A name with all of these words means this. The first rule that fits holds, so the particular stands before the general. */
export interface WordRule {
  readonly all: readonly string[]
  readonly means: Counted
}

const code = (means: Code, ...all: string[]): WordRule => ({ all, means: { code: means } })
const sum = (means: PublishedSum, ...all: string[]): WordRule => ({ all, means: { sum: means } })

/** Names without a code letter, as the census and the percentages have them. */
export const WORD_RULES: readonly WordRule[] = [
  sum('authorisedReasons', 'authorised', 'total', 'reasons'),
  sum('unauthorisedReasons', 'unauthorised', 'total', 'reasons'),
  sum('absentReasons', 'total', 'reasons'),
  sum('possible', 'possible'),
  code('I', 'illness'),
  ...['appointments', 'appointment', 'medical', 'dental'].map((word) => code('M', word)),
  ...['religious', 'religion'].map((word) => code('R', word)),
  code('S', 'study'),
  ...['traveller', 'travellers', 'mobile', 'mob', 'grt', 'gypsy'].map((word) => code('T', word)),
  ...['performance', 'performances'].map((word) => code('C1', word)),
  code('J', 'interview', 'aea'),
  code('J', 'interview', 'approved'),
  ...['interview', 'interviews'].map((word) => code('J1', word)),
  ...['timetable', 'reduced'].map((word) => code('C2', word)),
  code('C2', 'part', 'time'),
  ...['excluded', 'exclusion', 'suspended', 'suspension'].map((word) => code('E', word)),
  ...['holiday', 'holidays', 'hol'].flatMap((word) => [
    code('G', 'unauthorised', word),
    code('F', 'ext', word),
    code('F', 'extended', word),
    code('F', 'legacy', word),
    code('H', word),
  ]),
  code('L', 'late', 'before'),
  code('U', 'late', 'after'),
  code('U', 'late', 'closed'),
  code('U', 'late', 'unauthorised'),
  code('L', 'late', 'present'),
  sum('late', 'late'),
  code('N', 'noyet'),
  code('N', 'not', 'yet'),
  code('N', 'no', 'reason'),
  code('N', 'unexplained'),
  code('B', 'off', 'site'),
  ...['sporting', 'sport', 'sports'].map((word) => code('P', word)),
  ...['visit', 'visits', 'trip', 'trips'].map((word) => code('V', word)),
  code('W', 'work', 'experience'),
  code('K', 'arranged', 'la'),
  code('D', 'dual'),
  code('X', 'covid'),
  code('Y', 'exceptional', 'unable'),
  code('O', 'unauthorised', 'other'),
  code('O', 'unauthorised', 'oth'),
  ...['other', 'oth', 'exceptional'].map((word) => code('C', 'authorised', word)),
  sum('approvedActivity', 'educational', 'activity'),
  sum('approvedActivity', 'aea'),
  ...['am', 'morning'].map((word) => code('/', 'present', word)),
  ...['pm', 'afternoon'].map((word) => code('\\', 'present', word)),
  sum('presentOnTime', 'present', 'reason'),
  sum('presentOnTime', 'present', 'on', 'time'),
  sum('present', 'present'),
  ...['attendance', 'attended', 'attending'].map((word) => sum('attended', word)),
  sum('unauthorised', 'unauthorised'),
  sum('authorised', 'authorised'),
  ...['absence', 'absences', 'absent', 'overall'].map((word) => sum('absent', word)),
]
