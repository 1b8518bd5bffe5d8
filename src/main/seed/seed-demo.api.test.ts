import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listCases } from '../../casework/contract.ts'
import { nationalThresholdList, penaltyLedger, type Standing } from '../../enforcement/contract.ts'
import { listDemoPeople } from '../../identity/contract.ts'
import { keptDemoMoment } from '../../identity/index.ts'
import { day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import { sessionIndex } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { byteOfCode, codeOfByte } from '../../law/codes.ts'
import { movableClock } from '../../platform/clock.ts'
import { type Database, many } from '../../platform/database/database.ts'
import { listRegisters, markHistory, myRegisters, openRegister, takeRegister } from '../../register/contract.ts'
import { readStrips, verifyJournal } from '../../register/index.ts'
import { getPupil, listPupilChanges } from '../../roll/contract.ts'
import type { TestPerson } from '../../testing/builders.ts'
import { openTestDatabase } from '../../testing/test-database.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { takeColleaguesRegisters } from '../contract.ts'
import { drawTrust } from '../demo/draw-trust.ts'
import type { DemoPupil, DemoStaff } from '../demo/types.ts'
import { seedDemo } from './seed-demo.ts'

const TODAY = day('2026-11-23')
const trust = drawTrust({ today: TODAY })
const [academy] = trust.schools
const thisMorning = sessionIndex({ day: TODAY, half: 'AM' })
const pupils = new Map(trust.pupils.map((pupil) => [pupil.id, pupil]))

// Some seconds each on a quiet machine; a machine that does ten things at once is no fault of theirs.
const PATIENCE = 180_000

let server: TestServer
let database: Database

beforeAll(async () => {
  server = await startTestServer({ demo: true })
  database = server.database
  server.clock.moveTo('2026-11-23T17:00:00.000Z' as Moment)
  await seedDemo(database, server.clock)
}, PATIENCE)
afterAll(() => server.close())

const rows = <Row>(query: RawBuilder<Row>) => database.asSystem((tx) => many(tx, query))

function staff(fits: (person: DemoStaff) => boolean): TestPerson {
  const found = trust.staff.find((person) => person.featured && fits(person))
  if (found === undefined) throw new Error('nobody like that works here')
  return { id: found.id, name: found.familyName, email: found.email, position: found.position }
}

const holds = (role: string) => (person: DemoStaff) =>
  person.roles.some((held) => held.role === role && held.at === academy?.id)

async function countsOf(of: Database) {
  const [counts] = await of.asSystem((tx) =>
    many(
      tx,
      sql<Record<string, number>>`select (select count(*) from identity.place) as places,
        (select count(*) from identity.person) as people, (select count(*) from roll.pupil) as pupils,
        (select count(*) from roll.contact) as contacts, (select count(*) from roll.pupil_contact) as links,
        (select count(*) from roll.registration_group) as groups, (select count(*) from roll.tutor) as tutors,
        (select count(*) from roll.calendar) as calendars, (select count(*) from register.strip) as strips,
        (select count(*) from register.entry) as entries, (select count(*) from roll.change) as changes`,
    ),
  )
  return counts
}

describe('a database seeded with the demo trust', () => {
  it('holds everybody who was drawn', async () => {
    const counts = await countsOf(database)
    expect(counts).toMatchObject({
      places: 2 + trust.schools.length,
      pupils: trust.pupils.length,
      contacts: trust.contacts.length,
      links: trust.pupils.flatMap((pupil) => pupil.contacts).length,
      groups: trust.groups.length,
      tutors: trust.groups.length,
      calendars: trust.calendars.length,
    })
    // Three families of each school can be signed in as, and those of two children whose support can be looked at, if they are others.
    const families = (counts?.people ?? 0) - trust.staff.length - 3 * trust.schools.length
    expect([0, 1, 2]).toContain(families)
    const onRoll = await rows(
      sql<{
        n: number
      }>`select count(*) as n from roll.pupil where leaving_day is null group by school_id order by n desc`,
    )
    const drawn = trust.schools.map(
      ({ id }) => trust.pupils.filter((pupil) => pupil.schoolId === id && pupil.leaving === undefined).length,
    )
    expect(onRoll.map((row) => row.n)).toEqual(drawn)
  })

  it('has every strip as it was drawn, byte by byte, and today what is planned beside the registers begun', async () => {
    const planned = new Map(trust.planned.map((each) => [`${each.pupilId} ${sessionIndex(each)}`, each.code]))
    // The trip, the pattern elsewhere and the suspension of the demonstration, which plan days ahead.
    const away = await rows(
      sql<{ pupilId: string }>`
        select unnest(pupil_ids) as "pupilId" from leave.planned_step union select pupil_id from leave.kept_away`,
    )
    const mayBeAway = new Set(away.map(({ pupilId }) => pupilId))
    const isPlannedByHead = (pupilId: string, index: number, code = '') =>
      index > thisMorning + 1 && mayBeAway.has(pupilId) && ['V', 'D', 'E'].includes(code)
    const strays: string[] = []
    let seen = 0
    for (const { id: schoolId } of trust.schools)
      for (const year of trust.schoolYears) {
        const strips = await database.asSystem((tx) => readStrips(tx, { schoolId, year }))
        const drawn = trust.strips.filter(
          (strip) => strip.schoolYear === year && pupils.get(strip.pupilId)?.schoolId === schoolId,
        )
        for (const { pupilId, marks } of drawn) {
          const stored = strips.get(pupilId) ?? new Uint8Array(marks.length)
          const end = year === trust.schoolYears[1] ? thisMorning : marks.length
          if (Buffer.compare(stored.subarray(0, end), marks.subarray(0, end)) !== 0) strays.push(pupilId)
          for (let index = end; index < marks.length; index += 1) {
            const code = codeOfByte(stored[index] ?? 0)
            const known = planned.get(`${pupilId} ${index}`)
            if (isPlannedByHead(pupilId, index, code)) continue
            if (code !== known && !(known === undefined && index === thisMorning && '/NL'.includes(code ?? '?')))
              strays.push(`${pupilId} ${index}: ${code}, not ${known}`)
          }
          seen += 1
        }
      }
    expect(strays).toEqual([])
    expect(seen).toBe(trust.strips.length)
  })

  it('adds up by code to what was drawn', { timeout: PATIENCE }, async () => {
    const stored = await rows(
      sql<{ year: SchoolYear; byte: number; n: number }>`
        select year, get_byte(marks, place) as byte, count(*) as n from register.strip, generate_series(0, 731) as place
        where get_byte(marks, place) > 0 and (year < 2026 or place < ${thisMorning}) group by 1, 2`,
    )
    const drawn = new Map<string, number>()
    for (const { schoolYear, marks } of trust.strips)
      for (const byte of marks)
        if (byte > 0) drawn.set(`${schoolYear} ${byte}`, (drawn.get(`${schoolYear} ${byte}`) ?? 0) + 1)
    expect(new Map(stored.map((row) => [`${row.year} ${row.byte}`, row.n]))).toEqual(drawn)
  })

  it('has a journal at each school that verifies, its moments in the order of its numbers', {
    timeout: PATIENCE,
  }, async () => {
    for (const { id } of trust.schools) {
      const { sound, faults, entries } = await database.asSystem((tx) => verifyJournal(tx, id))
      expect([sound, faults]).toEqual([true, []])
      expect(entries).toBeGreaterThan(3000)
    }
    const back = await rows(
      sql`select 1 from (select made_at - lag(made_at) over (partition by school_id order by number) as since
        from register.entry) as steps where since < interval '0'`,
    )
    expect(back).toEqual([])
  })

  it('is not seeded again', async () => {
    const before = await countsOf(database)
    const clock = movableClock('2026-12-01T10:00:00.000Z' as Moment)
    expect(await seedDemo(database, clock)).toBe(false)
    expect(await countsOf(database)).toEqual(before)
    expect(clock.now()).toMatch(/^2026-12-01T10:00/)
  })

  it('begins at twenty to nine of the day shown, also after a restart', async () => {
    expect(server.clock.now()).toMatch(/^2026-11-23T08:4/)
    expect(await keptDemoMoment(database)).toBe('2026-11-23T08:40:00.000Z')
  })
})

describe('whoever looks at the demonstration', () => {
  it('finds those to sign in as first in each place, with what they are', async () => {
    const { places } = (await server.as(undefined)(listDemoPeople)).json()
    const featured = new Set(trust.staff.filter((person) => person.featured).map((person) => person.id as string))
    for (const { people } of places) {
      const flags: boolean[] = people.map((person: { id: string }) => featured.has(person.id))
      expect(flags.lastIndexOf(true)).toBeLessThan(flags.includes(false) ? flags.indexOf(false) : flags.length)
    }
    const tutor = places[0].people.find((person: { position: string }) => person.position.startsWith('Form Tutor'))
    expect(tutor.position).toMatch(/^Form Tutor \d[A-K], [A-Z]/)
  })

  it('opens and takes a register as its tutor', async () => {
    const params = { schoolId: academy?.id ?? '' }
    const tutor = server.as(staff((person) => person.position.startsWith('Form Tutor')))
    const { registers } = (await tutor(myRegisters, { params })).json()
    expect(registers.map((each: { half: string; state: string }) => [each.half, each.state])).toEqual([
      ['AM', 'not-taken'],
      ['PM', 'not-taken'],
    ])
    const address = { ...params, groupId: registers[0].groupId, day: TODAY, half: 'AM' }
    const register = (await tutor(openRegister, { params: address })).json()
    expect(register.lines.length).toBeGreaterThan(20)
    const body = { key: crypto.randomUUID(), version: register.version, marks: [], rest: 'present', complete: true }
    const saved = await tutor(takeRegister, { params: address, body })
    expect([saved.statusCode, saved.json().state]).toEqual([200, 'taken'])
  })

  it('sees in the monitor this morning’s and last year’s registers', async () => {
    const office = server.as(staff(holds('attendance-officer')))
    const params = { schoolId: academy?.id ?? '' }
    const statesOn = async (on: string) => {
      const { registers } = (await office(listRegisters, { params, query: { day: on } })).json()
      const states: string[] = registers.map((each: { state: string }) => each.state)
      return Object.fromEntries([...Map.groupBy(states, (state) => state)].map(([state, all]) => [state, all.length]))
    }
    // One more than was seeded: the test before took its own.
    expect(await statesOn(TODAY)).toMatchObject({ 'being-taken': 1, 'not-taken': 55 })
    expect(await statesOn('2026-11-20')).toEqual({ closed: 60 })
    expect(await statesOn('2026-03-04')).toEqual({ taken: 60 })
  })

  it('reads in a mark’s history who saw the pupil absent and who found out why', async () => {
    const office = server.as(staff(holds('attendance-officer')))
    const [ill] = await rows(
      sql<{ pupilId: string; session: number }>`select pupil_id as "pupilId", session from register.change
        where school_id = ${academy?.id} and act = 'amended' and to_byte = ${byteOfCode('I')} and year = 2026
        order by number limit 1`,
    )
    const on = await rows(
      sql<{ day: string }>`select (make_date(2026, 8, 1) + ${ill?.session ?? 0}::integer / 2) as day`,
    )
    const params = { schoolId: academy?.id ?? '', pupilId: ill?.pupilId ?? '', day: on[0]?.day ?? '', half: 'AM' }
    const history = (await office(markHistory, { params })).json()
    expect(history.changes.map((change: { act: string; to: string }) => [change.act, change.to])).toEqual([
      ['taken', 'N'],
      ['amended', 'I'],
    ])
    expect(history.changes[1].reason).toMatch(/\w/)
    expect(history.changes[1].by.position).toMatch(/Attendance Officer/)
  })

  it('finds two or three children in a hundred past the national threshold, and most whom nobody has considered yet with two parents at home', async () => {
    const params = { schoolId: academy?.id ?? '' }
    const head = server.as(staff(holds('head')))
    const { children } = (await head(nationalThresholdList, { params })).json() as { children: Standing[] }
    const met = children.filter(({ state }) => state === 'met')
    expect(met.length).toBeGreaterThan(15)
    expect(met.length).toBeLessThanOrEqual(30)
    const atHome = (id: string) => pupils.get(id as DemoPupil['id'])?.contacts.filter(isParentAtHome).length ?? 0
    const plain = met.filter(
      ({ pupil, unexplained, considerationId, now }) =>
        unexplained === 0 && considerationId === null && now.every(({ code }) => code !== 'G') && atHome(pupil.id) > 1,
    )
    expect(plain.length).toBeGreaterThanOrEqual(10)
  })

  it('finds a case for nearly every child who misses half of school, and one behind each penalty notice that was asked for', async () => {
    const params = { schoolId: academy?.id ?? '' }
    const head = server.as(staff(holds('head')))
    const board = (await head(listCases, { params })).json() as { cases: { severe: boolean }[]; missing: unknown[] }
    expect(board.missing.length).toBeLessThan(4)
    const severe = board.missing.length + board.cases.filter((one) => one.severe).length
    // DfE publishes 3 or 4 in a hundred of secondary pupils; the first half of autumn has fewer than a whole year.
    expect(severe / 900).toBeGreaterThan(0.02)
    expect(severe / 900).toBeLessThan(0.04)
    const { lines } = (await head(penaltyLedger, { params })).json()
    expect(lines.length).toBeGreaterThan(4)
    const caseless = await rows(sql`select 1 from enforcement.thread where kind = 'penalty notice' and case_id is null`)
    expect(caseless).toEqual([])
  })

  it('finds first letters that were posted some weeks ago, and who posted them', async () => {
    const letters = await rows(sql<{ kind: string; by: string }>`
      select kind, by_name as by from messaging.event
      where message_id in (select message_id from messaging.message where cause like 'demo:letter-that-went:%')
        and kind = 'sent-by-hand'`)
    expect(letters.length).toBeGreaterThan(4)
    expect(letters.every(({ by }) => by !== '')).toBe(true)
  })

  it('finds a child with one name, and a leaver whose leaving was recorded when it happened', async () => {
    const one = trust.pupils.find((pupil) => pupil.givenNames === '' && pupil.leaving === undefined)
    const shown = await look(one, getPupil)
    expect([shown.preferredSurname, shown.office.legalForenames]).toEqual([one?.familyName, one?.familyName])
    const told = trust.cases.find((each) => each.kind === 'leaver')
    const leaver = trust.pupils.find((pupil) => pupil.id === told?.pupilId)
    const { changes } = await look(leaver, listPupilChanges)
    const recorded = changes.find(
      (change: { reason: string }) => change.reason === 'The new school has confirmed the place',
    )
    expect(recorded.at.slice(0, 10)).toBe(leaver?.leaving?.day)
    expect(recorded.fields.map((field: { amended: string }) => field.amended)).toContain(leaver?.leaving?.nextSchool)
  })
})

const isParentAtHome = ({ relationship, livesWith, mayBeTold }: DemoPupil['contacts'][number]) =>
  livesWith && mayBeTold && /Mother|Father|parent/.test(relationship)

async function look(pupil: DemoPupil | undefined, operation: typeof getPupil | typeof listPupilChanges) {
  const head = trust.staff.find((person) =>
    person.roles.some(({ role, at }) => role === 'head' && at === pupil?.schoolId),
  )
  const as: TestPerson = { id: head?.id ?? ('' as TestPerson['id']), name: '', email: '', position: '' }
  const params = { schoolId: pupil?.schoolId ?? '', pupilId: pupil?.id ?? '' }
  const answer = await server.as(as)(operation, { params })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

describe('moving the demonstration’s clock past the morning', () => {
  it('lets colleagues take their registers, but for some who forget', async () => {
    const as = server.as(staff(holds('attendance-officer')))
    const id = academy?.id ?? ('' as SchoolId)
    const until = '2026-11-23T09:50:00.000Z'
    const untaken = async () => {
      const { registers } = (await as(listRegisters, { params: { schoolId: id }, query: { day: TODAY } })).json()
      const all = registers as { half: string; state: string; tutors: string[] }[]
      return all.filter(({ half, state }) => half === 'AM' && state === 'not-taken')
    }
    const before = await untaken()
    const taken = await as(takeColleaguesRegisters, { params: { schoolId: id }, body: { until } })
    expect(taken.statusCode).toBe(200)
    const { registers, absent } = taken.json()
    expect(absent).toBeGreaterThan(50)
    expect(absent).toBeLessThan(110)
    const left = await untaken()
    expect(before.length - left.length).toBe(registers)
    // Somebody always forgets, and the caller takes their own.
    expect(left.length).toBeGreaterThan(0)
    expect(left.length).toBeLessThan(8)
    const { faults } = await database.asSystem((tx) => verifyJournal(tx, id))
    expect(faults).toEqual([])
    const again = await as(takeColleaguesRegisters, { params: { schoolId: id }, body: { until } })
    expect(again.json().registers).toBe(0)
    const tomorrow = { until: '2026-11-24T09:50:00.000Z' }
    const another = await as(takeColleaguesRegisters, { params: { schoolId: id }, body: tomorrow })
    expect([another.statusCode, another.json().detail]).toEqual([422, expect.stringContaining('moment of today')])
  })
})

describe('seeding that is stopped half-way', () => {
  it('leaves the database empty, and the clock where it was', { timeout: PATIENCE }, async () => {
    const other = await openTestDatabase()
    const clock = movableClock('2026-11-23T17:00:00.000Z' as Moment)
    const stop = (line: string) => {
      // The first school is there with everybody, and its registers are about to be.
      if (line.includes('with their families')) throw new Error('pulled the plug')
    }
    await expect(seedDemo(other, clock, stop)).rejects.toThrow('pulled the plug')
    const counts = (await countsOf(other)) ?? {}
    expect(Object.keys(counts).length).toBe(11)
    expect(Object.values(counts).every((count) => count === 0)).toBe(true)
    expect(await keptDemoMoment(other)).toBeUndefined()
    expect(clock.now()).toMatch(/^2026-11-23T17:00/)
    await other.close()
  })
})
