import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { TestPerson } from '../src/testing/builders.ts'
import { FIRST_MONDAY, importWeeks } from '../src/testing/figures-school.ts'
import { launchBrowser } from './browser.ts'
import { axeFindings } from './look.ts'
import { type SchoolServer, startSchool } from './school-server.ts'

let browser: Browser
let at: SchoolServer
let governor: TestPerson

const GOOD = '/\\ /\\ /\\ /\\ /\\'
const AWAY = 'II II /\\ /\\ /\\'

beforeAll(async () => {
  browser = await launchBrowser()
  at = await startSchool(browser)
  const { server, school } = at
  governor = await server.person({ name: 'Gov Ernor', role: 'governor', position: 'Governor', school: school.place })
  for (const group of ['nineA', 'nineB', 'sevenA'] as const) {
    // The first two of each class are away for four sessions of the second week.
    const marks = Object.fromEntries(school.pupils[group].map((id, place) => [id, [GOOD, place < 2 ? AWAY : GOOD]]))
    await importWeeks(server, school, { monday: FIRST_MONDAY, groupId: school.groups[group], marks })
  }
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor()

describe('figures of groups', () => {
  test('the head saves a group by name, sees it beside everybody else, and takes the table away', async () => {
    const page = await at.open(at.school.head, '/cohorts')
    await heading(page, 'Beside everybody else')
    await page.getByRole('button', { name: 'Save a group' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Choir')
    for (const name of ['Ada', 'Ben', 'Cleo']) {
      await page.getByLabel('Find a pupil').fill(`${name} Adler`)
      await page.getByRole('group', { name: 'Pupils found' }).getByRole('button').first().click()
    }
    await page.getByRole('button', { name: 'Save the group' }).click()
    const row = page.getByRole('row', { name: /^Choir Hidden/ })
    await row.waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Export' }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Groups as CSV' }).click(),
    ])
    const csv = await readFile(await file.path(), 'utf8')
    expect(csv.split('\r\n').find((line) => line.includes('Choir,Choir'))).toMatch(/,c,c,c,/)
  })

  test('the head sees by name who crossed a line this week', async () => {
    const page = await at.open(at.school.head, '/crossings?to=2026-11-13')
    await heading(page, /This week/)
    await page.getByRole('link', { name: 'Ada Adler00' }).first().waitFor()
    expect(await page.getByText('below 5 % → persistent').count()).toBe(6)
    expect(await axeFindings(page)).toEqual([])
  })

  test('the head sets a target, and the governor sees the school against it without a single pupil', async () => {
    const head = await at.open(at.school.head, '/targets')
    await head.getByRole('button', { name: 'Set the target of Attendance' }).click()
    await head.getByLabel('Percent').fill('95.5')
    await head.getByLabel('Where it comes from').fill('School development plan')
    await head.getByLabel('Why now').fill('Agreed by the governors')
    await head.getByRole('button', { name: 'Set the target', exact: true }).click()
    await head.getByText('none → 95.5 %').waitFor()
    expect(await axeFindings(head)).toEqual([])
    const page = await at.open(governor, '')
    await page.getByRole('link', { name: 'the term in one page' }).click()
    await heading(page, 'The term in one page')
    await page.getByText('School development plan').waitFor()
    await page.getByRole('row', { name: /^Year 9/ }).waitFor()
    expect(await page.getByText('Adler').count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
  })
})
