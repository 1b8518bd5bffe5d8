import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { PupilId } from '../src/kernel/ids.ts'
import type { Moment } from '../src/kernel/time-of-day.ts'
import { openRegister } from '../src/register/contract.ts'
import { showRollCall } from '../src/site/contract.ts'
import type { TestPerson } from '../src/testing/builders.ts'
import { atScreen, registerParams } from '../src/testing/register-school.ts'
import { launchBrowser } from './browser.ts'
import { axeFindings, contextOptions, overflow } from './look.ts'
import { type SchoolServer, startSchool } from './school-server.ts'

let browser: Browser
let at: SchoolServer
let tablet: TestPerson
let pam: TestPerson

beforeAll(async () => {
  browser = await launchBrowser()
  at = await startSchool(browser, { families: true, offline: true })
  const { place } = at.school
  tablet = await at.server.person({ name: 'Entrance tablet', role: 'kiosk', position: 'Kiosk', school: place })
  pam = await at.server.person({ name: 'Pam Pastoral', role: 'pastoral', position: 'Head of Year', school: place })
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

const [ADA, BEN, CLEO] = [0, 1, 2]
const pupil = (place: number) => at.school.pupils.nineA[place] as PupilId
const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()
const marks = async () => {
  const params = registerParams(at.school)
  const { lines } = (await at.server.as(at.school.officer)(openRegister, { params })).json()
  return lines.map((line: { mark: { code: string } | null }) => line.mark?.code ?? '.').join('')
}
const PHONE = contextOptions(390, 'dark')
const clean = async (page: Page) => expect([...(await axeFindings(page)), ...(await overflow(page))]).toEqual([])

describe('coming late', () => {
  test('a pupil signs in on the tablet, which shows nobody for two letters and is blank again after', async () => {
    at.server.clock.moveTo('2026-11-23T08:42:00.000Z' as Moment)
    const page = await at.open(tablet, '')
    const kiosk = page.getByRole('dialog', { name: 'Late? Sign in here' })
    await kiosk.getByLabel('Your name').fill('ad 9a')
    await said(page, 'Type at least three letters of your name.')
    expect(await kiosk.getByRole('listitem').count()).toBe(0)
    await kiosk.getByLabel('Your name').fill('ada 9a')
    await page.getByRole('button', { name: 'Ada Adler00' }).click()
    await clean(page)
    await page.getByRole('button', { name: 'Bus, train or traffic' }).click()
    await said(page, 'Thank you, Ada. You are signed in at 08:42.')
    await page.getByRole('button', { name: 'Next person' }).click()
    expect(await kiosk.getByLabel('Your name').inputValue()).toBe('')
    expect(await marks()).toBe('L.....')
  })

  test('staff at the gate sign in with one press, and take a slip back', async () => {
    const page = await at.open(at.school.reception, '/late-gate', PHONE)
    await page.getByRole('button', { name: 'Begin a check' }).click()
    await page.getByRole('button', { name: 'Overslept' }).click()
    await page
      .getByRole('list', { name: 'Not in yet' })
      .getByRole('button', { name: /Ben Adler01.*9A/ })
      .click()
    await said(page, /Ben Adler01. Late: L/)
    await page.getByLabel('Find a pupil').fill('cleo')
    await page
      .getByRole('list', { name: 'Found' })
      .getByRole('button', { name: /Cleo Adler02.*9A/ })
      .click()
    await said(page, /Cleo Adler02. Late: L/)
    expect(await marks()).toBe('LLL...')
    await clean(page)
    await page.getByRole('button', { name: 'Undo: Cleo Adler02' }).click()
    await said(page, 'Undone. The mark is as it was before.')
    expect(await marks()).toBe('LL....')
    await said(page, '1 has come')
  })
})

describe('on site', () => {
  test('who is missing from a lesson is looked for, has left, and the family is told; the mark stays', async () => {
    await atScreen(at.server, at.school, at.school.tutor).save({}, { rest: 'present', complete: true })
    at.server.clock.moveTo('2026-11-23T09:40:00.000Z' as Moment)
    const page = await at.open(pam, '/spot-checks/new')
    await page.getByLabel(/Which lesson/).fill('French, room 12')
    await page.getByRole('button', { name: /Cleo Adler02/ }).click()
    await page.getByRole('button', { name: 'Look for 1 pupil' }).click()
    const card = page.getByRole('article', { name: 'Cleo Adler02' })
    await card.getByText('15 minutes left to find them.').waitFor()
    await clean(page)
    await card.getByRole('button', { name: 'Left the site' }).click()
    await page.getByLabel('Where they were last seen').fill('Gap in the fence')
    await page.getByRole('button', { name: 'Write it down' }).click()
    await card.getByRole('button', { name: 'Tell the family' }).click()
    await page.getByRole('button', { name: 'Send it' }).click()
    await card.getByText(/Family told: Text message, Mara Adler02/).waitFor()
    await card.getByRole('button', { name: 'Hand over the search' }).waitFor()
    expect(await marks()).toBe('LL////')
  })

  test('the assembly point is counted without a network, also after the page is loaded again, and sent later', async () => {
    const page = await at.open(at.school.tutor, '/on-site?count=all', PHONE)
    await page.evaluate(`(async () => {
      const wait = () => new Promise((go) => setTimeout(go, 100))
      while (navigator.serviceWorker.controller === null) await wait()
      while (!(await indexedDB.databases()).some(({ name }) => name === 'firstbell-on-site')) await wait()
    })()`)
    await said(page, '5 not accounted for yet')
    await said(page, /Away: Cleo Adler02 \(left/)
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'Ada Adler00' }).click()
    await said(page, '4 not accounted for yet')
    await page.reload()
    await said(page, /This list was kept on the device at 09:4/)
    await page.getByRole('button', { name: 'Ben Adler01' }).click()
    await said(page, '3 not accounted for yet')
    await clean(page)
    const counted = async () =>
      (await at.server.as(at.school.officer)(showRollCall, { params: { schoolId: at.school.id } }))
        .json()
        .accounted.map(({ pupilId }: { pupilId: string }) => pupilId)
    expect(await counted()).toEqual([])
    await page.context().setOffline(false)
    await expect
      .poll(
        async () => {
          await page.evaluate(`window.dispatchEvent(new Event('focus'))`)
          return (await counted()).toSorted()
        },
        { timeout: 30_000, interval: 500 },
      )
      .toEqual([pupil(ADA), pupil(BEN)].toSorted())
    expect(await marks()).toBe('LL////')
    expect(await counted()).not.toContain(pupil(CLEO))
  })
})
