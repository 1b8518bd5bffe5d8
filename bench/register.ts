import { randomUUID } from 'node:crypto'
import { startSession } from '../src/identity/index.ts'
import { day } from '../src/kernel/day.ts'
import { schoolYear } from '../src/kernel/school-year.ts'
import { sessionIndex } from '../src/kernel/session.ts'
import type { Moment } from '../src/kernel/time-of-day.ts'
import { composeServer } from '../src/main/compose.ts'
import { movableClock } from '../src/platform/clock.ts'
import type { Database } from '../src/platform/database/database.ts'
import { entriesOfSession } from '../src/register/journal/entries.ts'
import { lockWithKey, readStrips, saveEntry } from '../src/register/journal/store.ts'
import { benchDuties } from './duties.ts'
import { benchFigures } from './figures.ts'
import { type HttpClient, httpClient } from './http-client.ts'
import { rate, type Timing, timings } from './measure.ts'
import { fillRival, makeRival, readMarks, saveByRow, saveInBulk } from './rival.ts'
import { type BenchSchool, benchSchool, FIRST_FREE_DAY, weekdays } from './schools.ts'

export interface Line {
  readonly what: string
  readonly engine: string
  readonly timing?: Timing
  readonly perSecond?: number
  /** What the design asks for: at most so many milliseconds, or at least so many a second. */
  readonly reach?: { readonly most?: number; readonly least?: number }
}

const GROUPS = 50
const FREE_DAYS = weekdays(FIRST_FREE_DAY, day('2026-12-19'))

/** One register after the other that nobody has taken yet: group, day and half. */
function freeRegisters(school: BenchSchool) {
  let next = 0
  return () => {
    const group = school.groups[next % school.groups.length]
    const session = Math.floor(next / school.groups.length)
    const on = FREE_DAYS[Math.floor(session / 2) % FREE_DAYS.length]
    next += 1
    if (group === undefined || on === undefined) throw new Error('no register left')
    return { group, on, half: session % 2 === 0 ? 'AM' : 'PM' } as const
  }
}
type FreeRegister = ReturnType<ReturnType<typeof freeRegisters>>

function bodyOf({ group, half }: FreeRegister) {
  const code = half === 'AM' ? '/' : '\\'
  return {
    key: randomUUID(),
    version: 0,
    complete: true,
    marks: group.pupils.map((pupilId) => ({ pupilId, code, seen: null })),
  }
}

/** What a save does in the database alone: lock, look for the key, read what stands, write entry, strips and head. */
function saveInDatabase(database: Database, school: BenchSchool, register: FreeRegister): Promise<unknown> {
  const { group, on, half } = register
  const year = schoolYear(2026)
  const session = sessionIndex({ day: on, half })
  const places = { from: session, to: session }
  return database.inTenants([school.id], async (tx) => {
    const { head } = await lockWithKey(tx, { schoolId: school.id, key: randomUUID() })
    const strips = await readStrips(tx, { schoolId: school.id, year, pupilIds: group.pupils, places })
    await entriesOfSession(tx, { schoolId: school.id, year, session, groupId: group.id })
    await saveEntry(tx, head, {
      act: 'taken',
      year,
      at: '2026-12-18T16:00:00.000Z' as Moment,
      by: { id: school.officer, name: 'Olu Officer', position: 'Attendance officer' },
      groupId: group.id,
      key: randomUUID(),
      facts: { complete: true },
      marks: group.pupils.map((pupilId) => ({ pupilId, session, to: half === 'AM' ? 1 : 2 })),
      strips,
    })
  })
}

interface Bench {
  readonly engine: string
  readonly database: Database
  readonly schools: readonly BenchSchool[]
  readonly clients: readonly HttpClient[]
}

async function save(bench: Bench, n: number, register: FreeRegister): Promise<void> {
  const { group, on, half } = register
  const school = bench.schools[n]
  const path = `/api/schools/${school?.id}/groups/${group.id}/registers/${on}/${half}`
  const answer = await bench.clients[n]?.send('POST', path, bodyOf(register))
  if (answer?.status !== 200) throw new Error(JSON.stringify(answer))
}

/** Everything about registers on one engine: ours through HTTP, and the rival's rows in the same database. */
export async function benchRegisters(engine: string, database: Database, schoolCount: number): Promise<Line[]> {
  // After every session of the bench: the office may still take them all.
  const clock = movableClock('2026-12-18T16:00:00.000Z' as Moment)
  const config = { secret: 'a secret of benches only', publicUrl: 'http://127.0.0.1', demo: false }
  const app = await composeServer({ database, clock, config, log: false })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const schools: BenchSchool[] = []
  const clients: HttpClient[] = []
  for (let n = 0; n < schoolCount; n += 1) {
    const school = await benchSchool(database, n, n === 0 ? GROUPS : 20)
    schools.push(school)
    const cookie = await database.asSystem((tx) => startSession(tx, config, school.officer))
    clients.push(httpClient(port, cookie.split(';')[0] ?? ''))
  }
  // A server's autovacuum does this within a minute of a bulk load; the embedded database has none.
  await database.runScript('analyze')
  const bench = { engine, database, schools, clients }
  try {
    return [
      ...(await saving(bench)),
      ...(await opening(bench)),
      ...(await reading(bench)),
      ...(await figures(bench)),
      ...(schoolCount > 1 ? await together(bench) : []),
    ]
  } finally {
    for (const client of clients) client.close()
    await app.close()
  }
}

async function saving(bench: Bench): Promise<Line[]> {
  const { engine, database } = bench
  const [school] = bench.schools
  if (school === undefined) throw new Error('no school')
  const free = freeRegisters(school)
  const ours = await timings(300, () => save(bench, 0, free()))
  const alone = await timings(200, () => saveInDatabase(database, school, free()))
  await makeRival(database)
  await fillRival(database, {
    schoolId: school.id,
    groups: school.groups,
    days: weekdays(day('2026-09-01'), FIRST_FREE_DAY),
  })
  const rivals = freeRegisters(school)
  const by = randomUUID()
  const rival = async (how: typeof saveByRow) => {
    const { group, on, half } = rivals()
    const register = { schoolId: school.id, groupId: group.id, pupils: group.pupils, day: on, half, by }
    await database.inTenants([school.id], (tx) => how(tx, register))
  }
  const byRow = await timings(60, () => rival(saveByRow))
  const inBulk = await timings(200, () => rival(saveInBulk))
  return [
    { what: 'save a 30-pupil register, durable, over HTTP with audit', engine, timing: ours, reach: { most: 5 } },
    { what: 'the same in the database alone', engine, timing: alone, reach: { most: 5 } },
    { what: '  rival: a row a mark, a statement a row, no HTTP', engine, timing: byRow },
    { what: '  rival: a row a mark, two statements, no HTTP', engine, timing: inBulk },
  ]
}

async function opening(bench: Bench): Promise<Line[]> {
  const [school] = bench.schools
  const [client] = bench.clients
  const open = async (run: number) => {
    const group = school?.groups[run % GROUPS]
    const answer = await client?.send(
      'GET',
      `/api/schools/${school?.id}/groups/${group?.id}/registers/${FIRST_FREE_DAY}/AM`,
    )
    if (answer?.status !== 200) throw new Error(JSON.stringify(answer))
  }
  const timing = await timings(400, open)
  const list = async () => client?.send('GET', `/api/schools/${school?.id}/registers?day=${FIRST_FREE_DAY}`)
  const listing = await timings(30, list)
  return [
    { what: 'open a 30-pupil register over HTTP', engine: bench.engine, timing, reach: { most: 3 } },
    { what: 'list the registers of a 1,500-pupil school’s day over HTTP', engine: bench.engine, timing: listing },
  ]
}

async function reading(bench: Bench): Promise<Line[]> {
  const { engine, database } = bench
  const [school] = bench.schools
  if (school === undefined) return []
  const year = schoolYear(2026)
  const strips = await timings(50, () =>
    database.inTenants([school.id], (tx) => readStrips(tx, { schoolId: school.id, year })),
  )
  const rows = await timings(5, () => database.inTenants([school.id], (tx) => readMarks(tx, school.id)), { warmUp: 1 })
  return [
    { what: 'read every strip of a 1,500-pupil school’s year', engine, timing: strips },
    { what: '  rival: every row of 59 school days of it', engine, timing: rows },
  ]
}

async function figures({ engine, database, schools: [school] }: Bench): Promise<Line[]> {
  if (school === undefined) throw new Error('no school')
  return [...(await benchFigures(engine, database, school)), ...(await benchDuties(engine, database, school))]
}

/** Several schools at once, as at half past eight. */
async function together(bench: Bench): Promise<Line[]> {
  const { engine, database, schools } = bench
  const others = schools.slice(1)
  const free = others.map(freeRegisters)
  const ours = await rate(others.length * 2, 4, (worker) => {
    const n = worker % others.length
    const next = free[n]
    if (next === undefined) throw new Error('no school')
    return save(bench, n + 1, next())
  })
  const alone = await rate(others.length * 2, 4, (worker) => {
    const n = worker % others.length
    const [school, next] = [others[n], free[n]]
    if (school === undefined || next === undefined) throw new Error('no school')
    return saveInDatabase(database, school, next())
  })
  const rivals = others.map(freeRegisters)
  const by = randomUUID()
  const theirs = await rate(others.length * 2, 4, (worker) => {
    const n = worker % others.length
    const register = rivals[n]?.()
    const school = others[n]
    if (register === undefined || school === undefined) throw new Error('no school')
    const { group, on, half } = register
    const saved = { schoolId: school.id, groupId: group.id, pupils: group.pupils, day: on, half, by }
    return database.inTenants([school.id], (tx) => saveByRow(tx, saved))
  })
  return [
    {
      what: `registers saved a second by ${others.length} schools at once, over HTTP`,
      engine,
      perSecond: ours,
    },
    { what: 'the same in the database alone', engine, perSecond: alone, reach: { least: 500 } },
    { what: '  rival: a statement a row, no HTTP', engine, perSecond: theirs },
  ]
}
