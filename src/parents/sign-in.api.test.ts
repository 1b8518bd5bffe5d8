import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { familyLogin, grantRole, listPeople } from '../identity/contract.ts'
import type { PupilId } from '../kernel/ids.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { listMessages } from '../messaging/contract.ts'
import { many, run } from '../platform/database/database.ts'
import { drainWishes, familySchool, tokenIn } from '../testing/family-school.ts'
import { MORNING, startTestServer, type TestServer } from '../testing/test-server.ts'
import * as contract from './contract.ts'

let server: TestServer
let school: Awaited<ReturnType<typeof familySchool>>
let ada: PupilId
let ben: PupilId

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await familySchool(server)
  ;[ada, ben] = school.pupils.nineA as [PupilId, PupilId]
})

const family = async (cookie: string) => {
  const answer = await school.withCookie(cookie).inject({ method: 'GET', url: contract.myFamily.url })
  return answer.statusCode === 200
    ? (answer.json().children as { pupilId: string }[]).map(({ pupilId }) => pupilId)
    : answer.statusCode
}
const wish = (address: string) =>
  school.withCookie('').inject({ method: 'POST', url: contract.wishForLink.url, payload: { address } })

/** The links that went to families of this school, as the messages have them. */
async function linksSent(): Promise<string[]> {
  const rows = await server.database.asSystem((tx) =>
    many(
      tx,
      sql<{ body: string }>`select body from messaging.message
        where school_id = ${school.id} and template_key = 'family-link' order by at, message_id`,
    ),
  )
  return rows.map(({ body }) => tokenIn(/http\S+#[\w-]+/.exec(body)?.[0] ?? 'http://none'))
}

describe('a link to the family page', () => {
  it('that the office hands over signs in once, and to the children of that contact alone', async () => {
    const mother = await school.adult(ada)
    const token = await school.invite(ada, mother)
    const { answer, cookie } = await school.open(token)
    expect(answer.statusCode, answer.body).toBe(200)
    expect(await family(cookie)).toEqual([ada])
    const again = await school.open(token)
    expect([again.answer.statusCode, again.answer.json().code]).toEqual([422, 'family.link-spent'])
    expect(await family(again.cookie)).toBe(401)
  })

  it('opens nothing when it is late, and says the same of one that never was', async () => {
    const token = await school.invite(ada, await school.adult(ada))
    server.clock.moveTo('2026-11-26T08:40:01.000Z' as Moment)
    const late = (await school.open(token)).answer
    const madeUp = (await school.open('x'.repeat(32))).answer
    expect([late.statusCode, late.json().detail]).toEqual([madeUp.statusCode, madeUp.json().detail])
  })

  it('is refused by the office’s own rule for whoever may not see the child', async () => {
    const params = async (given: object) => ({ ...school.at(ada), contactId: await school.adult(ada, given) })
    for (const given of [
      { mayBeTold: false },
      { parentalResponsibility: 'no', livesWith: false },
      { barred: true, mayBeTold: false, barredReason: 'Order of 2 June 2026' },
    ]) {
      const answer = await server.as(school.officer)(contract.inviteContact, {
        params: await params(given),
        body: { send: false },
      })
      expect([answer.statusCode, answer.json().code]).toEqual([422, 'family.not-seen'])
    }
  })

  it('goes by a message where it is sent, and the address in it signs in', async () => {
    const mother = await school.adult(ada, {}, { email: 'marta@family.example' })
    const answer = await server.as(school.officer)(contract.inviteContact, {
      params: { ...school.at(ada), contactId: mother },
      body: { send: true },
    })
    expect(answer.json()).toEqual({ link: null, channel: 'email' })
    const [token = ''] = await linksSent()
    // Whoever looks at the messages reads that it went, and not the link.
    const shown = await server.as(school.officer)(listMessages, { params: { schoolId: school.id } })
    expect(shown.body).toContain('[sign-in link]')
    expect(shown.body).not.toContain(token)
    expect(await family((await school.open(token)).cookie)).toEqual([ada])
  })

  it('opened by a member of staff leaves their own sign-in behind, and makes them no parent', async () => {
    const token = await school.invite(ada, await school.adult(ada))
    const staff = await server.signIn(school.officer)
    const opened = await school.open(token, staff)
    expect(opened.answer.json()).toEqual({ joined: false })
    expect(opened.cookie).not.toBe(staff)
    expect(await family(staff)).toBe(403)
  })
})

describe('asking for a link', () => {
  it('is answered alike for an address that is known, one that is not, and what is no address', async () => {
    await school.adult(ada, {}, { email: 'known@family.example' })
    const answers = []
    for (const address of ['known@family.example', 'nobody@family.example', 'nonsense', '07700 900999'])
      answers.push(await wish(address))
    expect(new Set(answers.map((answer) => `${answer.statusCode} ${answer.body}`))).toEqual(new Set(['200 {}']))
  })

  it.each(['a\0@family.example', 'a\ud800@family.example'])(
    'is no fault of ours for what no keyboard writes',
    async (address) => {
      expect((await wish(address)).statusCode).toBe(400)
    },
  )

  it('sends one to the address on the record, however the number was typed, and to no other', async () => {
    await school.adult(ada, {}, { phones: [{ kind: 'mobile', number: '07700 900141' }] })
    await school.adult(ben, {}, { email: 'Else@Family.example' })
    await wish('+44 7700 900141')
    await drainWishes(server)
    const [token = ''] = await linksSent()
    expect(await family((await school.open(token)).cookie)).toEqual([ada])
    await wish(' else@family.EXAMPLE ')
    await drainWishes(server)
    expect((await linksSent()).length).toBe(2)
  })

  it('sends none to somebody barred, not told, or without responsibility and care', async () => {
    const email = 'shut-out@family.example'
    await school.adult(ada, { barred: true, mayBeTold: false, barredReason: 'Order' }, { email })
    await school.adult(ben, { parentalResponsibility: 'no', livesWith: false }, { email })
    await wish(email)
    await drainWishes(server)
    expect(await linksSent()).toEqual([])
  })

  it('is looked up by an index over all schools, never by reading every contact', async () => {
    const plan = await server.database.asSystem(async (tx) => {
      await run(tx, sql`set local enable_seqscan = off`)
      const rows = await many(
        tx,
        sql<{ 'QUERY PLAN': string }>`explain select school_id from roll.contact where lower(email) = 'a@family.example'
          union select school_id from roll.contact where roll.plain_numbers(phones) && array['447700900141', '7700900141']`,
      )
      return rows.map((row) => row['QUERY PLAN']).join(' ')
    })
    expect(plan).toContain('contact_email')
    expect(plan).toContain('contact_numbers')
    expect(plan).not.toContain('Seq Scan')
  })

  it('sends three an hour at most', async () => {
    const email = 'often@family.example'
    await school.adult(ada, {}, { email })
    for (let at = 0; at < 5; at += 1) await wish(email)
    await drainWishes(server)
    expect((await linksSent()).length).toBe(3)
  })

  it('makes a link whose two hours begin when it is sent, however long that took', async () => {
    const email = 'outage@family.example'
    await school.adult(ada, {}, { email })
    await wish(email)
    server.clock.moveTo('2026-11-23T13:00:00.000Z' as Moment)
    await drainWishes(server)
    const [token = ''] = await linksSent()
    expect(await family((await school.open(token)).cookie)).toEqual([ada])
  })

  it('makes a link of two hours', async () => {
    const email = 'late@family.example'
    await school.adult(ada, {}, { email })
    await wish(email)
    await drainWishes(server)
    server.clock.moveTo('2026-11-23T10:40:01.000Z' as Moment)
    const [token = ''] = await linksSent()
    expect((await school.open(token)).answer.json().code).toBe('family.link-spent')
  })
})

describe('a password', () => {
  const choose = async (cookie: string, by: string, newPassword: string) => {
    const send = school.withCookie(cookie)
    const begun = await send.inject({ method: 'POST', url: contract.choosePassword.url, payload: { by } })
    if (begun.statusCode !== 200) return begun
    return send.inject({
      method: 'POST',
      url: '/api/auth/reset-password',
      payload: { token: begun.json().token, newPassword },
    })
  }
  const withPassword = async (typed: string, password: string) => {
    const answer = await school
      .withCookie('')
      .inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email: familyLogin(typed), password } })
    return { answer, cookie: String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? '' }
  }

  it('chosen after a link signs in by e-mail address from then on, and not as a member of staff of that address', async () => {
    const email = 'words@family.example'
    const cookie = await school.signIn(ada, await school.adult(ada, {}, { email }))
    const chosen = await choose(cookie, 'email', 'four words that rhyme')
    expect(chosen.statusCode, chosen.body).toBe(200)
    const { cookie: signedIn } = await withPassword('Words@family.example', 'four words that rhyme')
    expect(await family(signedIn)).toEqual([ada])
    expect((await withPassword('words@family.example', 'four words that rime')).answer.statusCode).toBe(401)
    const asStaff = await school.withCookie('').inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email, password: 'four words that rhyme' },
    })
    expect(asStaff.statusCode).toBe(401)
  })

  it('cannot be chosen under a name that another account has', async () => {
    const email = 'shared@family.example'
    const first = await school.signIn(ada, await school.adult(ada, {}, { email }))
    expect((await choose(first, 'email', 'four words that rhyme')).statusCode).toBe(200)
    const second = await school.signIn(ben, await school.adult(ben, {}, { email }))
    expect((await choose(second, 'email', 'other words that rhyme')).json().code).toBe('family.name-in-use')
    expect((await choose(second, 'phone', 'other words that rhyme')).json().code).toBe('family.no-address')
  })
})

describe('children at two schools', () => {
  it('are on one page after the second school’s link was opened while signed in; links of either school still open its own', async () => {
    const other = await familySchool(server)
    const [cleo] = other.pupils.nineA as [PupilId]
    const [here, there] = [await school.adult(ada), await other.adult(cleo)]
    const first = await school.signIn(ada, here)
    const joined = await school.open(await other.invite(cleo, there), first)
    expect(joined.answer.json()).toEqual({ joined: true })
    expect(new Set((await family(joined.cookie)) as string[])).toEqual(new Set([ada, cleo]))
    // What either school can make opens what is that school's, and nothing of the other.
    expect(await family(await school.signIn(ada, here))).toEqual([ada])
    expect(await family(await other.signIn(cleo, there))).toEqual([cleo])
    expect(await family(first)).toEqual([ada])
  })

  it('end at one school without ending at the other', async () => {
    const other = await familySchool(server)
    const [cleo] = other.pupils.nineA as [PupilId]
    const [here, there] = [await school.adult(ada), await other.adult(cleo)]
    const { cookie } = await school.open(await other.invite(cleo, there), await school.signIn(ada, here))
    expect(((await family(cookie)) as string[]).length).toBe(2)
    await other.change(cleo, there, { barred: true, mayBeTold: false, barredReason: 'Order of 2 June 2026' })
    expect(await family(cookie)).toEqual([ada])
  })
})

describe('a family’s account', () => {
  it('is nobody among the staff, and is never given a role of theirs', async () => {
    await school.signIn(ada, await school.adult(ada))
    const people = (await server.as(school.head)(listPeople, { params: { schoolId: school.id } })).json().people
    expect(people.filter(({ name }: { name: string }) => name === 'Marta Reed')).toEqual([])
    const [row] = await server.database.asSystem((tx) =>
      many(tx, sql<{ id: string }>`select person_id as id from parents.account where school_id = ${school.id}`),
    )
    const granted = await server.as(school.head)(grantRole, {
      params: { schoolId: school.id, personId: row?.id ?? '' },
      body: { role: 'teacher', position: 'Teacher' },
    })
    expect([granted.statusCode, granted.json().code]).toEqual([422, 'identity.family-account'])
  })
})

describe('a link that came into other hands', () => {
  const report = (cookie: string, words: string) =>
    school.withCookie(cookie).inject({
      method: 'POST',
      url: contract.reportAbsence.url,
      payload: {
        children: [{ schoolId: school.id, pupilId: ada, id: crypto.randomUUID() }],
        first: { day: '2026-11-23', half: 'AM' },
        until: { kind: 'unknown' },
        category: 'other',
        words,
      },
    })
  const endOthers = (cookie: string) =>
    school.withCookie(cookie).inject({ method: 'POST', url: contract.endOtherSignIns.url })
  const access = async () =>
    (await server.as(school.officer)(contract.familyAccess, { params: school.at(ada) })).json().contacts
  const codeOf = async (token: string) => (await school.open(token)).answer.json().code

  it('of one parent does not become the other’s for ever, opened while the other is signed in', async () => {
    const mother = await school.adult(ada)
    const father = await school.adult(ada, { relationship: 'Father', livesWith: false }, { forenames: 'Filip' })
    const his = await school.signIn(ada, father)
    const token = await school.invite(ada, mother)
    const tried = await school.open(token, his)
    expect([tried.answer.statusCode, tried.answer.json().code]).toEqual([422, 'family.link-of-another'])
    const hers = (await school.open(token)).cookie
    expect((await report(hers, 'We are at the refuge')).statusCode).toBe(200)
    const seen = await school.withCookie(tried.cookie).inject({ method: 'GET', url: contract.myFamily.url })
    expect([seen.statusCode, seen.json().reports]).toEqual([200, []])
  })

  it('is ended by the family itself: other devices, links not yet opened, and accounts that it was joined to', async () => {
    const other = await familySchool(server)
    const [cleo] = other.pupils.nineA as [PupilId]
    const mother = await school.adult(ada)
    const elsewhere = await other.signIn(cleo, await other.adult(cleo))
    const joined = await school.open(await school.invite(ada, mother), elsewhere)
    expect(new Set((await family(joined.cookie)) as string[])).toEqual(new Set([ada, cleo]))
    const lost = await school.signIn(ada, mother)
    const hers = await school.signIn(ada, mother)
    const unopened = await school.invite(ada, mother)
    expect((await endOthers(hers)).statusCode).toBe(200)
    expect(await family(hers)).toEqual([ada])
    expect(await family(lost)).toBe(401)
    expect(await family(joined.cookie)).toEqual([cleo])
    expect(await codeOf(unopened)).toBe('family.link-spent')
  })

  it('is seen and ended by the office, and a new invitation lets the right person in again', async () => {
    const mother = await school.adult(ada)
    const lost = await school.signIn(ada, mother)
    const unopened = await school.invite(ada, mother)
    const [shown] = (await access()).filter(({ id }: { id: string }) => id === mother)
    const thisMorning = expect.stringMatching(/^2026-11-23T08:40/)
    expect(shown.accounts).toEqual([{ since: thisMorning, joined: false, lastSignIn: thisMorning }])
    const params = { ...school.at(ada), contactId: mother }
    const ended = await server.as(school.officer)(contract.endFamilyAccess, { params })
    expect([ended.statusCode, ended.json()]).toEqual([200, { ended: 1 }])
    expect(await family(lost)).toBe(401)
    expect(await codeOf(unopened)).toBe('family.link-spent')
    expect((await access()).find(({ id }: { id: string }) => id === mother).accounts).toEqual([])
    expect(await family(await school.signIn(ada, mother))).toEqual([ada])
    expect((await server.as(school.tutor)(contract.endFamilyAccess, { params })).statusCode).toBe(403)
    const foreign = await server.as(school.officer)(contract.endFamilyAccess, {
      params: { ...params, ...school.at(ben) },
    })
    expect(foreign.statusCode).toBe(403)
  })

  it('frees the sign-in name of an account that opens nothing any more, and its password opens nothing', async () => {
    const mother = await school.adult(ada, {}, { email: 'freed@family.example' })
    const choose = async (cookie: string, newPassword: string) => {
      const send = school.withCookie(cookie)
      const begun = await send.inject({ method: 'POST', url: contract.choosePassword.url, payload: { by: 'email' } })
      expect(begun.statusCode, begun.body).toBe(200)
      const payload = { token: begun.json().token, newPassword }
      return send.inject({ method: 'POST', url: '/api/auth/reset-password', payload })
    }
    const enter = async (password: string) => {
      const payload = { email: familyLogin('freed@family.example'), password }
      return (await school.withCookie('').inject({ method: 'POST', url: '/api/auth/sign-in/email', payload }))
        .statusCode
    }
    await choose(await school.signIn(ada, mother), 'known to somebody else')
    await server.as(school.officer)(contract.endFamilyAccess, { params: { ...school.at(ada), contactId: mother } })
    expect(await enter('known to somebody else')).toBe(401)
    await choose(await school.signIn(ada, mother), 'four words that rhyme')
    expect(await enter('four words that rhyme')).toBe(200)
  })
})
