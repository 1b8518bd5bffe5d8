import { strFromU8, unzipSync } from 'fflate'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planVisit, recordContact } from '../../absence/contract.ts'
import type { ContactId, PupilId } from '../../kernel/ids.ts'
import { childYear } from '../../parents/contract.ts'
import { many, run } from '../../platform/database/database.ts'
import { ourTables, rowsAbout } from '../../platform/database/our-tables.ts'
import { takeRegister } from '../../register/contract.ts'
import { returnsDiary, sendReturns } from '../../returns/contract.ts'
import { getPupil, recordLeaving } from '../../roll/contract.ts'
import { familySchool, plantHome } from '../../testing/family-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { exportSubjectRecord, NOT_OF_A_CHILD, type ShownPart, showSubjectRecord } from '../contract.ts'

let server: TestServer
let school: Awaited<ReturnType<typeof familySchool>>
let child: PupilId
let other: PupilId
let mother: ContactId

const KEPT = '11111111-1111-4111-8111-111111111111'
const CASE = '22222222-2222-4222-8222-222222222222'

const system = (of: RawBuilder<unknown>) => server.database.asSystem((tx) => run(tx, of))

async function writeCase(table: 'entry' | 'restricted_entry', words: string): Promise<void> {
  await server.database.asSystem((tx) =>
    run(
      tx,
      sql`insert into ${sql.table(`casework.${table}`)} (school_id, case_id, number, kind, day, body, key, at, by, by_name, by_position)
        values (${school.id}, ${CASE}, 1, 'note', '2026-11-20', ${JSON.stringify({ words })}::jsonb, gen_random_uuid(),
          '2026-11-20T10:00:00Z', ${school.head.id}, 'Hana Head', 'Headteacher')`,
    ),
  )
}

beforeAll(async () => {
  server = await startTestServer()
  school = await familySchool(server)
  const [first, second] = school.pupils.nineA
  if (first === undefined || second === undefined) throw new Error('a class has pupils')
  child = first
  other = second
  mother = await school.adult(
    child,
    {},
    { phones: [{ number: '07700 900123', kind: 'mobile' }], email: 'marta@example.org' },
  )
  const taken = await server.as(school.tutor)(takeRegister, {
    params: { schoolId: school.id, groupId: school.groups.nineA, day: '2026-11-23', half: 'AM' },
    body: {
      key: KEPT,
      version: 0,
      marks: school.pupils.nineA.map((pupilId) => ({ pupilId, code: pupilId === child ? 'N' : '/', seen: null })),
    },
  })
  expect(taken.statusCode, taken.body).toBe(200)
  const called = await server.as(school.officer)(recordContact, {
    params: { schoolId: school.id },
    body: { key: KEPT, pupilIds: [child], contactId: mother, channel: 'call', outcome: 'no-answer' },
  })
  expect(called.statusCode, called.body).toBe(200)
  const visit = await server.as(school.officer)(planVisit, {
    params: { schoolId: school.id },
    body: { visitId: CASE, pupilIds: [child, other], day: '2026-11-23', going: 'Two of us', words: '' },
  })
  expect(visit.statusCode, visit.body).toBe(200)
  await server.database.asSystem((tx) =>
    run(
      tx,
      sql`insert into casework.case_file (school_id, case_id, pupil_id, opened_at) values (${school.id}, ${CASE}, ${child}, now())`,
    ),
  )
  const home = await plantHome(server, school.id, '9 Larkspur Avenue')
  await system(sql`update roll.pupil set address_id = ${home} where school_id = ${school.id} and pupil_id = ${child}`)
  await writeCase('entry', '=He says the bus is late')
  await writeCase('restricted_entry', 'Told the lead something in confidence')
})
afterAll(() => server.close())

const of = () => ({ params: { schoolId: school.id, pupilId: child } })
const shown = async (): Promise<ShownPart[]> => (await server.as(school.head)(showSubjectRecord, of())).json().parts

async function handedOut(given: object) {
  const looked = (await shown()).flatMap(({ table, seen, rows }) => (rows === null ? [] : [{ table, seen }]))
  const body = { askedBy: 'Marta Reed', looked, withheld: [], others: [], restricted: false, ...given }
  const answer = await server.as(school.head)(exportSubjectRecord, { ...of(), body })
  expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200)
  const files = unzipSync(answer.rawPayload)
  const tables = Object.entries(files).filter(([path]) => path.startsWith('tables/'))
  return { files, text: tables.map(([path, content]) => `${path}\n${strFromU8(content)}`).join('\n') }
}

describe('all that is kept about a child', () => {
  it('is every row of every table that knows the child, but of those that say why they are none of it', async () => {
    const parts = await shown()
    const missed = await server.database.asSystem(async (tx) => {
      const astray: string[] = []
      for (const { schema, table } of await ourTables(tx)) {
        // Sign-ins are of adults, and the product's own queue is emptied as it is worked off.
        if (['identity', 'platform'].includes(schema) || NOT_OF_A_CHILD[table] !== undefined) continue
        const where = sql`to_jsonb(kept)::text like ${`%${child}%`}`
        const [{ column } = { column: '' }] = await many(
          tx,
          sql<{
            column: string
          }>`select a.attname as column from pg_attribute a where a.attrelid = ${table}::regclass and a.attnum = 1`,
        )
        const known = new Set(parts.find((part) => part.table === table)?.rows?.map(({ key }) => key))
        const rows = await rowsAbout(tx, { table, where, order: column })
        const whole = parts.some((part) => part.table === table && part.rows === null)
        if (!whole && rows.some(({ key }) => !known.has(key))) astray.push(table)
      }
      return astray
    })
    expect(missed).toEqual([])
    expect(parts.map(({ table }) => table)).toEqual(
      expect.arrayContaining([
        'roll.pupil',
        'register.change',
        'absence.contact',
        'casework.entry',
        'casework.restricted_entry',
      ]),
    )
  })

  it('goes as a PDF, tables and a list of hashes, in plain words and without what other systems could run', async () => {
    const { files, text } = await handedOut({})
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['record.pdf', 'files.sha256']))
    expect(strFromU8(files['record.pdf']?.slice(0, 5) ?? new Uint8Array())).toBe('%PDF-')
    expect(text).toContain('Olu Officer')
    expect(text).toContain("'=He says the bus is late")
    expect(text).toContain('"After"')
    expect(text).toContain('1 other child')
    expect(text).not.toContain(other)
    expect(text).not.toContain(child)
  })

  it('leaves out what is about other people, what was withheld and what safeguarding wrote, and says so', async () => {
    const { text } = await handedOut({})
    expect(text).not.toMatch(/900123|marta@example\.org/)
    expect(text).not.toContain('in confidence')
    expect(text).not.toMatch(/restricted/i)
    const [row] = (await shown()).find(({ table }) => table === 'casework.entry')?.rows ?? []
    const less = await handedOut({
      withheld: [{ table: 'casework.entry', key: row?.key, because: 'It is about somebody else' }],
    })
    expect(less.text).not.toContain('the bus is late')
    const more = await handedOut({ others: ['roll.contact.phones'], restricted: true })
    expect(more.text).toMatch(/900123/)
    expect(more.text).toContain('in confidence')
  })

  it('has the child’s own home, and is made of no more than somebody looked through', async () => {
    const { text } = await handedOut({})
    expect(text).toContain('"9 Larkspur Avenue"')
    expect(text).not.toMatch(/"(?:Id|Upn|Level|Barred|Words|At)"/)
    const looked = (await shown()).flatMap(({ table, seen, rows }) => (rows === null ? [] : [{ table, seen }]))
    const body = { askedBy: 'Marta Reed', withheld: [], others: [], restricted: false }
    for (const less of [[], looked.slice(1), looked.map((one) => ({ ...one, seen: '' }))]) {
      const answer = await server.as(school.head)(exportSubjectRecord, { ...of(), body: { ...body, looked: less } })
      expect(answer.json()).toMatchObject({ code: 'interchange.not-looked-through' })
    }
    // As many entries as there were, and one of them says something else.
    await system(sql`update roll.contact set email = 'another@example.org' where contact_id = ${mother}`)
    const answer = await server.as(school.head)(exportSubjectRecord, { ...of(), body: { ...body, looked } })
    expect(answer.json().detail).toMatch(/changed since: Names and numbers of these adults\.$/)
  })

  it('says that somebody of the family looked, and never which of them', async () => {
    const father = await school.adult(child, { relationship: 'Father' }, { forenames: 'Tomasz' })
    const family = school.withCookie(await school.signIn(child, father))
    const url = childYear.url.replace(':schoolId', school.id).replace(':pupilId', child).replace(':year', '2026')
    const looked = await family.inject({ method: 'GET', url })
    expect(looked.statusCode, looked.body).toBe(200)
    const { text } = await handedOut({})
    const trail = text.slice(text.indexOf('-who-looked-at'))
    expect(trail).toContain('looked at their child’s year on the family page')
    expect(trail).toContain('Somebody of the family')
    expect(trail).not.toContain('Tomasz')
  })

  it('leads nobody to a household that may not be found, neither by its home nor by what was told of it', async () => {
    const refuge = await plantHome(server, school.id, '1 Hidden Lane')
    await system(sql`update roll.address set confidential = true where address_id = ${refuge}`)
    await system(sql`update roll.contact set address_id = ${refuge} where contact_id = ${mother}`)
    const head = server.as(school.head)
    const { version } = (await head(getPupil, of())).json()
    const leaving = {
      day: '2026-12-04',
      ground: 'Registered at another school',
      letter: 'a',
      nextSchool: 'Faraway School',
    }
    const left = await head(recordLeaving, { ...of(), body: { leaving, version, reason: 'Moving' } })
    expect(left.statusCode, left.body).toBe(200)
    const atSchool = { params: { schoolId: school.id } }
    const { items } = (await head(returnsDiary, atSchool)).json()
    const { key } = items.find(
      (one: { kind: string; pupil: { id: string } }) => one.kind === 'deletion' && one.pupil.id === child,
    )
    const sent = await head(sendReturns, { ...atSchool, body: { keys: [key], way: 'portal' } })
    expect(sent.statusCode, sent.body).toBe(200)
    const { files, text } = await handedOut({})
    expect(Object.keys(files).join()).toContain('what-was-told-in-returns')
    expect(text).not.toMatch(/Hidden Lane|Larkspur|Faraway|900123/)
    expect(text).toContain('Registered at another school')
    const others = ['returns.step.told', 'roll.pupil.next_school', 'roll.change.schools_since', 'roll.address.lines']
    const offered = (await shown()).flatMap((part) => part.others.map(({ column }) => `${part.table}.${column}`))
    expect(offered).toEqual(expect.arrayContaining(others))
    const more = await handedOut({ others })
    expect(more.text).toMatch(/Home address: 9 Larkspur Avenue|Address: 9 Larkspur Avenue/)
    expect(more.text).toContain('Next school: Faraway School')
    expect(more.text).not.toMatch(/Locating|verified/)
  })

  it('is for the head alone, and for nobody of another school', async () => {
    const elsewhere = await server.school({})
    const head = await server.person({ role: 'head', school: elsewhere })
    for (const person of [school.officer, school.tutor, school.reception, head])
      expect((await server.as(person)(showSubjectRecord, of())).statusCode).toBe(403)
  })
})
