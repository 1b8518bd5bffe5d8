import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { GroupId, PupilId, SchoolId } from '../kernel/ids.ts'
import { MIGRATION_FOLDERS } from '../main/slices.ts'
import { migrate, readMigrations } from '../platform/database/migrate.ts'
import { openPglite } from '../platform/database/pglite.ts'
import type { TestPerson } from './builders.ts'
import { registerSchool } from './register-school.ts'
import { startTestServer } from './test-server.ts'

const WRITER = fileURLToPath(new URL('./register-writer.ts', import.meta.url))

/** What the process that saves registers must know of the school. */
export interface SavingSchool {
  readonly id: SchoolId
  readonly officer: TestPerson
  readonly groups: readonly { readonly id: GroupId; readonly pupils: readonly PupilId[] }[]
}

/** An entry as it was found after a restart. */
export interface FoundEntry {
  readonly number: number
  readonly key: string | null
  /** Of the register that its marks make. */
  readonly digest: string
  /** The act's line in the audit trail is there too. */
  readonly inTrail: boolean
}

/** What a restart found: the journal verified, and every entry since the restart before. */
export interface Found {
  readonly reopenMs: number
  readonly entries: number
  readonly lastHash: string
  /** The hash now of the entry that was the last one at the restart before. */
  readonly hashBefore: string | undefined
  readonly faults: readonly string[]
  readonly since: readonly FoundEntry[]
}

/** What the writing process says, a line of JSON each: what it found, each save before it is sent, and each acknowledged one. */
export type Said =
  | { readonly found: Found }
  | { readonly sent: string; readonly digest: string }
  | { readonly saved: string; readonly version: number }

export interface SavingRound {
  readonly acknowledged: number
  /** Saves in the journal whose acknowledgement the kill cut off. */
  readonly unheard: number
  /** Sent, and neither acknowledged nor in the journal: the kill came first. */
  readonly inFlight: number
  /** Acknowledged, but not there with exactly its marks; or history of earlier rounds that changed. Must be empty. */
  readonly lost: readonly string[]
  /** Entries that are not a whole register as it was sent, with its line in the audit trail. Must be empty. */
  readonly half: readonly string[]
  /** What verifying the journal found. Must be empty. */
  readonly faults: readonly string[]
  readonly reopenMs: number
}

/** Makes a data folder with a small school in it: three groups of thirty, and an officer who may take any register. */
export async function plantSchool(folder: string): Promise<SavingSchool> {
  const database = await openPglite({ folder })
  await migrate(database, await readMigrations(MIGRATION_FOLDERS))
  const server = await startTestServer({ database })
  const { id, officer, groups, pupils } = await registerSchool(server, { pupilsInGroup: 30 })
  await server.close()
  const names = ['nineA', 'nineB', 'sevenA'] as const
  return { id, officer, groups: names.map((name) => ({ id: groups[name], pupils: pupils[name] })) }
}

/**
 * Again and again: has a process save registers, kills it (SIGKILL) 5 to 1,200 ms after its first acknowledgement, and starts the
 * next on what it left. That one says what it found before it saves registers itself.
 */
export async function* killedRounds(folder: string, school: SavingSchool, rounds: number): AsyncGenerator<SavingRound> {
  let before = await saveUntilKilled(folder, { school, since: 0, afterMs: killAfter() })
  for (let round = 1; round <= rounds; round += 1) {
    const since = before.found.entries
    const after = await saveUntilKilled(folder, { school, since, afterMs: round < rounds ? killAfter() : undefined })
    yield judge(before, after.found)
    before = after
  }
}

/** Mostly short: the interesting moments are the first saves after a crash. Some long enough for many registers, on a slow machine too. */
const killAfter = () => 5 + Math.random() ** 2 * 1195

interface Life {
  readonly found: Found
  readonly said: readonly Said[]
}

/** One life of the writing process; without `afterMs` it is killed as soon as it has said what it found. */
async function saveUntilKilled(
  folder: string,
  of: { school: SavingSchool; since: number; afterMs: number | undefined },
): Promise<Life> {
  const { school, since, afterMs } = of
  const child = spawn(process.execPath, [WRITER, folder, JSON.stringify(school), String(since)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_code, signal) => resolve(signal)))
  const said: Said[] = []
  let found: Found | undefined
  let timer: NodeJS.Timeout | undefined
  for await (const line of createInterface({ input: child.stdout })) {
    // The writer's own lines, which `Said` describes.
    const told = JSON.parse(line) as Said
    said.push(told)
    if ('found' in told) found = told.found
    if ('found' in told && afterMs === undefined) child.kill('SIGKILL')
    // The clock of the kill runs from the first acknowledgement, or most rounds would die before they saved.
    if ('saved' in told) timer ??= setTimeout(() => child.kill('SIGKILL'), afterMs)
  }
  clearTimeout(timer)
  if ((await gone) !== 'SIGKILL' || found === undefined)
    throw new Error('the writer of registers ended before it was killed')
  return { found, said }
}

/** Holds what one process said against what the next one found. */
export function judge({ found: before, said }: Life, found: Found): SavingRound {
  const sent = new Map(said.flatMap((told) => ('sent' in told ? [[told.sent, told.digest] as const] : [])))
  const saved = said.flatMap((told) => ('saved' in told ? [told] : []))
  const there = new Map(found.since.map((entry) => [entry.number, entry]))
  const isAsSent = (entry: FoundEntry) => entry.key !== null && sent.get(entry.key) === entry.digest
  const kept = saved.filter(({ saved: key, version }) => {
    const entry = there.get(version)
    return entry?.key === key && isAsSent(entry)
  })
  const lost = saved.filter((save) => !kept.includes(save)).map((save) => `entry ${save.version}`)
  const isHistoryKept = before.entries === 0 || found.hashBefore === before.lastHash
  return {
    acknowledged: saved.length,
    unheard: found.since.length - kept.length,
    inFlight: sent.size - kept.length - (found.since.length - kept.length),
    lost: isHistoryKept ? lost : ['what earlier rounds saved', ...lost],
    half: found.since.filter((entry) => !isAsSent(entry) || !entry.inTrail).map((entry) => `entry ${entry.number}`),
    faults: found.faults,
    reopenMs: found.reopenMs,
  }
}
