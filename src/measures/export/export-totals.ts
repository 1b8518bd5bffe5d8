import { shortDay } from '../../kernel/day.ts'
import { success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase, UseCaseAfter } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import type { ExportFormat, SideBySide } from '../contract.ts'
import { headlineOf, onPaper } from '../rules/exported/on-paper.ts'
import {
  benchmarkNote,
  besideTable,
  periodInWords,
  sideBySideTable,
  totalsTables,
} from '../rules/exported/totals-tables.ts'
import { schoolTotals } from '../totals/show-totals.ts'
import { footerOf } from './export-figures.ts'
import { writeFile } from './write-file.ts'

/** A term in one page as a file, from the page's own answer: what is hidden there is hidden here. */
export const exportTotals: UseCase<typeof contract.exportTotals> = async (context, { params, query }) => {
  const { schoolId, format } = params
  const answer = await schoolTotals(context, { params: { schoolId }, query, body: undefined })
  if (!answer.ok) return answer
  const totals = answer.value
  const { school, period, year } = totals
  const tables = totalsTables(totals)
  context.audit({ facts: { format, period, year } })
  return success(
    await writeFile({
      format,
      name: `${school.name} ${period} ${totals.from} to ${totals.until.day}`,
      tables,
      paper: onPaper({
        title: `Attendance at ${school.name}`,
        author: school.name,
        lead: `${periodInWords(totals)}.`,
        footer: footerOf(school.name, context),
        headline: headlineOf(totals.all),
        tables: [besideTable({ name: school.name, ...totals }), ...tables.filter(({ id }) => id === 'groups')],
        notes: benchmarkNote(totals.benchmarks),
      }),
    }),
  )
}

/** The schools of a trust side by side as a file. */
export const exportTrustTotals: UseCaseAfter<typeof contract.exportTrustTotals, SideBySide> = (
  context,
  { params },
  read,
) => fileOf(context, read, params.format)

/** The schools of a local authority side by side as a file. */
export const exportAuthorityTotals: UseCaseAfter<typeof contract.exportAuthorityTotals, SideBySide> = (
  context,
  { params },
  read,
) => fileOf(context, read, params.format)

async function fileOf(context: Context, sideBySide: SideBySide, format: ExportFormat) {
  // Schools and sums in one table, told apart by geographic_level, as in DfE's files.
  const tables = [sideBySideTable(sideBySide)]
  const { day } = schoolTime(context.now)
  context.audit({ facts: { format, period: sideBySide.period } })
  return success(
    await writeFile({
      format,
      name: `schools side by side ${day}`,
      tables,
      paper: onPaper({
        title: 'Schools side by side',
        author: 'Firstbell',
        lead: `${sideBySide.period}, as at ${shortDay(day)}.`,
        footer: footerOf('Schools side by side', context),
        headline: [],
        tables,
      }),
    }),
  )
}
