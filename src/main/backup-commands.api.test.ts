import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { markDemonstration } from '../identity/index.ts'
import { backUp } from '../platform/database/backup.ts'
import { saveWhole } from '../platform/database/backup-file.ts'
import { openTestDatabase } from '../testing/test-database.ts'
import { addBackupCommands, restoreInto, warningOf } from './backup-commands.ts'

let folder: string
let file: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'firstbell-backups-'))
  file = join(folder, 'copy.firstbell')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const type = (...words: string[]) => {
  const program = new Command()
  addBackupCommands(program, (work) => work())
  return program.parseAsync([...words, '--folder', join(folder, 'nowhere')], { from: 'user' })
}

describe('a backup', () => {
  it('does not write over a file unless told to', async () => {
    writeFileSync(file, 'an earlier backup')
    await expect(type('backup', file)).rejects.toThrow(/There is a file .* already.*--replace/)
    // Goes past the file, to say that there is nothing to copy.
    await expect(type('backup', file, '--replace')).rejects.toThrow(/There is no school in/)
    expect(readFileSync(file, 'utf8')).toBe('an earlier backup')
  })

  it('of a demonstration is known as one when it is restored', async () => {
    const copy = join(folder, 'demo.firstbell')
    const database = await openTestDatabase()
    try {
      await saveWhole(await backUp(database, new Date()), copy)
      expect(await restoreInto(database, copy, true)).toMatchObject({ demonstration: false })
      await database.asSystem(markDemonstration)
      const demo = join(folder, 'made-up.firstbell')
      await saveWhole(await backUp(database, new Date()), demo)
      expect(await restoreInto(database, demo, true)).toMatchObject({ demonstration: true })
    } finally {
      await database.close()
    }
  })

  it('restored where its kind does not belong is warned of, before anything refuses to open it', () => {
    expect(warningOf(true, false)).toContain('is of a demonstration')
    expect(warningOf(false, true)).toContain('is of a school, not of a demonstration')
    expect([warningOf(true, true), warningOf(false, false)]).toEqual([undefined, undefined])
  })
})
