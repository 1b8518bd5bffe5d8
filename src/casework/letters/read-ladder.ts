import { type Day, longDay } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { firstDayOf, type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { sessionAt, sessionIndex } from '../../kernel/session.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { isCompulsorySchoolAge } from '../../law/school-age.ts'
import type { Enrolled, Stretch } from '../../measures/contract.ts'
import { yearSoFar } from '../../measures/index.ts'
import { type MergeValues, sentOn } from '../../messaging/contract.ts'
import { type FiguresOf, type KnownMessage, messagesOfTemplates, type SupportShown } from '../../messaging/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { policyOf } from '../../policy/index.ts'
import type { FlagKind } from '../../roll/contract.ts'
import { praiseUnwanted } from '../../weekly/index.ts'
import { type CaseFile, readCases } from '../cases/store.ts'
import type { OnLadder } from '../contract/letters.ts'
import { caseState } from '../rules/cases/case-state.ts'
import { showsSupport } from '../rules/cases/next-steps.ts'
import { absentOf, type Counted, countBytes, countUp, daysInWords, sessionsOfYear } from '../rules/letters/counted.ts'
import { heldBecause, meetingsHeld } from '../rules/letters/holds.ts'
import { kindOfTemplate, LADDER_TEMPLATES, type Ladder, ladderOf } from '../rules/letters/ladder.ts'
import {
  type ChildFacts,
  type NextLetter,
  nextLetter,
  nothingYet,
  type PastLetter,
} from '../rules/letters/next-letter.ts'
import { causeOf, holdsOf, type KeptLetter, lettersSince } from './store.ts'

/** A letter with what became of its copies. `letter` is null where somebody sent its wording beside the list. */
export interface WrittenLetter {
  readonly pupilId: PupilId
  readonly letter: KeptLetter | null
  readonly messages: readonly KnownMessage[]
  readonly past: PastLetter
}

/** A child on roll with the year’s marks, as figures and duties both read them. */
export type OnRoll = Pick<Enrolled, 'pupilId' | 'onRoll' | 'strip' | 'born' | 'leavingDay'>

/** A child with what was written this year and what comes next. */
export interface ChildOnLadder<C extends OnRoll = Enrolled> {
  readonly enrolled: C
  readonly facts: ChildFacts
  readonly letters: readonly WrittenLetter[]
  readonly history: readonly PastLetter[]
  readonly next: NextLetter
}

export interface SchoolLadder {
  readonly ladder: Ladder
  readonly today: Day
  /** The last day with a register that counts; null before the first. */
  readonly until: Day | null
  readonly year: SchoolYear
  readonly children: readonly ChildOnLadder[]
}

/** Everybody on roll today with their sessions of the year, their letters and the next one: a dozen statements however many children. */
export async function readLadder(
  tx: Tx,
  of: {
    readonly schoolId: SchoolId
    readonly now: Moment
    readonly pupilIds?: readonly PupilId[]
    readonly flags?: readonly FlagKind[]
  },
): Promise<SchoolLadder> {
  const { schoolId, now, pupilIds } = of
  const today = schoolTime(now).day
  const year = schoolYearOf(today)
  const { facts, until } = await yearSoFar(tx, { ...of, year })
  const ladder = ladderOf(await policyOf(tx, schoolId, today))
  const files = await readCases(tx, { schoolId, ...(pupilIds && { pupilIds }), restricted: false })
  const known = {
    schoolId,
    today,
    year,
    until,
    halfTerms: facts.halfTerms,
    ladder,
    pupilIds,
    cases: files.map(({ pupilId, entries }) => ({ pupilId, entries, open: isOpen(entries) })),
  }
  const children = await childrenOnLadder(tx, known, facts.enrolled)
  return { ladder, today, until: until < 0 ? null : sessionAt(year, until).day, year, children }
}

/** A case as letters look at it. */
type CaseOfChild = Pick<CaseFile, 'pupilId' | 'entries'> & { readonly open: boolean }

/** What is known of a school when its children’s next letters are asked for. */
export interface KnownOfSchool {
  readonly schoolId: SchoolId
  readonly today: Day
  readonly year: SchoolYear
  /** The last place of the year whose registers have all closed; -1 where none has. */
  readonly until: number
  readonly halfTerms: readonly Stretch[]
  readonly ladder: Ladder
  /** Only these; everybody where left out. */
  readonly pupilIds?: readonly PupilId[] | undefined
  /** Without restricted entries. */
  readonly cases: readonly CaseOfChild[]
}

/** The next letter of each child who is on roll today. */
export async function childrenOnLadder<C extends OnRoll>(
  tx: Tx,
  of: KnownOfSchool,
  enrolled: readonly C[],
): Promise<readonly ChildOnLadder<C>[]> {
  const { schoolId, today, year, until, pupilIds, ladder } = of
  const byPupil = Map.groupBy(
    await writtenLetters(tx, { schoolId, since: firstDayOf(year), pupilIds }),
    ({ pupilId }) => pupilId,
  )
  const holds = await holdsOf(tx, { schoolId, pupilIds })
  const noPraise = await praiseUnwanted(tx, { schoolId, pupilIds })
  const cases = Map.groupBy(of.cases, ({ pupilId }) => pupilId)
  const here = enrolled.filter(({ leavingDay }) => leavingDay === null || leavingDay >= today)
  const read = sessionsOfYear(year)
  const half = of.halfTerms.findLast((one) => one.from <= today)?.from
  const halfBegan = half === undefined ? until + 1 : sessionIndex({ day: half, half: 'AM' })
  const halfTerms = of.halfTerms.map((one) => one.from)
  return here.map((child) => {
    const { pupilId, strip, onRoll } = child
    const letters = byPupil.get(pupilId) ?? []
    const own = cases.get(pupilId) ?? []
    const open = own.filter((one) => one.open).map(({ entries }) => entries)
    const history = [...letters.map(({ past }) => past), ...open.flatMap(meetingsHeld)]
    const { from } = onRoll
    const to = Math.min(onRoll.to, until)
    const facts = lazily({
      today,
      halfTerms,
      noPraise: whoSaidNo(noPraise.get(pupilId) ?? []),
      supportShown: own.some((one) => showsSupportNow(one, firstDayOf(year))),
      compulsoryAge: () => isCompulsorySchoolAge(child.born, today),
      sessions: () => read(strip, { from, to }),
      held: () => heldBecause({ hold: holds.get(pupilId), cases: open }, today),
    })
    const sums = () => ({
      counted: countBytes(strip, { from, to }),
      lates: countBytes(strip, { from: Math.max(from, halfBegan), to }).lates,
    })
    const nothing = history.length === 0 ? nothingYet(ladder, sums()) : undefined
    return { enrolled: child, facts, letters, history, next: nothing ?? nextLetter(history, facts, ladder) }
  })
}

/** Most children come to no letter, and nobody asks for their sessions one by one, nor what would hold a letter back. */
function lazily({
  sessions,
  held,
  compulsoryAge,
  ...known
}: Omit<ChildFacts, 'sessions' | 'held' | 'compulsoryAge'> & {
  readonly compulsoryAge: () => boolean
  readonly sessions: () => ChildFacts['sessions']
  readonly held: () => ChildFacts['held']
}): ChildFacts {
  let read: ChildFacts['sessions'] | undefined
  return {
    ...known,
    get sessions() {
      read ??= sessions()
      return read
    },
    get held() {
      return held()
    },
    get compulsoryAge() {
      return compulsoryAge()
    },
  }
}

/** Support that was shown in an open case, or in one that was still written in this school year. */
function showsSupportNow({ entries, open }: CaseOfChild, yearBegan: Day): boolean {
  return (open || entries.some(({ day }) => day >= yearBegan)) && showsSupport(entries)
}

function whoSaidNo(who: readonly ('family' | 'school')[]): string | null {
  return who.length === 0
    ? null
    : `the ${who.join(' and the ')} ${who.length === 1 ? 'wants' : 'want'} no praise about attendance`
}

function isOpen(entries: CaseFile['entries']): boolean {
  return caseState(entries)?.status === 'open'
}

/**
 * The letters of the ladder with their copies, and what somebody sent with the wording of one beside the list: the family has had it all the
 * same. A copy that somebody has to say something about counts as waiting.
 */
export async function writtenLetters(
  tx: Tx,
  of: { schoolId: SchoolId; since: Day; pupilIds?: readonly PupilId[] | undefined },
): Promise<readonly WrittenLetter[]> {
  const { schoolId, since: from, pupilIds } = of
  const letters = await lettersSince(tx, of)
  const messages = await messagesOfTemplates(tx, { schoolId, templates: LADDER_TEMPLATES, from, pupilIds })
  const copies = Map.groupBy(messages, ({ asked }) => asked.cause)
  const listed = new Set(letters.map(({ letterId }) => causeOf(letterId)))
  const ours = letters.map((letter): WrittenLetter => {
    const own = (copies.get(causeOf(letter.letterId)) ?? []).map(({ stands }) => stands)
    return { pupilId: letter.pupilId, letter, messages: own, past: pastOf(letter, own) }
  })
  const beside = messages.filter(({ asked }) => !listed.has(asked.cause)).flatMap(besideTheList)
  return [...ours, ...beside].sort((one, other) => (one.past.day < other.past.day ? -1 : 1))
}

/** The letter of a child that is written and of which no copy has gone, with its copies that wait. */
export function waitingOf({ letters }: Pick<ChildOnLadder<OnRoll>, 'letters'>): WrittenLetter | undefined {
  const waiting = letters.find(({ past }) => past.state === 'waiting')
  return waiting && { ...waiting, messages: waiting.messages.filter(({ state }) => WAITS.includes(state)) }
}

function besideTheList({ asked, stands }: { asked: MessageOfLetter; stands: KnownMessage }): WrittenLetter[] {
  const kind = kindOfTemplate(asked.templateKey)
  if (kind === undefined) return []
  const past = pastOf({ letterId: asked.messageId, kind, day: asked.day }, [stands])
  return asked.pupilIds.map((pupilId) => ({ pupilId, letter: null, messages: [stands], past }))
}

type MessageOfLetter = Pick<KnownMessage, 'messageId' | 'templateKey' | 'day' | 'pupilIds'>

const WAITS: readonly KnownMessage['state'][] = ['waiting', 'by-hand', 'to-print', 'unsure']

function pastOf(
  { letterId, kind, day }: Pick<PastLetter, 'letterId' | 'kind' | 'day'>,
  copies: readonly KnownMessage[],
): PastLetter {
  const gone = copies.flatMap((copy) => sentOn(copy) ?? []).sort()[0]
  if (gone !== undefined) return { letterId, kind, state: 'gone', day: gone }
  return { letterId, kind, state: copies.some(({ state }) => WAITS.includes(state)) ? 'waiting' : 'lost', day }
}

/** Whether a family can be told that no more letters come for now: one has gone, and not only a meeting was held, it was not told already, and none waits to go. */
export function maySayStop(row: { readonly standing: string }, letters: readonly WrittenLetter[]): boolean {
  const last = letters.map(({ past }) => past).findLast(({ state }) => state === 'gone')
  return row.standing !== 'waiting' && last !== undefined && last.kind !== 'stepped-down'
}

/** What is counted of a child for the letter that comes next, as whoever decides about it reads it. */
export function figuresOfChild({ facts, next }: ChildOnLadder, until: Day): OnLadder['figures'] {
  const from = 'from' in next && next.kind !== 'later' ? next.from : (facts.sessions[0]?.day ?? until)
  return {
    from,
    until: facts.sessions.at(-1)?.day ?? until,
    ...countUp(facts.sessions.filter(({ day }) => day >= from)),
  }
}

/** What is counted of a child, as the fields of a letter. */
export function figureFields(of: {
  readonly counted: Counted
  readonly from: Day
  readonly until: Day
  readonly facts: ChildFacts
}): MergeValues {
  const { counted, from, until, facts } = of
  const half = facts.halfTerms.findLast((first) => first <= facts.today)
  const late = facts.sessions.filter((one) => one.late && half !== undefined && one.day >= half).length
  const since = facts.sessions.find(({ day }) => day >= from)?.day ?? from
  return {
    daysMissed: daysInWords(absentOf(counted)),
    sessionsMissed: String(absentOf(counted)),
    sessionsAttended: String(counted.attended),
    sessions: String(counted.possible),
    unauthorisedMissed: String(counted.unauthorised),
    since: dayWithoutWeekday(since),
    until: dayWithoutWeekday(until),
    lates: late === 0 ? 'none' : String(late),
    ...(half === undefined ? {} : { lateSince: dayWithoutWeekday(half) }),
  }
}

/** "3 September 2026". */
export function dayWithoutWeekday(of: Day): string {
  return longDay(of).replace(/^\w+ /, '')
}

/** What messages that a person writes leave open of one child's days: counted since the ladder began for the child, as its letters are. */
export const figuresOf: FiguresOf = async (tx, { schoolId, pupilId, now }) => {
  const { children, until } = await readLadder(tx, { schoolId, now, pupilIds: [pupilId] })
  const child = children[0]
  const first = child?.facts.sessions[0]
  if (child === undefined || first === undefined || until === null) return {}
  const { facts } = child
  return figureFields({ counted: countUp(facts.sessions), from: first.day, until, facts })
}

/** Of which children support before law is shown in a case, as the ladder asks before it warns. */
export const supportShown: SupportShown = async (tx, { schoolId, pupilIds, now }) => {
  const yearBegan = firstDayOf(schoolYearOf(schoolTime(now).day))
  const files = await readCases(tx, { schoolId, pupilIds, restricted: false })
  const shown = files.filter((file) => showsSupportNow({ ...file, open: isOpen(file.entries) }, yearBegan))
  return new Set(shown.map(({ pupilId }) => pupilId))
}
