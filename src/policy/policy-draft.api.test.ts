import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { day } from '../kernel/day.ts'
import type { SchoolId } from '../kernel/ids.ts'
import type { TestPerson } from '../testing/builders.ts'
import { CLEAN_POLICY, samplePolicy } from '../testing/policy-files.ts'
import { type RollSchool, startRollSchool } from '../testing/roll-school.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import {
  checkPolicyDraft,
  comparePolicies,
  downloadPolicy,
  getPolicy,
  getPolicyDraft,
  getPublication,
  publishPolicy,
  savePolicy,
  type Tree,
} from './contract.ts'
import { saveFirstPolicy } from './save-first-policy.ts'

const STAFF = ['teacher', 'reception', 'attendance-officer', 'school-admin', 'governor'] as const

describe('A school’s policy', () => {
  let server: TestServer
  let school: RollSchool
  let head: TestPerson
  let params: { schoolId: string }
  beforeAll(async () => {
    server = await startTestServer()
  })
  beforeEach(async () => {
    school = await startRollSchool(server)
    head = await school.person('head')
    params = { schoolId: school.id }
  })
  afterAll(() => server.close())

  const plant = (bytes: Uint8Array | string, at: string = school.id) =>
    server.database.inTenants([at], (tx) =>
      saveFirstPolicy(tx, {
        schoolId: at as SchoolId,
        bytes: Buffer.from(bytes),
        from: day('2026-09-01'),
        at: '2026-09-01T08:00:00.000Z' as never,
        by: { id: head.id, name: 'Hana Head', position: 'Head' },
        reason: 'From paper',
      }),
    )
  const check = (edits: Record<string, Tree | null>, of: { base?: number; person?: TestPerson } = {}) =>
    server.as(of.person ?? head)(checkPolicyDraft, {
      params,
      body: { base: of.base ?? 1, edits: Object.entries(edits).map(([name, value]) => ({ name, value })) as never },
    })
  const save = async (edits: Record<string, Tree | null>, of: { base?: number; person?: TestPerson } = {}) => {
    const { preview } = (await check(edits, of)).json()
    const { content, sha256, seen } = preview
    return server.as(of.person ?? head)(savePolicy, { params, body: { content, sha256, seen, reason: 'By the form' } })
  }
  const rowsOf = (findings: readonly { row: string }[]) => new Set(findings.map(({ row }) => row))

  describe('edited by a form', () => {
    it('comes as the values of its file, and says what holds where it is silent', async () => {
      await plant(samplePolicy())
      const { base, values, otherwise } = (await server.as(head)(getPolicyDraft, { params })).json()
      expect(base).toBe(1)
      expect(values.reasonWithin).toMatchObject({ within: '5 school days', also: [{ within: '5 working days' }] })
      expect(otherwise.find(({ name }: { name: string }) => name === 'reasonWithin').words[0]).toContain(
        '5 school days',
      )
    })

    it('is checked as it changes, and saved as a version whose file differs in nothing else', async () => {
      await plant(samplePolicy())
      const before = (await check({})).json().preview
      expect([before.seen, rowsOf(before.findings).has('X7')]).toEqual([1, true])
      const edits = {
        reasonWithin: { within: '5 school days', section: '4.5' },
        targets: { attendance: '96 %', section: '6' },
      }
      const after = (await check(edits)).json().preview
      expect(rowsOf(after.findings).has('X7')).toBe(false)
      expect(after.changes.map(({ name }: { name: string }) => name)).toContain('Targets')
      const x1 = after.findings.find(({ row }: { row: string }) => row === 'X1')
      expect(x1.places.map(({ field }: { field: string }) => field)).toEqual(['clocks.0', 'clocks.0.also.1'])
      expect((await save(edits)).json()).toMatchObject({ number: 2 })
      const file = await server.as(head)(downloadPolicy, { params: { ...params, number: '2' } })
      expect(file.body).toContain('# ---- The day')
      const lines = new Set(Buffer.from(samplePolicy()).toString().split('\n'))
      expect(file.body.split('\n').filter((line: string) => !lines.has(line)).length).toBeLessThan(8)
    })

    it('says of a value that is none where it stands', async () => {
      await plant(CLEAN_POLICY)
      const { faults, preview } = (
        await check({ firstDayContact: { within: 'soon', repeatDaily: 'yes', section: '4' } })
      ).json()
      expect([preview, faults]).toMatchObject([
        null,
        [{ field: 'firstDayContact.within', message: expect.stringContaining('Give a number') }],
      ])
    })

    it('begins a school’s first file', async () => {
      const { base, values } = (await server.as(head)(getPolicyDraft, { params })).json()
      expect([base, values.title, values.reviewed.on]).toEqual([0, 'Attendance policy', '2026-11'])
      expect((await save({ keepEntries: { for: '6 years', section: '4' } }, { base: 0 })).json()).toMatchObject({
        number: 1,
      })
    })

    it('refuses names that a file does not have, values that are none, and a version that was overtaken', async () => {
      await plant(CLEAN_POLICY)
      expect((await check({ colour: 'blue' })).statusCode).toBe(400)
      const wrong = await check({ title: 7 as never })
      expect([wrong.statusCode, wrong.json().code]).toEqual([400, 'policy.not-values'])
      const unknown = (
        await check({ quietHours: { from: '20:00', until: '07:00', weekends: 'yes', section: '4', loud: 'no' } })
      ).json()
      expect(unknown.faults).toMatchObject([
        { field: 'quietHours.loud', message: expect.stringContaining('is not a setting here') },
      ])
      const late = await check({}, { base: 0 })
      expect([late.statusCode, late.json().code]).toEqual([409, 'policy.changed'])
    })

    it('of two heads who save at once one is told', async () => {
      await plant(CLEAN_POLICY)
      const other = await school.person('head')
      const previews = await Promise.all(['One', 'Other'].map(async (title) => (await check({ title })).json().preview))
      const codes = await Promise.all(
        previews.map(async ({ content, sha256, seen }, at) => {
          const body = { content, sha256, seen, reason: 'By the form' }
          return (await server.as(at === 0 ? head : other)(savePolicy, { params, body })).statusCode
        }),
      )
      expect(codes.toSorted()).toEqual([200, 409])
    })

    it('is the head’s alone, and not there for another school', async () => {
      await plant(CLEAN_POLICY)
      const stranger = await (await startRollSchool(server)).person('head')
      for (const person of [...(await Promise.all(STAFF.map((role) => school.person(role)))), stranger]) {
        expect((await server.as(person)(getPolicyDraft, { params })).statusCode).toBe(403)
        expect((await check({}, { person })).statusCode).toBe(403)
      }
      expect((await server.as(stranger)(comparePolicies, { params, query: { one: '1', other: '1' } })).statusCode).toBe(
        403,
      )
    })
  })

  it('two versions compared: settings, text, what was settled and what has arisen', async () => {
    await plant(samplePolicy())
    await save({
      reasonWithin: { within: '5 school days', section: '4.5' },
      keepEntries: { for: '3 years', section: '4.1' },
    })
    const teacher = await school.person('teacher')
    const compared = (await server.as(teacher)(comparePolicies, { params, query: { one: '1', other: '2' } })).json()
    expect(compared).toMatchObject({ one: { number: 1 }, other: { number: 2 }, settings: [] })
    expect([...rowsOf(compared.settled)]).toEqual(['X7'])
    expect([...rowsOf(compared.arisen)]).toEqual(['N22'])
    const other = (await server.as(teacher)(comparePolicies, { params, query: { one: '1', other: '9' } })).statusCode
    expect(other).toBe(403)
    await save({ emergencyContacts: { atLeast: '3', section: '6' } }, { base: 2 })
    const later = (await server.as(teacher)(comparePolicies, { params, query: { one: '2', other: '3' } })).json()
    expect(later.settings).toMatchObject([{ name: 'Emergency numbers' }])
    expect(later.text).toMatchObject([
      { number: '6', gone: [expect.stringContaining('2 numbers')], come: [expect.stringContaining('3 numbers')] },
    ])
  })

  describe('on the web', () => {
    const publish = (is: boolean, person = head) =>
      server.as(person)(publishPolicy, { params, body: { publish: is, reason: 'Parents ask for it' } })
    const open = (url: string, headers: Record<string, string> = {}) =>
      server.app.inject({ method: 'GET', url, headers })

    it('is not there until the head says so, is read by anybody then, and gone when they say so', async () => {
      await plant(samplePolicy())
      expect((await server.as(head)(getPublication, { params })).json()).toEqual({
        address: null,
        published: false,
        last: null,
      })
      const { address, published } = (await publish(true)).json()
      expect(published).toBe(true)
      const page = await open(address)
      expect([page.statusCode, page.headers['content-type'], page.headers['cache-control']]).toEqual([
        200,
        'text/html; charset=utf-8',
        'public, max-age=300',
      ])
      expect(page.body).toContain('within 5 school days of the session')
      expect(page.body).not.toMatch(/<script|Hana Head|From paper/)
      expect(page.headers['set-cookie']).toBeUndefined()
      // A release of ours changes what the page says of law: what caches ask by is of the page, not of the school's file.
      expect(page.headers.etag).toContain(createHash('sha256').update(page.body).digest('hex').slice(0, 32))
      const again = await open(address, { 'if-none-match': String(page.headers.etag) })
      expect([again.statusCode, again.body]).toEqual([304, ''])
      const paper = await open(`${address}/policy.pdf`)
      expect([paper.headers['content-type'], paper.rawPayload.subarray(0, 5).toString()]).toEqual([
        'application/pdf',
        '%PDF-',
      ])
      expect((await publish(false)).json()).toMatchObject({
        address,
        published: false,
        last: { reason: 'Parents ask for it' },
      })
      expect((await open(address)).statusCode).toBe(404)
      expect((await publish(true)).json().address).toBe(address)
    })

    it('shows what is in force today, from the day on which it is', async () => {
      await plant(CLEAN_POLICY)
      const { address } = (await publish(true)).json()
      await save({ inForceFrom: '2027-01-04', title: 'The new policy' })
      expect((await open(address)).body).toContain('Attendance policy')
      await save({ inForceFrom: null, title: 'The newest policy' }, { base: 2 })
      expect((await open(address)).body).toContain('The newest policy')
    })

    it('of two schools of one name the second has a number, and neither shows the other’s', async () => {
      await plant(samplePolicy())
      const first = (await publish(true)).json().address
      const other = await startRollSchool(server)
      const theirs = await other.person('head')
      const ask = () =>
        server.as(theirs)(publishPolicy, {
          params: { schoolId: other.id },
          body: { publish: true, reason: 'Why not' },
        })
      const nothing = await ask()
      expect([nothing.statusCode, nothing.json().code]).toEqual([422, 'policy.nothing-to-publish'])
      await plant(CLEAN_POLICY.replace('title: Attendance policy', 'title: Their policy'), other.id)
      const second = (await ask()).json().address
      expect([first, second]).toEqual([
        expect.stringMatching(/^\/policies\/[a-z0-9-]+$/),
        expect.stringMatching(/-\d+$/),
      ])
      expect((await open(second)).body).toContain('Their policy')
      expect((await open(first)).body).not.toContain('Their policy')
    })

    it('is the head’s to decide, once', async () => {
      await plant(CLEAN_POLICY)
      for (const role of STAFF) expect((await publish(true, await school.person(role))).statusCode).toBe(403)
      const stranger = await (await startRollSchool(server)).person('head')
      expect((await publish(true, stranger)).statusCode).toBe(403)
      await publish(true)
      expect((await publish(true)).statusCode).toBe(409)
      expect((await server.as(await school.person('teacher'))(getPolicy, { params })).statusCode).toBe(200)
    })

    it.each([
      '/policies/no-such-school',
      '/policies/..%2f..%2fetc',
      `/policies/${'a'.repeat(90)}`,
      '/policies/x%00/policy.pdf',
    ])('has nothing at %s, and says so plainly', async (url) => {
      const answer = await open(url)
      expect(answer.statusCode).toBe(404)
      expect(answer.headers['cache-control']).not.toMatch(/public/)
    })
  })
})
