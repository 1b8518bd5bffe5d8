import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { TestPerson } from '../src/testing/builders.ts'
import { FIRST_MONDAY, importWeeks } from '../src/testing/figures-school.ts'
import { bareNumbers } from './bare-numbers.ts'
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
    expect(await bareNumbers(page)).toEqual([])
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
    expect(await bareNumbers(page)).toEqual([])
    await page.getByRole('button', { name: /^Persistently absent, in this week: 6/ }).click()
    const why = page.getByRole('dialog', { name: 'Why this figure?' })
    await why.getByRole('link').nth(5).waitFor()
    expect(await why.getByRole('link').count()).toBe(6)
  })

  test('the head sees whether absence is odd days or long stretches, down to the marks of a pupil', async () => {
    const page = await at.open(at.school.head, '/shape?to=2026-11-13')
    await heading(page, 'How long stays away last')
    expect(await axeFindings(page)).toEqual([])
    // Two of each class were away for four sessions.
    await page
      .getByRole('row', { name: /^Longer, under a week/ })
      .getByRole('button')
      .first()
      .click()
    const drawer = page.getByRole('dialog', { name: 'Why this figure?' })
    await drawer.getByRole('button', { name: 'Show the pupils' }).click()
    await drawer.getByText('1 to 6 of 6, with 6 stays away together').waitFor()
    await drawer.getByRole('listitem').filter({ hasText: 'Ada Adler00 9A' }).getByRole('button').click()
    await drawer.getByText('9 Nov 2026, morning, to 10 Nov 2026, afternoon').waitFor()
    await drawer.getByText('4 sessions missed of 20 possible sessions').waitFor()
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
    expect(await bareNumbers(head)).toEqual([])
    const page = await at.open(governor, '')
    await page.getByRole('link', { name: 'the term in one page' }).click()
    await heading(page, 'The term in one page')
    await page.getByText('School development plan').waitFor()
    await page.getByRole('row', { name: /^Year 9/ }).waitFor()
    expect(await page.getByText('Adler').count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
    expect(await bareNumbers(page)).toEqual([])
    const why = page.getByRole('dialog', { name: 'Why this figure?' })
    await page.getByRole('button', { name: /^Absence: / }).click()
    await why.getByText('I: Illness').waitFor()
    await why.getByText('Absence, year to date, version 1.1').waitFor()
    expect(await why.getByText('Adler').count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Target, Attendance: 95.5/ }).click()
    await why.getByText('Hana Head, Headteacher').waitFor()
    await why.getByText('Agreed by the governors').waitFor()
  })

  test('a number that opens nothing is found, and so is a whole table that is excepted', async () => {
    const page = await at.open(at.school.head, '/cohorts')
    await heading(page, 'Beside everybody else')
    expect(await bareNumbers(page)).toEqual([])
    const rows = `<li>Class 1: 7.3 %</li>`.repeat(20)
    await page.evaluate(
      `document.querySelector('main').insertAdjacentHTML('beforeend', ${JSON.stringify(
        `<p>Absence: 7.3 %</p><details><summary>More</summary><p>12 pupils, on 20 Nov 2026</p></details>
       <p>Friday 20 November 2026, 08:40, Year 9, 9A, 2025/26, 10 %</p><p data-plain="because">4</p><ul data-plain="list">${rows}</ul>`,
      )})`,
    )
    const found = await bareNumbers(page)
    expect(found).toHaveLength(4)
    expect(found.sort()).toEqual([
      '12 pupils, on 20 Nov 2026',
      'Absence: 7.3 %',
      expect.stringMatching(/^Too much to be “list”/),
      expect.stringMatching(/^“because” is no reason/),
    ])
  })
})
