import { conflict, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { groupsOn } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { readWeek } from './read-week.ts'
import { formTableSetting, keepFormTable } from './store.ts'

/** Forms beside one another, by name and never by rank; nothing at all unless the school has turned it on. */
export const formTable: UseCase<typeof contract.formTable> = async (context, { params }) => {
  const { schoolId } = params
  const { tx, now } = context
  const setting = await formTableSetting(tx, schoolId)
  if (setting?.shown !== true)
    return success({ shown: false, reason: setting?.reason ?? null, monday: null, forms: [] })
  const today = schoolTime(now).day
  const read = await readWeek(tx, { schoolId, now, today })
  const groups = await groupsOn(tx, { schoolId, day: today })
  const sums = Map.groupBy(read?.enrolled ?? [], ({ groupId }) => groupId)
  const forms = groups.map(({ id, name }) => {
    const weeks = (sums.get(id) ?? []).flatMap((enrolled) => read?.pupilWeek(enrolled).aside ?? [])
    return {
      groupId: id,
      name,
      possible: weeks.reduce((sum, { possible }) => sum + possible, 0),
      missed: weeks.reduce((sum, { missed }) => sum + missed, 0),
    }
  })
  return success({ shown: true, reason: setting.reason, monday: read?.monday ?? null, forms })
}

export const showFormTable: UseCase<typeof contract.showFormTable> = async (context, { params, body }) => {
  const { schoolId } = params
  const before = await formTableSetting(context.tx, schoolId)
  const kept = await keepFormTable(context.tx, {
    ...body,
    schoolId,
    number: (before?.number ?? 0) + 1,
    at: context.now,
    by: context.caller,
  })
  context.audit({ facts: { shown: body.shown } })
  return kept ? success({}) : conflict('weekly.changed', 'Somebody else changed this just now. Look at it again.')
}
