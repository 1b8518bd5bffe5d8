import { execFile } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Builds the web app as it is now into a folder of its own, so that no journey depends on what lies in `dist`.
 * In a process of its own, because a test's environment would make it a development build.
 */
export async function buildWeb(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'firstbell-web-'))
  const vite = join(import.meta.dirname, '..', 'node_modules', 'vite', 'bin', 'vite.js')
  await run(process.execPath, [vite, 'build', '--logLevel', 'error', '--emptyOutDir', '--outDir', outDir], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, NODE_ENV: 'production' },
  })
  return outDir
}
