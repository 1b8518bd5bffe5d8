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

const HERE = '/\\ /\\ /\\ /\\ /\\'
const TWO_DAYS = 'OO /\\ OO /\\ /\\'

test('a tutor gives the form its week, and praises who is in school more than before', async () => {
  const [ada] = at.school.pupils.nineA as [PupilId]
  const weeks = [...Array.from({ length: 4 }, () => TWO_DAYS), ...Array.from({ length: 4 }, () => HERE)]
  await importWeeks(at.server, at.school, { monday: day('2026-09-28'), marks: { [ada]: weeks } })
  const page = await at.open(at.school.tutor, '/this-week', contextOptions(390, 'light'))
  await page.getByText('You were in school for 16 half days more').waitFor()
  expect(await overflow(page)).toEqual([])
  await page.getByRole('button', { name: 'Done: I have given 9A its week' }).click()
  await page.getByText('Given by Tess Tutor').waitFor()
  await page.setViewportSize({ width: 1440, height: 900 })
  expect([...(await axeFindings(page)), ...(await overflow(page))]).toEqual([])

  await page.goto(`${at.url}/schools/${at.school.id}/praise`)
  await page.getByRole('button', { name: 'Praise Ada Adler00' }).first().click()
  await page.getByLabel('What the child says about it').fill('I set two alarms')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Praise', exact: true }).click()
  await page.getByRole('cell', { name: 'I set two alarms' }).waitFor()
  await quiet(page)
  expect(await page.getByRole('button', { name: 'Praise Ada Adler00' }).count()).toBe(0)
})
