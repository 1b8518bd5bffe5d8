import { type Day, longDay } from '../../kernel/day.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { compareSessions, type Session, sessionIndex } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { type Citation, REGULATIONS_2024, unread } from '../../law/citation.ts'
import { thresholdOn } from '../../law/thresholds.ts'
import { type SchoolCalendar, schoolDays, sessionsOf, termOf } from '../../roll/contract.ts'
import type { By } from './request.ts'

export const SUSPENSION_KINDS = ['suspension', 'permanent'] as const
export const DETENTION_KINDS = ['police', 'remand', 'sentence'] as const
export type SuspensionKind = (typeof SUSPENSION_KINDS)[number]
export type DetentionKind = (typeof DETENTION_KINDS)[number]
export type KeptAwayKind = SuspensionKind | DetentionKind

export const KEPT_AWAY_NAMES: Readonly<Record<KeptAwayKind, string>> = {
  suspension: 'Suspension',
  permanent: 'Permanent exclusion',
  police: 'Police detention',
  remand: 'On remand',
  sentence: 'Detained under a sentence',
}

/** Why a pupil was suspended: the school's own short list, not the reasons of any national return. */
export const SUSPENSION_CATEGORIES = {
  pupils: 'Behaviour towards other pupils',
  adults: 'Behaviour towards adults',
  disruption: 'Persistent disruption',
  damage: 'Damage or theft',
  substances: 'Drugs, alcohol or smoking',
  weapon: 'A weapon or forbidden thing',
  other: 'Something else',
} as const
export type SuspensionCategory = keyof typeof SUSPENSION_CATEGORIES

/** A decision that keeps a pupil away. It never changes; its steps say what was arranged and when it ended. */
export interface KeptAway {
  readonly id: string
  readonly kind: KeptAwayKind
  readonly from: Session
  /** The last session; null for good. */
  readonly to: Session | null
  readonly decidedDay: Day
}

interface Step {
  readonly number: number
  readonly words: string
  readonly at: Moment
  readonly by: By
}

/** With which code other education is recorded: K arranged by the authority, B by the school, D at another school. */
export const PROVISION_CODES = ['K', 'B', 'D'] as const
export type ProvisionCode = (typeof PROVISION_CODES)[number]

export type KeptAwayStep =
  | (Step & { readonly kind: 'provision'; readonly code: ProvisionCode; readonly first: Day; readonly last: Day })
  /** The first session for which the pupil is expected again. */
  | (Step & { readonly kind: 'ended'; readonly from: Session })

/** All that the register says of detention, its beginning and its end: it is read by many, and can never be taken back. */
export const SAID_OF_DETENTION = 'Restricted. The head or the designated safeguarding lead can be asked.'

/** The consecutive school day from which other education must be there (N19), and the days without public places (N18). */
export function provisionFrom(on: Day): { readonly nth: number; readonly source: Citation } {
  const found = thresholdOn('N19', on)
  return { nth: found?.amount ?? 6, source: found ?? unread(REGULATIONS_2024) }
}

/** School years counted as one, since an exclusion goes on over a summer; undefined where none is entered. */
export function calendarsTogether(calendars: Iterable<SchoolCalendar>): SchoolCalendar | undefined {
  const inOrder = [...calendars].toSorted((one, other) => one.year - other.year)
  const [first] = inOrder
  if (first === undefined) return undefined
  const [terms, daysOff] = [inOrder.flatMap((one) => one.terms), inOrder.flatMap((one) => one.daysOff)]
  return { year: first.year, terms, daysOff }
}

/** The sessions of the calendar for which a decision keeps a pupil away, up to the session with which it ended. */
export function keptAwaySessions(
  calendar: SchoolCalendar,
  of: Pick<KeptAway, 'from' | 'to'>,
  steps: readonly KeptAwayStep[] = [],
): readonly Session[] {
  const ended = steps.find((step) => step.kind === 'ended')
  return sessionsOf(calendar).filter(
    (session) =>
      compareSessions(session, of.from) >= 0 &&
      (of.to === null || compareSessions(session, of.to) <= 0) &&
      (ended === undefined || compareSessions(session, ended.from) < 0),
  )
}

/** The school days of a suspension: those with a session in it, in order. */
export function keptAwayDays(sessions: readonly Session[]): readonly Day[] {
  return [...new Set(sessions.map(({ day }) => day))]
}

/**
 * The sessions that a decision marks by itself. A suspension marks E for its first five school days only: from the sixth other
 * education must be there, and E alone is not valid (N19). Detention marks all of its sessions.
 */
export function sessionsMarked(
  calendar: SchoolCalendar,
  of: Omit<KeptAway, 'id' | 'decidedDay'>,
  others: readonly OtherDecision[] = [],
): readonly Session[] {
  const sessions = keptAwaySessions(calendar, of)
  if (!isSuspension(of.kind)) return sessions
  const sixth = sixthDay(calendar, { ...of, steps: [] }, others)
  return sessions.filter(({ day }) => sixth === undefined || day < sixth)
}

export function isSuspension(kind: KeptAwayKind): kind is SuspensionKind {
  return (SUSPENSION_KINDS as readonly string[]).includes(kind)
}

/** As much of another decision about the same pupil as the counting of days takes. */
export type OtherDecision = Pick<KeptAway, 'kind' | 'from' | 'to'> & { readonly steps: readonly KeptAwayStep[] }

/**
 * The first day of a suspension that is its sixth consecutive school day or a later one, where it lasts that long. Suspensions that
 * follow one upon another, or lead into a permanent exclusion, with no session between them, are counted through: the child is
 * without education for all of it.
 */
export function sixthDay(
  calendar: SchoolCalendar,
  of: Omit<OtherDecision, 'kind'>,
  others: readonly OtherDecision[] = [],
): Day | undefined {
  const own = keptAwayDays(keptAwaySessions(calendar, of, of.steps))
  const days = [...new Set([...daysLeadingTo(calendar, of.from, others), ...own])]
  const sixth = days[provisionFrom(of.from.day).nth - 1]
  return sixth === undefined ? undefined : own.find((day) => day >= sixth)
}

/** The school days of suspensions that go on without a break until a session. */
function daysLeadingTo(calendar: SchoolCalendar, from: Session, others: readonly OtherDecision[]): readonly Day[] {
  const suspended = new Set(
    others
      .filter(({ kind }) => isSuspension(kind))
      .flatMap((other) => keptAwaySessions(calendar, other, other.steps))
      .map(sessionIndex),
  )
  const before = sessionsOf(calendar).filter((session) => compareSessions(session, from) < 0)
  const lastInSchool = before.findLastIndex((session) => !suspended.has(sessionIndex(session)))
  return keptAwayDays(before.slice(lastInSchool + 1))
}

/** The sixth day of a suspension for which nothing is arranged yet from that day on; undefined where nothing is lacking. */
export function lacksProvision(
  calendar: SchoolCalendar,
  of: OtherDecision,
  others: readonly OtherDecision[] = [],
): Day | undefined {
  if (!isSuspension(of.kind)) return undefined
  const { steps } = of
  const sixth = sixthDay(calendar, of, others)
  if (sixth === undefined) return undefined
  const last = keptAwayDays(keptAwaySessions(calendar, of, steps)).at(-1) ?? sixth
  const arranged = steps.filter((step) => step.kind === 'provision')
  return schoolDays(calendar)
    .filter((day) => day >= sixth && day <= last)
    .find((day) => !arranged.some((step) => step.first <= day && day <= step.last))
}

export type KeptAwayState = 'to come' | 'running' | 'over' | 'ended'

export function keptAwayState(of: KeptAway, steps: readonly KeptAwayStep[], today: Day): KeptAwayState {
  const ended = steps.find((step) => step.kind === 'ended')
  if (ended !== undefined && ended.from.day <= today) return 'ended'
  if (today < of.from.day) return 'to come'
  return of.to !== null && today > of.to.day ? 'over' : 'running'
}

/** Refuses a decision that cannot stand: no days, two school years, decided after it began, or over another of the same pupil. */
export function refuseKeptAway(
  wish: Omit<KeptAway, 'id'>,
  facts: {
    calendar: SchoolCalendar | undefined
    others: readonly (KeptAway & { readonly steps: readonly KeptAwayStep[] })[]
  },
): Result<undefined> {
  const { from, to, decidedDay, kind } = wish
  if (to !== null && compareSessions(to, from) < 0)
    return refused('leave.bad-period', 'The last session is before the first. Give them in order.')
  if (to !== null && schoolYearOf(from.day) !== schoolYearOf(to.day))
    return refused('leave.two-years', 'These days are in two school years. Record each school year by itself.')
  if (isSuspension(kind) && decidedDay > from.day)
    return refused(
      'leave.decided-later',
      `This begins on ${longDay(from.day)}, before it was decided. It can begin with ${longDay(decidedDay)}.`,
    )
  const { calendar } = facts
  const sessions = calendar === undefined ? [] : keptAwaySessions(calendar, wish)
  if (calendar === undefined || sessions.length === 0)
    return refused('leave.no-session', 'The calendar has no session in that period. Check the days and halves.')
  const taken = new Set(
    facts.others.flatMap((other) => keptAwaySessions(calendar, other, other.steps)).map((at) => `${at.day} ${at.half}`),
  )
  const twice = sessions.find(({ day, half }) => taken.has(`${day} ${half}`))
  if (twice !== undefined)
    return refused(
      'leave.already-kept-away',
      `This pupil is suspended or detained already on ${longDay(twice.day)}. End that first, or begin after it.`,
    )
  return success(undefined)
}

/** Refuses provision outside its suspension. */
export function refuseProvision(
  of: KeptAway,
  steps: readonly KeptAwayStep[],
  wish: { first: Day; last: Day },
): Result<undefined> {
  const ended = steps.find((step) => step.kind === 'ended')
  const last = ended?.from.day ?? of.to?.day
  if (wish.last < wish.first)
    return refused('leave.bad-period', 'The last day is before the first. Give them in order.')
  if (wish.first < of.from.day || (last !== undefined && wish.last > last))
    return refused(
      'leave.outside-suspension',
      `Other education is recorded here for days of the suspension: from ${longDay(of.from.day)}${last === undefined ? '' : ` to ${longDay(last)}`}.`,
    )
  if (schoolYearOf(wish.first) !== schoolYearOf(wish.last))
    return refused('leave.two-years', 'These days are in two school years. Record each school year by itself.')
  return success(undefined)
}

const EXCLUSION_LAW = 'Regulations and guidance on suspension and permanent exclusion'

/** Sums at which more is due than a record. Held from general knowledge: shown as unverified, and nothing is refused by them. */
export const SUSPENSION_SUMS = [
  {
    id: 'term',
    days: 15,
    words: 'More than 15 school days in one term: the governing board is said to have to look at it',
    source: unread(EXCLUSION_LAW),
  },
  {
    id: 'year',
    days: 45,
    words: 'More than 45 school days in one school year: no pupil is said to be suspended for longer',
    source: unread(EXCLUSION_LAW),
  },
] as const

/** School days for which a pupil was, is or is to be suspended, a session as half a day: in the term of a day, and in its school year. */
export function suspendedDays(
  calendar: SchoolCalendar,
  list: readonly (Omit<KeptAway, 'id' | 'decidedDay'> & { readonly steps: readonly KeptAwayStep[] })[],
  on: Day,
): { readonly term: number; readonly year: number } {
  const sessions = list
    .filter(({ kind }) => kind === 'suspension')
    .flatMap((one) => keptAwaySessions(calendar, one, one.steps))
  const term = nameOfWholeTerm(calendar, on)
  const inTerm = sessions.filter(({ day }) => nameOfWholeTerm(calendar, day) === term)
  return { term: inTerm.length / 2, year: sessions.length / 2 }
}

/** "Autumn" for "Autumn 1" and "Autumn 2": calendars that name halves of a term still have three terms. */
function nameOfWholeTerm(calendar: SchoolCalendar, on: Day): string {
  return (termOf(calendar, on)?.name ?? '').replace(/\s*\d+$/, '')
}

/** Which sums a pupil has passed. */
export function sumsPassed(sums: { term: number; year: number }): readonly (typeof SUSPENSION_SUMS)[number][] {
  return SUSPENSION_SUMS.filter(({ id, days }) => sums[id] > days)
}
