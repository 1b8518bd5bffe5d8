import { CompiledQuery } from 'kysely'
import { PgBoss } from 'pg-boss'
import type { Database } from './database/database.ts'

export interface Jobs {
  /**
   * Does something again and again. Seconds: in every server process, never twice at once. A cron line (five fields, London
   * time): once over all servers of one database, by pg-boss, again after a failure.
   */
  every(when: number | string, name: string, work: () => Promise<void>): Promise<void>
  stop(): Promise<void>
}

/** Starts doing things at their time; only the server does, never a command. `trouble` hears of a job that failed: its name and the kind of error. */
export async function startJobs(database: Database, trouble: (job: string, fault: string) => void): Promise<Jobs> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => execute(database, text, values) },
    backend: database.engine,
    schema: 'pgboss',
    // Nobody waits for these jobs by the second; a server at rest should rest.
    superviseIntervalSeconds: 300,
    queueCacheIntervalSeconds: 300,
    cronMonitorIntervalSeconds: 45,
    cronWorkerIntervalSeconds: 30,
  })
  boss.on('error', (error) => trouble('pg-boss', error.name))
  await boss.start()
  const timers = new Set<() => Promise<void>>()
  return {
    async every(when, name, work) {
      if (typeof when === 'number') {
        timers.add(repeat(when, work, (fault) => trouble(name, fault)))
        return
      }
      await boss.createQueue(name, { policy: 'singleton', retryLimit: 3, retryBackoff: true })
      await boss.work(name, { pollingIntervalSeconds: 30 }, async () => {
        await work().catch((error) => {
          trouble(name, faultOf(error))
          throw error
        })
      })
      await boss.schedule(name, when, null, { tz: 'Europe/London' })
    },
    async stop() {
      await Promise.all([...timers].map((stop) => stop()))
      await boss.stop({ graceful: true, timeout: 5_000 })
    },
  }
}

async function execute(database: Database, text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
  if (values === undefined || values.length === 0) return { rows: [...(await database.runScript(text))] }
  const { rows } = await database.owner.executeQuery(CompiledQuery.raw(text, values))
  return { rows }
}

function repeat(seconds: number, work: () => Promise<void>, trouble: (fault: string) => void): () => Promise<void> {
  let stopped = false
  let running: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const next = () => {
    timer = setTimeout(() => {
      running = work()
        .catch((error) => trouble(faultOf(error)))
        .then(() => {
          if (!stopped) next()
        })
    }, seconds * 1000).unref()
  }
  next()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}

function faultOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string }
  return [name ?? 'error', code].filter(Boolean).join(' ')
}
