import { type DutySource, enrolmentsForDuties, groupsForDuties, tutorsForDuties } from '../duties/index.ts'
import { addDays } from '../kernel/day.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { reportDuties } from '../measures/index.ts'
import { givenWeeks } from './forms/store.ts'
import { reportedSince } from './reports/store.ts'
import { reportsDone } from './rules/reports-done.ts'
import { WEEK_RULE, weekDuties } from './rules/week-duties.ts'

/** As far back as a week whose duty still stands can lie: over the summer holiday. */
const LONGEST_AGO = 56

/** B21, and what ends B20: a report to the parents of everybody on roll. */
export const weeklyDuties: DutySource = {
  slice: 'weekly',
  rules: [WEEK_RULE],
  find: async (tx, asked) => {
    const { schoolId, today } = asked
    // Where nothing is promised, nothing is read.
    if (!asked.policy.policy.reports.some(({ to, every }) => to === 'pupils' && every === 'week')) return []
    const groups = await groupsForDuties(tx, asked)
    const tutors = Map.groupBy(await tutorsForDuties(tx, asked), ({ groupId }) => groupId)
    const forms = groups.map(({ id }) => ({
      groupId: id,
      people: (tutors.get(id) ?? []).map(({ personId }) => personId),
    }))
    return weekDuties({ asked, forms, given: await givenWeeks(tx, { schoolId, from: addDays(today, -LONGEST_AGO) }) })
  },
  discharged: async (tx, asked) => {
    const duties = reportDuties({ asked }).filter(({ rule }) => rule === 'B20')
    const [first] = duties.map(({ from }) => from.day).sort()
    if (first === undefined) return []
    const reported = await reportedSince(tx, { schoolId: asked.schoolId, since: `${first}T00:00:00.000Z` as Moment })
    if (reported.length === 0) return []
    return reportsDone({ duties, reported, enrolments: await enrolmentsForDuties(tx, asked), today: asked.today })
  },
}
