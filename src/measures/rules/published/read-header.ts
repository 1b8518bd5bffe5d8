import { parseCode } from '../../../law/codes.ts'
import {
  BESIDE_NAMES,
  type ColumnMeaning,
  type Counted,
  KEY_NAMES,
  type KeyPart,
  type Whose,
  WORD_RULES,
} from './columns.ts'

/** A column of the file: where it stands, what it is called there, and what that means. */
export interface Column {
  readonly place: number
  readonly name: string
  readonly meaning: ColumnMeaning
}

const ONE_WORD: Readonly<Record<string, string>> = {
  auth: 'authorised',
  authorized: 'authorised',
  unauth: 'unauthorised',
  unauthorized: 'unauthorised',
  perc: 'percent',
  pct: 'percent',
  percentage: 'percent',
  rate: 'percent',
  totalreasons: 'total reasons',
  enrolment: 'enrolments',
  enrollments: 'enrolments',
  pupils: 'enrolments',
  sess: 'sessions',
  session: 'sessions',
}

/** A column's name as words: `sess_unauth_noyet`, `SessUnauthNoyet` and "Sess unauth: no-yet" differ in nothing but writing. */
export function wordsOf(name: string): string[] {
  return name
    .normalize('NFKD')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('%', ' percent ')
    .toLowerCase()
    .replaceAll(/[^a-z0-9#]+/g, ' ')
    .trim()
    .split(' ')
    .flatMap((word) => (ONE_WORD[word] ?? word).split(' '))
    .filter((word) => word !== '')
}

/** Reads every name of a header by its meaning. Names that mean nothing to us are kept as `unknown`, and reported. */
export function readHeader(names: readonly string[]): readonly Column[] {
  const bands = names.some((name) => keyOf(wordsOf(name)) === 'band')
  return names.map((name, place) => ({ place, name: name.trim(), meaning: meaningOfName(name, bands) }))
}

function meaningOfName(name: string, bands: boolean): ColumnMeaning {
  const bare = bareCode(name)
  if (bare !== undefined) return { is: 'sessions', of: bare, whose: 'everyone' }
  const words = wordsOf(name)
  const key = keyOf(words)
  if (key !== undefined) return { is: 'key', key }
  const why = BESIDE_NAMES[words.join(' ')]
  if (why !== undefined) return { is: 'beside', why }
  if (words.includes('scaled') || words.includes('percscaled'))
    return { is: 'beside', why: 'scaled by DfE to all schools' }
  const percent = words.includes('percent')
  const whose = whoseOf(words)
  const rest = words.filter((word) => word !== 'percent' && !OF_WHOSE.includes(word))
  if (bands && words.includes('enrolments'))
    return { is: percent ? 'band-percentage' : 'band-enrolments', by: byOf(rest) }
  const enrolments = enrolmentsMeaning(rest, whose, percent)
  if (enrolments !== undefined) return enrolments
  const of = countedOf(rest)
  return of === undefined ? { is: 'unknown' } : { is: percent ? 'percentage' : 'sessions', of, whose }
}

function keyOf(words: readonly string[]): KeyPart | undefined {
  const name = words.join(' ')
  const found = Object.entries(KEY_NAMES).find(([, names]) => names.includes(name))
  return found?.[0] as KeyPart | undefined // Object.entries forgets the type of its keys.
}

/** A header that is nothing but the code itself. */
function bareCode(name: string): Counted | undefined {
  const plain = name.trim()
  const code = plain.length <= 2 && plain !== '-' ? parseCode(plain) : undefined
  return code === undefined ? undefined : { code }
}

const OF_WHOSE: readonly string[] = [
  'pa',
  'sa',
  '10',
  '50',
  'exact',
  'persistent',
  'persistently',
  'severe',
  'severely',
]

function whoseOf(words: readonly string[]): Whose {
  if (words.some((word) => word === 'sa' || word.startsWith('severe'))) return 'severe'
  if (words.includes('pa')) return words.includes('50') ? 'severe' : 'persistent'
  return words.some((word) => word.startsWith('persistent')) ? 'persistent' : 'everyone'
}

const OF_ENROLMENTS: readonly string[] = ['enrolments', 'absence', 'absent', 'absentees', 'number', 'num', 'of', 'ytd']

function enrolmentsMeaning(rest: readonly string[], whose: Whose, percent: boolean): ColumnMeaning | undefined {
  const about = rest.filter((word) => !OF_ENROLMENTS.includes(word) && word !== 'total')
  if (about.length > 0 || (whose === 'everyone' && !rest.includes('enrolments'))) return undefined
  if (percent) return { is: 'enrolments-percentage', whose }
  return { is: 'enrolments', whose: rest.includes('total') ? 'at all schools' : whose }
}

function byOf(words: readonly string[]): 'absent' | 'authorised' | 'unauthorised' {
  if (words.includes('unauthorised')) return 'unauthorised'
  return words.includes('authorised') ? 'authorised' : 'absent'
}

const BEFORE_A_CODE: readonly string[] = ['reason', 'code', 'sessions']

/** `reason_c1_authorised_…` names its code; other names are read by their words. */
function countedOf(words: readonly string[]): Counted | undefined {
  const [first = '', second = ''] = words
  const named = BEFORE_A_CODE.includes(first) && second.length <= 2 ? parseCode(second) : undefined
  if (named !== undefined) return { code: named }
  if (words.join(' ').startsWith('reason not attending planned closed')) return { code: '#' }
  return WORD_RULES.find(({ all }) => all.every((word) => words.includes(word)))?.means
}
