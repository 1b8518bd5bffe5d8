import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Day } from '../../kernel/day.ts'
import type { Tx } from '../../platform/database/database.ts'
import { saveFirstPolicy } from '../../policy/index.ts'
import type { DemoSchool, DemoTrust } from '../demo/types.ts'
import { momentOn } from './school-years.ts'
import { staffingOf } from './staffing.ts'

const SAMPLE = fileURLToPath(new URL('../../../policies/aldermarsh-lower-academy.yaml', import.meta.url))
/** Minutes since midnight: the head saves it on the day on which the school is set up. */
const SAVED = 10 * 60

/** The academy's policy, with everything in it that contradicts itself: the sample. The other schools have none yet. */
export async function plantPolicy(
  tx: Tx,
  of: { readonly trust: DemoTrust; readonly school: DemoSchool; readonly began: Day; readonly from: Day },
): Promise<void> {
  const { trust, school, began, from } = of
  if (school.phase !== 'secondary') return
  await saveFirstPolicy(tx, {
    schoolId: school.id,
    bytes: readFileSync(SAMPLE),
    from,
    at: momentOn(began, SAVED),
    by: staffingOf(trust, school.id).head,
    reason: 'Brought over from the policy on paper',
  })
}
