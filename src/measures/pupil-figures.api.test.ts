import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, day, weekday } from '../kernel/day.ts'
import type { PupilId } from '../kernel/ids.ts'
import { planMarks, pupilYear } from '../register/contract.ts'
import { FIRST_MONDAY, importWeeks } from '../testing/figures-school.ts'
import { atScreen, MONDAY, type RegisterSchool, registerSchool } from '../testing/register-school.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { pupilFigures, whyEnrolment } from './contract.ts'

const GOOD = '/\\ /\\ /\\ /\\ /\\'
const ILL = 'II II II II II'

// Of the autumn term after Sunday 22 November: three weeks and four days of 20 less one training day, 38 sessions. Spring has twelve weeks.
const AUTUMN_TO_COME = 38
const SPRING = 120

describe('What lies ahead of a pupil', () => {
  let server: TestServer
  let school: RegisterSchool
  beforeAll(async () => {
    server = await startTestServer()
    school = await registerSchool(server)
    const [ada, ben, cleo] = school.pupils.nineA
    if (!ada || !ben || !cleo) throw new Error('a group has six pupils')
    await importWeeks(server, school, {
      monday: FIRST_MONDAY,
      marks: {
        [ada]: [GOOD, 'II I\\ /\\ /\\ /\\', GOOD],
        [ben]: [ILL, ILL, ILL],
        // A planned week away in December.
        [cleo]: [GOOD, GOOD, GOOD, '', '', ILL],
      },
    })
  })
  afterAll(() => server.close())

  const ask = async (pupilId: PupilId | undefined, person = school.head, year = 2026) => {
    const params = { schoolId: school.id, pupilId: pupilId ?? '', year }
    const answer = await server.as(person)(pupilFigures, { params })
    return { status: answer.statusCode, ...answer.json() }
  }

  test('is how many more sessions can be missed by the end of the term and of the year, by whole numbers', async () => {
    const { ahead, sessions, until, aims } = await ask(school.pupils.nineA[0])
    expect(until).toEqual({ day: '2026-11-22', half: 'PM' })
    expect(sessions).toMatchObject({ possible: 30, absent: 3 })
    // 68 sessions by 18 December, of which 6 stay below 10 %: three more. 188 by 26 March: 18 stay below.
    expect(ahead).toMatchObject([
      { by: 'term', name: 'Autumn', toCome: AUTUMN_TO_COME, lines: [{ line: 10, sessionsLeft: 3 }, { line: 50 }] },
      { by: 'year', lastDay: '2027-03-26', toCome: AUTUMN_TO_COME + SPRING, lines: [{ sessionsLeft: 15 }, {}] },
    ])
    // At 90.0 %: there. 3 of 60 is 95 %: after thirty more.
    expect(aims).toMatchObject([
      { aim: 90, state: 'there', sessions: null, day: null },
      { aim: 95, state: 'reached', sessions: 30 },
    ])
    // Thirty sessions are fifteen school days from Monday 23 November, with Friday 27 off.
    expect(aims[1].day).toBe(nthSchoolDay(15))
  })

  test('is below nothing where the line is passed for good, and out of reach where no sessions could bring it back', async () => {
    const { ahead, aims } = await ask(school.pupils.nineA[1])
    expect(ahead[1].lines[0]).toEqual({ line: 10, sessionsLeft: 18 - 30 })
    expect(aims).toMatchObject([
      { aim: 90, state: 'out-of-reach' },
      { aim: 95, state: 'out-of-reach' },
    ])
  })

  test('takes absences that are planned already out of what can still be missed', async () => {
    const { ahead } = await ask(school.pupils.nineA[2])
    // 30 so far and 38 to come, ten of them planned away: 6 would stay below 10 %, so it is passed by four.
    expect(ahead[0]).toMatchObject({ planned: 10, lines: [{ line: 10, sessionsLeft: -4 }, {}] })
  })

  test('is there for a pupil without a mark, and empty for a year that has not been planned', async () => {
    const newcomer = await ask(school.pupils.nineB[0])
    expect(newcomer).toMatchObject({ status: 200, sessions: { possible: 0 }, aims: [] })
    expect(newcomer.ahead[1].lines[0].sessionsLeft).toBe(15)
    expect(await ask(school.pupils.nineB[0], school.head, 2027)).toMatchObject({ until: null, ahead: [], aims: [] })
  })

  test('counts to the same session as the pupil’s page, while registers are open and with marks planned for later', async () => {
    const open = await registerSchool(server, { name: 'Open Academy' })
    const [ada, ben] = open.pupils.nineA as [PupilId, PupilId]
    await importWeeks(server, open, { monday: FIRST_MONDAY, marks: { [ada]: [GOOD, GOOD, ILL], [ben]: [GOOD] } })
    await atScreen(server, open, open.tutor).save({ [ada]: 'N' })
    const span = { from: { day: MONDAY, half: 'PM' }, to: { day: MONDAY, half: 'PM' } }
    const body = { key: randomUUID(), pupilIds: [ada, ben], code: 'V', reason: 'Trip', ...span }
    const at = { params: { schoolId: open.id } }
    expect((await server.as(open.officer)(planMarks, { ...at, body })).statusCode).toBe(200)
    const both = async (pupilId: PupilId) => {
      const params = { ...at.params, pupilId, year: 2026 }
      const { sessions, until } = (await server.as(open.head)(pupilFigures, { params })).json()
      const { tally } = (await server.as(open.head)(pupilYear, { params })).json()
      expect([sessions.possible, sessions.absent]).toEqual([tally.possible, tally.authorised + tally.unauthorised])
      const querystring = { figure: 'absence', from: '2026-09-01', to: until.day, until: 'own' } as const
      const why = (
        await server.as(open.head)(whyEnrolment, { params: { ...at.params, pupilId }, query: querystring })
      ).json()
      expect([why.possible, why.sessions]).toEqual([sessions.possible, sessions.absent])
      return { possible: sessions.possible, until }
    }
    expect(await both(ada)).toEqual({ possible: 31, until: { day: MONDAY, half: 'AM' } })
    expect(await both(ben)).toEqual({ possible: 10, until: { day: '2026-11-22', half: 'PM' } })
  })

  test('is for those who may see the pupil: the tutor of the group, and nobody of another group or school', async () => {
    expect((await ask(school.pupils.nineA[0], school.tutor)).status).toBe(200)
    expect((await ask(school.pupils.nineB[0], school.tutor)).status).toBe(403)
    const other = await registerSchool(server, { name: 'Other Academy' })
    expect((await ask(other.pupils.nineA[0])).status).toBe(403)
    expect((await ask(school.pupils.nineA[0], other.head)).status).toBe(403)
  })
})

function nthSchoolDay(n: number) {
  let on = day('2026-11-22')
  for (let left = n; left > 0; ) {
    on = addDays(on, 1)
    if (weekday(on) <= 5 && on !== '2026-11-27') left--
  }
  return on
}
