import { randomBytes } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { MIGRATION_FOLDERS } from '../main/slices.ts'
import { migrate, readMigrations } from '../platform/database/migrate.ts'
import { openPostgres } from '../platform/database/postgres.ts'
import { startPostgres } from './postgres-server.ts'

const TEMPLATE = 'firstbell_template'

/**
 * A PostgreSQL server for the tests: the one at TEST_DATABASE_URL, or one of this machine's binaries started on a free port of
 * 127.0.0.1 in a folder of its own, and stopped at the end. `.ci/run` installs the binaries where there are none.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const server = given === undefined ? await startPostgres(false) : { url: given, stop: async () => undefined }
  const admin = await openPostgres(server.url, { connections: 1 })
  await admin.runScript(`drop database if exists ${TEMPLATE}`)
  await admin.runScript(`create database ${TEMPLATE}`)
  await admin.close()
  const address = new URL(server.url)
  address.pathname = `/${TEMPLATE}`
  const template = await openPostgres(address.href, { connections: 1 })
  await migrate(template, await readMigrations(MIGRATION_FOLDERS))
  const login = { name: 'firstbell_test_web', password: randomBytes(12).toString('hex') }
  await template.runScript(`
    do $$ begin create role ${login.name} login; exception when duplicate_object then null; end $$;
    alter role ${login.name} password '${login.password}';
    grant firstbell_app to ${login.name};`)
  await template.close()
  project.provide('engine', 'postgres')
  project.provide('postgresUrl', server.url)
  project.provide('postgresTemplate', TEMPLATE)
  project.provide('postgresLogin', login)
  return server.stop
}
