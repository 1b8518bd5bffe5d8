import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAudit } from '../../audit/contract.ts'
import type { TestPerson, TestPlace } from '../../testing/builders.ts'
import { FIRST_MONDAY, importWeeks } from '../../testing/figures-school.ts'
import { type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import {
  EXPORT_TABLES,
  exportFigures,
  exportTotals,
  exportTrustTotals,
  schoolCohorts,
  schoolDefinitions,
} from '../contract.ts'

const GOOD = '/\\ /\\ /\\ /\\ /\\'

describe('Figures as files', () => {
  let server: TestServer
  let school: RegisterSchool
  let trust: TestPlace
  let governor: TestPerson
  let trustee: TestPerson
  beforeAll(async () => {
    server = await startTestServer()
    trust = await server.trust()
    school = await registerSchool(server, { pupilsInGroup: 12 })
    governor = await server.person({ role: 'governor', school: school.place })
    trustee = await server.person({ role: 'trustee', place: trust })
    const marks = Object.fromEntries(
      school.pupils.nineA.map((id, at) => [id, [GOOD, at < 3 ? 'II II /\\ /\\ /\\' : GOOD]]),
    )
    await importWeeks(server, school, { monday: FIRST_MONDAY, marks })
  })
  afterAll(() => server.close())

  const ask = (table: string, format: string, of: { person?: TestPerson; query?: Record<string, string> } = {}) =>
    server.as(of.person ?? school.head)(exportFigures, {
      params: { schoolId: school.id, table, format },
      query: of.query ?? { to: '2026-11-13' },
    })

  test('a CSV has the page’s own figures under DfE’s names', async () => {
    const answer = await ask('groups', 'csv')
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toMatch(/^text\/csv/)
    expect(answer.headers['content-disposition']).toBe(
      'attachment; filename="elmfield-groups-2026-08-01-to-2026-11-13.csv"',
    )
    const rows: Record<string, string>[] = parse(answer.body, { bom: true, columns: true })
    const page = (
      await server.as(school.head)(schoolCohorts, { params: { schoolId: school.id }, query: { to: '2026-11-13' } })
    ).json()
    expect(rows[0]).toMatchObject({
      breakdown: 'Total',
      enrolments: String(page.all.enrolments),
      sess_possible: String(page.all.sessions.possible),
      sess_overall: String(page.all.sessions.absent),
      enrolments_pa_10_exact: String(page.all.persistent),
    })
    // Of two weeks, one session missed is soon a tenth: persistent absence is not given.
    const few = await ask('groups', 'csv', { query: { from: '2026-11-02', to: '2026-11-13' } })
    const [total]: Record<string, string>[] = parse(few.body, { bom: true, columns: true })
    expect(total).toMatchObject({ sess_overall: String(page.all.sessions.absent), enrolments_pa_10_exact: 'z' })
    expect(rows.length).toBe(
      1 + page.divisions.reduce((sum: number, one: { cohorts: [] }) => sum + one.cohorts.length, 0),
    )
  })

  test('definitions, patterns and code use are files too, the last for those who may look at it', async () => {
    const definitions = await ask('definitions', 'csv')
    const rows: Record<string, string>[] = parse(definitions.body, { bom: true, columns: true })
    const { definitions: shown } = (
      await server.as(school.head)(schoolDefinitions, { params: { schoolId: school.id }, query: { to: '2026-11-13' } })
    ).json()
    expect(rows.length).toBe(
      shown.reduce(
        (sum: number, one: { counted: { figures: [] } | null }) => sum + (one.counted?.figures.length ?? 0),
        0,
      ),
    )
    expect(rows[0]?.percent).toBe(
      String(Math.round((Number(rows[0]?.numerator) * 10_000) / Number(rows[0]?.denominator)) / 100),
    )
    expect((await ask('patterns', 'csv')).body).toContain('stays_with_pattern')
    const book = unzipSync(new Uint8Array((await ask('code-use', 'xlsx')).rawPayload))
    const sheets = strFromU8(book['xl/workbook.xml'] ?? new Uint8Array())
    for (const sheet of ['stale-reasons', 'often-used-codes', 'siblings-coded-differently', 'never-late', 'key'])
      expect(sheets).toContain(sheet)
    const senco = await server.person({ role: 'senco', place: school.place })
    expect([(await ask('code-use', 'xlsx', { person: senco })).statusCode]).toEqual([403])
    expect((await ask('definitions', 'csv', { person: senco })).statusCode).toBe(200)
  })

  test('a spreadsheet holds every table of the page, a sheet each, and text is never a formula', async () => {
    const answer = await ask('crossings', 'xlsx')
    expect(answer.statusCode).toBe(200)
    const files = unzipSync(new Uint8Array(answer.rawPayload))
    const read = (name: string) => strFromU8(files[name] ?? new Uint8Array())
    expect(read('xl/workbook.xml')).toContain('crossed-this-week')
    expect(read('xl/worksheets/sheet1.xml')).not.toContain('<f>')
    const figures = unzipSync(new Uint8Array((await ask('figures', 'xlsx')).rawPayload))
    const book = strFromU8(figures['xl/workbook.xml'] ?? new Uint8Array())
    for (const sheet of ['year-groups', 'registration-groups', 'weeks', 'codes']) expect(book).toContain(sheet)
  })

  test('the shape of absence has a sheet for each of its tables, each by itself as CSV', async () => {
    const book = unzipSync(new Uint8Array((await ask('shape', 'xlsx')).rawPayload))
    const names = strFromU8(book['xl/workbook.xml'] ?? new Uint8Array())
    const tables = ['stays-away', 'broken-weeks', 'absence-bands', 'minutes-late', 'shape-of-classes']
    for (const sheet of tables) expect(names).toContain(sheet)
    const rows = (csv: string): Record<string, string>[] => parse(csv, { bom: true, columns: true })
    const bands = rows((await ask('absence-bands', 'csv')).body)
    expect(bands).toHaveLength(11)
    expect(bands[0]).toMatchObject({ percent_bands: '0 to 5 %', enrolments: '9', england_percent: '46.3' })
    const stays = rows((await ask('stays-away', 'csv')).body)
    expect(stays[2]).toMatchObject({ stay_length_sessions: '3 to 9 sessions', stays: '3', sess_overall: '12' })
    expect(rows((await ask('shape-of-classes', 'csv')).body).at(-1)).toMatchObject({ breakdown: 'Total', stays: '3' })
  })

  test('the page on paper is a PDF that can be read aloud', async () => {
    for (const table of ['figures', 'groups', 'crossings', 'shape']) {
      const answer = await ask(table, 'pdf')
      expect(answer.statusCode).toBe(200)
      const text = answer.rawPayload.toString('latin1')
      expect(text.startsWith('%PDF-')).toBe(true)
      expect(text).toMatch(/pdfuaid:part/)
    }
  })

  test('a CSV of several tables is refused, and what is not there yet is not an empty file', async () => {
    expect((await ask('figures', 'csv')).json()).toMatchObject({ code: 'measures.one-table' })
    expect((await ask('last-term-to-this', 'csv')).json()).toMatchObject({ code: 'measures.nothing-to-export' })
  })

  test('names are for those who may see them, and every file is in the trail', async () => {
    const named = await ask('crossed-this-week', 'csv')
    expect(named.body).toContain('Ada Adler00')
    expect((await ask('crossed-this-week', 'csv', { person: governor })).statusCode).toBe(403)
    const trail = await server.as(school.head)(listAudit, { params: { schoolId: school.id } })
    expect(trail.body).toContain('exported figures')
  })

  test('pupils at risk are in a file with what each can still miss, from the beginning of the year', async () => {
    const query = { from: '2026-11-09', to: '2026-11-13' }
    const answer = await ask('at-risk', 'csv', { query })
    expect(answer.statusCode).toBe(200)
    const rows: Record<string, string>[] = parse(answer.body, { bom: true, columns: true })
    expect(rows).toHaveLength(3)
    expect(rows.find((row) => row.pupil_name === 'Ada Adler00')).toMatchObject({
      date_from: '2026-08-01',
      registration_group: '9A',
      sess_overall: '4',
      sess_possible: '20',
      sess_overall_percent: '20',
      forecast_alike: 'z',
    })
    expect((await ask('at-risk', 'csv', { query, person: school.tutor })).statusCode).toBe(403)
    const trail = await server.as(school.head)(listAudit, { params: { schoolId: school.id } })
    expect(trail.body).not.toContain('2026-11-09')
  })

  test('a flag that the caller may not know of is refused in every table, and stands in no file and in no trail', async () => {
    const query = { to: '2026-11-13', with: 'child-protection' }
    for (const table of EXPORT_TABLES) {
      const answer = await ask(table, 'xlsx', { query, person: school.officer })
      expect([table, answer.json().code]).toEqual([table, 'measures.flag-not-yours'])
    }
    const trail = await server.as(school.head)(listAudit, { params: { schoolId: school.id } })
    expect(trail.body).not.toContain('child-protection')
  })

  test('a part that is too small to show is not in the file either', async () => {
    const answer = await ask('groups', 'csv', { query: { to: '2026-11-13', groupIds: school.groups.nineB } })
    const rows: Record<string, string>[] = parse(answer.body, { bom: true, columns: true })
    expect(rows).toHaveLength(1)
  })

  test('the term in one page and the schools side by side are for those who may see them', async () => {
    for (const format of ['csv', 'xlsx', 'pdf']) {
      const totals = await server.as(governor)(exportTotals, { params: { schoolId: school.id, format } })
      expect(totals.statusCode).toBe(200)
      expect(totals.rawPayload.toString('latin1')).not.toMatch(/Adler/)
      const schools = await server.as(trustee)(exportTrustTotals, { params: { trustId: trust.id, format } })
      expect(schools.statusCode).toBe(200)
      expect((await server.as(governor)(exportTrustTotals, { params: { trustId: trust.id, format } })).statusCode).toBe(
        403,
      )
    }
    const csv = await server.as(governor)(exportTotals, { params: { schoolId: school.id, format: 'csv' } })
    const [total]: Record<string, string>[] = parse(csv.body, { bom: true, columns: true })
    expect(total).toMatchObject({ enrolments: '12', enrolments_pa_10_exact: 'c', enrolments_pa_50_exact: '0' })
  })
})
