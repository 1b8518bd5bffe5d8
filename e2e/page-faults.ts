import type { Page } from 'playwright-core'
import { axeFindings, overflow } from './look.ts'
import { quiet } from './quiet.ts'

const DRAWN = 'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))'

/** What axe finds on the page as it stands, and where it scrolls sideways: at a desk in dark colours and on a phone in light ones. */
async function atBothWidths(page: Page): Promise<readonly string[]> {
  const found: string[] = []
  for (const [width, height, colorScheme] of [
    [1440, 900, 'dark'],
    [390, 844, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme })
    await page.evaluate(DRAWN)
    await quiet(page)
    const faults = [...(await axeFindings(page)), ...(await overflow(page))]
    found.push(...faults.map((fault) => `${width} px, ${colorScheme}: ${fault}`))
  }
  return found
}

/**
 * Opens one page after the other, loading each once. A page that says nothing is no page: each must have its heading.
 * @param urls where to go; @returns every fault with the page it is on
 */
export async function pageFaults(page: Page, urls: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const url of urls) {
    await page.goto(url)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await quiet(page)
    found.push(...(await atBothWidths(page)).map((fault) => `${new URL(url).pathname}: ${fault}`))
  }
  return found
}
