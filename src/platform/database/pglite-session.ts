import { type PGlite, protocol } from '@electric-sql/pglite'
import type { Kysely } from 'kysely'
import type { Health } from './health.ts'
import { type Answered, isOutdated, type Lend, namesOfKept, SessionOfEngine } from './transactions.ts'
import { readAnswer } from './wire/read-answer.ts'
import { writeBind } from './wire/write-bind.ts'

const { serialize } = protocol

/**
 * How long a plan is kept. The embedded database has no autovacuum to tell it that a table has grown, and a plan made for an empty
 * table would read all of a full one.
 */
const PLANS_KEPT_FOR_MS = 60_000

/** Lends the one connection of a PGlite, through Kysely's lock on it. */
export function lendingOf(pglite: PGlite, owner: Kysely<Record<never, never>>, health: Health | undefined): Lend {
  const wire: Wire = { pglite, nameOf: namesOfKept(), parsed: new Set() }
  let plannedAt = performance.now()
  return (opening, work) =>
    owner.connection().execute(async () => {
      health?.check()
      const now = performance.now()
      const anew = now - plannedAt > PLANS_KEPT_FOR_MS
      if (anew) plannedAt = now
      const also = [...(health?.low() ? ['set transaction read only'] : []), ...(anew ? ['discard plans'] : [])]
      return work(new PgliteSession(wire, [...opening, ...also]))
    })
}

interface Wire {
  readonly pglite: PGlite
  readonly nameOf: (text: string) => string | undefined
  /** Names of statements that the server has parsed. */
  readonly parsed: Set<string>
}

/** Sends a statement whole: PGlite's own way enters the module six times for each, and parses and plans it anew. */
class PgliteSession extends SessionOfEngine {
  readonly #wire: Wire

  constructor(wire: Wire, opening: readonly string[]) {
    super(opening)
    this.#wire = wire
  }

  protected async send(text: string, parameters: readonly unknown[]): Promise<Answered> {
    const { pglite, nameOf, parsed } = this.#wire
    const messages: Uint8Array[] = []
    for (const before of this.takeOpening() ?? [])
      messages.push(serialize.parse({ text: before }), serialize.bind({}), serialize.execute({}))
    const name = nameOf(text) ?? ''
    // One that failed at its first run may have been parsed nevertheless, and no name is given twice.
    if (!parsed.has(name)) messages.push(serialize.close({ type: 'S', name }), serialize.parse({ name, text }))
    messages.push(writeBind(name, parameters.map(textOf)))
    messages.push(serialize.describe({ type: 'P' }), serialize.execute({}), serialize.sync())
    const answered = await answerTo(pglite, Buffer.concat(messages)).catch((error) => {
      if (isOutdated(error)) parsed.delete(name)
      throw error
    })
    if (name !== '') parsed.add(name)
    return answered
  }
}

/** Read by ourselves: PGlite's own reader is one for all, and mixes the answers where two are asked at once. */
async function answerTo(pglite: PGlite, question: Uint8Array): Promise<Answered> {
  const parts: Buffer[] = []
  // Copied, as it is a view on the module's memory, which the next part is written over.
  const onRawData = (bytes: Uint8Array) => void parts.push(Buffer.from(bytes))
  await pglite.execProtocolRawStream(question, { syncToFs: false, onRawData })
  return readAnswer(Buffer.concat(parts), pglite.parsers)
}

/** A parameter in PostgreSQL's text form, as the driver of a server writes it too. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Uint8Array)
    return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`
  if (Array.isArray(value)) return `{${value.map(elementOf).join(',')}}`
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function elementOf(value: unknown): string {
  if (Array.isArray(value)) return `{${value.map(elementOf).join(',')}}`
  const text = textOf(value)
  return text === null ? 'NULL' : `"${text.replaceAll(/["\\]/g, '\\$&')}"`
}
