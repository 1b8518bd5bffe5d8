import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listAudit } from '../../audit/contract.ts'
import { workList } from '../../duties/contract.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { markHistory, planMarks, pupilHistory, verifyRegister } from '../../register/contract.ts'
import { atScreen, MONDAY, type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import * as leave from '../contract.ts'

let server: TestServer
let school: RegisterSchool
let one: PupilId

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server)
  ;[one] = school.pupils.nineA as [PupilId]
})

const office = () => server.as(school.officer)
const head = () => server.as(school.head)
const params = () => ({ schoolId: school.id })
const of = (keptAwayId: string) => ({ ...params(), keptAwayId })
const am = (on: string) => ({ day: on, half: 'AM' })
const pm = (on: string) => ({ day: on, half: 'PM' })
const wish = (change: object = {}) => ({
  pupilId: one,
  kind: 'suspension',
  from: am('2026-11-24'),
  to: pm('2026-12-03'),
  decidedDay: '2026-11-23',
  ...change,
})
const suspend = (change: object = {}, as = head()) =>
  as(leave.suspendPupil, {
    params: params(),
    body: { key: randomUUID(), category: 'pupils', words: 'Hit another pupil', ...wish(change) },
  })
async function suspended(change: object = {}): Promise<string> {
  const answer = await suspend(change)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json().id
}
const list = async (as = office()) => (await as(leave.listSuspensions, { params: params() })).json().suspensions
const provide = (id: string, change: object = {}) =>
  office()(leave.provideElsewhere, {
    params: of(id),
    body: {
      key: randomUUID(),
      code: 'B',
      place: 'Riverside Centre',
      first: '2026-12-02',
      last: '2026-12-03',
      ...change,
    },
  })

async function codes(...days: readonly string[]): Promise<string> {
  const found: string[] = []
  for (const on of days) {
    const sheet = await atScreen(server, school, school.officer).open({ day: on as never })
    found.push(sheet.lines[0]?.mark?.code ?? '.')
  }
  return found.join(' ')
}
/** All that reception can read of one pupil's marks. */
async function historyAtReception(on: string): Promise<string> {
  const as = server.as(school.reception)
  const year = await as(pupilHistory, { params: { ...params(), pupilId: one, year: 2026 } })
  const mark = await as(markHistory, { params: { ...params(), pupilId: one, day: on, half: 'AM' } })
  expect([year.statusCode, mark.statusCode]).toEqual([200, 200])
  return year.body + mark.body
}
// 27 November is a training day, so the sixth school day is Wednesday 2 December.
const WEEKS = [
  '2026-11-24',
  '2026-11-25',
  '2026-11-26',
  '2026-11-30',
  '2026-12-01',
  '2026-12-02',
  '2026-12-03',
  '2026-12-04',
]

describe('a suspension', () => {
  it('is previewed with its sixth day and its sums, and marks E for its first five school days only', async () => {
    const preview = (await head()(leave.previewSuspension, { params: params(), body: wish() })).json()
    expect(preview).toMatchObject({ days: 7, sixth: '2026-12-02', sums: { term: 7, year: 7 }, passed: [] })
    expect(preview.early).toHaveLength(5)
    expect(preview.marks.marks).toBe(10)
    await suspended()
    expect(await codes(...WEEKS)).toBe('E E E E E . . .')
  })

  it('takes the place of what was planned, and is recorded once however often it is sent', async () => {
    const trip = {
      pupilIds: [one],
      code: 'V',
      details: {},
      reason: 'Museum',
      from: am('2026-11-25'),
      to: pm('2026-11-25'),
    }
    await office()(planMarks, { params: params(), body: { key: randomUUID(), ...trip } })
    const key = randomUUID()
    const [first, second] = [await suspend({ key }), await suspend({ key })]
    expect(second.json()).toEqual(first.json())
    expect(await codes(...WEEKS)).toBe('E E E E E . . .')
    expect(await list()).toHaveLength(1)
  })

  it('has a duty until other education is there from the sixth day, which takes the place of E', async () => {
    const id = await suspended()
    const duties = async () => {
      const answer = await head()(workList, { params: params(), query: { whose: 'all' } })
      return answer.json().duties.filter((duty: { rule: string }) => duty.rule === 'leave.provision')
    }
    expect(await duties()).toHaveLength(1)
    expect((await list())[0]).toMatchObject({ sixth: '2026-12-02', lacking: '2026-12-02', state: 'to come' })
    expect((await provide(id, { first: '2026-12-01' })).json()).toEqual({ number: 1, marks: 6 })
    expect(await codes(...WEEKS)).toBe('E E E E B B B .')
    expect((await list())[0].lacking).toBe(null)
    expect(await duties()).toEqual([])
    expect((await provide(id, { last: '2026-12-04' })).json().code).toBe('leave.outside-suspension')
  })

  it('ends early: expected again, and what was arranged elsewhere is taken back too', async () => {
    const id = await suspended()
    await provide(id)
    const end = () =>
      head()(leave.endSuspension, {
        params: of(id),
        body: { key: randomUUID(), from: am('2026-12-01'), reason: 'Reinstated' },
      })
    expect((await end()).json()).toEqual({ number: 2, marks: 6 })
    expect(await codes(...WEEKS)).toBe('E E E E . . . .')
    expect([(await end()).statusCode, (await provide(id)).statusCode]).toEqual([409, 409])
    expect((await office()(verifyRegister, { params: params() })).json().sound).toBe(true)
  })

  it('that follows upon another goes on counting: E for five days, then a duty and no mark of its own', async () => {
    await suspended({ to: pm('2026-12-01') })
    const then = { from: am('2026-12-02'), to: null, kind: 'permanent' }
    const preview = await head()(leave.previewSuspension, { params: params(), body: wish(then) })
    expect(preview.json(), preview.body).toMatchObject({ sixth: '2026-12-02', marks: { marks: 0 } })
    const id = await suspended(then)
    expect(await codes(...WEEKS)).toBe('E E E E E . . .')
    expect((await list()).find((one: { id: string }) => one.id === id)).toMatchObject({ sixth: '2026-12-02' })
    const answer = await head()(workList, { params: params(), query: { whose: 'all' } })
    const due = answer.json().duties.filter((duty: { rule: string }) => duty.rule === 'leave.provision')
    expect(due).toMatchObject([{ due: { day: '2026-12-02' } }])
    const end = { key: randomUUID(), from: am('2026-12-03'), reason: 'Reinstated' }
    expect((await head()(leave.endSuspension, { params: of(id), body: end })).json()).toEqual({ number: 1, marks: 0 })
  })

  it('that ended tells why to those alone who may know why it began; the register says only that the head ended it', async () => {
    const id = await suspended()
    const reason = 'The knife was another pupil’s'
    const body = { key: randomUUID(), from: am('2026-11-25'), reason }
    expect((await head()(leave.endSuspension, { params: of(id), body })).statusCode).toBe(200)
    expect((await list(server.as(school.reception)))[0].steps).toMatchObject([{ kind: 'ended', words: '' }])
    expect((await list(head()))[0].steps).toMatchObject([{ kind: 'ended', words: reason }])
    const history = await historyAtReception('2026-11-26')
    expect(history).toContain('Suspension ended by the head')
    expect(history).not.toContain('knife')
  })

  it('is the head’s alone to decide and to write about; the office sees its days and not why', async () => {
    expect((await suspend({}, office())).statusCode).toBe(403)
    const id = await suspended()
    expect((await list())[0].reason).toBe(null)
    expect((await list(head()))[0].reason).toEqual({
      category: 'Behaviour towards other pupils',
      words: 'Hit another pupil',
    })
    expect((await server.as(school.tutor)(leave.listSuspensions, { params: params() })).statusCode).toBe(403)
    expect((await office()(leave.suspensionLetter, { params: of(id) })).statusCode).toBe(403)
    const letter = await head()(leave.suspensionLetter, { params: of(id) })
    expect([letter.statusCode, letter.headers['content-type']]).toEqual([200, 'application/pdf'])
    const other = await registerSchool(server, { name: 'Oakfield Academy' })
    const there = { params: { schoolId: other.id, keptAwayId: id } }
    expect((await server.as(other.head)(leave.suspensionLetter, there)).statusCode).toBe(403)
  })

  it('of a tutor’s pupil is to the tutor an authorised absence and no more', async () => {
    await suspended()
    const sheet = await atScreen(server, school, school.tutor).open({ day: '2026-11-24' as never })
    expect(sheet.lines[0]?.mark).toMatchObject({ code: 'authorised-absence', details: {}, reason: null })
  })

  it('is recorded, and counted, where the register was taken: the mark made there stays', async () => {
    await atScreen(server, school, school.tutor).save({}, { rest: 'present', complete: true })
    const today = { from: am(MONDAY), to: am(MONDAY) }
    const answer = await suspend(today)
    expect(answer.json(), answer.body).toMatchObject({ marks: 0 })
    expect(await codes(MONDAY)).toBe('/')
    expect((await list())[0]).toMatchObject({ days: 0.5, sums: { term: 0.5 } })
  })

  it('is not decided in days to come, and two at once do not lie over one another', async () => {
    const late = { decidedDay: '2026-11-24' }
    expect((await suspend(late)).json().code).toBe('leave.decided-later')
    const both = await Promise.all([suspend(), suspend()])
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 422])
    expect(await list()).toHaveLength(1)
  })

  it('does not lie over another, and names an end', async () => {
    await suspended()
    const twice = await suspend({ from: am('2026-12-03'), to: pm('2026-12-04') })
    expect([twice.statusCode, twice.json().code]).toEqual([422, 'leave.already-kept-away'])
    const endless = await suspend({ from: am('2026-12-07'), to: null })
    expect(endless.json().code).toBe('leave.bad-period')
  })
})

describe('criminal justice detention', () => {
  const body = () => ({
    key: randomUUID(),
    pupilId: one,
    kind: 'remand',
    from: am('2026-11-24'),
    to: pm('2026-11-26'),
    words: 'Told by the youth offending team',
  })

  it('is recorded and read by the head and the safeguarding lead alone; the register says nothing of its kind', async () => {
    const dsl = server.as(
      await server.person({ name: 'Dee Lead', role: 'dsl', position: 'Safeguarding lead', school: school.place }),
    )
    const answer = await dsl(leave.recordDetention, { params: params(), body: body() })
    expect(answer.json(), answer.body).toMatchObject({ marks: 6, kept: 0 })
    for (const person of [school.officer, school.reception, school.tutor]) {
      expect((await server.as(person)(leave.listDetentions, { params: params() })).statusCode).toBe(403)
      expect((await server.as(person)(leave.recordDetention, { params: params(), body: body() })).statusCode).toBe(403)
    }
    const found = (await head()(leave.listDetentions, { params: params() })).json().detentions
    expect(found).toMatchObject([{ kind: 'remand', words: 'Told by the youth offending team', state: 'to come' }])
    const [line] = (await atScreen(server, school, school.officer).open({ day: '2026-11-24' as never })).lines
    expect(line?.mark).toMatchObject({ code: 'Y5', details: {} })
    expect(JSON.stringify(line)).not.toMatch(/remand|offending/)
    const [seen] = (await atScreen(server, school, school.tutor).open({ day: '2026-11-24' as never })).lines
    expect(seen?.mark).toMatchObject({ code: 'not-required', reason: null })
    expect(await list(head())).toEqual([])
    const end = {
      params: of(answer.json().id),
      body: { key: randomUUID(), from: am('2026-11-25'), reason: 'Released' },
    }
    expect((await office()(leave.endDetention, end)).statusCode).toBe(403)
    expect((await head()(leave.endSuspension, end)).statusCode).toBe(403)
    expect((await dsl(leave.endDetention, end)).json()).toEqual({ number: 1, marks: 4 })
    expect(await codes('2026-11-24', '2026-11-25')).toBe('Y5 .')
  })
  it('that ended leaves nothing of why in the register, which reception reads', async () => {
    const answer = await head()(leave.recordDetention, { params: params(), body: body() })
    const reason = 'Released on bail by the youth court'
    const end = { key: randomUUID(), from: am('2026-11-25'), reason }
    const of = { ...params(), keptAwayId: answer.json().id }
    expect((await head()(leave.endDetention, { params: of, body: end })).statusCode).toBe(200)
    expect(await historyAtReception('2026-11-25')).not.toMatch(/bail|court/)
    const found = (await head()(leave.listDetentions, { params: params() })).json().detentions
    expect(found[0].steps).toMatchObject([{ words: reason }])
  })
  it('names nobody in the trail, which is read by people who may not know of custody', async () => {
    const answer = await head()(leave.recordDetention, { params: params(), body: body() })
    const end = { key: randomUUID(), from: am('2026-11-25'), reason: 'Released' }
    await head()(leave.endDetention, { params: { ...params(), keptAwayId: answer.json().id }, body: end })
    const person = { name: 'Sam Admin', role: 'school-admin', position: 'Administrator', school: school.place } as const
    const trail = (await server.as(await server.person(person))(listAudit, { params: params() })).json()
    const acts = trail.acts.filter(({ operation }: { operation: string }) => operation.endsWith('-detention'))
    const facts = { decision: answer.json().id }
    expect(acts).toMatchObject([{ operation: 'end-detention' }, { operation: 'record-detention' }])
    for (const act of acts) expect([act.subject, act.facts]).toEqual([undefined, facts])
  })
})
