import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { askThrough } from '../platform/admin-door.ts'
import { holderOf } from '../platform/database/folder-lock.ts'

/** A first start builds its pages and fills a demonstration before it opens its door. */
const LONGEST_SECONDS = 60
const BETWEEN_MS = 250

type Asking = Parameters<typeof askThrough>[1]

/**
 * Asks the server that has a data folder open; undefined where none has. One that is still starting has the folder but no door
 * yet, and so has another command for a moment: both are waited for, and whoever waits is told.
 * @throws StartUpError with what the server said
 */
export async function askRunning(
  folder: string,
  question: Asking,
  { say, seconds = LONGEST_SECONDS }: { say: (line: string) => void; seconds?: number },
): ReturnType<typeof askThrough> {
  for (let tries = (seconds * 1000) / BETWEEN_MS, told = false; ; tries -= 1) {
    const answer = await askThrough(folder, question)
    const holder = answer === undefined ? holderOf(folder) : undefined
    // Of another machine's process nobody here can tell whether it still runs.
    if (holder === undefined || holder.host !== hostname() || tries <= 0) return answer
    if (!told)
      say(
        `Another Firstbell (process ${holder.pid}) has this folder open and is still starting, or busy with another command. Waiting up to ${seconds} seconds for it …`,
      )
    told = true
    await pause(BETWEEN_MS)
  }
}
