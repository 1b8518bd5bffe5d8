import type { Day } from '../../kernel/day.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { KeptRow } from '../../platform/database/our-tables.ts'
import { rowsAbout } from '../../platform/database/our-tables.ts'
import { sha256 } from '../../platform/files/zip.ts'
import { admissionParticulars } from '../../roll/index.ts'
import { NOT_TO_BE_FOUND } from '../rules/subject/hand-out.ts'
import { KEPT_TABLES, type KeptTable } from '../rules/subject/kept-tables.ts'
import { goesWithSafeguarding } from '../rules/subject/with-safeguarding.ts'
import { belongsTo, type Child } from './belonging.ts'

/** One part of a child's record: a table and the child's rows in it. */
export interface RecordPart extends KeptTable {
  readonly rows: readonly KeptRow[]
}

/** All that is kept about a child. A statement for each table, in the order in which it is told. */
export async function readRecord(
  tx: Tx,
  child: Child,
  { restricted, day }: { readonly restricted: boolean; readonly day: Day },
): Promise<readonly RecordPart[]> {
  const parts: RecordPart[] = []
  for (const table of KEPT_TABLES) {
    if (table.restricted && !restricted) continue
    const rows = await rowsAbout(tx, { table: table.table, where: belongsTo(child, table), order: table.order })
    if (rows.length > 0) parts.push({ ...table, rows })
  }
  const read = restricted ? parts : withoutSafeguarding(parts)
  const hidden = (await admissionParticulars(tx, { ...child, day }))?.confidential === true
  return hidden ? read.map(withHiddenHome) : read
}

/** A record as it is without the entries of safeguarding, and without rows of other parts that speak of them. */
export function withoutSafeguarding(parts: readonly RecordPart[]): readonly RecordPart[] {
  return parts
    .filter(({ restricted = false }) => !restricted)
    .map((part) => ({ ...part, rows: part.rows.filter(({ row }) => !goesWithSafeguarding(part.table, row)) }))
    .filter(({ rows }) => rows.length > 0)
}

/** By what these very rows are known: another row, one fewer or one that changed, and it is another. */
export function seenOf(rows: readonly Pick<KeptRow, 'key'>[]): string {
  return sha256(new TextEncoder().encode(rows.map(({ key }) => key).join()))
}

/** Where anybody whom the child lives with may not be found, whatever leads to the child's home may not go either, whatever its own row says. */
function withHiddenHome(part: RecordPart): RecordPart {
  if (part.notToBeFound === undefined) return part
  return { ...part, rows: part.rows.map(({ key, row }) => ({ key, row: { ...row, [NOT_TO_BE_FOUND]: true } })) }
}
