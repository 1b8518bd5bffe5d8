import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPostgres } from '../platform/database/postgres.ts'

const NOBODY = 65534

/** The folder of `initdb` and `postgres`; undefined where this machine has no PostgreSQL server. */
export function findBinaries(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...(process.env.PATH ?? '').split(':')]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
}

/** Starts a server of this machine's programs on a free port of 127.0.0.1: durable as it comes, or quick and forgetful for tests. */
export async function startPostgres(durable: boolean): Promise<{ url: string; stop: () => Promise<void> }> {
  const binaries = findBinaries()
  if (binaries === undefined) {
    throw new Error(
      'No PostgreSQL server on this machine. Install one (Debian: apt-get install postgresql) or set TEST_DATABASE_URL.',
    )
  }
  const folder = mkdtempSync(join(tmpdir(), 'firstbell-postgres-'))
  // PostgreSQL refuses to run as root, so there it runs as the user that every Unix keeps for "nobody".
  const account = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  if (process.getuid?.() === 0) chownSync(folder, NOBODY, NOBODY)
  const data = join(folder, 'data')
  execFileSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'firstbell', '-A', 'trust', '-E', 'UTF8', ...(durable ? [] : ['--no-sync'])],
    {
      ...account,
    },
  )
  const port = await freePort()
  const settings = [
    '-c',
    `fsync=${durable ? 'on' : 'off'}`,
    '-c',
    `unix_socket_directories=${folder}`,
    '-c',
    'listen_addresses=127.0.0.1',
  ]
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
      await (await openPostgres(url, { connections: 1 })).close()
      return
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
