import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { many, one } from '../platform/database/database.ts'
import { type RosterSchool, rosterSchool } from '../testing/roster-school.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { commitImport, discardImport, getImport, LARGEST_FILE, listImports } from './contract.ts'

let server: TestServer
let school: RosterSchool

beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(async () => {
  school = await rosterSchool(server)
})
afterAll(() => server.close())

const HEADER = [
  'UPN,Admission number,Legal forenames,Legal surname,Preferred forename,Date of birth,Sex,Year group,Registration group,Starting day,Address,Town,Postcode,EAL',
  'Contact 1 title,Contact 1 forenames,Contact 1 surname,Contact 1 relationship,Contact 1 phone,Contact 1 email,Contact 1 lives with pupil,Contact 1 parental responsibility,Contact 1 may be told',
].join(',')

const ADA =
  'U999400020001,1001,Ada Grace,Okafor,,2015-03-09,F,7,7A,2026-09-03,"12 Quay Row, Old Town",Westmarch,WM1 1AA,yes,Dr,Ngozi,Okafor,mother,07700 900101 / 01632 960101,n.okafor@example.org,yes,yes,yes'
const BEN =
  'H999400020002,1002,Ben,Okafor,Benji,2014-01-30,M,8,8B,2025-09-04,"12 Quay Row, Old Town",Westmarch,WM1 1AA,no,Dr,Ngozi,Okafor,mother,07700 900101 / 01632 960101,n.okafor@example.org,yes,yes,yes'
const FILE = [HEADER, ADA, BEN].join('\n')

const onRoll = (sqlText = sql<{ n: number }>`select count(*) as n from roll.pupil`) =>
  server.database.inTenants([school.schoolId], (tx) => one(tx, sqlText)).then(({ n }) => n)

async function committed(file = FILE): Promise<void> {
  const { importId } = await school.import(file)
  expect(await school.commit(importId)).toMatchObject({ state: 'done' })
}

describe('files', () => {
  it('of nothing, of another kind, or of only a header get an answer and change nothing', async () => {
    const importId = await school.start()
    const empty = await school.put(importId, 'a.csv', '')
    expect([empty.statusCode, empty.json().code]).toEqual([400, 'interchange.empty-file'])
    const other = await school.put(importId, 'a.csv', 'x,y\n1,2\n')
    expect([other.statusCode, other.json().code]).toEqual([400, 'interchange.unknown-file'])
    expect((await school.now(importId)).files).toEqual([])
    await expect(school.read(importId)).rejects.toThrow(/There is no file yet/)
    await school.put(importId, 'a.csv', HEADER)
    await expect(school.read(importId)).rejects.toThrow(/There is no pupil in these files/)
  })

  it('of 200 MB are refused before they are read', async () => {
    const importId = await school.start()
    const answer = await school.put(importId, 'big.csv', Buffer.alloc(200 * 1024 * 1024, 65))
    expect([answer.statusCode, answer.json().code]).toEqual([413, 'input.too-large'])
    expect((await school.now(importId)).files).toEqual([])
    expect(LARGEST_FILE).toBeLessThan(200 * 1024 * 1024)
  })

  it('of two formats are not read as one roster', async () => {
    const importId = await school.start()
    await school.put(importId, 'a.csv', FILE)
    await school.put(importId, 'Student.csv', 'ID,School DfE Number,First Name,Last Name\n1,2,A,B\n')
    await expect(school.read(importId)).rejects.toThrow(/two kinds: .*Import them one after the other/)
  })

  it('of any bytes whatever end in an answer below 500, and nothing on the roll', async () => {
    const importId = await school.start()
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const answer = await school.put(importId, 'x.csv', bytes)
        expect(answer.statusCode).toBeLessThan(500)
      }),
      { numRuns: 40 },
    )
    expect(await onRoll(sql`select (select count(*) from roll.pupil) + (select count(*) from roll.contact) as n`)).toBe(
      0,
    )
  })
})

describe('an import that is over', () => {
  it('keeps who, when, which file and how many, and nothing of any pupil', async () => {
    const discarded = (await school.import(FILE)).importId
    const answer = await school.as(discardImport, { params: { schoolId: school.schoolId, importId: discarded } })
    expect(answer.json()).toEqual({ state: 'discarded' })
    await committed()
    const left = await server.database.inTenants([school.schoolId], async (tx) => ({
      chunks: await many(tx, sql`select 1 from interchange.staged_chunk`),
      rows: await many(tx, sql`select 1 from interchange.preview_row`),
      imports: JSON.stringify(await many(tx, sql`select * from interchange.roster_import`)),
    }))
    expect(left).toMatchObject({ chunks: [], rows: [] })
    expect(left.imports).not.toContain('Okafor')
    const { imports } = (await school.as(listImports, { params: { schoolId: school.schoolId } })).json()
    expect(imports.map(({ state, files }: { state: string; files: string[] }) => [state, files])).toEqual(
      expect.arrayContaining([
        ['done', ['roster.csv']],
        ['discarded', ['roster.csv']],
      ]),
    )
    const again = await school.as(commitImport, {
      params: { schoolId: school.schoolId, importId: discarded },
      body: {},
    })
    expect([again.statusCode, again.json().code]).toEqual([409, 'interchange.not-now'])
  })

  it('is not there for another school', async () => {
    const { importId } = await school.import(FILE)
    const other = await rosterSchool(server)
    const answer = await other.as(getImport, { params: { schoolId: other.schoolId, importId } })
    expect(answer.statusCode).toBe(403)
    expect((await other.as(getImport, { params: { schoolId: school.schoolId, importId } })).statusCode).toBe(403)
  })
})
