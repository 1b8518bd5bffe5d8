import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { one } from '../platform/database/database.ts'
import { enrolAll } from '../roll/index.ts'
import { aContact, aPupil, linkTo } from '../testing/roll-school.ts'
import { type RosterSchool, rosterSchool } from '../testing/roster-school.ts'
import { type Sender, startTestServer, type TestServer } from '../testing/test-server.ts'
import { commitImport, discardImport, exportRoster, listRows, startImport } from './contract.ts'

let server: TestServer
let school: RosterSchool
let officer: Sender

beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(async () => {
  school = await rosterSchool(server)
  const place = { id: school.schoolId, kind: 'school', name: 'Elmfield' } as const
  officer = server.as(await server.person({ role: 'attendance-officer', school: place }))
})
afterAll(() => server.close())

const at = (importId: string) => ({ schoolId: school.schoolId, importId })

describe('a brother who lives where his sister must not be found', () => {
  const home = { lines: ['3 Ferry Steps'], town: 'Westmarch', postcode: 'WM1 3CC' }
  const asTyped = { lines: ['3, The Ferry Steps'], town: 'Westmarch', postcode: 'WM1 3CC', confidential: true }

  async function enrolBoth() {
    const mother = aContact({ address: asTyped })
    const sister = aPupil({ address: home, contacts: [linkTo(mother)], upn: 'U999400020001' })
    const brother = aPupil({ address: home, upn: 'H999400020002' })
    const by = { id: mother.id, name: 'Jo Pereira', position: 'Data manager' }
    const facts = { schoolId: school.schoolId, by, at: server.clock.now(), reason: 'Start of year' }
    await server.database.asSystem((tx) => enrolAll(tx, { ...facts, pupils: [sister, brother], contacts: [mother] }))
  }

  it('has no address in the office’s export, though only a copy on the mother’s entry is confidential', async () => {
    await enrolBoth()
    const file = (await officer(exportRoster, { params: { schoolId: school.schoolId } })).body
    expect(file).toContain('H999400020002')
    expect(file).not.toContain('Ferry')
  })

  it('has none in the preview of an import that would move him', async () => {
    await enrolBoth()
    const moved = [
      'UPN,Legal forenames,Legal surname,Date of birth,Sex,Year group,Address,Town,Postcode',
      'H999400020002,Zoë Anne,Łukasik-O’Neil,2015-02-03,F,7,9 New Row,Westmarch,WM1 9ZZ',
    ].join('\n')
    const { importId } = await school.import(moved)
    expect(JSON.stringify(await school.rows(importId))).not.toContain('Ferry')
  })
})

describe('an import of sensitive facts', () => {
  const FILE = [
    'UPN,Legal forenames,Legal surname,Date of birth,Sex,Year group,Starting day,Looked after',
    'U999400020001,Ada,Okafor,2015-03-09,F,7,2026-09-03,no',
  ].join('\n')

  it('is neither shown to nor committed by somebody who may not see them', async () => {
    const first = await school.import(FILE)
    await school.commit(first.importId)
    const { importId } = await school.import(FILE.replace(',no', ',yes'))
    expect(JSON.stringify(await school.rows(importId))).toContain('Looked after')
    const shown = await officer(listRows, { params: at(importId) })
    expect([shown.statusCode, shown.json().code]).toEqual([422, 'interchange.sensitive'])
    expect(shown.body).not.toContain('Looked after')
    const committed = await officer(commitImport, { params: at(importId), body: { checked: true } })
    expect([committed.statusCode, committed.json().code]).toEqual([422, 'interchange.sensitive'])
    const { flags } = await server.database.inTenants([school.schoolId], (tx) =>
      one(tx, sql<{ flags: number }>`select count(*) as flags from roll.flag where kind = 'looked-after'`),
    )
    expect(flags).toBe(0)
    expect((await officer(discardImport, { params: at(importId) })).statusCode).toBe(200)
  })

  it('takes ethnicity from a file, changes it by the next, and gives it out to those who may see it', async () => {
    const file = FILE.replace('Looked after', 'Ethnicity').replace(',no', ',AIND')
    await school.commit((await school.import(file)).importId)
    const place = { id: school.schoolId, kind: 'school', name: 'Elmfield' } as const
    const head = server.as(await server.person({ role: 'head', school: place }))
    const exported = async (who: Sender) => (await who(exportRoster, { params: { schoolId: school.schoolId } })).body
    expect(await exported(head)).toContain('AIND')
    expect(await exported(officer)).toContain('U999400020001')
    expect(await exported(officer)).not.toContain('AIND')
    expect((await school.import(await exported(officer))).now).toMatchObject({ counts: { unchanged: 1 } })
    const { importId } = await school.import(file.replace('AIND', 'White and Asian'))
    expect((await school.rows(importId))[0]?.changes).toEqual([
      { what: 'Ethnicity', from: 'Indian', to: 'White and Asian' },
    ])
    expect(await school.commit(importId)).toMatchObject({ state: 'done' })
    expect(await exported(head)).toContain('MWAS')
  })

  it('does not stand in the way of one that the office starts itself', async () => {
    const started = await officer(startImport, { params: { schoolId: school.schoolId }, body: {} })
    expect((await officer(listRows, { params: at(started.json().importId) })).statusCode).toBe(200)
  })
})
