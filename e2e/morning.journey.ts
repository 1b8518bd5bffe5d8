import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { listReports, morningBoard } from '../src/absence/contract.ts'
import { day } from '../src/kernel/day.ts'
import type { Moment } from '../src/kernel/time-of-day.ts'
import { atScreen } from '../src/testing/register-school.ts'
import { launchBrowser } from './browser.ts'
import { axeFindings, contextOptions, overflow } from './look.ts'
import { quiet } from './quiet.ts'
import { type SchoolServer, startSchool } from './school-server.ts'

let browser: Browser
let at: SchoolServer

beforeAll(async () => {
  browser = await launchBrowser()
  at = await startSchool(browser, { families: true })
  const { server, school } = at
  const { nineA, nineB, sevenA } = school.pupils
  const all = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, 'N']))
  const office = atScreen(server, school, school.officer)
  await office.save(all(nineA), { complete: true })
  await office.save(all(nineB), { group: school.groups.nineB, complete: true })
  await office.save(all(sevenA), { group: school.groups.sevenA, complete: true })
  server.clock.moveTo('2026-11-23T09:50:00.000Z' as Moment)
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

const board = async () =>
  (await at.server.as(at.school.officer)(morningBoard, { params: { schoolId: at.school.id } })).json()
const said = (page: Page, text: string | RegExp) => page.getByRole('status').getByText(text).first().waitFor()
const onDesk = (page: Page) => page.getByRole('region', { name: 'Contact desk' })
const families = (page: Page) => page.getByRole('list', { name: /Families to follow up/ }).getByRole('listitem')

/** Waits until as many families stand in the list. */
const left = (page: Page, count: number) => expect.poll(() => families(page).count(), { timeout: 10_000 }).toBe(count)

describe('an officer', () => {
  test('works through a morning of twelve families without touching the mouse', async () => {
    expect((await board()).families).toHaveLength(12)
    const page = await at.open(at.school.officer, '/morning')
    await left(page, 12)
    expect(await axeFindings(page)).toEqual([])

    // The texts first: one press, after a look at each.
    await page.getByRole('button', { name: 'Text all 12 families' }).focus()
    await page.keyboard.press('Enter')
    const send = page.getByRole('dialog').getByRole('button', { name: 'Put 12 on the list to send by hand' })
    await send.waitFor()
    expect(await axeFindings(page)).toEqual([])
    await send.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: /Text all/ }).waitFor({ state: 'detached' })

    // The youngest come first: of 7A, whose uncle must not be told and is there to be warned of only.
    await onDesk(page).getByText('Must not be told anything about').waitFor()
    expect(await onDesk(page).getByRole('button', { name: /Bilal/ }).count()).toBe(0)
    await page.keyboard.press('r')
    await page.getByText('You are ringing').waitFor()
    await page.keyboard.press('1')
    await said(page, /no answer/)
    // Their turn is over; the next family is on the desk.
    await page.keyboard.press('4')
    await page.getByRole('dialog').getByLabel('In their words').waitFor()
    await page.keyboard.type('Has a temperature')
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Enter')
    await left(page, 11)
    await page.keyboard.press('5')
    await page.getByRole('dialog').getByText('Until then nobody rings').waitFor()
    await page.keyboard.press('Enter')
    await left(page, 10)
    await page.keyboard.press('s')
    await page.getByRole('dialog').getByLabel('Who saw the child').waitFor()
    await page.keyboard.type('Mr Jay')
    await page.keyboard.press('Tab')
    await page.keyboard.type('in the library')
    await page.keyboard.press('Enter')
    await left(page, 9)
    const { counts } = await board()
    expect(counts).toMatchObject({ families: 9, paused: 1, ended: 1, reported: 1 })
    const reports = await at.server.as(at.school.officer)(listReports, { params: { schoolId: at.school.id } })
    expect(reports.json().waiting).toBe(1)
    await quiet(page)
  })

  test('finds the board on a phone, and plans a visit that stands on the route', async () => {
    at.server.clock.moveTo('2026-11-24T09:50:00.000Z' as Moment)
    const { server, school } = at
    const [ada] = school.pupils.sevenA
    const marks = { [ada ?? '']: 'N' }
    await atScreen(server, school, school.officer).save(marks, {
      group: school.groups.sevenA,
      day: day('2026-11-24'),
      rest: 'present',
      complete: true,
    })
    const page = await at.open(school.officer, '/morning', contextOptions(390, 'dark'))
    await page.getByRole('button', { name: 'Plan a visit' }).click()
    await page.getByRole('dialog').getByLabel('Who goes').fill('Pam Pastoral and Olu Officer')
    await page.getByRole('dialog').getByRole('button', { name: 'Plan the visit' }).click()
    await said(page, /The visit is planned/)
    expect(await overflow(page)).toEqual([])
    await page.getByRole('link', { name: 'Home visits' }).click()
    await page.getByRole('heading', { name: 'No address is known' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'What it came to' }).click()
    await page.getByRole('dialog').getByLabel('What was seen').fill('Curtains drawn, a neighbour saw nobody')
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click()
    await page.getByText('Visited').waitFor()
  })
})
