import { execFileSync, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPostgres } from '../src/platform/database/postgres.ts'
import { findBinaries } from '../src/testing/prepare-postgres.ts'

const NOBODY = 65534

/** A PostgreSQL server as it comes, so durable: fsync on, each commit waited for. Undefined where there is none to start. */
export async function startDurableServer(): Promise<{ url: string; stop: () => Promise<void> } | undefined> {
  const given = process.env.BENCH_DATABASE_URL
  if (given !== undefined) return { url: given, stop: async () => undefined }
  const binaries = findBinaries()
  if (binaries === undefined) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'firstbell-bench-'))
  const isRoot = process.getuid?.() === 0
  const account = isRoot ? { uid: NOBODY, gid: NOBODY } : {}
  if (isRoot) chownSync(folder, NOBODY, NOBODY)
  const data = join(folder, 'data')
  execFileSync(join(binaries, 'initdb'), ['-D', data, '-U', 'firstbell', '-A', 'trust', '-E', 'UTF8'], account)
  const port = await freePort()
  const settings = ['-c', 'fsync=on', '-c', `unix_socket_directories=${folder}`, '-c', 'listen_addresses=127.0.0.1']
  const child = spawn(join(binaries, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
    ...account,
    stdio: 'ignore',
  })
  const url = `postgres://firstbell@127.0.0.1:${port}/postgres`
  await answers(url)
  return {
    url,
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGINT')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await (await openPostgres(url, { connections: 1 })).close()
    } catch (error) {
      if (attempt > 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
