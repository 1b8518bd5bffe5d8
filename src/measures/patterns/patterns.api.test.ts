import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { many } from '../../platform/database/database.ts'
import { importWeeks } from '../../testing/figures-school.ts'
import { type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { addLateEvent, addLessonFree, findSchoolPatterns, removeLateEvent, removeLessonFree } from '../contract.ts'

const GOOD = '/\\ /\\ /\\ /\\ /\\'
const WEEKS = 11

describe('Patterns of a school', () => {
  let server: TestServer
  let school: RegisterSchool
  let mondays: PupilId
  beforeAll(async () => {
    server = await startTestServer()
    school = await registerSchool(server, { pupilsInGroup: 12 })
    const all = [...school.pupils.nineA, ...school.pupils.nineB]
    const [first] = all
    if (first === undefined) throw new Error('a group has pupils')
    mondays = first
    const marks = Object.fromEntries(
      all.map((id, at) => [
        id,
        Array.from({ length: WEEKS }, (_, week) => {
          if (id === mondays) return week % 10 === 5 ? GOOD : 'II /\\ /\\ /\\ /\\'
          // The others are away a day every other week, on days that go round.
          const days = GOOD.split(' ')
          if ((week + at) % 2 === 0) days[(week + 2 * at) % 5] = 'II'
          return days.join(' ')
        }),
      ]),
    )
    await importWeeks(server, school, { monday: day('2026-09-07'), marks })
  })
  afterAll(() => server.close())

  const ask = async (query: Record<string, string> = {}, person = school.head) => {
    const answer = await server.as(person)(findSchoolPatterns, { params: { schoolId: school.id }, query })
    return { status: answer.statusCode, ...answer.json() }
  }

  test('name the pupil, the stays away behind it, and how much was looked at; chance is in plain words', async () => {
    const answer = await ask()
    expect(answer).toMatchObject({ status: 200, pupils: 36, lookedAt: 24, fewest: 4, rate: 0.05 })
    expect(answer.tests).toBeGreaterThan(24 * 7)
    expect(answer.chance).toMatch(/chance/)
    const of = answer.patterns.filter((one: { pupil: { id: string } }) => one.pupil.id === mondays)
    expect(answer.patterns).toHaveLength(of.length)
    const weekday = of.find((one: { kind: string }) => one.kind === 'weekday')
    expect(weekday).toMatchObject({
      pupil: { name: 'Ada Adler00', yearGroup: 'Year 9', group: '9A' },
      kindName: 'Mondays',
      strength: 'very strong',
      seen: 10,
      of: 10,
    })
    expect(weekday.words).toMatch(/^10 of 10 short absences included a Monday; .* Evidence: very strong\.$/)
    expect(weekday.stays[0]).toEqual({ from: '2026-09-07', to: '2026-09-07', sessions: 2, half: null, has: true })
  })

  test('that look at one class only compare it with the whole school all the same', async () => {
    const answer = await ask({ groupIds: school.groups.nineB })
    expect(answer).toMatchObject({ pupils: 12, lookedAt: 12, patterns: [] })
  })

  test('are in the audit trail, with how many there were', async () => {
    await ask()
    const rows = await server.database.inTenants([school.id], (tx) =>
      many(
        tx,
        sql<{ facts: object }>`select facts from audit.trail where place_id = ${school.id}
        and operation = 'find-patterns' order by number desc limit 1`,
      ),
    )
    expect(rows[0]?.facts).toMatchObject({ named: true, patterns: expect.any(Number) })
  })

  test('know of late events and sessions without lessons, who entered each, and forget what is taken back', async () => {
    const send = server.as(school.officer)
    const params = { schoolId: school.id }
    const event = { day: '2026-09-13', what: 'Theatre trip' }
    const added = await send(addLateEvent, { params, body: event })
    expect(added.statusCode).toBe(200)
    expect((await send(addLateEvent, { params, body: event })).json()).toMatchObject({ code: 'measures.event-known' })
    const free = { yearGroup: '9', weekday: 3, half: 'PM', from: '2026-09-01' }
    const freed = await send(addLessonFree, { params, body: free })
    expect(freed.statusCode).toBe(200)
    const { known, tests } = await ask()
    expect(known.lateEvents).toEqual([
      {
        id: added.json().id,
        ...event,
        entered: { at: expect.any(String), name: 'Olu Officer', position: 'Attendance officer' },
      },
    ])
    expect(known.lessonFree).toMatchObject([{ yearGroup: '9', group: null, weekday: 3, half: 'PM', to: null }])
    const back = await send(removeLateEvent, {
      params: { ...params, eventId: added.json().id },
      body: { reason: 'Cancelled' },
    })
    expect(back.statusCode).toBe(200)
    await send(removeLessonFree, {
      params: { ...params, freeId: freed.json().id },
      body: { reason: 'Timetable changed' },
    })
    const after = await ask()
    expect(after.known).toMatchObject({ lateEvents: [], lessonFree: [] })
    expect(after.tests).toBeLessThan(tests)
    // Once only, and what was taken back is kept.
    const again = { params: { ...params, eventId: added.json().id }, body: { reason: 'Again' } }
    expect((await send(removeLateEvent, again)).statusCode).toBe(403)
    const kept = await server.database.inTenants([school.id], (tx) =>
      many(tx, sql`select removed_by_name, removed_because from measures.late_event`),
    )
    expect(kept).toEqual([{ removed_by_name: 'Olu Officer', removed_because: 'Cancelled' }])
  })

  test('refuse a session without lessons of both a year group and a class, of neither, or of no class there is', async () => {
    const send = server.as(school.officer)
    const params = { schoolId: school.id }
    const when = { weekday: 3, half: 'PM', from: '2026-09-01' }
    expect((await send(addLessonFree, { params, body: when })).statusCode).toBe(400)
    const both = { ...when, yearGroup: '9', groupId: school.groups.nineA }
    expect((await send(addLessonFree, { params, body: both })).statusCode).toBe(400)
    const none = { ...when, groupId: school.id }
    expect((await send(addLessonFree, { params, body: none })).json()).toMatchObject({ code: 'measures.no-such-group' })
  })

  test('are not for teachers', async () => {
    expect((await ask({}, school.tutor)).status).toBe(403)
  })
})
