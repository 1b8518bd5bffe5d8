import type { SchoolId } from '../../kernel/ids.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import { policyOf } from '../../policy/index.ts'
import type { QuietHours } from '../rules/quiet-hours.ts'

/** When a school leaves its families in peace, by its policy. */
export async function quietHoursOf(tx: Tx, of: { schoolId: SchoolId; now: Moment }): Promise<QuietHours> {
  const { policy } = await policyOf(tx, of.schoolId, schoolTime(of.now).day)
  return policy.quietHours
}
