import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/**
 * Watches with strace, from outside the process, that the operating system has confirmed an fsync of PostgreSQL's log before
 * each save is acknowledged: `node e2e/by-hand/fsync-before-answer.ts [SAVES]`. Where strace is not installed it says so and ends.
 */
const WRITER = fileURLToPath(new URL('../../src/testing/writer.ts', import.meta.url))
const saves = Number(process.argv[2] ?? 200)

if (spawnSync('strace', ['-V']).error !== undefined) {
  console.log('Not tried: strace is not installed (Debian: apt-get install strace).')
  process.exit(0)
}

const folder = mkdtempSync(join(tmpdir(), 'firstbell-strace-'))
const calls = ['-f', '-y', '-e', 'trace=fsync,fdatasync,write,writev', '-e', 'signal=none', '-s', '24']
const child = spawn('strace', [...calls, process.execPath, WRITER, folder, '1', String(saves)], {
  stdio: ['ignore', 'ignore', 'pipe'],
})

let acknowledged = 0
let without = 0
let syncedLog = 0
let syncsSinceLast = 0
for await (const line of createInterface({ input: child.stderr })) {
  if (/(fsync|fdatasync)\(\d+<[^>]*\/pg_wal\/[^>]*>\) += 0/.test(line)) {
    syncsSinceLast += 1
    syncedLog += 1
  }
  const said = /write\(1<[^>]*>, "(\d+)\\n"/.exec(line)
  if (said === null) continue
  acknowledged += 1
  if (syncsSinceLast === 0) without += 1
  syncsSinceLast = 0
}
rmSync(folder, { recursive: true, force: true })
console.log(
  `${acknowledged} saves acknowledged, ${syncedLog} syncs of the log confirmed, ${without} acknowledged without one.`,
)
process.exit(without === 0 && acknowledged === saves ? 0 : 1)
