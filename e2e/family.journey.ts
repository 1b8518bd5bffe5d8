import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
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

/** A picture of one point, as a browser shows it. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

/** The officer looks at what the family sent, asks about one child, accepts the other, and then takes another way for the first. */
async function answerFromTheKeyboard(): Promise<void> {
  const page = await at.open(at.school.officer, '/absence-reports', contextOptions(1440, 'dark'))
  const dialog = page.getByRole('dialog')
  const closed = () => dialog.waitFor({ state: 'detached' })
  await page.getByRole('heading', { name: 'Waiting: 2' }).waitFor()
  await page.keyboard.press('e')
  await dialog.getByRole('button', { name: 'Look at appointment.png' }).press('Enter')
  await dialog.getByRole('img', { name: 'What the family sent: appointment.png' }).waitFor()
  await quiet(page)
  if (process.env.SHOT) await page.screenshot({ path: '/tmp/r2-evidence.png' })
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await closed()
  await page.keyboard.press('q')
  await dialog.getByLabel('Question').fill('Since when is she ill?')
  await dialog.getByRole('button', { name: 'Keep the question' }).press('Enter')
  await closed()
  // What waits for the family comes after what waits for the office: the other child is at hand.
  await page.getByText('Asked: Since when is she ill?').waitFor()
  await page.keyboard.press('a')
  await page.getByRole('heading', { name: 'Waiting: 1' }).waitFor()
  await page.keyboard.press('c')
  await dialog.getByRole('button', { name: 'Accept as I' }).press('Enter')
  await closed()
  await page.getByRole('heading', { name: 'Nothing waits' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  expect(await overflow(page)).toEqual([])
}

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
    const chosen = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose a picture or PDF with this report' }).click()
    await (await chosen).setFiles({ name: 'appointment.png', mimeType: 'image/png', buffer: PICTURE })
    await page.getByText('appointment.png goes with the report.').waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect(await overflow(page)).toEqual([])
    await page.getByRole('button', { name: 'Send to the school' }).click()
    await page.getByText('We have your report and will look at it.').first().waitFor()
    expect(performance.now() - begun).toBeLessThan(60_000)

    expect(await page.getByRole('button', { name: 'appointment.png' }).count()).toBe(2)

    await answerFromTheKeyboard()
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
