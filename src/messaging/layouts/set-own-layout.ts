import { fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  isEachItsOwn,
  type LayoutFault,
  type LettersData,
  leftOut,
  OTHERS_WORDS,
  reachesOut,
  SAMPLE_LETTERS,
} from '../rules/letter-layout.ts'
import type { Asked, Told } from './layout-child.ts'

const CHILD = fileURLToPath(new URL('./layout-child.ts', import.meta.url))

/** Longer than a hundred letters take on a slow machine. */
const SECONDS = 20
const MOST_MEMORY = 1_500_000_000
/** No more at once: each takes a processor to itself. */
const AT_ONCE = 2

export type SetResult =
  | { readonly pdf: Uint8Array; readonly text: string; readonly alone: readonly string[] }
  | { readonly faults: readonly LayoutFault[] }

const waiting: (() => void)[] = []
let busy = 0

/**
 * Sets letters by a layout that a school wrote: in a process of its own, in an empty folder, without a network, ended where it takes too long or too
 * much memory. The server answers meanwhile.
 */
export async function setOwnLayout(of: {
  source: string
  data: LettersData
  alone?: readonly LettersData[]
  checked?: boolean
  seconds?: number
}): Promise<SetResult> {
  if (busy >= AT_ONCE) await new Promise<void>((go) => waiting.push(go))
  busy++
  try {
    return await inChild(of)
  } finally {
    busy--
    waiting.shift()?.()
  }
}

function inChild({
  source,
  data,
  alone = [],
  checked = false,
  seconds = SECONDS,
}: Parameters<typeof setOwnLayout>[0]): Promise<SetResult> {
  const folder = `${mkdtempSync(join(tmpdir(), 'firstbell-layout-'))}/`
  const child = fork(CHILD, [], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    cwd: folder,
    env: sealed(folder),
  })
  return new Promise<SetResult>((done) => {
    let told: SetResult = { faults: [{ line: null, message: 'It could not be set' }] }
    const end = (why: string) => {
      told = { faults: [{ line: null, message: why }] }
      child.kill('SIGKILL')
    }
    const late = setTimeout(
      () => end(`It was not done after ${seconds} seconds, so it was stopped. Look for a loop that goes on and on`),
      1000 * seconds,
    )
    const looks = setInterval(() => {
      if (memoryOf(child.pid) > MOST_MEMORY)
        end('It took more memory than a letter may. Look for a loop that makes too much')
    }, 200)
    child.once('message', (answer: Told) => {
      told = answer
    })
    child.once('error', () => child.kill('SIGKILL'))
    child.once('close', () => {
      clearTimeout(late)
      clearInterval(looks)
      rmSync(folder, { recursive: true, force: true })
      done(told)
    })
    child.send({
      folder,
      source,
      data: JSON.stringify(data),
      alone: alone.map((one) => JSON.stringify(one)),
      checked,
    } satisfies Asked)
  })
}

/** No way out: whatever would fetch a package is sent to a port at which nobody listens, and none is kept on this machine for it. */
function sealed(folder: string): NodeJS.ProcessEnv {
  const nowhere = 'http://127.0.0.1:9'
  const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy']
  const folders = ['HOME', 'XDG_DATA_HOME', 'XDG_CACHE_HOME', 'TYPST_PACKAGE_PATH', 'TYPST_PACKAGE_CACHE_PATH']
  return Object.fromEntries([
    ...proxies.map((name) => [name, nowhere]),
    ...folders.map((name) => [name, folder]),
    ['NO_PROXY', ''],
  ])
}

/** What a process holds in memory, in bytes, as Linux says; 0 elsewhere: there the time alone bounds it. */
function memoryOf(pid: number | undefined): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])
    return 4096 * pages
  } catch {
    return 0
  }
}

/** A layout tried on made-up letters: the PDF, or every fault in the way. */
export async function tryLayout(source: string, seconds?: number): Promise<SetResult> {
  const out = reachesOut(source)
  if (out !== undefined) return { faults: [{ line: null, message: out }] }
  const set = await setOwnLayout({
    source,
    data: SAMPLE_LETTERS,
    alone: ALONE,
    checked: true,
    ...(seconds === undefined ? {} : { seconds }),
  })
  if ('faults' in set) return set
  const missing = new Set(ALONE.flatMap((data, at) => leftOut(set.alone[at] ?? '', data)))
  const faults = [...missing].map((name) => `A letter would lack ${name}`)
  if (!isEachItsOwn(set.text, set.alone)) faults.push(OTHERS_WORDS)
  return faults.length === 0 ? set : { faults: faults.map((message) => ({ line: null, message })) }
}

const ALONE: readonly LettersData[] = SAMPLE_LETTERS.letters.map((one) => ({ ...SAMPLE_LETTERS, letters: [one] }))
