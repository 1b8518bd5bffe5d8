import { sql } from 'kysely'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many, maybeOne, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { TargetFigure } from '../contract.ts'

/** One act of setting a target. */
export interface KeptTarget {
  readonly figure: TargetFigure
  readonly number: number
  /** 9550 is 95.5 %; null takes the target back. */
  readonly hundredths: number | null
  readonly source: string
  readonly reason: string
  readonly setAt: Moment
  readonly setByName: string
  readonly setByPosition: string
}

/** Every act of a year, the latest of each figure first. */
export function targetActs(tx: Tx, of: { schoolId: SchoolId; year: number }): Promise<readonly KeptTarget[]> {
  return many(
    tx,
    sql<KeptTarget>`
      select figure, number, hundredths, source, reason, set_at as "setAt", set_by_name as "setByName",
        set_by_position as "setByPosition"
      from measures.target where school_id = ${of.schoolId} and year = ${of.year} order by figure, number desc`,
  )
}

/** @returns false where another act has the number: somebody was faster. */
export async function keepTarget(
  tx: Tx,
  of: Pick<KeptTarget, 'figure' | 'number' | 'hundredths' | 'source' | 'reason'> & {
    schoolId: SchoolId
    year: number
    at: Moment
    by: Caller
  },
): Promise<boolean> {
  const kept = await maybeOne(
    tx,
    sql<{
      number: number
    }>`insert into measures.target (school_id, year, figure, number, hundredths, source, reason, set_at,
        set_by, set_by_name, set_by_position)
      values (${of.schoolId}, ${of.year}, ${of.figure}, ${of.number}, ${of.hundredths}, ${of.source}, ${of.reason},
        ${of.at}, ${of.by.id}, ${of.by.name}, ${of.by.position})
      on conflict do nothing returning number`,
  )
  return kept !== undefined
}
