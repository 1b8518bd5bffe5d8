import { failure, notAllowed, type Result, success } from '../../kernel/result.ts'
import { ACTIONS, type Action, type Reach } from './rights.ts'
import { heldAt, type Place, positionAt, reachAt, type Standing } from './standing.ts'

/** What an operation asks for before it lets somebody in, from its declaration and its address. */
export interface Asked {
  readonly may: string
  readonly scope: 'school' | 'trust' | 'authority' | 'own' | 'open'
  /** The school, trust or authority that the address names. Not checked yet: it may be anything. */
  readonly placeId: string | undefined
}

export interface Permission {
  /** Whose rows the request sees. */
  readonly tenants: readonly string[]
  readonly reach: Reach
  readonly position: string
  may(action: string): Reach | undefined
}

/**
 * Whether somebody may do what is asked, where it is asked. "Not yours" and "not there" are one answer, so that addresses
 * cannot be tried out.
 */
export function decidePermission(standing: Standing | undefined, asked: Asked): Result<Permission> {
  if (standing === undefined) return asked.may === 'open' ? success(OUTSIDE) : signedOut()
  if (asked.scope === 'own' || asked.scope === 'open') return decideEverywhere(standing, asked)
  return decideAt(standing, asked)
}

const OUTSIDE: Permission = { tenants: [], reach: 'own', position: 'signed out', may: () => undefined }

function signedOut(): Result<Permission> {
  return failure({
    kind: 'signed-out',
    code: 'access.signed-out',
    message: 'You are not signed in, or you have been away too long. Sign in and try again.',
  })
}

function decideAt(standing: Standing, asked: Asked): Result<Permission> {
  const place = standing.places.find((one) => one.id === asked.placeId && one.kind === asked.scope)
  if (place === undefined || heldAt(standing.held, place).length === 0) return notAllowed()
  const may = (action: string) => (isAction(action) ? reachAt(standing.held, place, action) : undefined)
  const reach = asked.may === 'signed-in' || asked.may === 'open' ? 'own' : may(asked.may)
  if (reach === undefined) return notAllowed()
  const isBelow = (one: Place) => one.kind === 'school' && [one.trustId, one.authorityId].includes(place.id)
  // A school below where only another role is held, one without the right, is not answered for.
  const isTheirs = (one: Place) => !isAction(asked.may) || reachAt(standing.held, one, asked.may) !== undefined
  const below = standing.places.filter((one) => isBelow(one) && isTheirs(one))
  const tenants = [place.id, ...below.map((one) => one.id)]
  return success({ tenants, reach, position: positionAt(standing.held, place), may })
}

/** Over everything that is the caller's: what they may do in one place does not spill over into another. */
function decideEverywhere(standing: Standing, asked: Asked): Result<Permission> {
  const may = (action: string) => (isAction(action) ? farthest(standing, standing.places, action) : undefined)
  const anyRight = asked.may === 'signed-in' || asked.may === 'open'
  const reach = anyRight ? 'own' : may(asked.may)
  if (reach === undefined) return notAllowed()
  const right = asked.may
  const where = standing.places.filter(
    (place) => anyRight || (isAction(right) && reachAt(standing.held, place, right) !== undefined),
  )
  const tenants = asked.scope === 'own' ? where.map((place) => place.id) : []
  return success({ tenants, reach, position: standing.held[0]?.position ?? '', may })
}

function farthest(standing: Standing, places: readonly Place[], action: Action): Reach | undefined {
  const reaches = places.map((place) => reachAt(standing.held, place, action))
  if (reaches.includes('all')) return 'all'
  return reaches.includes('own') ? 'own' : undefined
}

function isAction(text: string): text is Action {
  return (ACTIONS as readonly string[]).includes(text)
}
