import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestPerson } from '../../testing/builders.ts'
import { aContact, aPupil, linkTo, MOTHER_LINK, type RollSchool, startRollSchool } from '../../testing/roll-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { addContact, changeContact, getPupil, offerContacts } from '../contract.ts'

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

let homes = 0

/** Sister with mother, barred father and aunt; her new brother, with nobody yet, at the same address. */
async function aFamily(given: { confidential?: boolean; apart?: boolean } = {}) {
  homes += 1
  const address = { lines: [`${homes} Quay`], town: 'Westmarch', postcode: 'WM1 1AA', confidential: given.confidential }
  const mother = aContact({ address })
  const father = aContact({ forenames: 'Tomasz' })
  const aunt = aContact({ forenames: 'Ewa' })
  const sister = aPupil({
    legalForenames: 'Ida',
    address,
    contacts: [
      linkTo(mother),
      linkTo(father, { relationship: 'Father', livesWith: false, barredReason: 'Order of 2 June 2026' }),
      linkTo(aunt, { relationship: 'Aunt', isParent: false, livesWith: false }),
    ],
  })
  const elsewhere = { lines: [`${homes} Mill Lane`], town: 'Westmarch', postcode: 'WM2 2AA' }
  const brother = aPupil({ legalForenames: 'Jan', address: given.apart ? elsewhere : address })
  await school.enrol({ contacts: [mother, father, aunt], pupils: [sister, brother] })
  return { mother, father, aunt, sister, brother }
}

const at = (pupilId: string) => ({ schoolId: school.id, pupilId })
const offers = async (pupilId: string, who = officer) =>
  (await server.as(who)(offerContacts, { params: at(pupilId) })).json() as {
    withheld: boolean
    contacts: { id: string; relationship: string; of: { name: string; relationship: string }[] }[]
  }
const idsOf = async (pupilId: string, who = officer) => (await offers(pupilId, who)).contacts.map(({ id }) => id)
const choose = (pupilId: string, contactId: string, who = officer) =>
  server.as(who)(addContact, {
    params: at(pupilId),
    body: { known: { contactId, ...MOTHER_LINK }, reason: 'Mother of Ida too' },
  })
const contacts = async (pupilId: string, who = officer) =>
  (await server.as(who)(getPupil, { params: at(pupilId) })).json().office.contacts as {
    id: string
    version: number
    linkVersion: number
    phones: object[]
    otherPupils: { id: string; name: string }[]
  }[]

describe('the contacts of a brother or sister', () => {
  it('are offered to a pupil at the same address, by name and by what they are to whom: no number, no address', async () => {
    const { sister, brother, mother, aunt } = await aFamily()
    const { withheld, contacts } = await offers(brother.id)
    expect(withheld).toBe(false)
    expect(contacts.map(({ id }) => id)).toEqual([aunt.id, mother.id])
    expect(contacts[1]).toMatchObject({
      relationship: 'Mother',
      of: [{ id: sister.id, name: 'Ida Łukasik-O’Neil', relationship: 'Mother' }],
    })
    expect(JSON.stringify(contacts)).not.toMatch(/Quay|07700/)
  })

  it('are offered by a contact in common, wherever each child lives, and to nobody else', async () => {
    const { brother, mother, aunt } = await aFamily({ apart: true })
    expect(await idsOf(brother.id)).toEqual([])
    expect((await choose(brother.id, mother.id)).statusCode).toBe(200)
    expect(await idsOf(brother.id)).toEqual([aunt.id])
  })

  it('chosen, is one person: a number changed on one page is changed on the other, and each page says so', async () => {
    const { sister, brother, mother } = await aFamily()
    await choose(brother.id, mother.id)
    const [seen] = await contacts(brother.id)
    expect(seen?.otherPupils).toEqual([{ id: sister.id, name: 'Ida Łukasik-O’Neil' }])
    const changed = await server.as(officer)(changeContact, {
      params: { ...at(brother.id), contactId: mother.id },
      body: {
        ...{
          ...MOTHER_LINK,
          forenames: 'Marta',
          surname: 'Łukasik',
          phones: [{ kind: 'mobile', number: '07700 900555' }],
        },
        ...{ version: seen?.version, linkVersion: seen?.linkVersion, reason: 'New number' },
      },
    })
    expect(changed.statusCode).toBe(200)
    const hers = (await contacts(sister.id)).find(({ id }) => id === mother.id)
    expect(hers).toMatchObject({ phones: [{ number: '07700 900555' }], otherPupils: [{ id: brother.id }] })
  })

  it('never offer somebody who must not be told about one of them, whoever asks; the office cannot choose them either', async () => {
    const { brother, father } = await aFamily()
    for (const who of [officer, head]) expect(await idsOf(brother.id, who)).not.toContain(father.id)
    expect((await choose(brother.id, father.id)).json().code).toBe('roll.bar-not-yours-to-lift')
    expect((await choose(brother.id, father.id, head)).statusCode).toBe(200)
    expect(await idsOf(brother.id)).not.toContain(father.id)
  })

  it('of a hidden household are not offered to the office, on the child’s page or on any other; the head may choose', async () => {
    const { brother, mother, aunt } = await aFamily({ confidential: true })
    expect(await offers(brother.id)).toEqual({ withheld: true, contacts: [] })
    expect(await idsOf(brother.id, head)).toEqual([aunt.id, mother.id])
    // A child who shares only the aunt is in no hiding: that page must not lead to those who are.
    const friend = aPupil({ contacts: [linkTo(aunt, { relationship: 'Carer', livesWith: false })] })
    await school.enrol({ contacts: [], pupils: [friend] })
    expect(await offers(friend.id)).toEqual({ withheld: false, contacts: [] })
    expect(await idsOf(friend.id, head)).toEqual([mother.id])
  })

  it('are no teacher’s to look at', async () => {
    const { brother } = await aFamily()
    expect((await server.as(school.tutor)(offerContacts, { params: at(brother.id) })).statusCode).toBe(403)
  })
})
