import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PupilId } from '../kernel/ids.ts'
import { schoolYear } from '../kernel/school-year.ts'
import { sessionIndex } from '../kernel/session.ts'
import { atScreen, MONDAY, type RegisterSchool, registerSchool } from '../testing/register-school.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { amendMarks, attendanceCertificate, officialRegister } from './contract.ts'
import { typeset } from './letters/typeset.ts'
import { attendanceCertificate as printCertificate } from './print-papers.ts'
import { amendmentsIn, codeKey, momentOnPaper } from './rules/papers.ts'

let server: TestServer
let school: RegisterSchool

beforeAll(async () => {
  server = await startTestServer()
  school = await registerSchool(server, { pupilsInGroup: 30 })
  const [one] = school.pupils.nineA
  await atScreen(server, school, school.tutor).save({ [one as string]: 'N' }, { rest: 'present', complete: true })
  await server.as(school.officer)(amendMarks, {
    params: { schoolId: school.id },
    body: {
      key: randomUUID(),
      reason: 'Mother rang',
      version: 1,
      marks: [{ pupilId: one, day: MONDAY, half: 'AM', to: 'I', seen: 'N' }],
    },
  })
})
afterAll(() => server.close())

const text = (body: Buffer) => body.toString('latin1')

describe('papers', () => {
  it('prints the official register of a month as a PDF that can be read aloud', async () => {
    const params = { schoolId: school.id, groupId: school.groups.nineA, month: '2026-11' }
    const answer = await server.as(school.officer)(officialRegister, { params })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('application/pdf')
    expect(answer.headers['content-disposition']).toBe('attachment; filename="register 9A 2026-11.pdf"')
    expect(text(answer.rawPayload).slice(0, 5)).toBe('%PDF-')
    expect(text(answer.rawPayload)).toMatch(/pdfuaid:part>1</)
    expect(text(answer.rawPayload)).toContain('/MarkInfo')
    const august = { params: { ...params, month: '2027-05' } }
    expect((await server.as(school.officer)(officialRegister, august)).json().code).toBe('register.no-session')
    expect((await server.as(school.tutor)(officialRegister, { params })).statusCode).toBe(403)
  })

  it('prints a certificate of a pupil’s period, and refuses one that makes no sense', async () => {
    const [one] = school.pupils.nineA
    const ask = (query: { from: string; to: string }) =>
      server.as(school.head)(attendanceCertificate, { params: { schoolId: school.id, pupilId: one as string }, query })
    const answer = await ask({ from: '2026-09-01', to: '2026-11-23' })
    expect(answer.statusCode).toBe(200)
    expect(text(answer.rawPayload).slice(0, 5)).toBe('%PDF-')
    expect((await ask({ from: '2026-11-24', to: '2026-11-23' })).json().code).toBe('register.bad-period')
  })

  it('reads a certificate under the journal’s lock, and typesets it only when others may save again', async () => {
    const [one] = school.pupils.nineA
    const read = await server.database.inTenants([school.id], (tx) =>
      printCertificate(
        {
          ...{
            tx,
            now: server.clock.now(),
            caller: { ...school.head, position: 'Head' },
            requestId: '',
            cookie: undefined,
          },
          ...{ tenants: [school.id], reach: 'all', may: () => 'all', answerHeader: () => undefined },
          ...{ audit: () => undefined, say: async () => undefined },
        },
        {
          params: { schoolId: school.id, pupilId: one as PupilId },
          query: { from: MONDAY, to: MONDAY },
          body: undefined,
        },
      ),
    )
    if (!read.ok || typeof read.value.content !== 'function') throw new Error('typeset under the lock')
    expect(
      Buffer.from(await read.value.content())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  })

  it('takes what people typed as words, never as markup, and sets names of any script', () => {
    const nasty = '#panic("no") $x$ *bold* ]['
    const names = [nasty, 'Nguyễn Thảo', 'Chloë Ó Briain', '李小明', 'محمد']
    const data = {
      ...{ title: nasty, group: nasty, month: nasty, basis: nasty, footer: nasty, codes: [], amendments: [] },
      school: { name: nasty, address: nasty, urn: '', laestab: '' },
      days: [{ label: 'M 1', sessions: 1 }],
      sessions: ['AM'],
      pupils: names.map((name) => ({
        name,
        attended: '1 of 1',
        codes: [{ code: '\\', amended: true, planned: true }],
      })),
      planned: true,
    }
    expect(Buffer.from(typeset('official-register', data)).subarray(0, 5).toString()).toBe('%PDF-')
  })
})

describe('what stands on them', () => {
  it('lists amendments with the five facts, and only changes of a mark that stood', () => {
    const index = sessionIndex({ day: MONDAY, half: 'AM' })
    const pupilId = school.pupils.nineA[0] as (typeof school.pupils.nineA)[number]
    const entry = {
      ...{ schoolId: school.id, number: 2, act: 'amended' as const, year: schoolYear(2026), groupId: null, facts: {} },
      ...{ firstSession: index, lastSession: index, madeAt: server.clock.now(), key: null, bodyHash: null },
      by: { id: school.officer.id, name: 'Olu Officer', position: 'Attendance officer' },
      reason: 'Mother rang',
      marks: [
        { pupilId, session: index, from: 30, to: 19 },
        { pupilId, session: index, from: 0, to: 19 },
        { pupilId, session: index, from: 19, to: 19 },
      ],
    }
    expect(amendmentsIn([entry], { from: index, to: index })).toEqual([
      {
        pupilId,
        index,
        session: '23 Nov 2026 AM',
        from: 'N',
        to: 'I',
        reason: 'Mother rang',
        at: momentOnPaper(server.clock.now()),
        by: 'Olu Officer, Attendance officer',
      },
    ])
    expect(codeKey([0, 30, 1, 30])).toMatchObject([{ code: '/' }, { code: 'N', class: 'Unauthorised absence' }])
  })
})
