import { notAllowed, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { namesOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { showRow } from '../rules/subject/show-row.ts'
import { readRecord } from './read-record.ts'
import { rowsInWords } from './rows-in-words.ts'

/** These are long and say nothing of anybody else but who of the staff did it: nobody looks through them row by row. */
export const AS_THEY_ARE: readonly string[] = ['register.change', 'register.strip', 'audit.trail']

export const showSubjectRecord: UseCase<typeof contract.showSubjectRecord> = async (context, { params }) => {
  const { schoolId, pupilId } = params
  const name = (await namesOnRoll(context.tx, { schoolId, ids: [pupilId] })).get(pupilId)
  if (name === undefined) return notAllowed()
  const kept = await readRecord(context.tx, params, { restricted: context.may('casework.restricted') === 'all' })
  const parts = rowsInWords(kept)
  context.audit({ subject: params.pupilId })
  return success({
    name,
    at: context.now,
    parts: parts.map(({ table, title, rows, others = [], restricted = false }) => ({
      table,
      title,
      count: rows.length,
      rows: AS_THEY_ARE.includes(table)
        ? null
        : rows.map(({ key, row }) => ({
            key,
            cells: [...showRow(row)].map(([label, value]) => [label, value] as [string, string]),
          })),
      others: others.filter((column) => rows.some(({ row }) => !isEmpty(row[column]))),
      restricted,
    })),
  })
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
