import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import { sessionIndex } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { byteOfCode } from '../../law/codes.ts'
import { importEntries, type NewEntry } from '../../register/index.ts'
import { importWeeks } from '../../testing/figures-school.ts'
import { type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { codeUse } from '../contract.ts'

const GOOD = '/\\ /\\ /\\ /\\ /\\'

describe('How codes are used', () => {
  let server: TestServer
  let school: RegisterSchool
  let [ada, ben]: PupilId[] = []
  beforeAll(async () => {
    server = await startTestServer()
    school = await registerSchool(server, { pupilsInGroup: 10 })
    ;[ada, ben] = school.pupils.nineA
    if (ada === undefined || ben === undefined) throw new Error('a group has pupils')
    await importWeeks(server, school, {
      monday: day('2026-11-02'),
      marks: { [ada]: ['NN /\\ /\\ /\\ /\\', GOOD, GOOD], [ben]: [GOOD, GOOD, '/\\ /\\ /\\ /\\ NN'] },
    })
    await server.database.asSystem((tx) => importEntries(tx, school.id, acts()))
  })
  afterAll(() => server.close())

  /** The tutor saves two registers of all present ten seconds apart; the officer amends ten marks of September in November. */
  function acts(): NewEntry[] {
    const taken = (groupId: typeof school.groups.nineA, pupils: readonly PupilId[], at: string): NewEntry => ({
      act: 'taken',
      year: schoolYear(2026),
      groupId,
      at: at as Moment,
      by: school.tutor,
      marks: pupils.map((pupilId) => ({
        pupilId,
        session: sessionIndex({ day: day('2026-11-20'), half: 'AM' }),
        to: byteOfCode('/'),
      })),
    })
    return [
      taken(school.groups.nineB, school.pupils.nineB, '2026-11-20T08:35:00.000Z'),
      taken(school.groups.sevenA, school.pupils.sevenA, '2026-11-20T08:35:10.000Z'),
      {
        act: 'amended',
        year: schoolYear(2026),
        groupId: school.groups.nineB,
        at: '2026-11-20T15:00:00.000Z' as Moment,
        by: school.officer,
        reason: 'Notes came in',
        marks: school.pupils.nineB.map((pupilId) => ({
          pupilId,
          session: sessionIndex({ day: day('2026-09-10'), half: 'AM' }),
          to: byteOfCode('I'),
        })),
      },
    ]
  }

  const ask = async (person = school.head, query: Record<string, string> = {}) => {
    const answer = await server.as(person)(codeUse, { params: { schoolId: school.id }, query })
    return { status: answer.statusCode, ...answer.json() }
  }

  test('names each N older than five school days by pupil and session, oldest first, and no younger one', async () => {
    const { stale } = await ask()
    expect(stale.map((one: { pupil: { id: string } }) => one.pupil.id)).toEqual([ada, ada])
    expect(stale[0]).toMatchObject({ session: { day: '2026-11-02', half: 'AM' }, schoolDays: expect.any(Number) })
  })

  test('shows registers of all present saved within seconds, by whom and of how many, and late changes together', async () => {
    const { inSeconds, edits } = await ask()
    expect(inSeconds).toMatchObject([
      {
        by: 'Tess Tutor',
        of: 2,
        registers: [{ group: { name: '7A' }, session: { day: '2026-11-20', half: 'AM' }, seconds: 10 }],
      },
    ])
    expect(edits).toMatchObject([
      { by: 'Olu Officer', on: '2026-11-20', marks: 10, acts: 1, from: '2026-09-10', to: '2026-09-10' },
    ])
  })

  test('keeps what is about colleagues to those who may read the audit trail', async () => {
    const answer = await ask(school.officer)
    expect(answer).toMatchObject({ status: 200, inSeconds: null, edits: null })
    expect(answer.stale).toHaveLength(2)
    expect((await ask(school.reception)).status).toBe(403)
    expect((await ask(school.tutor)).status).toBe(403)
  })

  test('looks only at the days asked for', async () => {
    const answer = await ask(school.head, { from: '2026-11-16', to: '2026-11-19' })
    expect(answer).toMatchObject({ stale: [], inSeconds: [], edits: [] })
  })
})
