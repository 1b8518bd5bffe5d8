import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ImportWork, startImportWork } from '../src/interchange/index.ts'
import { day } from '../src/kernel/day.ts'
import { pupilsOnRoll } from '../src/roll/index.ts'
import { launchBrowser } from './browser.ts'
import { axeFindings, contextOptions, overflow } from './look.ts'
import { type SchoolServer, startSchool } from './school-server.ts'

let browser: Browser
let at: SchoolServer
let work: ImportWork

beforeAll(async () => {
  browser = await launchBrowser()
  at = await startSchool(browser)
  work = startImportWork({ database: at.server.database, clock: at.server.clock })
})
afterAll(async () => {
  await browser?.close()
  await work?.stop()
  await at?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

const HEADER = 'UPN,Legal forenames,Legal surname,Date of birth,Sex,Year group,Registration group,Starting day'
const ROWS = ['U999400020001,Ada,Okafor,4/2/2015,F,7,7Q,2026-09-03', ',Ben,Okafor,19/12/2013,M,9,9Q,2026-09-03']

async function choose(page: Page, name: string, content: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
}

async function fits(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([])
  expect(await overflow(page)).toEqual([])
}

const surnames = async () => {
  const of = { schoolId: at.school.id, day: day('2026-11-23') }
  const pupils = await at.server.database.inTenants([at.school.id], (tx) => pupilsOnRoll(tx, of))
  return pupils.filter(({ familyName }) => familyName === 'Okafor').map(({ preferredName }) => preferredName)
}

describe('importing a roster', () => {
  test('goes from a file to the roll: questions, preview, commit, result', async () => {
    const page = await at.open(at.school.officer, '/roster-import', contextOptions(390, 'light'))
    await page.getByRole('heading', { name: 'Start an import' }).waitFor()
    await fits(page)
    await choose(page, 'new pupils.csv', [HEADER, ...ROWS].join('\n'))
    await page.getByRole('button', { name: 'Read 1 file' }).click()
    await page.getByRole('heading', { name: 'In which order are the dates written?' }).waitFor()
    expect(await page.getByText('Cannot be right for 1 date, such as 19/12/2013: line 3').count()).toBe(1)
    await fits(page)
    await page.getByLabel('Day first: 4/2 is 4 February').check()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('2 pupils will be added: all of it or nothing.').waitFor()
    await fits(page)
    expect(await surnames()).toEqual([])
    const looked = page.getByLabel(/I have looked at/)
    if ((await looked.count()) > 0) await looked.check()
    await page.getByRole('button', { name: 'Commit the import' }).click()
    await page.getByText('Added 2 pupils.').waitFor()
    await fits(page)
    await page.getByRole('link', { name: 'Go to the pupils' }).waitFor()
    expect(await surnames()).toEqual(['Ada', 'Ben'])
  })

  test('shows what must be put right, and cannot be committed until it is', async () => {
    const page = await at.open(at.school.officer, '/roster-import', contextOptions(1440, 'dark'))
    await page.getByRole('heading', { name: 'Start an import' }).waitFor()
    await choose(page, 'slips.csv', [HEADER, 'A999400020001,Cai,Price,2015-02-31,F,7,7Q,2026-09-03'].join('\n'))
    await page.getByRole('button', { name: 'Read 1 file' }).click()
    await page.getByText('There is no such day as "2015-02-31".').waitFor()
    await page.getByText('The check letter does not match').waitFor()
    expect(await page.getByRole('button', { name: 'Commit the import' }).isDisabled()).toBe(true)
    await fits(page)
    await page.getByRole('button', { name: 'Discard this import' }).click()
    await page.getByRole('button', { name: 'Discard', exact: true }).click()
    await page.getByText('Discarded. Nothing was changed.').waitFor()
  })

  test('says at once why a file is not taken', async () => {
    const page = await at.open(at.school.officer, '/roster-import')
    await page.getByRole('heading', { name: 'Start an import' }).waitFor()
    await choose(page, 'empty.csv', '')
    await page.getByText('"empty.csv" is empty (0 bytes).').waitFor()
    await fits(page)
  })
})
