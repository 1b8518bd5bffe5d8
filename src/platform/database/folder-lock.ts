import { readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { StartUpError } from '../start-up-error.ts'
import { cannotWrite } from './data-folder.ts'

const SQLITE_BUSY = 5

const holderShape = z.object({
  pid: z.number(),
  host: z.string(),
  since: z.string(),
  /** When the process began, in the kernel's own count (Linux): tells a reused number from the process that wrote this. */
  began: z.string().optional(),
})

/** Who has a data folder open. */
export type Holder = z.infer<typeof holderShape>

export interface FolderLock {
  release(): void
}

/**
 * Takes a data folder for this process alone; two PGlites on one folder destroy it. The lock itself is the kernel's, on the
 * file `lock`, through SQLite's exclusive transaction: Node has no call for file locks, and a file that only names a process
 * cannot be taken over without a race when that process was killed. The kernel lets go when a process ends, however it
 * ends. `lock.json` beside it only says who holds it, for the sentence.
 * @throws StartUpError naming the holder and what to do.
 */
export function holdFolder(folder: string, now: Date): FolderLock {
  const file = new DatabaseSync(join(folder, 'lock'), { timeout: 0 })
  try {
    // Nothing is ever written to the lock, so its journal needs no file.
    file.exec('pragma journal_mode = memory; begin exclusive')
  } catch (cause) {
    file.close()
    if ((cause as { errcode?: number }).errcode === SQLITE_BUSY) throw heldByAnother(folder, cause)
    if (statfsSync(folder).bavail === 0) throw cannotWrite(folder, { code: 'ENOSPC' })
    throw new StartUpError(
      `The folder ${folder} cannot be locked, so it is not safe to open it. Give Firstbell a folder on this machine's own disk (FIRSTBELL_FOLDER).`,
      { cause },
    )
  }
  const mine: Holder = { pid: process.pid, host: hostname(), since: now.toISOString(), ...startOf(process.pid) }
  const card = join(folder, 'lock.json')
  try {
    writeFileSync(card, `${JSON.stringify(mine)}\n`, { mode: 0o600 })
  } catch (cause) {
    file.close()
    throw cannotWrite(folder, cause)
  }
  let held = true
  return {
    release: () => {
      if (!held) return
      held = false
      rmSync(card, { force: true })
      file.close()
    },
  }
}

function heldByAnother(folder: string, cause: unknown): StartUpError {
  const holder = holderOf(folder)
  if (holder?.pid === process.pid && holder.host === hostname()) {
    return new StartUpError(`This process already has ${folder} open. Close it before opening it again.`, { cause })
  }
  const who =
    holder === undefined
      ? 'Another process'
      : `Process ${holder.pid} on ${holder.host} (since ${holder.since.slice(0, 16).replace('T', ' ')} UTC)`
  return new StartUpError(
    `${who} has the folder ${folder} open. Stop that Firstbell first, or choose another folder with FIRSTBELL_FOLDER.`,
    { cause },
  )
}

/** Who says that they hold the folder. What is left by a killed process is not believed: `undefined` where that process is gone. */
export function holderOf(folder: string): Holder | undefined {
  let text: string
  try {
    text = readFileSync(join(folder, 'lock.json'), 'utf8')
  } catch {
    return undefined
  }
  const holder = parsed(text)
  if (holder === undefined || holder.host !== hostname()) return holder
  const { began } = startOf(holder.pid)
  const gone = !runs(holder.pid) || (began !== undefined && holder.began !== undefined && began !== holder.began)
  return gone ? undefined : holder
}

function parsed(text: string): Holder | undefined {
  try {
    return holderShape.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Field 22 of `/proc/<pid>/stat`, counted after the last `)` because a program's name may hold anything. */
function startOf(pid: number): { began?: string } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    return began === undefined ? {} : { began }
  } catch {
    return {}
  }
}
