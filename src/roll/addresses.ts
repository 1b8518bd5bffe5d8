import { type Result, refused, success } from '../kernel/result.ts'
import type { Tx } from '../platform/database/database.ts'
import { addressesKept } from './enrol-all.ts'
import { type ChangeFacts, keep } from './keep.ts'
import { type AddressDraft, fingerprintOf } from './rules/address.ts'
import type { Viewer } from './rules/flag-visibility.ts'
import { addressesById } from './store.ts'

/** A change of somebody's address: left out, it stays; null takes it off. */
export interface AddressChange {
  readonly present: string | null
  readonly wanted: AddressDraft | null | undefined
  /** Whether the caller is not to know the present one: `rules/address-visibility.ts`. */
  readonly hidden: boolean
}

/**
 * The id of the address after a change. Whoever may not see an address may not replace it either: the new one would not be
 * confidential, and the family would be found by it. Only those who see it may also say that it need no longer be hidden.
 */
export async function addressAfter(
  tx: Tx,
  facts: ChangeFacts,
  change: AddressChange & { readonly viewer: Viewer },
): Promise<Result<string | null>> {
  const { present, wanted, hidden, viewer } = change
  if (wanted === undefined) return success(present)
  if (hidden) return addressConfidential()
  if (wanted === null) return success(null)
  const ids = await addressesKept(tx, facts, [wanted])
  const id = ids.get(fingerprintOf(wanted)) ?? null
  if (wanted.confidential === false && viewer.sensitive && id !== null) await reveal(tx, facts, id)
  return success(id)
}

export function addressConfidential() {
  return refused(
    'roll.address-confidential',
    'This address is confidential, and you may not see it, so you cannot change it. Ask the head or the designated safeguarding lead.',
  )
}

async function reveal(tx: Tx, facts: ChangeFacts, addressId: string): Promise<void> {
  const [row] = await addressesById(tx, { schoolId: facts.schoolId, addressIds: [addressId], lock: true })
  if (row?.confidential !== true) return
  await keep(tx, facts, { kind: 'address', rows: [{ ...row, confidential: false, version: row.version + 1 }] })
}
