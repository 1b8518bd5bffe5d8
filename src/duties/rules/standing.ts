import type { Role } from '../../identity/contract.ts'
import type { PersonId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Discharge, Duty, DutyRule, Ended } from '../contract/duty.ts'
import { type Due, hasPassed, type When } from './clocks.ts'

/** Who did something, as they were then. */
export interface ActBy {
  readonly id: PersonId
  readonly name: string
  readonly position: string
}

/** What a person did about a duty. Kept for ever; what a duty's state is follows from these and from the facts. */
export type DutyAct = { readonly key: string; readonly at: Moment; readonly by: ActBy; readonly reason: string } & (
  | { readonly kind: 'done' }
  /** `beyondDue`: they knew that this goes beyond the due date. */
  | { readonly kind: 'snoozed'; readonly until: When; readonly beyondDue: boolean }
  | { readonly kind: 'woken' }
  | { readonly kind: 'handed-over'; readonly to: Owner }
)

/** Whose work a duty is: everybody's who holds a role, or some people's. */
export type Owner =
  | { readonly kind: 'role'; readonly role: Role }
  | { readonly kind: 'people'; readonly people: readonly PersonId[] }

export type Snoozed = Extract<DutyAct, { kind: 'snoozed' }>
export type HandedOver = Extract<DutyAct, { kind: 'handed-over' }>

/** One duty as it stands: what the facts make of it, and what people did about it. */
export interface StandingDuty {
  readonly duty: Duty
  readonly rule: DutyRule
  readonly state: 'open' | 'snoozed' | 'done' | 'withdrawn'
  readonly overdue: boolean
  readonly owner: Owner
  /** What puts it off now. */
  readonly snoozed: Snoozed | null
  /** The last time it was handed over. */
  readonly handedOver: HandedOver | null
  readonly ended: Ended | null
}

interface Wall {
  readonly now: { readonly day: When['day']; readonly time: NonNullable<When['time']> }
}

/** The first fact that ended a duty: found by its own source, told by another slice's, or written down by a person. */
function endedOf(
  duty: Duty,
  rule: DutyRule,
  of: { discharge: Discharge | undefined; acts: readonly DutyAct[] },
): Ended | null {
  if (duty.ended !== undefined) return duty.ended
  if (of.discharge !== undefined) return of.discharge.ended
  const done = rule.ends === 'record' ? of.acts.find(({ kind }) => kind === 'done') : undefined
  if (done === undefined) return null
  const { name, position } = done.by
  return { how: 'done', words: 'Written down as done', confidential: done.reason, at: done.at, by: { name, position } }
}

/** What now puts a duty off: the last word of those who put it off or took it up again, for as long as it says. */
function snoozedNow(acts: readonly DutyAct[], { now }: Wall): Snoozed | null {
  const last = acts.findLast(({ kind }) => kind === 'snoozed' || kind === 'woken')
  if (last?.kind !== 'snoozed') return null
  return hasPassed({ kind: 'by', ...last.until }, now) ? null : last
}

function ownerOf(duty: Duty, rule: DutyRule, handed: HandedOver | null): Owner {
  if (handed !== null) return handed.to
  if (duty.people !== undefined && duty.people.length > 0) return { kind: 'people', people: duty.people }
  return { kind: 'role', role: rule.owner }
}

/** How one duty stands. `acts` are those about it, oldest first. */
export function standingDuty(
  duty: Duty,
  rule: DutyRule,
  of: Wall & { readonly discharge: Discharge | undefined; readonly acts: readonly DutyAct[] },
): StandingDuty {
  const ended = endedOf(duty, rule, of)
  const snoozed = ended === null ? snoozedNow(of.acts, of) : null
  const handedOver = of.acts.findLast((act): act is HandedOver => act.kind === 'handed-over') ?? null
  const overdue = ended === null && duty.due !== null && hasPassed(duty.due, of.now)
  const state = ended?.how ?? (snoozed === null ? 'open' : 'snoozed')
  return { duty, rule, state, overdue, owner: ownerOf(duty, rule, handedOver), snoozed, handedOver, ended }
}

/**
 * How every duty stands, those due first at the top, those without a limit after them. A duty that two sources find is one duty: a source's own word
 * that it ended counts before another's that it is open.
 * @throws RangeError for a duty of a rule that no source declares: it would have no source to name.
 */
export function standingDuties(
  of: Wall & {
    readonly rules: ReadonlyMap<string, DutyRule>
    readonly duties: readonly Duty[]
    readonly discharges: readonly Discharge[]
    readonly acts: readonly DutyAct[]
  },
): readonly StandingDuty[] {
  const acts = Map.groupBy(of.acts, ({ key }) => key)
  const discharges = new Map(of.discharges.map((discharge) => [discharge.key, discharge]))
  const found = new Map<string, Duty>()
  for (const duty of of.duties) if (found.get(duty.key)?.ended === undefined) found.set(duty.key, duty)
  const standing = [...found.values()].map((duty) => {
    const rule = of.rules.get(duty.rule)
    if (rule === undefined) throw new RangeError(`nobody declares the rule ${duty.rule}`)
    const about = { now: of.now, discharge: discharges.get(duty.key), acts: acts.get(duty.key) ?? [] }
    return standingDuty(duty, rule, about)
  })
  const open = new Set(standing.filter(({ ended }) => ended === null).map(({ duty }) => duty.key))
  // A ladder's later rungs wait for the earlier ones; one whose earlier rung is not there at all waits for nothing.
  return inOrder(standing.filter(({ duty }) => duty.after === undefined || !isWaiting(duty, { found, open })))
}

/** Whether any duty before this one is still open. */
function isWaiting(duty: Duty, of: { found: ReadonlyMap<string, Duty>; open: ReadonlySet<string> }): boolean {
  const before = duty.after === undefined ? undefined : of.found.get(duty.after)
  return before !== undefined && (of.open.has(before.key) || isWaiting(before, of))
}

/** In the order of their limits; those without one last. Written once for each, not at every comparison of a sort. */
function inOrder(standing: readonly StandingDuty[]): readonly StandingDuty[] {
  return standing
    .map((one) => ({ one, rank: one.rule.first ? 0 : 1, at: limitText(one.duty.due), order: one.duty.order ?? 0 }))
    .sort((first, then) =>
      first.rank !== then.rank
        ? first.rank - then.rank
        : first.at !== then.at
          ? first.at < then.at
            ? -1
            : 1
          : first.order - then.order || (first.one.duty.key < then.one.duty.key ? -1 : 1),
    )
    .map(({ one }) => one)
}

function limitText(due: Due | null): string {
  if (due === null) return 'no limit'
  return due.kind === 'by' ? `${due.day} ${due.time ?? '24:00'}` : 'beyond the calendar'
}
