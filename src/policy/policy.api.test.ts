import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listAudit } from '../audit/contract.ts'
import { day } from '../kernel/day.ts'
import type { SchoolId } from '../kernel/ids.ts'
import { many, run } from '../platform/database/database.ts'
import { setDayClocks } from '../roll/contract.ts'
import type { TestPerson } from '../testing/builders.ts'
import { CLEAN_POLICY, samplePolicy } from '../testing/policy-files.ts'
import { type RollSchool, startRollSchool } from '../testing/roll-school.ts'
import { requestOf, startTestServer, type TestServer } from '../testing/test-server.ts'
import { downloadPolicy, getPolicy, previewPolicy, printPolicy, savePolicy } from './contract.ts'
import { policyOf } from './policy-of.ts'

const TODAY = day('2026-11-23')

describe('A school’s policy', () => {
  let server: TestServer
  let school: RollSchool
  let head: TestPerson
  beforeAll(async () => {
    server = await startTestServer()
  })
  beforeEach(async () => {
    school = await startRollSchool(server)
    head = await school.person('head')
  })
  afterAll(() => server.close())

  const ask = async (person = head) => (await server.as(person)(getPolicy, { params: { schoolId: school.id } })).json()
  const preview = (bytes: string | Uint8Array, person = head) =>
    server.as(person).inject({
      ...requestOf(previewPolicy, { params: { schoolId: school.id } }),
      payload: Buffer.from(bytes),
      headers: { 'content-type': 'application/octet-stream' },
    })
  const save = async (bytes: string | Uint8Array, of: { person?: TestPerson; seen?: number; sha256?: string } = {}) => {
    const { preview: seen } = (await preview(bytes)).json()
    return server.as(of.person ?? head)(savePolicy, {
      params: { schoolId: school.id },
      body: {
        content: seen.content,
        sha256: of.sha256 ?? seen.sha256,
        seen: of.seen ?? seen.seen,
        reason: 'Approved by the governors',
      },
    })
  }
  const held = (on = TODAY) => server.database.inTenants([school.id], (tx) => policyOf(tx, school.id as SchoolId, on))

  it('without a file, law and guidance hold alone, each setting with its source', async () => {
    const answer = await ask()
    expect(answer).toMatchObject({ version: null, findings: [], versions: [] })
    const reason = answer.settings.find(({ name }: { name: string }) => name === 'Finding the reason')
    expect(reason).toMatchObject({
      values: [expect.stringContaining('within 5 school days of the session')],
      sections: [],
      from: { verified: true },
    })
    expect((await held()).policy.reasonWithin.within).toEqual({ amount: 5, unit: 'school days' })
  })

  it('previewed, then saved: in force, with its findings, its history, and in the trail', async () => {
    const seen = (await preview(samplePolicy())).json()
    expect(seen.faults).toEqual([])
    expect(seen.preview.findings.length).toBeGreaterThan(20)
    expect(seen.preview.changes.map(({ name }: { name: string }) => name)).toContain('Leave of absence')
    expect((await ask()).version).toBeNull()
    expect((await save(samplePolicy())).json()).toEqual({ number: 1, inForceFrom: '2024-09-01' })
    const answer = await ask()
    expect(answer).toMatchObject({ version: 1, from: '2024-09-01' })
    expect(answer.versions).toMatchObject([
      { number: 1, label: '2024', reason: 'Approved by the governors', saved: { position: 'head' } },
    ])
    const closing = answer.findings.find(({ row }: { row: string }) => row === 'X1')
    expect(closing.places.map(({ section }: { section: string }) => section)).toEqual(['4.1', '4.4'])
    expect(closing.places[0].line).toBeGreaterThan(1)
    const trail = (await server.as(head)(listAudit, { params: { schoolId: school.id } })).json()
    expect(JSON.stringify(trail)).toContain('saved a version of the attendance policy')
  })

  it('a file that is none is explained by line, and nothing is kept', async () => {
    const answer = (await preview('school: X\n\ttitle: Y\n')).json()
    expect(answer).toEqual({
      faults: [{ line: 2, field: null, message: expect.stringContaining('tab') }],
      preview: null,
    })
    expect((await preview(new Uint8Array())).json().faults[0].message).toMatch(/empty/)
    expect((await preview(Buffer.alloc(50 * 1024 * 1024, 97))).statusCode).toBe(413)
    expect((await ask()).versions).toEqual([])
  })

  it('what was not previewed, cannot work, is there already or was overtaken is not saved', async () => {
    const other = await save(CLEAN_POLICY, { sha256: '0'.repeat(64) })
    expect([other.statusCode, other.json().code]).toEqual([422, 'policy.other-file'])
    const stops = await save(CLEAN_POLICY.replace('arrive by: 08:45', 'arrive by: 08:55'))
    expect([stops.statusCode, stops.json().code]).toEqual([422, 'policy.cannot-work'])
    expect((await save(CLEAN_POLICY)).statusCode).toBe(200)
    const same = await save(CLEAN_POLICY)
    expect([same.statusCode, same.json().code]).toEqual([422, 'policy.same'])
    const late = await save(samplePolicy(), { seen: 0 })
    expect([late.statusCode, late.json().code]).toEqual([409, 'policy.changed'])
    expect((await ask()).versions).toHaveLength(1)
  })

  it('a later version holds from its own day, and never changes what held on a past one', async () => {
    await save(samplePolicy())
    await save(`${CLEAN_POLICY}\nin force from: 2027-01-04\n`)
    expect((await held()).version).toBe(1)
    expect((await held(day('2027-01-04'))).version).toBe(2)
    const again = await save(`${CLEAN_POLICY}\nin force from: 2025-01-01\n`)
    expect(again.json()).toEqual({ number: 3, inForceFrom: '2026-11-23' })
    expect([(await held(day('2026-11-22'))).version, (await held()).version]).toEqual([1, 3])
  })

  it('says that a file names another school', async () => {
    const rows = async (bytes: string) =>
      (await preview(bytes)).json().preview.findings.map(({ row }: { row: string }) => row)
    expect(await rows(CLEAN_POLICY)).toEqual(['C5'])
    expect(await rows(CLEAN_POLICY.replace('Thistledown School', 'The Elmfield Academy'))).toEqual([])
  })

  it('says where the school’s day clocks differ from the policy', async () => {
    await save(samplePolicy())
    const set = async (amClose: string, version: number) => {
      const clock = { arriveBy: '08:55', amOpen: '09:00', amClose, pmOpen: '14:00', pmClose: '14:15', dayEnd: '15:30' }
      const body = { yearGroups: [{ yearGroup: '7', version }], clock, from: '2026-09-03', reason: 'New day' }
      const answer = await server.as(head)(setDayClocks, { params: { schoolId: school.id }, body })
      expect(answer.statusCode).toBe(200)
      return (await ask()).findings.filter(({ row }: { row: string }) => row === 'C4')
    }
    const [finding, ...more] = await set('09:30', 0)
    expect(more).toEqual([])
    expect(finding.title).toBe('Year 7: the policy and the day clock differ')
    expect(finding.places).toMatchObject([
      { section: '4.1', words: expect.stringContaining('morning closes: 09:15') },
      { section: 'day clock of Year 7', words: 'morning closes: 09:30', line: null },
    ])
    expect(await set('09:15', 1)).toEqual([])
  })

  it('only the head changes it; everybody of the staff reads it', async () => {
    await save(samplePolicy())
    for (const role of ['teacher', 'reception', 'attendance-officer', 'school-admin', 'governor'] as const) {
      const person = await school.person(role)
      expect((await ask(person)).version).toBe(1)
      expect((await preview(CLEAN_POLICY, person)).statusCode).toBe(403)
      expect((await save(CLEAN_POLICY, { person })).statusCode).toBe(403)
    }
    expect((await ask()).versions).toHaveLength(1)
  })

  it('is not there for another school', async () => {
    await save(samplePolicy())
    const other = await startRollSchool(server)
    const stranger = await other.person('head')
    const params = { schoolId: school.id, number: '1' }
    expect((await server.as(stranger)(getPolicy, { params })).statusCode).toBe(403)
    const own = await server.as(stranger)(downloadPolicy, { params: { ...params, schoolId: other.id } })
    expect(own.statusCode).toBe(403)
    const rows = await server.database.inTenants([other.id], (tx) => many(tx, sql`select 1 from policy.version`))
    expect(rows).toEqual([])
  })

  it('comes back as it was saved, and as a text that is read aloud', async () => {
    await save(samplePolicy())
    const params = { schoolId: school.id, number: '1' }
    const teacher = await school.person('teacher')
    const file = await server.as(teacher)(downloadPolicy, { params })
    expect(file.rawPayload.equals(Buffer.from(samplePolicy()))).toBe(true)
    const page = await server.as(teacher)(printPolicy, { params: { ...params, format: 'html' } })
    expect(page.headers['content-type']).toMatch(/^text\/html/)
    expect(page.body).toContain('<h2>1 Aims</h2>')
    expect(page.body).toContain('within 5 school days of the session')
    const paper = await server.as(teacher)(printPolicy, { params: { ...params, format: 'pdf' } })
    const pdf = paper.rawPayload.toString('latin1')
    expect([pdf.slice(0, 5), /pdfuaid/.test(pdf), /StructTreeRoot/.test(pdf)]).toEqual(['%PDF-', true, true])
    expect(
      (await server.as(teacher)(printPolicy, { params: { ...params, number: '2', format: 'pdf' } })).statusCode,
    ).toBe(403)
  })

  it('a version cannot be changed or taken away', async () => {
    await save(samplePolicy())
    const change = (statement: ReturnType<typeof sql>) =>
      server.database.inTenants([school.id], (tx) => run(tx, statement))
    await expect(change(sql`update policy.version set content = 'x'`)).rejects.toThrow()
    await expect(change(sql`delete from policy.version`)).rejects.toThrow()
  })

  it('markup in a policy stays text', async () => {
    await save(CLEAN_POLICY.replace('gives: a letter home', 'gives: "<script>alert(1)</script> #panic()"'))
    const params = { schoolId: school.id, number: '1' }
    const page = await server.as(head)(printPolicy, { params: { ...params, format: 'html' } })
    expect(page.body).not.toContain('<script>')
    expect(page.body).toContain('&lt;script&gt;')
    expect((await server.as(head)(printPolicy, { params: { ...params, format: 'pdf' } })).statusCode).toBe(200)
  })
})
