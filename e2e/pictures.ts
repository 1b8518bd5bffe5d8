import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { contextOptions, settled } from './look.ts'

// The README's pictures, made from a running demonstration: node e2e/pictures.ts http://127.0.0.1:4310

const base = process.argv[2]
if (base === undefined) throw new Error('Give the address of a running demonstration, such as http://127.0.0.1:4310')
const folder = join(import.meta.dirname, '..', 'docs', 'pictures')
mkdirSync(folder, { recursive: true })

const browser = await launchBrowser()
try {
  await asPerson('Attendance Officer', async (page) => {
    await page.getByRole('link', { name: 'Registers', exact: true }).click()
    await page.getByRole('heading', { name: 'Registers today' }).waitFor()
    await page.reload({ waitUntil: 'networkidle' })
    await page.waitForTimeout(800)
    await take(page, 'monitor')
    await page.getByRole('link', { name: 'Pupils', exact: true }).click()
    await page.locator('table a').nth(6).click()
    await page.waitForTimeout(800)
    await page.reload({ waitUntil: 'networkidle' })
    await page.waitForTimeout(1_500)
    await take(page, 'pupil')
  })
  await asPerson('Form Tutor', async (page) => {
    await page
      .getByRole('link', { name: /Open|Take/ })
      .first()
      .click()
    await page.getByRole('grid').waitFor()
    await page.reload({ waitUntil: 'networkidle' })
    await page.getByRole('grid').waitFor()
    for (const key of ['Space', 'Space', 'n', 'Space', 'Space', 'Space']) await page.keyboard.press(key)
    await page.waitForTimeout(800)
    await take(page, 'register')
  })
} finally {
  await browser.close()
}

async function take(page: Page, name: string): Promise<void> {
  await settled(page)
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

async function asPerson(position: string, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext(contextOptions(1440, 'light'))
  const page = await context.newPage()
  // Twice, so that our typeface is in the picture.
  await page.goto(`${base}/`)
  await page.reload({ waitUntil: 'networkidle' })
  await page
    .getByRole('button', { name: new RegExp(position) })
    .first()
    .click()
  await page.getByRole('navigation').first().waitFor()
  await page.waitForTimeout(1_000)
  await look(page)
  await context.close()
}
