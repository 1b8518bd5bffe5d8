import { reachOf } from '../../identity/contract.ts'
import { namesOf, rolesAtPlace } from '../../identity/index.ts'
import type { PersonId, SchoolId } from '../../kernel/ids.ts'
import { refused, success } from '../../kernel/result.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'

interface Colleague {
  readonly id: PersonId
  readonly name: string
  readonly position: string
}

export const caseOwners: UseCase<typeof contract.caseOwners> = async ({ tx }, { params }) =>
  success({ people: [...(await colleagues(tx, params.schoolId))] })

/** Who holds a role at a school, and who of them may look after cases: what a colleague who has gone had to do is nobody's. */
export async function staffNow(
  tx: Tx,
  schoolId: SchoolId,
): Promise<{ readonly here: ReadonlySet<string>; readonly owners: ReadonlySet<string> }> {
  const held = await rolesAtPlace(tx, schoolId)
  const owners = held.filter(({ role }) => reachOf([role], 'casework.record') === 'all')
  return {
    here: new Set(held.map(({ personId }) => personId)),
    owners: new Set(owners.map(({ personId }) => personId)),
  }
}

/** Who may write in cases of a school, by name. */
export async function colleagues(tx: Tx, schoolId: SchoolId): Promise<readonly Colleague[]> {
  const held = (await rolesAtPlace(tx, schoolId)).filter(({ role }) => reachOf([role], 'casework.record') === 'all')
  const positions = new Map(held.map(({ personId, position }) => [personId as PersonId, position]))
  const names = await namesOf(tx, [...positions.keys()])
  return [...positions]
    .flatMap(([id, position]) => {
      const name = names.get(id)
      return name === undefined ? [] : [{ id, name, position }]
    })
    .sort((one, other) => one.name.localeCompare(other.name))
}

export function notAColleague() {
  return refused(
    'casework.no-owner',
    'Cases are looked after by somebody who may write in them. Choose one of the list, or ask the head to give them that role.',
  )
}
