import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askThrough, doorOf, openDoor } from './admin-door.ts'
import { StartUpError } from './start-up-error.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firstbell-door-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const requests = {
  backUp: async () => Readable.from(['every', 'thing']),
  restore: async (path: string, replace: boolean) => ({ path, replace }),
}

describe('the command line’s door', () => {
  it('answers this user alone, and is gone when closed', async () => {
    expect(await askThrough(folder, 'backup')).toBeUndefined()
    const door = await openDoor(folder, requests)
    expect(statSync(doorOf(folder)).mode & 0o777).toBe(0o600)
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
    const deep = join(folder, 'x'.repeat(90))
    mkdirSync(deep)
    writeFileSync(doorOf(deep), '')
    const door = await openDoor(deep, requests)
    const copy = await askThrough(deep, 'backup')
    expect(copy && (await text(copy))).toBe('everything')
    await door.close()
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
