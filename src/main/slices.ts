import { fileURLToPath } from 'node:url'

/** The slices that own tables, in no order that matters: migrations run by the date in their names. */
const SLICES_WITH_TABLES = ['platform', 'identity', 'audit', 'roll']

export const MIGRATION_FOLDERS: readonly string[] = SLICES_WITH_TABLES.map((slice) =>
  fileURLToPath(new URL(`../${slice}/migrations`, import.meta.url)),
)
