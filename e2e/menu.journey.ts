import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../src/identity/contract.ts'
import type { Moment } from '../src/kernel/time-of-day.ts'
import { run } from '../src/platform/database/database.ts'
import type { TestPlace } from '../src/testing/builders.ts'
import { launchBrowser } from './browser.ts'
import { overflow } from './look.ts'
import { quiet } from './quiet.ts'
import { type SchoolServer, startSchool } from './school-server.ts'

// Every link that somebody is offered, in the menu and on the pages behind it, must open for them and ask for nothing that
// the server refuses; and no page of theirs scrolls sideways on a phone.

let browser: Browser
let at: SchoolServer
let above: { readonly trust: TestPlace; readonly authority: TestPlace }

beforeAll(async () => {
  browser = await launchBrowser()
  at = await startSchool(browser)
  at.server.clock.moveTo('2026-11-23T08:40:00.000Z' as Moment)
  above = { trust: await at.server.trust(), authority: await at.server.authority() }
  await at.server.database.asSystem((tx) =>
    run(
      tx,
      sql`update identity.place set trust_id = ${above.trust.id}, authority_id = ${above.authority.id} where id = ${at.school.id}`,
    ),
  )
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

/** Pages alike but for whose they are count as one: the first of each kind is enough. */
const kindOf = (path: string) => path.replace(/[?#].*/, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*')

async function linksOn(page: Page): Promise<readonly string[]> {
  const paths = await page
    .locator('a[href^="/"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
  return paths.filter((path) => !path.startsWith('/api/') && path !== '/docs')
}

const PHONE = { width: 390, height: 844 }

/** Where the page, as it is on a phone, scrolls sideways. */
async function sideways(page: Page): Promise<readonly string[]> {
  const found = await overflow(page)
  return found.map((words) => `${kindOf(new URL(page.url()).pathname)}: ${words}`)
}

/** Goes to a page as a press on its link does: the app is there already, so that only the page itself is loaded. */
async function turnTo(page: Page, path: string): Promise<void> {
  await page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`)
  await quiet(page)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}

interface Followed {
  /** Every address that was refused, and where. */
  readonly refused: readonly string[]
  /** Every page that scrolls sideways at 390 px. */
  readonly wide: readonly string[]
  readonly seen: readonly string[]
}

/**
 * Follows what is offered from the first page on, two steps deep: the menu as it is at a desk, and from there on each page on a
 * phone, drawn once.
 */
async function follow(page: Page): Promise<Followed> {
  const refused: string[] = []
  const wide: string[] = []
  page.on('response', (answer) => {
    if (answer.status() === 403) refused.push(`${kindOf(new URL(page.url()).pathname)}: ${kindOf(answer.url())}`)
  })
  const seen = new Set<string>()
  await quiet(page)
  let next: readonly string[] = [new URL(page.url()).pathname, ...(await linksOn(page))]
  await page.setViewportSize(PHONE)
  for (let step = 0; step < 2; step += 1) {
    const offered: string[] = []
    for (const path of next) {
      if (seen.has(kindOf(path))) continue
      seen.add(kindOf(path))
      await turnTo(page, path)
      if (await page.getByRole('heading', { name: 'You cannot see this page' }).count())
        refused.push(`${kindOf(path)}: the page itself`)
      offered.push(...(await linksOn(page)))
      wide.push(...(await sideways(page)))
    }
    next = offered
  }
  return { refused: [...new Set(refused)], wide, seen: [...seen] }
}

const PLACES: Partial<Record<Role, 'trust' | 'authority'>> = {
  trustee: 'trust',
  'trust-officer': 'trust',
  'authority-officer': 'authority',
}
const ROLES: readonly Role[] = [
  'governor',
  'trustee',
  'authority-officer',
  'trust-officer',
  'teacher',
  'attendance-officer',
  'head',
  'reception',
  'senco',
  'dsl',
  'school-admin',
]

describe('what is offered to', () => {
  test.each(ROLES)('%s opens, all of it, and fits a phone', async (role) => {
    const kind = PLACES[role]
    const person = await at.server.person({ role, place: kind === undefined ? at.school.place : above[kind] })
    const { refused, wide, seen } = await follow(await at.open(person, ''))
    expect(refused).toEqual([])
    expect(wide).toEqual([])
    expect(seen.length).toBeGreaterThan(2)
  })
})
