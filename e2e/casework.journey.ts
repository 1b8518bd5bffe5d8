import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../src/kernel/day.ts'
import type { PupilId } from '../src/kernel/ids.ts'
import { importWeeks } from '../src/testing/figures-school.ts'
import { launchBrowser } from './browser.ts'
import { axeFindings, contextOptions, overflow } from './look.ts'
import { quiet } from './quiet.ts'
import { type SchoolServer, startSchool } from './school-server.ts'

let browser: Browser
let at: SchoolServer

beforeAll(async () => {
  browser = await launchBrowser()
  at = await startSchool(browser)
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

const TWO_DAYS = 'OO /\\ OO /\\ /\\'

test('a duty becomes a case, in which the head writes, keeps something apart, moves up and sees it on the board', async () => {
  const [ada] = at.school.pupils.nineA as [PupilId]
  const weeks = Array.from({ length: 11 }, () => TWO_DAYS)
  await importWeeks(at.server, at.school, { monday: day('2026-09-07'), marks: { [ada]: weeks } })
  const page = await at.open(at.school.head, '/duties?whose=all')
  await page
    .getByRole('link', { name: /^Open a case/ })
    .first()
    .click()
  await page.getByRole('heading', { name: 'Open a case' }).waitFor()
  expect(await page.getByLabel('Why is it opened?').inputValue()).toContain('44 of 110')
  expect([...(await axeFindings(page)), ...(await overflow(page))]).toEqual([])
  await page.getByRole('button', { name: 'Open the case' }).click()

  await page.getByRole('heading', { name: 'Ada Adler00', level: 1 }).waitFor()
  await page.getByText('2, now here').waitFor()
  await page.getByText('Contact', { exact: true }).click()
  await page.getByLabel('With').fill('Mother')
  await page.getByLabel('What was said or seen').fill('Would like to be met at the gate')
  await page.getByRole('button', { name: 'Write it down' }).click()
  await page.getByText('Spoke with Mother: telephone').waitFor()
  await page.getByText('3, now here').waitFor()
  await page.getByText('Note', { exact: true }).first().click()
  await page.getByLabel('What was said or seen').fill('Is afraid of the bus stop')
  await page.getByLabel('Restricted: about the child’s safety').check()
  await page.getByRole('button', { name: 'Write it down' }).click()
  await page.getByText('Is afraid of the bus stop').waitFor()

  await page.getByRole('button', { name: 'Move up' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Why').first().fill('The family would like help with mornings')
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Move the case up' }).click()
  await page.getByText('4, now here').waitFor()
  await quiet(page)
  expect([...(await axeFindings(page)), ...(await overflow(page))]).toEqual([])

  // Another of the office reads the case, and nothing of what was kept apart.
  const officer = await at.open(at.school.officer, '/cases', contextOptions(390, 'light'))
  await officer.getByRole('link', { name: 'Ada Adler00' }).waitFor()
  expect([...(await axeFindings(officer)), ...(await overflow(officer))]).toEqual([])
  await officer.getByRole('link', { name: 'Ada Adler00' }).click()
  await officer.getByText('Would like to be met at the gate').waitFor()
  expect(await officer.getByText('Is afraid of the bus stop').count()).toBe(0)
  expect([...(await axeFindings(officer)), ...(await overflow(officer))]).toEqual([])
})
