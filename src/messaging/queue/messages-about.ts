import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { kept, many, type Tx } from '../../platform/database/database.ts'
import { isWordedAnew } from '../rules/cause.ts'
import { type MessageEvent, type MessageState, stateOf } from '../rules/message-state.ts'
import { eventsOf, MESSAGE_COLUMNS, type MessageRow, messagesById } from './store.ts'

/** A message with what happened to it, and where that leaves it. */
export interface KnownMessage extends MessageRow {
  readonly state: MessageState
  readonly events: readonly MessageEvent[]
}

/** The messages about these pupils whose day is one of these, `from` and `to` included; the earliest first. */
export async function messagesAbout(
  tx: Tx,
  of: { schoolId: SchoolId; pupilIds: readonly PupilId[]; from: Day; to: Day },
): Promise<readonly KnownMessage[]> {
  const rows = await many(
    tx,
    sql<MessageRow>`select ${MESSAGE_COLUMNS} from messaging.message
      where school_id = ${of.schoolId} and day between ${of.from} and ${of.to}
        and pupil_ids && ${[...of.pupilIds]}::uuid[]
      order by at, message_id`,
  )
  return withEvents(tx, of.schoolId, rows)
}

/** One message; undefined where there is none. */
export async function messageOf(
  tx: Tx,
  of: { schoolId: SchoolId; messageId: string },
): Promise<KnownMessage | undefined> {
  const rows = await messagesById(tx, { schoolId: of.schoolId, messageIds: [of.messageId] })
  return (await withEvents(tx, of.schoolId, rows))[0]
}

/** A message as it was asked for, and as it stands. */
export interface AskedAndStands {
  readonly asked: MessageRow
  /** The same, or the message about brothers and sisters that it was joined with. */
  readonly stands: KnownMessage
}

/** The messages of these templates whose day is this one or later, about these pupils or about any; the earliest first. */
export async function messagesOfTemplates(
  tx: Tx,
  of: { schoolId: SchoolId; templates: readonly string[]; from: Day; pupilIds?: readonly PupilId[] | undefined },
): Promise<readonly AskedAndStands[]> {
  const about = of.pupilIds === undefined ? sql`` : sql`and pupil_ids && ${[...of.pupilIds]}::uuid[]`
  const rows = await many(
    tx,
    sql<MessageRow>`${kept} select ${MESSAGE_COLUMNS} from messaging.message
      where school_id = ${of.schoolId} and day >= ${of.from} and template_key = any (${[...of.templates]}::text[]) ${about}
      order by at, message_id`,
  )
  const messages = await withEvents(tx, of.schoolId, rows)
  const known = new Map(messages.map((one) => [one.messageId, one]))
  const last = (one: KnownMessage): KnownMessage => {
    const into = known.get(intoOf(one) ?? '')
    return into === undefined ? one : last(into)
  }
  return messages.filter(({ cause }) => !isWordedAnew(cause)).map((one) => ({ asked: one, stands: last(one) }))
}

function intoOf({ state, events }: KnownMessage): string | undefined {
  const into = state === 'merged' ? events.findLast(({ kind }) => kind === 'merged')?.facts.into : undefined
  return typeof into === 'string' ? into : undefined
}

export async function withEvents<Row extends MessageRow>(
  tx: Tx,
  schoolId: SchoolId,
  rows: readonly Row[],
): Promise<readonly (Row & KnownMessage)[]> {
  const events = await eventsOf(tx, { schoolId, messageIds: rows.map((row) => row.messageId) })
  return rows.map((row) => {
    const happened = events.get(row.messageId) ?? []
    return { ...row, events: happened, state: stateOf(row.channel, happened) }
  })
}
