import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const SOURCE = join(import.meta.dirname, '..', '..')

/** Ways to make SQL of text. */
const TEXT_AS_SQL = /\bsql\.(raw|lit)\b|CompiledQuery\.raw|\b(runScript|script)\((?!'[^']*'\))/

/** Where names of tables and roles become SQL, or whole scripts of ours are run: nothing there was typed by anybody. */
const KNOWN = [/^platform\/database\//, /^platform\/jobs\.ts$/, /^testing\//, /\.test\.ts$/]

it('no slice makes SQL of text: what people type reaches the database as parameters only (decision 006)', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path))
  expect(files.length).toBeGreaterThan(300)
  const others = files.filter((path) => !KNOWN.some((known) => known.test(path)))
  expect(others.filter((path) => TEXT_AS_SQL.test(readFileSync(join(SOURCE, path), 'utf8')))).toEqual([])
})
