import { ALL_CODES, type Code, meaningOfByte } from '../../law/codes.ts'
import {
  type CodeCounts,
  type Enrolled,
  enrolmentFigures,
  type SessionSpan,
  sessionsWith,
} from '../../measures/contract.ts'

// A child is set beside nobody but the same child some weeks before.

/**
 * What nobody should lose praise for or be asked about: every absence that is authorised, since law or the school agreed to it (illness, doctor,
 * religion, leave, travelling for work, suspension). Sessions with these codes are set aside in a comparison, as if the school had not met
 * for the child: they neither help nor harm.
 */
export const SET_ASIDE: readonly Code[] = [
  ...new Set(ALL_CODES.filter(({ authorised, possible }) => authorised && possible).map(({ code }) => code)),
]

/** How many school weeks are set beside as many before them. */
export const WEEKS_COMPARED = 4
/** Of each stretch this many sessions at least, or it is too early to compare: half of four weeks. */
export const FEWEST_SESSIONS = 20
/** Fewer half days than this are no change worth a word. */
export const LEAST_DIFFERENCE = 3
/** Said of at most one child in twenty whose habits have not changed. */
export const MOST_CHANCE = 0.05

/** Some school weeks of one child: sessions for which the child could come, and what was missed of them. */
export interface Stretch {
  readonly possible: number
  readonly missed: number
  readonly late: number
  /** Days with a session for which the child could come, and those of them with one missed: spells make half days hang together. */
  readonly days: number
  readonly daysMissed: number
  readonly weeksMissed: number
}

export interface Change {
  /** `too-early`: there are not weeks enough on this school's roll this year. */
  readonly kind: 'better' | 'worse' | 'same' | 'too-early'
  /** Half days more in school (better) or fewer (worse) than the pace of the weeks before would have given; 0 where neither. */
  readonly halfDays: number
  /** Times late fewer, where that is no chance either; 0 otherwise. */
  readonly fewerLates: number
}

/** What a child's marks come to over some weeks. The sums are those of every figure; sessions set aside are taken off them. */
export function stretchOf(enrolled: Enrolled, weeks: readonly SessionSpan[]): Stretch {
  let [possible, missed, late, days, daysMissed, weeksMissed] = [0, 0, 0, 0, 0, 0]
  for (const week of weeks) {
    const { span, codes, sessions } = enrolmentFigures(enrolled, week)
    const aside = setAside(codes)
    possible += sessions.possible - aside
    missed += sessions.absent - aside
    late += sessions.late
    if (sessions.absent > aside) weeksMissed += 1
    const ofDays = daysOf(enrolled.strip, span)
    days += ofDays.could
    daysMissed += ofDays.missed
  }
  return { possible, missed, late, days, daysMissed, weeksMissed }
}

/** Days with a session for which the child could come, and those with one missed. */
function daysOf(strip: Uint8Array, { from, to }: SessionSpan): { could: number; missed: number } {
  let [could, missed] = [0, 0]
  // Mornings have even places.
  for (let morning = from - (from % 2); morning <= to; morning += 2) {
    const halves = [morning, morning + 1].filter((place) => place >= from && place <= to)
    const kinds = halves.map((place) => KIND_OF_BYTE[strip[place] ?? 0])
    if (kinds.some((kind) => kind !== undefined)) could += 1
    if (kinds.includes('missed')) missed += 1
  }
  return { could, missed }
}

/** By byte of a strip: what a session with it is in a comparison; undefined where it is none, or set aside. */
const KIND_OF_BYTE: readonly ('there' | 'missed' | undefined)[] = Array.from({ length: 256 }, (_, byte) => {
  const meaning = meaningOfByte(byte)
  if (meaning?.possible !== true || SET_ASIDE.some((code) => code === meaning.code)) return undefined
  return meaning.statistical === 'authorised' || meaning.statistical === 'unauthorised' ? 'missed' : 'there'
})

function setAside(codes: CodeCounts): number {
  return SET_ASIDE.reduce((sum, code) => sum + sessionsWith(codes, code), 0)
}

/**
 * Whether a child is in school more, or less, than in the weeks before. Said only where all of this holds, so that chance is not
 * called a change: at least three half days' difference at the pace of the weeks before; days missed in two different weeks at least on
 * the side with more, since one bad week alone says nothing; and if nothing had changed, days would fall so unevenly for at most one
 * child in twenty.
 */
export function changeOf(before: Stretch, now: Stretch): Change {
  if (before.possible < FEWEST_SESSIONS || now.possible < FEWEST_SESSIONS)
    return { kind: 'too-early', halfDays: 0, fewerLates: 0 }
  const fewerLates = lessOften(now.late, before.late, share(now.possible, before.possible))
  const more = Math.trunc((before.missed * now.possible) / before.possible - now.missed)
  const atDays = share(now.days, before.days)
  const better = more >= LEAST_DIFFERENCE && before.weeksMissed >= 2
  const worse = more <= -LEAST_DIFFERENCE && now.weeksMissed >= 2
  if (better && chanceOfSoFew(now.daysMissed, before.daysMissed, atDays) <= MOST_CHANCE)
    return { kind: 'better', halfDays: more, fewerLates }
  if (worse && chanceOfSoFew(before.daysMissed, now.daysMissed, 1 - atDays) <= MOST_CHANCE)
    return { kind: 'worse', halfDays: -more, fewerLates }
  return { kind: 'same', halfDays: 0, fewerLates }
}

function lessOften(now: number, before: number, at: number): number {
  const fewer = before - now
  return fewer >= LEAST_DIFFERENCE && chanceOfSoFew(now, before, at) <= MOST_CHANCE ? fewer : 0
}

function share(now: number, before: number): number {
  return now / (now + before)
}

/**
 * The chance that of `few` + `many` equally likely things so few, or fewer, fall in the first part, which is `share` of the whole: the
 * lower end of the binomial distribution, exactly.
 */
export function chanceOfSoFew(few: number, many: number, share: number): number {
  const all = few + many
  let term = (1 - share) ** all
  let sum = term
  for (let n = 1; n <= few; n++) {
    term *= ((all - n + 1) / n) * (share / (1 - share))
    sum += term
  }
  return sum
}
