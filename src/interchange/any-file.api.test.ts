import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { many } from '../platform/database/database.ts'
import { type RosterSchool, rosterSchool } from '../testing/roster-school.ts'
import { committedRoster, countOnRoll, FILE, HEADER } from '../testing/template-roster.ts'
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

const onRoll = (count?: Parameters<typeof countOnRoll>[2]) => countOnRoll(server, school, count)
const committed = (file?: string) => committedRoster(school, file)

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
