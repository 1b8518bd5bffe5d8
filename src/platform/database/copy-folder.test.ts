import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { copyInTwoRounds } from './copy-folder.ts'

it('a folder that changes while it is copied is in the end as it was when the second round ran', async () => {
  const base = mkdtempSync(join(tmpdir(), 'firstbell-copy-'))
  const from = join(base, 'from')
  mkdirSync(join(from, 'log'), { recursive: true })
  const old = new Date('2020-01-01')
  for (const name of ['still', 'grows', 'rewritten', 'goes', 'log/1']) {
    writeFileSync(join(from, name), name)
    utimesSync(join(from, name), old, old)
  }
  const copy = await copyInTwoRounds(from, join(base, 'to'))
  // Told apart from what needs no second look: only this one is altered behind the clock's back.
  writeFileSync(join(base, 'to', 'still'), 'STILL')
  appendFileSync(join(from, 'grows'), '!')
  writeFileSync(join(from, 'rewritten'), 'REWRITTEN')
  rmSync(join(from, 'goes'))
  renameSync(join(from, 'log/1'), join(from, 'log/2'))
  mkdirSync(join(from, 'new'))
  writeFileSync(join(from, 'new', 'file'), 'new')
  await copy.finish()
  const read = (name: string) => readFileSync(join(base, 'to', name), 'utf8')
  expect(readdirSync(join(base, 'to'), { recursive: true }).sort()).toEqual(
    ['grows', 'log', 'log/2', 'new', 'new/file', 'rewritten', 'still'].sort(),
  )
  expect(['grows', 'rewritten', 'log/2', 'new/file', 'still'].map(read)).toEqual([
    'grows!',
    'REWRITTEN',
    'log/1',
    'new',
    'STILL',
  ])
  rmSync(base, { recursive: true })
})
