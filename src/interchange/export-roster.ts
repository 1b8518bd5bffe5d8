import { success } from '../kernel/result.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { rosterCsv, templateCsv } from './rules/write-csv.ts'
import { rollToday } from './work/roll-records.ts'

const CSV = 'text/csv; charset=utf-8'

export const exportRoster: UseCase<typeof contract.exportRoster> = async (context, { params }) => {
  const { day } = schoolTime(context.now)
  const { records } = await rollToday(context.tx, { schoolId: params.schoolId, day, format: undefined })
  const viewer = {
    contacts: context.may('pupil.view-contacts') === 'all',
    sensitive: context.may('pupil.view-sensitive') === 'all',
  }
  context.audit({ facts: { pupils: records.length, ...viewer } })
  return success({ type: CSV, fileName: `roster-${day}.csv`, content: rosterCsv(records, viewer) })
}

export const downloadTemplate: UseCase<typeof contract.downloadTemplate> = async () =>
  success({ type: CSV, fileName: 'firstbell-roster-template.csv', content: templateCsv() })
