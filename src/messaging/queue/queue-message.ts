import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { type Moment, momentFromMilliseconds, schoolTime } from '../../kernel/time-of-day.ts'
import { kept, many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import { type MergeValues, tellsFigures } from '../rules/merge-fields.ts'
import { ONE_A_DAY, WAIT_FOR_SIBLINGS } from '../rules/one-a-day.ts'
import { afterQuietHours, endOfDayFor, type QuietHours } from '../rules/quiet-hours.ts'
import type { Channel, Template } from '../rules/shapes.ts'
import { whyNotTold } from '../rules/who-may-be-told.ts'
import { templateOf } from '../templates/store.ts'
import { type Attachment, keepAttachments } from './attachments.ts'
import { quietHoursOf } from './quiet-hours-of.ts'
import {
  closeMessage,
  eventsOf,
  keepEvent,
  keepMessage,
  type MessageRow,
  messageOfCause,
  messagesById,
  openMessage,
} from './store.ts'
import { type Written, writeMessage } from './write-message.ts'

/** What a slice asks for: a message to one contact about one child, or about brothers and sisters together. */
export interface AskedMessage {
  readonly schoolId: SchoolId
  /** A template's key, such as `first-day`. */
  readonly template: string
  readonly about: readonly PupilId[]
  readonly to: ContactId
  /** What the template leaves open and Firstbell does not know by itself. */
  readonly merge?: MergeValues
  /** What makes it, unique: `absence:<pupil>:2026-11-23:first-text`. Asked twice for the same cause, a contact is sent one message. */
  readonly cause: string
  /** Does not wait for one about a brother or sister; with a template about safety, quiet hours do not hold it back either. */
  readonly urgent?: boolean
  /** This channel and no other; else the one that the contact chose, or can be reached by. */
  readonly channel?: Channel
  /**
   * Goes with it where it is an e-mail by the school's own server; the words must say where else the same can be had. Such a message is not
   * joined with one about a brother or sister.
   */
  readonly attachments?: readonly Attachment[]
  readonly now: Moment
  readonly by: Caller
}

export interface QueuedMessage {
  readonly messageId: string
  readonly channel: Channel
  readonly language: string
  /** Every child that it is about by now: more than were asked for where it was joined with one that still waited. */
  readonly about: readonly PupilId[]
  readonly notBefore: Moment
  /** What a person should know: that English goes because a translation waits to be checked, for one. */
  readonly notes: readonly string[]
  /** This cause had made it already. */
  readonly repeated: boolean
}

/**
 * Puts a message in the queue, in the transaction of what causes it: it goes if, and only if, that is saved. A plain refusal
 * (`messaging.barred`, `messaging.no-responsibility`, `messaging.one-a-day`, `messaging.no-way`, `messaging.too-late` …) leaves nothing behind.
 */
export async function queueMessage(tx: Tx, asked: AskedMessage): Promise<Result<QueuedMessage>> {
  const { schoolId, to, cause } = asked
  const before = await messageOfCause(tx, { schoolId, contactId: to, cause })
  if (before !== undefined) return success(await alreadyMade(tx, schoolId, before))
  const template = await templateOf(tx, { schoolId, key: asked.template })
  if (template === undefined || template.retired)
    return refused('messaging.no-template', 'There is no such template, or it is not used any more.')
  const when = whenToSend(template, asked, await quietHoursOf(tx, asked))
  if (!when.ok) return when
  const alone = asked.attachments !== undefined && asked.attachments.length > 0
  const waiting = alone ? undefined : await waitingForSiblings(tx, asked, { template, day: when.value.day })
  const about = [...new Set([...(waiting?.pupilIds ?? []), ...asked.about])]
  const written = await writeMessage(tx, { ...asked, template, about, merge: asked.merge ?? {}, day: when.value.day })
  if (!written.ok) return written
  return save(tx, { asked, template, about, written: written.value, when: when.value, waiting })
}

interface When {
  readonly day: Day
  readonly notBefore: Moment
  readonly notAfter: Moment | null
}

function whenToSend(template: Template, asked: AskedMessage, hours: QuietHours): Result<When> {
  const { now, urgent = false } = asked
  const atOnce = template.safety && urgent
  const held = urgent || template.safety ? now : later(now, WAIT_FOR_SIBLINGS)
  const notBefore = atOnce ? now : afterQuietHours(held, hours)
  const today = schoolTime(now).day
  const day = schoolTime(notBefore).day
  if (template.sameDay && day !== today)
    return refused(
      'messaging.too-late',
      'It is too late to send this today, and tomorrow it would be of no use. Ring the family, or send a message about their safety.',
    )
  return success({ day, notBefore, notAfter: template.sameDay ? endOfDayFor(today, hours, template.safety) : null })
}

function later(than: Moment, seconds: number): Moment {
  return momentFromMilliseconds(Date.parse(than) + seconds * 1000)
}

interface ToSave {
  readonly asked: AskedMessage
  readonly template: Template
  readonly about: readonly PupilId[]
  readonly written: Written
  readonly when: When
  readonly waiting: MessageRow | undefined
}

async function save(tx: Tx, of: ToSave): Promise<Result<QueuedMessage>> {
  const { asked, template, about, written, when, waiting } = of
  const { schoolId, to, now, by } = asked
  const messageId = randomUUID()
  if (written.channel !== 'letter' && !template.safety) {
    const told = await noteTold(tx, { schoolId, to, about, day: when.day, messageId, waiting })
    if (!told) return (await madeMeanwhile(tx, asked)) ?? refused('messaging.one-a-day', ONE_A_DAY)
  }
  const row = rowOf(of, messageId)
  if (!(await keepMessage(tx, schoolId, row))) {
    const made = await madeMeanwhile(tx, asked)
    if (made !== undefined) return made
  }
  if (written.channel === 'email')
    await keepAttachments(tx, { schoolId, messageId, attachments: asked.attachments ?? [] })
  if (waiting !== undefined) {
    const { messageId: before } = waiting
    await closeMessage(tx, { schoolId, messageId: before })
    await keepEvent(tx, { schoolId, messageId: before, kind: 'merged', at: now, facts: { into: messageId }, by })
  }
  const stage = written.channel === 'letter' ? 'print' : 'send'
  await openMessage(tx, { schoolId, messageId, stage, nextAt: row.notBefore })
  return success(queued(row, false))
}

function rowOf({ asked, template, about, written, when, waiting }: ToSave, messageId: string): MessageRow {
  return {
    messageId,
    contactId: asked.to,
    contactName: written.contactName,
    pupilIds: about,
    cause: asked.cause,
    day: when.day,
    templateKey: template.key,
    templateVersion: template.version,
    language: written.text.language,
    channel: written.channel,
    address: written.address,
    subject: written.subject,
    body: written.body,
    merge: written.values,
    notes: written.notes,
    safety: template.safety,
    urgent: asked.urgent ?? false,
    // Brothers and sisters do not put it off again and again: it goes when the first would have gone.
    notBefore: waiting?.notBefore ?? when.notBefore,
    notAfter: when.notAfter,
    at: asked.now,
    byId: asked.by.id,
    byName: asked.by.name,
    byPosition: asked.by.position,
  }
}

/** What another transaction made for the same cause at the same moment. */
async function madeMeanwhile(tx: Tx, asked: AskedMessage): Promise<Result<QueuedMessage> | undefined> {
  const made = await messageOfCause(tx, { ...asked, contactId: asked.to })
  return made === undefined ? undefined : success(await alreadyMade(tx, asked.schoolId, made))
}

function queued(row: MessageRow, repeated: boolean): QueuedMessage {
  const { messageId, channel, language, pupilIds, notBefore, notes } = row
  return { messageId, channel, language, about: pupilIds, notBefore, notes, repeated }
}

async function alreadyMade(tx: Tx, schoolId: SchoolId, row: MessageRow): Promise<QueuedMessage> {
  const events = (await eventsOf(tx, { schoolId, messageIds: [row.messageId] })).get(row.messageId) ?? []
  const into = events.findLast(({ kind }) => kind === 'merged')?.facts.into
  if (typeof into !== 'string') return queued(row, true)
  const [next] = await messagesById(tx, { schoolId, messageIds: [into] })
  return next === undefined ? queued(row, true) : alreadyMade(tx, schoolId, next)
}

/**
 * A message of the same template to the same contact that still waits and says the same but for the children: then one goes about all. Its
 * row is held, so that the worker does not take it up meanwhile.
 */
async function waitingForSiblings(
  tx: Tx,
  asked: AskedMessage,
  of: { template: Template; day: Day },
): Promise<MessageRow | undefined> {
  const { template, day } = of
  // Figures are of one child, and counted anew for that child before they go.
  if (template.safety || tellsFigures(asked.merge)) return undefined
  const { schoolId, to } = asked
  const open = await maybeOne(
    tx,
    sql<{ id: string }>`${kept}
      select open.message_id as id from messaging.open
      join messaging.message on message.school_id = open.school_id and message.message_id = open.message_id
      where open.school_id = ${schoolId} and open.stage = 'send' and open.attempts = 0 and open.claimed_until is null
        and message.contact_id = ${to} and message.template_key = ${template.key}
        and message.template_version = ${template.version} and message.day = ${day}
        and not (message.pupil_ids && ${[...asked.about]}::uuid[])
        and not exists (select from messaging.attachment
          where attachment.school_id = open.school_id and attachment.message_id = open.message_id)
      order by message.at limit 1 for update of open`,
  )
  if (open === undefined) return undefined
  const [row] = await messagesById(tx, { schoolId, messageIds: [open.id] })
  const same = row !== undefined && JSON.stringify(sorted(row.merge)) === JSON.stringify(sorted(asked.merge ?? {}))
  return same && (await mayBeToldOfAll(tx, asked, { template, row })) ? row : undefined
}

/** Only to somebody who may be told about each of the children: else two messages go, and this one is refused or not by itself. */
async function mayBeToldOfAll(
  tx: Tx,
  asked: AskedMessage,
  { template, row }: { template: Template; row: MessageRow },
): Promise<boolean> {
  const about = [...row.pupilIds, ...asked.about]
  const contacts = await contactsOfPupils(tx, { schoolId: asked.schoolId, day: row.day, pupilIds: about })
  return about.every(
    (id) =>
      whyNotTold(
        contacts.find((one) => one.pupilId === id && one.contactId === asked.to),
        template.demands,
      ) === undefined,
  )
}

function sorted(values: MergeValues): readonly (readonly [string, string | undefined])[] {
  return Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1))
}

/** Notes that the contact is told about these children that day. @returns false, leaving nothing behind, where they are told about one already. */
async function noteTold(
  tx: Tx,
  of: {
    schoolId: SchoolId
    to: ContactId
    about: readonly PupilId[]
    day: Day
    messageId: string
    waiting: MessageRow | undefined
  },
): Promise<boolean> {
  const { schoolId, to, day, messageId, waiting } = of
  const about = of.about.filter((id) => !waiting?.pupilIds.includes(id)).sort()
  // Whoever asks at the same moment waits here until the other is saved or has given up.
  const told = await many(
    tx,
    sql<{ pupilId: PupilId }>`
      insert into messaging.told (school_id, pupil_id, contact_id, day, message_id)
      select ${schoolId}::uuid, pupil_id, ${to}::uuid, ${day}::date, ${messageId}::uuid
      from unnest(${about}::uuid[]) as pupil_id
      on conflict do nothing returning pupil_id as "pupilId"`,
  )
  if (told.length < about.length) {
    await run(tx, sql`delete from messaging.told where school_id = ${schoolId} and message_id = ${messageId}`)
    return false
  }
  if (waiting !== undefined)
    await run(
      tx,
      sql`update messaging.told set message_id = ${messageId} where school_id = ${schoolId} and message_id = ${waiting.messageId}`,
    )
  return true
}
