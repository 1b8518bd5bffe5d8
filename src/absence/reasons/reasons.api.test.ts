import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { ContactId, PupilId } from '../../kernel/ids.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import { sessionIndex } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { sendDue } from '../../messaging/index.ts'
import type { Sender } from '../../messaging/sending/sender.ts'
import { many } from '../../platform/database/database.ts'
import { amendMarks, markHistory, pupilYear, verifyRegister } from '../../register/contract.ts'
import { addContact, changeContact, getPupil } from '../../roll/contract.ts'
import { replaceCalendar } from '../../roll/index.ts'
import { importWeeks } from '../../testing/figures-school.ts'
import { type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { MOTHER_DETAILS, MOTHER_LINK } from '../../testing/roll-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import * as absence from '../contract.ts'
import { turnUnexplained } from './turn-unexplained.ts'

let server: TestServer
let school: RegisterSchool
let ada: PupilId
let ben: PupilId
let mother: ContactId

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server)
  ;[ada, ben] = school.pupils.nineA as [PupilId, PupilId]
  const body = { person: { ...MOTHER_DETAILS, ...MOTHER_LINK }, reason: 'She told us' }
  const added = await office()(addContact, { params: { schoolId: school.id, pupilId: ada }, body })
  expect(added.statusCode, added.body).toBe(200)
  mother = added.json().id
  // Two half days of last Monday, one of last Tuesday.
  await importWeeks(server, school, { monday: day('2026-11-16'), marks: { [ada]: ['NN'], [ben]: ['.. N.'] } })
})

const office = () => server.as(school.officer)
const params = () => ({ schoolId: school.id })
const at = (moment: string) => server.clock.moveTo(`${moment}:00.000Z` as Moment)
const am = (on: string) => ({ day: on, half: 'AM' as const })
const pm = (on: string) => ({ day: on, half: 'PM' as const })
const list = async () => {
  const answer = await office()(absence.listReasons, { params: params() })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json() as {
    version: number
    marks: absence.WantedReason[]
    automatic: { on: boolean; mayChange: boolean }
  }
}
const recode = (code: string, marks: object[], change: object = {}) =>
  list().then(({ version }) =>
    office()(absence.recodeReasons, {
      params: params(),
      body: { key: randomUUID(), version, code, reason: 'Her mother rang back', marks, ...change },
    }),
  )
const warn = (change: object = {}, pupilId = ada) =>
  office()(absence.warnFamilies, {
    params: params(),
    body: {
      channel: 'phone',
      words: 'She will look it up',
      pupils: [{ warningId: randomUUID(), pupilId, from: am('2026-11-16'), to: pm('2026-11-16') }],
      ...change,
    },
  })
const changeMother = async (details: object) => {
  const pupilId = { schoolId: school.id, pupilId: ada }
  const pupil = (await office()(getPupil, { params: pupilId })).json()
  const { version, linkVersion } = pupil.office.contacts.find(({ id }: { id: string }) => id === mother)
  const body = { ...MOTHER_LINK, ...details, version, linkVersion, reason: 'A new number' }
  const answer = await office()(changeContact, { params: { ...pupilId, contactId: mother }, body })
  expect(answer.statusCode, answer.body).toBe(200)
}
const ADAS = [
  { day: '2026-11-16', half: 'AM' },
  { day: '2026-11-16', half: 'PM' },
]
const adas = () => ADAS.map((one) => ({ ...one, pupilId: ada }))
async function codes(pupilId: PupilId): Promise<string> {
  const answer = await office()(pupilYear, { params: { schoolId: school.id, pupilId, year: 2026 } })
  const first = sessionIndex({ day: day('2026-11-16'), half: 'AM' })
  return [0, 1, 2].map((place) => answer.json().codes[first + place] || '.').join(' ')
}
/** The clock looks at every school of this server: what it did is seen in this school's marks. */
const turn = async () => {
  const { failed } = await turnUnexplained(server.database, server.clock)
  expect(failed.filter(({ schoolId }) => schoolId === school.id)).toEqual([])
  return codes(ada)
}

describe('the list of absences without a reason', () => {
  it('has every N with its school days left, the soonest first', async () => {
    const { marks } = await list()
    expect(marks.map(({ pupil, day: on, half, due, left }) => [pupil.name, on, half, due, left])).toEqual([
      ['Ada Adler00', '2026-11-16', 'AM', '2026-11-23', 0],
      ['Ada Adler00', '2026-11-16', 'PM', '2026-11-23', 0],
      ['Ben Adler01', '2026-11-17', 'AM', '2026-11-24', 1],
    ])
    expect(marks[0]?.pupil.group).toBe('9A')
  })

  it('loses what one reason explains, in one act with that reason', async () => {
    const answer = await recode('I', adas())
    expect(answer.json(), answer.body).toMatchObject({ marks: 2 })
    expect(await codes(ada)).toBe('I I .')
    expect((await list()).marks).toHaveLength(1)
    const history = await office()(markHistory, {
      params: { schoolId: school.id, pupilId: ada, day: '2026-11-16', half: 'AM' },
    })
    expect(history.body).toContain('Her mother rang back')
  })

  it('does not overwrite what somebody found out meanwhile', async () => {
    const { version } = await list()
    await recode('M', [adas()[0] ?? {}])
    const answer = await recode('I', adas(), { version })
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'register.changed-meanwhile'])
    expect(await codes(ada)).toBe('M N .')
  })

  it.each([
    ['leave', 'C', 'absence.leave-needed'],
    ['presence', '/', 'absence.not-a-reason'],
    ['an unauthorised absence that nobody announced', 'O', 'absence.not-warned'],
  ])('is not emptied by %s', async (_, code, problem) => {
    const answer = await recode(code, adas())
    expect([answer.statusCode, answer.json().code]).toEqual([422, problem])
    expect(await codes(ada)).toBe('N N .')
  })
})

describe('telling a family before a mark turns unauthorised', () => {
  it('lets O stand for the sessions that it spoke of, and for no others', async () => {
    expect((await warn()).json()).toEqual({ warned: 1, left: [] })
    expect((await list()).marks[0]?.warned).toMatchObject({ channel: 'phone', to: 'Marta Łukasik', waits: false })
    expect((await recode('O', adas())).statusCode).toBe(200)
    expect((await recode('O', [{ pupilId: ben, ...am('2026-11-17') }])).json().code).toBe('absence.not-warned')
  })

  it('goes by message to a parent who may be told, once', async () => {
    const pupils = [{ warningId: randomUUID(), pupilId: ada, from: am('2026-11-16'), to: pm('2026-11-16') }]
    const answer = await warn({ channel: 'message', words: '', pupils })
    expect(answer.json(), answer.body).toEqual({ warned: 1, left: [] })
    await warn({ channel: 'message', words: '', pupils })
    const sent = await server.database.asSystem((tx) =>
      many(
        tx,
        sql<{
          body: string
        }>`select body from messaging.message where school_id = ${school.id} and contact_id = ${mother}`,
      ),
    )
    expect(sent).toHaveLength(1)
    expect(sent[0]?.body).toContain('Monday 16 November 2026')
  })

  it('names those whom nobody could tell, and they are not warned', async () => {
    const answer = await warn({
      pupils: [{ warningId: randomUUID(), pupilId: ben, from: am('2026-11-17'), to: am('2026-11-17') }],
    })
    expect(answer.json()).toMatchObject({ warned: 0, left: [{ name: 'Ben Adler01' }] })
    expect((await recode('O', [{ pupilId: ben, ...am('2026-11-17') }])).json().code).toBe('absence.not-warned')
  })

  it('is about what was missed: not about days to come, nor about a day on which the child was there', async () => {
    const about = (from: string, to: string) =>
      warn({ pupils: [{ warningId: randomUUID(), pupilId: ada, from: am(from), to: pm(to) }] })
    for (const to of ['2026-11-24', '2027-07-01', '2026-11-17'])
      expect((await about('2026-11-16', to)).json()).toMatchObject({ warned: 0, left: [{ name: 'Ada Adler00' }] })
    expect((await list()).marks[0]?.warned).toBeNull()
  })

  it('is no neighbour’s to hear, who has no responsibility for the child', async () => {
    const link = { ...MOTHER_LINK, relationship: 'Neighbour', isParent: false, parentalResponsibility: 'no' }
    const body = { person: { ...MOTHER_DETAILS, ...link, livesWith: false }, reason: 'They told us' }
    const added = await office()(addContact, { params: { schoolId: school.id, pupilId: ben }, body })
    const [from, contactId] = [am('2026-11-17'), added.json().id]
    const pupils = [{ warningId: randomUUID(), pupilId: ben, contactId, from, to: from }]
    expect((await warn({ pupils })).json()).toMatchObject({ warned: 0, left: [{ name: 'Ben Adler01' }] })
  })

  it('is asked for where the register’s own amendment makes O or G of an N, and for no other correction', async () => {
    const amend = async (to: string, seen = 'N') => {
      const { version } = await list()
      const marks = [{ pupilId: ada, ...am('2026-11-16'), to, seen, details: { reason: 'No evidence' } }]
      return office()(amendMarks, {
        params: params(),
        body: { key: randomUUID(), reason: 'No evidence', version, marks },
      })
    }
    for (const code of ['O', 'G']) expect((await amend(code)).json().code).toBe('absence.not-warned')
    expect(await codes(ada)).toBe('N N .')
    expect((await amend('I')).statusCode).toBe(200)
    expect((await amend('N', 'I')).statusCode).toBe(200)
    await warn()
    expect((await amend('O')).statusCode).toBe(200)
    expect(await codes(ada)).toBe('O N .')
  })

  it('by hand says what was said', async () => {
    expect((await warn({ words: '' })).json().code).toBe('absence.words-wanted')
  })
})

describe('the end of the clock', () => {
  it('makes O of an N whose family was told, records why, and leaves the others', async () => {
    await warn()
    expect(await turn()).toBe('N N .')
    // Past the five school days, and still within the days that the family was given to answer.
    at('2026-11-25T08:00')
    expect(await turn()).toBe('N N .')
    at('2026-11-26T08:00')
    expect(await turn()).toBe('O O .')
    expect(await codes(ben)).toBe('. . N')
    await turn()
    const history = await office()(markHistory, {
      params: { schoolId: school.id, pupilId: ada, day: '2026-11-16', half: 'AM' },
    })
    expect(history.body).toContain('Marta Łukasik was told on Monday 23 November 2026')
    expect((await office()(verifyRegister, { params: params() })).json().sound).toBe(true)
    const trail = await server.database.asSystem((tx) =>
      many(tx, sql`select 1 from audit.trail where operation = 'turn-unexplained' and place_id = ${school.id}`),
    )
    expect(trail).toHaveLength(1)
  })

  it('turns the others where the register refuses the mark of one, whom it names', async () => {
    const body = { person: { ...MOTHER_DETAILS, ...MOTHER_LINK }, reason: 'She told us' }
    await office()(addContact, { params: { schoolId: school.id, pupilId: ben }, body })
    const from = am('2026-11-17')
    await warn()
    await warn({ pupils: [{ warningId: randomUUID(), pupilId: ben, from, to: from }] })
    // Ben’s Tuesday has become a training day since.
    const term = { name: 'Autumn', first: day('2026-09-01'), last: day('2026-12-18') }
    const daysOff = [{ day: day('2026-11-17'), kind: 'inset' as const, reason: 'Training' }]
    const facts = { schoolId: school.id, at: server.clock.now(), by: school.officer, reason: 'Moved' }
    await server.database.asSystem((tx) =>
      replaceCalendar(tx, facts, { year: schoolYear(2026), terms: [term], daysOff }),
    )
    at('2026-11-27T08:00')
    const { failed } = await turnUnexplained(server.database, server.clock)
    expect([await codes(ada), await codes(ben)]).toEqual(['O O .', '. . N'])
    expect(failed.map(({ error }) => String(error))).toEqual([expect.stringContaining(ben)])
  })

  it('waits while a message that was to tell the family has not gone, or did not arrive', async () => {
    const taking: Sender = { name: 'notify', send: async () => ({ outcome: 'handed-over', providerId: null }) }
    const wrong: Sender = {
      name: 'notify',
      send: async () => ({ outcome: 'refused', why: 'no such number', addressAtFault: true }),
    }
    const send = (text: Sender) => sendDue({ database: server.database, clock: server.clock, senders: { text } })
    await warn({ channel: 'message' })
    // Three days on, the service has been down.
    at('2026-11-26T08:00')
    expect(await turn()).toBe('N N .')
    expect((await list()).marks[0]?.warned).not.toBeNull()
    expect((await list()).marks[0]?.warned).toMatchObject({ waits: true })
    expect((await recode('O', adas())).json().code).toBe('absence.not-warned')
    await send(wrong)
    expect(await turn()).toBe('N N .')
    expect((await list()).marks[0]?.warned).toBeNull()
    expect((await recode('O', adas())).json().code).toBe('absence.not-warned')
    const body = { email: 'marta@family.example' }
    await changeMother({ ...MOTHER_DETAILS, phones: [{ kind: 'mobile', number: '07700 900125' }], ...body })
    await warn({ channel: 'message' })
    at('2026-11-30T08:00')
    await send(taking)
    // From the day on which it went, the family has its days to answer.
    expect(await turn()).toBe('N N .')
    at('2026-12-03T08:00')
    expect(await turn()).toBe('O O .')
  })

  it('waits where a report lies with the office, and where the school wants it by hand', async () => {
    await warn()
    const body = {
      children: [{ reportId: randomUUID(), pupilId: ada }],
      first: am('2026-11-16'),
      until: { kind: 'day', day: '2026-11-16' },
      category: 'illness',
      channel: 'email',
      reporter: { name: 'Marta' },
      receivedAt: MORNING,
    }
    await office()(absence.enterReports, { params: params(), body })
    at('2026-11-26T08:00')
    expect(await turn()).toBe('N N .')
    const [report] = (await office()(absence.listReports, { params: params() })).json().reports
    const aside = { key: randomUUID(), seen: 0, reason: 'not-from-family' }
    await office()(absence.setAsideReport, { params: { ...params(), reportId: report.id }, body: aside })
    const set = (on: boolean, as = server.as(school.head)) =>
      as(absence.setAutomaticO, { params: params(), body: { on, reason: 'We decide each by hand' } })
    expect((await set(false, office())).statusCode).toBe(403)
    expect((await set(false)).statusCode).toBe(200)
    expect(await turn()).toBe('N N .')
    expect((await list()).automatic).toMatchObject({ on: false, mayChange: false })
    await set(true)
    expect(await turn()).toBe('O O .')
  })
})

it('nobody without the right sees or changes any of it, nor does another school', async () => {
  expect((await server.as(school.tutor)(absence.listReasons, { params: params() })).statusCode).toBe(403)
  const body = { key: randomUUID(), version: 0, code: 'I', reason: 'x', marks: adas() }
  expect((await server.as(school.reception)(absence.recodeReasons, { params: params(), body })).statusCode).toBe(403)
  const other = await registerSchool(server, { name: 'Oakfield Academy' })
  expect(
    (await server.as(other.officer)(absence.listReasons, { params: { schoolId: other.id } })).json().marks,
  ).toEqual([])
  await warn()
  const rows = await server.database.inTenants([other.id], (tx) => many(tx, sql`select 1 from absence.warning`))
  expect(rows).toEqual([])
})
