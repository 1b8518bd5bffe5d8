import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../src/kernel/day.ts'
import { importWeeks } from '../src/testing/figures-school.ts'
import { bareNumbers } from './bare-numbers.ts'
import { launchBrowser } from './browser.ts'
import { axeFindings, overflow } from './look.ts'
import { quiet } from './quiet.ts'
import { type SchoolServer, startSchool } from './school-server.ts'

// Who is slipping, in what shape, what can still be done, and whether it helped: by clicking, with axe on every page.

const GOOD = '/\\ /\\ /\\ /\\ /\\'
const MONDAYS = 'II /\\ /\\ /\\ /\\'

let browser: Browser
let at: SchoolServer

beforeAll(async () => {
  browser = await launchBrowser()
  at = await startSchool(browser)
  const { nineA, nineB } = at.school.pupils
  const weeks = (week: string) => Array.from({ length: 11 }, () => week)
  const others = Object.fromEntries([...nineA, ...nineB].map((id) => [id, weeks(GOOD)]))
  const [first, second] = nineA
  if (first === undefined || second === undefined) throw new Error('a group has pupils')
  await importWeeks(at.server, at.school, {
    monday: day('2026-09-07'),
    marks: { ...others, [first]: weeks(MONDAYS), [second]: ['NN /\\ /\\ /\\ /\\', ...weeks(GOOD).slice(1)] },
  })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await at?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

async function openFigure(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await quiet(page)
}

async function expectSound(page: Page): Promise<void> {
  expect([...(await axeFindings(page)), ...(await overflow(page)), ...(await bareNumbers(page))]).toEqual([])
}

describe('Figures', () => {
  test('patterns: a late event is entered and taken back, and what is found opens the stays behind it', async () => {
    const page = await at.open(at.school.head, '')
    await openFigure(page, 'Patterns')
    await page.getByText('No late event is entered for this year.').waitFor()
    await expectSound(page)
    await page.getByRole('button', { name: 'Add a late event' }).click()
    await page.getByLabel('What it was').fill('Theatre trip')
    await page.getByLabel('Evening of').fill('13/10/2026')
    await page.getByRole('button', { name: 'Add the event' }).click()
    await page.getByText('Theatre trip, evening of Tuesday 13 October 2026').waitFor()
    await page.getByRole('button', { name: 'Take back Theatre trip' }).click()
    await page.getByRole('textbox', { name: 'Reason' }).fill('It was called off')
    await page.getByRole('button', { name: 'Take it back' }).click()
    await page.getByText('No late event is entered for this year.').waitFor()
    const mondays = page.getByRole('row', { name: /Ada Adler00.*Mondays/ }).first()
    if (await mondays.count()) {
      await mondays.getByText('stays away behind it').click()
      await page.getByText('Mon 7 Sept').first().waitFor()
    } else await page.getByText('No pattern stands out').waitFor()
    await expectSound(page)
  })

  test('at risk: sessions left, why there is no forecast, and every session of a pupil’s absence', async () => {
    const page = await at.open(at.school.head, '')
    await openFigure(page, 'At risk')
    await page.getByText(/no registers of 2025\/26/).waitFor()
    await expectSound(page)
    await page.getByRole('button', { name: /Absence of Ada Adler00/ }).click()
    await page.getByRole('dialog').getByText('In the figure (22)').waitFor()
    await expectSound(page)
    await page.getByRole('button', { name: 'Close the explanation' }).click()
    await page.getByRole('link', { name: 'Ada Adler00' }).click()
    await page.getByRole('heading', { name: 'Ada Adler00: what lies ahead' }).waitFor()
    await page.getByText(/Can stay below 10.%/).waitFor()
    await expectSound(page)
    await page.goBack()
    await page.getByRole('link', { name: 'How right are the forecasts?' }).click()
    await page.getByText('No forecasts to check').waitFor()
    await expectSound(page)
  })

  test('did it help: a support is recorded for a pupil by name and compared', async () => {
    const page = await at.open(at.school.officer, '')
    await openFigure(page, 'Did it help?')
    await page.getByText('No support recorded yet').waitFor()
    await expectSound(page)
    await page.getByRole('button', { name: 'Record a support' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Breakfast club')
    await page.getByLabel('From', { exact: true }).fill('12/10/2026')
    await page.getByLabel('Find a pupil').fill('Adler00')
    await page.getByRole('group', { name: 'Pupils found' }).getByRole('button').first().click()
    await page.getByText('1 pupil:').waitFor()
    await expectSound(page)
    await page.getByRole('button', { name: 'Record it' }).click()
    await page.getByRole('heading', { name: 'Breakfast club', level: 1 }).waitFor()
    await page.getByText('Why not simply before and after?').click()
    await page.getByText('regression to the mean').waitFor()
    await expectSound(page)
  })

  test('code use: an N that is too old opens its mark', async () => {
    const page = await at.open(at.school.head, '')
    await openFigure(page, 'Code use')
    await page.getByText('Many changes long after the day').waitFor()
    await expectSound(page)
    await page.getByRole('button', { name: /7 Sept 2026, morning.*mark of Ben/ }).click()
    await page.getByRole('dialog').waitFor()
    await expectSound(page)
  })
})
