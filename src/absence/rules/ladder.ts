import { clockOfAmount, dueAfter, type SchoolDays } from '../../duties/contract.ts'
import type { Day } from '../../kernel/day.ts'
import type { ContactId } from '../../kernel/ids.ts'
import type { TimeOfDay } from '../../kernel/time-of-day.ts'
import type { ContactStep } from '../../policy/contract.ts'
import type { Attempt, ChaseAct, HandedTo, TextWaits } from './chase-acts.ts'

/** A contact of one child, as far as ringing needs to know them; in the order in which the family wants to be called. */
export interface ChaseContact {
  readonly contactId: ContactId
  readonly barred: boolean
  readonly mayBeTold: boolean
  readonly emergency: boolean
  readonly numbers: readonly string[]
}

/** Everything that says where an absence stands on the ladder. */
export interface LadderFacts {
  readonly ladder: readonly ContactStep[]
  readonly contacts: readonly ChaseContact[]
  /** What was done since `since`, in order. */
  readonly acts: readonly ChaseAct[]
  /** The first day of this absence without a reason. */
  readonly since: Day
  readonly today: Day
  readonly time: TimeOfDay
  /** When the register of the first session missed today closed; null where no day clock says so. */
  readonly closed: TimeOfDay | null
  readonly days: SchoolDays
}

export interface RungDue {
  readonly day: Day
  readonly time: TimeOfDay | null
}

/**
 * One rung: `done`; `nobody`, where nobody may be contacted that way, so that it holds nothing up; `next`, the one to do, whether or not its
 * time has come; `later`. No rung is passed over: what comes after `next` waits for it.
 */
export interface RungStanding {
  readonly number: number
  readonly step: ContactStep
  readonly state: 'done' | 'nobody' | 'next' | 'later'
  /** Null beyond the calendar. */
  readonly due: RungDue | null
  /** Its time has come. */
  readonly isDue: boolean
  /** Who is still to be tried, in order; empty where it is not about the family's contacts. */
  readonly left: readonly ContactId[]
  /** Of a text that was written and has not gone: what it waits for. */
  readonly waits: TextWaits | null
}

/**
 * Who may be rung about a child at all, in order: nobody who is barred, nobody who may not be told, nobody without a number, and nobody all
 * of whose numbers proved wrong.
 */
export function callable(contacts: readonly ChaseContact[], acts: readonly ChaseAct[]): readonly ChaseContact[] {
  const wrong = new Set(
    acts.flatMap((act) => (act.kind === 'attempt' && act.outcome === 'wrong-number' ? [act.address] : [])),
  )
  return contacts.filter((one) => mayBeContacted(one) && one.numbers.some((number) => !wrong.has(number)))
}

export function mayBeContacted({ barred, mayBeTold }: Pick<ChaseContact, 'barred' | 'mayBeTold'>): boolean {
  return !barred && mayBeTold
}

const isDaily = ({ after }: ContactStep) => after.unit === 'minutes'

/** The rungs in the order of their clocks: those of minutes are climbed anew each day, those of days once in an absence. */
function inOrder(facts: LadderFacts): readonly { readonly step: ContactStep; readonly due: RungDue | null }[] {
  const rungs = facts.ladder.map((step) => {
    const due = dueOf(facts, step)
    const days = due === null ? '2' : `1 ${due.day}`
    return { step, due, order: isDaily(step) ? `0 ${String(step.after.amount).padStart(6, '0')}` : days }
  })
  return rungs.sort((one, other) => (one.order < other.order ? -1 : one.order > other.order ? 1 : 0))
}

function dueOf(facts: LadderFacts, step: ContactStep): RungDue | null {
  const { since, today, closed, days } = facts
  if (isDaily(step)) {
    if (closed === null) return { day: today, time: null }
    const due = dueAfter({ day: today, time: closed }, { amount: step.after.amount, unit: 'minutes' }, days)
    return due.kind === 'by' ? { day: due.day, time: due.time } : null
  }
  const due = dueAfter({ day: since, time: null }, clockOfAmount(step.after), days)
  // On its day it is due once that day's register has closed without the child, not at midnight.
  return due.kind === 'by' ? { day: due.day, time: closed } : null
}

function hasCome(due: RungDue | null, { today, time }: LadderFacts): boolean {
  if (due === null || due.day > today) return false
  return due.day < today || due.time === null || due.time <= time
}

/**
 * Where an absence stands on its ladder today. Exactly one rung is `next`, unless all are behind it. A text that nobody has sent yet stays
 * next, but holds nobody up: it is behind once the rung after it is due or somebody has rung, so that a family is rung in time whether or not
 * it went.
 */
export function standOnLadder(facts: LadderFacts): readonly RungStanding[] {
  const called = new Map<ContactId, number>()
  let found = false
  const rungs = inOrder(facts)
  return rungs.map(({ step, due }, place): RungStanding => {
    const { left, anybody } = whoIsLeft(step, { facts, called })
    const waits = step.channel === 'text' && left.length === 0 ? waitingText(facts) : null
    const after = rungs[place + 1]
    const isRung = triesToday(facts, 'call').length > 0
    const isHeld = waits !== null && !isRung && (after === undefined || !hasCome(after.due, facts))
    const behind = left.length === 0 && anybody ? !isHeld && isDone(step, facts) : !anybody
    const state = found ? 'later' : behind ? (anybody ? 'done' : 'nobody') : 'next'
    if (state === 'next') found = true
    return { number: place + 1, step, state, due, isDue: hasCome(due, facts), left, waits }
  })
}

/** The rung to do next; undefined where every rung is behind. */
export function nextRung(rungs: readonly RungStanding[]): RungStanding | undefined {
  return rungs.find(({ state }) => state === 'next')
}

const ROLES: Readonly<Record<string, HandedTo>> = {
  police: 'police',
  'social worker': 'social worker',
  'local authority': 'local authority',
}

/** A rung that is no step of the office with the family: somebody with a role is asked, and which role tells something of the child. */
export function isForRole({ channel, to }: Pick<ContactStep, 'channel' | 'to'>): boolean {
  return channel === 'welfare' || channel === 'authority' || ROLES[to] !== undefined
}

/** Which of the family a rung is about that nobody has tried for it. Earlier rungs of the day need tries of their own. */
function whoIsLeft(
  step: ContactStep,
  of: { readonly facts: LadderFacts; readonly called: Map<ContactId, number> },
): { left: readonly ContactId[]; anybody: boolean } {
  const { facts, called } = of
  if (step.channel === 'letter' || step.channel === 'visit') return { left: [], anybody: true }
  if (isForRole(step)) return { left: [], anybody: true }
  const people = whoFor(step, facts)
  if (step.channel === 'text') {
    // One text a day is enough to the first; who cannot be sent one was noted as such.
    const texted = new Set(triesToday(facts, 'text').map(({ contactId }) => contactId))
    const missing = people.filter(({ contactId }) => !texted.has(contactId))
    const enough = step.to === 'first contact' && texted.size > 0
    return { left: enough ? [] : missing.map(({ contactId }) => contactId), anybody: people.length > 0 || enough }
  }
  const left = people.filter(({ contactId }) => {
    const needed = (called.get(contactId) ?? 0) + 1
    called.set(contactId, needed)
    return triesToday(facts, 'call').filter((act) => act.contactId === contactId).length < needed
  })
  return { left: left.map(({ contactId }) => contactId), anybody: people.length > 0 }
}

/** What a text of today waits for, where none to the family has gone. */
function waitingText(facts: LadderFacts): TextWaits | null {
  const sent = triesToday(facts, 'text').filter(({ outcome }) => outcome === 'sent')
  return sent.every(({ waits }) => waits !== undefined) ? (sent[0]?.waits ?? null) : null
}

function triesToday({ acts, today }: LadderFacts, channel: Attempt['channel']): readonly Attempt[] {
  return acts.filter(
    (act): act is Attempt =>
      act.kind === 'attempt' && act.channel === channel && act.day === today && act.whom === 'contact',
  )
}

function whoFor(step: ContactStep, { contacts, acts }: LadderFacts): readonly ChaseContact[] {
  const people = step.channel === 'text' ? contacts.filter(mayBeContacted) : callable(contacts, acts)
  if (step.to === 'first contact') return people.slice(0, 1)
  return step.to === 'emergency contacts' ? people.filter(({ emergency }) => emergency) : people
}

/** Whether a rung that has nobody of the family left to try was climbed. */
function isDone(step: ContactStep, { acts, today }: LadderFacts): boolean {
  const counts = acts.filter((act) => !isDaily(step) || act.day === today)
  const role = ROLES[step.to]
  if (step.channel === 'letter')
    return counts.some((act) => act.kind === 'attempt' && act.channel === 'letter' && act.outcome === 'sent')
  if (step.channel === 'visit') return counts.some((act) => act.kind === 'visit' && act.step === 'made')
  if (step.channel === 'welfare')
    return counts.some((act) => act.kind === 'handed-over' && act.to === (role ?? 'police'))
  if (step.channel === 'authority')
    return counts.some((act) => act.kind === 'handed-over' && act.to === (role ?? 'local authority'))
  if (role === undefined) return true
  return counts.some(
    (act) => (act.kind === 'attempt' && act.whom === role) || (act.kind === 'handed-over' && act.to === role),
  )
}
