import { addDays, type Day, weekday } from '../../../kernel/day.ts'
import { absentOf, betterOn, type Counted, type CountedSession, countUp, isBelow, withoutIllness } from './counted.ts'
import { KIND_NAMES, type Ladder, type LadderRung, type LetterKind, OWN_CHOICES, RUNGS, type Rung } from './ladder.ts'

/**
 * A letter of this school year. `waiting`: written, and none of its copies has gone; `gone`: at least one was sent; `lost`: every copy
 * failed, came back or was taken back, so that nobody has had it. A meeting that was held stands as a `meeting` that went on its day.
 */
export interface PastLetter {
  readonly letterId: string
  readonly kind: LetterKind
  readonly state: 'waiting' | 'gone' | 'lost'
  /** When the first copy went; the day on which it was written where none has. */
  readonly day: Day
}

/** What is known of a child today. */
export interface ChildFacts {
  readonly today: Day
  /** Every possible session of this school year so far, in order. */
  readonly sessions: readonly CountedSession[]
  /** The first days of the halves of this year's terms, in order. */
  readonly halfTerms: readonly Day[]
  readonly compulsoryAge: boolean
  /** Why nothing may be written now, in plain words that everybody may read who may see the list; null where nothing speaks against it. */
  readonly held: string | null
  /** Who wants no praise about attendance, in words; null where nobody has said so. */
  readonly noPraise: string | null
  /** Whether a case of the child shows support before law (`showsSupport`). A letter that offers help in general is none. */
  readonly supportShown: boolean
}

/** `illness`: support, and nothing about absence; `late`: about lateness alone; `near a notice`: a final warning that names a penalty notice. */
export type LetterWording = 'absence' | 'illness' | 'late' | 'near a notice'

/** What comes next for a child, and why. */
export type NextLetter =
  | {
      readonly kind: 'due'
      readonly letter: Rung
      readonly wording: LetterWording
      readonly why: readonly string[]
      readonly rung: LadderRung
      readonly counted: Counted
      readonly from: Day
      readonly after: PastLetter | null
    }
  /** It went better for so long that the family should hear it. `since`: the letter after which it did. */
  | {
      readonly kind: 'praise'
      readonly letter: 'improved'
      readonly since: PastLetter
      readonly counted: Counted
      readonly from: Day
    }
  | { readonly kind: 'held'; readonly letter: Rung; readonly because: string }
  | { readonly kind: 'waiting'; readonly letter: LetterKind; readonly letterId: string }
  | { readonly kind: 'later'; readonly letter: Rung; readonly from: Day }
  /** So many days of illness that the authority is told and the family is not written to. */
  | { readonly kind: 'sickness'; readonly days: number }
  /** The last rung has gone: `letter`. */
  | { readonly kind: 'top'; readonly letter: LetterKind; readonly gone: Day }
  | { readonly kind: 'none'; readonly because: string }

const none = (because: string): NextLetter => ({ kind: 'none', because })

/** How far a ladder is climbed, and from which day absence counts for it. */
export interface Climbed {
  /** The rungs that went since the ladder last began, in order of going. */
  readonly gone: readonly PastLetter[]
  /** Absence from this day on counts. */
  readonly from: Day
  /** The day on which an improvement after the last letter was complete; undefined where there is none, or the family was told already. */
  readonly better: { readonly on: Day; readonly since: PastLetter } | undefined
}

/** The letter of the ladder that a child comes to next, if any. Nothing else decides it: not the list, not the work list, not a person's memory. */
export function nextLetter(history: readonly PastLetter[], facts: ChildFacts, ladder: Ladder): NextLetter {
  const waiting = history.find(({ state }) => state === 'waiting')
  if (waiting !== undefined) return { kind: 'waiting', letter: waiting.kind, letterId: waiting.letterId }
  const climbed = climbedOf(history, facts, ladder)
  const sessions = facts.sessions.filter(({ day }) => day >= climbed.from)
  const counted = countUp(sessions)
  const rung = ladder.rungs.find((one) => !climbed.gone.some(({ kind }) => kind === one.rung))
  const last = climbed.gone.at(-1) ?? null
  if (rung === undefined) return { kind: 'top', letter: last?.kind ?? 'first', gone: last?.day ?? facts.today }
  const lates = latesOf(sessions, facts)
  const why = triggersMet({ ladder, rung, counted, lates })
  if (why.length === 0) return praiseOr(climbed, facts, nothingLeadsTo(rung))
  const ill = illDays(facts.sessions)
  if (ill >= ladder.sickDays) return { kind: 'sickness', days: ill }
  const from = waitEnds(rung, { facts, last, history })
  const against = whyNot({ rung, counted, last, facts, sessions, ladder, waits: from > facts.today })
  if (against !== undefined) return praiseOr(climbed, facts, none(against))
  if (from > facts.today) return { kind: 'later', letter: rung.rung, from }
  if (facts.held !== null) return { kind: 'held', letter: rung.rung, because: facts.held }
  if (rung.rung === 'final' && !facts.supportShown) return { kind: 'held', letter: rung.rung, because: SUPPORT_FIRST }
  const wording = rung.rung === 'final' ? warningOf(facts) : wordingOf({ ladder, rung, counted })
  return { kind: 'due', letter: rung.rung, wording, why, rung, counted, from: climbed.from, after: last }
}

/** What holds a final warning back until the child's case shows support, or why none suits. */
export const SUPPORT_FIRST =
  'Offer support first, or write why none suits: a final warning goes only where the child’s case shows it'

function nothingLeadsTo({ rung }: LadderRung): NextLetter {
  return none(`Nothing leads to the next letter: ${KIND_NAMES[rung].toLowerCase()}`)
}

/**
 * That nothing comes next, found from sums alone, for a child of whom nothing was written and no meeting was held; undefined where `nextLetter`
 * has to be asked with every session.
 * @param counted the year so far; `lates` those of this half of a term.
 */
export function nothingYet(ladder: Ladder, of: { counted: Counted; lates: number }): NextLetter | undefined {
  const [rung] = ladder.rungs
  if (rung === undefined) return undefined
  return triggersMet({ ladder, rung, ...of }).length === 0 ? nothingLeadsTo(rung) : undefined
}

/** Good news goes where nothing worse is due, and where nothing is held back: praise in a week of mourning hurts as well. */
function praiseOr({ better }: Climbed, facts: ChildFacts, otherwise: NextLetter): NextLetter {
  if (better === undefined || facts.held !== null) return otherwise
  if (facts.noPraise !== null) return none(`Better since the last letter. No good news goes: ${facts.noPraise}`)
  const from = addDays(better.since.day, 1)
  const counted = countUp(facts.sessions.filter(({ day }) => day >= from))
  return { kind: 'praise', letter: 'improved', since: better.since, counted, from }
}

export function climbedOf(history: readonly PastLetter[], facts: ChildFacts, ladder: Ladder): Climbed {
  const began = facts.sessions[0]?.day ?? facts.today
  const past = history
    .filter(({ state, day }) => state === 'gone' && day >= began && day <= facts.today)
    .toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
  let gone: PastLetter[] = []
  let from = began
  let better: Climbed['better']
  const lookFor = (since: PastLetter, until: Day) => {
    const sessions = facts.sessions.filter(({ day }) => day > since.day && day <= until)
    const on = betterOn(sessions, { percent: percentOf(ladder), length: OWN_CHOICES.improved })
    if (on === undefined) return
    gone = []
    from = addDays(on, 1)
    better = { on, since }
  }
  for (const letter of past) {
    const last = gone.at(-1)
    if (last !== undefined) lookFor(last, letter.day)
    if (isRung(letter.kind)) {
      gone.push(letter)
      better = undefined
    } else {
      gone = []
      from = addDays(letter.day, 1)
      better = undefined
    }
  }
  const last = gone.at(-1)
  if (last !== undefined) lookFor(last, facts.today)
  return { gone, from, better }
}

function isRung(kind: LetterKind): kind is Rung {
  return RUNGS.some((rung) => rung === kind)
}

/** The percentage at which a child has recovered: what leads to the first letter. */
function percentOf({ rungs }: Ladder): number {
  return Math.max(OWN_CHOICES.below, ...rungs.map(({ below = 0 }) => below))
}

function latesOf(sessions: readonly CountedSession[], { halfTerms, today }: ChildFacts): number {
  const half = halfTerms.findLast((first) => first <= today)
  return sessions.filter(({ late, day }) => late && half !== undefined && day >= half).length
}

function illDays(sessions: readonly CountedSession[]): number {
  return Math.floor(sessions.filter(({ as }) => as === 'ill').length / 2)
}

/**
 * What brings a child to a rung, in words; nothing where nothing does. What leads to a higher rung leads to the lower one too: six lates that
 * the policy answers with a meeting are first answered with a letter.
 */
function triggersMet(of: { ladder: Ladder; rung: LadderRung; counted: Counted; lates: number }): readonly string[] {
  const { ladder, rung, counted, lates } = of
  // Above the first letter, illness leads to nothing.
  const judged = rung.rung === 'first' ? counted : withoutIllness(counted)
  const enough = counted.possible >= OWN_CHOICES.fewest
  const from = ladder.rungs.slice(ladder.rungs.indexOf(rung))
  const met = from.flatMap((one) => {
    const absence = one.below !== undefined && enough && isBelow(judged, one.below)
    const without = one.unauthorised !== undefined && counted.unauthorised >= one.unauthorised
    return [
      ...(absence && !(rung.rung === 'final' && counted.unauthorised === 0) ? [`attendance below ${one.below} %`] : []),
      ...(one.lates !== undefined && lates >= one.lates
        ? [`${lates} lates in this half term, ${one.lates} or more`]
        : []),
      ...(without ? [`${counted.unauthorised} half days of unauthorised absence, ${one.unauthorised} or more`] : []),
    ]
  })
  return [...new Set(met)]
}

/** What speaks against a rung whose trigger is met. */
function whyNot(of: {
  rung: LadderRung
  counted: Counted
  last: PastLetter | null
  facts: ChildFacts
  sessions: readonly CountedSession[]
  ladder: Ladder
  waits: boolean
}): string | undefined {
  const { rung, counted, last, facts, sessions, ladder, waits } = of
  if (rung.rung === 'final' && !facts.compulsoryAge) return 'Not of compulsory school age: nobody is warned'
  if (rung.rung === 'final' && counted.unauthorised === 0) return 'No unauthorised absence: nobody is warned'
  if (last === null) return undefined
  const since = withoutIllness(countUp(sessions.filter(({ day }) => day > last.day)))
  if (since.possible < OWN_CHOICES.judged)
    return waits ? undefined : 'Too early to say whether the last letter or meeting helped'
  const again = isBelow(since, rung.below ?? percentOf(ladder)) || since.lates > 0
  if (!again) return 'Better since the last letter or meeting'
  if (rung.rung === 'final' && since.unauthorised === 0)
    return 'No unauthorised absence since the last letter or meeting'
  return undefined
}

/**
 * The first day on which a rung may go: its wait after the letter before, and after the same rung when that went in an earlier round. A new
 * half of a term ends a wait, a week after the letter at the earliest.
 */
function waitEnds(
  rung: LadderRung,
  of: { facts: ChildFacts; last: PastLetter | null; history: readonly PastLetter[] },
): Day {
  const { facts, last, history } = of
  const before = [
    ...history.filter(({ kind, state }) => kind === rung.rung && state === 'gone'),
    ...(last === null ? [] : [last]),
  ]
  const ends = before.map(({ day }) => waitAfter(rung, day, facts.halfTerms))
  return [facts.today, ...ends].sort().at(-1) ?? facts.today
}

/** When a rung's wait after a letter of a day is over. */
export function waitAfter({ waitWeeks }: LadderRung, gone: Day, halfTerms: readonly Day[]): Day {
  const weeks = addDays(gone, 7 * waitWeeks)
  const half = halfTerms.find((first) => first >= addDays(gone, 7))
  return half !== undefined && half < weeks ? half : weeks
}

const SCHOOL_WEEKS = 10

/** Whether a final warning names the penalty notice: only where the sessions that the national threshold counts are near it. */
function warningOf({ sessions }: ChildFacts): LetterWording {
  const weeks = [...Map.groupBy(sessions, ({ day }) => addDays(day, 1 - weekday(day))).values()].slice(-SCHOOL_WEEKS)
  const without = weeks.flat().filter(({ as }) => as === 'unauthorised').length
  return without >= OWN_CHOICES.nearNotice ? 'near a notice' : 'absence'
}

function wordingOf({ ladder, rung, counted }: { ladder: Ladder; rung: LadderRung; counted: Counted }): LetterWording {
  const percent = percentOf(ladder)
  const below = absentOf(counted) > 0 && isBelow(counted, rung.below ?? percent)
  if (!below && counted.lates > 0) return 'late'
  if (below && !isBelow(withoutIllness(counted), rung.below ?? percent)) return 'illness'
  return 'absence'
}
