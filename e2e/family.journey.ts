import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { acceptReport, listReports } from '../src/absence/contract.ts'
import type { PupilId } from '../src/kernel/ids.ts'
import { familySchool } from '../src/testing/family-school.ts'
import { launchBrowser } from './browser.ts'
import { axeFindings, contextOptions, overflow } from './look.ts'
import { quiet, watch } from './quiet.ts'
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
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

describe('a parent with a phone', () => {
  test('signs in by a link, reports two children ill, and reads what became of it once the office has accepted', async () => {
    const school = await familySchool(at.server, at.school)
    const [ada, ben] = at.school.pupils.nineA as [PupilId, PupilId]
    const mother = await school.adult(ada)
    await school.alsoOf(ben, mother)
    const token = await school.invite(ada, mother)
    const context = await browser.newContext(contextOptions(390, 'light'))
    const page = await context.newPage()
    watch(page)

    await page.goto(`${at.url}/family/open#${token}`)
    await page.getByRole('button', { name: 'Open my family page' }).click()
    await page.getByRole('heading', { name: 'Ada Adler00' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect(await overflow(page)).toEqual([])

    const begun = performance.now()
    await page.getByRole('link', { name: 'Report an absence' }).click()
    await page.getByRole('checkbox', { name: /Ada Adler00/ }).check()
    await page.getByRole('checkbox', { name: /Ben Adler01/ }).check()
    await page.getByRole('radio', { name: 'Ill', exact: true }).check()
    await page.getByLabel('Until when?').selectOption('I do not know yet')
    expect(await axeFindings(page)).toEqual([])
    expect(await overflow(page)).toEqual([])
    await page.getByRole('button', { name: 'Send to the school' }).click()
    await page.getByText('We have your report and will look at it.').first().waitFor()
    expect(performance.now() - begun).toBeLessThan(60_000)

    const office = at.server.as(at.school.officer)
    const params = { schoolId: at.school.id }
    for (const { id, span, steps } of (await office(listReports, { params })).json().reports) {
      const body = { key: crypto.randomUUID(), seen: steps.length, code: 'I', ...span }
      expect((await office(acceptReport, { params: { ...params, reportId: id }, body })).statusCode).toBe(200)
    }
    await page.reload()
    await page
      .getByText(/We have recorded Monday 23 November 2026 as “Illness”/)
      .first()
      .waitFor()

    await page.getByRole('link', { name: 'Ada’s year' }).click()
    await page.getByRole('heading', { name: 'Monday 23 November 2026' }).waitFor()
    await quiet(page)
    expect(await axeFindings(page)).toEqual([])
    expect(await overflow(page)).toEqual([])
  })
})
