import { sql } from 'kysely'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many, type Tx } from '../../platform/database/database.ts'
import { withdraw } from '../queue/withdraw-messages.ts'
import { LAPSED } from './hindrance.ts'

/** What nobody sent by hand while it was of use is offered no longer: "missed registration today" is not for Wednesday. */
export async function lapseByHand(tx: Tx, of: { schoolId: SchoolId; now: Moment }): Promise<void> {
  const { schoolId, now } = of
  const over = await many(
    tx,
    sql<{ messageId: string }>`
      select message_id as "messageId" from messaging.open
      where school_id = ${schoolId} and stage = 'hand' and lapses_at <= ${now} for update skip locked`,
  )
  for (const { messageId } of over) await withdraw(tx, { schoolId, messageId, at: now, kind: 'lapsed', why: LAPSED })
}
