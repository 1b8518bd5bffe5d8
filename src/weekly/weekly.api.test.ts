import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { workList } from '../duties/contract.ts'
import { day } from '../kernel/day.ts'
import type { PupilId } from '../kernel/ids.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { pupilFigures } from '../measures/contract.ts'
import { many } from '../platform/database/database.ts'
import { saveFirstPolicy } from '../policy/index.ts'
import { importWeeks } from '../testing/figures-school.ts'
import { samplePolicy } from '../testing/policy-files.ts'
import { type RegisterSchool, registerSchool } from '../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../testing/test-server.ts'
import * as weekly from './contract.ts'
import { makeReports } from './index.ts'

let server: TestServer
let school: RegisterSchool
let better: PupilId
let ill: PupilId

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const HERE = '/\\ /\\ /\\ /\\ /\\'
const TWO_DAYS = 'OO /\\ OO /\\ /\\'
const SUSPENDED = 'EE /\\ /\\ /\\ L\\'
const ILL = 'II II II II II'

beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server, { families: true })
  const [first, second, third] = school.pupils.nineA as [PupilId, PupilId, PupilId]
  better = first
  ill = second
  await importWeeks(server, school, {
    monday: day('2026-09-28'),
    marks: {
      [better]: [...Array.from({ length: 4 }, () => TWO_DAYS), ...Array.from({ length: 4 }, () => HERE)],
      [ill]: [...Array.from({ length: 4 }, () => HERE), ILL, ILL, ILL, HERE],
      [third]: [...Array.from({ length: 7 }, () => HERE), SUSPENDED],
    },
  })
})

const LAST_WEEK = '2026-11-20'
const params = (more: object = {}) => ({ schoolId: school.id, groupId: school.groups.nineA, day: LAST_WEEK, ...more })
const tutor = () => server.as(school.tutor)
const officer = () => server.as(school.officer)
const week = async (as = tutor()) => (await as(weekly.formWeek, { params: params() })).json()

describe('this week, of a form', () => {
  it('sets each child beside their own weeks before, and has the sums of the figures', async () => {
    const { lines, until, halfTermName } = await week()
    expect([until.day, halfTermName]).toEqual(['2026-11-20', 'Autumn'])
    const [ada, ben] = lines
    expect(ada).toMatchObject({
      week: { possible: 10, attended: 10, late: 0 },
      change: { kind: 'better', halfDays: 16 },
      say: expect.stringContaining('16 half days more'),
    })
    // Illness is set aside: nobody loses by it.
    expect(ben.change.kind).not.toBe('worse')
    const figures = await tutor()(pupilFigures, { params: { schoolId: school.id, pupilId: better, year: 2026 } })
    const { possible, attended } = figures.json().sessions
    expect(ada.halfTerm).toMatchObject({ possible, attended })
  })

  it('tells a tutor of restricted codes the category alone, and the office the code', async () => {
    const [, , cleo] = (await week()).lines
    expect(cleo.codes.slice(0, 2)).toEqual(['authorised-absence', 'authorised-absence'])
    const [, , told] = (await week(officer())).lines
    expect(told.codes.slice(0, 2)).toEqual(['E', 'E'])
    expect(cleo).toMatchObject({ week: { late: 1 }, minutesLate: null })
  })

  it('is a tutor’s own forms’ alone, and no other school’s', async () => {
    const other = await tutor()(weekly.formWeek, { params: params({ groupId: school.groups.nineB }) })
    expect(other.statusCode).toBe(403)
    const elsewhere = await registerSchool(server, { name: 'Oakfield Academy' })
    expect((await server.as(elsewhere.officer)(weekly.formWeek, { params: params() })).statusCode).toBe(403)
    const mixed = { schoolId: elsewhere.id, groupId: school.groups.nineA, day: LAST_WEEK }
    expect((await server.as(elsewhere.officer)(weekly.formWeek, { params: mixed })).statusCode).toBe(403)
    const reception = server.as(school.reception)
    expect((await reception(weekly.formWeek, { params: params() })).statusCode).toBe(403)
    const { forms } = (await tutor()(weekly.myForms, { params: { schoolId: school.id } })).json()
    expect(forms).toEqual([{ groupId: school.groups.nineA, name: '9A', mine: true, given: false }])
  })

  it('is given once: whoever comes second is told who did', async () => {
    const give = (as = tutor(), more = {}) => as(weekly.giveWeek, { params: params(more) })
    const [one, other] = await Promise.all([give(), give(officer())])
    expect([one.statusCode, other.statusCode]).toEqual([200, 200])
    expect(one.json()).toEqual(other.json())
    expect((await week()).given).toEqual(one.json())
    const early = await give(tutor(), { day: '2026-11-25' })
    expect([early.statusCode, early.json().code]).toEqual([422, 'weekly.not-counted'])
    const change = server.database.asSystem((tx) => many(tx, sql`delete from weekly.told returning 1`))
    await expect(change).rejects.toThrow()
  })

  it('of a day that no calendar has is refused as a day, not as a fault', async () => {
    for (const on of ['9999-12-31', '0001-01-01'])
      for (const operation of [weekly.formWeek, weekly.giveWeek, weekly.weekSlips])
        expect((await tutor()(operation, { params: params({ day: on }) })).statusCode).toBe(400)
  })

  it('is printed as a slip for each pupil, which can be read aloud', async () => {
    const pdf = await tutor()(weekly.weekSlips, { params: params() })
    expect([pdf.statusCode, pdf.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(/pdfuaid/.test(pdf.rawPayload.toString('latin1'))).toBe(true)
  })
})

const praise = (given: object = {}, as = officer()) =>
  as(weekly.givePraise, {
    params: { schoolId: school.id },
    body: {
      praiseId: randomUUID(),
      pupilId: better,
      words: 'in school for 16 half days more',
      childWords: 'I set two alarms',
      way: 'card',
      ...given,
    },
  })
const list = async (as = tutor()) => (await as(weekly.praiseList, { params: { schoolId: school.id } })).json()
const choose = (given: object, as = officer()) =>
  as(weekly.choosePraise, {
    params: { schoolId: school.id, pupilId: better },
    body: { wanted: false, chosenBy: 'family', reason: 'It embarrasses her', ...given },
  })

describe('praise', () => {
  it('is offered to who got better against their own past, illness set aside', async () => {
    const { improved, pupils, mayMessage } = await list()
    expect(improved.map(({ pupilId }: { pupilId: string }) => pupilId)).toEqual([better])
    expect([pupils.length, mayMessage]).toEqual([6, false])
  })

  it('is not given twice within four weeks, by two at once either, and is the same when sent again', async () => {
    const praiseId = randomUUID()
    const both = await Promise.all([praise({ praiseId }), praise()])
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
    const { given } = await list()
    expect(given).toEqual([expect.objectContaining({ pupilId: better, childWords: 'I set two alarms' })])
    const again = await praise({ praiseId: given[0].praiseId })
    expect(again.statusCode).toBe(200)
    server.clock.moveTo('2026-12-21T09:00:00.000Z' as Moment)
    expect((await praise()).statusCode).toBe(200)
  })

  it('is against nobody’s wish: neither listed, nor given, nor printed', async () => {
    const { praiseId } = (await praise()).json()
    expect((await choose({})).json()).toEqual({ unwantedBy: ['family'] })
    expect((await choose({ wanted: true, chosenBy: 'school', reason: 'She asked' })).json().unwantedBy).toEqual([
      'family',
    ])
    expect((await list()).improved).toEqual([])
    server.clock.moveTo('2027-01-11T09:00:00.000Z' as Moment)
    expect((await praise()).json().code).toBe('weekly.no-praise-wanted')
    const cards = await officer()(weekly.praiseCards, {
      params: { schoolId: school.id },
      body: { praiseIds: [praiseId] },
    })
    expect(cards.json().code).toBe('weekly.no-cards')
    const [line] = (await week()).lines
    expect(line.say).toBe('Good to see you. How was your week?')
  })

  it('goes home as a message to each parent who may be told, from those who may send messages', async () => {
    expect((await praise({ way: 'message' }, tutor())).json().code).toBe('weekly.may-not-message')
    expect((await praise({ way: 'both' })).json()).toMatchObject({ messages: 2 })
    const [own] = school.pupils.sevenA as [PupilId]
    // The uncle is barred and no parent: one mother is told.
    expect((await praise({ way: 'message', pupilId: own })).json()).toMatchObject({ messages: 1 })
    const nobody = await praise({ way: 'message', pupilId: school.pupils.nineB[0] })
    // Their parents were written to about the sister, not about him: each child has its own message a day.
    expect(nobody.statusCode).toBe(200)
  })

  it('that waits for the morning does not go any more once the family wants none', async () => {
    server.clock.moveTo('2026-11-23T21:30:00.000Z' as Moment)
    expect((await praise({ way: 'message' })).json()).toMatchObject({ messages: 2 })
    const withdrawn = () =>
      server.database.inTenants([school.id], async (tx) => {
        const events = await many(
          tx,
          sql<{ kind: string }>`select kind from messaging.event where school_id = ${school.id} and kind = 'withdrawn'`,
        )
        return events.length
      })
    expect(await withdrawn()).toBe(0)
    await choose({})
    expect(await withdrawn()).toBe(2)
  })

  it('of a tutor is for their own form, and prints four cards to a sheet', async () => {
    expect((await praise({ pupilId: school.pupils.nineB[0] }, tutor())).statusCode).toBe(403)
    const { praiseId } = (await praise({ pupilId: ill }, tutor())).json()
    const ids = { praiseIds: [praiseId] }
    const pdf = await tutor()(weekly.praiseCards, { params: { schoolId: school.id }, body: ids })
    expect([pdf.statusCode, /pdfuaid/.test(pdf.rawPayload.toString('latin1'))]).toEqual([200, true])
    expect((await praise({ words: '' })).json().detail ?? '').toMatch(/Say what went well/)
  })
})

const wish = {
  from: '2026-09-28',
  to: '2026-11-20',
  yearGroup: null as string | null,
  help: 'Ask Ms Reed in the office.',
}
const start = (given: object = {}, as = officer()) =>
  as(weekly.startReports, { params: { schoolId: school.id }, body: { batchId: randomUUID(), ...wish, ...given } })
const batches = async () => (await officer()(weekly.listReports, { params: { schoolId: school.id } })).json().batches
const make = () => makeReports(server.database, server.clock)

describe('reports to parents', () => {
  it('are previewed of each real child, as they are then sent', async () => {
    const plan = await officer()(weekly.planReports, {
      params: { schoolId: school.id },
      body: { ...wish, yearGroup: '9' },
    })
    expect(plan.json()).toMatchObject({ to: '2026-11-20', pupils: { length: 12 } })
    const at = { schoolId: school.id, pupilId: better }
    const seen = (await officer()(weekly.previewReport, { params: at, body: wish })).json()
    expect(seen.missed).toEqual([expect.objectContaining({ id: 'notAccepted', halfDays: 16 })])
    const { batchId } = (await start({ yearGroup: '9' })).json()
    await make()
    const rows = await server.database.inTenants([school.id], (tx) =>
      many(tx, sql<{ report: object }>`select report from weekly.report where pupil_id = ${better}`),
    )
    expect(rows).toEqual([{ report: seen }])
    expect((await batches())[0]).toMatchObject({ batchId, pupils: 12, made: 12, toNobody: 0 })
  })

  it('go once to each parent with responsibility, and never to somebody barred', async () => {
    const batchId = randomUUID()
    expect((await start({ batchId, yearGroup: '7' })).json()).toEqual({ batchId, pupils: 6 })
    expect((await start({ batchId, yearGroup: '7' })).statusCode).toBe(200)
    // Two workers at once: each child still has one report.
    await Promise.all([make(), make()])
    await make()
    const shown = (await officer()(weekly.showReports, { params: { schoolId: school.id, batchId } })).json()
    expect(shown.reports).toHaveLength(6)
    const { sent } = shown.reports[0]
    expect(sent.filter((one: { channel: string | null }) => one.channel !== null)).toHaveLength(1)
    expect(sent.find(({ name }: { name: string }) => name.startsWith('Bilal'))).toMatchObject({ channel: null })
    const messages = await server.database.inTenants([school.id], (tx) =>
      many(tx, sql`select 1 from messaging.message where template_key = 'attendance-report'`),
    )
    expect(messages).toHaveLength(6)
  })

  it('are not sent twice in a day, nor about days that nothing is known of', async () => {
    await start({ yearGroup: '9' })
    const again = await start()
    expect([again.statusCode, again.json().code]).toEqual([409, 'weekly.reported-lately'])
    expect((await start({ yearGroup: '7', from: '2026-12-01', to: '2026-12-18' })).json().code).toBe(
      'weekly.not-counted',
    )
    expect((await start({ yearGroup: '7', to: '2026-09-01' })).json().code).toBe('weekly.wrong-days')
    expect((await start({ yearGroup: '11' })).json().code).toBe('weekly.nobody')
    expect((await start({}, tutor())).statusCode).toBe(403)
    const pdf = await officer()(weekly.printReports, {
      params: { schoolId: school.id, batchId: (await batches())[0].batchId },
      body: { reportIds: [randomUUID()] },
    })
    expect(pdf.json().code).toBe('weekly.no-reports')
  })

  it('of two officers at once are sent once', async () => {
    const both = await Promise.all([start({ yearGroup: '9' }), start({ yearGroup: '9' })])
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
  })

  it('of days that no calendar has are refused as days', async () => {
    const days = { from: '9999-12-31', to: '9999-12-31' }
    const plan = await officer()(weekly.planReports, { params: { schoolId: school.id }, body: { ...wish, ...days } })
    expect([plan.statusCode, (await start(days)).statusCode]).toEqual([400, 400])
    expect((await start({ from: '0001-01-01', to: '0001-01-01' })).statusCode).toBe(400)
  })

  it('are printed as they were made, a page a child', async () => {
    const { batchId } = (await start({ yearGroup: '7' })).json()
    await make()
    const at = { schoolId: school.id, batchId }
    const { reports } = (await officer()(weekly.showReports, { params: at })).json()
    const reportIds = reports.map(({ reportId }: { reportId: string }) => reportId)
    const pdf = await officer()(weekly.printReports, { params: at, body: { reportIds } })
    expect([pdf.statusCode, /pdfuaid/.test(pdf.rawPayload.toString('latin1'))]).toEqual([200, true])
  })

  it('to every family discharge the half-yearly promise of the policy, and giving the week the weekly one', async () => {
    await server.database.asSystem((tx) =>
      saveFirstPolicy(tx, {
        schoolId: school.id,
        bytes: samplePolicy(),
        from: day('2026-09-01'),
        at: MORNING,
        by: school.head,
        reason: 'test',
      }),
    )
    const rules = async () => {
      const answer = await officer()(workList, { params: { schoolId: school.id }, query: { whose: 'all' } })
      const { duties, ended } = answer.json()
      const of = (all: { rule: string; state: string }[]) => all.filter(({ rule }) => rule === 'B20' || rule === 'B21')
      const count = (all: { rule: string; state: string }[]) =>
        of(all)
          .map(({ rule, state }) => `${rule} ${state}`)
          .toSorted()
      return [count(duties), count(ended)]
    }
    expect(await rules()).toEqual([['B20 open', 'B21 open', 'B21 open', 'B21 open'], []])
    await tutor()(weekly.giveWeek, { params: params() })
    await start({ yearGroup: '9' })
    await make()
    // Year 7 is still to come.
    expect(await rules()).toEqual([['B20 open', 'B21 open', 'B21 open'], ['B21 done']])
    await start({ yearGroup: '7' })
    await make()
    expect(await rules()).toEqual([
      ['B21 open', 'B21 open'],
      ['B20 done', 'B21 done'],
    ])
  })
})

describe('forms beside one another', () => {
  const table = async () => (await tutor()(weekly.formTable, { params: { schoolId: school.id } })).json()
  const show = (shown: boolean, as = officer()) =>
    as(weekly.showFormTable, { params: { schoolId: school.id }, body: { shown, reason: 'The council asked for it' } })
  it('are not shown unless the school says so with a reason, and then without authorised absence and without ranks', async () => {
    expect(await table()).toEqual({ shown: false, reason: null, monday: null, forms: [] })
    expect((await show(true, tutor())).statusCode).toBe(403)
    expect((await show(true)).statusCode).toBe(200)
    const { forms } = await table()
    expect(forms.map(({ name, missed }: { name: string; missed: number }) => [name, missed])).toEqual([
      ['7A', 0],
      // One of 9A was suspended on the Monday.
      ['9A', 0],
      ['9B', 0],
    ])
    await show(false)
    expect((await table()).forms).toEqual([])
  })
})
