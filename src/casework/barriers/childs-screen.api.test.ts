import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { listAudit } from '../../audit/contract.ts'
import { workList } from '../../duties/contract.ts'
import { signOut, whoAmI } from '../../identity/contract.ts'
import { newSignInLink } from '../../identity/index.ts'
import { day } from '../../kernel/day.ts'
import type { Operation } from '../../kernel/operation.ts'
import { allBindings } from '../../main/compose.ts'
import { type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { type CallInput, requestOf, startTestServer, type TestServer } from '../../testing/test-server.ts'
import { keepEntries } from '../cases/keep-entries.ts'
import { beginCase } from '../cases/store.ts'
import * as contract from '../contract.ts'

const SETTINGS = { secret: 'a secret of tests only, of no worth elsewhere', publicUrl: 'http://127.0.0.1' }
const CODE = '2604'
const ANSWERS = { version: 1, answers: [{ id: 'worried', level: 2 }], words: [], declined: ['unwell'] } as const

interface Act {
  readonly operation: string
  readonly person: { readonly name: string }
  readonly sentence: string
  readonly facts: object
}

/** One browser, which keeps the cookie that the server gives it. */
class Browser {
  cookie: string
  readonly #server: TestServer

  constructor(server: TestServer, cookie: string) {
    this.#server = server
    this.cookie = cookie
  }

  async get(url: string) {
    return this.#keep(await this.#server.as(undefined).inject({ url, headers: { cookie: this.cookie } }))
  }

  async post(url: string, payload: object) {
    const headers = { cookie: this.cookie }
    return this.#keep(await this.#server.as(undefined).inject({ method: 'POST', url, payload, headers }))
  }

  async ask(operation: Operation, input: CallInput = {}) {
    const request = { ...requestOf(operation, input), headers: { cookie: this.cookie } }
    return this.#keep(await this.#server.as(undefined).inject(request))
  }

  #keep<T extends { readonly headers: Readonly<Record<string, unknown>> }>(answer: T): T {
    const set = [answer.headers['set-cookie'] ?? []].flat().map(String)
    const ours = set.findLast((one) => one.startsWith('firstbell.session_token='))
    this.cookie = ours?.split(';')[0] ?? this.cookie
    return answer
  }
}

describe('the screen that a child is given', () => {
  let server: TestServer
  let school: RegisterSchool
  let [caseId, otherCase] = ['', '']

  beforeAll(async () => {
    server = await startTestServer()
    school = await registerSchool(server, { pupilsInGroup: 4 })
    caseId = await openCase(0)
    otherCase = await openCase(1)
  })
  afterAll(() => server.close())

  async function openCase(at: number): Promise<string> {
    const pupilId = school.pupils.nineA[at]
    if (pupilId === undefined) throw new Error('the school has too few pupils')
    const [id, now] = [randomUUID(), server.clock.now()]
    await server.database.inTenants([school.id], async (tx) => {
      await beginCase(tx, { schoolId: school.id, caseId: id, pupilId, at: now })
      const body = { because: 'Fell below 90 %', duty: null, stage: 'monitor' } as const
      const entry = { kind: 'opened', day: day('2026-09-07'), body, key: randomUUID() } as const
      const file = { caseId: id, pupilId, entries: [], schoolId: school.id }
      await keepEntries({ tx, now, caller: school.officer }, file, [entry])
    })
    return id
  }

  const browserOf = async () => new Browser(server, await server.signIn(school.officer))
  const at = (assessmentId: string) => ({ schoolId: school.id, caseId, assessmentId })

  async function handed() {
    const [browser, assessmentId] = [await browserOf(), randomUUID()]
    const before = browser.cookie
    // The gate remembers the whole sign-in when the screen is given away, as it does after any page.
    await browser.ask(whoAmI)
    const params = { schoolId: school.id, caseId }
    const given = await browser.ask(contract.giveScreen, { params, body: { assessmentId, code: CODE } })
    expect([given.statusCode, given.body]).toEqual([200, '{}'])
    expect(browser.cookie).not.toBe(before)
    return { browser, assessmentId, before }
  }

  const shows = async (browser: Browser) => (await browser.ask(contract.caseBarriers, { params: at('') })).statusCode
  /** What the school's trail says, the newest first. */
  const acts = async () =>
    (await server.as(school.head)(listAudit, { params: { schoolId: school.id } })).json().acts as Act[]

  const operations = allBindings(SETTINGS, undefined).map((binding) => binding.operation)

  test('every operation but the few of the child’s page is refused before anything of it is looked at', async () => {
    let { browser, assessmentId } = await handed()
    const wrong: string[] = []
    for (const operation of operations) {
      const body = operation.method === 'GET' ? {} : { body: {} }
      const answer = await browser.ask(operation, { params: paramsFor(operation, at(assessmentId)), ...body })
      const isRefused = answer.statusCode === 403 && answer.json().code === 'screen.with-child'
      const isOfPage = operation.config.whileHanded === true
      if (operation.config.id === signOut.config.id) ({ browser, assessmentId } = await handed())
      if (isRefused === isOfPage) wrong.push(`${operation.config.id}: ${answer.statusCode} ${answer.body}`)
    }
    expect(wrong).toEqual([])
    expect(operations.filter(({ config }) => config.whileHanded).map(({ config }) => config.id)).toEqual([
      'who-am-i',
      'sign-out-of-firstbell',
      'childs-screen',
      'keep-childs-answers',
      'take-screen-back',
    ])
  })

  test('what is no operation is refused too: the documentation, the description, the account behind the sign-in', async () => {
    const { browser } = await handed()
    for (const url of ['/docs', '/docs/json', '/docs/static/index.html', '/openapi.json', '/api/auth/session']) {
      const answer = await browser.get(url)
      expect([url, answer.statusCode, answer.json().code]).toEqual([url, 403, 'screen.with-child'])
      expect(answer.json().detail).toBe('This screen is with a child. Give it back with the code, or sign in again.')
    }
    for (const path of ['change-password', 'two-factor/disable', 'two-factor/verify-totp', 'two-factor/enable'])
      expect((await browser.post(`/api/auth/${path}`, { password: 'x' })).json().code).toBe('screen.with-child')
    expect((await (await browserOf()).get('/openapi.json')).statusCode).toBe(200)
  })

  test('it tells the child’s name, and nothing of the member of staff, of another child or of another screen', async () => {
    const { browser, assessmentId, before } = await handed()
    const me = (await browser.ask(whoAmI)).json()
    expect(me).toMatchObject({
      handed: { path: `/schools/${school.id}/cases/${caseId}/ask/pupil`, params: at(assessmentId) },
      schools: [{ id: school.id, position: '', roles: [], may: { 'casework.record': 'all' } }],
      trusts: [],
    })
    expect([me.person, Object.keys(me.schools[0].may)]).toEqual([undefined, ['casework.record']])
    const shown = await browser.ask(contract.childsScreen, { params: at(assessmentId) })
    expect(Object.keys(shown.json())).toEqual(['child', 'lead'])
    for (const params of [{ ...at(assessmentId), caseId: otherCase }, at(randomUUID())])
      expect((await browser.ask(contract.childsScreen, { params })).json().code).toBe('screen.with-child')
    // What was a whole sign-in is over, and not narrowed.
    expect((await new Browser(server, before).ask(contract.caseBarriers, { params: at('') })).statusCode).toBe(401)
    const again = { params: { schoolId: school.id, caseId: otherCase }, body: { assessmentId, code: CODE } }
    expect((await browser.ask(contract.giveScreen, again)).json().code).toBe('screen.with-child')
  })

  test('it stays narrow when the sign-in library renews it', async () => {
    const { browser } = await handed()
    await nextRenews()
    const renewed = await browser.ask(contract.caseBarriers, { params: at('') })
    expect([renewed.statusCode, renewed.json().code]).toEqual([403, 'screen.with-child'])
    expect(String(renewed.headers['set-cookie'])).toContain('Max-Age=43200')
    expect((await browser.ask(whoAmI)).json().person).toBeUndefined()
  })

  /** So long since anybody's sign-in was renewed that the next request of each renews it; somebody signs out, so that the gate asks again. */
  async function nextRenews(): Promise<void> {
    await server.database.runScript(`update identity."session" set "expiresAt" = now() + interval '2 hours'`)
    await (await browserOf()).ask(signOut)
  }

  test('the request that gives the screen away, or takes it back, may be the one that renews the sign-in', async () => {
    const [browser, assessmentId] = [await browserOf(), randomUUID()]
    await nextRenews()
    const params = { schoolId: school.id, caseId }
    const given = await browser.ask(contract.giveScreen, { params, body: { assessmentId, code: CODE } })
    expect([given.statusCode, [given.headers['set-cookie']].flat().length]).toEqual([200, 1])
    expect(await shows(browser)).toBe(403)
    expect((await browser.ask(contract.childsScreen, { params: at(assessmentId) })).statusCode).toBe(200)
    await nextRenews()
    const back = await browser.ask(contract.takeScreenBack, { params: at(assessmentId), body: { code: CODE } })
    expect([back.statusCode, [back.headers['set-cookie']].flat().length]).toEqual([200, 1])
    expect(await shows(browser)).toBe(200)
  })

  test('what another tab asked with the cookie of before does not take the new cookie away', async () => {
    const { browser, before } = await handed()
    const narrow = browser.cookie
    browser.cookie = before
    const late = await browser.ask(contract.caseBarriers, { params: at('') })
    expect([late.statusCode, late.headers['set-cookie']]).toEqual([401, undefined])
    browser.cookie = narrow
    expect((await browser.ask(whoAmI)).json().handed).toBeDefined()
  })

  test('the code gives the whole sign-in back under another token, and the trail says who gave, for whom, and who took', async () => {
    const { browser, assessmentId } = await handed()
    const narrow = browser.cookie
    const wrong = await browser.ask(contract.takeScreenBack, { params: at(assessmentId), body: { code: '1111' } })
    expect([wrong.statusCode, wrong.json().code]).toEqual([403, 'screen.wrong-code'])
    expect(await shows(browser)).toBe(403)
    const back = await browser.ask(contract.takeScreenBack, { params: at(assessmentId), body: { code: CODE } })
    expect(back.statusCode).toBe(200)
    expect(await shows(browser)).toBe(200)
    expect((await browser.ask(whoAmI)).json()).toMatchObject({ person: { id: school.officer.id } })
    expect(
      (await new Browser(server, narrow).ask(contract.childsScreen, { params: at(assessmentId) })).statusCode,
    ).toBe(401)
    const trail = await acts()
    const about = trail.filter(({ sentence }) => sentence.includes('screen')).slice(0, 3)
    expect(about.map(({ sentence }) => sentence)).toEqual([
      'took the screen back from a child with the code',
      expect.stringContaining('was refused: Take the screen back'),
      'gave the screen to a child',
    ])
    expect(JSON.stringify([about[0], about[2]]).split(school.pupils.nineA[0] ?? '?')).toHaveLength(3)
    // Nobody signed in anew: the sign-in went on.
    expect(trail.slice(0, 6).filter(({ sentence }) => sentence === 'signed in')).toEqual([])
  })

  test('after five wrong codes the right one is of no use, and a new sign-in takes the screen back', async () => {
    const { browser, assessmentId } = await handed()
    const tryIt = async (code: string) =>
      (await browser.ask(contract.takeScreenBack, { params: at(assessmentId), body: { code } })).json().code
    for (let n = 0; n < 5; n += 1) expect(await tryIt(`000${n}`)).toBe('screen.wrong-code')
    expect(await tryIt(CODE)).toBe('screen.code-spent')
    const kept = { params: at(assessmentId), body: ANSWERS }
    expect((await browser.ask(contract.keepChildsAnswers, kept)).statusCode).toBe(200)
    expect((await browser.ask(contract.keepChildsAnswers, kept)).statusCode).toBe(200)
    const others = { ...kept, body: { ...ANSWERS, answers: [] } }
    expect((await browser.ask(contract.keepChildsAnswers, others)).statusCode).toBe(409)
    const read = async (person: typeof school.officer) =>
      (await server.as(person)(contract.caseBarriers, { params: { schoolId: school.id, caseId } })).json().voices
    expect([(await read(school.officer)).length, await read(school.head)]).toEqual([
      0,
      [expect.objectContaining({ who: 'pupil', way: 'screen', restricted: true })],
    ])
    await browser.ask(signOut)
    expect((await acts())[0]).toMatchObject({
      sentence: 'signed out',
      facts: { screen: 'taken back from a child' },
    })
  })

  /** The lead's duties about what a child or a colleague wrote, of this case. */
  const duties = async (words = 'A child answered on a screen') => {
    const list = await server.as(school.head)(workList, {
      params: { schoolId: school.id },
      query: { whose: 'all' },
    })
    return JSON.stringify(list.json()).split(words).length - 1
  }
  const voices = async (person: typeof school.officer) =>
    (await server.as(person)(contract.caseBarriers, { params: at('') })).json().voices as object[]

  test('whoever is done has told the school, though the tab is closed then; who has the code reads it, and alone decides that it is no secret', async () => {
    const before = await duties()
    const { browser, assessmentId } = await handed()
    const answers = { ...ANSWERS, words: [{ id: 'adult', text: 'Somebody hurts me' }] }
    await browser.ask(contract.keepChildsAnswers, { params: at(assessmentId), body: answers })
    // The tab is closed here: what follows comes from another one.
    expect(await duties()).toBe(before + 1)
    const open = { params: at(assessmentId), body: { key: randomUUID() } }
    expect((await browser.ask(contract.openChildsAnswers, open)).json().code).toBe('screen.with-child')
    const back = await browser.ask(contract.takeScreenBack, { params: at(assessmentId), body: { code: CODE } })
    expect(back.json()).toEqual({ answered: answers })
    // Nothing opens by itself, and nobody opens it who did not give the screen.
    expect([await voices(school.officer), await duties()]).toEqual([[], before + 1])
    expect((await server.as(school.tutor)(contract.openChildsAnswers, open)).statusCode).toBe(403)
    const other = { params: at(randomUUID()), body: { key: randomUUID() } }
    expect((await browser.ask(contract.openChildsAnswers, other)).statusCode).toBe(403)
    for (const _ of ['once', 'again'])
      expect((await browser.ask(contract.openChildsAnswers, open)).statusCode).toBe(200)
    const own = { who: 'pupil', restricted: false, assessmentId }
    expect(await voices(school.officer)).toEqual([expect.objectContaining(own)])
    expect((await voices(school.head))[0]).toMatchObject(own)
    expect(await duties()).toBe(before)
    // Whoever reads it in the case may say otherwise; who may not read what is restricted hears of no answers but those there.
    const raise = { params: at(assessmentId), body: { key: randomUUID() } }
    for (const _ of ['once', 'again'])
      expect((await server.as(school.officer)(contract.raiseAnswers, raise)).statusCode).toBe(200)
    expect(await duties('A colleague wrote down something')).toBe(1)
    const unknown = await server.as(school.officer)(contract.raiseAnswers, { ...raise, params: at(randomUUID()) })
    expect(unknown.json().code).toBe('casework.no-answers')
  })

  describe('signing in again', () => {
    const password = 'three brass bells at noon'
    const signIn = (browser: Browser, email: string, typed = password) =>
      browser.post('/api/auth/sign-in/email', { email, password: typed })
    beforeAll(async () => {
      for (const { id } of [school.officer, school.tutor]) {
        const link = await server.database.asSystem((tx) => newSignInLink(tx, SETTINGS, id))
        const token = new URL(link.address).hash.slice(1)
        await (await browserOf()).post('/api/auth/reset-password', { token, newPassword: password })
      }
    })
    const lastAbout = async () =>
      (await acts())
        .filter(({ operation }) => operation === 'screen-back')
        .map(({ person, sentence }) => [person.name, sentence])[0]

    test('ends the narrow sign-in, and a wrong password does not', async () => {
      const { browser, assessmentId } = await handed()
      const narrow = browser.cookie
      expect((await signIn(browser, school.officer.email, 'three brass bells at dusk')).statusCode).toBe(401)
      expect(await shows(browser)).toBe(403)
      expect((await signIn(browser, school.officer.email)).statusCode).toBe(200)
      expect(await shows(browser)).toBe(200)
      const left = await new Browser(server, narrow).ask(contract.childsScreen, { params: at(assessmentId) })
      expect(left.statusCode).toBe(401)
      expect(await lastAbout()).toEqual([school.officer.name, 'took a screen back from a child by signing in again'])
      expect((await acts()).map(({ sentence }) => sentence)).toContain('signed in')
    })

    test('is written of whoever did so, and not of whoever gave the screen', async () => {
      const { browser } = await handed()
      await signIn(browser, school.tutor.email)
      expect(await lastAbout()).toEqual([school.tutor.name, 'took a screen back from a child by signing in again'])
    })

    test('says that nobody took it back yet, where the password was right and the second factor is still to come', async () => {
      const { browser } = await handed()
      const half = (on: boolean) =>
        server.database.runScript(
          `update identity."user" set "twoFactorEnabled" = ${on} where "id" = '${school.tutor.id}'`,
        )
      await half(true)
      expect((await signIn(browser, school.tutor.email)).json()).toMatchObject({ twoFactorRedirect: true })
      await half(false)
      expect(await lastAbout()).toEqual([
        school.officer.name,
        'had given a screen to a child: that ended because somebody signed in, or began to',
      ])
    })
  })
})

/** An address for the operation at the school; what it names beside the screen is well formed and not there. */
function paramsFor(operation: Operation, given: Readonly<Record<string, string>>) {
  const { properties = {} } =
    operation.schema.params === undefined
      ? {}
      : z.toJSONSchema(operation.schema.params, { io: 'input', unrepresentable: 'any' })
  return Object.fromEntries(Object.keys(properties).map((name) => [name, given[name] ?? randomUUID()]))
}
