import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SmallDisk {
  readonly folder: string
  remove(): void
}

/** A disk of a few megabytes of its own, to be filled; or why this machine gives none (it takes root and the right to mount). */
export function smallDisk(megabytes: number): SmallDisk | { readonly why: string } {
  const folder = mkdtempSync(join(tmpdir(), 'firstbell-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'firstbell', folder], { stdio: 'pipe' })
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    return {
      why: `a small disk cannot be mounted here (${String((error as { stderr?: Buffer }).stderr ?? error).trim()})`,
    }
  }
  return {
    folder,
    remove: () => {
      execFileSync('umount', ['--lazy', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
