import { type Action, type Reach, type Role, reachOf } from './rights.ts'

/** A school, trust or authority, as far as rights are concerned. */
export interface Place {
  readonly id: string
  readonly kind: 'school' | 'trust' | 'authority'
  /** Of a school: the trust and the authority it is part of. */
  readonly trustId?: string | undefined
  readonly authorityId?: string | undefined
}

/** One role that a person holds now, and what the place calls it ("Form tutor 7A"). */
export interface Held {
  readonly placeId: string
  readonly role: Role
  readonly position: string
}

/** What a person is, everywhere: all that decides what they may do. */
export interface Standing {
  readonly held: readonly Held[]
  /** Every place where a role is held, and every school below one where a role that reaches below is held. */
  readonly places: readonly Place[]
}

/** Roles of a trust or an authority that count at each of its schools as well. Others held there count only there. */
export const REACHES_BELOW: readonly Role[] = ['trust-officer', 'trustee', 'authority-officer']

/** The roles that count at a place: those held there first, then those held above it that reach below. */
export function heldAt(held: readonly Held[], place: Place): readonly Held[] {
  const above = [place.trustId, place.authorityId]
  return [
    ...held.filter((one) => one.placeId === place.id),
    ...held.filter((one) => above.includes(one.placeId) && REACHES_BELOW.includes(one.role)),
  ]
}

/** How far somebody may do something at a place; undefined where not at all. */
export function reachAt(held: readonly Held[], place: Place, action: Action): Reach | undefined {
  return reachOf(
    heldAt(held, place).map((one) => one.role),
    action,
  )
}

/** What the place calls them, as the trail will say it; what they are above it where they hold nothing there. */
export function positionAt(held: readonly Held[], place: Place): string {
  return heldAt(held, place)[0]?.position ?? ''
}
