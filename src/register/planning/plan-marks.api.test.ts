import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Day, day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { enrolAll } from '../../roll/index.ts'
import { atScreen, type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import { planMarks, previewClosure, previewPlan, undoTaking, withdrawPlan } from '../contract.ts'

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
    const body = { code: '#', reason: 'Flooding', ...span, yearGroups: ['9'] }
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
