import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day } from '../kernel/day.ts'
import type { GroupId, PersonId, PupilId, SchoolId } from '../kernel/ids.ts'
import { schoolYear } from '../kernel/school-year.ts'
import { type Database, json, run } from '../platform/database/database.ts'
import { openTestDatabase } from '../testing/test-database.ts'
import { calendarOf, dayClocksOn, groupsOfPerson, groupsOn, namesOnRoll, pupilsOnRoll, schoolOf } from './index.ts'

const school = '10000000-0000-4000-8000-000000000001' as SchoolId
const other = '10000000-0000-4000-8000-000000000002' as SchoolId
const group = '20000000-0000-4000-8000-000000000001' as GroupId
const tutor = '30000000-0000-4000-8000-000000000001' as PersonId
const pupil = (n: number) => `40000000-0000-4000-8000-00000000000${n}` as PupilId
const CLOCK = {
  arriveBy: '08:25',
  amOpen: '08:30',
  amClose: '08:45',
  pmOpen: '13:00',
  pmClose: '13:15',
  dayEnd: '15:00',
}

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
  await database.asSystem(async (tx) => {
    await run(
      tx,
      sql`insert into roll.school (school_id, urn, laestab, name, short_name, phase, type, address, year_groups) values (${school}, '100001', '888/4000', 'Harbour Lane School', 'Harbour', 'secondary', 'academy', ${json({ lines: [], town: '', postcode: '' })}, '{7,8,9}')`,
    )
    await run(
      tx,
      sql`insert into roll.registration_group (school_id, group_id, name, year_group, from_day) values (${school}, ${group}, '7A', '7', '2026-09-01')`,
    )
    await run(
      tx,
      sql`insert into roll.tutor (school_id, group_id, person_id, from_day, until_day) values (${school}, ${group}, ${tutor}, '2026-09-01', '2027-01-01')`,
    )
    for (const [n, surname, starting, leaving] of [
      [1, 'Zed', '2026-09-03', null],
      [2, 'Abe', '2026-09-03', '2026-11-20'],
    ] as const) {
      await run(
        tx,
        sql`insert into roll.pupil (school_id, pupil_id, legal_forenames, legal_surname, preferred_forename, preferred_surname, born, sex, starting_day, leaving_day, sort_key, search_key)
          values (${school}, ${pupil(n)}, 'Ann', ${surname}, 'Ann', ${surname}, '2015-01-01', 'F', ${starting}, ${leaving}, ${surname}, '')`,
      )
      await run(
        tx,
        sql`insert into roll.placement (school_id, pupil_id, from_day, year_group, group_id) values (${school}, ${pupil(n)}, ${starting}, '7', ${group})`,
      )
    }
    await run(
      tx,
      sql`insert into roll.calendar (school_id, year, terms, days_off) values (${school}, 2026, ${json([{ name: 'Autumn', first: '2026-09-01', last: '2026-12-18' }])}, ${json([])})`,
    )
    for (const [from, clock] of [
      ['2026-09-01', CLOCK],
      ['2027-01-01', { ...CLOCK, amClose: '09:00' }],
    ] as const)
      await run(
        tx,
        sql`insert into roll.day_clock (school_id, year_group, from_day, clock) values (${school}, '7', ${from}, ${json(clock)})`,
      )
  })
})

afterAll(() => database.close())

const see = <T>(work: (tx: Parameters<Parameters<Database['inTenants']>[1]>[0]) => Promise<T>, schools = [school]) =>
  database.inTenants(schools, work)

describe('the roll’s door', () => {
  it('counts the leaving day as a day on roll, and none after it', async () => {
    const names = async (on: string) =>
      (await see((tx) => pupilsOnRoll(tx, { schoolId: school, day: day(on) }))).map((p) => p.familyName)
    expect(await names('2026-09-02')).toEqual([])
    expect(await names('2026-11-20')).toEqual(['Abe', 'Zed'])
    expect(await names('2026-11-21')).toEqual(['Zed'])
  })

  it('gives a pupil’s group and year group of that day, and finds pupils by group and by id', async () => {
    const on = day('2026-11-20')
    const found = await see((tx) =>
      pupilsOnRoll(tx, { schoolId: school, day: on, groupId: group, pupilIds: [pupil(1)] }),
    )
    expect(found).toEqual([
      {
        id: pupil(1),
        groupId: group,
        yearGroup: '7',
        preferredName: 'Ann',
        familyName: 'Zed',
        born: '2015-01-01',
        sex: 'F',
        startingDay: '2026-09-03',
        leavingDay: null,
      },
    ])
  })

  it('knows a group’s tutor until the day they stop', async () => {
    const of = (on: string) => see((tx) => groupsOfPerson(tx, { schoolId: school, personId: tutor, day: day(on) }))
    expect(await of('2026-12-31')).toEqual([group])
    expect(await of('2027-01-01')).toEqual([])
  })

  it('reads groups, calendar, school, and the clock in force on the day', async () => {
    expect(await see((tx) => groupsOn(tx, { schoolId: school, day: day('2026-11-20') }))).toEqual([
      { id: group, name: '7A', kind: 'registration', yearGroup: '7' },
    ])
    expect((await see((tx) => calendarOf(tx, { schoolId: school, year: schoolYear(2026) })))?.terms[0]?.name).toBe(
      'Autumn',
    )
    expect((await see((tx) => schoolOf(tx, school)))?.yearGroups).toEqual(['7', '8', '9'])
    const clock = (on: string) => see((tx) => dayClocksOn(tx, { schoolId: school, day: day(on) }))
    expect((await clock('2026-12-31'))['7']).toEqual(CLOCK)
    expect((await clock('2027-01-01'))['7']?.amClose).toBe('09:00')
    expect(await clock('2026-08-31')).toEqual({})
  })

  it('calls pupils and groups by name, a child with one name by that one', async () => {
    await database.asSystem(async (tx) => {
      await run(tx, sql`update roll.pupil set preferred_forename = 'Abe' where pupil_id = ${pupil(2)}`)
      const names = await namesOnRoll(tx, { schoolId: school, ids: [pupil(1), pupil(2), group, pupil(9)] })
      await run(tx, sql`update roll.pupil set preferred_forename = 'Ann' where pupil_id = ${pupil(2)}`)
      expect(Object.fromEntries(names)).toEqual({ [pupil(1)]: 'Ann Zed', [pupil(2)]: 'Abe', [group]: '7A' })
    })
  })

  it('shows another school nothing', async () => {
    expect(await see((tx) => pupilsOnRoll(tx, { schoolId: school, day: day('2026-11-20') }), [other])).toEqual([])
    expect(await see((tx) => schoolOf(tx, school), [other])).toBeUndefined()
  })
})
