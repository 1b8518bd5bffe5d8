import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { momentAt, timeOfDay } from '../../kernel/time-of-day.ts'
import { MIGRATION_FOLDERS } from '../../main/slices.ts'
import { migrate, readMigrations } from '../../platform/database/migrate.ts'
import { openPglite } from '../../platform/database/pglite.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import type { SendingSaid, SendingSchool } from '../../testing/message-writer.ts'
import { type NotifyServer, startNotifyServer } from '../../testing/notify-server.ts'
import { MONDAY, registerSchool } from '../../testing/register-school.ts'
import { startTestServer } from '../../testing/test-server.ts'

const WRITER = fileURLToPath(new URL('../../testing/message-writer.ts', import.meta.url))
const FAMILIES = 8

const base = mkdtempSync(join(tmpdir(), 'firstbell-killed-sending-'))
const folder = join(base, 'data')
let notify: NotifyServer
let school: Omit<SendingSchool, 'now'>

beforeAll(async () => {
  notify = await startNotifyServer()
  const database = await openPglite({ folder })
  await migrate(database, await readMigrations(MIGRATION_FOLDERS))
  const server = await startTestServer({ database })
  const { id, officer, pupils } = await registerSchool(server, { families: true, pupilsInGroup: FAMILIES })
  const contacts = await database.inTenants([id], (tx) =>
    contactsOfPupils(tx, { schoolId: id, day: MONDAY, pupilIds: pupils.nineA }),
  )
  await server.close()
  const families = pupils.nineA.map((pupilId) => {
    const mother = contacts.find((one) => one.pupilId === pupilId)
    if (mother === undefined) throw new Error('a child without a contact')
    return { pupilId, contactId: mother.contactId }
  })
  school = { id, officer, families, notify: { url: notify.url, key: notify.key } }
}, 180_000)
afterAll(async () => {
  await notify.close()
  rmSync(base, { recursive: true, force: true })
})

/** One life of the process; `until` says when it is killed, and is asked again after everything that it says and every few milliseconds. */
async function life(what: 'write' | 'send', of: { time: string; until?: (said: readonly SendingSaid[]) => boolean }) {
  const now = momentAt(MONDAY, timeOfDay(of.time))
  const child = spawn(process.execPath, [WRITER, folder, what, JSON.stringify({ ...school, now })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_code, signal) => resolve(signal)))
  const said: SendingSaid[] = []
  const look = () => {
    if (of.until?.(said) === true) child.kill('SIGKILL')
  }
  const timer = setInterval(look, 2)
  for await (const line of createInterface({ input: child.stdout })) {
    // The process's own lines, which `SendingSaid` describes.
    said.push(JSON.parse(line) as SendingSaid)
    look()
  }
  clearInterval(timer)
  return { said, signal: await gone }
}

const acknowledged = (said: readonly SendingSaid[]) =>
  said.flatMap((one) => ('acknowledged' in one ? [one.acknowledged] : []))

describe('a Firstbell whose power goes between writing messages and sending them', () => {
  it('loses none that was acknowledged and sends none twice, at whatever point it went', async () => {
    const written = await life('write', { time: '08:40', until: (said) => acknowledged(said).length === FAMILIES })
    expect(written.signal).toBe('SIGKILL')
    const queued = acknowledged(written.said)

    // The service has taken some, and nobody has heard it say so.
    notify.mood = 'silent'
    const cut = await life('send', { time: '08:45', until: () => notify.taken.length > 0 })
    expect(cut.signal).toBe('SIGKILL')

    // Nothing holds them any more: whoever takes them up asks the service first.
    notify.mood = 'up'
    const last = await life('send', { time: '08:52' })

    expect(notify.taken.map(({ reference }) => reference).sort()).toEqual(queued.toSorted())
    const stands = last.said.flatMap((one) => ('done' in one ? one.done : []))
    expect(stands.map(({ id, state }) => `${id} ${state}`).sort()).toEqual(queued.map((id) => `${id} sent`).sort())
  }, 120_000)
})
