import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many, run } from '../../platform/database/database.ts'
import type { TestPerson } from '../../testing/builders.ts'
import { aContact, aPupil, linkTo, type RollSchool, startRollSchool } from '../../testing/roll-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { correctPupil, listPupilChanges, setFlag, showPupilAsItStood } from '../contract.ts'

let server: TestServer
let school: RollSchool
let officer: TestPerson
let head: TestPerson

const mother = aContact()
const pupil = aPupil({
  contacts: [linkTo(mother)],
  address: { lines: ['1 Quay'], town: 'Westmarch', postcode: 'WM1 1AA' },
})
const params = () => ({ schoolId: school.id, pupilId: pupil.id })

beforeAll(async () => {
  server = await startTestServer()
  school = await startRollSchool(server)
  ;[officer, head] = [await school.person('attendance-officer'), await school.person('head')]
  await school.enrol({ contacts: [mother], pupils: [pupil] })
  server.clock.moveTo('2026-11-23T08:50:00.000Z' as Moment)
  const { legalForenames, legalSurname, sex, startingDay } = pupil
  const body = { legalForenames, legalSurname, sex, startingDay, born: '2015-03-02', version: 1 }
  const address = { lines: ['2 Quay'], town: 'Westmarch', postcode: 'WM1 1AA' }
  const answer = await server.as(officer)(correctPupil, {
    params: params(),
    body: { ...body, address, reason: 'Day and month were swapped' },
  })
  expect(answer.statusCode).toBe(200)
  server.clock.moveTo('2026-11-23T09:00:00.000Z' as Moment)
  await server.as(head)(setFlag, {
    params: { ...params(), kind: 'child-in-need' },
    body: { from: '2026-11-20', until: null, note: 'Plan of 20 November', version: 0, reason: 'Told by the council' },
  })
})
afterAll(() => server.close())

const changes = async (who: TestPerson) =>
  (await server.as(who)(listPupilChanges, { params: params() })).json().changes as {
    what: string
    first: boolean
    fields: object[]
  }[]
const asItStood = async (at: string, who = officer) =>
  (await server.as(who)(showPupilAsItStood, { params: params(), query: { at } })).json()

describe('the changes of a pupil’s record', () => {
  it('hold the five facts: original entry, amended entry, reason, when, name and position', async () => {
    const [latest] = await changes(officer)
    expect(latest).toMatchObject({
      what: 'Particulars',
      first: false,
      at: expect.stringMatching(/^2026-11-23T08:50:0/),
      by: { name: officer.name, position: 'attendance-officer' },
      reason: 'Day and month were swapped',
    })
    expect(latest?.fields).toEqual([
      { field: 'Date of birth', original: '3 Feb 2015', amended: '2 Mar 2015' },
      { field: 'Address', original: '1 Quay, Westmarch, WM1 1AA', amended: '2 Quay, Westmarch, WM1 1AA' },
    ])
  })

  it('begin with the first entry of every part, also of contacts', async () => {
    const first = (await changes(officer)).filter((change) => change.first).map((change) => change.what)
    expect(first.toSorted()).toEqual([
      'Contact: Marta Łukasik',
      'Contact: Marta Łukasik, to this pupil',
      'Group and year group',
      'Particulars',
    ])
  })

  it('tell of a flag only those who may know of it', async () => {
    expect(JSON.stringify(await changes(officer))).not.toMatch(/Child in need|Plan of 20/)
    expect((await changes(head))[0]).toMatchObject({ what: 'Flag: Child in need' })
    expect(JSON.stringify(await asItStood('2026-11-23T09:30:00.000Z'))).not.toMatch(/Child in need|Plan of 20/)
  })

  it('show the record as it stood at any moment', async () => {
    const born = async (at: string) => {
      return (await asItStood(at)).pupil.born
    }
    expect(await born('2026-11-23T08:49:59.000Z')).toBe('2015-02-03')
    expect(await born('2026-11-23T08:51:00.000Z')).toBe('2015-03-02')
    expect((await asItStood('2026-08-01T00:00:00.000Z')).pupil).toBeNull()
  })

  it('are not for a teacher, nor for another school', async () => {
    const stranger = await (await startRollSchool(server)).person('head')
    for (const who of [school.tutor, stranger])
      expect((await server.as(who)(listPupilChanges, { params: params() })).statusCode).toBe(403)
  })

  it('cannot be rewritten, and every present record equals what its last change made of it', async () => {
    const rewrite = server.database.asSystem((tx) => run(tx, sql`update roll.change set reason = 'other'`))
    await expect(rewrite).rejects.toThrow(/permission denied/)
    const apart = await server.database.asSystem((tx) =>
      many(
        tx,
        sql`select pupil_id from roll.pupil where to_jsonb(pupil) is distinct from (
          select after from roll.change where record = 'pupil' and change.pupil_id = pupil.pupil_id order by number desc limit 1)`,
      ),
    )
    expect(apart).toEqual([])
  })
})
