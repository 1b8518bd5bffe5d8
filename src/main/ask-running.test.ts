import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDoor } from '../platform/admin-door.ts'
import { type FolderLock, holdFolder } from '../platform/database/folder-lock.ts'
import { askRunning } from './ask-running.ts'

let folder: string
let lock: FolderLock
let said: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firstbell-asking-'))
  lock = holdFolder(folder, new Date())
  said = []
})
afterEach(() => {
  lock.release()
  rmSync(folder, { recursive: true, force: true })
})

const ask = (seconds: number) => askRunning(folder, 'backup', { say: (line) => said.push(line), seconds })

describe('a command typed while Firstbell is still starting', () => {
  it('waits for its door, and says so once', async () => {
    const asked = ask(20)
    await pause(600)
    const door = await openDoor(folder, {
      backUp: async () => Readable.from(['everything']),
      restore: async () => undefined,
    })
    const answer = await asked
    expect(answer && (await text(answer))).toBe('everything')
    expect(said).toEqual([expect.stringMatching(/^Another Firstbell \(process \d+\) .* is still starting/)])
    await door.close()
  })

  it('goes on by itself where the other was a command that has ended meanwhile', async () => {
    const asked = ask(20)
    await pause(300)
    lock.release()
    expect(await asked).toBeUndefined()
  })

  it('does not wait for ever, nor where nobody has the folder', async () => {
    expect(await ask(0.5)).toBeUndefined()
    expect(said).toHaveLength(1)
    lock.release()
    expect(await ask(20)).toBeUndefined()
    expect(said).toHaveLength(1)
  })
})
