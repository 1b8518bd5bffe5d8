import { sql } from 'kysely'
import { listReports } from '../../absence/contract.ts'
import { type DutyShown, workList } from '../../duties/contract.ts'
import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import { type Half, type Session, sessionAt } from '../../kernel/session.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { type Code, codeOfByte } from '../../law/codes.ts'
import { sessionTimes } from '../../law/day-clock.ts'
import { many, type Tx } from '../../platform/database/database.ts'
import { unpackMarks } from '../../register/rules/journal.ts'
import { isAway } from './draw-absence.ts'
import { clockOf } from './plant-school.ts'
import { named, type World } from './world.ts'

/** One change of a mark, as the journal has it. */
export interface Change extends Session {
  readonly pupilId: PupilId
  readonly from: Code | undefined
  readonly to: Code | undefined
  readonly at: Moment
  readonly by: string
}

export interface MessageSeen {
  readonly id: string
  readonly contactId: ContactId
  readonly pupilIds: readonly PupilId[]
  readonly cause: string
  readonly day: Day
  readonly template: string
  readonly channel: 'text' | 'email' | 'letter'
  readonly safety: boolean
  readonly events: readonly { readonly kind: string; readonly at: Moment }[]
  /** Still to do, as the list of open messages has it. */
  readonly isOpen: boolean
}

export interface ContactMade {
  readonly pupilId: PupilId
  readonly contactId: ContactId | null
  readonly channel: string
  readonly outcome: string
  readonly at: Moment
  readonly day: Day
}

export interface WarningSeen {
  readonly id: string
  readonly pupilId: PupilId
  readonly from: Session
  readonly to: Session
  readonly channel: string
  readonly at: Moment
}

/** Everything that the invariants are judged by: the rows themselves, what arrived at the services, and what was really so. */
export interface Evidence {
  readonly today: Day
  readonly children: readonly { readonly id: PupilId; readonly name: string; readonly form: string }[]
  /** Sessions whose register should have been closed by now. */
  readonly sessions: readonly Session[]
  /** Really away, without having come in later in the session. */
  readonly away: ReadonlySet<string>
  /** The journal folded, by `markKey`. */
  readonly marks: ReadonlyMap<string, Code>
  readonly changes: readonly Change[]
  readonly duties: readonly DutyShown[]
  /** Of the last week, as the work list shows them. */
  readonly endedDuties: readonly DutyShown[]
  readonly messages: readonly MessageSeen[]
  /** What the services took: our references, and to which number or address. */
  readonly taken: readonly { readonly reference: string; readonly to: string }[]
  readonly contacts: readonly ContactMade[]
  readonly barred: readonly {
    readonly contactId: ContactId
    readonly pupilIds: readonly PupilId[]
    readonly since: Moment
    readonly numbers: readonly string[]
  }[]
  /** Contacts with responsibility for a child or care of it: `contactOf`. */
  readonly responsible: ReadonlySet<string>
  readonly warnings: readonly WarningSeen[]
  /** Sessions of leave that was asked for and refused, by `markKey`. */
  readonly refusedLeave: readonly {
    readonly pupilId: PupilId
    readonly from: Session
    readonly to: Session
    readonly at: Moment
  }[]
  /** Replies that somebody has dealt with or placed. */
  readonly repliesSettled: ReadonlySet<string>
  readonly reports: readonly {
    readonly id: string
    readonly pupilId: PupilId
    readonly state: string
    readonly outcome: string
    readonly receivedAt: Moment
    /** When something last happened to it. */
    readonly lastStep: Moment
  }[]
}

export const markKey = (pupilId: PupilId, { day, half }: Session): string => `${pupilId} ${day} ${half}`
export const contactOf = (pupilId: PupilId, contactId: ContactId): string => `${pupilId} ${contactId}`

/** Reads it. Duties and reports by the operations, all else from the rows, past the product's own rules. */
export async function readEvidence(world: World): Promise<Evidence> {
  const { product, school, today } = world
  const params = { schoolId: school.id }
  const { duties, ended } = await product.ask(school.head, workList, { params, query: { whose: 'all' } })
  const since = { from: world.days[0] ?? today, to: world.days.at(-1) ?? today }
  const { reports } = await product.ask(school.head, listReports, { params, query: since })
  const rows = await product.server.database.inTenants([school.id], (tx) => readRows(tx))
  const sessions = sessionsUntilNow(world)
  return {
    ...rows,
    today,
    sessions,
    duties,
    endedDuties: ended,
    children: school.children.map((child) => ({ id: child.id, name: named(child), form: child.form.id })),
    away: awayNow(world, sessions),
    marks: folded(rows.changes),
    taken: takenByServices(world),
    barred: world.barred.map(({ adult, family, since: at }) => ({
      contactId: adult.id,
      pupilIds: family.children.map(({ id }) => id),
      since: at,
      numbers: adult.phone === null || adult.kind === 'home' ? [] : [adult.phone],
    })),
    responsible: new Set(
      school.families.flatMap((family) =>
        family.adults
          .filter(({ part }) => part === 'mother' || part === 'father')
          .flatMap((adult) => family.children.map((child) => contactOf(child.id, adult.id))),
      ),
    ),
    reports: reports.map(({ id, pupil, state, outcome, receivedAt, steps }) => ({
      id,
      pupilId: pupil.id,
      state,
      outcome,
      receivedAt,
      lastStep: steps.at(-1)?.at ?? receivedAt,
    })),
  }
}

function sessionsUntilNow(world: World): Session[] {
  const { day: today, time } = schoolTime(world.product.clock.now())
  const closes = (half: Half) =>
    world.school.forms
      .map((form) => sessionTimes(clockOf(form), half).close)
      .sort()
      .at(-1) ?? '23:59'
  return world.days.flatMap((day) =>
    (['AM', 'PM'] as const).flatMap((half) =>
      day < today || (day === today && closes(half) < time) ? [{ day, half }] : [],
    ),
  )
}

/** Who only comes late, or back from an appointment, may stand as having come. */
function awayNow(world: World, sessions: readonly Session[]): Set<string> {
  const away = new Set<string>()
  for (const spell of world.spells)
    for (const session of sessions)
      if (!spell.morningOnly && isAway(spell, session))
        for (const { id } of spell.children) away.add(markKey(id, session))
  return away
}

function folded(changes: readonly Change[]): Map<string, Code> {
  const marks = new Map<string, Code>()
  for (const change of changes) {
    const key = markKey(change.pupilId, change)
    if (change.to === undefined) marks.delete(key)
    else marks.set(key, change.to)
  }
  return marks
}

function takenByServices({ product }: World): Evidence['taken'] {
  const texts = product.notify.taken.map(({ reference, to }) => ({ reference: reference ?? '', to }))
  const mails = product.mail.letters.map((letter) => ({
    reference: /^Message-ID: <([0-9a-f-]{36})/im.exec(letter)?.[1] ?? '',
    to: /^To: .*?([^\s<>]+@[^\s<>]+)/im.exec(letter)?.[1] ?? '',
  }))
  return [...texts, ...mails]
}

async function readRows(
  tx: Tx,
): Promise<Pick<Evidence, 'changes' | 'messages' | 'contacts' | 'warnings' | 'refusedLeave' | 'repliesSettled'>> {
  return {
    changes: await readChanges(tx),
    messages: await readMessages(tx),
    contacts: await many(
      tx,
      sql<ContactMade>`select pupil_id as "pupilId", contact_id as "contactId", channel, outcome, at, day
        from absence.contact order by number`,
    ),
    warnings: await readWarnings(tx),
    refusedLeave: await readRefused(tx),
    repliesSettled: new Set(
      (await many(tx, sql<{ id: string }>`select reply_id as id from messaging.reply_act`)).map(({ id }) => id),
    ),
  }
}

async function readChanges(tx: Tx): Promise<Change[]> {
  const entries = await many(
    tx,
    sql<{ year: SchoolYear; at: Moment; by: string; marks: Uint8Array }>`
      select year, made_at as at, made_by as by, marks from register.entry order by number`,
  )
  return entries.flatMap(({ year, at, by, marks }) =>
    unpackMarks(marks).map(({ pupilId, session, from, to }) => ({
      pupilId,
      ...sessionAt(year, session),
      from: codeOfByte(from),
      to: codeOfByte(to),
      at,
      by,
    })),
  )
}

async function readMessages(tx: Tx): Promise<MessageSeen[]> {
  const events = await many(
    tx,
    sql<{
      id: string
      kind: string
      at: Moment
    }>`select message_id as id, kind, at from messaging.event order by number`,
  )
  const of = Map.groupBy(events, ({ id }) => id)
  const messages = await many(
    tx,
    sql<Omit<MessageSeen, 'events'>>`
      select message.message_id as id, contact_id as "contactId", pupil_ids as "pupilIds", cause, day,
        template_key as template, channel, safety, open.message_id is not null as "isOpen"
      from messaging.message left join messaging.open on open.school_id = message.school_id
        and open.message_id = message.message_id order by at`,
  )
  return messages.map((message) => ({ ...message, events: of.get(message.id) ?? [] }))
}

async function readWarnings(tx: Tx): Promise<WarningSeen[]> {
  const rows = await many(
    tx,
    sql<{
      id: string
      pupilId: PupilId
      firstDay: Day
      firstHalf: Half
      lastDay: Day
      lastHalf: Half
      channel: string
      at: Moment
    }>`
      select warning_id as id, pupil_id as "pupilId", first_day as "firstDay", first_half as "firstHalf",
        last_day as "lastDay", last_half as "lastHalf", channel, at from absence.warning order by at`,
  )
  return rows.map(({ id, pupilId, channel, at, ...span }) => ({
    ...{ id, pupilId, channel, at },
    from: { day: span.firstDay, half: span.firstHalf },
    to: { day: span.lastDay, half: span.lastHalf },
  }))
}

async function readRefused(tx: Tx): Promise<Evidence['refusedLeave']> {
  const rows = await many(
    tx,
    sql<{ pupilId: PupilId; firstDay: Day; firstHalf: Half; lastDay: Day; lastHalf: Half; at: Moment }>`
      select request.pupil_id as "pupilId", request.first_day as "firstDay", request.first_half as "firstHalf",
        request.last_day as "lastDay", request.last_half as "lastHalf", step.at
      from leave.request join leave.step on step.school_id = request.school_id and step.request_id = request.request_id
      where step.kind = 'refused'`,
  )
  return rows.map(({ pupilId, at, ...span }) => ({
    ...{ pupilId, at },
    from: { day: span.firstDay, half: span.firstHalf },
    to: { day: span.lastDay, half: span.lastHalf },
  }))
}
