import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day } from '../kernel/day.ts'
import type { ContactId, GroupId, PersonId, PupilId, SchoolId } from '../kernel/ids.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { type Database, many, one } from '../platform/database/database.ts'
import { ELMFIELD } from '../testing/roll-school.ts'
import { openTestDatabase } from '../testing/test-database.ts'
import type { ContactDraft, EnrolmentDraft } from './contract.ts'
import { addSchool, enrolAll, groupsOfPerson, pupilsOnRoll } from './index.ts'

const schoolId = randomUUID() as SchoolId
const groupId = randomUUID() as GroupId
const tutor = randomUUID() as PersonId
const by = { id: randomUUID(), name: 'Jo Pereira', position: 'Data manager' }
const facts = { schoolId, by, at: '2026-09-01T08:00:00.000Z' as Moment, reason: 'Start of year roster' }
const START = day('2026-09-03')
const HOME = { lines: ['4 Quay Row'], town: 'Westmarch', postcode: 'WM1 4ZZ' }

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
  await database.asSystem((tx) => addSchool(tx, facts, ELMFIELD))
})
afterAll(() => database.close())

const contact = (n: number, over: Partial<ContactDraft> = {}): ContactDraft => ({
  id: randomUUID() as ContactId,
  forenames: `Parent ${n}`,
  surname: 'Okafor',
  phones: [{ kind: 'mobile', number: `07700 9000${n % 100}` }],
  address: { ...HOME, lines: [`${n} Quay Row`] },
  ...over,
})

const enrolment = (n: number, contacts: readonly ContactDraft[]): EnrolmentDraft => ({
  id: randomUUID() as PupilId,
  legalForenames: `Ada Grace ${n}`,
  legalSurname: 'Okafor',
  born: day('2015-02-03'),
  sex: 'F',
  startingDay: START,
  address: { ...HOME, lines: [`${n} Quay Row`] },
  placements: [{ from: START, yearGroup: '7', groupId }],
  contacts: contacts.map((one) => ({
    contactId: one.id,
    relationship: 'Mother',
    isParent: true,
    parentalResponsibility: 'yes',
    livesWith: true,
    emergency: true,
    mayBeTold: true,
  })),
  flags: [{ kind: 'eal', from: START }],
})

describe('enrolling a school in one act', () => {
  it('enrols 1,400 pupils with 3,000 contacts and keeps the five facts of every row', async () => {
    const contacts = Array.from({ length: 3000 }, (_, n) => contact(n))
    const pupils = Array.from({ length: 1400 }, (_, n) => enrolment(n, contacts.slice(2 * n, 2 * n + 2)))
    const groups = [{ id: groupId, name: '7A', yearGroup: '7' as const, from: START, tutors: [tutor] }]
    const began = performance.now()
    await database.inTenants([schoolId], (tx) => enrolAll(tx, { ...facts, pupils, contacts, groups }))
    const took = performance.now() - began
    // Two seconds is the aim and the bench says how far below it is; the bound here only catches a statement a pupil.
    expect(took).toBeLessThan(10_000)
    const [onRoll, own, kept] = await database.inTenants([schoolId], async (tx) => [
      await pupilsOnRoll(tx, { schoolId, day: START, groupId }),
      await groupsOfPerson(tx, { schoolId, personId: tutor, day: START }),
      await many(
        tx,
        sql<{ record: string; n: number; reasons: string[] }>`
        select record, count(*) as n, array_agg(distinct reason) as reasons from roll.change group by record order by record`,
      ),
    ])
    expect(onRoll.length).toBe(1400)
    expect(own).toEqual([groupId])
    expect(Object.fromEntries(kept.map((row) => [row.record, row.n]))).toEqual({
      address: 3000,
      contact: 3000,
      flag: 1400,
      placement: 1400,
      pupil: 1400,
      pupil_contact: 2800,
      registration_group: 1,
      school: 1,
      tutor: 1,
    })
    expect(new Set(kept.flatMap((row) => row.reasons))).toEqual(new Set(['Start of year roster']))
  })

  it('makes a dwelling confidential for everybody there, also those entered before and typed differently', async () => {
    const mother = contact(5, {
      address: { lines: ['5, QUAY ROW'], town: 'westmarch', postcode: 'wm14zz', confidential: true },
    })
    const child = enrolment(5, [mother])
    await database.inTenants([schoolId], (tx) =>
      enrolAll(tx, {
        ...facts,
        contacts: [mother],
        pupils: [{ ...child, admissionNumber: 'x', placements: [{ from: START, yearGroup: '7' }] }],
      }),
    )
    const { n, confidential } = await database.inTenants([schoolId], (tx) =>
      one(
        tx,
        sql<{ n: number; confidential: boolean }>`
        select count(*) as n, bool_and(confidential) as confidential from roll.address where lines[1] ~* '^5,? quay row$' and postcode = 'WM1 4ZZ'`,
      ),
    )
    expect({ n, confidential }).toEqual({ n: 1, confidential: true })
  })

  it('leaves nothing where one row cannot be', async () => {
    const good = enrolment(1, [])
    const bad = {
      ...enrolment(2, []),
      startingDay: day('2026-09-03'),
      leaving: { day: day('2020-01-01'), ground: 'x' },
    }
    const act = database.inTenants([schoolId], (tx) => enrolAll(tx, { ...facts, contacts: [], pupils: [good, bad] }))
    await expect(act).rejects.toThrow(/violates check/)
    const found = await database.inTenants([schoolId], (tx) =>
      pupilsOnRoll(tx, { schoolId, day: START, pupilIds: [good.id] }),
    )
    expect(found).toEqual([])
  })
})
