import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PupilId } from '../../kernel/ids.ts'
import { many } from '../../platform/database/database.ts'
import { type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { MORNING, requestOf, startTestServer, type TestServer } from '../../testing/test-server.ts'
import * as absence from '../contract.ts'

let server: TestServer
let school: RegisterSchool
let reportId: string

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server)
  const [ada] = school.pupils.nineA as [PupilId]
  reportId = randomUUID()
  const body = {
    children: [{ reportId, pupilId: ada }],
    first: { day: '2026-11-16', half: 'AM' },
    until: { kind: 'day', day: '2026-11-23' },
    category: 'illness',
    channel: 'phone',
    reporter: { name: 'Mrs Adler' },
    receivedAt: MORNING,
  }
  const entered = await office()(absence.enterReports, { params: { schoolId: school.id }, body })
  expect(entered.statusCode, entered.body).toBe(200)
})

const office = () => server.as(school.officer)
const params = () => ({ schoolId: school.id, reportId })
const ask = (doubt: string) => office()(absence.askEvidence, { params: params(), body: { doubt } })
const judge = (verdict: string) =>
  office()(absence.judgeEvidence, { params: params(), body: { verdict, text: 'A card of the clinic' } })
const read = async () => (await office()(absence.readEvidence, { params: params() })).json()
const PDF = Buffer.from('%PDF-1.7 a letter of the surgery')
const send = (bytes: Buffer, as = office()) => {
  const { url } = requestOf(absence.addEvidence, { params: params(), query: { name: 'letter.pdf' } })
  return as.inject({ method: 'PUT', url, payload: bytes, headers: { 'content-type': 'application/octet-stream' } })
}
const open = (as = office()) => as(absence.openEvidence, { params: { ...params(), number: 1 } })

describe('evidence for an illness', () => {
  it('is asked for with a doubt that stays on record, and never without', async () => {
    expect((await ask('')).json().code).toBe('absence.no-doubt')
    expect((await ask('Seen in town on Tuesday')).statusCode).toBe(200)
    expect(await read()).toMatchObject({
      state: 'asked',
      steps: [{ kind: 'asked', text: 'Seen in town on Tuesday' }],
      whyNot: '',
    })
  })

  it('is judged only where something was asked for or came', async () => {
    expect((await judge('accepted')).json().code).toBe('absence.not-asked')
    await ask('Seen in town')
    expect((await judge('not-accepted')).statusCode).toBe(200)
    expect((await read()).state).toBe('not accepted')
  })

  it('that was not accepted makes nothing unauthorised before the family is told', async () => {
    await ask('Seen in town')
    await judge('not-accepted')
    const body = {
      key: randomUUID(),
      seen: 0,
      code: 'O',
      from: { day: '2026-11-16', half: 'AM' },
      to: { day: '2026-11-16', half: 'PM' },
    }
    expect((await office()(absence.acceptReport, { params: params(), body })).json().code).toBe('absence.not-warned')
  })
})

describe('a file that a family sent', () => {
  it('is kept as it came, and opened by those alone who may see contacts, which the trail says', async () => {
    expect((await send(PDF)).statusCode).toBe(200)
    expect(await read()).toMatchObject({
      state: 'received',
      steps: [{ kind: 'received', file: { name: 'letter.pdf', type: 'application/pdf', bytes: PDF.length } }],
    })
    const opened = await open()
    expect([opened.statusCode, opened.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(opened.rawPayload.equals(PDF)).toBe(true)
    expect((await open(server.as(school.tutor))).statusCode).toBe(403)
    expect((await server.as(school.tutor)(absence.readEvidence, { params: params() })).statusCode).toBe(403)
    const trail = await server.database.asSystem((tx) =>
      many(
        tx,
        sql<{ name: string }>`select person_name as name from audit.trail
        where operation = 'open-absence-evidence' and place_id = ${school.id}`,
      ),
    )
    // Who was refused is in it too.
    expect(trail.map(({ name }) => name).toSorted()).toEqual(['Olu Officer', 'Tess Tutor'])
  })

  it('is what its first bytes say, not its name, and never too large', async () => {
    expect((await send(Buffer.from('<svg onload=alert(1)>'))).json().code).toBe('absence.unknown-file')
    expect((await send(Buffer.alloc(0))).statusCode).toBe(400)
    expect((await send(Buffer.concat([PDF, Buffer.alloc(absence.LARGEST_EVIDENCE)]))).statusCode).toBe(413)
    expect((await read()).steps).toEqual([])
  })

  it('that is a photograph is kept without where it was taken, once however often it is sent, whatever it is called', async () => {
    const place = '51.5074 N, 0.1278 W'
    const exif = Buffer.from(`Exif\0\0${place}`, 'latin1')
    const picture = Buffer.from([0xff, 0xdb, 0, 4, 1, 2, 0xff, 0xda, 0, 3, 1, 7, 8, 9, 0xff, 0xd9])
    const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2]), exif, picture])
    const named = () => {
      const { url } = requestOf(absence.addEvidence, { params: params(), query: { name: 'zdjęcie.jpg' } })
      const headers = { 'content-type': 'application/octet-stream' }
      return office().inject({ method: 'PUT', url, payload: photo, headers })
    }
    expect([(await named()).json(), (await named()).json()]).toEqual([{ number: 1 }, { number: 1 }])
    const opened = await open()
    expect([opened.statusCode, opened.headers['content-type']]).toEqual([200, 'image/jpeg'])
    expect(opened.rawPayload.equals(Buffer.concat([Buffer.from([0xff, 0xd8]), picture]))).toBe(true)
    const list = await office()(absence.listReports, { params: { schoolId: school.id } })
    expect(list.json().reports).toEqual([expect.objectContaining({ id: reportId, files: 1 })])
    expect((await send(photo.subarray(0, 30))).json().code).toBe('absence.damaged-file')
  })

  it('of a kind that not every computer shows is refused with what to do, and the eleventh with where to bring it', async () => {
    const heic = await send(Buffer.from('\0\0\0\x18ftypheic'))
    expect(heic.json()).toMatchObject({ code: 'absence.unknown-file', detail: expect.stringContaining('HEIC') })
    for (let page = 1; page <= absence.MOST_FILES; page += 1)
      expect((await send(Buffer.from(`%PDF-1.7 page ${page}`))).json()).toEqual({ number: page })
    expect((await send(Buffer.from('%PDF-1.7 one more'))).json().code).toBe('absence.too-many-files')
  })

  it('is not another school’s, and cannot be changed', async () => {
    await send(PDF)
    const other = await registerSchool(server, { name: 'Oakfield Academy' })
    const there = { schoolId: other.id, reportId, number: 1 }
    expect((await server.as(other.officer)(absence.openEvidence, { params: there })).statusCode).toBe(403)
    const rows = await server.database.inTenants([other.id], (tx) => many(tx, sql`select 1 from absence.evidence`))
    expect(rows).toEqual([])
    const change = server.database.asSystem((tx) => many(tx, sql`update absence.evidence set text = 'x' returning 1`))
    await expect(change).rejects.toThrow()
  })
})
