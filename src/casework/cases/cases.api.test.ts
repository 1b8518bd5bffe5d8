import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAudit } from '../../audit/contract.ts'
import { type DutyShown, workList } from '../../duties/contract.ts'
import { endRole, type Role } from '../../identity/contract.ts'
import { addDays, day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Operation } from '../../kernel/operation.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { TestPerson } from '../../testing/builders.ts'
import { importWeeks } from '../../testing/figures-school.ts'
import { MONDAY, type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { MORNING, requestOf, startTestServer, type TestServer } from '../../testing/test-server.ts'
import * as contract from '../contract.ts'
import { caseworkBindings } from '../index.ts'
import { keepEntries } from './keep-entries.ts'
import { readCase } from './store.ts'

let server: TestServer
let school: RegisterSchool
let champion: TestPerson
let dsl: TestPerson
let others: Readonly<Record<string, TestPerson>>
let [ada, ben, cleo]: PupilId[] = []

const NEVER = ['OO', '//', 'OO', '//', 'OO'].join(' ')
const OFTEN = ['//', '//', 'OO', '//', '//'].join(' ')
const EVERY = ['//', '//', '//', '//', '//'].join(' ')

beforeAll(async () => {
  server = await startTestServer()
  school = await registerSchool(server, { pupilsInGroup: 4 })
  ;[ada, ben, cleo] = school.pupils.nineA
  const at = (role: Role, name: string) => server.person({ role, name, school: school.place })
  champion = await at('attendance-champion', 'Cem Champion')
  dsl = await at('dsl', 'Dee Safe')
  const elsewhere = await registerSchool(server)
  others = {
    teacher: school.tutor,
    reception: school.reception,
    governor: await at('governor', 'Gil Governor'),
    parent: await at('parent', 'Pat Parent'),
    'head of another school': elsewhere.head,
  }
  const weeks = (text: string) => Array.from({ length: 11 }, () => text)
  await importWeeks(server, school, {
    monday: day('2026-09-07'),
    marks: { [ada as PupilId]: weeks(NEVER), [ben as PupilId]: weeks(OFTEN), [cleo as PupilId]: weeks(EVERY) },
  })
})
afterAll(() => server.close())

type Sent = { readonly params?: object; readonly query?: Record<string, string>; readonly body?: object }
const send = (person: TestPerson | undefined, operation: Operation, { params, query, body }: Sent = {}) =>
  server.as(person).inject(
    requestOf(operation, {
      params: { schoolId: school.id, ...params },
      ...(query && { query }),
      ...(body && { body }),
    }),
  )
const ask = async (person: TestPerson, operation: Operation, sent: Sent = {}) => {
  const answer = await send(person, operation, sent)
  expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, ''])
  return answer.json()
}
const refusal = async (person: TestPerson, operation: Operation, sent: Sent = {}): Promise<string> => {
  const answer = await send(person, operation, sent)
  expect(answer.statusCode, answer.body).toBeGreaterThanOrEqual(400)
  return answer.json().code
}
const opening = (pupilId: PupilId | undefined, given: object = {}) => ({
  ...{ key: randomUUID(), pupilId, because: 'Below 90 %', duty: null, stage: 'monitor', owner: null, review: null },
  ...given,
})
const open = async (pupilId: PupilId | undefined, given: object = {}): Promise<string> =>
  (await ask(school.officer, contract.openCase, { body: opening(pupilId, given) })).caseId
const show = (caseId: string, person = school.officer) => ask(person, contract.showCase, { params: { caseId } })
const write = (caseId: string, write: object, given: object = {}) => ({
  params: { caseId },
  body: { key: randomUUID(), restricted: false, write, ...given },
})
const move = (caseId: string, move: object, key = randomUUID()) => ({ params: { caseId }, body: { key, move } })
const duties = async (rule: string, pupilId: PupilId | undefined): Promise<DutyShown[]> => {
  const { duties } = await ask(champion, workList, { query: { whose: 'all' } })
  return duties.filter(
    (one: DutyShown) => one.rule === rule && one.subject.kind === 'pupil' && one.subject.id === pupilId,
  )
}
const NOTE = { kind: 'note', words: 'Better in the afternoons' }
const SPOKE = { kind: 'contact', day: MONDAY, with: 'Mother', way: 'telephone', reached: true, words: 'Glad of help' }

describe('a case', () => {
  it('opens from the duty of a severely absent child, who stands on the board as without one until then', async () => {
    const before = await ask(school.officer, contract.listCases)
    expect(before.reviewOn).toBe(addDays(MONDAY, 14))
    const [duty] = await duties('N21', ada)
    expect(duty?.actions.find(({ to }) => to === '/open-case')?.search).toMatchObject({ pupilId: ada, duty: duty?.key })
    const body = opening(ada, { duty: duty?.key, owner: champion.id, review: addDays(MONDAY, 14) })
    const { caseId } = await ask(school.officer, contract.openCase, { body })
    // The same act again is the same case; another one is refused and leads to it.
    expect(await ask(school.officer, contract.openCase, { body })).toEqual({ caseId })
    const again = await send(champion, contract.openCase, { body: opening(ada) })
    expect([again.statusCode, again.json().code, again.json().details]).toEqual([422, 'casework.has-case', { caseId }])
    const { cases, missing } = await ask(school.officer, contract.listCases)
    expect(missing).toEqual([])
    expect(cases).toHaveLength(1)
    expect(cases[0]).toMatchObject({ caseId, severe: true, still: 0, state: { owner: { name: 'Cem Champion' } } })
    expect(await show(caseId)).toMatchObject({
      child: { name: 'Ada Adler00', yearGroup: 'Year 9', group: '9A', onRoll: true },
      sessions: { attended: 44, possible: 110 },
      state: { status: 'open', stage: 'monitor', review: addDays(MONDAY, 14) },
    })
    // From now on the duty leads into the case, and to no second book of supports.
    expect((await duties('N21', ada))[0]?.actions.map(({ to }) => to)).toEqual(['/cases/$caseId', '/pupils/$pupilId'])
  })

  it('is never opened twice by two at the same moment', async () => {
    const both = await Promise.all([0, 1].map(() => send(school.officer, contract.openCase, { body: opening(cleo) })))
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422])
    const won = both.find(({ statusCode }) => statusCode === 200)?.json().caseId
    const decided = { kind: 'close', outcome: 'no longer needed', words: 'A mistake in the marks' }
    await ask(champion, contract.moveCase, move(won, decided))
    expect(await refusal(school.officer, contract.writeInCase, write(won, SPOKE))).toBe('casework.closed')
    // What was late to arrive still finds its place; and another case may be opened, after which this one stays closed.
    await ask(school.officer, contract.writeInCase, write(won, NOTE))
    const next = await open(cleo)
    expect(await refusal(champion, contract.moveCase, move(won, { kind: 'reopen', because: 'why' }))).toBe(
      'casework.has-case',
    )
    await ask(champion, contract.moveCase, move(next, decided))
    const closed = await ask(school.officer, contract.listCases, { query: { closed: 'true' } })
    expect(closed.cases.map(({ caseId }: { caseId: string }) => caseId).sort()).toEqual([won, next].sort())
  })

  it('stands in the order in which it was written, though a clock was set back', async () => {
    const seconds = (after: number) =>
      server.clock.moveTo(new Date(Date.parse(MORNING) + after * 1000).toISOString() as Moment)
    const caseId = await open(cleo)
    seconds(-1)
    await ask(school.officer, contract.writeInCase, write(caseId, NOTE))
    expect(await refusal(school.officer, contract.openCase, { body: opening(cleo) })).toBe('casework.has-case')
    await ask(school.officer, contract.moveCase, move(caseId, { kind: 'escalate', to: 'listen', because: 'why' }))
    seconds(-2)
    await ask(school.officer, contract.moveCase, move(caseId, { kind: 'step down', to: 'monitor', because: 'why' }))
    expect((await show(caseId)).state).toMatchObject({ status: 'open', stage: 'monitor' })
    server.clock.moveTo(MORNING)
    const decided = { kind: 'close', outcome: 'no longer needed', words: 'A mistake in the marks' }
    await ask(champion, contract.moveCase, move(caseId, decided))
  })

  it('keeps nothing in silence: the same key with other words, or in another case, is a conflict; the same words are done once', async () => {
    const caseId = await open(cleo)
    const [other] = (await ask(school.officer, contract.listCases, { query: { pupilId: ada as string } })).cases
    const sent = write(caseId, { kind: 'note', words: 'Mother rang' })
    const { key } = sent.body
    await ask(school.officer, contract.writeInCase, sent)
    await ask(school.officer, contract.writeInCase, sent)
    for (const more of [
      write(caseId, { kind: 'note', words: 'Mother rang; he ran away last night' }, { key }),
      write(other.caseId, { kind: 'note', words: 'Mother rang' }, { key }),
      write(caseId, { kind: 'reviewed', words: 'Mother rang', next: null }, { key }),
    ])
      expect(await refusal(school.officer, contract.writeInCase, more)).toBe('sent.otherwise')
    const up = move(caseId, { kind: 'escalate', to: 'listen', because: 'why' }, key)
    expect(await refusal(school.officer, contract.moveCase, up)).toBe('sent.otherwise')
    const kept = (await show(caseId)).happened.filter(({ of }: { of: string }) => of === 'case')
    expect(kept.map(({ words }: { words: string }) => words)).toEqual(['Mother rang', expect.anything()])
  })

  it('is not closed while a family is invited to a meeting of it; whoever closes it is told what to do first', async () => {
    const [{ caseId }] = (
      await ask(school.officer, contract.listCases, { query: { pupilId: cleo as string } })
    ).cases.filter(({ state }: { state: { status: string } }) => state.status === 'open')
    const meetingId = randomUUID()
    const meeting = { day: addDays(MONDAY, 1), time: '09:00', minutes: 30, place: 'Library', link: null }
    const about = { kind: 'panel', invited: [], about: '', replyBy: null, partOf: null }
    const called = { params: { caseId }, body: { key: randomUUID(), meetingId, ...meeting, ...about } }
    await ask(school.officer, contract.callMeeting, called)
    const closing = move(caseId, { kind: 'close', outcome: 'no longer needed', words: 'A mistake in the marks' })
    const answer = await send(champion, contract.moveCase, closing)
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'casework.meeting-called'])
    expect(answer.json().detail).toContain('Tuesday 24 November')
    const cancelled = { key: randomUUID(), step: { kind: 'cancelled', because: 'A mistake' } }
    await ask(school.officer, contract.changeMeeting, { params: { caseId, meetingId }, body: cancelled })
    await ask(champion, contract.moveCase, closing)
    await ask(champion, contract.moveCase, closing)
  })

  it('goes to a formal stage after support alone, by those who decide, and step by step', async () => {
    const caseId = await open(ben)
    await ask(school.officer, contract.writeInCase, write(caseId, { ...SPOKE, reached: false }))
    expect((await show(caseId)).state.stage).toBe('monitor')
    const up = (to: string, more: object = {}) => move(caseId, { kind: 'escalate', to, because: 'why', ...more })
    const over = up('facilitate', { skipped: 'In a hurry' })
    expect(await refusal(school.officer, contract.moveCase, over)).toBe('casework.one-stage')
    await ask(school.officer, contract.writeInCase, write(caseId, SPOKE))
    expect((await show(caseId)).state.stage).toBe('listen')
    expect(await refusal(school.officer, contract.moveCase, up('formalise'))).toBe('casework.needs-decision')
    expect(await refusal(champion, contract.moveCase, up('formalise'))).toBe('casework.stages-between')
    await ask(school.officer, contract.moveCase, up('facilitate'))
    expect(await refusal(champion, contract.moveCase, up('formalise'))).toBe('casework.support-first')
    const made = up('formalise', { unsuitable: 'The family lives abroad and answers nobody' })
    await ask(champion, contract.moveCase, made)
    await ask(champion, contract.moveCase, made)
    const { state, happened } = await show(caseId)
    expect(state.stage).toBe('formalise')
    expect(happened[0].words).toContain('The family lives abroad')
    expect(happened.filter(({ title }: { title: string }) => title.startsWith('Moved up'))).toHaveLength(2)
    await ask(school.officer, contract.moveCase, move(caseId, { kind: 'step down', to: 'listen', because: 'Better' }))
    expect(
      await refusal(
        school.officer,
        contract.moveCase,
        move(caseId, { kind: 'close', outcome: 'improved', words: 'w' }),
      ),
    ).toBe('casework.needs-decision')
  })

  it('is looked after by colleagues who may write in it, and reviewed on days to come', async () => {
    const [found] = (await ask(school.officer, contract.listCases, { query: { pupilId: ben as string } })).cases
    const { caseId } = found
    const owner = (personId: string) => write(caseId, { kind: 'owner', personId })
    expect(await refusal(champion, contract.writeInCase, owner(school.tutor.id))).toBe('casework.no-owner')
    expect(await duties('casework.owner', ben)).toHaveLength(1)
    await ask(champion, contract.writeInCase, owner(school.officer.id))
    expect(await duties('casework.owner', ben)).toEqual([])
    const review = (on: string) => write(caseId, { kind: 'review', day: on, words: '' })
    expect(await refusal(champion, contract.writeInCase, review(addDays(MONDAY, -1)))).toBe('casework.past-day')
    expect(await refusal(champion, contract.writeInCase, review(addDays(MONDAY, 5)))).toBe('casework.no-school-day')
    const late = { ...SPOKE, day: addDays(MONDAY, 1) }
    expect(await refusal(champion, contract.writeInCase, write(caseId, late))).toBe('casework.to-come')
    await ask(champion, contract.writeInCase, review(addDays(MONDAY, 2)))
    expect(await duties('casework.review', ben)).toMatchObject([{ due: { day: addDays(MONDAY, 2) } }])
  })

  it('is nobody’s once its owner has left, in duties and on the board, and so is what they were to do', async () => {
    const [{ caseId }] = (await ask(school.officer, contract.listCases, { query: { pupilId: ben as string } })).cases
    const gone = await server.person({ role: 'attendance-officer', name: 'Gus Gone', school: school.place })
    await ask(champion, contract.writeInCase, write(caseId, { kind: 'owner', personId: gone.id }))
    expect(await duties('casework.owner', ben)).toEqual([])
    expect((await duties('casework.review', ben))[0]?.owner).toMatchObject({ people: ['Gus Gone'] })
    const ended = { params: { personId: gone.id }, body: { role: 'attendance-officer' } }
    await ask(school.head, endRole, ended)
    const [owner] = await duties('casework.owner', ben)
    expect(owner?.because[0]?.words).toContain('Gus Gone')
    expect((await duties('casework.review', ben))[0]?.owner).toMatchObject({ people: [] })
    const line = (await ask(school.officer, contract.listCases)).cases.find(
      (one: { caseId: string }) => one.caseId === caseId,
    )
    expect([line.state.owner, line.next]).toEqual([null, 'Say who looks after the case'])
    expect((await show(caseId)).state.owner).toBeNull()
    await ask(champion, contract.writeInCase, write(caseId, { kind: 'owner', personId: school.officer.id }))
  })

  it('in which nothing happens for three school weeks is a duty, and says so on the board', async () => {
    const [found] = (await ask(school.officer, contract.listCases, { query: { pupilId: ben as string } })).cases
    const { caseId } = found
    await ask(champion, contract.writeInCase, write(caseId, { kind: 'reviewed', words: 'Going well', next: null }))
    expect(await duties('casework.still', ben)).toEqual([])
    server.clock.moveTo('2026-12-15T08:40:00.000Z' as Moment)
    expect((await duties('casework.still', ben))[0]?.because[0]?.words).toContain('15 school days')
    const { cases } = await ask(school.officer, contract.listCases)
    expect(cases.find((one: { caseId: string }) => one.caseId === caseId).still).toBe(15)
    // Nor does a review in years to come hide it.
    await ask(champion, contract.writeInCase, write(caseId, { kind: 'review', day: day('2027-09-30'), words: '' }))
    server.clock.moveTo('2027-01-29T08:40:00.000Z' as Moment)
    expect(await duties('casework.still', ben)).toHaveLength(1)
    server.clock.moveTo(MORNING)
  })
})

describe('restricted entries', () => {
  const SECRET = 'afraid of somebody on the way'
  let caseId: string
  /** Every question about a case, a child or the school that casework answers, and the lists of other slices in which it might show. */
  const questions = (): readonly (readonly [Operation, Sent])[] => {
    const params = { caseId, pupilId: ada as string }
    const asked = caseworkBindings
      .map(({ operation }) => operation)
      .filter(({ method, url }) => method === 'GET' && url.startsWith('/api/schools/:schoolId'))
      .filter(({ url }) =>
        [...url.matchAll(/:(\w+)/g)].every(([, name]) => ['schoolId', 'caseId', 'pupilId'].includes(name ?? '')),
      )
    return [...asked, workList].map((operation) => [
      operation,
      { params, ...(operation === workList ? { query: { whose: 'all' } } : {}) },
    ])
  }
  const answersTo = async (person: TestPerson): Promise<Record<string, string>> => {
    const answers: Record<string, string> = {}
    for (const [operation, sent] of questions()) {
      const answer = await send(person, operation, sent)
      const body = answer.body.replaceAll(/"(asOf|requestId)":"[^"]*"/g, '')
      answers[operation.config.id] = `${answer.statusCode} ${body}`
    }
    return answers
  }

  it('change no answer to anybody but the head and the safeguarding lead, who read them; nobody else is told that they are there', async () => {
    const [found] = (await ask(school.officer, contract.listCases, { query: { pupilId: ada as string } })).cases
    caseId = found.caseId
    const readers = [school.officer, champion]
    const before = await Promise.all(readers.map(answersTo))
    expect(Object.keys(before[0] ?? {})).toEqual(expect.arrayContaining(['show-case', 'list-cases', 'work-list']))
    const barred = write(caseId, { ...NOTE, words: SECRET }, { restricted: true })
    expect(await refusal(champion, contract.writeInCase, barred)).toBe('access.not-allowed')
    await ask(dsl, contract.writeInCase, barred)
    await ask(dsl, contract.writeInCase, barred)
    await ask(dsl, contract.writeInCase, write(caseId, { ...SPOKE, words: SECRET }, { restricted: true }))
    const apart = write(caseId, { kind: 'owner', personId: dsl.id }, { restricted: true })
    expect(await refusal(dsl, contract.writeInCase, apart)).toBe('casework.not-restrictable')
    await keptApart()
    const after = await Promise.all(readers.map(answersTo))
    const changed = readers.flatMap((_, at) =>
      Object.keys(before[at] ?? {}).filter((id) => before[at]?.[id] !== after[at]?.[id]),
    )
    expect(changed).toEqual([])
    for (const reader of [school.head, dsl]) {
      const read = (await show(caseId, reader)).happened.filter((one: { restricted: boolean }) => one.restricted)
      expect(read).toHaveLength(4)
      expect(JSON.stringify(read)).toContain(SECRET)
    }
  })

  /** Kinds of other parts, as their own operations would write them. */
  async function keptApart(caller = dsl): Promise<void> {
    const schoolId = school.id as SchoolId
    await server.database.asSystem(async (tx) => {
      const file = await readCase(tx, { schoolId, caseId, restricted: true })
      if (file === undefined) throw new Error('no case')
      const of = { tx, now: server.clock.now(), caller }
      const barrier = { barrierId: randomUUID(), kind: 'family', whose: 'pupil', words: SECRET } as const
      const owner = { id: dsl.id, who: 'staff', name: dsl.name, as: 'Safeguarding lead' } as const
      const action = { actionId: randomUUID(), what: SECRET, due: addDays(MONDAY, 1), meetingId: null, owner }
      const kept = await keepEntries(of, { ...file, schoolId, restricted: true }, [
        { kind: 'barrier-recorded', day: MONDAY, key: randomUUID(), body: barrier },
        { kind: 'action-set', day: MONDAY, key: randomUUID(), body: action },
      ])
      expect(kept.ok).toBe(true)
    })
  }

  it('were read: the trail says so of those who may, and tells its other readers neither that there are any nor of whom', async () => {
    const trail = async (query: Record<string, string>) =>
      (await ask(champion, listAudit, { query })).acts as {
        operation: string
        facts: object
        subject?: { id: string }
      }[]
    const reads = (await trail({ personId: dsl.id, operation: 'show-case' })).at(-1)
    expect(reads).toMatchObject({ subject: { id: ada }, facts: { withRestrictedEntries: true } })
    const writes = await trail({ personId: dsl.id, operation: 'write-in-case' })
    expect(writes.length).toBeGreaterThan(0)
    expect(writes.filter(({ subject }) => subject?.id === ada)).toEqual([])
    // Of a case without any it says the same.
    const plain = (await ask(school.officer, contract.listCases, { query: { pupilId: ben as string } })).cases[0].caseId
    await show(plain, dsl)
    const [last] = await trail({ personId: dsl.id, operation: 'show-case' })
    expect(last).toMatchObject({ subject: { id: ben }, facts: { withRestrictedEntries: true } })
    expect(JSON.stringify(await trail({}))).not.toContain(SECRET)
  })

  it('wait until a note says of each what was done; a note about something else ends nothing', async () => {
    await keptApart(school.officer)
    const waiting = async () => {
      const { duties } = await ask(dsl, workList, { query: { whose: 'all' } })
      const own = duties.filter(({ rule }: DutyShown) => rule === 'casework.disclosure')
      return [own.length, (await show(caseId, dsl)).toAnswer.map(({ number }: { number: number }) => number)]
    }
    expect(await waiting()).toEqual([2, [3, 4, 5, 6]])
    expect((await show(caseId, school.officer)).toAnswer).toEqual([])
    const note = (answers: readonly number[], restricted = true) =>
      write(caseId, { ...NOTE, words: SECRET, answers }, { restricted })
    expect(await refusal(dsl, contract.writeInCase, note([5], false))).toBe('access.not-allowed')
    expect(await refusal(dsl, contract.writeInCase, note([99]))).toBe('access.not-allowed')
    await ask(dsl, contract.writeInCase, note([]))
    await ask(dsl, contract.writeInCase, note([3, 4, 6]))
    expect(await waiting()).toEqual([1, [5]])
    await ask(dsl, contract.writeInCase, note([5]))
    expect(await waiting()).toEqual([0, []])
    const titles = (await show(caseId, dsl)).happened.map(({ title }: { title: string }) => title)
    expect(titles).toContain('Read and dealt with: the barrier of Monday 23 November 2026')
  })

  it('and cases themselves are nothing to teachers, reception, governors, parents and other schools', async () => {
    for (const [who, person] of Object.entries(others))
      for (const [operation, sent] of questions().filter(([{ config }]) => config.may.startsWith('casework.'))) {
        const answer = await send(person, operation, sent)
        expect([who, operation.config.id, answer.statusCode]).toEqual([who, operation.config.id, 403])
        expect(answer.body).not.toContain('Ada')
      }
    for (const operation of [contract.openCase, contract.writeInCase, contract.moveCase])
      expect(
        (await send(others.teacher, operation, { params: { caseId }, body: opening(ben) })).statusCode,
        operation.config.id,
      ).toBe(403)
  })
})
