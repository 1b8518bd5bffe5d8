import type { Day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { LateReason } from './late-reasons.ts'

export interface ActedBy {
  readonly name: string
  readonly position: string
}

interface Acted {
  readonly number: number
  readonly day: Day
  readonly at: Moment
  readonly by: ActedBy
}

/** One act of a late gate check, as it is kept. */
export type GateAct = Acted &
  (
    | { readonly kind: 'opened'; readonly place: string }
    | {
        readonly kind: 'arrived'
        readonly pupilId: PupilId
        readonly entry: number
        readonly minutesLate: number
        readonly reason: LateReason | null
      }
    | { readonly kind: 'undone'; readonly undoes: number }
    | { readonly kind: 'closed' }
  )

export type Arrival = Extract<GateAct, { kind: 'arrived' }>

/** A late gate check as it stands. */
export interface Gate {
  readonly place: string
  readonly openedAt: Moment
  readonly openedBy: ActedBy
  readonly closedAt: Moment | null
  /** In the order in which they came; what was undone is not among them. */
  readonly arrivals: readonly Arrival[]
}

/** What a gate's acts, in the order of their numbers, come to; undefined for one that nobody opened. */
export function gateOf(acts: readonly GateAct[]): Gate | undefined {
  const [opened] = acts
  if (opened?.kind !== 'opened') return undefined
  const undone = new Set(acts.flatMap((act) => (act.kind === 'undone' ? [act.undoes] : [])))
  return {
    place: opened.place,
    openedAt: opened.at,
    openedBy: opened.by,
    closedAt: acts.find(({ kind }) => kind === 'closed')?.at ?? null,
    arrivals: acts.filter((act): act is Arrival => act.kind === 'arrived' && !undone.has(act.number)),
  }
}

/** How often each reason was given, the most frequent first; `null` where nobody said. */
export function reasonsGiven(
  arrivals: readonly Pick<Arrival, 'reason'>[],
): readonly { readonly reason: LateReason | null; readonly times: number }[] {
  const times = new Map<LateReason | null, number>()
  for (const { reason } of arrivals) times.set(reason, (times.get(reason) ?? 0) + 1)
  return [...times]
    .map(([reason, of]) => ({ reason, times: of }))
    .sort((one, other) => other.times - one.times || (one.reason ?? '~').localeCompare(other.reason ?? '~'))
}

/** Who was met at gates more than once, and how often: for a word about punctuality, not for a punishment. */
export function metAgain(gates: readonly Gate[]): ReadonlyMap<PupilId, number> {
  const times = new Map<PupilId, number>()
  for (const { arrivals } of gates)
    for (const pupilId of new Set(arrivals.map((one) => one.pupilId))) times.set(pupilId, (times.get(pupilId) ?? 0) + 1)
  return new Map([...times].filter(([, of]) => of > 1).sort((one, other) => other[1] - one[1]))
}
