import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { day } from '../kernel/day.ts'
import type { ContactId, PupilId } from '../kernel/ids.ts'
import { many, one, run } from '../platform/database/database.ts'
import { enrolAll } from '../roll/index.ts'
import { type RosterSchool, rosterSchool } from '../testing/roster-school.ts'
import { ADA, BEN, committedRoster, countOnRoll, FILE, HEADER } from '../testing/template-roster.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { downloadTemplate, exportRoster } from './contract.ts'

let server: TestServer
let school: RosterSchool

beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(async () => {
  school = await rosterSchool(server)
})
afterAll(() => server.close())

const onRoll = (count?: Parameters<typeof countOnRoll>[2]) => countOnRoll(server, school, count)
const committed = (file?: string) => committedRoster(school, file)

describe('a roster in the columns of the template', () => {
  it('adds pupils, groups, addresses, flags and contacts, brother and sister sharing their mother', async () => {
    const { importId, now } = await school.import(FILE)
    expect(now).toMatchObject({ state: 'ready', questions: [], counts: { new: 2, stop: 0, check: 0 } })
    expect(now.acts).toEqual(['add-file', 'answer', 'commit', 'discard'])
    const done = await school.commit(importId, false)
    expect(done.sentence).toBe('Added 2 pupils.')
    const counted = await server.database.inTenants([school.schoolId], (tx) =>
      one(
        tx,
        sql`select (select count(*) from roll.pupil) as pupils, (select count(*) from roll.contact) as contacts,
          (select count(*) from roll.pupil_contact) as links, (select count(*) from roll.address) as addresses,
          (select string_agg(name, ' ' order by name) from roll.registration_group) as groups,
          (select string_agg(kind, ' ') from roll.flag) as flags`,
      ),
    )
    expect(counted).toEqual({ pupils: 2, contacts: 1, links: 2, addresses: 1, groups: '7A 8B', flags: 'eal' })
  })

  it('keeps with every change the file it came from and who committed it', async () => {
    await committed()
    const [change] = await server.database.inTenants([school.schoolId], (tx) =>
      many(
        tx,
        sql<{ reason: string; by: string }>`select reason, by_position as by from roll.change where record = 'pupil'`,
      ),
    )
    expect(change?.reason).toMatch(/^Roster import, Firstbell template: roster\.csv \(SHA-256 [0-9a-f]{12}\)$/)
    expect(change?.by).toBe('head')
    const sentences = await server.database.asSystem((tx) =>
      many(
        tx,
        sql<{
          sentence: string
        }>`select sentence from audit.trail where place_id = ${school.schoolId} order by at, sentence`,
      ),
    )
    expect(sentences.map(({ sentence }) => sentence)).toContain('committed a roster import')
  })

  it('finds nothing to do the second time', async () => {
    await committed()
    const { importId, now } = await school.import(FILE)
    expect(now.counts).toMatchObject({ new: 0, changed: 0, unchanged: 2, leaving: 0 })
    const changes = await onRoll(sql`select count(*) as n from roll.change`)
    expect((await school.commit(importId)).sentence).toBe('There was nothing to do: your roll says the same already.')
    expect(await onRoll(sql`select count(*) as n from roll.change`)).toBe(changes)
  })

  it('shows what changes from what to what, and changes just that', async () => {
    await committed()
    const moved = ADA.replace('7,7A', '8,8C')
      .replace('Okafor,,2015', 'Okafor-Bell,,2015')
      .replace('WM1 1AA,yes', 'WM1 9ZZ,no')
      .replaceAll('07700 900101', '07700 900199')
    const { importId, now } = await school.import([HEADER, moved, BEN].join('\n'))
    expect(now.counts).toMatchObject({ new: 0, changed: 1, unchanged: 1 })
    const [row] = await school.rows(importId, 'changed')
    expect(row?.changes).toEqual([
      { what: 'Legal surname', from: 'Okafor', to: 'Okafor-Bell' },
      { what: 'Year group', from: 'Year 7', to: 'Year 8' },
      { what: 'Registration group', from: '7A', to: '8C' },
      {
        what: 'Address',
        from: '12 Quay Row, Old Town, Westmarch, WM1 1AA',
        to: '12 Quay Row, Old Town, Westmarch, WM1 9ZZ',
      },
      { what: 'English as an additional language', from: 'yes', to: 'no' },
      { what: 'Ngozi Okafor: phone', from: '07700 900101 / 01632 960101', to: '07700 900199 / 01632 960101' },
    ])
    await school.commit(importId)
    const placements = await server.database.inTenants([school.schoolId], (tx) =>
      many(
        tx,
        sql`select year_group as year, from_day as from, until_day as until from roll.placement
          join roll.pupil using (school_id, pupil_id) where upn = 'U999400020001' order by from_day`,
      ),
    )
    expect(placements).toEqual([
      { year: '7', from: '2026-09-03', until: '2026-11-23' },
      { year: '8', from: '2026-11-23', until: null },
    ])
    expect((await school.import([HEADER, moved, BEN].join('\n'))).now.counts).toMatchObject({
      unchanged: 1,
      changed: 1,
    })
  })

  it('lists who is on roll and not in the file, and takes nobody off', async () => {
    await committed()
    const { importId, now } = await school.import([HEADER, ADA].join('\n'))
    expect(now.counts).toMatchObject({ unchanged: 1, leaving: 1 })
    const [row] = await school.rows(importId, 'leaving')
    expect(row).toMatchObject({ name: 'Benji Okafor', file: null })
    expect(row?.because).toContain('Nothing changes')
    await school.commit(importId)
    expect(await onRoll(sql`select count(*) as n from roll.pupil where leaving_day is null`)).toBe(2)
  })

  it('recognises a pupil without UPN by admission number, and by name and birthday only with a question mark', async () => {
    await committed()
    const [, numberOnly] = [0, ADA.replace('U999400020001,1001', ',1001')]
    expect((await school.import([HEADER, numberOnly, BEN].join('\n'))).now.counts).toMatchObject({
      unchanged: 2,
      check: 0,
    })
    const nameOnly = ADA.replace('U999400020001,1001', ',')
    const { importId, now } = await school.import([HEADER, nameOnly, BEN].join('\n'))
    expect(now.counts).toMatchObject({ unchanged: 2, check: 1 })
    const [row] = await school.rows(importId, 'problems')
    expect(row?.problems[0]?.text).toBe(
      'Recognised only by name and date of birth as Ada Okafor, who is on roll. Check that it is the same child.',
    )
    await expect(school.commit(importId, false)).rejects.toThrow(/1 row has something that a person should look at/)
  })

  it('asks for the order of dates where Excel has turned them round, and for the starting day once', async () => {
    const { importId, now } = await school.import(FILE.replaceAll(/(20\d\d)-(\d\d)-(\d\d)/g, '$3/$2/$1'))
    expect(now.questions).toMatchObject([
      {
        kind: 'date-order',
        ambiguous: 4,
        impossible: { 'month-first': { count: 1, rows: ['line 3'], example: '30/01/2014' } },
      },
    ])
    expect(await school.answer(importId, { dateOrder: 'day-first' })).toMatchObject({
      state: 'ready',
      counts: { new: 2, stop: 0 },
    })
    const without = await school.import(FILE.replace('2026-09-03', '').replace('2025-09-04', ''))
    expect(without.now.questions).toEqual([{ kind: 'starting-day', pupils: 2 }])
  })
})

describe('what stops an import', () => {
  it('is any row that cannot be, and then nothing is written', async () => {
    const { importId, now } = await school.import(
      [HEADER, ADA, BEN.replace('H999', 'A999'), ADA.replace('1001', '1003')].join('\n'),
    )
    expect(now.counts?.stop).toBe(3)
    const rows = await school.rows(importId, 'stop')
    expect(rows.map(({ line }) => line)).toEqual([2, 3, 4])
    await expect(school.commit(importId)).rejects.toThrow(/3 rows have a problem that must be put right first/)
    expect(await onRoll()).toBe(0)
  })

  it('is a roll that changed after the preview: it goes back with a new one', async () => {
    const { importId } = await school.import(FILE)
    await server.database.inTenants([school.schoolId], (tx) =>
      enrolAll(tx, {
        schoolId: school.schoolId,
        at: server.clock.now(),
        by: { id: randomUUID(), name: 'x', position: 'x' },
        reason: 'x',
        contacts: [],
        pupils: [
          {
            id: randomUUID() as PupilId,
            legalForenames: 'Ada Grace',
            legalSurname: 'Okafor',
            born: day('2015-03-09'),
            sex: 'F',
            upn: 'U999400020001',
            startingDay: day('2026-09-03'),
            placements: [{ from: day('2026-09-03'), yearGroup: '7' }],
            contacts: [],
          },
        ],
      }),
    )
    const now = await school.commit(importId)
    expect(now).toMatchObject({ state: 'ready', counts: { new: 1, changed: 1 } })
    expect(now.sentence).toContain('Your roll changed after this preview was made')
    expect(await onRoll()).toBe(1)
    expect(await school.commit(importId)).toMatchObject({ state: 'done' })
  })

  it('is a fault in the middle of a commit: everything is rolled back and said', async () => {
    const { importId } = await school.import(FILE)
    // A number that a former pupil has, given away behind the preview's back.
    await server.database.runScript(`create function roll.fail_once() returns trigger language plpgsql as $$ begin
      if new.legal_surname = 'Okafor' and new.school_id = '${school.schoolId}' then raise exception 'no'; end if; return new; end $$;
      create trigger fail_once before insert on roll.pupil for each row execute function roll.fail_once()`)
    const now = await school.commit(importId)
    await server.database.runScript('drop trigger fail_once on roll.pupil; drop function roll.fail_once')
    expect(now).toMatchObject({ state: 'failed' })
    expect(now.sentence).toContain('Nothing was changed')
    expect(await onRoll()).toBe(0)
    expect(await onRoll(sql`select count(*) as n from roll.registration_group`)).toBe(0)
  })
})

describe('the roster as a file', () => {
  const exported = async (by = school.as) => (await by(exportRoster, { params: { schoolId: school.schoolId } })).body

  it('reads back as nothing changed, also with formulas and quotes in names', async () => {
    await committed()
    await server.database.asSystem((tx) =>
      run(
        tx,
        sql`update roll.contact set surname = '+Bell "Jr"', forenames = '@Ng, O' where school_id = ${school.schoolId}`,
      ),
    )
    const file = await exported()
    expect(file).toContain('"\'@Ng, O"')
    expect(file).not.toMatch(/(^|,)[=+@-]/m)
    const { now } = await school.import(file.replaceAll("'@Ng", 'Ng').replaceAll('\'+Bell ""Jr""', 'Bell'))
    expect(now.counts).toMatchObject({ new: 0, leaving: 0 })
    await server.database.asSystem((tx) =>
      run(
        tx,
        sql`update roll.contact set surname = 'Okafor', forenames = 'Ngozi' where school_id = ${school.schoolId}`,
      ),
    )
    expect((await school.import(await exported())).now.counts).toEqual({
      new: 0,
      changed: 0,
      unchanged: 2,
      leaving: 0,
      aside: 0,
      stop: 0,
      check: 0,
    })
  })

  it('neither shows nor replaces a confidential address for those who may not see it', async () => {
    await committed()
    await server.database.asSystem((tx) =>
      run(tx, sql`update roll.address set confidential = true where school_id = ${school.schoolId}`),
    )
    expect(await exported()).toContain('Quay Row')
    const officer = server.as(
      await server.person({ role: 'attendance-officer', school: { id: school.schoolId, kind: 'school', name: 'x' } }),
    )
    expect(await exported(officer)).not.toContain('Quay Row')
    const { importId, now } = await school.import(FILE.replaceAll('12 Quay Row', '99 Other Road'))
    expect(now.counts).toMatchObject({ changed: 0, check: 2 })
    expect(JSON.stringify(await school.rows(importId))).not.toContain('Quay Row')
  })

  it('has a template with the columns that imports know', async () => {
    const answer = await school.as(downloadTemplate, { params: { schoolId: school.schoolId } })
    expect(answer.headers['content-disposition']).toContain('firstbell-roster-template.csv')
    const { now } = await school.import(answer.body)
    expect(now.counts).toMatchObject({ new: 2, stop: 0 })
  })
})

describe('contacts', () => {
  it('who are barred stay barred, whatever a file says', async () => {
    await committed()
    await server.database.asSystem((tx) =>
      run(
        tx,
        sql`update roll.pupil_contact set barred = true, barred_reason = 'Court order', may_be_told = false, emergency = false where school_id = ${school.schoolId}`,
      ),
    )
    const { importId, now } = await school.import(FILE.replaceAll(',mother,', ',stepmother,'))
    expect(now.counts).toMatchObject({ changed: 2, check: 2 })
    await school.commit(importId)
    const links = await server.database.inTenants([school.schoolId], (tx) =>
      many(
        tx,
        sql<{
          barred: boolean
          told: boolean
          contact: ContactId
        }>`select barred, may_be_told as told, relationship from roll.pupil_contact`,
      ),
    )
    expect(links).toEqual([
      { barred: true, told: false, relationship: 'stepmother' },
      { barred: true, told: false, relationship: 'stepmother' },
    ])
  })
})
