import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { SchoolId } from '../kernel/ids.ts'
import { run } from '../platform/database/database.ts'
import type { TestServer } from './test-server.ts'

/** An address at a school where nobody lives yet. @returns its id. */
export async function plantHome(server: TestServer, schoolId: SchoolId, line: string): Promise<string> {
  const id = randomUUID()
  await server.database.asSystem((tx) =>
    run(
      tx,
      sql`insert into roll.address (school_id, address_id, fingerprint, lines, town, postcode)
        values (${schoolId}, ${id}, ${line}, array[${line}], 'Aldermarsh', 'ZZ9 6GS')`,
    ),
  )
  return id
}
