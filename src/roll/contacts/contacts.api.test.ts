import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestPerson } from '../../testing/builders.ts'
import {
  aContact,
  aPupil,
  linkTo,
  MOTHER_DETAILS,
  MOTHER_LINK,
  type RollSchool,
  startRollSchool,
} from '../../testing/roll-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import {
  addContact,
  changeContact,
  correctPupil,
  endContact,
  getPupil,
  listPupilChanges,
  orderContacts,
  searchPupils,
  showPupilAsItStood,
} from '../contract.ts'

// A leaked address harms somebody. The pupil and her mother live at a refuge; the father must not be told. A brother was
// entered with the refuge's address typed in another way. Nothing that anybody without the right to sensitive facts can ask
// for may hold the words "Refuge Row".

const SECRET = /refuge\s*row/i
const REFUGE = { lines: ['9 Refuge Row'], town: 'Westmarch', postcode: 'WM9 9ZZ', confidential: true }
const mother = aContact({ address: REFUGE })
const father = aContact({
  forenames: 'Tomasz',
  address: { lines: ['1 Mill Lane'], town: 'Westmarch', postcode: 'WM1 2BB' },
})
const aunt = aContact({ forenames: 'Ewa', phones: [] })
const daughter = aPupil({ address: { ...REFUGE, confidential: undefined } })
const son = aPupil({
  legalForenames: 'Jan',
  address: { ...REFUGE, lines: ['Flat A, 9 Refuge Row'], confidential: false },
})

let server: TestServer
let school: RollSchool
let officer: TestPerson
let head: TestPerson

beforeAll(async () => {
  server = await startTestServer()
  school = await startRollSchool(server)
  ;[officer, head] = [await school.person('attendance-officer'), await school.person('head')]
  await school.enrol({
    contacts: [mother, father, aunt],
    pupils: [
      {
        ...daughter,
        nextSchool: 'Refuge Row High School',
        contacts: [
          linkTo(mother),
          linkTo(father, { relationship: 'Father', livesWith: false, barredReason: 'Order of 2 June 2026' }),
          linkTo(aunt, { relationship: 'Aunt', isParent: false, livesWith: false }),
        ],
      },
      { ...son, contacts: [linkTo(mother)] },
    ],
  })
})
afterAll(() => server.close())

const at = (pupilId: string, contactId?: string) => ({ schoolId: school.id, pupilId, ...(contactId && { contactId }) })
const look = async (pupilId: string, who: TestPerson) => server.as(who)(getPupil, { params: at(pupilId) })
const contactOf = async (contactId: string, who: TestPerson) =>
  (await look(daughter.id, who)).json().office.contacts.find((contact: { id: string }) => contact.id === contactId)

async function change(who: TestPerson, contactId: string, over: object) {
  const { version, linkVersion } = await contactOf(contactId, head)
  const body = { ...MOTHER_DETAILS, ...MOTHER_LINK, reason: 'Rang the school', version, linkVersion, ...over }
  return server.as(who)(changeContact, { params: at(daughter.id, contactId), body })
}

describe('a confidential address', () => {
  it('is hidden from the office wherever the household appears, and shown to the head', async () => {
    for (const pupil of [daughter, son]) {
      const seen = await look(pupil.id, officer)
      expect(seen.body).not.toMatch(SECRET)
      expect(seen.json().office.address).toEqual({ state: 'hidden' })
      expect(seen.json().office.contacts[0].address).toEqual({ state: 'hidden' })
      expect((await look(pupil.id, head)).json().office.address.state).toBe('shown')
    }
  })

  it('does not hide how to reach the mother in an emergency, nor the address of somebody who lives elsewhere', async () => {
    expect((await contactOf(mother.id, officer)).phones).toHaveLength(1)
    expect((await contactOf(father.id, officer)).address).toMatchObject({ state: 'shown' })
  })

  it('is not in lists, changes, past records or the event log of those who may not see it', async () => {
    const answers = [
      await server.as(officer)(searchPupils, { params: { schoolId: school.id } }),
      await server.as(officer)(listPupilChanges, { params: at(daughter.id) }),
      await server.as(officer)(listPupilChanges, { params: at(son.id) }),
      await server.as(officer)(showPupilAsItStood, {
        params: at(daughter.id),
        query: { at: '2026-11-23T08:40:00.000Z' },
      }),
    ]
    for (const answer of answers) {
      expect(answer.statusCode).toBe(200)
      expect(answer.body).not.toMatch(SECRET)
    }
    expect((await server.as(head)(listPupilChanges, { params: at(daughter.id) })).body).toMatch(SECRET)
  })

  it('is not told by the reason that was given when it changed, nor is why somebody is barred', async () => {
    const uncle = aContact({ forenames: 'Olek' })
    const fled = { ...REFUGE, lines: ['12 Refuge Row'] }
    const cousin = aPupil({ legalForenames: 'Iga', address: REFUGE, contacts: [linkTo(mother), linkTo(uncle)] })
    await school.enrol({ contacts: [uncle], pupils: [cousin] })
    const { legalForenames, legalSurname, born, sex, startingDay } = cousin
    const moved = { legalForenames, legalSurname, born, sex, startingDay, version: 1, address: fled }
    const reason = 'Police rang: moved on to Refuge Row, number 12'
    const answer = await server.as(head)(correctPupil, { params: at(cousin.id), body: { ...moved, reason } })
    expect(answer.statusCode).toBe(200)
    const bar = {
      ...MOTHER_DETAILS,
      ...MOTHER_LINK,
      livesWith: false,
      barred: true,
      barredReason: 'Order of May',
      version: 1,
    }
    const barred = await server.as(head)(changeContact, {
      params: at(cousin.id, uncle.id),
      body: { ...bar, phones: [], linkVersion: 1, reason: 'Showed us the order of May' },
    })
    expect(barred.statusCode).toBe(200)
    const told = (await server.as(officer)(listPupilChanges, { params: at(cousin.id) })).body
    expect(told).not.toMatch(/Refuge Row|order of May/i)
    expect(told).toContain('Start of year')
    expect((await server.as(head)(listPupilChanges, { params: at(cousin.id) })).body).toMatch(
      /number 12.*order of May|order of May.*number 12/s,
    )
  })

  it('cannot be read by copying it to somebody who lives elsewhere', async () => {
    const body = {
      person: { ...MOTHER_DETAILS, ...MOTHER_LINK, livesWith: false, sameAddress: true },
      reason: 'Friend of the family',
    }
    const added = await server.as(officer)(addContact, { params: at(son.id), body })
    expect(added.json().code).toBe('roll.address-confidential')
    const changed = await change(officer, aunt.id, { livesWith: false, sameAddress: true })
    expect(changed.json().code).toBe('roll.address-confidential')
  })

  it('cannot be replaced or made public by those who may not see it; their other corrections leave it alone', async () => {
    const elsewhere = { lines: ['2 New Road'], town: 'Westmarch', postcode: 'WM1 3CC' }
    expect((await change(officer, mother.id, { address: elsewhere })).json().code).toBe('roll.address-confidential')
    expect((await change(officer, mother.id, { address: null })).json().code).toBe('roll.address-confidential')
    const { legalForenames, legalSurname, born, sex, startingDay } = daughter
    const { version } = (await look(daughter.id, head)).json()
    const correction = { legalForenames, legalSurname, born, sex, startingDay, version, reason: 'Middle name' }
    const correct = (over: object) =>
      server.as(officer)(correctPupil, { params: at(daughter.id), body: { ...correction, ...over } })
    expect((await correct({ address: elsewhere })).json().code).toBe('roll.address-confidential')
    expect((await correct({ legalForenames: 'Zoë Anne Maria' })).statusCode).toBe(200)
    expect((await change(officer, mother.id, { phones: [] })).statusCode).toBe(200)
    expect((await look(daughter.id, head)).body).toMatch(SECRET)
    expect((await look(daughter.id, head)).json().office.nextSchool).toBe('Refuge Row High School')
  })

  it('is hidden on every page where somebody of that household is a contact', async () => {
    const stepfather = aContact({
      forenames: 'Leon',
      address: { ...REFUGE, lines: ['9A, Refuge Row'], confidential: false },
    })
    const sister = aPupil({ legalForenames: 'Ida' })
    const elsewhere = aPupil({ legalForenames: 'Ben', contacts: [linkTo(stepfather, { livesWith: false })] })
    const pupils = [{ ...sister, contacts: [linkTo(mother), linkTo(stepfather)] }, elsewhere]
    await school.enrol({ contacts: [stepfather], pupils })
    const seen = await look(elsewhere.id, officer)
    expect(seen.json().office.contacts[0].address).toEqual({ state: 'hidden' })
    expect((await server.as(officer)(listPupilChanges, { params: at(elsewhere.id) })).body).not.toMatch(SECRET)
  })

  it('stays hidden from the office after the mother’s entry has ended', async () => {
    const { linkVersion } = (await look(son.id, head)).json().office.contacts[0]
    const body = { until: '2026-11-24', linkVersion, reason: 'Entered by mistake' }
    expect((await server.as(officer)(endContact, { params: at(son.id, mother.id), body })).statusCode).toBe(200)
    expect((await look(son.id, officer)).body).not.toMatch(SECRET)
  })
})

describe('somebody who must not be told', () => {
  it('is plain to the whole office; why, only to those with the right', async () => {
    expect(await contactOf(father.id, officer)).toMatchObject({
      barred: true,
      mayBeTold: false,
      emergency: false,
      barredReason: { state: 'hidden' },
    })
    expect((await look(daughter.id, officer)).body).not.toContain('2 June')
    expect((await contactOf(father.id, head)).barredReason).toEqual({ state: 'shown', reason: 'Order of 2 June 2026' })
  })

  it('is not un-barred, nor ended, by somebody who may not know why', async () => {
    const freed = await change(officer, father.id, { forenames: 'Tomasz', barred: false, livesWith: false })
    expect(freed.json().code).toBe('roll.bar-not-yours-to-lift')
    const { linkVersion } = await contactOf(father.id, head)
    const body = { until: '2026-11-24', linkVersion, reason: 'x y z' }
    const ended = await server.as(officer)(endContact, { params: at(daughter.id, father.id), body })
    expect(ended.json().code).toBe('roll.bar-not-yours-to-lift')
  })

  it('keeps the reason when the office changes the telephone number without knowing it', async () => {
    const changed = await change(officer, father.id, {
      forenames: 'Tomasz',
      barred: true,
      livesWith: false,
      mayBeTold: true,
    })
    expect(changed.statusCode).toBe(200)
    expect(await contactOf(father.id, head)).toMatchObject({
      mayBeTold: false,
      barredReason: { state: 'shown', reason: 'Order of 2 June 2026' },
    })
  })

  it('is not let back in by entering the same person again after the entry has ended', async () => {
    const barred = linkTo(father, { livesWith: false, barredReason: 'Order of 2 June 2026' })
    const brother = aPupil({ legalForenames: 'Leon', contacts: [barred] })
    await school.enrol({ contacts: [], pupils: [brother] })
    const ending = { until: '2026-11-23', linkVersion: 1, reason: 'Order ran out' }
    const ended = await server.as(head)(endContact, { params: at(brother.id, father.id), body: ending })
    expect(ended.statusCode).toBe(200)
    const known = { contactId: father.id, ...MOTHER_LINK, relationship: 'Father', livesWith: false }
    const add = (who: TestPerson, over: object = {}) =>
      server.as(who)(addContact, {
        params: at(brother.id),
        body: { known: { ...known, ...over }, reason: 'Came to the desk' },
      })
    expect((await add(officer)).json().code).toBe('roll.bar-not-yours-to-lift')
    expect((await add(officer, { barred: true, barredReason: 'As before' })).statusCode).toBe(200)
    const seen = (await look(brother.id, head)).json().office.contacts[0]
    expect(seen).toMatchObject({ barred: true, mayBeTold: false, barredReason: { reason: 'Order of 2 June 2026' } })
  })

  it('needs a reason', async () => {
    expect((await change(officer, aunt.id, { barred: true, livesWith: false })).json().code).toBe(
      'roll.barred-needs-reason',
    )
  })
})

describe('contacts', () => {
  it('are called in the order set, and an order of other people than there are is refused', async () => {
    const order = (contactIds: string[]) =>
      server.as(officer)(orderContacts, { params: at(daughter.id), body: { contactIds, reason: 'Aunt first' } })
    expect((await order([aunt.id, mother.id])).statusCode).toBe(409)
    expect((await order([aunt.id, mother.id, father.id])).statusCode).toBe(200)
    const { contacts } = (await look(daughter.id, officer)).json().office
    expect(contacts.map((one: { id: string }) => one.id)).toEqual([aunt.id, mother.id, father.id])
  })

  it('a contact of a brother is one person: a new number is everybody’s', async () => {
    const known = { contactId: aunt.id, ...MOTHER_LINK, relationship: 'Aunt', isParent: false, livesWith: false }
    const added = await server.as(officer)(addContact, {
      params: at(son.id),
      body: { known, reason: 'Asked by mother' },
    })
    expect(added.statusCode).toBe(200)
    await change(officer, aunt.id, {
      forenames: 'Ewa',
      livesWith: false,
      phones: [{ kind: 'home', number: '01632 960777' }],
    })
    const { contacts } = (await look(son.id, officer)).json().office
    const seen = contacts.find((one: { id: string }) => one.id === aunt.id)
    expect(seen).toMatchObject({
      otherPupils: [{ id: daughter.id, name: 'Zoë Łukasik-O’Neil' }],
      phones: [{ number: '01632 960777' }],
    })
  })

  it('of another school cannot be used, and a change of what has changed meanwhile is refused', async () => {
    const elsewhere = await startRollSchool(server)
    const theirs = aContact()
    const other = aPupil({ contacts: [linkTo(theirs)] })
    await elsewhere.enrol({ contacts: [theirs], pupils: [other] })
    const body = { known: { contactId: theirs.id, ...MOTHER_LINK }, reason: 'Sibling' }
    expect((await server.as(officer)(addContact, { params: at(son.id), body })).statusCode).toBe(403)
    expect((await change(officer, aunt.id, { version: 1 })).statusCode).toBe(409)
  })
})
