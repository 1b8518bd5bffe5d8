import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { axeFindings, contextOptions, overflow } from './look.ts'
import { type StaticWeb, serveStaticWeb } from './static-web.ts'

const RIVERSIDE = '3f1c2b74-9d55-4b1e-8a35-0c6c2f7a1d11'
const HILLSIDE = '8d0f7a52-3c64-4f0a-9a0e-5b7de1c94e02'

const ME = {
  signedIn: true,
  person: { id: 'c2a7f0f5-6f0b-4a55-8c58-3d8a2f1b9e10', name: 'Grace Bell', email: 'grace.bell@riverside.example' },
  schools: [
    school(RIVERSIDE, 'Riverside Lower Academy', 'Riverside'),
    school(HILLSIDE, 'Hillside Primary School', 'Hillside'),
  ],
  trusts: [],
  now: '2026-11-23T08:40:00.000Z',
  demo: true,
}

function school(id: string, name: string, shortName: string) {
  return {
    id,
    name,
    shortName,
    phase: 'secondary',
    position: 'Attendance officer',
    roles: ['attendance-officer'],
    may: {},
  }
}

let signedIn: StaticWeb
let signedOut: StaticWeb
let browser: Browser

beforeAll(async () => {
  signedIn = await serveStaticWeb(inject('web'), { '/api/me': ME, '/api/sign-out': {} })
  signedOut = await serveStaticWeb(inject('web'), {
    '/api/me': { ...ME, signedIn: false, person: undefined, schools: [] },
  })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await signedIn?.close()
  await signedOut?.close()
})

afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

async function open(path: string, options: BrowserContextOptions = contextOptions(1440, 'light')): Promise<Page> {
  const page = await (await browser.newContext({ serviceWorkers: 'block', ...options })).newPage()
  await page.goto(`${signedIn.url}${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

describe.each([
  [390, 'light'],
  [1440, 'dark'],
] as const)('the frame at %i px in %s colours', (width, scheme) => {
  test('gives axe nothing to report and never scrolls sideways', async () => {
    const page = await open(`/schools/${RIVERSIDE}/gallery`, contextOptions(width, scheme))
    expect(await axeFindings(page)).toEqual([])
    expect(await overflow(page)).toEqual([])
  })
})

test('the frame says which school, who, in what position, and that the clock is a demonstration’s', async () => {
  const page = await open(`/schools/${RIVERSIDE}/gallery`)
  const header = page.getByRole('banner')
  expect(await header.textContent()).toContain('Riverside Lower Academy')
  expect(await header.textContent()).toContain('Grace BellAttendance officer')
  expect(await page.getByRole('complementary', { name: 'Notices' }).textContent()).toContain(
    '08:40 on Monday 23 November 2026',
  )
  expect(await page.title()).toBe('Gallery · Firstbell')
})

test('the menu of a phone opens over the page as a dialog, without a banner of its own', async () => {
  const page = await open(`/schools/${RIVERSIDE}/gallery`, contextOptions(390, 'light'))
  await page.getByRole('button', { name: 'Menu', exact: true }).click()
  await page.getByRole('dialog', { name: 'Menu' }).waitFor()
  expect(await page.getByRole('banner').count()).toBe(1)
  expect(await axeFindings(page)).toEqual([])
})

test('a dialog over a page in the frame leaves the page its one banner', async () => {
  const page = await open(`/schools/${RIVERSIDE}/gallery`)
  await page.getByRole('button', { name: 'Change the mark' }).click()
  await page.getByRole('dialog', { name: 'Change the mark of Amira Khan' }).waitFor()
  expect(await page.getByRole('banner').count()).toBe(1)
  expect(await axeFindings(page)).toEqual([])
})

test('the first Tab stop skips to the page', async () => {
  const page = await open(`/schools/${RIVERSIDE}/gallery`)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(new URL(page.url()).hash).toBe('')
  expect(await page.evaluate('document.activeElement.id')).toBe('main')
})

test('an address that is no page says so, and focus and title go with the change of page', async () => {
  const page = await open(`/schools/${RIVERSIDE}/gallery`)
  await page.evaluate(
    `history.pushState({}, '', '/schools/${RIVERSIDE}/no-such-page'); dispatchEvent(new PopStateEvent('popstate'))`,
  )
  await page.getByRole('heading', { name: 'There is no page here' }).waitFor()
  expect(await page.title()).toBe('There is no page here · Firstbell')
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('There is no page here')
})

test('a school of somebody else’s is a page the caller cannot see', async () => {
  const page = await open('/schools/00000000-0000-4000-8000-000000000000/gallery')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('You cannot see this page')
})

test('one may change school from the header with the keyboard', async () => {
  const page = await open(`/schools/${RIVERSIDE}/gallery`)
  await page.keyboard.press('Tab')
  const button = page.getByRole('button', { name: 'Riverside Lower Academy' })
  await expect.poll(() => button.getAttribute('aria-haspopup')).toBe('menu')
  await button.press('Enter')
  await page.getByRole('menuitem', { name: 'Hillside Primary School' }).press('Enter')
  await page.waitForURL(`**/schools/${HILLSIDE}`)
})

test('signing out asks the server with the header that other sites cannot send', async () => {
  const page = await open(`/schools/${RIVERSIDE}/gallery`)
  await page.keyboard.press('Tab')
  const button = page.getByRole('button', { name: /Grace Bell/ })
  await expect.poll(() => button.getAttribute('aria-haspopup')).toBe('menu')
  await button.click()
  const asked = page.waitForRequest((request) => request.url().endsWith('/api/sign-out'))
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  expect((await asked).headers()['x-firstbell']).toBe('web')
})

test('a choice of colours is kept, and is there before the page is', async () => {
  const page = await open(`/schools/${RIVERSIDE}/gallery`)
  await page.getByRole('button', { name: 'Use dark colours' }).click()
  await page.reload({ waitUntil: 'commit' })
  await page.waitForSelector('#root', { state: 'attached' })
  expect(await page.evaluate('document.documentElement.dataset.mantineColorScheme')).toBe('dark')
})

test('whoever is not signed in is taken to sign in, and will come back to where they were going', async () => {
  const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage()
  await page.goto(`${signedOut.url}/schools/${RIVERSIDE}/gallery`)
  await page.waitForURL((url) => url.pathname === '/sign-in')
  expect(new URL(page.url()).searchParams.get('next')).toBe(`/schools/${RIVERSIDE}/gallery`)
})

test('without a network the app still opens, in its frame, and says what has to wait', async () => {
  const page = await open(`/schools/${RIVERSIDE}/gallery`, { ...contextOptions(390, 'light'), serviceWorkers: 'allow' })
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  await page.context().setOffline(true)
  await page.goto(`${signedIn.url}/schools/${RIVERSIDE}`)
  await page.getByText('No connection.').waitFor()
  expect(await page.getByRole('banner').isVisible()).toBe(true)
  await page.context().setOffline(false)
  await page.getByText('No connection.').waitFor({ state: 'hidden' })
})
