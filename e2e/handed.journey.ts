import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../src/kernel/day.ts'
import type { PupilId } from '../src/kernel/ids.ts'
import type { Half } from '../src/kernel/session.ts'
import type { Moment } from '../src/kernel/time-of-day.ts'
import { closeDueRegisters } from '../src/register/index.ts'
import { atScreen } from '../src/testing/register-school.ts'
import { launchBrowser } from './browser.ts'
import { axeFindings, contextOptions, overflow } from './look.ts'
import { type SchoolServer, startSchool } from './school-server.ts'

let browser: Browser
let at: SchoolServer

beforeAll(async () => {
  browser = await launchBrowser()
  at = await startSchool(browser, { offline: true })
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

const path = (on: string, half: Half) => `/register/${at.school.groups.nineA}/${on}/${half}`
const registerOf = (on: string, half: Half) =>
  atScreen(at.server, at.school, at.school.officer).open({ day: day(on), half })
const marks = async (on: string, half: Half) =>
  (await registerOf(on, half)).lines.map(({ mark }) => mark?.code ?? '.').join('')
const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()
const moveTo = (time: string) => at.server.clock.moveTo(time as Moment)

/** How many saves the device still keeps. */
const keptSaves = (page: Page) =>
  page.evaluate(`new Promise((answer) => {
    const open = indexedDB.open('firstbell-registers')
    open.onsuccess = () => {
      const count = open.result.transaction('unsent').objectStore('unsent').count()
      count.onsuccess = () => answer(count.result)
    }
  })`)

/** Until the app itself is on the device, as it is after a first visit of a few seconds. */
const keptForOffline = (page: Page) =>
  page.evaluate(`(async () => {
    const wait = () => new Promise((go) => setTimeout(go, 100))
    while (navigator.serviceWorker.controller === null) await wait()
    while (!(await indexedDB.databases()).some(({ name }) => name === 'firstbell-registers')) await wait()
  })()`)

/** The person comes back to the page until nothing waits on the device; each time it tries to send. */
const sentAway = (page: Page) =>
  expect
    .poll(
      async () => {
        await page.evaluate(`window.dispatchEvent(new Event('focus'))`)
        return keptSaves(page)
      },
      { timeout: 60_000, interval: 1000 },
    )
    .toBe(0)

/** By how many pixels the words of Undo, with its seconds, do not fit into it. */
const UNDO_CUT = `(() => {
  const undo = [...document.querySelectorAll('button')].find((button) => button.textContent.startsWith('Undo'))
  const words = undo.querySelector('.mantine-Button-label')
  return Math.max(0, words.scrollWidth - words.clientWidth)
})()`

/** Opens a register, cuts the network, marks the first pupil absent and the rest present, and saves on the device. */
async function takeOffline(on: string, half: Half): Promise<Page> {
  const page = await at.open(at.school.tutor, path(on, half), contextOptions(390, 'light'))
  await page.getByRole('grid').waitFor()
  await keptForOffline(page)
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Absent: Ada Adler00' }).click()
  await page.getByRole('button', { name: 'Mark the rest present' }).first().click()
  await page.getByRole('button', { name: /^Save/ }).click()
  await said(page, /Kept on this device/)
  expect(await page.evaluate(UNDO_CUT)).toBe(0)
  expect(await keptSaves(page)).toBe(1)
  return page
}

describe('a register taken without a network and sent the next day', () => {
  test('is handed to the office by itself, and leaves the device only then', async () => {
    moveTo('2026-11-24T13:02:00.000Z')
    const page = await takeOffline('2026-11-24', 'PM')
    moveTo('2026-11-25T08:10:00.000Z')
    await page.route('**/hand-over', (route) => route.abort())
    await page.context().setOffline(false)
    await page.evaluate(`window.dispatchEvent(new Event('focus'))`)
    await said(page, '1 register is kept on this device')
    expect(await keptSaves(page)).toBe(1)
    await page.unroute('**/hand-over')
    await sentAway(page)
    await said(page, 'Handed to the office')
    expect(await marks('2026-11-24', 'PM')).toBe('......')
    await page.goto(`${at.url}/schools/${at.school.id}/kept-registers`)
    await said(page, 'With the office')
    expect(await axeFindings(page)).toEqual([])
  })

  test.each([
    [390, 'dark'],
    [1440, 'light'],
  ] as const)(
    'waits in the office’s monitor (%i px, %s), pupil by pupil beside the register',
    async (width, scheme) => {
      const page = await at.open(at.school.officer, '/registers', contextOptions(width, scheme))
      await said(page, '1 waits for you')
      expect(await axeFindings(page)).toEqual([])
      await page.getByRole('link', { name: /^9A, afternoon of Tuesday 24 November/ }).click()
      await said(page, 'Taken by Tess Tutor, Form tutor 9A, at 13:02')
      await page.getByRole('button', { name: 'Take over 6 marks' }).waitFor()
      expect(await axeFindings(page)).toEqual([])
      expect(await overflow(page)).toEqual([])
    },
  )

  test('is taken over in one act, but for the mark that the office keeps, and its teacher sees that', async () => {
    const office = atScreen(at.server, at.school, at.school.officer)
    await office.save({ [at.school.pupils.nineA[0] as PupilId]: 'I' }, { day: day('2026-11-24'), half: 'PM' })
    const page = await at.open(at.school.officer, '/registers')
    await page.getByRole('link', { name: /^9A, afternoon of Tuesday 24 November/ }).click()
    await page.getByRole('button', { name: 'Take over 5 marks' }).click()
    await said(page, '5 marks are entered.')
    expect(await marks('2026-11-24', 'PM')).toBe('I\\\\\\\\\\')
    expect((await registerOf('2026-11-24', 'PM')).lines[1]?.mark?.reason).toContain(
      'taken offline by Tess Tutor at 13:02',
    )
    expect(await page.getByText('waits for you').count()).toBe(0)
    const teacher = await at.open(at.school.tutor, '/kept-registers')
    await said(teacher, '5 marks entered by Olu Officer')
  })
})

describe('a register taken before its close and sent after it on the same day', () => {
  test('is handed over, proposed over what closing filled in, and can be set aside with the reason', async () => {
    moveTo('2026-11-25T08:40:00.000Z')
    const page = await takeOffline('2026-11-25', 'AM')
    const office = atScreen(at.server, at.school, at.school.officer)
    await office.save({ [at.school.pupils.nineA[1] as PupilId]: '/' }, { day: day('2026-11-25') })
    moveTo('2026-11-25T09:05:00.000Z')
    await closeDueRegisters(at.server.database, at.server.clock)
    expect(await marks('2026-11-25', 'AM')).toBe('N/NNNN')
    await page.context().setOffline(false)
    await sentAway(page)
    await said(page, 'Handed to the office')
    const desk = await at.open(at.school.officer, '/registers')
    await desk.getByRole('link', { name: /^9A, morning of Wednesday 25 November/ }).click()
    await desk.getByRole('button', { name: 'Take over 4 marks' }).waitFor()
    await said(desk, '2 marks say the same already')
    await desk.getByRole('button', { name: 'Set it aside' }).click()
    await desk.getByRole('textbox', { name: 'Reason' }).fill('The cover teacher took it on paper')
    await desk.getByRole('dialog').getByRole('button', { name: 'Set it aside' }).click()
    await desk.getByRole('heading', { name: 'Registers today' }).waitFor()
    expect(await marks('2026-11-25', 'AM')).toBe('N/NNNN')
    await page.goto(`${at.url}/schools/${at.school.id}/kept-registers`)
    await said(page, 'The cover teacher took it on paper')
  })
})

/** The server goes, and comes back on the same port, as when it is started again; no browser is told of either. */
const away = () => {
  at.server.app.server.close()
  at.server.app.server.closeAllConnections()
}
const back = () =>
  new Promise<void>((listening) =>
    at.server.app.server.listen(Number(new URL(at.url).port), '127.0.0.1', () => listening()),
  )

describe('a register taken while the server is being started again', () => {
  const lost = async (on: string) => {
    moveTo(`${on}T13:02:00.000Z`)
    const page = await at.open(at.school.tutor, path(on, 'PM'), contextOptions(390, 'light'))
    await page.getByRole('grid').waitFor()
    await keptForOffline(page)
    away()
    await page.getByRole('button', { name: 'Absent: Ada Adler00' }).click()
    await page.getByRole('button', { name: 'Mark the rest present' }).first().click()
    await page.getByRole('button', { name: /^Save/ }).click()
    await said(page, /Kept on this device/)
    return page
  }

  test('sends itself within 15 seconds of its return, without a word from the browser', async () => {
    const page = await lost('2026-11-23')
    try {
      expect(await keptSaves(page)).toBe(1)
      await page.waitForTimeout(4000)
    } finally {
      await back()
    }
    await expect.poll(() => keptSaves(page), { timeout: 16_000, interval: 250 }).toBe(0)
    await said(page, 'Sent to the school')
    expect(await marks('2026-11-23', 'PM')).toBe('N\\\\\\\\\\')
  })

  test('goes at once when “Send now” is pressed, which says so while there is no answer', async () => {
    const page = await lost('2026-11-26')
    try {
      await page.waitForTimeout(8000)
      await page.getByRole('button', { name: 'Send now' }).click()
      await said(page, 'No answer from the server yet')
    } finally {
      await back()
    }
    await page.getByRole('button', { name: 'Send now' }).click()
    await expect.poll(() => keptSaves(page), { timeout: 4000, interval: 200 }).toBe(0)
    expect(await marks('2026-11-26', 'PM')).toBe('N\\\\\\\\\\')
  })
})
