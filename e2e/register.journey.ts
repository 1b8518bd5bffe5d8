import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../src/kernel/day.ts'
import type { PupilId } from '../src/kernel/ids.ts'
import type { Half } from '../src/kernel/session.ts'
import type { Moment } from '../src/kernel/time-of-day.ts'
import { atScreen } from '../src/testing/register-school.ts'
import { MORNING } from '../src/testing/test-server.ts'
import { launchBrowser } from './browser.ts'
import { axeFindings, contextOptions, overflow } from './look.ts'
import { type SchoolServer, startSchool } from './school-server.ts'

let browser: Browser
let at: SchoolServer

beforeAll(async () => {
  browser = await launchBrowser()
  at = await startSchool(browser, { offline: true, pupilsInGroup: 35 })
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
const pupil = (place: number) => at.school.pupils.nineA[place] as PupilId
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()

/** Until the app itself is on the device, as it is after a first visit of a few seconds. */
const keptForOffline = (page: Page) =>
  page.evaluate(`(async () => {
    const wait = () => new Promise((go) => setTimeout(go, 100))
    while (navigator.serviceWorker.controller === null) await wait()
    while (!(await indexedDB.databases()).some(({ name }) => name === 'firstbell-registers')) await wait()
  })()`)

/** How many saves the device still keeps. */
const keptSaves = (page: Page) =>
  page.evaluate(`new Promise((answer) => {
    const open = indexedDB.open('firstbell-registers')
    open.onsuccess = () => {
      const count = open.result.transaction('unsent').objectStore('unsent').count()
      count.onsuccess = () => answer(count.result)
    }
  })`)

describe('taking a register', () => {
  test('goes by keyboard alone, from the first blank cell to the save', async () => {
    at.server.clock.moveTo(MORNING)
    const page = await at.open(at.school.tutor, path('2026-11-23', 'AM'))
    await page.getByRole('grid').waitFor()
    await press(page, 'n', ' ', 'l', '7', 'Enter')
    for (let place = 3; place < 35; place += 1) await page.keyboard.press('Space')
    await press(page, 'Space', 'Control+Enter')
    await said(page, /Saved at 08:4/)
    expect(await marks('2026-11-23', 'AM')).toBe(`N/L${'/'.repeat(32)}`)
    const register = await registerOf('2026-11-23', 'AM')
    expect(register.state).toBe('taken')
    expect(register.lines[2]?.mark?.details).toEqual({ arrival_time: '08:37' })
  })

  test('can be undone where marks replaced others', async () => {
    const page = await at.open(at.school.tutor, path('2026-11-23', 'AM'))
    await page.getByRole('grid').waitFor()
    await press(page, 'ArrowDown', 'n', 'Control+Enter')
    await page.getByRole('button', { name: 'Undo' }).click()
    await said(page, '1 mark is as before')
    expect((await marks('2026-11-23', 'AM')).slice(0, 3)).toBe('N/L')
  })

  test('can be undone where marks were the first: the blanks are back, and nobody has taken it', async () => {
    at.server.clock.moveTo('2026-11-23T13:02:00.000Z' as Moment)
    const page = await at.open(at.school.tutor, path('2026-11-23', 'PM'))
    await page.getByRole('grid').waitFor()
    await press(page, 'n')
    await page.getByRole('button', { name: 'Mark the rest present' }).first().click()
    await press(page, 'Control+Enter')
    await page.getByRole('button', { name: 'Undo' }).click()
    await said(page, 'Undone: 35 marks are as before')
    await said(page, 'Nobody has taken it yet')
    expect(await marks('2026-11-23', 'PM')).toBe('.'.repeat(35))
    expect((await registerOf('2026-11-23', 'PM')).state).toBe('not-taken')
    await press(page, 'l', 'Enter', 'Control+Enter')
    await said(page, /Saved at 13:0/)
    expect((await marks('2026-11-23', 'PM')).slice(0, 2)).toBe('L.')
  })

  test('draws a key press within 50 ms with 35 pupils', async () => {
    at.server.clock.moveTo('2026-11-24T08:32:00.000Z' as Moment)
    const page = await at.open(at.school.tutor, path('2026-11-24', 'AM'))
    await page.getByRole('grid').waitFor()
    const times = (await page.evaluate(`(async () => {
      const times = []
      for (let n = 0; n < 34; n += 1) {
        const began = performance.now()
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true, cancelable: true }))
        await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0)))
        times.push(performance.now() - began)
      }
      return times
    })()`)) as number[]
    const sorted = times.toSorted((one, other) => one - other)
    console.log(`key to paint, 35 pupils: median ${sorted[17]?.toFixed(1)} ms, worst ${sorted.at(-1)?.toFixed(1)} ms`)
    expect(await page.getByText('34 marks are not saved yet').count()).toBe(1)
  })

  test('asks before going away from marks that are not saved', async () => {
    const page = await at.open(at.school.tutor, path('2026-11-24', 'AM'))
    await page.getByRole('grid').waitFor()
    await press(page, 'n')
    await page.getByRole('link', { name: 'Afternoon' }).click()
    await page.getByRole('dialog', { name: 'This register is not saved' }).waitFor()
    await page.getByRole('button', { name: 'Stay here' }).click()
    await said(page, '1 mark is not saved yet')
  })

  test('works by thumb at 390 px: late in so many minutes, absent, the rest present', async () => {
    const page = await at.open(at.school.tutor, path('2026-11-24', 'AM'), contextOptions(390, 'light'))
    await page.getByRole('grid').waitFor()
    await page.getByRole('button', { name: 'Absent: Ben Adler01' }).click()
    await page.getByRole('button', { name: 'Late: Cleo Adler02' }).click()
    await page.getByRole('button', { name: '10 minutes late' }).click()
    await page.getByRole('button', { name: 'Mark the rest present' }).first().click()
    await page.getByRole('button', { name: /^Save/ }).click()
    await said(page, /Saved at 08:3/)
    expect(await marks('2026-11-24', 'AM')).toBe(`/NL${'/'.repeat(32)}`)
  })

  test('takes seven key presses where one of 35 is absent, and the buttons keep the focus', async () => {
    at.server.clock.moveTo('2026-11-26T08:32:00.000Z' as Moment)
    const page = await at.open(at.school.tutor, path('2026-11-26', 'AM'))
    await page.getByRole('grid').waitFor()
    await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'n', 'Shift+Space', 'Control+Enter')
    await said(page, /Saved at 08:3/)
    expect(await marks('2026-11-26', 'AM')).toBe(`////N${'/'.repeat(30)}`)
    const save = page.getByRole('button', { name: 'Save the register' })
    await press(page, 'Backspace', 'n')
    await save.press('Enter')
    await said(page, /Saved at 08:3/)
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Save the register')
  })
})

describe('without a network', () => {
  test('a register opens, is taken, kept over a reload, and sends itself when the network is back', async () => {
    at.server.clock.moveTo('2026-11-24T13:02:00.000Z' as Moment)
    const page = await at.open(at.school.tutor, path('2026-11-24', 'PM'))
    await page.getByRole('grid').waitFor()
    await keptForOffline(page)
    await page.context().setOffline(true)
    await page.reload()
    await page.getByRole('grid').waitFor()
    await said(page, 'kept on this device')
    await press(page, 'n')
    await page.getByRole('button', { name: 'Mark the rest present' }).first().click()
    await press(page, 'Control+Enter')
    await said(page, /Kept on this device/)
    await page.reload()
    await page.getByRole('button', { name: /Ada Adler00: N/ }).waitFor()
    expect(await marks('2026-11-24', 'PM')).toBe('.'.repeat(35))
    await page.context().setOffline(false)
    await said(page, 'Saved by Tess Tutor')
    expect(await marks('2026-11-24', 'PM')).toBe(`N${'\\'.repeat(34)}`)
    expect(await page.getByText('1 register is kept on this device').count()).toBe(0)
  })

  test('a save that was kept and undone is dropped: nothing of it is ever sent', async () => {
    at.server.clock.moveTo('2026-11-23T13:03:00.000Z' as Moment)
    const page = await at.open(at.school.tutor, path('2026-11-23', 'PM'))
    await page.getByRole('grid').waitFor()
    await keptForOffline(page)
    await page.context().setOffline(true)
    await press(page, 'n', 'Control+Enter')
    await said(page, /Kept on this device/)
    await page.getByRole('button', { name: 'Undo' }).click()
    await said(page, 'Undone: 1 mark is as before')
    await page.getByRole('button', { name: /Ben Adler01: no mark/ }).waitFor()
    expect(await keptSaves(page)).toBe(0)
    await page.context().setOffline(false)
    await said(page, 'Saved by Tess Tutor')
    expect((await marks('2026-11-23', 'PM')).slice(0, 2)).toBe('L.')
  })

  test('a mark that the office made meanwhile is never overwritten: it becomes a proposal, mark by mark', async () => {
    at.server.clock.moveTo('2026-11-25T08:32:00.000Z' as Moment)
    const page = await at.open(at.school.tutor, path('2026-11-25', 'AM'))
    await page.getByRole('grid').waitFor()
    await keptForOffline(page)
    await page.context().setOffline(true)
    await page.getByRole('grid').waitFor()
    await press(page, 'n', 'n')
    await page.getByRole('button', { name: 'Mark the rest present' }).first().click()
    await press(page, 'Control+Enter')
    await said(page, /Kept on this device/)
    const office = atScreen(at.server, at.school, at.school.officer)
    await office.save({ [pupil(0)]: 'L', [pupil(1)]: 'L' }, { day: day('2026-11-25') })
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Decide mark by mark' }).click()
    expect(await marks('2026-11-25', 'AM')).toBe(`LL${'.'.repeat(33)}`)
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('checkbox', { name: 'Use mine for Ben Adler01' }).check()
    await page.getByRole('button', { name: 'Use mine for 1, keep the others' }).click()
    await said(page, 'Saved by Tess Tutor')
    await said(page, 'Sent to the school')
    expect(await marks('2026-11-25', 'AM')).toBe(`LN${'/'.repeat(33)}`)
  })

  test('signing out warns of what has not been sent, and deletes it only when told to', async () => {
    at.server.clock.moveTo('2026-11-25T13:02:00.000Z' as Moment)
    const page = await at.open(at.school.tutor, path('2026-11-25', 'PM'))
    await page.getByRole('grid').waitFor()
    await keptForOffline(page)
    await page.context().setOffline(true)
    await press(page, 'n', 'Control+Enter')
    await said(page, /Kept on this device/)
    await page
      .getByRole('banner')
      .getByRole('button', { name: /Tess Tutor/ })
      .click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('dialog', { name: 'Registers on this device have not been sent' }).waitFor()
    await page.getByRole('button', { name: 'Stay signed in' }).last().click()
    expect(await keptSaves(page)).toBe(1)
    await said(page, '1 register is kept on this device')
    await page
      .getByRole('banner')
      .getByRole('button', { name: /Tess Tutor/ })
      .click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Delete and sign out' }).click()
    await expect.poll(() => keptSaves(page)).toBe(0)
  })
})

describe.each([
  [390, 'light'],
  [1440, 'dark'],
] as const)('at %i px in %s colours', (width, scheme) => {
  test('the register gives axe nothing to report and never scrolls sideways', async () => {
    at.server.clock.moveTo('2026-11-26T08:32:00.000Z' as Moment)
    const page = await at.open(at.school.officer, path('2026-11-26', 'AM'), contextOptions(width, scheme))
    await page.getByRole('grid').waitFor()
    await press(page, ' ', 'l', '5', 'Enter', 'n', 'l')
    expect(await axeFindings(page)).toEqual([])
    expect(await overflow(page)).toEqual([])
  })
})
