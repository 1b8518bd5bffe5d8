import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { many } from '../platform/database/database.ts'
import { openPglite } from '../platform/database/pglite.ts'

const WRITER = fileURLToPath(new URL('./writer.ts', import.meta.url))

/** What a killed round left. */
export interface Round {
  /** How many saves the writer was told of before it died. */
  readonly said: number
  readonly killedAfterMs: number
  /** Acknowledged but not there after reopening: must be empty. */
  readonly lost: readonly number[]
  /** One half of a save without the other: must be empty. */
  readonly halves: readonly number[]
  readonly saved: number
  readonly reopenMs: number
}

/** Starts a writer on the folder, kills it (SIGKILL) after so many milliseconds of writing, reopens and looks. */
export async function killedRound(folder: string, first: number, killAfterMs: number): Promise<Round> {
  const said = await writeUntilKilled(folder, first, killAfterMs)
  const began = performance.now()
  const database = await openPglite({ folder })
  const reopenMs = performance.now() - began
  const rows = await database.owner.transaction().execute((tx) =>
    many(
      tx,
      sql<{ value: number; whole: boolean }>`
        select n.value, o.value is not null as whole from public.number n left join public.other_half o using (value)
        where n.value >= ${first} order by 1`,
    ),
  )
  await database.close()
  const there = new Set(rows.map((row) => row.value))
  return {
    said: said.length,
    killedAfterMs: killAfterMs,
    lost: said.filter((value) => !there.has(value)),
    halves: rows.filter((row) => !row.whole).map((row) => row.value),
    saved: there.size,
    reopenMs,
  }
}

async function writeUntilKilled(folder: string, first: number, killAfterMs: number): Promise<number[]> {
  const child = spawn(process.execPath, [WRITER, folder, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const said: number[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    // The clock of the kill runs from the opening, or most rounds would die before they wrote.
    if (line === 'open') setTimeout(() => child.kill('SIGKILL'), killAfterMs)
    else said.push(Number(line))
  }
  await gone
  return said
}
