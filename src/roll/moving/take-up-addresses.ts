import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Database, many, type Tx } from '../../platform/database/database.ts'
import { keep } from '../keep.ts'
import { loadRecord } from '../load-record.ts'
import { isMoveDoubtful, isMoveDue, MOVING_CLOCK, movedHome, reasonOfMove } from '../rules/moving.ts'

interface Mover {
  readonly schoolId: SchoolId
  readonly pupilId: PupilId
}

/**
 * Makes every future address whose day has come (regulation 8(3)) the present one, at every school, with the five facts: for a job
 * that runs each minute. Each pupil is a transaction of its own under the ordinary role; one that fails does not keep the others,
 * and is named in `failed`. Running twice, or on two servers at once, moves each pupil once: it is asked again under the lock.
 */
export async function takeUpAddresses(
  database: Database,
  clock: Clock,
): Promise<{ moved: readonly Mover[]; failed: readonly (Mover & { error: unknown })[] }> {
  const now = clock.now()
  const { day } = schoolTime(now)
  const due = await database.asSystem((tx) =>
    many(
      tx,
      sql<Mover>`select school_id as "schoolId", pupil_id as "pupilId" from roll.pupil
        where future_from <= ${day} and future_address_id is not null
          and (leaving_day is null or leaving_day >= future_from)`,
    ),
  )
  const moved: Mover[] = []
  const failed: (Mover & { error: unknown })[] = []
  for (const mover of due) {
    try {
      if (await database.inTenants([mover.schoolId], (tx) => takeUp(tx, { ...mover, now, day }))) moved.push(mover)
    } catch (error) {
      failed.push({ ...mover, error })
    }
  }
  return { moved, failed }
}

async function takeUp(tx: Tx, of: Mover & { now: Moment; day: Day }): Promise<boolean> {
  const record = await loadRecord(tx, { ...of, lock: true })
  if (record === undefined || !isMoveDue(record.pupil, of.day) || isMoveDoubtful(record)) return false
  const facts = { schoolId: of.schoolId, at: of.now, by: MOVING_CLOCK, reason: reasonOfMove(record.pupil) }
  const { pupil, contacts, links } = movedHome(record)
  await keep(tx, facts, { kind: 'pupil', rows: [pupil] })
  await keep(tx, facts, { kind: 'contact', rows: contacts })
  await keep(tx, facts, { kind: 'pupil_contact', rows: links })
  return true
}
