import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askedAt } from '../../duties/index.ts'
import { addDays, type Day, day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { importWeeks } from '../../testing/figures-school.ts'
import { type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { keepEntries } from '../cases/keep-entries.ts'
import { beginCase } from '../cases/store.ts'
import * as contract from '../contract.ts'
import { caseworkDuties } from '../duties/index.ts'

const TODAY = day('2026-11-23')
const EARLY_HELP = {
  name: 'Early Help Hub',
  kind: 'early-help',
  purpose: 'Families who want help before things get hard',
  howToRefer: 'Their form, with the family beside you',
  contact: 'hub@example.org',
  waiting: 'About three weeks',
  area: 'The whole district',
  checked: '2026-11-02',
  retired: false,
} as const

describe('support in cases', () => {
  let server: TestServer
  let school: RegisterSchool
  const cases = new Map<PupilId, string>()
  beforeAll(async () => {
    server = await startTestServer()
    school = await registerSchool(server, { pupilsInGroup: 24 })
    for (const pupilId of school.pupils.nineA.slice(0, 8)) cases.set(pupilId, await openCase(pupilId))
  })
  afterAll(() => server.close())

  async function openCase(pupilId: PupilId): Promise<string> {
    const caseId = randomUUID()
    const at = server.clock.now()
    await server.database.inTenants([school.id], async (tx) => {
      await beginCase(tx, { schoolId: school.id, caseId, pupilId, at })
      const file = { caseId, pupilId, entries: [], schoolId: school.id }
      const body = { because: 'Fell below 90 %', duty: null, stage: 'monitor' } as const
      const entry = { kind: 'opened', day: day('2026-09-07'), body, key: randomUUID() } as const
      await keepEntries({ tx, now: at, caller: school.officer }, file, [entry])
    })
    return caseId
  }

  const nth = (at: number) => cases.get(school.pupils.nineA[at] ?? ('' as PupilId)) ?? ''
  const act = (caseId: string, [kind, on, body]: readonly [string, Day, object], key: string = randomUUID()) =>
    server.as(school.officer)(contract.actOnSupport, {
      params: { schoolId: school.id, caseId },
      body: { key, act: { kind, day: on, body } },
    })
  const offer = (offerId: string, of: object = {}) => ({
    ...{ offerId, supportId: 'mentor', title: 'A mentor', kind: 'other', barrierId: null, to: 'Ms Hale', from: null },
    ...of,
  })
  const shown = async (caseId: string) => {
    const params = { schoolId: school.id, caseId }
    return (await server.as(school.officer)(contract.caseSupport, { params })).json()
  }
  const ids = async (caseId: string, rule: string) => {
    const duties = await server.database.inTenants([school.id], async (tx) =>
      caseworkDuties.find(tx, await askedAt(tx, { schoolId: school.id, now: server.clock.now() })),
    )
    return duties.filter((one) => one.rule === rule && one.actions[0]?.params?.caseId === caseId)
  }

  test('an offer is answered before it begins, each step once, and its clocks are duties', async () => {
    const [caseId, offerId] = [nth(0), randomUUID()]
    const key = randomUUID()
    expect((await act(caseId, ['support-offered', day('2026-11-02'), offer(offerId)], key)).statusCode).toBe(200)
    // Sent twice is done once.
    expect((await act(caseId, ['support-offered', day('2026-11-02'), offer(offerId)], key)).statusCode).toBe(200)
    expect((await shown(caseId)).offers).toMatchObject([{ state: 'offered', kind: 'mentoring', title: 'A mentor' }])
    expect(await ids(caseId, 'casework.offer-unanswered')).toMatchObject([{ due: { kind: 'by', day: '2026-11-09' } }])

    const began = { offerId, with: 'Mr Ito', review: '2026-11-25', until: null }
    const early = (await act(caseId, ['support-began', day('2026-11-04'), began])).json()
    expect(early).toMatchObject({ code: 'casework.support-order', detail: expect.stringMatching(/answer first/) })
    const silent = { offerId, answer: 'refused', by: 'Ms Hale' }
    expect((await act(caseId, ['support-answered', day('2026-11-03'), silent])).json().code).toBe(
      'casework.refused-why',
    )
    const yes = { offerId, answer: 'accepted', by: 'Ms Hale', words: 'If it is not in front of the others' }
    expect((await act(caseId, ['support-answered', addDays(TODAY, 1), yes])).json().code).toBe('casework.day-to-come')
    expect((await act(caseId, ['support-answered', day('2026-11-03'), yes])).statusCode).toBe(200)
    expect(await ids(caseId, 'casework.offer-unanswered')).toEqual([])
    expect(await ids(caseId, 'casework.support-waits')).toHaveLength(1)
    const weekend = { ...began, review: '2026-11-28' }
    // The Friday before is a training day.
    expect((await act(caseId, ['support-began', day('2026-11-04'), weekend])).json()).toMatchObject({
      code: 'casework.no-school-day',
      detail: 'Saturday 28 November is no school day. Say Thursday 26 November or Monday 30 November.',
    })
    expect((await act(caseId, ['support-began', day('2026-11-04'), began])).statusCode).toBe(200)
    expect(await ids(caseId, 'casework.support-review')).toMatchObject([{ due: { day: '2026-11-25' } }])
    const ended = { offerId, outcome: 'helped in part', words: 'Comes on Mondays now' }
    expect((await act(caseId, ['support-ended', TODAY, ended])).statusCode).toBe(200)
    expect((await act(caseId, ['support-ended', TODAY, ended])).json().code).toBe('casework.support-order')
    expect(await ids(caseId, 'casework.support-review')).toEqual([])
    expect((await shown(caseId)).offers[0]).toMatchObject({ state: 'ended', answer: { words: yes.words } })
  })

  test('a referral goes to a service of the directory, and waits until the service is asked or has answered', async () => {
    const [caseId, serviceId, referralId] = [nth(0), randomUUID(), randomUUID()]
    const put = (body: object, person = school.officer) =>
      server.as(person)(contract.changeService, { params: { schoolId: school.id, serviceId }, body })
    expect((await put({ ...EARLY_HELP, version: 0, checked: '2026-12-01' })).json().code).toBe('casework.day-to-come')
    expect((await put({ ...EARLY_HELP, version: 0 }, school.tutor)).statusCode).toBe(403)
    expect((await put({ ...EARLY_HELP, version: 0 })).json()).toEqual({ version: 1 })
    const refer = {
      ...{ referralId, offerId: null, serviceId, service: 'Early Help Hub', kind: 'other' },
      ...{ how: 'Their form', consent: 'Ms Hale, by telephone' },
    }
    expect((await act(caseId, ['referred', day('2026-11-03'), refer])).statusCode).toBe(200)
    expect((await shown(caseId)).referrals).toMatchObject([{ kind: 'early-help', state: 'sent', waited: 20 }])
    expect(await ids(caseId, 'casework.referral-unanswered')).toMatchObject([{ due: { day: '2026-11-17' } }])
    const said = { referralId, outcome: 'waiting list', until: '2026-11-24' }
    expect((await act(caseId, ['referral-outcome', day('2026-11-10'), said])).statusCode).toBe(200)
    expect(await ids(caseId, 'casework.referral-unanswered')).toEqual([])
    expect(await ids(caseId, 'casework.waiting-list')).toMatchObject([{ due: { day: '2026-11-24' } }])

    // Retired, it is kept with who wrote it, and nobody is referred to it any more.
    expect((await put({ ...EARLY_HELP, version: 1, retired: true })).json()).toEqual({ version: 2 })
    expect((await put({ ...EARLY_HELP, version: 1 })).statusCode).toBe(409)
    const list = (await server.as(school.head)(contract.listServices, { params: { schoolId: school.id } })).json()
    expect(list.services).toMatchObject([
      { retired: true, changes: [{ version: 2 }, { version: 1, name: 'Olu Officer' }] },
    ])
    const again = { ...refer, referralId: randomUUID() }
    expect((await act(caseId, ['referred', TODAY, again])).json().code).toBe('casework.no-such-support')
  })

  test('the catalogue begins with the four situations of the policy; the head changes it, and what was offered stays', async () => {
    const params = { schoolId: school.id }
    const rows = async () => (await server.as(school.officer)(contract.supportCatalogue, { params })).json().rows
    const of = async (id: string) => (await rows()).find((row: { supportId: string }) => row.supportId === id)
    expect(new Set((await rows()).flatMap((row: { situations: string[] }) => row.situations)).size).toBe(4)
    const { title, kind, words, situations, barriers } = await of('mentor')
    const change = (body: object, person = school.head) =>
      server.as(person)(contract.changeSupportRow, { params: { ...params, supportId: 'mentor' }, body })
    const body = { title: 'A sixth-form mentor', kind, words, situations, barriers, retired: false, version: 0 }
    expect((await change(body, school.officer)).statusCode).toBe(403)
    expect((await change(body)).json()).toEqual({ version: 1 })
    expect((await change(body)).statusCode).toBe(409)
    expect(await of('mentor')).toMatchObject({ title: 'A sixth-form mentor', changes: [{ name: 'Hana Head' }] })
    expect((await change({ ...body, title, retired: true, version: 1 })).statusCode).toBe(200)
    expect((await act(nth(1), ['support-offered', TODAY, offer(randomUUID())])).json().code).toBe(
      'casework.no-such-support',
    )
    expect((await change({ ...body, title, version: 2 })).statusCode).toBe(200)
  })

  test('what helped: families of eight children were asked, seven began, and they are set beside those alike', async () => {
    const [bad, good] = ['II /\\ /\\ /\\ /\\', '/\\ /\\ /\\ /\\ /\\']
    const helped = school.pupils.nineA.slice(1, 8)
    const weeks = (after: string) => [bad, bad, bad, bad, after, after, after, after]
    const marks = school.pupils.nineA.map((id) => [id, weeks(helped.includes(id) ? good : bad)] as const)
    await importWeeks(server, school, { monday: day('2026-09-07'), marks: Object.fromEntries(marks) })
    for (const [at, pupilId] of helped.entries()) {
      const [caseId, offerId] = [cases.get(pupilId) ?? '', randomUUID()]
      const on = day(at % 2 === 0 ? '2026-10-05' : '2026-10-02')
      const steps = [
        await act(caseId, ['support-offered', on, offer(offerId)]),
        await act(caseId, ['support-answered', on, { offerId, answer: 'accepted', by: 'Parent' }]),
        await act(caseId, ['support-began', on, { offerId, review: null, until: null }]),
      ]
      expect(steps.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
    }
    const no = { offerId: randomUUID() }
    await act(nth(2), ['support-offered', TODAY, offer(no.offerId, { supportId: 'clubs', title: 'Breakfast' })])
    const because = { answer: 'refused', by: 'Father', words: 'He eats at home', because: 'not needed' }
    await act(nth(2), ['support-answered', TODAY, { ...no, ...because }])

    const params = { schoolId: school.id }
    const answer = (await server.as(school.head)(contract.whatHelped, { params })).json()
    const [mentoring, clubs] = answer.kinds
    expect(mentoring).toMatchObject({ kind: 'mentoring', offered: 8, accepted: 8, refused: 0, open: 0, ran: 8 })
    // The eighth had the support too short a time to be compared.
    expect(mentoring.line).toMatch(/^Absence fell by \d+\.\d points beside those alike \(95 % interval/)
    expect(mentoring.compared).toBeGreaterThanOrEqual(7)
    expect(mentoring.behind).toHaveLength(8)
    expect(clubs).toMatchObject({ kind: 'clubs', offered: 1, refused: 1, ran: 0, line: null })
    expect(answer.refusals).toEqual([{ because: 'not needed', children: 1 }])
    expect(answer.waits).toMatchObject([{ kind: 'early-help', referrals: 1, over: 0, longestDays: 20 }])

    // Who may not see cases, and a file, are told nothing of one family.
    const governor = await server.person({ name: 'Gus', role: 'governor', position: 'Governor', school: school.place })
    const hidden = (await server.as(governor)(contract.whatHelped, { params })).json()
    expect(hidden.kinds[1]).toMatchObject({ kind: 'clubs', offered: null, refused: null, behind: null })
    expect(hidden.refusals).toEqual([{ because: 'not needed', children: null }])
    expect(hidden.waits).toMatchObject([{ referrals: null, longestDays: null }])
    const file = (table: string, format: string) =>
      server.as(school.head)(contract.exportWhatHelped, { params: { ...params, table, format } })
    const csv = await file('supports', 'csv')
    expect(csv.headers['content-type']).toMatch(/csv/)
    expect(csv.body).toMatch(/,Mentoring,8,8,0,0,8,/)
    expect(csv.body).toMatch(/,Clubs and activities,c,c,c,c,/)
    expect((await file('refusals', 'xlsx')).rawPayload.subarray(0, 2).toString()).toBe('PK')

    // Of one child who can be compared nobody is told a difference, whoever asks.
    const [caseId, offerId] = [cases.get(helped[2] as PupilId) ?? '', randomUUID()]
    const on = day('2026-10-05')
    await act(caseId, ['support-offered', on, offer(offerId, { supportId: 'clubs', title: 'Breakfast' })])
    await act(caseId, ['support-answered', on, { offerId, answer: 'accepted', by: 'Parent' }])
    await act(caseId, ['support-began', on, { offerId, review: null, until: null }])
    const again = (await server.as(school.head)(contract.whatHelped, { params })).json()
    const few = again.kinds.find(({ kind }: { kind: string }) => kind === 'clubs')
    expect(few).toMatchObject({ ran: 1, compared: 1, effect: null, interval: null })
    expect(few.line).toMatch(/^Fewer than 6 children can be compared/)
  })
})
