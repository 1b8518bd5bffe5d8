import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

// The shape of the code base, kept by a test without an exception list (architecture §3, style §12).

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const SRC = join(ROOT, 'src')

/** A folder imports strictly lower tiers. `testing` is for tests alone. */
const TIERS: Readonly<Record<string, number>> = {
  kernel: 0,
  law: 0.5,
  platform: 1,
  ui: 1,
  identity: 2,
  audit: 2.5,
  roll: 3,
  policy: 3.3,
  duties: 3.6,
  register: 4,
  leave: 4.5,
  measures: 5,
  messaging: 5,
  absence: 6,
  site: 6.2,
  weekly: 6.3,
  returns: 6.5,
  casework: 7,
  enforcement: 8,
  authority: 9,
  trust: 9,
  hubs: 9,
  parents: 9,
  interchange: 9,
  main: 10,
}

interface Source {
  readonly path: string
  readonly folder: string
  readonly text: string
  readonly imports: readonly { readonly from: string; readonly target: string; readonly folder: string }[]
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (name === 'node_modules' || name.startsWith('.')) return []
    return statSync(path).isDirectory() ? filesBelow(path) : [path]
  })
}

function read(path: string): Source {
  const text = readFileSync(path, 'utf8')
  const found = [...text.matchAll(/(?:from\s+|import\s*\(\s*|import\s+)'(\.[^']+)'/g)].map((match) => match[1] ?? '')
  return {
    path: relative(ROOT, path),
    folder: relative(SRC, path).split('/')[0] ?? '',
    text,
    imports: found.map((from) => {
      const target = resolve(dirname(path), from)
      return { from, target: relative(ROOT, target), folder: relative(SRC, target).split('/')[0] ?? '' }
    }),
  }
}

const isCode = (path: string) => /\.tsx?$/.test(path)
const isTest = (path: string) => /\.(test|journey)\.tsx?$/.test(path) || path.startsWith('src/testing/')
const isPure = (path: string) =>
  /^src\/(kernel|law)\//.test(path) ||
  /^src\/[^/]+\/(rules|contract)\//.test(path) ||
  /^src\/[^/]+\/(contract|events)\.ts$/.test(path)
const isWeb = (path: string) => /^src\/[^/]+\/web\//.test(path) || path.startsWith('src/ui/')

const everything = ['src', 'e2e', 'bench', 'tools']
  .flatMap((folder) => filesBelow(join(ROOT, folder)))
  .filter(isCode)
  .map(read)
const product = everything.filter((source) => source.path.startsWith('src/') && !isTest(source.path))

describe('layout', () => {
  it('every folder of src has a tier', () => {
    const strays = [...new Set(product.map((source) => source.folder))].filter((folder) => TIERS[folder] === undefined)
    expect(strays).toEqual([])
  })

  it('imports go only downward, and only through a door', () => {
    const faults = product.flatMap((source) =>
      source.imports
        .filter((imported) => imported.target.startsWith('src/') && imported.folder !== source.folder)
        .filter((imported) => {
          const lower = (TIERS[imported.folder] ?? 99) < (TIERS[source.folder] ?? -1)
          const inner = imported.target.split('/').slice(2).join('/')
          const freely = ['kernel', 'law', 'platform', 'ui'].includes(imported.folder)
          const door = freely || ['index.ts', 'contract.ts', 'web/index.ts'].includes(inner)
          return !lower || !door
        })
        .map((imported) => `${source.path} imports ${imported.from}`),
    )
    expect(faults).toEqual([])
  })

  it('pure files reach for nothing impure; web and node never meet', () => {
    const faults = product.flatMap((source) =>
      source.imports
        .filter(({ target }) => {
          if (isPure(source.path)) return !isPure(target)
          if (isWeb(source.path)) return !isPure(target) && !isWeb(target) && isCode(target)
          return isWeb(target)
        })
        .map((imported) => `${source.path} imports ${imported.from}`),
    )
    expect(faults).toEqual([])
  })

  it('pure files ask neither clock nor chance', () => {
    const banned = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bPlainDate\.now|Temporal\.Now\b/
    const faults = product
      .filter((source) => isPure(source.path) && banned.test(source.text))
      .map((source) => source.path)
    expect(faults).toEqual([])
  })

  it('there are no import cycles', () => {
    const graph = new Map(product.map((source) => [source.path, source.imports.map((imported) => imported.target)]))
    const state = new Map<string, 'open' | 'done'>()
    const cycles: string[] = []
    const visit = (path: string, trail: readonly string[]): void => {
      if (state.get(path) === 'done' || !graph.has(path)) return
      if (state.get(path) === 'open') {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
        return
      }
      state.set(path, 'open')
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path])
      state.set(path, 'done')
    }
    for (const path of graph.keys()) visit(path, [])
    expect(cycles).toEqual([])
  })

  it('no file has more than 400 lines, no folder more than 30 files', () => {
    const long = everything.filter((source) => source.text.split('\n').length > 401).map((source) => source.path)
    const perFolder = new Map<string, number>()
    for (const { path } of everything) perFolder.set(dirname(path), (perFolder.get(dirname(path)) ?? 0) + 1)
    const full = [...perFolder].filter(([, count]) => count > 30).map(([folder]) => folder)
    expect({ long, full }).toEqual({ long: [], full: [] })
  })

  it('names say what a file is', () => {
    const vague = /(^|\/)(utils?|helpers?|common|misc|shared|manager)(\/|\.|-|$)/
    const faults = everything
      .map((source) => source.path)
      .filter((path) => vague.test(path) || /[A-Z_]/.test(path.replace(/^.*\//, '')))
    expect(faults).toEqual([])
  })

  it('no lint rule is switched off without its reason, no type check at all', () => {
    const faults = everything
      .filter(({ path }) => path !== 'tools/layout.test.ts')
      .filter(({ text }) => /@ts-(ignore|nocheck|expect-error)/.test(text) || /biome-ignore [^:]+:\s*$/m.test(text))
      .map((source) => source.path)
    expect(faults).toEqual([])
  })

  it('platform knows no school word', () => {
    const word = /\b(pupil|school(?!_id)|teacher|attendance|parent)\b/i
    const faults = product
      .filter((source) => source.folder === 'platform')
      .filter(({ text }) =>
        word.test(text.replaceAll(/kernel\/[a-z-]+\.ts|SCHOOL_TIME_ZONE|School attendance for England/g, '')),
      )
      .map((source) => source.path)
    expect(faults).toEqual([])
  })
})
