import type { Handed } from '../kernel/handed.ts'
import type { AuthorityId, PersonId, SchoolId, TrustId } from '../kernel/ids.ts'
import type { Answer } from '../kernel/operation.ts'
import { success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { NOBODY } from './gate.ts'
import { ACTIONS } from './rules/rights.ts'
import { type Held, heldAt, positionAt, reachAt } from './rules/standing.ts'
import { findPerson, type PlaceRow, placesOf, rolesOf } from './store.ts'

type Me = Answer<typeof contract.whoAmI>

/** Who is signed in and what they may do where. `demo` says whether this is a demonstration, whose clock is its own. */
export function whoAmI(demo: boolean): UseCase<typeof contract.whoAmI> {
  return async ({ tx, caller, now, handed }) => {
    const signedOut: Me = { signedIn: false, schools: [], trusts: [], authorities: [], now, demo }
    if (caller.id === NOBODY.id) return success(signedOut)
    const person = await findPerson(tx, caller.id)
    if (person === undefined) return success(signedOut)
    const held = await rolesOf(tx, caller.id)
    const places = await placesOf(tx, held)
    const schools = places.filter((place) => place.kind === 'school')
    if (handed !== undefined) return success({ ...signedOut, signedIn: true, ...onlyOf(handed, held, schools) })
    const trusts = places.filter((place) => place.kind === 'trust')
    const authorities = places.filter((place) => place.kind === 'authority')
    return success({
      signedIn: true,
      person: { id: person.id as PersonId, name: person.name, email: person.email ?? '' },
      schools: schools.map((place) => ({ ...partOf(held, place), id: place.id as SchoolId, phase: place.phase })),
      trusts: trusts.map((place) => ({ ...partOf(held, place), id: place.id as TrustId })),
      authorities: authorities.map((place) => ({ ...partOf(held, place), id: place.id as AuthorityId })),
      now,
      demo,
    })
  }
}

/** While the screen is with a child: no name of staff, and of the one school the one right that the child's page asks for. */
function onlyOf(
  { path, params, right }: Handed,
  held: readonly Held[],
  schools: readonly PlaceRow[],
): Pick<Me, 'schools' | 'handed'> {
  const only = schools.filter(({ id }) => id === params.schoolId)
  return {
    handed: { path, params: { ...params } },
    schools: only.map((place) => {
      const part = partOf(held, place)
      const may = Object.fromEntries(Object.entries(part.may).filter(([action]) => action === right))
      return { ...part, position: '', roles: [], may, id: place.id as SchoolId, phase: place.phase }
    }),
  }
}

function partOf(held: readonly Held[], place: PlaceRow) {
  const may = Object.fromEntries(
    ACTIONS.map((action) => [action, reachAt(held, place, action)] as const).filter(([, reach]) => reach !== undefined),
  )
  return {
    name: place.name,
    shortName: place.shortName,
    position: positionAt(held, place),
    roles: [...new Set(heldAt(held, place).map((one) => one.role))],
    may,
  }
}
