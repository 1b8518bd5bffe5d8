import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workList } from '../duties/contract.ts'
import { day } from '../kernel/day.ts'
import type { ContactId, PupilId } from '../kernel/ids.ts'
import type { Operation } from '../kernel/operation.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { many } from '../platform/database/database.ts'
import { contactsOfPupils } from '../roll/index.ts'
import type { TestPerson } from '../testing/builders.ts'
import { importWeeks } from '../testing/figures-school.ts'
import { type RegisterSchool, registerSchool } from '../testing/register-school.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import * as contract from './contract.ts'
import { beginThread } from './index.ts'

let server: TestServer
let school: RegisterSchool
let dsl: TestPerson
let ada: PupilId
let ben: PupilId
let mother: ContactId
/** The prosecution that was referred first. */
let threadId: string = randomUUID()

beforeAll(async () => {
  server = await startTestServer()
  school = await registerSchool(server, { families: true, pupilsInGroup: 2 })
  dsl = await server.person({ name: 'Dee Safe', role: 'dsl', position: 'DSL', school: school.place })
  ;[ada, ben] = school.pupils.nineA as [PupilId, PupilId]
  const [adult] = await server.database.asSystem((tx) =>
    contactsOfPupils(tx, { schoolId: school.id, day: day('2026-11-23'), pupilIds: [ada] }),
  )
  mother = adult?.contactId as ContactId
  await importWeeks(server, school, {
    monday: day('2026-11-02'),
    marks: { [ada]: ['OO OO // // //', '// UU OO // //'], [ben]: ['// OO // // //'] },
  })
})
afterAll(() => server.close())

const send = (person: TestPerson, operation: Operation, of: { params?: object; body?: object } = {}) =>
  server.as(person)(operation, {
    params: { schoolId: school.id, ...of.params },
    ...(of.body === undefined ? {} : { body: of.body }),
  })
const weigh = async (person: TestPerson) =>
  (await send(person, contract.weighActions, { params: { pupilId: ada } })).json()
const REFERRAL = {
  kind: 'prosecution',
  because: 'Help was offered and refused for a year',
  to: 'The authority',
  follows: null,
  homeAuthority: null,
  orderWeighed: { suits: false, words: 'The court would not make one' },
  defences: [{ defence: 'the child was ill', words: 'Two of the days, said his mother; the doctor did not see him' }],
  sessions: [{ day: '2026-11-02', half: 'AM' }],
}
const refer = (person: TestPerson, given: object = {}) =>
  send(person, contract.referAction, {
    params: { pupilId: ada },
    body: { key: threadId, threadId, contactId: mother, ...REFERRAL, ...given },
  })
const record = (kind: string, body: object, given: object = {}) =>
  send(school.officer, contract.recordActionStep, {
    params: { threadId },
    body: { key: randomUUID(), day: '2026-11-23', step: { kind, body }, ...given },
  })
const begin = (
  kind: contract.ThreadKind,
  of: { threadId: string; contactId: ContactId | null },
  events: readonly (readonly [kind: string, body: object])[],
) =>
  server.database.asSystem((tx) =>
    beginThread(
      { tx, now: server.clock.now(), caller: school.head },
      { schoolId: school.id, kind, pupilId: ben, caseId: null, ...of },
      events.map(([kind, body]) => ({ kind, body, day: day('2026-11-23'), key: randomUUID() })) as contract.NewEvent[],
    ),
  )
const answer = (considerationId: string, person: TestPerson, of: [kind: string, body: object]) =>
  send(person, contract.answerConsideration, {
    params: { threadId: considerationId },
    body: { key: randomUUID(), answer: { kind: of[0], body: of[1] } },
  })

describe('what lies beyond notices', () => {
  it('waits for support, the Equality Act and safeguarding, whoever asks', async () => {
    const { kinds, sessions } = await weigh(school.officer)
    expect(sessions).toHaveLength(8)
    for (const { kind, refused } of kinds)
      expect(refused, kind).toMatch(kind === 'parenting order' ? /conviction/ : /Begin a consideration/)
    expect((await refer(school.head)).json().code).toBe('enforcement.may-not-refer')
    expect((await refer(school.officer)).statusCode).toBe(403)
    expect((await send(school.tutor, contract.weighActions, { params: { pupilId: ada } })).statusCode).toBe(403)
  })

  it('is referred by the head about sessions that are unauthorised now, once', async () => {
    const considerationId = randomUUID()
    const begun = await send(school.officer, contract.beginConsideration, {
      body: { key: randomUUID(), threadId: considerationId, pupilId: ada, because: 'A year of help was refused' },
    })
    expect(begun.statusCode, begun.body).toBe(200)
    for (const [person, said] of [
      [school.officer, ['support-answered', { answer: 'unsuitable', words: 'All of it was refused', evidence: [] }]],
      [school.officer, ['equality-answered', { disability: 'no', words: 'Asked the SENCO' }]],
    ] as [TestPerson, [string, object]][]) {
      const answered = await answer(considerationId, person, said)
      expect(answered.statusCode, answered.body).toBe(200)
    }
    const safe = await send(dsl, contract.answerSafeguarding, {
      params: { threadId: considerationId },
      body: { key: randomUUID(), answer: 'go on', words: 'Known to nobody' },
    })
    expect(safe.statusCode, safe.body).toBe(200)
    expect(
      (await weigh(school.head)).kinds.filter(({ refused }: { refused: string | null }) => refused === null),
    ).toHaveLength(3)
    expect((await refer(school.head, { orderWeighed: null })).json().detail).toMatch(/supervision order/)
    expect((await refer(school.head, { sessions: [{ day: '2026-11-04', half: 'AM' }] })).json().detail).toMatch(
      /recoded/,
    )
    expect((await refer(school.head, { contactId: null })).json().detail).toMatch(/Choose the parent/)
    // Of two heads who refer one parent at the same moment, whoever comes second learns of the first.
    const deputy = await server.person({
      name: 'Hal Head',
      role: 'head',
      position: 'Acting head',
      school: school.place,
    })
    const asked = [school.head, deputy].map((head) => ({ head, id: randomUUID() }))
    const both = await Promise.all(asked.map(({ head, id }) => refer(head, { key: id, threadId: id })))
    expect(both.map(({ statusCode }) => statusCode).toSorted(), both.map(({ body }) => body).join()).toEqual([200, 422])
    expect(both.find(({ statusCode }) => statusCode !== 200)?.json().detail).toMatch(/already/)
    threadId = asked[both.findIndex(({ statusCode }) => statusCode === 200)]?.id ?? ''
    expect((await refer(school.head)).statusCode).toBe(200)
  })

  it('takes what follows in its order and nothing else, and tells its clocks', async () => {
    const { duties } = (await send(school.head, workList)).json() as {
      duties: { rule: string; due: { day: string } }[]
    }
    const rules = duties
      .filter(({ rule }) => ['N30', 'enforcement.answer'].includes(rule))
      .map(({ rule, due }) => [rule, due.day])
    expect(rules.toSorted()).toEqual([
      ['N30', '2027-05-02'],
      ['enforcement.answer', '2026-12-07'],
    ])
    expect((await record('action-outcome', { outcome: 'guilty plea', sentences: [], words: '' })).json().code).toBe(
      'enforcement.not-now',
    )
    const later = { day: '2026-11-24' }
    expect((await record('action-answered', { answer: 'accepted', reference: '', words: '' }, later)).json().code).toBe(
      'enforcement.day',
    )
    for (const [kind, body] of [
      ['action-answered', { answer: 'accepted', reference: 'P/12', words: '' }],
      ['action-charged', { offence: 's444(1)', words: '' }],
      ['action-hearing', { hearing: '2027-01-11', court: 'The magistrates' }],
      [
        'action-outcome',
        { outcome: 'found guilty', sentences: ['fine', 'parenting order'], words: 'Two hundred pounds' },
      ],
    ] as [string, object][]) {
      const kept = await record(kind, body)
      expect(kept.statusCode, kept.body).toBe(200)
    }
    const shown = (await send(school.officer, contract.showAction, { params: { threadId } })).json()
    expect(shown).toMatchObject({ stage: 'decided', may: [], courtUntil: '2027-05-02' })
    expect(shown.history.at(-1).words).toMatch(/Found guilty, fine, parenting order. Two hundred pounds/)
    const parenting = (await weigh(school.head)).kinds.find(({ kind }: { kind: string }) => kind === 'parenting order')
    expect(parenting.refused).toBeNull()
  })

  it('is decided on by the champion or the head where the authority declines it, and until then a duty', async () => {
    const id = randomUUID()
    const order = { key: id, threadId: id, kind: 'education supervision order', orderWeighed: null, defences: [] }
    const referred = await refer(school.head, order)
    expect(referred.statusCode, referred.body).toBe(200)
    const at = { params: { threadId: id } }
    const step = (person: TestPerson, kind: string, body: object) =>
      send(person, contract.recordActionStep, {
        ...at,
        body: { key: randomUUID(), day: '2026-11-23', step: { kind, body } },
      })
    const declined = async () => {
      const { duties } = (await send(school.head, workList)).json() as { duties: { rule: string; because: object[] }[] }
      return duties.filter(({ rule }) => rule === 'enforcement.declined')
    }
    await step(school.officer, 'action-answered', { answer: 'declined', reference: '', words: 'Too few sessions' })
    expect(await declined()).toMatchObject([{ due: { day: '2026-12-07' } }])
    const follows = { next: 'more support', words: 'A mentor, from Monday on' }
    const mayOf = async (person: TestPerson) => (await send(person, contract.showAction, at)).json().may
    expect([await mayOf(school.officer), await mayOf(school.head)]).toEqual([[], ['action-followed']])
    expect((await step(school.officer, 'action-followed', follows)).json()).toMatchObject({
      ...{ code: 'enforcement.head-decides', detail: expect.stringMatching(/champion or the head/) },
    })
    expect((await step(school.head, 'action-followed', follows)).json()).toEqual({ stage: 'followed' })
    expect(await declined()).toEqual([])
    const { history } = (await send(school.officer, contract.showAction, at)).json()
    expect(history.at(-1).words).toMatch(/More support\. A mentor, from Monday on/)
  })

  it('watches a family that had a final warning: the next session missed is work, and named on the page', async () => {
    const track = randomUUID()
    const fast = { key: track, threadId: track, kind: 'fast track', contactId: null, orderWeighed: null, defences: [] }
    const referred = await refer(school.head, fast)
    expect(referred.statusCode, referred.body).toBe(200)
    const at = { params: { threadId: track } }
    const step = (kind: string, body: object, person = school.officer) =>
      send(person, contract.recordActionStep, {
        ...at,
        body: { key: randomUUID(), day: '2026-11-23', step: { kind, body } },
      })
    await step('track-begun', { weeks: 6, review: '2026-12-14', expects: 'Come each day' })
    const warn = (person: TestPerson) => step('track-warned', { words: 'By letter' }, person)
    expect((await warn(school.officer)).json().code).toBe('enforcement.head-decides')
    expect((await warn(school.head)).json()).toEqual({ stage: 'warned' })
    const missed = async () => {
      const { duties } = (await send(school.head, workList)).json() as { duties: { rule: string; because: object[] }[] }
      const { afterWarning } = (await send(school.officer, contract.showAction, at)).json()
      return [afterWarning, ...duties.filter(({ rule }) => rule === 'enforcement.after-warning')]
    }
    expect(await missed()).toEqual([null])
    server.clock.moveTo('2026-11-25T16:00:00.000Z' as Moment)
    await importWeeks(server, school, { monday: day('2026-11-23'), marks: { [ada]: ['// /U O/ .. ..'] } })
    expect(await missed()).toMatchObject([
      { day: '2026-11-24', half: 'PM', code: 'U', going: expect.any(String) },
      { because: [{ day: '2026-11-24', half: 'PM', code: 'U' }], due: { day: '2026-12-01' } },
    ])
  })
  it('sends nobody to build a notice behind a shut gate, nor to follow up what cannot begin: the child has left', async () => {
    const sessions = [
      { day: '2026-11-03', half: 'AM', code: 'O' },
      { day: '2026-11-03', half: 'PM', code: 'O' },
    ]
    const words = 'Weighed and written down'
    const considerationId = randomUUID()
    await begin('consideration', { threadId: considerationId, contactId: null }, [
      ['considered', { because: words, metOn: null, sessions, leave: false }],
      ['support-answered', { answer: 'unsuitable', words, evidence: [] }],
      ['equality-answered', { disability: 'no', words }],
      ['safeguarding-answered', { answer: 'go on' }],
      ...['more support', 'attendance contract'].map((tool) => ['alternative-answered', { tool, words }] as const),
      ['best-tool-answered', { tool: 'notice to improve', words }],
      ['decided', { decision: 'notice to improve', words, metOn: null, sessions }],
    ])
    const asked = async () => {
      const { duties } = (await send(school.officer, workList)).json() as { duties: { rule: string }[] }
      return duties.map(({ rule }) => rule).filter((rule) => ['enforcement.build', 'enforcement.follow'].includes(rule))
    }
    expect(await asked()).toEqual(['enforcement.build'])
    await importWeeks(server, school, { monday: day('2026-11-02'), marks: { [ben]: ['.. I. .. .. ..'] } })
    expect(await asked()).toEqual([])
    const target = { unauthorised: 1, attended: 50, possible: 60 }
    const contents = Object.fromEntries(contract.CONTENT_NAMES.map((name) => [name, words]))
    const weeks = { first: '2026-11-09', last: '2026-11-20', weeks: 3, target, contents, despite: null }
    const came = { attended: 1, possible: 60, unauthorised: 9 }
    await begin('notice to improve', { threadId: randomUUID(), contactId: mother }, [
      ['improve-drafted', { considerationId, ...weeks }],
      ['improve-sent', { messages: [], way: 'by hand', received: '2026-11-06' }],
      ['improve-ended', { outcome: 'not improved', ground: null, words, ...came }],
    ])
    expect(await asked()).toEqual(['enforcement.follow'])
    await server.database.asSystem((tx) =>
      many(tx, sql`update roll.pupil set leaving_day = '2026-11-24' where pupil_id = ${ben}`),
    )
    expect(await asked()).toEqual([])
  })
})
