import { findBinaries, startPostgres } from '../src/testing/postgres-server.ts'

/** A PostgreSQL server as it comes, so durable: fsync on, each commit waited for. Undefined where there is none to start. */
export async function startDurableServer(): Promise<{ url: string; stop: () => Promise<void> } | undefined> {
  const given = process.env.BENCH_DATABASE_URL
  if (given !== undefined) return { url: given, stop: async () => undefined }
  return findBinaries() === undefined ? undefined : startPostgres(true)
}
