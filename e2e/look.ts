import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import axe, { type AxeResults, type RunOptions } from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'

const HELP = `node e2e/look.ts URL OUT_PREFIX [options]
Takes OUT_PREFIX-390-light.png, -390-dark, -1440-light and -1440-dark, runs axe on each and prints what it finds.

  --cookie NAME=VALUE  sent to the URL's host (may be repeated)
  --state FILE         Playwright storage state (cookies and storage of a sign-in)
  --press TEXT         press the button or link with this text first (may be repeated): a one-click demo sign-in
  --then URL           go here after pressing
  --wait TEXT          wait until this text is in the page
  --window             only what fits in the window, not the whole length
  --print              also OUT_PREFIX-print-from-light and -dark, .pdf and .png: paper must not care about the scheme
Exit code 1 where axe or the browser's console reports anything.`

const WIDTHS = [390, 1440] as const
const SCHEMES = ['light', 'dark'] as const

/** What axe is asked for. Violations alone: the passes of a page of ten thousand elements take ten times as long to carry over. */
const ASKED = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
} satisfies RunOptions

/** What axe finds against WCAG 2.2 AA, in one line for each place. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Half a megabyte, which stays in the page for as long as that is not loaded anew.
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe.source)
  const violations = (await page.evaluate(
    `axe.run(document, ${JSON.stringify(ASKED)}).then(({ violations }) => violations)`,
  )) as AxeResults['violations']
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`.trim()),
  )
}

/**
 * A context of one width and colour scheme, with motion off so that pictures do not depend on the moment. Without the service worker, which
 * would bring the whole app to each new context first; tests of what is kept for offline allow it.
 */
export function contextOptions(width: number, colorScheme: 'light' | 'dark') {
  return {
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme,
    reducedMotion: 'reduce' as const,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    serviceWorkers: 'block' as const,
  }
}

function readArguments() {
  return parseArgs({
    allowPositionals: true,
    options: {
      cookie: { type: 'string', multiple: true },
      state: { type: 'string' },
      press: { type: 'string', multiple: true },
      // biome-ignore lint/suspicious/noThenProperty: the name of a command line option
      then: { type: 'string' },
      wait: { type: 'string' },
      window: { type: 'boolean' },
      print: { type: 'boolean' },
    },
  })
}

type Wishes = ReturnType<typeof readArguments>['values']

async function arrive(page: Page, url: string, wishes: Wishes): Promise<void> {
  // Twice: our typeface is used only when it is there in time, and the first visit may still show a stand-in.
  await page.goto(url, { waitUntil: 'networkidle' })
  await page.goto(url)
  for (const text of wishes.press ?? []) {
    await page
      .getByRole('button', { name: text })
      .or(page.getByRole('link', { name: text }))
      .first()
      .click()
    await page.waitForLoadState('networkidle')
  }
  if (wishes.then !== undefined) await page.goto(new URL(wishes.then, url).href)
  await page.waitForLoadState('networkidle')
  if (wishes.wait !== undefined) await page.getByText(wishes.wait).first().waitFor()
  await settled(page)
}

/** Waits until our own typeface is what the page is drawn in, so that no picture shows a stand-in. @throws where it is not */
export async function settled(page: Page): Promise<void> {
  const drawn = 'document.fonts.ready.then(() => document.fonts.check(\'1rem "Atkinson Hyperlegible Next Variable"\'))'
  if (!(await page.evaluate(drawn))) throw new Error(`Our typeface is not there on ${page.url()}`)
}

async function addCookies(context: BrowserContext, url: string, wishes: Wishes): Promise<void> {
  const cookies = (wishes.cookie ?? []).map((pair) => {
    const [name = '', ...value] = pair.split('=')
    return { name, value: value.join('='), url: new URL(url).origin }
  })
  if (cookies.length > 0) await context.addCookies(cookies)
}

async function takePrint(page: Page, prefix: string): Promise<void> {
  await page.pdf({ path: `${prefix}.pdf`, format: 'A4', preferCSSPageSize: true })
  await page.setViewportSize({ width: 700, height: 990 })
  await page.emulateMedia({ media: 'print' })
  await page.screenshot({ path: `${prefix}.png`, fullPage: true })
}

async function look(): Promise<number> {
  const { values, positionals } = readArguments()
  const [url, prefix] = positionals
  if (url === undefined || prefix === undefined) {
    console.log(HELP)
    return 2
  }
  const browser = await launchBrowser()
  let faults = 0
  try {
    for (const width of WIDTHS) {
      for (const scheme of SCHEMES) {
        const context = await browser.newContext({
          ...contextOptions(width, scheme),
          ...(values.state === undefined ? {} : { storageState: JSON.parse(readFileSync(values.state, 'utf8')) }),
        })
        await addCookies(context, url, values)
        const page = await context.newPage()
        const said: string[] = []
        page.on('console', (line) => line.type() === 'error' && said.push(`console: ${line.text()}`))
        page.on('pageerror', (error) => said.push(`error: ${error.message}`))
        await arrive(page, url, values)
        const findings = [...said, ...(await axeFindings(page)), ...(await overflow(page))]
        await page.screenshot({ path: `${prefix}-${width}-${scheme}.png`, fullPage: !values.window })
        if (values.print && width === 1440) await takePrint(page, `${prefix}-print-from-${scheme}`)
        console.log(`${width} ${scheme}: ${page.url()} ${findings.length === 0 ? 'nothing to report' : ''}`)
        for (const finding of findings) console.log(`  ${finding}`)
        faults += findings.length
        await context.close()
      }
    }
  } finally {
    await browser.close()
  }
  return faults === 0 ? 0 : 1
}

/** A page that scrolls sideways is broken on a phone. */
export async function overflow(page: Page): Promise<string[]> {
  const [content, room] = (await page.evaluate(
    'const page = document.documentElement; [page.scrollWidth, page.clientWidth]',
  )) as [number, number]
  return content > room ? [`sideways: the page is ${content} px wide in a window of ${room} px`] : []
}

if (import.meta.main) process.exitCode = await look()
