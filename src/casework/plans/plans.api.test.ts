import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workList } from '../../duties/contract.ts'
import { addDays, type Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Operation } from '../../kernel/operation.ts'
import { sessionIndex } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { messagesAbout } from '../../messaging/index.ts'
import { answerPlan, askAboutPlan, familyPlanPaper, familyPlans } from '../../parents/contract.ts'
import { pupilYear } from '../../register/contract.ts'
import { familySchool } from '../../testing/family-school.ts'
import { MONDAY } from '../../testing/register-school.ts'
import { MORNING, requestOf, startTestServer, type TestServer } from '../../testing/test-server.ts'
import { keepEntries } from '../cases/keep-entries.ts'
import { beginCase } from '../cases/store.ts'
import * as contract from '../contract.ts'

let server: TestServer
let school: Awaited<ReturnType<typeof familySchool>>
let ada: PupilId
let ben: PupilId
let mother: ContactId
let father: ContactId
let hers: string
let his: string
let caseId: string

beforeAll(async () => {
  server = await startTestServer()
  server.clock.moveTo(MORNING)
  school = await familySchool(server)
  ;[ada, ben] = school.pupils.nineA as [PupilId, PupilId]
  mother = await school.adult(ada)
  father = await school.adult(ada, { relationship: 'Father', livesWith: false }, { forenames: 'Tomasz' })
  hers = await school.signIn(ada, mother)
  his = await school.signIn(ada, father)
  caseId = await aCase(ada)
})
afterAll(() => server.close())

async function aCase(pupilId: PupilId): Promise<string> {
  const id = randomUUID()
  const { officer } = school
  const schoolId = school.id as SchoolId
  await server.database.asSystem(async (tx) => {
    const now = server.clock.now()
    await beginCase(tx, { schoolId, caseId: id, pupilId, at: now })
    await keepEntries({ tx, now, caller: officer }, { schoolId, caseId: id, pupilId, entries: [] }, [
      {
        kind: 'opened',
        key: randomUUID(),
        day: MONDAY,
        body: { because: 'Mornings are hard', duty: null, stage: 'listen' },
      },
      { kind: 'note', key: randomUUID(), day: MONDAY, body: { words: 'Nobody outside may read this note' } },
    ])
  })
  return id
}

const office = () => server.as(school.officer)
const send = (cookie: string, operation: Operation, input: object = {}) =>
  school.withCookie(cookie).inject(requestOf(operation, input))
const at = (planId = '', more: object = {}) => ({ schoolId: school.id, caseId, planId, ...more })
const PARTIES = { school: randomUUID(), mother: randomUUID(), father: randomUUID() }
const STEP = randomUUID()
const party = (id: string, role: string, more: object = {}) => ({
  id,
  role,
  name: role,
  contactId: null,
  signs: true,
  duties: [{ id: randomUUID(), words: 'Is at the side gate at 8.20' }],
  ...more,
})
const body = (change: object = {}) => ({
  first: MONDAY,
  last: addDays(MONDAY, 25),
  aim: 'Coming in without a crowd',
  target: { days: 9, of: 10 },
  childWords: 'The corridor is too loud',
  noWords: '',
  parties: [
    party(PARTIES.school, 'school'),
    party(PARTIES.mother, 'parent', { name: 'Marta Reed', contactId: mother }),
    party(PARTIES.father, 'parent', { name: 'Tomasz Reed', contactId: father }),
  ],
  adjustments: ['Leaves lessons two minutes early'],
  reviews: [addDays(MONDAY, 7)],
  steps: [],
  arrival: 'By the side gate at 8.20',
  safeAdult: 'Ms Bell, room 4',
  helps: 'A quiet start',
  avoid: 'Questions in front of everybody',
  ...change,
})
type More = { form?: string; change?: object; key?: string }
const draft = (planId: string, version: number, { change, ...more }: More = {}) =>
  office()(contract.draftPlan, {
    params: at(),
    body: { key: randomUUID(), form: 'action plan', ...more, planId, version, body: body(change) },
  })
const offer = (planId: string, version: number, key: string = randomUUID()) =>
  office()(contract.offerPlan, { params: at(planId), body: { key, version } })
const sign = (planId: string, who: string, more: object = {}) =>
  office()(contract.signPlan, {
    params: at(planId),
    body: { key: randomUUID(), version: 1, party: who, way: 'portal', day: MONDAY, words: '', ...more },
  })
const answer = (cookie: string, planId: string, more: object = {}) =>
  send(cookie, answerPlan, {
    params: { ...school.at(ada), planId },
    body: { key: randomUUID(), version: 1, agrees: true, words: '', ...more },
  })
const plans = async (as = office()) => (await as(contract.casePlans, { params: at() })).json().plans
const plan = async (planId: string, as = office()) =>
  (await plans(as)).find((one: { planId: string }) => one.planId === planId)
const family = async (cookie: string) => (await send(cookie, familyPlans)).json().plans

describe('a plan that a family signs', () => {
  const planId = randomUUID()

  it('is written once however often it is sent, and no parent sees the draft', async () => {
    const key = randomUUID()
    const once = { key, change: { parties: body().parties } }
    expect([(await draft(planId, 1, once)).statusCode, (await draft(planId, 1, once)).statusCode]).toEqual([200, 200])
    const otherwise = { ...once, change: { ...once.change, aim: 'Coming in at all' } }
    expect((await draft(planId, 1, otherwise)).json().code).toBe('sent.otherwise')
    expect((await draft(randomUUID(), 1)).json().code).toBe('plans.not-now')
    expect(
      (await draft(randomUUID(), 1, { form: 'attendance contract', change: { childWords: '' } })).json().code,
    ).toBe('plans.incomplete')
    expect((await plan(planId)).state).toBe('drafted')
    expect(await family(hers)).toEqual([])
    expect((await answer(hers, planId)).statusCode).toBe(403)
  })

  it('is signed by each parent for themselves; neither is told of the other, nor of anything else in the case', async () => {
    const key = randomUUID()
    const [put, again] = [await offer(planId, 1, key), await offer(planId, 1, key)]
    expect(put.json().sent.map(({ name, why }: { name: string; why: string }) => [name, why])).toEqual([
      ['Marta Reed', ''],
      ['Tomasz Reed', ''],
    ])
    expect([again.statusCode, again.json().sent]).toEqual([200, []])
    const told = await server.database.inTenants([school.id], (tx) =>
      messagesAbout(tx, { schoolId: school.id, pupilIds: [ada], from: MONDAY, to: addDays(MONDAY, 7) }),
    )
    expect(told.map(({ templateKey, contactId }) => [templateKey, contactId]).toSorted()).toEqual(
      [mother, father].map((id) => ['plan-to-sign', id]).toSorted(),
    )
    expect(told.every(({ body }) => body.includes('If you have no family page') && body.includes('on paper'))).toBe(
      true,
    )
    const [shown] = await family(hers)
    expect(shown).toMatchObject({ state: 'yours', answered: null, child: 'Ada' })
    expect(JSON.stringify(shown)).not.toMatch(/Nobody outside may read|signatures|contactId/)
    expect((await answer(his, planId, { agrees: false })).json().code).toBe('plans.no-reason')
    expect((await answer(his, planId, { agrees: false, words: 'I cannot be there at 8.20' })).statusCode).toBe(200)
    expect((await answer(hers, planId)).statusCode).toBe(200)
    expect((await answer(hers, planId)).statusCode).toBe(409)
    expect([(await family(hers))[0].state, (await family(his))[0].state]).toEqual(['others', 'you do not agree'])
    expect(JSON.stringify(await family(hers))).not.toContain('cannot be there')
    expect(await plan(planId)).toMatchObject({ state: 'waiting for signatures', standing: null })
  })

  it('is not signed by the office in a parent’s name, but on paper, on a day that was', async () => {
    expect((await sign(planId, PARTIES.father)).json().code).toBe('plans.not-theirs')
    const paper = (on: Day) => sign(planId, PARTIES.father, { way: 'paper', day: on })
    expect((await paper(addDays(MONDAY, 1))).json().code).toBe('plans.day')
    expect((await paper(MONDAY)).statusCode).toBe(200)
    expect((await sign(planId, PARTIES.school)).statusCode).toBe(200)
    expect(await plan(planId)).toMatchObject({ state: 'in force', standing: 1, nextReview: '2026-11-30' })
    expect((await family(his))[0]).toMatchObject({ state: 'in force', answered: { agrees: true, onPaper: true } })
  })

  it('holds until everybody has signed its next version, and the old version takes no signature any more', async () => {
    expect((await draft(planId, 2)).statusCode).toBe(200)
    expect((await draft(planId, 2)).json().code).toBe('plans.newer-version')
    expect((await family(hers))[0]).toMatchObject({ version: 1, state: 'in force' })
    await offer(planId, 2)
    expect((await answer(hers, planId, { version: 1 })).json().code).toBe('plans.newer-version')
    expect(await plan(planId)).toMatchObject({ state: 'waiting for signatures', standing: 1 })
  })

  it('is asked about by a parent: answered on the case by whoever works on it, and read by that parent alone', async () => {
    const ask = (cookie: string, more: object = {}) =>
      send(cookie, askAboutPlan, {
        params: { ...school.at(ada), planId },
        body: { key: randomUUID(), questionId: randomUUID(), words: 'Who opens the gate?', ...more },
      })
    const once = { key: randomUUID(), questionId: randomUUID() }
    for (const _ of [1, 2]) expect((await ask(hers, once)).statusCode).toBe(200)
    const safety = { words: 'He must not learn where we live', safety: true }
    expect((await ask(hers, safety)).statusCode).toBe(200)
    const bens = { params: { ...school.at(ben), planId }, body: { ...once, words: 'Why?' } }
    expect((await send(hers, askAboutPlan, bens)).statusCode).toBe(403)
    const listed = async () => JSON.stringify((await office()(workList, { params: { schoolId: school.id } })).json())
    expect(await listed()).toContain('Marta Reed asked a question about it')
    const [question, ...more] = (await plan(planId)).questions
    expect([question, more]).toMatchObject([{ name: 'Marta Reed', answer: null }, []])
    const reply = (words: string) =>
      office()(contract.answerPlanQuestion, {
        params: at(planId, { questionId: question.questionId }),
        body: { key: randomUUID(), words },
      })
    expect((await reply('Ms Bell does')).statusCode).toBe(200)
    expect((await reply('Nobody does')).json().code).toBe('plans.answered')
    expect(await listed()).not.toContain('asked a question about it')
    expect((await family(hers))[0].questions).toMatchObject([
      { safety: false, answer: { words: 'Ms Bell does' } },
      { safety: true, answer: null, words: 'He must not learn where we live' },
    ])
    expect((await family(his))[0].questions).toEqual([])
    // What is about safety is work of those who look after it, and seen by nobody else.
    const story = async (as: typeof school.head) =>
      JSON.stringify((await server.as(as)(contract.showCase, { params: at() })).json())
    expect(await story(school.officer)).not.toContain('where we live')
    expect(await story(school.head)).toContain('where we live')
    const head = await server.as(school.head)(workList, { params: { schoolId: school.id } })
    expect(JSON.stringify(head.json())).toContain('it is out with Marta Reed and Tomasz Reed to sign')
    expect(await listed()).not.toContain('is out with')
  })

  it('takes no signature of the family while what was asked about safety waits, and tells nobody why', async () => {
    expect((await family(his))[0]).toMatchObject({ state: 'with the school', version: 2, questions: [] })
    for (const agrees of [true, false]) {
      const refused = await answer(his, planId, { version: 2, agrees, words: 'So be it' })
      expect(refused.json()).toMatchObject({
        code: 'plans.not-now',
        detail: expect.stringMatching(/^The school is still/),
      })
    }
    const paper = await sign(planId, PARTIES.father, { version: 2, way: 'paper' })
    expect([paper.statusCode, paper.body]).toEqual([422, expect.not.stringMatching(/safe|ask(ed|s)/i)])
    // Who may know is shown no way to write one down; nobody else is told by its absence.
    const isHeld = async (as = office()) => (await plan(planId, as)).held
    expect([await isHeld(server.as(school.head)), await isHeld()]).toEqual([true, false])
    // The school signs for itself as before.
    expect((await sign(planId, PARTIES.school, { version: 2 })).statusCode).toBe(200)
    const write = { kind: 'note', words: 'Spoken with her: he does not learn of the address from this plan' }
    const done = { params: at(), body: { key: randomUUID(), restricted: true, write } }
    expect((await server.as(school.head)(contract.writeInCase, done)).statusCode).toBe(200)
    expect((await family(his))[0]).toMatchObject({ state: 'yours' })
    expect((await answer(his, planId, { version: 2 })).statusCode).toBe(200)
  })

  it('is reviewed with what was kept, and ended with what came of it', async () => {
    const [duty] = (await plan(planId)).versions[0].body.parties[0].duties
    const review = (change: object = {}) =>
      office()(contract.reviewPlan, {
        params: at(planId),
        body: {
          key: randomUUID(),
          version: 1,
          duties: [{ dutyId: duty.id, kept: 'partly', words: '' }],
          steps: [],
          childWords: 'It is quieter',
          words: 'Goes on',
          next: addDays(MONDAY, 14),
          ...change,
        },
      })
    expect((await review({ version: 2 })).json().code).toBe('plans.newer-version')
    expect((await review({ next: addDays(MONDAY, 60) })).json().code).toBe('plans.day')
    expect((await review({ next: addDays(MONDAY, 13) })).json().code).toBe('casework.no-school-day')
    expect((await review()).statusCode).toBe(200)
    expect(await plan(planId)).toMatchObject({ reviews: [{ childWords: 'It is quieter' }], nextReview: '2026-12-07' })
    const paper = await office()(contract.printPlan, { params: at(planId, { version: 1 }) })
    expect([paper.statusCode, /pdfuaid/.test(paper.rawPayload.toString('latin1'))]).toEqual([200, true])
    const theirs = await send(hers, familyPlanPaper, { params: { ...school.at(ada), planId } })
    expect([theirs.statusCode, /pdfuaid/.test(theirs.rawPayload.toString('latin1'))]).toEqual([200, true])
    const end = { key: randomUUID(), outcome: 'worked', words: 'In every day' }
    expect((await office()(contract.endPlan, { params: at(planId), body: end })).statusCode).toBe(200)
    expect((await office()(contract.endPlan, { params: at(planId), body: end })).statusCode).toBe(200)
    expect((await family(hers))[0].state).toBe('ended')
    const effect = await office()(contract.planEffect, { params: at(planId) })
    expect(effect.json()).toEqual({ effect: null })
  })
})

describe('a phased return', () => {
  const planId = randomUUID()
  const step = {
    id: STEP,
    first: addDays(MONDAY, 1),
    last: addDays(MONDAY, 11),
    words: 'Mornings first',
    away: [{ weekday: 2, half: 'PM' }],
  }

  it('reaches the registers as it was signed, from the head’s hand, once', async () => {
    const change = { steps: [step], parties: body().parties.slice(0, 2) }
    expect((await draft(planId, 1, { form: 'reintegration plan', change })).statusCode).toBe(200)
    await offer(planId, 1)
    const fill = (as = server.as(school.head)) =>
      as(contract.fillRegisters, { params: at(planId, { stepId: STEP }), body: {} })
    expect((await fill()).json().code).toBe('plans.not-now')
    await sign(planId, PARTIES.school)
    await answer(hers, planId)
    expect((await fill(office())).statusCode).toBe(403)
    expect((await fill()).json()).toEqual({ marks: 2 })
    expect((await fill()).json()).toEqual({ marks: 2 })
    expect((await plan(planId)).inRegisters).toEqual([STEP])
    const year = await office()(pupilYear, { params: { ...school.at(ada), year: 2026 } })
    const tuesday = sessionIndex({ day: addDays(MONDAY, 1), half: 'PM' })
    expect(year.json().codes[tuesday]).toBe('C2')
  })

  it('gives a step that was changed an id of its own, so that the registers keep the two apart', async () => {
    const next = (version: number, steps: readonly object[]) =>
      draft(planId, version, { form: 'reintegration plan', change: { steps, parties: body().parties.slice(0, 2) } })
    const stepOf = async (version: number) => (await plan(planId)).versions[version - 1].body.steps[0].id
    expect((await next(2, [step])).statusCode).toBe(200)
    expect(await stepOf(2)).toBe(STEP)
    expect((await next(3, [{ ...step, words: 'Mornings for longer' }])).statusCode).toBe(200)
    expect(await stepOf(3)).not.toBe(STEP)
  })

  it('leaves the registers with its plan: what has been stays, what is still to come is blank again', async () => {
    const codes = async () =>
      (await office()(pupilYear, { params: { ...school.at(ada), year: 2026 } })).json().codes as string[]
    const half = (days: number) => sessionIndex({ day: addDays(MONDAY, days), half: 'PM' })
    const before = server.clock.now()
    server.clock.moveTo(`${addDays(MONDAY, 2)}T09:00:00.000Z` as Moment)
    const end = { key: randomUUID(), outcome: 'worked', words: 'Back for whole days' }
    for (let sent = 0; sent < 2; sent++)
      expect((await office()(contract.endPlan, { params: at(planId), body: end })).statusCode).toBe(200)
    expect([(await codes())[half(1)], (await codes())[half(8)]]).toEqual(['C2', ''])
    expect((await plan(planId)).inRegisters).toEqual([])
    server.clock.moveTo(before)
  })

  it('leaves the registers where a newer version takes its place, from the day on which that stands', async () => {
    const [next, id] = [randomUUID(), randomUUID()]
    const later = { ...step, id, first: addDays(MONDAY, 7), last: addDays(MONDAY, 18) }
    const agreed = async (version: number, change: object) => {
      const parties = body().parties.slice(0, 2)
      const drafted = await draft(next, version, { form: 'reintegration plan', change: { parties, ...change } })
      expect(drafted.statusCode, drafted.body).toBe(200)
      await offer(next, version)
      await sign(next, PARTIES.school, { version })
      expect((await answer(hers, next, { version })).statusCode).toBe(200)
    }
    await agreed(1, { steps: [later] })
    const filled = await server.as(school.head)(contract.fillRegisters, {
      params: at(next, { stepId: id }),
      body: {},
    })
    expect(filled.json()).toEqual({ marks: 2 })
    await agreed(2, { steps: [], first: addDays(MONDAY, 14), reviews: [addDays(MONDAY, 21)] })
    const half = async (days: number): Promise<string> => {
      const { codes } = (await office()(pupilYear, { params: { ...school.at(ada), year: 2026 } })).json()
      return codes[sessionIndex({ day: addDays(MONDAY, days), half: 'PM' })]
    }
    expect([await half(8), await half(15)]).toEqual(['C2', ''])
    expect((await plan(next)).inRegisters).toEqual([])
    const end = { key: randomUUID(), outcome: 'worked', words: 'Back for whole days' }
    expect((await office()(contract.endPlan, { params: at(next), body: end })).statusCode).toBe(200)
    // Ended before the newer version began: what the older had until then goes too.
    expect(await half(8)).toBe('')
  })
})

describe('an attendance passport', () => {
  const planId = randomUUID()
  const beside = (as = server.as(school.tutor), groupId = school.groups.nineA) =>
    as(contract.besideNames, { params: { schoolId: school.id, groupId } })
  const read = (as = server.as(school.tutor), pupilId = ada) =>
    as(contract.readPassport, { params: { schoolId: school.id, pupilId } })

  it('is seen by the child’s own teachers once it is signed, and nothing else of the case is', async () => {
    await draft(planId, 1, { form: 'attendance passport', change: { parties: body().parties.slice(0, 2) } })
    await offer(planId, 1)
    await sign(planId, PARTIES.school)
    expect((await beside()).json().passports).toEqual([])
    expect((await read()).json().passport).toBeNull()
    await answer(hers, planId)
    expect((await beside()).json().passports).toEqual([ada])
    expect((await read()).json()).toMatchObject({ passport: { safeAdult: 'Ms Bell, room 4' } })
    expect(Object.keys((await read()).json().passport)).not.toContain('parties')
    expect((await server.as(school.tutor)(contract.casePlans, { params: at() })).statusCode).toBe(403)
    const paper = await server.as(school.tutor)(contract.printPassport, {
      params: { schoolId: school.id, pupilId: ada },
    })
    expect([paper.statusCode, /pdfuaid/.test(paper.rawPayload.toString('latin1'))]).toEqual([200, true])
  })

  it('is not seen by teachers of other groups, nor after its last day', async () => {
    expect((await read(server.as(school.tutor), school.pupils.nineB[0])).statusCode).toBe(403)
    expect((await beside(server.as(school.tutor), school.groups.nineB)).json()).toEqual({ passports: [], back: [] })
    expect((await beside(server.as(school.reception))).statusCode).toBe(403)
    server.clock.moveTo('2027-01-05T08:40:00.000Z' as Moment)
    expect((await beside()).json().passports).toEqual([])
    server.clock.moveTo(MORNING)
  })
})
