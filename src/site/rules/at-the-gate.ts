import type { PLACES } from '../../register/contract.ts'

type Place = (typeof PLACES)[number]

/**
 * What a pupil's place means to whoever stands at the assembly point with the list. `on-site` was seen today and must be
 * counted there. `look-for` should have been seen and was not, and nobody has said why. `not-yet` has not been registered:
 * they may have come already, and their tutor can tell. `away` need not be looked for: somebody knows where they are.
 */
export type GateKind = 'on-site' | 'look-for' | 'not-yet' | 'away'

const KINDS: Readonly<Record<Place, GateKind>> = {
  'on-site': 'on-site',
  late: 'on-site',
  'no-reason': 'look-for',
  'not-marked': 'look-for',
  'not-yet': 'not-yet',
  'left-site': 'away',
  elsewhere: 'away',
  absent: 'away',
  'not-due': 'away',
}

export function gateKind(place: Place): GateKind {
  return KINDS[place]
}

interface AtGate {
  readonly place: Place
  readonly groupId: string | null
  readonly groupName: string | null
}

/** A group as it stands together at the assembly point. */
export interface GateGroup<Pupil> {
  readonly groupId: string | null
  readonly name: string
  readonly here: readonly Pupil[]
  readonly lookFor: readonly Pupil[]
  readonly notYet: readonly Pupil[]
  readonly away: readonly Pupil[]
}

/** Sorts pupils into their groups, in the order in which the groups are called; those in no group come last. */
export function gateGroups<Pupil extends AtGate>(pupils: readonly Pupil[]): readonly GateGroup<Pupil>[] {
  const groups = [...Map.groupBy(pupils, ({ groupId }) => groupId)].map(([groupId, of]) => {
    const kinds = Map.groupBy(of, ({ place }) => KINDS[place])
    return {
      groupId,
      name: of[0]?.groupName ?? 'In no group',
      here: kinds.get('on-site') ?? [],
      lookFor: kinds.get('look-for') ?? [],
      notYet: kinds.get('not-yet') ?? [],
      away: kinds.get('away') ?? [],
    }
  })
  const last = (groupId: string | null) => (groupId === null ? 1 : 0)
  return groups.sort(
    (one, other) =>
      last(one.groupId) - last(other.groupId) || one.name.localeCompare(other.name, 'en-GB', { numeric: true }),
  )
}
