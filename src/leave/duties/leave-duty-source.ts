import type { DutySource } from '../../duties/index.ts'
import { addDays } from '../../kernel/day.ts'
import { stripsForDuties } from '../../register/index.ts'
import { keptAwayOf } from '../kept-away/store.ts'
import { requestsOf } from '../requests/store.ts'
import { SUSPENSION_KINDS } from '../rules/kept-away.ts'
import { LEAVE_DUTY_RULES, leaveDuties } from '../rules/leave-duties.ts'
import { timetablesOf } from '../timetables/store.ts'

/** How long after granted leave somebody who has not come back is looked for here: more than twice the ten school days of the law. */
const DAYS_LOOKED_BACK = 60

/** The duties of leave: to decide, to review, to look for who has not come back. */
export const leaveDutySource: DutySource = {
  slice: 'leave',
  rules: LEAVE_DUTY_RULES,
  find: async (tx, asked) => {
    const { schoolId, today, days } = asked
    const requests = await requestsOf(tx, { schoolId, endsFrom: addDays(today, -DAYS_LOOKED_BACK) })
    const timetables = await timetablesOf(tx, { schoolId, endsFrom: today })
    const suspensions = await keptAwayOf(tx, { schoolId, kinds: SUSPENSION_KINDS, endsFrom: today })
    if (requests.length + timetables.length + suspensions.length === 0) return []
    const strips = await stripsForDuties(tx, asked)
    return leaveDuties({ today, days, requests, timetables, suspensions, strips })
  },
}
