import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { askThrough, openDoor } from './admin-door.ts'
import { findDoor, makeDoorPlace } from './door-folder.ts'
import { StartUpError } from './start-up-error.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firstbell-door-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function deepFolder(): string {
  const deep = join(folder, 'x'.repeat(90))
  mkdirSync(deep)
  return deep
}

const requests = {
  backUp: async () => Readable.from(['every', 'thing']),
  restore: async (path: string, replace: boolean) => ({ path, replace }),
}

describe('the command line’s door', () => {
  it('answers this user alone, and is gone when closed', async () => {
    expect(await askThrough(folder, 'backup')).toBeUndefined()
    const door = await openDoor(folder, requests)
    const socket = findDoor(folder) ?? ''
    expect(statSync(socket).mode & 0o777).toBe(0o600)
    expect(statSync(dirname(socket)).mode & 0o777).toBe(0o700)
    const [copy, restored] = [
      await askThrough(folder, 'backup'),
      await askThrough(folder, { path: '/a', replace: true }),
    ]
    expect(copy && (await text(copy))).toBe('everything')
    expect(restored && JSON.parse(await text(restored))).toEqual({ path: '/a', replace: true })
    await door.close()
    expect(await askThrough(folder, 'backup')).toBeUndefined()
  })

  it('opens over what a killed process left, also in a folder too deep for a socket', async () => {
    for (const place of [folder, deepFolder()]) {
      const { socket: left } = makeDoorPlace(place)
      writeFileSync(left, '')
      const door = await openDoor(place, requests)
      const copy = await askThrough(place, 'backup')
      expect(copy && (await text(copy))).toBe('everything')
      if (place !== folder) expect(existsSync(dirname(left))).toBe(false)
      await door.close()
      expect(readdirSync(place)).not.toContain('door')
      expect(readdirSync(place)).not.toContain('door.at')
    }
  })

  it('of a folder too deep for a socket has a name that nobody can guess, noted where only this user reads it', async () => {
    const deep = deepFolder()
    const first = makeDoorPlace(deep)
    expect(statSync(join(deep, 'door.at')).mode & 0o777).toBe(0o600)
    expect(statSync(dirname(first.socket)).mode & 0o777).toBe(0o700)
    expect(findDoor(deep)).toBe(first.socket)
    expect(makeDoorPlace(deep).socket).not.toBe(first.socket)
    makeDoorPlace(deep).clear()
    expect(findDoor(deep)).toBeUndefined()
  })

  it('is not gone through where others may enter its folder, or somebody put a link in its place', async () => {
    const door = await openDoor(folder, requests)
    const place = dirname(findDoor(folder) ?? '')
    chmodSync(place, 0o755)
    await expect(askThrough(folder, 'backup')).rejects.toThrow(/others may enter it/)
    await door.close()
    const elsewhere = mkdtempSync(join(tmpdir(), 'firstbell-door-'))
    symlinkSync(elsewhere, place)
    await expect(askThrough(folder, 'backup')).rejects.toThrow(/belongs to another user/)
    rmSync(elsewhere, { recursive: true })
  })

  it.runIf(process.getuid)('is neither opened nor gone through where another user made its folder', async () => {
    mkdirSync(join(folder, 'door'), { mode: 0o700 })
    const anotherUser = statSync(folder).uid + 1
    vi.spyOn(process, 'getuid').mockReturnValue(anotherUser)
    await expect(askThrough(folder, 'backup')).rejects.toThrow(/belongs to another user/)
    await expect(openDoor(folder, requests)).rejects.toThrow(/belongs to another user/)
    vi.restoreAllMocks()
  })

  it('passes a refusal on as the sentence it is, and nothing of other errors', async () => {
    const door = await openDoor(folder, {
      ...requests,
      backUp: async () => {
        throw new Error('pupil 17')
      },
      restore: async () => {
        throw new StartUpError('There is data here already.')
      },
    })
    await expect(askThrough(folder, { path: '/a', replace: false })).rejects.toThrow('There is data here already.')
    await expect(askThrough(folder, 'backup')).rejects.toThrow(/its log says why/)
    await door.close()
  })

  it('cuts a copy off that fails in the middle, so that it cannot pass for a whole one', async () => {
    const door = await openDoor(folder, {
      ...requests,
      backUp: async () =>
        Readable.from(
          (async function* () {
            yield 'x'.repeat(100_000)
            throw new Error('disk')
          })(),
        ),
    })
    const copy = await askThrough(folder, 'backup')
    await expect(copy && text(copy)).rejects.toThrow()
    await door.close()
  })
})
