import { sql } from 'kysely'
import { StartUpError } from '../start-up-error.ts'
import { type Database, one } from './database.ts'

interface Login {
  readonly name: string
  readonly isOwner: boolean
  readonly isSystem: boolean
  readonly isMighty: boolean
  readonly place: string
}

const PLACE = sql<string>`current_database() || ' since ' || pg_postmaster_start_time()`

/**
 * Lets the login of DATABASE_APP_URL serve requests, and makes sure that it can do nothing else: whoever got SQL of theirs into a
 * request could otherwise take back the role that the transaction runs under. Call it when the migrations have made the roles.
 * @throws StartUpError that says which SQL makes such a login
 */
export async function admitRequestLogin(database: Database, appUrl: string): Promise<void> {
  const name = decodeURIComponent(new URL(appUrl).username)
  // Whoever set the database up may have kept the right to grant roles to themselves; then the next statement says so.
  await sql`grant firstbell_app to ${sql.id(name)}`.execute(database.owner).catch(() => undefined)
  const login = await loginOfRequests(database).catch((cause) => {
    throw refusal(`the login "${name}" of DATABASE_APP_URL may not act as firstbell_app`, cause)
  })
  const { place } = await database.asSystem((tx) => one(tx, sql<{ place: string }>`select ${PLACE} as place`))
  if (login.place !== place) {
    throw new StartUpError('DATABASE_APP_URL names another database than DATABASE_URL. Give both the same one.')
  }
  if (login.isMighty || login.isOwner || login.isSystem) {
    const why = login.isMighty
      ? 'a superuser, a maker of roles or a reader of every table'
      : login.isOwner
        ? 'the tables’ owner'
        : 'firstbell_system'
    throw refusal(`the login "${login.name}" of DATABASE_APP_URL can also act as ${why}`)
  }
}

/** PostgreSQL's own roles that read or write past the rights of tables, or the server's files. */
const ON_ALL_TABLES = [
  'pg_read_all_data',
  'pg_write_all_data',
  'pg_read_server_files',
  'pg_write_server_files',
  'pg_execute_server_program',
]

function loginOfRequests(database: Database): Promise<Login> {
  return database.inTenants([], (tx) =>
    one(
      tx,
      sql<Login>`
        select session_user::text as name, ${PLACE} as place,
          pg_has_role(session_user, 'firstbell_system', 'member') as "isSystem",
          pg_has_role(session_user, (select relowner from pg_class where oid = 'platform.outbox'::regclass), 'member') as "isOwner",
          -- What a role that it can take on may do, it may do.
          (select bool_or(rolsuper or rolbypassrls or rolcreaterole or rolreplication or rolname = any (${ON_ALL_TABLES}))
            from pg_roles where pg_has_role(session_user, oid, 'member')) as "isMighty"`,
    ),
  )
}

function refusal(what: string, cause?: unknown): StartUpError {
  return new StartUpError(
    `Requests cannot be served: ${what}. Make a login of its own for them, as the database's administrator: create role firstbell_web login password '…'; grant firstbell_app to firstbell_web;`,
    { cause },
  )
}
