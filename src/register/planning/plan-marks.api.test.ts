import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Day, day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { enrolAll } from '../../roll/index.ts'
import { atScreen, MONDAY, type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import {
  amendMarks,
  closeSchool,
  listPlans,
  planMarks,
  previewClosure,
  previewPlan,
  undoTaking,
  withdrawPlan,
} from '../contract.ts'

let server: TestServer
let school: RegisterSchool

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server)
})

const office = () => atScreen(server, school, school.officer)
const params = () => ({ schoolId: school.id })
const facts = () => ({ schoolId: school.id, at: server.clock.now(), by: school.officer, reason: 'test' })

async function admit(starts: Day, leaves: Day | null): Promise<PupilId> {
  const id = randomUUID() as PupilId
  const pupil = {
    id,
    legalForenames: 'Noor',
    legalSurname: 'Newcomer',
    born: day('2013-02-03'),
    sex: 'F' as const,
    startingDay: starts,
    ...(leaves === null ? {} : { leaving: { day: leaves, ground: 'Moved', letter: 'g' } }),
    placements: [{ from: starts, yearGroup: '9' as const, groupId: school.groups.nineA }],
    contacts: [],
  }
  await server.database.asSystem((tx) => enrolAll(tx, { ...facts(), groups: [], pupils: [pupil], contacts: [] }))
  return id
}

describe('a plan over a term, and a pupil who is here for two days of it', () => {
  const span = { from: { day: day('2026-11-24'), half: 'AM' }, to: { day: day('2026-12-10'), half: 'PM' } }

  it('marks their days, leaves the others out, and says so before it does', async () => {
    const short = await admit(day('2026-12-01'), day('2026-12-02'))
    const later = await admit(day('2027-01-05'), null)
    const [one] = school.pupils.nineA as [PupilId]
    const body = { pupilIds: [one, short, later], code: 'V', reason: 'Exchange', ...span }
    const preview = (await office().send(previewPlan, { params: params(), body })).json()
    // 13 school days, of which the newcomer has two.
    expect(preview).toMatchObject({ marks: 24 + 4, pupils: 2, leftOutCount: 2 })
    expect(preview.leftOut).toEqual([
      {
        pupilId: short,
        name: 'Noor Newcomer',
        sessions: 20,
        because: 'starts on Tuesday 1 December 2026 and leaves on Wednesday 2 December 2026',
      },
      { pupilId: later, name: 'Noor Newcomer', sessions: 24, because: 'is not on roll on any of these days' },
    ])
    const planned = await office().send(planMarks, { params: params(), body: { ...body, key: randomUUID() } })
    expect(planned.json()).toMatchObject({ marks: 28, leftOutCount: 2 })
    const on = async (text: string) =>
      (await office().open({ day: day(text) })).lines.find((line) => line.pupilId === short)?.mark?.code
    expect([await on('2026-11-30'), await on('2026-12-01'), await on('2026-12-03')]).toEqual([
      undefined,
      'V',
      undefined,
    ])
  })

  it('is what a closure sees too', async () => {
    await admit(day('2026-12-01'), day('2026-12-02'))
    const body = { code: 'Y3', reason: 'Flooding', ...span, yearGroups: ['9'] }
    const preview = (await office().send(previewClosure, { params: params(), body })).json()
    expect(preview).toMatchObject({ pupils: 13, leftOutCount: 1, marks: 12 * 24 + 4 })
  })
})

describe('what can be planned', () => {
  it.each(['L', 'U', 'N', 'O', 'Z', '#'])('%s is refused with the reason', async (code) => {
    const today = { from: { day: day('2026-11-24'), half: 'AM' }, to: { day: day('2026-11-24'), half: 'AM' } }
    const body = { pupilIds: [school.pupils.nineA[0]], code, reason: 'Why not', ...today }
    const answer = await office().send(previewPlan, { params: params(), body })
    expect(answer.json().code).toBe('register.not-plannable')
    expect(answer.json().detail).toContain(`${code} cannot be planned: `)
  })
})

describe('withdrawing a plan', () => {
  it('takes back a mark that somebody saved over and undid within seconds', async () => {
    const [one] = school.pupils.nineA as [PupilId]
    const today = { from: { day: day('2026-11-23'), half: 'AM' }, to: { day: day('2026-11-23'), half: 'AM' } }
    const body = { key: randomUUID(), pupilIds: [one], code: 'I', reason: 'Flu', ...today }
    const { version } = (await office().send(planMarks, { params: params(), body })).json()
    const saved = (await office().save({ [one]: '/' })).json()
    const undoing = { key: randomUUID(), number: saved.version }
    const register = { ...params(), groupId: school.groups.nineA, day: day('2026-11-23'), half: 'AM' }
    expect((await office().send(undoTaking, { params: register, body: undoing })).statusCode).toBe(200)
    const withdrawn = await office().send(withdrawPlan, {
      params: { ...params(), number: version },
      body: { key: randomUUID(), reason: 'Wrong child' },
    })
    expect(withdrawn.json()).toMatchObject({ marks: 1, left: 0 })
    expect((await office().open()).lines[0]?.mark).toBeNull()
  })
})

describe('withdrawing a part of a plan', () => {
  it('takes one pupil off from a session on, leaves the others, and the plan is not withdrawn', async () => {
    const [one, two] = school.pupils.nineA as [PupilId, PupilId]
    const span = { from: { day: day('2026-11-24'), half: 'AM' }, to: { day: day('2026-11-25'), half: 'PM' } }
    const body = { key: randomUUID(), pupilIds: [one, two], code: 'V', reason: 'Museum', ...span }
    const { version } = (await office().send(planMarks, { params: params(), body })).json()
    const withdraw = (part: object) =>
      office().send(withdrawPlan, {
        params: { ...params(), number: version },
        body: { key: randomUUID(), reason: 'Did not go', ...part },
      })
    const from = { day: day('2026-11-24'), half: 'PM' }
    expect((await withdraw({ pupilIds: [one], from })).json()).toMatchObject({ marks: 3, left: 0 })
    const on = async (text: string, half: 'AM' | 'PM') =>
      (await office().open({ day: day(text), half })).lines.slice(0, 2).map((line) => line.mark?.code ?? null)
    expect([await on('2026-11-24', 'AM'), await on('2026-11-24', 'PM')]).toEqual([
      ['V', 'V'],
      [null, 'V'],
    ])
    const { plans } = (await office().send(listPlans, { params: params() })).json()
    expect(plans[0]).toMatchObject({ number: version, withdrawn: false })
    expect((await withdraw({ from: { day: day('2027-11-24'), half: 'AM' } })).json().code).toBe('register.bad-period')
    expect((await withdraw({})).json()).toMatchObject({ marks: 5 })
    expect((await office().send(listPlans, { params: params() })).json().plans[0].withdrawn).toBe(true)
  })
})

describe('a closure of a part of the school', () => {
  const tuesday = { from: { day: day('2026-11-24'), half: 'AM' }, to: { day: day('2026-11-24'), half: 'PM' } }
  const close = (more: object) =>
    office().send(closeSchool, {
      params: params(),
      body: { key: randomUUID(), reason: 'Bus 12 from Northend', ...tuesday, ...more },
    })

  it('is for pupils and classes together, with what its code asks for beside each mark, and is undone as one', async () => {
    const [one] = school.pupils.sevenA as [PupilId]
    const answer = await close({ code: 'Y1', groupIds: [school.groups.nineA], pupilIds: [one] })
    expect(answer.json()).toMatchObject({ marks: 14, pupils: 7, keptCount: 0 })
    const [line] = (await office().open({ day: day('2026-11-24') })).lines
    expect(line?.mark).toMatchObject({ code: 'Y1', details: { route: 'Bus 12 from Northend' } })
    const undone = await office().send(withdrawPlan, {
      params: { ...params(), number: answer.json().version },
      body: { key: randomUUID(), reason: 'The bus came' },
    })
    expect(undone.json()).toMatchObject({ marks: 14, left: 0 })
  })

  it('is refused with a code that is for the whole school, and the whole school with one that is for some', async () => {
    expect((await close({ code: 'Y4', yearGroups: ['9'] })).json().code).toBe('register.closure-for-all')
    expect((await close({ code: 'Y1' })).json().code).toBe('register.closure-for-some')
    expect((await close({ code: 'Y5', yearGroups: ['9'] })).statusCode).toBe(400)
  })

  it('is not entered afterwards unless somebody says that they mean it, and then the list says so', async () => {
    server.clock.moveTo('2026-11-25T09:00:00.000Z' as Moment)
    const body = { code: 'Y4', reason: 'No water', ...tuesday }
    const preview = await office().send(previewClosure, { params: params(), body })
    expect(preview.json()).toMatchObject({ marks: 36, over: 2 })
    const silent = await close({ code: 'Y4' })
    expect([silent.statusCode, silent.json().code]).toEqual([422, 'register.afterwards'])
    expect(silent.json().detail).toContain('the first on Tuesday 24 November 2026')
    expect((await close({ code: 'Y4', afterwards: true })).json()).toMatchObject({ marks: 36 })
    const listed = await office().send(listPlans, { params: params(), query: { from: day('2026-11-24') } })
    expect(listed.json().plans).toMatchObject([{ code: 'Y4', afterwards: true }])
  })
})

describe('codes that somebody else decides on', () => {
  it.each(['E', 'Y5', 'S', 'J1', 'C1'])('%s is planned by the head, not by the office', async (code) => {
    const [one] = school.pupils.nineA as [PupilId]
    const today = { from: { day: day('2026-11-24'), half: 'AM' }, to: { day: day('2026-11-24'), half: 'AM' } }
    const body = { pupilIds: [one], code, reason: 'Decided', ...today }
    expect((await office().send(previewPlan, { params: params(), body })).json().code).toBe(
      'register.leave-not-granted',
    )
    const byHead = await atScreen(server, school, school.head).send(previewPlan, { params: params(), body })
    expect(byHead.json().code).not.toBe('register.leave-not-granted')
  })
  it('and stays where the office plans over it, corrects a mark into it or takes it back', async () => {
    const [one, two] = school.pupils.nineA as [PupilId, PupilId]
    const span = { from: { day: day('2026-11-24'), half: 'AM' }, to: { day: day('2026-11-24'), half: 'PM' } }
    const suspended = { ...span, pupilIds: [one], code: 'E', details: { exclusion: 'x' }, reason: 'Decided' }
    const byHead = await atScreen(server, school, school.head).send(planMarks, {
      params: params(),
      body: { key: randomUUID(), ...suspended },
    })
    expect(byHead.statusCode, byHead.body).toBe(200)
    const trip = { ...span, pupilIds: [one], code: 'V', details: {}, reason: 'Zoo', replace: true }
    const over = await office().send(previewPlan, { params: params(), body: trip })
    expect(over.json()).toMatchObject({ marks: 0, keptCount: 2, replacedCount: 0 })
    const back = await office().send(withdrawPlan, {
      params: { ...params(), number: byHead.json().version },
      body: { key: randomUUID(), reason: 'Not wanted' },
    })
    expect([back.statusCode, back.json().code]).toEqual([422, 'register.leave-not-granted'])
    const { version } = await office().open()
    for (const to of ['C', 'C1', 'C2', 'E', 'J1', 'S', 'Y5']) {
      const marks = [{ pupilId: two, day: MONDAY, half: 'AM', seen: null, to }]
      const body = { key: randomUUID(), reason: 'x', version, marks }
      expect((await office().send(amendMarks, { params: params(), body })).json().code).toBe(
        'register.leave-not-granted',
      )
    }
  })
})
