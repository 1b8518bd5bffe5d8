import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { TestPerson } from '../../testing/builders.ts'
import { aContact, aPupil, linkTo, type RollSchool, startRollSchool } from '../../testing/roll-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { changeContact, correctPupil, getPupil, listPupilChanges, tellFutureAddress } from '../contract.ts'
import { takeUpAddresses } from '../index.ts'

const OLD = { lines: ['1 Quay'], town: 'Westmarch', postcode: 'WM1 1AA' }
const NEW = { lines: ['5 Hill Street'], town: 'Eastmarch', postcode: 'EM5 5BB' }
const SECRET = /Hill Street/

let server: TestServer
let school: RollSchool
let officer: TestPerson
let head: TestPerson

beforeAll(async () => {
  server = await startTestServer()
  school = await startRollSchool(server)
  ;[officer, head] = [await school.person('attendance-officer'), await school.person('head')]
})
afterAll(() => server.close())

/** A pupil who lives with mother and grandmother; the father lives elsewhere, at an address of his own. */
async function aFamily(given: { confidential?: boolean; leaves?: string } = {}) {
  server.clock.moveTo('2026-11-23T08:50:00.000Z' as Moment)
  const old = { ...OLD, lines: [`${Math.random()} Quay`], confidential: given.confidential }
  const mother = aContact({ address: old })
  const grandmother = aContact({ forenames: 'Hanna', address: old })
  const father = aContact({ forenames: 'Tomasz', address: { ...OLD, lines: ['9 Mill Lane'] } })
  const uncle = aContact({ forenames: 'Igor' })
  const apart = { livesWith: false }
  const pupil = aPupil({
    address: old,
    contacts: [
      linkTo(mother),
      linkTo(father, { relationship: 'Father', ...apart }),
      linkTo(grandmother, { relationship: 'Grandmother', isParent: false }),
      linkTo(uncle, { relationship: 'Uncle', ...apart, barredReason: 'Order of 2 June 2026' }),
    ],
    ...(given.leaves === undefined ? {} : { leaving: { day: day(given.leaves), ground: 'Moved away' } }),
  })
  await school.enrol({ contacts: [mother, father, grandmother, uncle], pupils: [pupil] })
  const params = { schoolId: school.id, pupilId: pupil.id }
  const look = async (who = officer) => (await server.as(who)(getPupil, { params })).json()
  const tell = async (future: object | null, who = officer) =>
    server.as(who)(tellFutureAddress, {
      params,
      body: { future, version: (await look()).version, reason: 'Letter of the father' },
    })
  const changes = async (who = officer) => (await server.as(who)(listPupilChanges, { params })).json().changes
  return { params, look, tell, changes, mother, father, grandmother, uncle }
}

const onDay = (text: string) => {
  server.clock.moveTo(`${text}T00:05:00.000Z` as Moment)
  return takeUpAddresses(server.database, server.clock)
}
const contactOf = (seen: { office: { contacts: { id: string }[] } }, of: { id: string }) =>
  seen.office.contacts.find(({ id }) => id === of.id)

describe('where a pupil will live (regulation 8(3))', () => {
  it('is in the admission register from the day it is told: address, with whom, from when', async () => {
    const { tell, look, father } = await aFamily()
    expect((await tell({ address: NEW, contactIds: [father.id], from: '2026-12-01' })).statusCode).toBe(200)
    expect((await look()).office.future).toEqual({
      address: { state: 'shown', address: NEW, confidential: false },
      parent: 'Tomasz Łukasik',
      contactIds: [father.id],
      from: '2026-12-01',
    })
  })

  it('becomes the address of the pupil and of those named on its day, with nobody else living there, and no day sooner', async () => {
    const { params, tell, look, mother, father, grandmother } = await aFamily()
    await tell({ address: NEW, contactIds: [father.id], from: '2026-12-01' })
    const { moved: early } = await onDay('2026-11-30')
    expect(early).not.toContainEqual(params)
    const { moved, failed } = await onDay('2026-12-01')
    expect(moved).toContainEqual(params)
    expect(failed).toEqual([])
    const seen = await look()
    expect(seen.office.address).toMatchObject({ state: 'shown', address: NEW })
    expect(seen.office.future).toMatchObject({ address: { state: 'none' }, parent: null, from: null })
    expect(contactOf(seen, father)).toMatchObject({ livesWith: true, address: { address: NEW } })
    expect(contactOf(seen, mother)).toMatchObject({ livesWith: false, address: { address: { postcode: 'WM1 1AA' } } })
    expect(contactOf(seen, grandmother)).toMatchObject({ livesWith: false })
    expect((await onDay('2026-12-01')).moved).toEqual([])
  })

  it('is taken up with the five facts, by the clock, and with what it was told for', async () => {
    const { tell, changes, father } = await aFamily()
    await tell({ address: NEW, contactIds: [father.id], from: '2026-12-01' })
    await onDay('2026-12-03')
    const last = (await changes()).find(({ what }: { what: string }) => what === 'Particulars')
    expect(last).toMatchObject({
      what: 'Particulars',
      by: { name: 'Firstbell, by the day that was told', position: 'automatic' },
      at: expect.stringMatching(/^2026-12-03T00:05/),
      reason: 'Moved home on 1 Dec 2026, as the school had been told',
    })
    const address = last.fields.find(({ field }: { field: string }) => field === 'Address')
    expect([address.original, address.amended]).toEqual([expect.stringMatching(/Quay/), expect.stringMatching(SECRET)])
  })

  it('can be taken back, and a day that has come is refused', async () => {
    const { tell, look, father } = await aFamily()
    const told = { address: NEW, contactIds: [father.id], from: '2026-12-01' }
    expect((await tell({ ...told, from: '2026-11-23' })).json().code).toBe('roll.move-not-to-come')
    await tell(told)
    expect((await tell(null)).statusCode).toBe(200)
    expect((await look()).office.future).toEqual({
      address: { state: 'none' },
      parent: null,
      contactIds: [],
      from: null,
    })
    expect((await onDay('2026-12-02')).moved).toEqual([])
  })

  it('is with somebody whom the school knows, and never with one who must not be told', async () => {
    const { tell, uncle } = await aFamily()
    for (const contactIds of [[], [uncle.id], [aContact().id]])
      expect((await tell({ address: NEW, contactIds, from: '2026-12-01' })).json().code).toBe('roll.move-with-whom')
  })

  it('does not move a pupil who has left by then, and is not a teacher’s to enter', async () => {
    const { params, tell, father } = await aFamily({ leaves: '2026-11-27' })
    const told = { address: NEW, contactIds: [father.id], from: '2026-12-01' }
    expect((await tell(told, school.tutor)).statusCode).toBe(403)
    await tell(told)
    expect((await onDay('2026-12-02')).moved).not.toContainEqual(params)
  })

  it('is not carried out by the clock where somebody of it must not be told any more, and the record says so', async () => {
    const { params, tell, look, father } = await aFamily()
    await tell({ address: NEW, contactIds: [father.id], from: '2026-12-01' })
    const before = await look()
    const link = before.office.contacts.find(({ id }: { id: string }) => id === father.id)
    const { version, linkVersion, forenames, surname, phones, relationship } = link
    const person = { forenames, surname, phones, relationship, isParent: true, parentalResponsibility: 'yes' }
    const barring = {
      livesWith: false,
      emergency: false,
      mayBeTold: false,
      barred: true,
      barredReason: 'Order of 2 May',
    }
    const body = { ...person, ...barring, version, linkVersion, reason: 'Court order' }
    const answer = await server.as(head)(changeContact, { params: { ...params, contactId: father.id }, body })
    expect(answer.statusCode).toBe(200)
    const { moved, failed } = await onDay('2026-12-01')
    expect([moved.some(({ pupilId }) => pupilId === params.pupilId), failed]).toEqual([false, []])
    const seen = await look()
    expect(contactOf(seen, father)).toMatchObject({ livesWith: false, barred: true })
    expect(seen.office.address).toEqual(before.office.address)
    expect(seen.office.notes.map(({ code }: { code: string }) => code)).toContain('enrolment.move-in-doubt')
  })

  it('outlives a correction of the particulars', async () => {
    const { params, tell, look, father } = await aFamily()
    await tell({ address: NEW, contactIds: [father.id], from: '2026-12-01' })
    const { version } = await look()
    const body = {
      legalForenames: 'Zoë',
      legalSurname: 'Łukasik',
      born: '2015-02-03',
      sex: 'F',
      startingDay: '2026-09-03',
    }
    const corrected = await server.as(officer)(correctPupil, {
      params,
      body: { ...body, version, reason: 'As on passport' },
    })
    expect(corrected.statusCode).toBe(200)
    expect((await look()).office.future.from).toBe('2026-12-01')
  })
})

describe('where a hidden family will live', () => {
  it('is confidential from the first though the office typed it: before the day, in the history and after the day', async () => {
    const { tell, look, changes, mother } = await aFamily({ confidential: true })
    const address = { ...NEW, lines: [`${Math.random()} Hill Street`] }
    expect((await tell({ address, contactIds: [mother.id], from: '2026-12-01' })).statusCode).toBe(200)
    const seen = [await look(), await changes()]
    await onDay('2026-12-01')
    seen.push(await look(), await changes())
    expect(JSON.stringify(seen)).not.toMatch(SECRET)
    expect(seen[0].office.future).toEqual({ address: { state: 'hidden' }, parent: null, contactIds: [], from: null })
    expect(seen[2].office.address).toEqual({ state: 'hidden' })
    expect((await look(head)).office.address).toMatchObject({ state: 'shown', confidential: true })
  })

  it('cannot be replaced or taken back by somebody who may not see it', async () => {
    const { tell, mother } = await aFamily({ confidential: true })
    const told = { address: NEW, contactIds: [mother.id], from: '2026-12-01' }
    await tell(told, head)
    for (const future of [told, null]) expect((await tell(future)).json().code).toBe('roll.address-confidential')
    expect((await tell(null, head)).statusCode).toBe(200)
  })

  it('is not told of a family that goes into hiding: neither with whom nor from when, on the page or in the history', async () => {
    const { tell, look, changes, mother } = await aFamily()
    await tell(
      {
        address: { ...NEW, lines: ['7 Hill Street'], confidential: true },
        contactIds: [mother.id],
        from: '2026-12-01',
      },
      head,
    )
    expect((await look()).office.future).toEqual({
      address: { state: 'hidden' },
      parent: null,
      contactIds: [],
      from: null,
    })
    const [latest] = await changes()
    expect(latest.fields.map(({ amended }: { amended: string }) => amended)).toEqual(Array(3).fill('Hidden from you'))
    expect(latest.reason).toBe('Hidden from you')
  })
})
