import type { SchoolId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type QuietHours, USUAL_QUIET_HOURS } from '../rules/quiet-hours.ts'

/** When a school leaves its families in peace. */
export async function quietHoursOf(_tx: Tx, _schoolId: SchoolId): Promise<QuietHours> {
  return USUAL_QUIET_HOURS
}
