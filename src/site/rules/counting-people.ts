import type { PupilId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'

/** One press at an assembly point. */
export interface CountAct {
  readonly key: string
  readonly kind: 'accounted' | 'taken-back' | 'ended'
  readonly pupilId: PupilId | null
  readonly at: Moment
  readonly by: string
  /** Of `ended`. */
  readonly words: string
}

export interface RollCall {
  readonly startedAt: Moment | null
  /** Who was ticked off, when, and by whom. */
  readonly accounted: ReadonlyMap<PupilId, { readonly at: Moment; readonly by: string }>
}

const inOrder = (one: CountAct, other: CountAct) =>
  Date.parse(one.at) - Date.parse(other.at) || one.key.localeCompare(other.key)

/**
 * The roll call that runs, out of a day's acts of all devices in any order, those not sent yet among them: what was pressed
 * after the last one ended. For each pupil the last press holds. A key that is there twice was sent twice.
 */
export function rollCall(acts: Iterable<CountAct>): RollCall {
  const all = [...new Map([...acts].map((act) => [act.key, act])).values()].sort(inOrder)
  const ended = all.findLastIndex(({ kind }) => kind === 'ended')
  const running = all.slice(ended + 1)
  const accounted = new Map<PupilId, { readonly at: Moment; readonly by: string }>()
  for (const { kind, pupilId, at, by } of running) {
    if (pupilId === null) continue
    if (kind === 'accounted') accounted.set(pupilId, { at, by })
    else accounted.delete(pupilId)
  }
  return { startedAt: running[0]?.at ?? null, accounted }
}

type Accounted = RollCall['accounted']

/** Who is accounted for on a device: what the server knew last, and the presses it has not been sent yet. */
export function withUnsent(known: Accounted, unsent: readonly CountAct[]): Accounted {
  const accounted = new Map(known)
  for (const { kind, pupilId, at, by } of [...unsent].sort(inOrder)) {
    if (pupilId === null) continue
    if (kind === 'accounted') accounted.set(pupilId, { at, by })
    else accounted.delete(pupilId)
  }
  return accounted
}

export interface EndedRollCall {
  readonly startedAt: Moment
  readonly endedAt: Moment
  readonly endedBy: string
  readonly words: string
  readonly accounted: number
}

/** The roll calls of a day that are over, the last first. One that nobody ticked in is none. */
export function endedRollCalls(acts: readonly CountAct[]): readonly EndedRollCall[] {
  const all = [...acts].sort(inOrder)
  const found: EndedRollCall[] = []
  let from = 0
  for (const [place, act] of all.entries()) {
    if (act.kind !== 'ended') continue
    const { startedAt, accounted } = rollCall(all.slice(from, place))
    if (startedAt !== null)
      found.push({ startedAt, endedAt: act.at, endedBy: act.by, words: act.words, accounted: accounted.size })
    from = place + 1
  }
  return found.reverse()
}
