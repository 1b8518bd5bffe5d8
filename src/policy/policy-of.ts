import type { Day } from '../kernel/day.ts'
import type { SchoolId } from '../kernel/ids.ts'
import type { Tx } from '../platform/database/database.ts'
import { completed, effective, LAW_ALONE, type PolicyInForce } from './contract.ts'
import { readPolicy } from './reading/read-policy.ts'
import { type VersionText, versionOn } from './store.ts'

/** The policy in force at a school on a day; law and guidance alone where it has no file. */
export async function policyOf(tx: Tx, schoolId: SchoolId, on: Day): Promise<PolicyInForce> {
  const version = await versionOn(tx, { schoolId, on })
  return version === undefined ? LAW_ALONE : inForce(version)
}

const MOST_REMEMBERED = 200
const REMEMBERED = new Map<string, PolicyInForce>()

/** A saved version as data, never beyond the law. A version never changes, so each is understood once. */
export function inForce(version: VersionText): PolicyInForce {
  const key = `${version.sha256} ${version.number} ${version.inForceFrom}`
  const known = REMEMBERED.get(key)
  if (known !== undefined) return known
  const reading = readPolicy(new TextEncoder().encode(version.content))
  // Only what is understood is saved, and a release may only add to what it understands.
  if (!reading.ok) throw new Error(`a saved policy is no longer understood: ${reading.faults[0]?.message}`)
  const { inForceFrom, number } = version
  const policy = {
    policy: { ...effective(completed(reading.read.file)), inForceFrom },
    version: number,
    from: inForceFrom,
  }
  if (REMEMBERED.size >= MOST_REMEMBERED) REMEMBERED.clear()
  REMEMBERED.set(key, policy)
  return policy
}
