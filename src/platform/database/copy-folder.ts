import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** The clock of file times is coarser than ours, and what is copied twice harms nobody. */
const MARGIN_MS = 2_000

/**
 * Copies a folder in two rounds, so that whoever writes to it is held up only by the second: the first takes everything while
 * writing goes on, and what it caught half written changed since; the second, begun by the caller with writing stopped, takes
 * just that.
 */
export async function copyInTwoRounds(from: string, to: string): Promise<{ finish(): Promise<void> }> {
  const since = Date.now() - MARGIN_MS
  await copyNewer({ from, to, since: 0 })
  return { finish: () => copyNewer({ from, to, since }) }
}

interface Round {
  readonly from: string
  readonly to: string
  readonly since: number
}

async function copyNewer({ from, to, since }: Round): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  const [entries, before] = await Promise.all([readdir(from, { withFileTypes: true }), readdir(to)])
  const there = new Set(entries.map((entry) => entry.name))
  for (const gone of before.filter((name) => !there.has(name))) await rm(join(to, gone), { recursive: true })
  for (const entry of entries) {
    const next = { from: join(from, entry.name), to: join(to, entry.name), since }
    if (entry.isDirectory()) await copyNewer(next).catch(unlessGone)
    else await copyFileIfNewer(next).catch(unlessGone)
  }
}

async function copyFileIfNewer({ from, to, since }: Round): Promise<void> {
  const [source, copy] = await Promise.all([stat(from), stat(to).catch(() => undefined)])
  if (copy !== undefined && copy.size === source.size && source.mtimeMs < since) return
  await copyFile(from, to)
}

/** Files come and go while a database writes; the second round finds what is there in the end. */
function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
