import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../src/kernel/day.ts'
import type { PupilId } from '../src/kernel/ids.ts'
import type { Moment } from '../src/kernel/time-of-day.ts'
import { markHistory } from '../src/register/contract.ts'
import { atScreen } from '../src/testing/register-school.ts'
import { launchBrowser } from './browser.ts'
import { axeFindings, overflow } from './look.ts'
import { pageFaults } from './page-faults.ts'
import { type SchoolServer, startSchool } from './school-server.ts'

let browser: Browser
let at: SchoolServer

const NINE = '2026-11-23T09:00:00.000Z' as Moment

beforeAll(async () => {
  browser = await launchBrowser()
  at = await startSchool(browser)
  at.server.clock.moveTo('2026-11-23T08:35:00.000Z' as Moment)
  await atScreen(at.server, at.school, at.school.tutor).save({ [ada()]: 'N' }, { rest: 'present', complete: true })
  at.server.clock.moveTo(NINE)
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

const ada = () => at.school.pupils.nineA[0] as PupilId
const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()
const history = async (pupilId: PupilId) => {
  const params = { schoolId: at.school.id, pupilId, day: '2026-11-23', half: 'AM' }
  const answer = await at.server.as(at.school.officer)(markHistory, { params })
  return answer.json().changes as { act: string; from: string | null; to: string; reason: string | null; by: object }[]
}

describe('the office', () => {
  test('finds a child in two key presses and signs them in late, knowing the mark before it is made', async () => {
    const page = await at.open(at.school.reception, '/late-desk')
    await page.getByLabel('Find a pupil').waitFor()
    await page.keyboard.type('aa')
    // Each group of this school has an Ada Adler00; ours is in 9A.
    await page.getByRole('option', { name: /Ada Adler00.*9A/ }).click()
    const desk = page.getByRole('form', { name: /Ada Adler00 at the desk/ })
    await desk.getByText(/After the register closed at 08:45: U, 30 minutes/).waitFor()
    await desk.getByRole('button', { name: 'Bus or train late' }).click()
    await desk.getByRole('button', { name: 'Sign in' }).click()
    await said(page, /Ada Adler00. The register closed at 08:45: U/)
    expect((await history(ada())).map(({ act, from, to }) => [act, from, to])).toEqual([
      ['taken', null, 'N'],
      ['signed-in', 'N', 'U'],
    ])
    await page
      .getByRole('list', { name: /At the desk/ })
      .getByText('came late')
      .waitFor()
  })

  test('amends a mark with the reason, and finds all five facts in its history', async () => {
    const page = await at.open(at.school.officer, `/pupils/${ada()}`)
    await page.getByRole('button', { name: 'Amend marks' }).click()
    await page.getByRole('button', { name: 'Amend this mark' }).click()
    await page.getByRole('button', { name: 'Change the mark' }).click()
    await said(page, 'Choose what the mark becomes.')
    await page.getByLabel('New mark').selectOption('I')
    await page.getByRole('textbox', { name: /Reason/ }).fill('A parent rang: ill since the night')
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Change the mark' }).click()
    await said(page, 'The mark is changed.')
    const last = (await history(ada())).at(-1)
    expect(last).toMatchObject({ act: 'amended', from: 'U', to: 'I', reason: 'A parent rang: ill since the night' })
    expect(last?.by).toEqual({ name: 'Olu Officer', position: 'Attendance officer' })
    await page
      .getByRole('grid')
      .getByRole('gridcell', { name: /morning: I/ })
      .click()
    await page.getByRole('dialog').getByText('A parent rang: ill since the night').first().waitFor()
    await page.getByRole('dialog').getByText('Olu Officer, Attendance officer').first().waitFor()
  })

  test('works through what is due by keyboard: puts off, hands over, and finds what has ended', async () => {
    const page = await at.open(at.school.officer, '/duties')
    const registers = page.getByRole('region', { name: 'Take the register' })
    const line = registers.getByRole('checkbox', { name: /Choose 9B, morning/ })
    await line.focus()
    await page.keyboard.press('Space')
    await said(page, '1 chosen')
    await page.getByRole('button', { name: 'Put off …' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: /Reason/ }).fill('Its tutor is on a course')
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Tab')
    await dialog.getByRole('button', { name: 'Put it off' }).press('Enter')
    // The register was due at 08:45, by regulation: whoever puts it off must say that they know.
    await dialog
      .getByText(/that clock goes on running/)
      .first()
      .waitFor()
    await dialog.getByRole('checkbox', { name: /I know that this goes beyond/ }).press('Space')
    await dialog.getByRole('button', { name: 'Put it off' }).press('Enter')
    await said(page, /Put off until tomorrow.*Its tutor is on a course.*beyond its due date/)
    await registers.getByRole('checkbox', { name: /Choose 7A, morning/ }).press('Space')
    await page.getByRole('button', { name: 'Hand over …' }).press('Enter')
    await dialog.getByLabel('To').selectOption({ label: 'Hana Head, Headteacher' })
    await dialog.getByRole('textbox', { name: /Reason/ }).fill('Stands at the gate today')
    await dialog.getByRole('button', { name: 'Hand over' }).press('Enter')
    await registers.getByText('7A, morning').waitFor({ state: 'detached' })
    // Ada's N has become I: the duty ended with it, and the list says so.
    const ended = page.getByRole('region', { name: 'Ended in the last week' })
    await ended
      .getByText(/Ada Adler00/)
      .first()
      .waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect(await overflow(page)).toEqual([])
    await page.goto(`${new URL(page.url()).origin}/schools/${at.school.id}/pupils/${ada()}`)
    await page.getByRole('region', { name: 'Duties open now' }).waitFor()
  })

  test('sees which registers are missing and reminds with one click', async () => {
    const page = await at.open(at.school.officer, '/registers')
    await page.getByRole('link', { name: '9B, morning' }).waitFor()
    expect(await page.getByRole('link', { name: '9A, morning' }).count()).toBe(0)
    await page.getByRole('button', { name: /of 9B/ }).click()
    await said(page, 'at 09:00')
  })

  test('changes several marks of a week and leaves those that stand unless told otherwise', async () => {
    const page = await at.open(at.school.officer, `/week?group=${at.school.groups.nineA}`)
    await page.getByRole('button', { name: /Ben Adler01, 23 Nov 2026 AM/ }).click()
    await page.getByRole('button', { name: /Cleo Adler02, 23 Nov 2026 AM/ }).click()
    await page.getByRole('button', { name: 'Amend them' }).click()
    expect(await page.getByRole('button', { name: 'Change 0 marks' }).isDisabled()).toBe(true)
    await page.getByRole('switch', { name: 'Also replace marks that stand' }).check()
    await page.getByLabel('New mark').selectOption('L')
    await page.getByRole('textbox', { name: /Reason/ }).fill('Both came at 8.40')
    await page.getByRole('button', { name: 'Change 2 marks' }).click()
    await said(page, '2 marks are changed.')
    const register = await atScreen(at.server, at.school, at.school.officer).open()
    expect(register.lines.slice(0, 3).map(({ mark }) => mark?.code)).toEqual(['I', 'L', 'L'])
  })

  test('plans a trip: the numbers first, then the deed; the teacher finds it locked, and the office keeps the reason', async () => {
    const page = await at.open(at.school.officer, '/plans?tab=plan')
    await page.getByLabel('Add a whole group').selectOption('9A')
    await page.getByLabel('From').fill('2026-11-24')
    await page.getByLabel('Mark', { exact: true }).selectOption('V')
    await page.getByRole('textbox', { name: /Reason/ }).fill('Trip to the coast')
    await page.getByRole('button', { name: 'Show what will happen' }).click()
    await said(page, '2 sessions, 6 pupils')
    await page.getByRole('button', { name: 'Set 12 marks' }).click()
    await said(page, 'Trip to the coast')
    const teacher = await atScreen(at.server, at.school, at.school.tutor).open({ day: day('2026-11-24') })
    expect(teacher.lines[0]?.locked).toContain('the office holds the details')
    expect(JSON.stringify(teacher)).not.toContain('Trip to the coast')
  })

  test('shows a register as it stood before it was amended, and that the journal is sound', async () => {
    const stood = `/register/${at.school.groups.nineA}/2026-11-23/AM/as-it-stood?at=2026-11-23T08:36:00.000Z`
    const page = await at.open(at.school.officer, stood)
    await page
      .getByRole('row', { name: /Ada Adler00/ })
      .getByRole('img', { name: /^N/ })
      .waitFor()
    await page.goto(`${at.url}/schools/${at.school.id}/journal`)
    await page.getByRole('button', { name: 'Verify now' }).click()
    await said(page, 'The journal is sound')
  })

  test('sends a new pupil return from the diary and enters the authority’s receipt', async () => {
    const page = await at.open(at.school.officer, '/returns')
    await page
      .getByRole('table', { name: /Returns/ })
      .getByRole('link', { name: /Ben Adler01/ })
      .first()
      .click()
    await page.getByRole('heading', { level: 1, name: 'New pupil return: Ben Adler01' }).waitFor()
    await said(page, 'No parent is entered')
    await page.getByRole('button', { name: 'It was sent' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Write it down' }).click()
    await page.getByRole('button', { name: 'Enter the receipt' }).click()
    await page.getByLabel('The authority’s reference').fill('NP/1')
    await page.getByLabel('Who confirmed it').fill('A. Ward')
    await page.getByRole('dialog').getByRole('button', { name: 'Keep the receipt' }).click()
    await said(page, 'Reference NP/1')
    await page.getByText('Receipted').first().waitFor()
  })
})

const PAGES = [
  '/',
  '/registers?show=all',
  '/late-desk',
  '/on-site',
  '/week',
  '/plans',
  '/plans?tab=close',
  '/journal',
  '/leave',
  '/ask-leave',
  '/part-time',
  '/returns',
  '/return-settings',
]

test('its pages give axe nothing to report and never scroll sideways, at a desk and on a phone', async () => {
  const page = await at.open(at.school.officer, '')
  const urls = PAGES.map((path) => `${at.url}/schools/${at.school.id}${path}`)
  expect(await pageFaults(page, urls)).toEqual([])
})
