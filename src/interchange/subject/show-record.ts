import { notAllowed, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { namesOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { inWords, isNotToBeFound, type RowOfRecord } from '../rules/subject/hand-out.ts'
import { labelOf } from '../rules/subject/labels.ts'
import { readRecord, seenOf } from './read-record.ts'
import { rowsInWords } from './rows-in-words.ts'

/** These are long and say nothing of anybody else but who of the staff did it: nobody looks through them row by row. */
export const AS_THEY_ARE: readonly string[] = ['register.change', 'register.strip', 'audit.trail']

export const showSubjectRecord: UseCase<typeof contract.showSubjectRecord> = async (context, { params }) => {
  const { schoolId, pupilId } = params
  const name = (await namesOnRoll(context.tx, { schoolId, ids: [pupilId] })).get(pupilId)
  if (name === undefined) return notAllowed()
  const kept = await readRecord(context.tx, params, {
    restricted: context.may('casework.restricted') === 'all',
    day: schoolTime(context.now).day,
  })
  const parts = rowsInWords(kept)
  context.audit({ subject: params.pupilId })
  return success({
    name,
    at: context.now,
    parts: parts.map(({ table, title, rows, others = [], notToBeFound = [], restricted = false }) => ({
      table,
      title,
      count: rows.length,
      seen: seenOf(rows),
      rows: AS_THEY_ARE.includes(table)
        ? null
        : rows.map((row) => ({
            key: row.key,
            cells: inWords(row).map(([label, value]) => [label, value] as [string, string]),
          })),
      others: [
        ...shown(others, rows).map((column) => ({ column, label: labelOf(column), because: 'other' as const })),
        ...shown(notToBeFound, rows.filter(isNotToBeFound)).map((column) => ({
          ...{ column, label: labelOf(column), because: 'confidential' as const },
        })),
      ],
      restricted,
    })),
  })
}

/** Those of these columns in which any row has something. */
function shown(columns: readonly string[], rows: readonly RowOfRecord[]): readonly string[] {
  return columns.filter((column) => rows.some(({ row }) => !isEmpty(row[column])))
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
