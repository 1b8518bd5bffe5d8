import type { DutyAsked } from '../../duties/contract.ts'
import type { DutySource } from '../../duties/index.ts'
import { addDays } from '../../kernel/day.ts'
import { firstDayOf, type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import type { Tx } from '../../platform/database/database.ts'
import { readStrips, stripsForDuties } from '../../register/index.ts'
import { pupilsOnRoll } from '../../roll/index.ts'
import { keptAwayOf } from '../kept-away/store.ts'
import { requestsOf } from '../requests/store.ts'
import { SUSPENSION_KINDS } from '../rules/kept-away.ts'
import { LEAVE_DUTY_RULES, leaveDuties } from '../rules/leave-duties.ts'
import { timetablesOf } from '../timetables/store.ts'

/** How long after granted leave somebody who has not come back is looked for here: the ten school days of the law, a summer and as long again. */
const DAYS_LOOKED_BACK = 100

/** Suspensions of the school year and exclusions, of pupils who are on roll: an exclusion has no end but that. */
async function suspensionsOnRoll(tx: Tx, { schoolId, today, year }: DutyAsked) {
  const found = await keptAwayOf(tx, { schoolId, kinds: SUSPENSION_KINDS, endsFrom: firstDayOf(year) })
  if (found.length === 0) return found
  const pupilIds = [...new Set(found.map(({ pupilId }) => pupilId))]
  const onRoll = new Set((await pupilsOnRoll(tx, { schoolId, day: today, pupilIds })).map(({ id }) => id))
  return found.filter(({ pupilId }) => onRoll.has(pupilId))
}

/** The duties of leave: to decide, to review, to look for who has not come back. */
export const leaveDutySource: DutySource = {
  slice: 'leave',
  rules: LEAVE_DUTY_RULES,
  find: async (tx, asked) => {
    const { schoolId, today, days, year } = asked
    const requests = await requestsOf(tx, { schoolId, endsFrom: addDays(today, -DAYS_LOOKED_BACK) })
    const timetables = await timetablesOf(tx, { schoolId, endsFrom: today })
    const suspensions = await suspensionsOnRoll(tx, asked)
    if (requests.length + timetables.length + suspensions.length === 0) return []
    const strips = await stripsForDuties(tx, asked)
    const ended = requests.filter(({ to }) => schoolYearOf(to.day) < year).map(({ pupilId }) => pupilId)
    const before = (year - 1) as SchoolYear
    const lastYear = ended.length === 0 ? new Map() : await readStrips(tx, { schoolId, year: before, pupilIds: ended })
    return leaveDuties({ today, days, requests, timetables, suspensions, strips, lastYear })
  },
}
