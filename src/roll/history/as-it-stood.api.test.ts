import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { TestPerson } from '../../testing/builders.ts'
import {
  aContact,
  aPupil,
  linkTo,
  MOTHER_DETAILS,
  MOTHER_LINK,
  type RollSchool,
  startRollSchool,
  TERM_STARTS,
} from '../../testing/roll-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import {
  addContact,
  changeContact,
  correctPupil,
  endContact,
  getPupil,
  movePupil,
  orderContacts,
  recordLeaving,
  setFlag,
  showPupilAsItStood,
  tellFutureAddress,
} from '../contract.ts'
import { takeUpAddresses } from '../index.ts'

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

const HOME = { lines: ['1 Quay'], town: 'Westmarch', postcode: 'WM1 1AA' }
const reason = 'Told at the desk'
let families = 0

async function aFamily() {
  families += 1
  const home = { ...HOME, lines: [`${families} Quay`] }
  const [mother, father, aunt] = [
    aContact({ address: home }),
    aContact({ forenames: 'Tomasz', address: { ...HOME, lines: [`${families} Mill Lane`] } }),
    aContact({ forenames: 'Ewa' }),
  ]
  const pupil = aPupil({
    address: home,
    placements: [{ from: TERM_STARTS, yearGroup: '7', groupId: school.groups.own }],
    contacts: [linkTo(mother), linkTo(father, { relationship: 'Father', livesWith: false })],
  })
  const sister = aPupil({ legalForenames: 'Ida', address: home, contacts: [linkTo(mother)] })
  await school.enrol({ contacts: [mother, father, aunt], pupils: [pupil, sister] })
  return { home, mother, father, aunt, pupil, sister }
}
type Family = Awaited<ReturnType<typeof aFamily>>
interface Seen {
  readonly version: number
  readonly office: { readonly contacts: { id: string; version: number; linkVersion: number; until: string | null }[] }
}

const at = (pupil: { id: string }) => ({ schoolId: school.id, pupilId: pupil.id })
const look = async (of: { id: string }, who: TestPerson): Promise<Seen & Record<string, unknown>> =>
  (await server.as(who)(getPupil, { params: at(of) })).json()
const stood = async (of: { id: string }, moment: string, who: TestPerson) =>
  (await server.as(who)(showPupilAsItStood, { params: at(of), query: { at: moment } })).json()
const withoutMay = ({ may: _, ...pupil }: Record<string, unknown>) => pupil

function particulars({ pupil }: Family, over: object) {
  const { legalForenames, legalSurname, born, sex, startingDay } = pupil
  return { legalForenames, legalSurname, born, sex, startingDay, reason, ...over }
}

/** Acts of the office and the head on the pupil, the sister or what they share; those that are refused change nothing. */
const ACTS: Readonly<Record<string, (family: Family, n: number) => Promise<unknown>>> = {
  async rename(family, n) {
    const { version } = await look(family.pupil, head)
    const body = particulars(family, { legalForenames: `Zoë ${n}`, version })
    await server.as(head)(correctPupil, { params: at(family.pupil), body })
  },
  async renameSister(family, n) {
    const { version } = await look(family.sister, head)
    const body = particulars(family, { legalForenames: `Ida${n}`, preferredForename: `Ida${n}`, version })
    await server.as(head)(correctPupil, { params: at(family.sister), body })
  },
  async moveHouse(family, n) {
    const { version } = await look(family.pupil, head)
    const address = { ...HOME, lines: [`${families}.${n} High Road`] }
    await server.as(head)(correctPupil, { params: at(family.pupil), body: particulars(family, { address, version }) })
  },
  async hide(family) {
    const { version } = await look(family.sister, head)
    const address = { ...family.home, confidential: true }
    await server.as(head)(correctPupil, { params: at(family.sister), body: particulars(family, { address, version }) })
  },
  async tellMove(family, n) {
    const { version } = await look(family.pupil, head)
    const address = { ...HOME, lines: [`${families}.${n} Hill Street`] }
    const future = { address, contactIds: [family.father.id], from: '2026-12-05' }
    await server.as(head)(tellFutureAddress, { params: at(family.pupil), body: { future, version, reason } })
  },
  async takeUp() {
    server.clock.moveTo('2026-12-05T00:01:00.000Z' as Moment)
    await takeUpAddresses(server.database, server.clock)
  },
  async group(family, n) {
    const { version } = await look(family.pupil, head)
    const from = addDays(day('2026-11-23'), n)
    const body = { from, yearGroup: '8', groupId: school.groups.other, version, reason }
    await server.as(head)(movePupil, { params: at(family.pupil), body })
  },
  async leave(family, n) {
    const { version } = await look(family.pupil, head)
    const leaving = n % 2 === 0 ? null : { day: '2026-12-18', ground: 'Moved away' }
    await server.as(head)(recordLeaving, { params: at(family.pupil), body: { leaving, version, reason } })
  },
  async flag(family, n) {
    const kind = ['fsm', 'medical', 'child-in-need'][n % 3] ?? 'eal'
    const body = { from: '2026-11-20', until: null, note: `note ${n}`, version: 0, reason }
    await server.as(head)(setFlag, { params: { ...at(family.pupil), kind }, body })
  },
  async number(family, n) {
    const contact = (await look(family.sister, head)).office.contacts.find(({ id }) => id === family.mother.id)
    const phones = [{ kind: 'mobile', number: `07700 900${200 + n}` }]
    const body = {
      ...MOTHER_DETAILS,
      ...MOTHER_LINK,
      phones,
      version: contact?.version,
      linkVersion: contact?.linkVersion,
      reason,
    }
    await server.as(head)(changeContact, { params: { ...at(family.sister), contactId: family.mother.id }, body })
  },
  async bar(family, n) {
    const contact = (await look(family.pupil, head)).office.contacts.find(({ id }) => id === family.father.id)
    const link = {
      ...MOTHER_LINK,
      relationship: 'Father',
      livesWith: false,
      barred: n % 2 === 0,
      barredReason: 'An order',
    }
    const body = { ...MOTHER_DETAILS, ...link, version: contact?.version, linkVersion: contact?.linkVersion, reason }
    await server.as(head)(changeContact, { params: { ...at(family.pupil), contactId: family.father.id }, body })
  },
  async aunt(family) {
    const known = { contactId: family.aunt.id, ...MOTHER_LINK, relationship: 'Aunt', livesWith: false }
    await server.as(head)(addContact, { params: at(family.pupil), body: { known, reason } })
  },
  async endAunt(family) {
    const contact = (await look(family.pupil, head)).office.contacts.find(({ id }) => id === family.aunt.id)
    const body = { until: '2026-11-24', linkVersion: contact?.linkVersion ?? 0, reason }
    await server.as(head)(endContact, { params: { ...at(family.pupil), contactId: family.aunt.id }, body })
  },
  async order(family) {
    const { contacts } = (await look(family.pupil, head)).office
    const contactIds = contacts.filter(({ until }) => until === null).map(({ id }) => id)
    const body = { contactIds: contactIds.toReversed(), reason }
    await server.as(head)(orderContacts, { params: at(family.pupil), body })
  },
}
const NAMES = Object.keys(ACTS)

/** Each act at a minute of its own, with what the head and the office saw at its end. */
async function lived(family: Family, acts: readonly string[]) {
  const began = Date.parse('2026-11-23T09:00:00.000Z')
  const moments: { at: string; head: object; officer: object }[] = []
  for (const [n, act] of acts.entries()) {
    const moment = new Date(began + n * 60_000).toISOString() as Moment
    if (act !== 'takeUp') server.clock.moveTo(moment)
    await ACTS[act]?.(family, n)
    const seenAt = act === 'takeUp' ? '2026-12-05T00:01:30.000Z' : moment.replace('00.000Z', '30.000Z')
    server.clock.moveTo(seenAt as Moment)
    moments.push({ at: seenAt, head: await look(family.pupil, head), officer: await look(family.pupil, officer) })
    // What follows the day of the move follows it in time too.
    if (act === 'takeUp') break
  }
  return moments
}

describe('a pupil’s record as it stood', () => {
  it('equals what the head was shown at that moment, whatever was entered since, here or for a sister', async () => {
    const acts = fc.array(fc.constantFrom(...NAMES), { minLength: 3, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(acts, async (names) => {
        const family = await aFamily()
        for (const seen of await lived(family, names)) {
          const { pupil } = await stood(family.pupil, seen.at, head)
          expect(withoutMay(pupil)).toEqual(withoutMay(seen.head as Record<string, unknown>))
        }
      }),
      { numRuns: 5 },
    )
  }, 120_000)

  it('equals what the office was shown, too, where nothing has been hidden since', async () => {
    const family = await aFamily()
    const names = NAMES.filter((name) => name !== 'hide' && name !== 'takeUp')
    for (const seen of await lived(family, [...names, 'takeUp'])) {
      const { pupil } = await stood(family.pupil, seen.at, officer)
      expect(withoutMay(pupil)).toEqual(withoutMay(seen.officer as Record<string, unknown>))
    }
  })

  it('hides from the office what is hidden today: the past must not lead to somebody who hides now', async () => {
    const family = await aFamily()
    const [before] = await lived(family, ['rename', 'tellMove', 'hide'])
    expect(JSON.stringify(before?.officer)).toContain(`${families} Quay`)
    const { pupil } = await stood(family.pupil, before?.at ?? '', officer)
    expect(pupil.office.address).toEqual({ state: 'hidden' })
    expect(JSON.stringify(pupil)).not.toMatch(/Quay|Hill Street/)
  })

  it('hides it also where the family has moved to the hidden place since', async () => {
    const family = await aFamily()
    const [before] = await lived(family, ['rename'])
    server.clock.moveTo('2026-11-23T10:00:00.000Z' as Moment)
    const address = { ...HOME, lines: [`${families} Refuge Row`], confidential: true }
    const { version } = await look(family.pupil, head)
    await server.as(head)(correctPupil, { params: at(family.pupil), body: particulars(family, { address, version }) })
    const { pupil } = await stood(family.pupil, before?.at ?? '', officer)
    expect(pupil.office.address).toEqual({ state: 'hidden' })
    expect((await stood(family.pupil, before?.at ?? '', head)).pupil.office.address.state).toBe('shown')
  })

  it('says who must not be told now though they might be then', async () => {
    const family = await aFamily()
    const [before] = await lived(family, ['rename', 'aunt', 'bar'])
    expect((await stood(family.pupil, before?.at ?? '', officer)).barredSince).toEqual([family.father.id])
  })

  it('is nothing before the pupil was entered', async () => {
    const family = await aFamily()
    expect((await stood(family.pupil, '2026-08-31T09:00:00.000Z', officer)).pupil).toBeNull()
  })
})
