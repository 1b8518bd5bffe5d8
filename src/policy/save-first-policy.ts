import { createHash } from 'node:crypto'
import type { Day } from '../kernel/day.ts'
import type { SchoolId } from '../kernel/ids.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Caller } from '../platform/http/use-case.ts'
import { checkPolicy } from './contract.ts'
import { readPolicy } from './reading/read-policy.ts'
import { keepVersion } from './store.ts'

/**
 * Saves a school's first policy outside a request: for a demonstration.
 * @throws Error where the file is no policy.
 */
export async function saveFirstPolicy(
  tx: Tx,
  of: {
    readonly schoolId: SchoolId
    readonly bytes: Uint8Array
    readonly from: Day
    readonly at: Moment
    readonly by: Caller
    readonly reason: string
  },
): Promise<void> {
  const reading = readPolicy(of.bytes)
  if (!reading.ok) throw new Error(`this is no policy: ${reading.faults[0]?.message}`)
  const { file, text } = reading.read
  await keepVersion(tx, {
    schoolId: of.schoolId,
    number: 1,
    content: text,
    sha256: createHash('sha256').update(text).digest('hex'),
    label: file.version,
    // The shape has checked that it is a day.
    inForceFrom: (file.inForceFrom as Day | undefined) ?? of.from,
    findings: checkPolicy(file, of.from).filter(({ severity }) => severity !== 'note').length,
    reason: of.reason,
    at: of.at,
    by: of.by,
  })
}
