import { sql } from 'kysely'
import { notAllowed, success } from '../../kernel/result.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { MovableClock } from '../../platform/clock.ts'
import { type Database, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { isDemonstration } from './demonstration.ts'

/** Sets the demonstration's clock, for everybody who looks at it, and keeps it for the next start. */
export function moveDemoClock(clock: MovableClock): UseCase<typeof contract.moveDemoClock> {
  return async ({ tx, audit }, { body }) => {
    if (!(await isDemonstration(tx))) return notAllowed()
    await keepDemoMoment(tx, body.moment)
    clock.moveTo(body.moment)
    audit({ facts: { moment: body.moment } })
    return success({ now: clock.now() })
  }
}

/** Keeps where the demonstration's clock stands, for the next start. */
export async function keepDemoMoment(tx: Tx, moment: Moment): Promise<void> {
  await run(tx, sql`call identity.keep_demo_clock(${moment})`)
}

/** Where the demonstration's clock was last set; undefined where nobody has set it. */
export async function keptDemoMoment(database: Database): Promise<Moment | undefined> {
  const row = await database.asSystem((tx) =>
    maybeOne(tx, sql<{ value: string }>`select value from platform.setting where name = 'demo clock'`),
  )
  return row === undefined ? undefined : (new Date(row.value).toISOString() as Moment)
}
