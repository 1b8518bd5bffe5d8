import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day } from '../kernel/day.ts'
import { upnCheckLetter } from '../law/upn.ts'
import { many } from '../platform/database/database.ts'
import type { TestPerson } from '../testing/builders.ts'
import { aContact, aPupil, linkTo, type RollSchool, startRollSchool } from '../testing/roll-school.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { admitPupil, correctPupil, getPupil, movePupil, recordLeaving, searchPupils, setFlag } from './contract.ts'

let server: TestServer
let school: RollSchool
let officer: TestPerson
let head: TestPerson
let stranger: TestPerson

const mother = aContact()
const mine = aPupil({ legalSurname: 'Müller' })
const theirs = aPupil({ legalForenames: 'Amira', legalSurname: 'Haddad' })
const upn = (digits: string) => `${upnCheckLetter(digits)}${digits}`

beforeAll(async () => {
  server = await startTestServer()
  school = await startRollSchool(server)
  ;[officer, head] = [await school.person('attendance-officer'), await school.person('head')]
  stranger = await (await startRollSchool(server)).person('head')
  const from = mine.startingDay
  await school.enrol({
    contacts: [mother],
    pupils: [
      {
        ...mine,
        upn: upn('888400000001'),
        placements: [{ from, yearGroup: '7', groupId: school.groups.own }],
        contacts: [linkTo(mother)],
        flags: [
          { kind: 'ehcp', from },
          { kind: 'fsm', from },
          { kind: 'looked-after', from, note: 'Placed by Westmarch' },
        ],
      },
      { ...theirs, placements: [{ from, yearGroup: '8', groupId: school.groups.other }] },
    ],
  })
})
afterAll(() => server.close())

const at = (pupilId: string) => ({ schoolId: school.id, pupilId })
const ADMISSION = {
  legalForenames: 'Kwame',
  legalSurname: 'Boateng',
  born: '2015-05-01',
  sex: 'M',
  startingDay: '2026-11-23',
  yearGroup: '7',
  contacts: [],
}
const admit = (over: object = {}) =>
  server.as(officer)(admitPupil, { params: { schoolId: school.id }, body: { ...ADMISSION, ...over } })
const look = (pupilId: string, who = officer) => server.as(who)(getPupil, { params: at(pupilId) })
const find = (query: Record<string, string>, who = officer) =>
  server.as(who)(searchPupils, { params: { schoolId: school.id }, query })
const surnames = async (query: Record<string, string>, who = officer) =>
  (await find(query, who)).json().pupils.map((pupil: { familyName: string }) => pupil.familyName)

describe('who may see a pupil', () => {
  it('a teacher sees pupils of own groups, without legal name, UPN, address or contacts, and only teaching flags', async () => {
    const seen = await look(mine.id, school.tutor)
    expect(seen.statusCode).toBe(200)
    expect(seen.json().office).toBeNull()
    expect(seen.json().flags.map((flag: { kind: string }) => flag.kind)).toEqual(['ehcp'])
    expect(seen.body).not.toContain('Marta')
    expect(seen.body).not.toContain('888400000001')
    expect((await look(theirs.id, school.tutor)).statusCode).toBe(403)
    expect(await surnames({}, school.tutor)).toEqual(['Müller'])
  })

  it('the office sees contacts and office flags, but whether a child is looked after only those with the right', async () => {
    const kinds = async (who: TestPerson) =>
      (await look(mine.id, who)).json().flags.map((flag: { kind: string }) => flag.kind)
    expect(await kinds(officer)).toEqual(['ehcp', 'fsm'])
    expect(await kinds(head)).toEqual(['ehcp', 'fsm', 'looked-after'])
    expect((await find({ text: 'muller' }, officer)).body).not.toContain('looked-after')
  })

  it('another school’s head, a governor and somebody signed out see nothing', async () => {
    expect((await look(mine.id, stranger)).statusCode).toBe(403)
    expect((await look(mine.id, await school.person('governor'))).statusCode).toBe(403)
    expect((await server.as(undefined)(getPupil, { params: at(mine.id) })).statusCode).toBe(401)
    expect((await find({}, stranger)).statusCode).toBe(403)
  })

  it('opening a record is written in the trail, with whose it was', async () => {
    await look(mine.id, head)
    const rows = await server.database.asSystem((tx) =>
      many(tx, sql`select * from audit.trail where place_id = ${school.id} and subject = ${mine.id}`),
    )
    expect(JSON.stringify(rows)).toContain('opened a pupil’s record')
  })
})

describe('finding pupils', () => {
  it.each([
    ['mull', ['Müller']],
    ['MÜL zo', ['Müller']],
    ['ann', ['Müller']],
    ['hadd am', ['Haddad']],
    ['uller', []],
    ['%', ['Haddad', 'Müller']],
  ])('finds by the beginning of any name, accents or not: %s', async (text, expected) => {
    expect(await surnames({ text })).toEqual(expected)
  })

  it('finds by UPN for the office, never for a teacher', async () => {
    expect(await surnames({ text: upn('888400000001').slice(0, 8) })).toEqual(['Müller'])
    expect(await surnames({ text: upn('888400000001') }, school.tutor)).toEqual([])
  })

  it('finds by a legal name for the office, never for a teacher, who could learn it by trying', async () => {
    const other = await startRollSchool(server)
    const names = { legalForenames: 'Robin', legalSurname: 'Quill' }
    const pupil = { ...aPupil(names), preferredForename: 'Wren', preferredSurname: 'Ashby Hart' }
    const placements = [{ from: pupil.startingDay, yearGroup: '7' as const, groupId: other.groups.own }]
    await other.enrol({ contacts: [], pupils: [{ ...pupil, placements }] })
    const office = await other.person('attendance-officer')
    const count = async (text: string, who: TestPerson) =>
      (await server.as(who)(searchPupils, { params: { schoolId: other.id }, query: { text } })).json().total
    const texts = ['wren', 'hart', 'ashby wr', 'ashbyh', 'robin', 'quill']
    expect(await Promise.all(texts.map((text) => count(text, office)))).toEqual([1, 1, 1, 1, 1, 1])
    expect(await Promise.all(texts.map((text) => count(text, other.tutor)))).toEqual([1, 1, 1, 1, 0, 0])
  })

  it('filters by group and year group, and counts', async () => {
    expect(await surnames({ groupId: school.groups.other })).toEqual(['Haddad'])
    expect(await surnames({ yearGroup: '7' })).toEqual(['Müller'])
    expect((await find({})).json().total).toBe(2)
    expect(await surnames({ withoutGroup: 'yes' })).toEqual([])
  })

  it('continues where a page ended, without gaps or repeats', async () => {
    const first = (await find({ limit: '1' })).json()
    expect(first.pupils.map((pupil: { familyName: string }) => pupil.familyName)).toEqual(['Haddad'])
    const second = (await find({ limit: '1', after: first.next })).json()
    expect(second.pupils.map((pupil: { familyName: string }) => pupil.familyName)).toEqual(['Müller'])
    expect(second.next).toBeNull()
    expect((await find({ after: 'nonsense' })).statusCode).toBe(400)
  })
})

describe('admitting', () => {
  it('enters a pupil from the starting day, and says what is missing', async () => {
    const answer = await admit({ groupId: school.groups.own, preferredForename: '' })
    expect(answer.statusCode).toBe(200)
    const codes = answer.json().notes.map((note: { code: string }) => note.code)
    expect(codes).toEqual(expect.arrayContaining(['enrolment.no-upn', 'enrolment.no-parent', 'enrolment.few-numbers']))
    const seen = (await look(answer.json().id)).json()
    expect(seen).toMatchObject({ preferredForename: 'Kwame', group: '7A', startingDay: '2026-11-23' })
  })

  it.each([
    [{ upn: 'B888400000001' }, /check letter/],
    [{ upn: upn('888400000001') }, /already has the UPN/],
    [{ born: '2027-01-01' }, /in the future/],
    [{ yearGroup: '11' }, /no Year 11/],
  ])('refuses what cannot be: %o', async (over, words) => {
    const answer = await admit(over)
    expect(answer.statusCode).toBe(422)
    expect(answer.json().detail).toMatch(words)
  })

  it('takes a pupil taught outside the cohort, with a note', async () => {
    const answer = await admit({ born: '2013-05-01' })
    expect(answer.statusCode).toBe(200)
    expect(answer.json().notes.map((note: { code: string }) => note.code)).toContain('enrolment.year-group-unusual')
  })

  it('is not for a teacher', async () => {
    const answer = await server.as(school.tutor)(admitPupil, { params: { schoolId: school.id }, body: ADMISSION })
    expect(answer.statusCode).toBe(403)
  })
})

describe('correcting, moving, leaving', () => {
  const correction = (version: number, over: object = {}) => ({
    ...ADMISSION,
    legalForenames: 'Kwame Kofi',
    version,
    reason: 'Birth certificate seen',
    ...over,
  })

  it('needs a reason, and refuses a change of what somebody else has changed meanwhile', async () => {
    const { id } = (await admit()).json()
    const correct = (body: object) => server.as(officer)(correctPupil, { params: at(id), body })
    expect((await correct(correction(1, { reason: ' ' }))).statusCode).toBe(400)
    const [one, other] = await Promise.all([correct(correction(1)), correct(correction(1, { legalSurname: 'Mensah' }))])
    expect([one.statusCode, other.statusCode].sort()).toEqual([200, 409])
    const late = one.statusCode === 200 ? other : one
    expect(late.json().detail).toMatch(/Look at it again/)
  })

  it('an earlier starting day takes the first group with it', async () => {
    const { id } = (await admit({ groupId: school.groups.own })).json()
    await server.as(officer)(correctPupil, { params: at(id), body: correction(1, { startingDay: '2026-11-16' }) })
    const { placements, group } = (await look(id)).json()
    expect(placements.map((one: { from: string; until: string | null }) => [one.from, one.until])).toEqual([
      ['2026-11-16', '2026-11-23'],
      ['2026-11-23', null],
    ])
    expect(group).toBe('7A')
  })

  it('moves a pupil from a day on and keeps where they were', async () => {
    const { id } = (await admit({ groupId: school.groups.own })).json()
    const move = { from: '2026-12-01', yearGroup: '8', groupId: school.groups.other, version: 1, reason: 'Set change' }
    expect((await server.as(officer)(movePupil, { params: at(id), body: move })).statusCode).toBe(200)
    const of = (on: string) => find({ text: 'boateng', groupId: school.groups.other, day: on })
    expect((await of('2026-11-30')).json().pupils).toEqual([])
    expect((await of('2026-12-01')).json().pupils.map((pupil: { id: string }) => pupil.id)).toEqual([id])
    const back = { ...move, from: '2026-11-25', version: 2 }
    expect((await server.as(officer)(movePupil, { params: at(id), body: back })).json().code).toBe(
      'roll.move-before-later',
    )
  })

  it('keeps the ground on which a name goes, and can take a mistake back', async () => {
    const { id } = (await admit()).json()
    const leave = (version: number, leaving: object | null) =>
      server.as(officer)(recordLeaving, { params: at(id), body: { leaving, version, reason: 'Parent’s letter' } })
    expect((await leave(1, { day: '2026-01-01', ground: 'x' })).json().code).toBe('roll.leaves-before-start')
    expect(
      (await leave(1, { day: '2026-12-18', letter: 'f', ground: 'Educated otherwise than at school' })).statusCode,
    ).toBe(200)
    expect((await look(id)).json()).toMatchObject({ leavingDay: '2026-12-18', office: { leavingGroundLetter: 'f' } })
    expect((await find({ text: 'boateng', which: 'leavers', day: '2026-12-19' })).json().total).toBe(1)
    expect((await leave(2, null)).statusCode).toBe(200)
    expect((await look(id)).json().leavingDay).toBeNull()
  })

  it('a sensitive flag is set only by somebody who may know of it', async () => {
    const set = (who: TestPerson, body: object) =>
      server.as(who)(setFlag, { params: { ...at(theirs.id), kind: 'child-protection' }, body })
    const body = { from: '2026-11-01', until: null, note: null, version: 0, reason: 'Conference of 1 November' }
    expect((await set(officer, body)).statusCode).toBe(403)
    expect((await set(head, body)).statusCode).toBe(200)
    expect((await set(head, { ...body, from: '2026-11-10' })).json().code).toBe('roll.flag-overlaps')
    expect((await set(head, body)).statusCode).toBe(409)
    expect((await set(head, { ...body, until: day('2026-11-20'), version: 1 })).statusCode).toBe(200)
  })
})
