import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PupilId } from '../kernel/ids.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { atScreen, MONDAY, type RegisterSchool, registerSchool } from '../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../testing/test-server.ts'
import { amendConflictShape, amendMarks, groupWeek, markHistory, pupilYear, signInLate, signOut } from './contract.ts'
import { verifyJournal } from './index.ts'

let server: TestServer
let school: RegisterSchool
let one: PupilId
let two: PupilId

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server)
  ;[one, two] = school.pupils.nineA as [PupilId, PupilId]
  await atScreen(server, school, school.tutor).save({ [one]: 'N', [two]: 'N' }, { rest: 'present', complete: true })
  at('09:30')
})

const at = (time: string) => server.clock.moveTo(`2026-11-23T${time}:00.000Z` as Moment)
const params = () => ({ schoolId: school.id })

interface Wish {
  readonly version: number
  readonly marks: readonly (readonly [PupilId, string | null, string, Record<string, string>?])[]
  readonly reason?: string
  readonly despiteClock?: boolean
}
function amend(by: typeof school.officer, { marks, reason = 'Mother rang', ...wish }: Wish) {
  const body = {
    key: randomUUID(),
    reason,
    ...wish,
    marks: marks.map(([pupilId, seen, to, details]) => {
      return { pupilId, day: MONDAY, half: 'AM', seen, to, ...(details === undefined ? {} : { details }) }
    }),
  }
  return server.as(by)(amendMarks, { params: params(), body })
}
const line = async (pupilId: PupilId) => {
  const asked = { params: { ...params(), pupilId, day: MONDAY, half: 'AM' } }
  return (await server.as(school.officer)(markHistory, asked)).json()
}
const versionSeen = async () => (await line(one)).version as number
const standsSound = async () =>
  expect((await server.database.asSystem((tx) => verifyJournal(tx, school.id))).faults).toEqual([])

describe('two officers amend the same mark, one after the other', () => {
  it.each([
    ['another note beside the same code', ['I', { note: 'Asthma, per mother' }], ['I', { note: 'Cold' }]],
    ['another activity', ['B', { nature: 'Forest school' }], ['B', { nature: 'College taster' }]],
    ['another code', ['M', { appointment: '9.00' }], ['I', {}]],
  ] as const)('%s: the second is shown the first’s mark, and nothing is lost', async (_what, first, next) => {
    const [to, details] = first
    const [wish, beside] = next
    const version = await versionSeen()
    expect((await amend(school.officer, { version, marks: [[one, 'N', to, details]] })).statusCode).toBe(200)
    // The other officer's screen was open since before, with this mark and another one to change.
    const second = await amend(school.head, {
      version,
      marks: [
        [one, to, wish, beside],
        [two, 'N', 'I'],
      ],
    })
    expect([second.statusCode, second.json().code]).toEqual([409, 'register.changed-meanwhile'])
    expect(second.json().detail).toContain('Olu Officer changed one mark since you looked')
    const conflict = amendConflictShape.parse(second.json().details)
    expect(conflict.marks).toMatchObject([
      { pupilId: one, now: to, yours: wish, details, reason: 'Mother rang', by: { name: 'Olu Officer' } },
    ])
    expect(conflict.marks[0]?.at).toMatch(/^2026-11-23T09:30/)
    expect((await line(one)).mark).toMatchObject({ code: to, details, by: { name: 'Olu Officer' } })
    expect((await line(two)).mark).toMatchObject({ code: 'N' })
    // Having seen it, they may put theirs over it; the journal keeps both.
    const { version: now } = conflict
    expect((await amend(school.head, { version: now, marks: [[one, to, wish, beside]] })).statusCode).toBe(200)
    expect((await line(one)).changes.map((change: { to: string }) => change.to)).toEqual(['N', to, wish])
    await standsSound()
  })

  it('is a clash for the same person at two screens too', async () => {
    const version = await versionSeen()
    await amend(school.officer, { version, marks: [[one, 'N', 'I', { note: 'Asthma' }]] })
    const other = await amend(school.officer, { version, marks: [[one, 'I', 'I', { note: 'Cold' }]] })
    expect(other.statusCode).toBe(409)
  })

  it('is none where a pupil left the site since: that moved no mark', async () => {
    await amend(school.officer, { version: await versionSeen(), marks: [[one, 'N', 'L', { arrival_time: '08:40' }]] })
    const version = await versionSeen()
    const body = { key: randomUUID(), pupilId: one, reason: 'Dentist' }
    expect((await server.as(school.reception)(signOut, { params: params(), body })).statusCode).toBe(200)
    expect((await amend(school.head, { version, marks: [[one, 'L', 'I']] })).statusCode).toBe(200)
  })

  it('holds in a year and in a week as they were read: every look says its version', async () => {
    const ask = async (operation: typeof pupilYear | typeof groupWeek, more: object) =>
      (await server.as(school.officer)(operation, { params: { ...params(), ...more } })).json().version
    expect(await ask(pupilYear, { pupilId: one, year: 2026 })).toBe(1)
    expect(await ask(groupWeek, { groupId: school.groups.nineA, day: MONDAY })).toBe(1)
  })

  it('believes no version that the journal has not reached', async () => {
    expect((await amend(school.officer, { version: 99, marks: [[one, 'N', 'I']] })).statusCode).toBe(409)
  })

  it('at the same moment: one is saved, the other is asked, every time', async () => {
    const version = await versionSeen()
    const wish = (note: string): Wish => ({ version, marks: [[one, 'N', 'I', { note }]] })
    const people = [school.officer, school.head, school.officer, school.head, school.officer]
    const answers = await Promise.all(people.map((by, n) => amend(by, wish(`note ${n}`))))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409, 409, 409])
    expect((await line(one)).changes).toHaveLength(2)
    await standsSound()
  })

  it('at the same moment as the desk signs the pupil in: neither goes over the other unseen', async () => {
    const version = await versionSeen()
    const body = { key: randomUUID(), pupilId: one, reason: 'Bus' }
    const [amended, arrived] = await Promise.all([
      amend(school.officer, { version, marks: [[one, 'N', 'I']] }),
      server.as(school.reception)(signInLate, { params: params(), body }),
    ])
    expect(arrived.statusCode).toBe(200)
    // Amended first: illness stays, with the arrival beside it. Signed in first: the office is shown U before it amends.
    const expected = amended.statusCode === 200 ? ['N', 'I', 'I'] : ['N', 'U']
    expect((await line(one)).changes.map((change: { to: string }) => change.to)).toEqual(expected)
    await standsSound()
  })
})

describe('L and U by the pupil’s own clock (Year 9: 8.30 to 8.45)', () => {
  const late = async (to: string, arrival: string | undefined, more: Partial<Wish> = {}) => {
    const details = arrival === undefined ? undefined : { arrival_time: arrival }
    const seen = (await line(one)).mark.code
    const marks = [details === undefined ? ([one, seen, to] as const) : ([one, seen, to, details] as const)]
    return amend(school.officer, { version: await versionSeen(), marks, ...more })
  }

  it('refuses L after the close, U before it, and an arrival outside the session, in plain words', async () => {
    const said = async (to: string, time: string) => {
      const answer = await late(to, time)
      expect([answer.statusCode, answer.json().code]).toEqual([422, 'register.marks-refused'])
      return answer.json().detail
    }
    expect(await said('L', '08:45')).toContain(
      'Ada Adler00: L with an arrival at 08:45: their register had closed at 08:45, so this is U',
    )
    expect(await said('U', '08:44')).toContain('their register was open until 08:45, so this is L')
    expect(await said('L', '08:25')).toContain('so they were there when it began: /')
    expect(await said('U', '13:10')).toContain('their session ended at 13:00')
    expect((await line(one)).mark).toMatchObject({ code: 'N' })
    expect((await late('L', '08:44')).statusCode).toBe(200)
  })

  it('knows the time that the desk recorded, where none is given', async () => {
    const body = { key: randomUUID(), pupilId: one }
    await server.as(school.reception)(signInLate, { params: params(), body })
    const answer = await late('L', undefined)
    expect(answer.json().details.faults).toMatchObject([{ faultCode: 'register.late-by-the-clock', pupilId: one }])
  })

  it('lets the office record that the register was in fact taken at another time, and keeps that with the act', async () => {
    const reason = 'Fire drill: 9A was registered in the yard until 9.05'
    expect((await late('L', '09:00', { despiteClock: true, reason })).statusCode).toBe(200)
    const history = await line(one)
    expect(history.mark).toMatchObject({ code: 'L', reason, details: { arrival_time: '09:00' } })
    expect((await late('U', '13:10', { despiteClock: true, reason })).statusCode).toBe(422)
    await standsSound()
  })
})
