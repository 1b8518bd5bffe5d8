import { type Outbreaks, putIllnessAndOther, putObservance } from './absences.ts'
import { putActivities } from './activities.ts'
import { leaveSomeUnexplained } from './cases/absent.ts'
import type { Stage } from './cases/stage.ts'
import { putLeave } from './leave-spells.ts'
import { quotasFor } from './quotas.ts'
import type { Random } from './random.ts'
import type { Sheet } from './sheet.ts'
import { setTargets } from './targets.ts'
import type { Phase } from './types.ts'

/**
 * Marks one school year of all three schools. Whole years are drawn, also the one that is still running: a year cut short
 * then has the absence of its season, and what was agreed for later is there to be planned.
 */
export function drawYear(random: Random, stage: Stage, sheets: Readonly<Record<Phase, Sheet>>): void {
  const outbreaks: Outbreaks = new Map()
  const current = Object.values(sheets).some((sheet) => sheet.isCurrent)
  const holidays: Stage['holidays'] = current ? stage.holidays : new Map()
  for (const sheet of Object.values(sheets)) {
    const own = random.fork(sheet.phase)
    setTargets(own, sheet)
    const quotas = quotasFor(sheet)
    putObservance(own, sheet, quotas)
    putLeave({ random: own, sheet, quotas, plans: stage.plans, holidays })
    putIllnessAndOther({ random: own, sheet, outbreaks }, quotas)
    if (sheet.isCurrent) leaveSomeUnexplained(stage, sheet)
    putActivities({ random: own, sheet, quotas, staff: stage.staff })
  }
}
