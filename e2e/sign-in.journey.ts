import type { AddressInfo } from 'node:net'
import * as OTPAuth from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { servePages } from '../src/main/pages.ts'
import type { TestPerson, TestPlace } from '../src/testing/builders.ts'
import { startTestServer, type TestServer } from '../src/testing/test-server.ts'
import { launchBrowser } from './browser.ts'
import { axeFindings, contextOptions } from './look.ts'

const PASSWORD = 'three brass bells at noon'

interface House {
  readonly server: TestServer
  readonly url: string
  readonly school: TestPlace
  readonly head: TestPerson
}

let browser: Browser
const houses: House[] = []

async function open(options: { demo?: boolean } = {}): Promise<House> {
  const server = await startTestServer(options)
  await servePages(server.app, inject('web'))
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  // Listening on TCP, its address has this shape; the others are for pipes.
  const { port } = server.app.server.address() as AddressInfo
  const school = await server.school({ name: 'Ashdown School' })
  const head = await server.person({ role: 'head', position: 'Headteacher', name: 'Una Price', school })
  const house = { server, url: `http://127.0.0.1:${port}`, school, head }
  houses.push(house)
  return house
}

beforeAll(async () => {
  browser = await launchBrowser()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  await browser?.close()
  for (const { server } of houses) await server.close()
})

async function pageOf(width = 1440, colours: 'light' | 'dark' = 'light'): Promise<Page> {
  return (await browser.newContext(contextOptions(width, colours))).newPage()
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor()

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

describe('a demonstration', () => {
  test('is entered with one click as anybody, and left again', async () => {
    const { url } = await open({ demo: true })
    const page = await pageOf(390, 'dark')
    await page.goto(url)
    await heading(page, 'Who would you like to be?')
    expect(await axeFindings(page)).toEqual([])
    await press(page, /Una Price/)
    await page.waitForURL(/\/schools\//)
    // The menu itself comes a moment after the page; until then the button only looks like it.
    await page
      .getByRole('button', { name: /Your account/ })
      .and(page.locator('[aria-haspopup]'))
      .click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await heading(page, 'Who would you like to be?')
  })
})

describe('a school', () => {
  test('adds a person, who chooses a password by the link, a second factor, and signs in with both', async () => {
    const { server, url, school, head } = await open()
    const page = await pageOf()
    const [name = '', ...value] = (await server.signIn(head)).split('=')
    await page.context().addCookies([{ name, value: value.join('='), url }])
    await page.goto(`${url}/schools/${school.id}/people`)
    await press(page, 'Add a person')
    await page.getByLabel('Name', { exact: true }).fill('Wren Okafor')
    await page.getByLabel('School e-mail address').fill('wren')
    await page.getByLabel('Position').fill('Tutor of 8B')
    await press(page, 'Add the person')
    await page.getByText('Give a whole e-mail address').first().waitFor()
    await page.getByLabel('School e-mail address').fill('wren@school.example')
    await press(page, 'Add the person')
    const link = new URL(await page.getByLabel('Link', { exact: true }).inputValue())
    expect(await axeFindings(page)).toEqual([])

    const wren = await pageOf(390)
    await wren.goto(`${url}${link.pathname}${link.hash}`)
    await heading(wren, 'Choose a password')
    await wren.getByLabel('New password').fill('short')
    await press(wren, 'Set the password')
    await wren.getByText('Use at least 12 characters').waitFor()
    await wren.getByLabel('New password').fill(PASSWORD)
    await press(wren, 'Set the password')
    await wren.getByRole('link', { name: 'Go to the sign-in page' }).click()
    await signIn(wren, 'wren@school.example', 'not the password')
    await wren.getByText('do not go together').waitFor()
    expect(await axeFindings(wren)).toEqual([])
    await signIn(wren, 'wren@school.example', PASSWORD)
    await wren.waitForURL(/\/schools\//)

    await wren.goto(`${url}/account`)
    await wren.getByLabel('Your password').fill(PASSWORD)
    await press(wren, 'Set up a second factor')
    const key = await wren.getByText('Key to type').locator('xpath=following-sibling::*').textContent()
    const totp = new OTPAuth.TOTP({ secret: OTPAuth.Secret.fromBase32((key ?? '').replaceAll(' ', '')) })
    expect(await axeFindings(wren)).toEqual([])
    await wren.getByLabel('Code from the app').fill(totp.generate())
    await press(wren, 'Switch it on')
    await wren.getByText('After your password you are asked').waitFor()

    const again = await pageOf()
    await again.goto(`${url}/account`)
    await signIn(again, 'wren@school.example', PASSWORD)
    await again.getByLabel('Code from your authenticator app').fill('000000')
    await press(again, 'Sign in')
    await again.getByText('That code is not right').waitFor()
    await again.getByLabel('Code from your authenticator app').fill(totp.generate())
    await press(again, 'Sign in')
    await heading(again, 'Your account')
  })

  test('goes only to its own pages after a sign-in, whatever a link asks for', async () => {
    const { server, url, head } = await open()
    const page = await pageOf()
    const [name = '', ...value] = (await server.signIn(head)).split('=')
    await page.context().addCookies([{ name, value: value.join('='), url }])
    await page.goto(`${url}/sign-in?next=${encodeURIComponent('//elsewhere.example/')}`)
    await page.waitForURL(/\/schools\//)
    expect(new URL(page.url()).origin).toBe(url)
  })

  test('ends a role and finds it in the trail', async () => {
    const { server, url, school, head } = await open()
    const tutor = await server.person({ role: 'teacher', position: 'Tutor of 7A', name: 'Kit Rowe', school })
    const page = await pageOf()
    const [name = '', ...value] = (await server.signIn(head)).split('=')
    await page.context().addCookies([{ name, value: value.join('='), url }])
    await page.goto(`${url}/schools/${school.id}/people/${tutor.id}`)
    await press(page, 'End “Teacher”')
    await press(page, 'End the role')
    await page.getByText('This person holds no role here').waitFor()
    await page.goto(`${url}/schools/${school.id}/audit`)
    await page.getByRole('cell', { name: 'Ended a role of a person' }).waitFor()
    await page
      .getByRole('row', { name: /Ended a role of a person/ })
      .getByRole('button', { name: 'Kit Rowe' })
      .click()
    await page.waitForURL(/subject=/)
    expect(await axeFindings(page)).toEqual([])
  })
})
