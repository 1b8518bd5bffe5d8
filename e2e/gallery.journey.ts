import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { axeFindings, contextOptions, overflow } from './look.ts'
import { type StaticWeb, serveStaticWeb } from './static-web.ts'

let web: StaticWeb
let browser: Browser

beforeAll(async () => {
  web = await serveStaticWeb(inject('web'))
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await web?.close()
})

async function openGallery(width: number, scheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const context = await browser.newContext(contextOptions(width, scheme))
  const page = await context.newPage()
  await page.goto(`${web.url}/gallery`)
  await page.getByRole('heading', { level: 1, name: 'Gallery' }).waitFor()
  return page
}

afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

describe.each([
  [320, 'light'],
  [390, 'dark'],
  [1440, 'light'],
] as const)('the gallery at %i px in %s colours', (width, scheme) => {
  test('gives axe nothing to report and never scrolls sideways', async () => {
    const page = await openGallery(width, scheme)
    expect(await axeFindings(page)).toEqual([])
    expect(await overflow(page)).toEqual([])
  })
})

test('what is wrong is found: a picture without words, and grey on grey', async () => {
  const page = await openGallery(1440)
  await page.setContent('<main><h1>One</h1><img src="data:,"><p style="color:#999;background:#888">Two</p></main>')
  const found = (await axeFindings(page)).map((finding) => finding.split(':')[0])
  expect(found).toEqual(expect.arrayContaining(['image-alt', 'color-contrast']))
})

test('the app asks no other host for anything and breaks none of the content security policy', async () => {
  const context = await browser.newContext(contextOptions(1440, 'light'))
  const page = await context.newPage()
  const strangers: string[] = []
  const said: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(web.url) && !/^(data|blob):/.test(request.url())) strangers.push(request.url())
  })
  page.on('console', (line) => {
    if (/content security policy/i.test(line.text())) said.push(line.text())
  })
  await page.goto(`${web.url}/gallery`, { waitUntil: 'networkidle' })
  await page.getByRole('button', { name: 'Change the mark' }).click()
  await page.getByRole('dialog').waitFor()
  expect(strangers).toEqual([])
  expect(said).toEqual([])
})

test('the strip of the year is walked with the arrow keys and says day, half and mark', async () => {
  const page = await openGallery(1440)
  const strip = page.getByRole('grid', { name: 'Attendance of Amira Khan in autumn 2026' })
  await strip.locator('[tabindex="0"]').focus()
  const said = () => page.evaluate('document.activeElement.getAttribute("aria-label")')
  expect(await said()).toContain('Monday 23 November 2026, afternoon: no mark yet')
  await page.keyboard.press('ArrowUp')
  expect(await said()).toMatch(/Monday 23 November 2026, morning: N, .*unauthorised absence/)
  await page.keyboard.press('ArrowLeft')
  expect(await said()).toContain('Monday 16 November 2026, morning: /')
  await page.keyboard.press('Home')
  expect(await said()).toContain('Wednesday 2 September 2026, morning: #')
})

test('on a phone the strip turns, and its arrow keys with it', async () => {
  const page = await openGallery(390)
  const strip = page.getByRole('grid', { name: 'Attendance of Amira Khan in autumn 2026' })
  await strip.locator('[tabindex="0"]').focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowUp')
  expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toContain(
    '16 November 2026, morning',
  )
})

test('a list is sorted from the keyboard and says how', async () => {
  const page = await openGallery(1440)
  const table = page.getByRole('table', { name: 'Absences without a reason' })
  await table.getByRole('button', { name: 'Group' }).press('Enter')
  const header = table.getByRole('columnheader', { name: 'Group' })
  expect(await header.getAttribute('aria-sort')).toBe('ascending')
  const groups = () => table.locator('tbody tr td:nth-child(2)').allTextContents()
  expect(await groups()).toEqual(['7A', '7A', '9C', '10B'])
  await table.getByRole('button', { name: 'Group' }).press('Enter')
  expect(await header.getAttribute('aria-sort')).toBe('descending')
  expect(await groups()).toEqual(['10B', '9C', '7A', '7A'])
})

test('on a phone the rows are cards, still a table to those who hear it, and can still be sorted', async () => {
  const page = await openGallery(390)
  const table = page.getByRole('table', { name: 'Absences without a reason' })
  expect(await table.getByRole('row').count()).toBe(5)
  await page.getByRole('combobox', { name: 'Order of Absences without a reason' }).selectOption('Group, downward')
  expect(await table.locator('tbody tr td:nth-child(2)').allTextContents()).toEqual(['10B', '9C', '7A', '7A'])
})

test('an error summary leads to the field at fault, and the field says what is wrong with it', async () => {
  const page = await openGallery(1440)
  await page.getByRole('link', { name: 'Give a last day that is not before the first.' }).click()
  const field = page.getByLabel('Last day')
  expect(await page.evaluate('document.activeElement.id')).toBe(await field.getAttribute('id'))
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  const described = await field.getAttribute('aria-describedby')
  expect(await page.locator(`[id="${described?.split(' ')[0]}"]`).textContent()).toContain('not before the first')
})

test('the day stands before the month, and the clock has 24 hours, in a browser set to American English too', async () => {
  const context = await browser.newContext({ ...contextOptions(1440, 'light'), locale: 'en-US' })
  const page = await context.newPage()
  await page.goto(`${web.url}/gallery`)
  const first = page.getByLabel('First day')
  expect(await first.inputValue()).toBe('01/12/2026')
  expect(await page.getByLabel('Arrives (optional)').inputValue()).toBe('08:52')
  await first.fill('4/2/27')
  await first.press('Tab')
  expect(await first.inputValue()).toBe('04/02/2027')
  await first.fill('11/23/2026')
  expect(await first.getAttribute('aria-invalid')).not.toBe('true')
  await first.press('Tab')
  expect(await first.inputValue()).toBe('11/23/2026')
  expect(await first.getAttribute('aria-invalid')).toBe('true')
  expect(await page.getByText('Write the day as day/month/year').isVisible()).toBe(true)
  expect(await axeFindings(page)).toEqual([])
})

test('a day may be chosen from the browser’s calendar, by pointer or with Alt and the down arrow', async () => {
  const page = await openGallery(1440)
  const first = page.getByLabel('First day')
  await page.evaluate(
    'window.shown = 0; HTMLInputElement.prototype.showPicker = function () { if (this.type === "date") window.shown += 1 }',
  )
  await first.fill('31/02/2027')
  await first.press('Alt+ArrowDown')
  await page.getByTitle('Choose from a calendar').first().click()
  expect(await page.evaluate('window.shown')).toBe(2)
  await page.locator('input[type="date"]').first().fill('2026-12-24', { force: true })
  expect(await first.inputValue()).toBe('24/12/2026')
  expect(await first.getAttribute('aria-invalid')).not.toBe('true')
})

test.each([390, 1440])(
  'an open dialog at %i px is no second banner of the page, and gives axe nothing',
  async (width) => {
    const page = await openGallery(width)
    for (const name of ['Why this figure?', 'Change the mark']) {
      await page.getByRole('button', { name }).click()
      await page.getByRole('dialog', { name }).waitFor()
      expect(await page.getByRole('banner').count()).toBe(0)
      expect(await axeFindings(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    }
  },
)

test('nothing is changed without a reason in words', async () => {
  const page = await openGallery(1440)
  await page.getByRole('button', { name: 'Change the mark' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change the mark of Amira Khan' })
  await dialog.getByRole('button', { name: 'Change the mark' }).click()
  expect(await dialog.getByText('Write the reason in a few words.').isVisible()).toBe(true)
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Parent rang' }).click()
  await dialog.getByRole('button', { name: 'Change the mark' }).click()
  await dialog.waitFor({ state: 'hidden' })
})

test('paper is black on white whatever the screen shows', async () => {
  const page = await openGallery(1440, 'dark')
  await page.emulateMedia({ media: 'print' })
  const colours = await page.evaluate(
    'const style = getComputedStyle(document.body); [style.backgroundColor, style.color]',
  )
  expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)'])
  expect(await page.getByRole('button', { name: 'Light colours' }).isVisible()).toBe(false)
})
