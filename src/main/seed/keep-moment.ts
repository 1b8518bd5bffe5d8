import { keepDemoMoment } from '../../identity/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'

const MINUTE = 60_000

/**
 * Writes down where a demonstration's clock stands, every minute and once more at the end, so that the next start goes on from
 * there: were it earlier, the journal's new acts would be older than its last ones.
 * @returns what ends it
 */
export function keepMoment(database: Database, clock: Clock): () => Promise<void> {
  const keep = () => database.asSystem((tx) => keepDemoMoment(tx, clock.now()))
  // A database that cannot save says so to every request; here it costs a minute at most.
  const timer = setInterval(() => void keep().catch(() => undefined), MINUTE).unref()
  return async () => {
    clearInterval(timer)
    await keep().catch(() => undefined)
  }
}
