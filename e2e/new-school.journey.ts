import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type ImportWork, startImportWork } from '../src/interchange/index.ts'
import type { Moment } from '../src/kernel/time-of-day.ts'
import { commandAnswerer } from '../src/main/commands.ts'
import { servePages } from '../src/main/pages.ts'
import { referenceData } from '../src/testing/reference-data.ts'
import { startTestServer, type TestServer } from '../src/testing/test-server.ts'
import { launchBrowser } from './browser.ts'
import { axeFindings, contextOptions, overflow } from './look.ts'
import { quiet, watch } from './quiet.ts'

// A school begins: from an installation without anything in it to a register that was taken, amended and verified. Each test
// goes on where the one before ended, as the first morning of one person in the office.

const ROSTER = referenceData('roster/sds-uk')
const FILES = ['School.csv', 'Student.csv', 'Section.csv', 'StudentEnrollment.csv', 'Teacher.csv', 'TeacherRoster.csv']
const PASSWORD = 'three brass bells at noon'
/** Monday, between the opening and the closing of the morning registers that the journey sets. */
const MORNING = '2026-11-23T08:35:00.000Z' as Moment
const AFTER_CLOSING = '2026-11-23T09:05:00.000Z' as Moment

let browser: Browser
let server: TestServer
let work: ImportWork
let url: string
let page: Page
/** Who was not there when the register was taken. */
let late = ''

beforeAll(async () => {
  browser = await launchBrowser()
  server = await startTestServer()
  server.clock.moveTo(MORNING)
  await servePages(server.app, inject('web'))
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  // Listening on TCP, its address has this shape; the others are for pipes.
  url = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`
  work = startImportWork({ database: server.database, clock: server.clock })
  page = await (await browser.newContext(contextOptions(1440, 'light'))).newPage()
  watch(page)
  page.setDefaultTimeout(20_000)
})
afterAll(async () => {
  await browser?.close()
  await work?.stop()
  await server?.close()
})

const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
const follow = (name: string | RegExp) => page.getByRole('link', { name }).first().click()
const heading = (name: string | RegExp) => page.getByRole('heading', { name, level: 1 }).waitFor()
const said = (text: string | RegExp) => page.getByText(text).first().waitFor()
const home = async () => {
  await page.goto(url)
  await heading(/^Good morning/)
}

/** The address of the school's pages. */
const here = () => page.url().replace(/(\/schools\/[^/]+).*/, '$1')
/** Nothing for axe to report and no scrolling sideways, at a desk and on a phone. */
async function fits(): Promise<void> {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    expect([page.url(), width, await axeFindings(page), await overflow(page)]).toEqual([page.url(), width, [], []])
  }
}

const step = (name: string) => page.getByRole('region', { name: 'Setting up' }).getByRole('link', { name }).click()

/** The steps of the set-up list, each with whether it is done. */
async function steps(): Promise<readonly string[]> {
  const list = page.getByRole('region', { name: 'Setting up' }).getByRole('listitem')
  await list.first().waitFor()
  const marks = await list.getByRole('img').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))
  const names = await list.getByRole('link').allInnerTexts()
  return names.map((name, at) => `${name}: ${marks[at]}`)
}

/** What is typed by whoever runs this Firstbell. */
function type(...words: string[]) {
  const settings = { secret: 'not asked for by a link', publicUrl: url }
  return commandAnswerer({ database: server.database, settings })({ words, folder: '.' })
}

describe('a new school', () => {
  test('is added with its first administrator by one command, whose link opens it', async () => {
    const school = ['--name', 'Riverbend School', '--urn', '990101', '--laestab', '888/4001', '--phase', 'secondary']
    const more = ['--years', '10-13', '--type', 'academy']
    const admin = ['--admin', 'ann@school.example', '--admin-name', 'Ann Example']
    const { said: lines, refused } = await type('school', 'add', ...school, ...more, ...admin)
    expect(refused).toBeUndefined()
    const link = lines.map((line) => /http\S+/.exec(line)?.[0]).find((found) => found !== undefined) ?? ''
    await page.goto(link)
    await heading('Choose a password')
    await fits()
    await page.getByLabel('New password').fill(PASSWORD)
    await press('Set the password')
    await follow('Go to the sign-in page')
    await page.getByLabel('E-mail address').fill('ann@school.example')
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await heading('Good morning, Ann')
  })

  test('shows on the first page what is missing', async () => {
    expect(await steps()).toEqual([
      'School particulars: To do',
      'School year and terms: To do',
      'Times of the day: To do',
      'Pupils: To do',
      'Tutors: To do',
      'Head: To do',
    ])
    await fits()
  })

  test('gets its head from whoever runs this Firstbell: its office cannot make one, nor open their account', async () => {
    await page.goto(`${here()}/people`)
    await said('Nobody here can give “Head” or “Safeguarding lead” yet')
    await fits()
    expect((await type('appoint', 'una@school.example', 'Una Example', '--roles', 'head')).refused).toBeUndefined()
    await page.reload()
    await page.getByRole('row', { name: /Una Example/ }).waitFor()
    expect(await page.getByText('Nobody here can give').count()).toBe(0)
    await press('Add a person')
    const offered = await page.getByLabel('Role', { exact: true }).locator('option').allInnerTexts()
    expect(offered).toContain('Teacher')
    expect(offered).not.toContain('Head')
    await said('somebody who holds such a role gives it')
    await page.keyboard.press('Escape')
    await follow('Una Example')
    await said(/You cannot make a sign-in link for Una Example. “Head” sees what is confidential/)
    expect(await page.getByRole('button', { name: /End|sign-in link/ }).count()).toBe(0)
    await fits()
    await home()
    expect(await steps()).toContain('Head: Done')
  })

  test('says on each page that is still empty why it is', async () => {
    for (const [path, text] of [
      ['/pupils', 'Nobody is on roll yet'],
      ['/groups', 'Without groups no register is taken'],
      ['/registers', 'No registration groups yet'],
      ['/week', 'No registration groups yet'],
      ['/late-desk', 'Nobody yet today'],
    ] as const) {
      await page.goto(`${here()}${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await said(text)
      await quiet(page)
      await fits()
    }
  })

  test('gets its address, its school year and the times of its day', async () => {
    await home()
    await step('School particulars')
    await press('Change')
    await page.getByLabel('Street').fill('1 Quay Road')
    await page.getByLabel('Town').fill('Westmarch')
    await page.getByLabel(/^Telephone/).fill('01632 960111')
    await page.getByLabel(/Reason/).fill('Set up')
    await press(/^Save/)
    await said(/1 Quay Road, Westmarch/)
    await fits()

    await home()
    await step('School year and terms')
    await heading('School calendar 2026/27')
    await fits()
    const terms = [
      ['2026-09-02', '2026-10-23'],
      ['2026-11-02', '2026-12-18'],
      ['2027-01-04', '2027-02-12'],
    ] as const
    for (const [at, [first, last]] of terms.entries()) {
      await page.getByLabel('First day').nth(at).fill(first)
      await page.getByLabel('Last day').nth(at).fill(last)
    }
    await press('Put the terms in the calendar')
    await said('Not saved yet.')
    await press('Save the calendar')
    await press('Term dates published')
    await page.getByRole('dialog').getByRole('button', { name: 'Save the calendar' }).click()
    await page.getByText('Not saved yet.').waitFor({ state: 'detached' })
    await fits()

    await home()
    await step('Times of the day')
    await heading('Day clocks')
    await fits()
    await press('Set one clock for several year groups')
    const times = { 'Arrive by': '08:25', 'Morning opens': '08:30', 'Morning closes': '09:00' }
    const later = { 'Afternoon opens': '13:00', 'Afternoon closes': '13:15', 'Day ends': '15:00' }
    for (const [label, time] of Object.entries({ ...times, ...later }))
      await page.getByLabel(label, { exact: true }).fill(time)
    expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe('02/09/2026')
    expect(await axeFindings(page)).toEqual([])
    await press('Times of the attendance policy')
    await press('Set the clock of 4 year groups')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('cell', { name: '08:30' }).nth(3).waitFor()
    await fits()
    await home()
    expect((await steps()).slice(0, 3).map((step) => step.split(': ')[1])).toEqual(['Done', 'Done', 'Done'])
  })
})

describe.skipIf(ROSTER === undefined)('its roster, from a file that nobody here wrote', () => {
  test('is imported by answering what the files leave open', async () => {
    await step('Pupils')
    await page.getByRole('heading', { name: 'Start an import' }).waitFor()
    await page.locator('input[type=file]').setInputFiles(FILES.map((name) => `${ROSTER}/${name}`))
    await press('Read 6 files')
    await page.getByRole('heading', { name: 'In which order are the dates written?' }).waitFor()
    await fits()
    await page.getByLabel('Month first: 4/2 is 2 April').check()
    await page.getByLabel('Fabrikam High School').check()
    await press('They are American grades: 9 is Year 10')
    await page.getByLabel('One group for each year group').check()
    await press('Continue')
    // The file is of 2017: who started now would be too old, and those rows would stop the import, rightly.
    await page.getByLabel('Starting day').fill('04/09/2017')
    await page.getByRole('heading', { name: 'What is the sex of these pupils?' }).waitFor()
    await fits()
    const sexes = page.getByRole('radio', { name: 'Female', exact: true })
    for (const one of await sexes.all()) await one.check()
    await press('Continue')
    await said(/26 pupils will be added: all of it or nothing/)
    await fits()
    const looked = page.getByLabel(/I have looked at/)
    if ((await looked.count()) > 0) await looked.check()
    await press('Commit the import')
    await said('Added 26 pupils.')
    await fits()
    await home()
    await said('26 pupils in 4 groups.')
    await said('No group has a tutor yet, so the office takes every register.')
  })

  test('has its first register taken by keyboard alone, by the person who set the school up', async () => {
    await follow('Registers')
    await follow(/^Year 10, morning/)
    await page.getByRole('grid').waitFor()
    await fits()
    await page.keyboard.press('n')
    const absent = await page.getByRole('button', { name: /: N/ }).first().getAttribute('aria-label')
    late = absent?.split(':')[0] ?? ''
    expect(late).toMatch(/\w+ \w+/)
    for (let place = 1; place < 9; place += 1) await page.keyboard.press('Space')
    await page.keyboard.press('Control+Enter')
    await said(/Saved at 08:3/)
    await fits()
  })

  test('signs in a late child at the desk, and knows that it is late by the new clock', async () => {
    server.clock.moveTo(AFTER_CLOSING)
    await page.goto(`${here()}/late-desk`)
    await page.getByLabel('Find a pupil').fill(late.split(' ')[0] ?? '')
    await page
      .getByRole('option', { name: new RegExp(late) })
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    const desk = page.getByRole('form', { name: /at the desk/ })
    await desk.getByText(/After the register closed at 09:00: U/).waitFor()
    await fits()
    await desk.getByRole('button', { name: 'Bus or train late' }).click()
    await desk.getByRole('button', { name: 'Sign in' }).click()
    await said(/The register closed at 09:00: U/)
    await fits()
  })

  test('amends the mark with a reason, which stands in the pupil’s year', async () => {
    await page.goto(`${here()}/pupils`)
    const [forename = '', surname = ''] = late.split(' ')
    await follow(new RegExp(`${surname}.*${forename}`))
    await press('Amend marks')
    await press('Amend this mark')
    await page.getByLabel('New mark').selectOption('L')
    await page.getByRole('textbox', { name: /Reason/ }).fill('Fire drill: the register was taken from 9.10')
    expect(await axeFindings(page)).toEqual([])
    await press('Change the mark')
    // Refused first: by the clock of the day it is U, unless the register was taken at another time.
    await page.getByLabel('The register was taken at another time that day').check()
    await press('Change the mark')
    await said('The mark is changed.')
    await page
      .getByRole('grid')
      .getByRole('gridcell', { name: /morning: L/ })
      .click()
    await page.getByRole('dialog').getByText('Fire drill: the register was taken from 9.10').first().waitFor()
    await page.getByRole('dialog').getByText('Ann Example').first().waitFor()
    await page.keyboard.press('Escape')
    await fits()
  })

  test('finds that the journal is sound', async () => {
    await page.goto(`${here()}/journal`)
    await page.getByRole('button', { name: 'Verify now' }).click()
    await said('The journal is sound')
    await fits()
  })
})
