import { sql } from 'kysely'
import type { z } from 'zod'
import { type Database, json, many, maybeOne, run, type Tx } from './database/database.ts'

/** One who wants to hear of an event. Handed on at least once, so `hear` must bear hearing the same twice. */
export interface Listener<Payload = unknown> {
  /** Unique over the product; kept with the event, so that after a failure only those are asked again that failed. */
  readonly name: string
  readonly event: string
  readonly schema: z.ZodType<Payload>
  /** Runs in a transaction that sees the event's tenant only, and commits together with the mark that it was heard. */
  hear(tx: Tx, payload: Payload, about: { readonly tenant: string | undefined; readonly saidAt: string }): Promise<void>
}

/** A listener whose `hear` gets what its schema promises. */
export function listener<Payload>(of: Listener<Payload>): Listener {
  // Whoever calls `hear` has parsed the payload by this very schema.
  return of as unknown as Listener
}

/** Puts an event in the outbox in the transaction that makes it happen; for work that no request asked for (a request has `context.say`). */
export async function say(
  tx: Tx,
  event: { readonly tenant: string; readonly name: string; readonly payload: unknown; readonly at: string },
): Promise<void> {
  await run(
    tx,
    sql`insert into platform.outbox (tenant, name, payload, said_at)
      values (${event.tenant}, ${event.name}, ${json(event.payload)}, ${event.at})`,
  )
}

export interface OutboxOptions {
  readonly database: Database
  readonly listeners: readonly Listener[]
  /** Events of which is known that nobody listens. */
  readonly unheard?: readonly string[]
  /** Told of trouble: names and codes, never what an event holds. */
  readonly trouble: (what: { event: string; listener?: string; fault: string; parked: boolean }) => void
  /** How soon events of other processes are found. */
  readonly pollSeconds?: number
  /** Seconds until the first retry; each later one waits twice as long, an hour at most. */
  readonly retrySeconds?: number
}

export interface Outbox {
  /** There is something new: hand it on soon. */
  said(): void
  /** Hands on all that is due now. How many events were looked at. */
  drain(): Promise<number>
  stop(): Promise<void>
}

interface Waiting {
  readonly id: number
  readonly tenant: string | null
  readonly name: string
  readonly payload: unknown
  readonly said_at: string
  readonly attempts: number
}

const AT_A_TIME = 50
const MOST_ATTEMPTS = 14
const HOUR = 3600

/** Hands events of the outbox on: at once when told, and again after a failure, later and later, until they are parked. */
export function openOutbox(options: OutboxOptions): Outbox {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<number> | undefined
  let again = false

  const rest = async () => {
    if (!stopped) timer = setTimeout(wake, await untilNext(options)).unref()
  }
  const wake = () => {
    clearTimeout(timer)
    if (stopped) return
    if (running !== undefined) {
      again = true
      return
    }
    again = false
    running = drain(options).catch(() => 0)
    running.finally(() => {
      running = undefined
      if (again) wake()
      else void rest().catch(() => undefined)
    })
  }
  wake()
  return {
    said: () => void setImmediate(wake),
    drain: () => drain(options),
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

async function untilNext({ database, pollSeconds = 60 }: OutboxOptions): Promise<number> {
  const row = await database
    .asSystem((tx) =>
      maybeOne(
        tx,
        sql<{ seconds: number | null }>`
        select extract(epoch from min(next_at) - clock_timestamp())::float8 as seconds from platform.outbox
        where handled_at is null and parked_at is null`,
      ),
    )
    .catch(() => undefined)
  return Math.max(0.2, Math.min(pollSeconds, row?.seconds ?? pollSeconds)) * 1000
}

async function drain(options: OutboxOptions): Promise<number> {
  let looked = 0
  for (let after = 0; ; ) {
    const due = await options.database.asSystem((tx) =>
      many(
        tx,
        sql<Waiting>`
        select id, tenant, name, payload, said_at, attempts from platform.outbox
        where handled_at is null and parked_at is null and id > ${after}
          and (next_at is null or next_at <= clock_timestamp())
        order by id limit ${AT_A_TIME}`,
      ),
    )
    for (const event of due) await handOn(options, event)
    looked += due.length
    const last = due.at(-1)
    if (last === undefined || due.length < AT_A_TIME) return looked
    after = last.id
  }
}

async function handOn(options: OutboxOptions, event: Waiting): Promise<void> {
  const listeners = options.listeners.filter((one) => one.event === event.name)
  if (listeners.length === 0 && !options.unheard?.includes(event.name)) {
    options.trouble({ event: event.name, fault: 'nobody listens', parked: true })
    return park(options, event, 'nobody listens')
  }
  for (const one of listeners) {
    const payload = one.schema.safeParse(event.payload)
    if (!payload.success) {
      options.trouble({ event: event.name, listener: one.name, fault: 'cannot be read', parked: true })
      return park(options, event, 'cannot be read')
    }
    try {
      await hearOnce(options.database, one, { event, payload: payload.data })
    } catch (error) {
      return failed(options, event, { listener: one.name, fault: faultOf(error) })
    }
  }
  await options.database.asSystem((tx) =>
    run(
      tx,
      sql`update platform.outbox set handled_at = clock_timestamp(), fault = null
      where id = ${event.id} and handled_by @> ${listeners.map((one) => one.name)}::text[]`,
    ),
  )
}

async function hearOnce(database: Database, one: Listener, what: { event: Waiting; payload: unknown }): Promise<void> {
  const { event, payload } = what
  const tenant = event.tenant ?? undefined
  // The outbox is the system's, the listener's work the tenant's: one transaction under two roles by turns. It begins as the
  // system's, since a login that serves requests cannot become it (decision 006).
  await database.asSystem(async (tx) => {
    const mine = await maybeOne(
      tx,
      sql`
      select from platform.outbox
      where id = ${event.id} and handled_at is null and parked_at is null and not ${one.name} = any (handled_by)
      for update skip locked`,
    )
    if (mine === undefined) return
    await run(tx, sql`update platform.outbox set handled_by = handled_by || ${one.name}::text where id = ${event.id}`)
    await becomeTenant(tx, tenant)
    await one.hear(tx, payload, { tenant, saidAt: event.said_at })
  })
}

async function becomeTenant(tx: Tx, tenant: string | undefined): Promise<void> {
  await sql`select set_config('role', 'firstbell_app', true), set_config('firstbell.tenants', ${tenant ?? ''}, true)`.execute(
    tx,
  )
}

async function failed(options: OutboxOptions, event: Waiting, what: { listener: string; fault: string }) {
  const parked = event.attempts + 1 >= MOST_ATTEMPTS
  options.trouble({ event: event.name, ...what, parked })
  if (parked) return park(options, event, what.fault)
  const wait = Math.min(HOUR, (options.retrySeconds ?? 5) * 2 ** event.attempts)
  await options.database.asSystem((tx) =>
    run(
      tx,
      sql`update platform.outbox set attempts = attempts + 1, fault = ${what.fault},
      next_at = clock_timestamp() + make_interval(secs => ${wait}::float8) where id = ${event.id}`,
    ),
  )
}

async function park({ database }: OutboxOptions, event: Waiting, fault: string): Promise<void> {
  await database.asSystem((tx) =>
    run(tx, sql`update platform.outbox set parked_at = clock_timestamp(), fault = ${fault} where id = ${event.id}`),
  )
}

/** An error's message may quote a row: only its kind and code are kept. */
function faultOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string }
  return [name ?? 'error', code].filter(Boolean).join(' ')
}

/** Clears away what was handed on more than a month ago. */
export async function clearHandedOn(database: Database): Promise<number> {
  return database.asSystem((tx) =>
    run(tx, sql`delete from platform.outbox where handled_at < clock_timestamp() - interval '30 days'`),
  )
}
