import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { workList } from '../duties/contract.ts'
import type { PupilId } from '../kernel/ids.ts'
import type { Operation } from '../kernel/operation.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { recordDetention, suspendPupil } from '../leave/contract.ts'
import { many } from '../platform/database/database.ts'
import { openRegister, signOut, undoSignIn, verifyRegister, whoIsHere } from '../register/contract.ts'
import { changeContact, getPupil } from '../roll/contract.ts'
import type { TestPerson } from '../testing/builders.ts'
import { atScreen, MONDAY, type RegisterSchool, registerParams, registerSchool } from '../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../testing/test-server.ts'
import * as site from './contract.ts'

let server: TestServer
let school: RegisterSchool
let tablet: TestPerson
let pam: TestPerson
let dsl: TestPerson
let ada: PupilId
let ben: PupilId
let cleo: PupilId

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server, { families: true })
  const person = (name: string, role: 'kiosk' | 'pastoral' | 'dsl') =>
    server.person({ name, role, position: name, school: school.place })
  tablet = await person('Front entrance tablet', 'kiosk')
  pam = await person('Pam Pastoral', 'pastoral')
  dsl = await person('Dee Safe', 'dsl')
  ;[ada, ben, cleo] = school.pupils.nineA as [PupilId, PupilId, PupilId]
})

const at = (time: string) => server.clock.moveTo(`${MONDAY}T${time}:00.000Z` as Moment)
const params = (more: object | undefined) => ({ schoolId: school.id, ...more })
const send = (person: TestPerson, operation: Operation, ...[body, more]: readonly (object | undefined)[]) =>
  server.as(person)(operation, { params: params(more), ...(body === undefined ? {} : { body }) })
const codeOf = async (pupilId: PupilId) => {
  const answer = await server.as(school.officer)(openRegister, { params: registerParams(school) })
  return answer.json().lines.find((line: { pupilId: string }) => line.pupilId === pupilId).mark
}
const placeOf = async (pupilId: PupilId) => {
  const answer = await send(school.officer, whoIsHere)
  return answer.json().pupils.find((one: { pupilId: string }) => one.pupilId === pupilId).place
}

/** 9A's register with these codes and the rest present, then half past nine. */
async function registered(codes: Readonly<Record<PupilId, string>> = {}) {
  await atScreen(server, school, school.tutor).save(codes, { rest: 'present', complete: true })
  at('09:30')
}

describe('the kiosk', () => {
  const find = (name: string, as = tablet) => send(as, site.findMyself, { name })
  const signIn = (pupilId: PupilId, body: object = {}) =>
    send(tablet, site.signMyselfIn, { key: randomUUID(), pupilId, ...body })

  it('finds a pupil by three letters and the form, and tells a name and a form alone', async () => {
    expect((await find('ad')).json()).toEqual({ state: 'too short', found: [] })
    expect((await find('ada 9a')).json()).toEqual({
      state: 'found',
      found: [{ pupilId: ada, name: 'Ada Adler00', groupName: '9A' }],
    })
    expect((await find('adler')).json()).toEqual({ state: 'too many', found: [] })
  })

  it('signs in late by the register’s own clock, keeps the reason, and shows no code', async () => {
    at('08:41')
    const answer = await signIn(ada, { reason: 'transport' })
    expect(answer.json()).toEqual({ message: 'Thank you, Ada. You are signed in at 08:41. Go to your lesson now.' })
    expect(await codeOf(ada)).toMatchObject({ code: 'L', details: { reason: 'Bus, train or traffic' } })
    at('09:10')
    await signIn(ben)
    expect(await codeOf(ben)).toMatchObject({ code: 'U' })
  })

  it('sends to reception whoever is suspended or detained: their mark stays, and the words are those for everybody', async () => {
    const am = { day: MONDAY, half: 'AM' }
    const away = { key: randomUUID(), from: am, to: { ...am, half: 'PM' }, words: 'Hit another pupil' }
    const suspension = { ...away, pupilId: ada, kind: 'suspension', category: 'pupils', decidedDay: MONDAY }
    expect((await send(school.head, suspendPupil, suspension)).statusCode).toBe(200)
    const detention = { ...away, key: randomUUID(), pupilId: ben, kind: 'police' }
    expect((await send(school.head, recordDetention, detention)).statusCode).toBe(200)
    at('08:41')
    const [suspended, detained] = [await signIn(ada), await signIn(ben)]
    expect(suspended.json()).toMatchObject({ status: 422, code: 'site.speak-to-reception' })
    expect(detained.json().detail).toBe(suspended.json().detail)
    expect([await codeOf(ada), await codeOf(ben)]).toMatchObject([{ code: 'E' }, { code: 'Y5' }])
  })

  it('sends to reception whoever is present, was signed in or has left, in the same words', async () => {
    await registered()
    const said = async () => (await signIn(ada)).json()
    const present = await said()
    expect(present).toMatchObject({ status: 422, code: 'site.speak-to-reception' })
    await send(school.reception, signOut, {
      ...{ key: randomUUID(), pupilId: ada, reason: 'Dentist' },
    })
    expect((await said()).detail).toBe(present.detail)
    expect((await signIn(ada, { back: true })).json().message).toMatch(/^Welcome back, Ada/)
    expect(await placeOf(ada)).toBe('on-site')
  })

  it('signs in once, however often it is pressed', async () => {
    const key = randomUUID()
    const [one, two] = [await signIn(ada, { key }), await signIn(ada, { key })]
    expect([one.statusCode, two.statusCode, two.body]).toEqual([200, 200, one.body])
  })

  it('may do that and nothing else; and nobody else may use it', async () => {
    for (const operation of [whoIsHere, site.listGates, site.listSpotChecks, site.showRollCall, workList])
      expect((await send(tablet, operation)).statusCode).toBe(403)
    for (const person of [school.officer, school.tutor, school.head])
      expect((await find('ada', person)).statusCode).toBe(403)
  })

  it('does not know the pupils of another school', async () => {
    const other = await registerSchool(server, { name: 'Oakfield' })
    const answer = await signIn(other.pupils.nineA[0] as PupilId)
    expect(answer.statusCode).toBe(403)
  })
})

describe('a late gate check', () => {
  const open = async (as = school.reception) => {
    const key = randomUUID()
    expect((await send(as, site.openGate, { key, place: 'Main gate' })).statusCode).toBe(200)
    return { gateId: key }
  }
  const arrive = (gate: object, pupilId: PupilId, body: object = {}) =>
    send(school.reception, site.arriveAtGate, { key: randomUUID(), pupilId, ...body }, gate)

  it('signs in at the moment of the press, counts who came and why, and ends', async () => {
    const gate = await open()
    at('08:42')
    await arrive(gate, ada, { reason: 'transport' })
    at('08:50')
    await arrive(gate, ben)
    expect([await codeOf(ada), await codeOf(ben)]).toMatchObject([{ code: 'L' }, { code: 'U' }])
    const shown = (await send(pam, site.showGate, undefined, gate)).json()
    expect(shown).toMatchObject({ came: 2, minutesLate: 32, closedAt: null, openedBy: 'Rae Desk' })
    expect(shown.arrivals).toMatchObject([
      { name: 'Ben Adler01', minutesLate: 20, reason: null },
      { name: 'Ada Adler00', minutesLate: 12, reason: 'transport', groupName: '9A' },
    ])
    expect((await send(pam, site.closeGate, undefined, gate)).json()).toEqual({ came: 2 })
    const refusal = await arrive(gate, cleo)
    expect([refusal.statusCode, refusal.json().code]).toEqual([422, 'site.gate-over'])
    expect(await codeOf(cleo)).toBeNull()
  })

  it('takes a press back within minutes: the mark is as it was, and nobody came', async () => {
    const gate = await open()
    const { number } = (await arrive(gate, ada)).json()
    at('08:44')
    const body = { key: randomUUID(), number }
    expect((await send(school.reception, site.undoAtGate, body, gate)).statusCode).toBe(200)
    expect((await send(school.reception, site.undoAtGate, body, gate)).statusCode).toBe(200)
    expect(await codeOf(ada)).toBeNull()
    expect((await send(pam, site.showGate, undefined, gate)).json()).toMatchObject({ came: 0, arrivals: [] })
    // Then they do come.
    expect((await arrive(gate, ada)).statusCode).toBe(200)
    const verified = await send(school.officer, verifyRegister, {})
    expect(verified.json()).toMatchObject({ faults: [] })
  })

  it('leaves an N as it was when the press is taken back, but not for another person, later, or over somebody’s amendment', async () => {
    await registered({ [ada]: 'N' })
    const gate = await open()
    const { number } = (await arrive(gate, ada)).json()
    const undo = (as: TestPerson) => send(as, site.undoAtGate, { key: randomUUID(), number }, gate)
    expect((await undo(pam)).json().code).toBe('register.no-such-sign-in')
    expect((await undo(school.reception)).statusCode).toBe(200)
    expect((await codeOf(ada)).code).toBe('N')
    const again = (await arrive(gate, ada)).json()
    at('09:36')
    const late = await send(school.reception, site.undoAtGate, { key: randomUUID(), number: again.number }, gate)
    expect(late.json().code).toBe('register.undo-over')
    const none = await send(school.reception, undoSignIn, { key: randomUUID(), number: 99_999 })
    expect(none.json().code).toBe('register.no-such-sign-in')
  })

  it('counts two people’s presses at the same moment, each once', async () => {
    const gate = await open()
    const key = randomUUID()
    const answers = await Promise.all([arrive(gate, ada, { key }), arrive(gate, ada, { key }), arrive(gate, ben)])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
    expect((await send(pam, site.showGate, undefined, gate)).json().came).toBe(2)
  })

  it('is counted over weeks: reasons, and who was met again', async () => {
    const first = await open()
    await arrive(first, ada, { reason: 'overslept' })
    server.clock.moveTo('2026-11-24T08:40:00.000Z' as Moment)
    await arrive(await open(), ada, { reason: 'overslept' })
    const answer = (await send(pam, site.listGates)).json()
    expect(answer.gates).toHaveLength(2)
    expect(answer.reasons).toEqual([{ reason: 'overslept', times: 2 }])
    expect(answer.again).toMatchObject([{ name: 'Ada Adler00', times: 2 }])
  })

  it('refuses what makes no sense in plain words, and whoever may not', async () => {
    const place = await send(school.reception, site.openGate, { key: randomUUID(), place: ' ' })
    expect([place.statusCode, place.json().detail]).toEqual([400, expect.stringContaining('Say where you stand')])
    expect((await send(school.tutor, site.openGate, { key: randomUUID(), place: 'Gate' })).statusCode).toBe(403)
    expect((await arrive({ gateId: randomUUID() }, ada)).statusCode).toBe(403)
    at('08:20')
    expect((await arrive(await open(), ada)).json().code).toBe('register.not-late')
  })
})

describe('a spot check', () => {
  const record = (body: object, as = pam) =>
    send(as, site.recordSpotCheck, {
      ...{ key: randomUUID(), kind: 'group', groupId: school.groups.nineA, place: '9A French, room 12', pupilIds: [] },
      ...body,
    })
  const list = async (as = pam) => (await send(as, site.listSpotChecks)).json()
  const missing = async (...pupilIds: PupilId[]) => {
    const key = randomUUID()
    const answer = await record({ key, pupilIds })
    expect(answer.statusCode, answer.body).toBe(200)
    return key
  }
  const step = (
    checkId: string,
    pupilId: PupilId,
    { as = pam, ...body }: { as?: TestPerson; [more: string]: unknown },
  ) => send(as, site.recordSearch, { key: randomUUID(), seen: 0, place: 'Field', ...body }, { checkId, pupilId })
  const tell = (checkId: string, body: object) => send(pam, site.tellOfSearch, body, { checkId, pupilId: ada })
  const duties = async (as: TestPerson) => {
    const { duties: found } = (await send(as, workList)).json()
    return found.filter(({ rule }: { rule: string }) => rule.startsWith('site.'))
  }
  const sent = () =>
    server.database.inTenants([school.id], (tx) =>
      many(
        tx,
        sql<{ template: string; name: string }>`
        select template_key as template, contact_name as name from messaging.message where school_id = ${school.id}`,
      ),
    )

  it('misses only who is on site by the registers: others are followed up as absent', async () => {
    await registered({ [ben]: 'N' })
    const refusal = await record({ pupilIds: [ada, ben] })
    expect(refusal.json()).toMatchObject({ code: 'site.not-on-site', detail: expect.stringContaining('Ben Adler01') })
    expect((await list()).checks).toEqual([])
    expect((await record({ pupilIds: [ada] })).json()).toEqual({ missing: 1, already: [] })
    expect((await record({ pupilIds: [ada, cleo] })).json()).toEqual({ missing: 1, already: ['Ada Adler00'] })
    expect((await list()).checks).toMatchObject([{ missing: 1 }, { missing: 1, expected: 5 }])
  })

  it('sent again after somebody on it has left is the same check, not a refusal', async () => {
    await registered()
    const key = await missing(ada)
    await step(key, ada, { outcome: 'left-site', place: 'Gap in the fence' })
    const again = await record({ key, pupilIds: [ada] })
    expect([again.statusCode, again.json()]).toEqual([200, { missing: 1, already: [] }])
  })

  it('by two people at once looks for each child once', async () => {
    await registered()
    const both = await Promise.all([record({ pupilIds: [ada] }), record({ pupilIds: [ada] }, dsl)])
    expect(both.map((answer) => answer.json().missing).toSorted()).toEqual([0, 1])
    expect((await list()).searches).toHaveLength(1)
  })

  it('found: the duty to look ends, the family is told in kind words, no mark changes', async () => {
    await registered()
    const checkId = await missing(ada)
    expect(await duties(pam)).toMatchObject([{ rule: 'site.missing-from-lesson', due: { time: '09:45' } }])
    expect((await step(checkId, ada, { outcome: 'found', person: 'Mr Dean' })).statusCode).toBe(200)
    expect(await duties(pam)).toMatchObject([{ rule: 'site.tell-family' }])
    expect((await tell(checkId, { way: 'message', seen: 1 })).json()).toMatchObject({ number: 2 })
    expect(await sent()).toMatchObject([{ template: 'missed-lesson', name: expect.stringContaining('Mara') }])
    expect(await duties(pam)).toEqual([])
    expect((await list()).searches).toMatchObject([{ state: 'found', next: [], name: 'Ada Adler00' }])
    expect((await codeOf(ada)).code).toBe('/')
  })

  it('found: whoever has no responsibility for the child is not told that a lesson was missed', async () => {
    await registered()
    const at = { pupilId: ada }
    const [first] = (await send(school.head, getPupil, undefined, at)).json().office.contacts
    const { id, forenames, surname, version, linkVersion, phones } = first
    const grandmother = await send(
      school.head,
      changeContact,
      {
        ...{ forenames, surname, phones, version, linkVersion, relationship: 'Grandmother', reason: 'She asked us to' },
        ...{ isParent: false, parentalResponsibility: 'no', livesWith: false },
        ...{ emergency: true, mayBeTold: true, barred: false },
      },
      { ...at, contactId: id },
    )
    expect(grandmother.statusCode, grandmother.body).toBe(200)
    const checkId = await missing(ada)
    await step(checkId, ada, { outcome: 'found' })
    expect((await tell(checkId, { way: 'message', seen: 1 })).statusCode).toBe(200)
    expect(await sent()).toEqual([{ template: 'missed-lesson', name: expect.not.stringContaining('Mara') }])
  })

  it('left the site: who is on site says so, the safeguarding lead has it, the mark stays', async () => {
    await registered()
    const checkId = await missing(ada)
    const answer = await step(checkId, ada, { outcome: 'left-site', place: 'Gap in the fence' })
    expect(answer.json().message).toMatch(/signed out/)
    expect(await placeOf(ada)).toBe('left-site')
    expect((await codeOf(ada)).code).toBe('/')
    expect((await duties(dsl)).map(({ rule }: { rule: string }) => rule)).toContain('site.not-in-school')
    await tell(checkId, { way: 'message', seen: 1 })
    expect(await sent()).toMatchObject([{ template: 'not-where-expected' }])
    const handed = await send(
      dsl,
      site.handSearchOver,
      { seen: 2, to: 'police', words: 'Log 118' },
      { checkId, pupilId: ada },
    )
    expect(handed.statusCode, handed.body).toBe(200)
    expect(await duties(dsl)).toEqual([])
  })

  it('whom nobody may tell is rung, and that is written down', async () => {
    await registered()
    const checkId = await missing(ada)
    await step(checkId, ada, { outcome: 'not-found' })
    const called = await tell(checkId, { way: 'call', seen: 1, person: 'Mara Adler00', words: 'She will ring round' })
    expect(called.statusCode, called.body).toBe(200)
    expect((await list()).searches[0]).toMatchObject({
      next: ['hand-over'],
      steps: [{}, { kind: 'told', place: 'Call' }],
    })
    expect((await tell(checkId, { way: 'call', seen: 2, person: '' })).statusCode).toBe(400)
  })

  it('of two people who write at once one is told to look again', async () => {
    await registered()
    const checkId = await missing(ada)
    const answers = await Promise.all([
      step(checkId, ada, { outcome: 'found' }),
      step(checkId, ada, { outcome: 'not-found', as: dsl }),
    ])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    expect((await list()).searches[0].steps).toHaveLength(1)
    expect((await step(checkId, ada, { outcome: 'left-site' })).json().code).toBe('site.search-moved-on')
  })

  it('a mistake is withdrawn, and no family is told of it', async () => {
    await registered()
    const checkId = await missing(ada)
    await step(checkId, ada, { outcome: 'mistake', place: 'Violin lesson' })
    expect((await tell(checkId, { way: 'message', seen: 1 })).json().code).toBe('site.search-not-so')
    expect(await sent()).toEqual([])
    expect(await duties(pam)).toEqual([])
  })

  it('met in a corridor, a pupil is found already; the search of yesterday that is not over stays', async () => {
    await registered()
    expect((await record({ kind: 'corridor', groupId: null, place: 'Stairs B' })).json().code).toBe('site.nobody-met')
    await record({ kind: 'corridor', groupId: null, place: 'Stairs B', pupilIds: [ada] })
    await missing(ben)
    server.clock.moveTo('2026-11-24T10:00:00.000Z' as Moment)
    const { searches } = await list()
    expect(searches.map(({ state, next }: { state: string; next: string[] }) => [state, next])).toEqual([
      ['looking', ['look']],
      ['found', ['tell']],
    ])
    expect(await duties(pam)).toHaveLength(2)
  })

  it('is nobody’s who may not: tutors, reception, the other school', async () => {
    await registered()
    const checkId = await missing(ada)
    for (const person of [school.tutor, school.reception, tablet])
      expect((await send(person, site.listSpotChecks)).statusCode).toBe(403)
    expect((await step(checkId, ben, { outcome: 'found' })).statusCode).toBe(403)
    const other = await registerSchool(server, { name: 'Oakfield' })
    const stranger = await server.person({ role: 'pastoral', school: other.place })
    const elsewhere = { schoolId: other.id, checkId, pupilId: ada }
    const body = { key: randomUUID(), seen: 0, place: 'Field', outcome: 'found' }
    expect((await server.as(stranger)(site.recordSearch, { params: elsewhere, body })).statusCode).toBe(403)
  })
})
