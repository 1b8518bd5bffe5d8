import { sql } from 'kysely'
import { keepDemoMoment, markDemonstration } from '../../identity/index.ts'
import { longDay } from '../../kernel/day.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { MovableClock } from '../../platform/clock.ts'
import { type Database, one } from '../../platform/database/database.ts'
import { drawTrust } from '../demo/draw-trust.ts'
import { demoDayFor, demoMomentOn } from './demo-morning.ts'
import { plantTrust } from './plant-trust.ts'

/**
 * Makes up a trust in an empty database, as of the school day that the clock's day asks for (`demoDayFor`), and moves the
 * clock to that morning. All of it in one transaction: stopped half-way, the database is still empty and the next start begins
 * again. Where there is any place already, nothing is done.
 * @param say told of each step, for whoever waits at the terminal
 * @returns whether anything was made up
 */
export async function seedDemo(
  database: Database,
  clock: MovableClock,
  say: (line: string) => void = () => undefined,
): Promise<boolean> {
  const { places } = await database.asSystem((tx) =>
    one(tx, sql<{ places: number }>`select count(*) as places from identity.place`),
  )
  if (places > 0) return false
  const today = demoDayFor(schoolTime(clock.now()).day)
  const moment = demoMomentOn(today)
  say(`Making the demo trust: three schools as they are on ${longDay(today)} at 08:40 …`)
  const trust = drawTrust({ today })
  await database.asSystem(async (tx) => {
    await plantTrust(tx, trust, say)
    await keepDemoMoment(tx, moment)
    await markDemonstration(tx)
  })
  // Until the planner knows how much there is now, its first plans are for empty tables.
  await database.runScript('analyze')
  clock.moveTo(moment)
  return true
}
