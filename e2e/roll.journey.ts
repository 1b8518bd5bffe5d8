import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../src/kernel/day.ts'
import type { Moment } from '../src/kernel/time-of-day.ts'
import { enrolAll } from '../src/roll/index.ts'
import type { TestPerson } from '../src/testing/builders.ts'
import { samplePolicy } from '../src/testing/policy-files.ts'
import { aContact, aPupil, linkTo } from '../src/testing/roll-school.ts'
import { launchBrowser } from './browser.ts'
import { axeFindings } from './look.ts'
import { pageFaults } from './page-faults.ts'
import { quiet } from './quiet.ts'
import { type SchoolServer, startSchool } from './school-server.ts'

// The roll as those see it who keep it: calendar and clocks by the school's administrator, the admission register by the
// attendance officer; and what a teacher is not shown. Each test goes on where the one before ended.

let browser: Browser
let at: SchoolServer
let admin: TestPerson

const HOME = { lines: ['14 Sandpiper Walk'], town: 'Westmarch', postcode: 'WM1 4QT' }
const mother = aContact({ forenames: 'Folake', surname: 'Adeyemi', address: HOME })
const aunt = aContact({ forenames: 'Bisi', surname: 'Cole', phones: [{ kind: 'home', number: '01632 960321' }] })
const father = aContact({ forenames: 'Dele', surname: 'Adeyemi' })
const placed = (startingDay: string) => ({
  startingDay: day(startingDay),
  born: day('2013-02-03'),
  legalSurname: 'Adeyemi',
})
const wren = aPupil({
  ...placed('2026-09-01'),
  legalForenames: 'Wren Ayo',
  upn: undefined,
  address: HOME,
  contacts: [
    linkTo(mother),
    linkTo(aunt, { relationship: 'Aunt', isParent: false, livesWith: false }),
    linkTo(father, { relationship: 'Father', livesWith: false, barredReason: 'Order of 2 June 2026' }),
  ],
  flags: [
    { kind: 'medical', from: day('2026-09-01'), note: 'Asthma: inhaler in the office' },
    { kind: 'child-in-need', from: day('2026-09-01') },
  ],
})
const iris = aPupil({ ...placed('2026-09-01'), legalForenames: 'Iris', address: HOME })

beforeAll(async () => {
  browser = await launchBrowser()
  at = await startSchool(browser)
  const { server, school } = at
  server.clock.moveTo('2026-11-23T09:10:00.000Z' as Moment)
  admin = await server.person({
    name: 'Ada Min',
    role: 'school-admin',
    position: 'Business manager',
    school: school.place,
  })
  const facts = { schoolId: school.id, at: server.clock.now(), by: school.officer, reason: 'Start of year' }
  const inYear9 = (groupId: typeof school.groups.nineA) => [
    { from: day('2026-09-01'), yearGroup: '9' as const, groupId },
  ]
  await server.database.inTenants([school.id], (tx) =>
    enrolAll(tx, {
      ...facts,
      contacts: [mother, aunt, father],
      pupils: [
        { ...wren, placements: inYear9(school.groups.nineA) },
        { ...iris, placements: inYear9(school.groups.nineB) },
      ],
    }),
  )
  // From now on a minute later each time: what is done after can be told from what was before.
  server.clock.moveTo('2026-11-23T09:20:00.000Z' as Moment)
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const dialog = (page: Page) => page.getByRole('dialog')
const record = (pupil: { id: string }) => `/pupils/${pupil.id}/record`

async function confirm(page: Page, reason: string, name: string): Promise<void> {
  await dialog(page).getByRole('textbox', { name: 'Reason' }).fill(reason)
  await dialog(page).getByRole('button', { name }).click()
  await dialog(page).waitFor({ state: 'hidden' })
}

describe('the school’s administrator', () => {
  test('enters a term, an INSET day and a closure, and the year’s sessions follow', async () => {
    const page = await at.open(admin, '/calendar')
    await press(page, 'Add a term')
    await dialog(page).getByLabel('Name').fill('Summer')
    await dialog(page).getByLabel('First day').fill('12/04/2027')
    await dialog(page).getByLabel('Last day').fill('21/07/2027')
    await dialog(page).getByRole('button', { name: 'Put it in the calendar' }).click()
    await press(page, /^Monday 30 November 2026: school day/)
    await dialog(page).getByLabel('In words').fill('Staff training')
    await dialog(page).getByRole('button', { name: 'Take it off' }).click()
    await press(page, /^Thursday 6 May 2027: school day/)
    await dialog(page).getByLabel('What it is').selectOption({ label: 'Planned closure' })
    await dialog(page).getByLabel('How much').selectOption({ label: 'The whole day' })
    await dialog(page).getByLabel('In words').fill('Polling day')
    await dialog(page).getByRole('button', { name: 'Take it off' }).click()
    await said(page, 'Not saved yet.')
    expect(await axeFindings(page)).toEqual([])
    await press(page, 'Save the calendar')
    await confirm(page, 'Term dates published', 'Save the calendar')
    await page.reload()
    await page.getByRole('button', { name: 'Monday 30 November 2026: INSET day: Staff training' }).waitFor()
    await page.getByRole('button', { name: 'Thursday 6 May 2027: Planned closure: Polling day' }).waitFor()
    await page.getByRole('button', { name: 'Change Summer' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  test('sees what guidance says of the clocks, before and after a register is left open too long', async () => {
    const page = await at.open(admin, '/day-clocks')
    await said(page, /The morning register is not taken at the same time for all pupils/)
    await press(page, 'Change the clock of Year 8')
    await dialog(page).getByLabel('Morning closes', { exact: true }).fill('09:45')
    await dialog(page)
      .getByText(/open for 45 minutes\. Guidance allows at most 30/)
      .waitFor()
    expect(await axeFindings(page)).toEqual([])
    await confirm(page, 'Buses come late in winter', 'Set the clock')
    await said(page, /Year 8: the morning register is open for 45 minutes/)
    expect(await axeFindings(page)).toEqual([])
  })
})

describe('the head', () => {
  test('uploads the policy, sees what it contradicts by section, saves it, and families’ text has it right', async () => {
    const page = await at.open(at.school.head, '/policy')
    await said(page, /law and guidance hold alone/)
    await page.getByRole('link', { name: 'Upload a version' }).click()
    const choose = async (name: string, bytes: Uint8Array) =>
      page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/yaml', buffer: Buffer.from(bytes) })
    await choose('tabs.yaml', Buffer.from('school: X\n\ttitle: Y\n'))
    await said(page, /Line 2: The line is indented with a tab/)
    await choose('policy.yaml', samplePolicy())
    await said(page, 'What you are about to save')
    await page.getByText('Year 9: two closing times for one register').click()
    await said(page, '“Year 9; morning closes: 08:45”')
    await said(page, '“At 9.00am the registers will be closed for Year 9”')
    await said(page, 'Year 8: the policy and the day clock differ')
    expect(await axeFindings(page)).toEqual([])
    await press(page, 'Save as the next version')
    await confirm(page, 'Approved by the governors', 'Save the policy')
    await said(page, '2024, from 1 Sept 2024 (in force)')
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('link', { name: 'Read the public text' }).click()
    await said(page, /within 5 school days of the session/)
    expect(await page.getByText(/working days|parenting contract/).count()).toBe(0)
  })
})

describe('the attendance officer', () => {
  test('looks at calendar and clocks, and can change neither', async () => {
    const page = await at.open(at.school.officer, '/calendar')
    await said(page, 'Staff training')
    expect(await page.getByRole('button', { name: /Add a term|Monday 30 November/ }).count()).toBe(0)
    await page.goto(`${at.url}/schools/${at.school.id}/day-clocks`)
    await said(page, /Year 8: the morning register is open for 45 minutes/)
    expect(await page.getByRole('button', { name: /Change the clock/ }).count()).toBe(0)
  })

  test('finds a pupil and corrects the particulars with a reason', async () => {
    const page = await at.open(at.school.officer, '/pupils')
    await page.getByLabel('Find by name or UPN').fill('adey wr')
    await page.getByRole('link', { name: /Wren Adeyemi|Adeyemi, Wren/ }).waitFor()
    await page.getByRole('link', { name: /Iris/ }).waitFor({ state: 'detached' })
    expect(await axeFindings(page)).toEqual([])
    await page.goto(`${at.url}/schools/${at.school.id}${record(wren)}`)
    await page.getByRole('link', { name: 'Correct' }).click()
    await page.getByLabel('Date of birth').fill('02/03/2013')
    expect(await axeFindings(page)).toEqual([])
    await press(page, 'Save the correction')
    await said(page, /Say why/)
    await page.getByRole('textbox', { name: 'Reason' }).fill('Birth certificate seen')
    await press(page, 'Save the correction')
    await said(page, '2 Mar 2013')
  })

  test('puts the contacts into another order; who must not be told stands out, and why is not said', async () => {
    const page = await at.open(at.school.officer, record(wren))
    await press(page, 'Call Bisi Cole earlier')
    await page.getByRole('heading', { name: /^1\. Bisi Cole/ }).waitFor()
    await page.getByRole('heading', { name: /^2\. Folake Adeyemi/ }).waitFor()
    await page.getByRole('article', { name: 'Dele Adeyemi, must not be told' }).getByText('MUST NOT BE TOLD').waitFor()
    expect(await page.getByText('2 June').count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
  })

  test('sets a flag, and is not offered those that only a few may know', async () => {
    const page = await at.open(at.school.officer, record(wren))
    await press(page, 'Set a flag')
    const kinds = await dialog(page).getByLabel('Flag').getByRole('option').allInnerTexts()
    expect(kinds).toContain('Free school meals')
    expect(kinds).not.toContain('Child in need')
    await dialog(page).getByLabel('Flag').selectOption({ label: 'Free school meals' })
    expect(await axeFindings(page)).toEqual([])
    await confirm(page, 'Letter of the council', 'Set the flag')
    await said(page, 'Free school meals')
    expect(await page.getByText('Child in need').count()).toBe(0)
  })

  test('chooses the sister’s mother instead of entering her twice; a new number says whose it is', async () => {
    const page = await at.open(at.school.officer, record(iris))
    await page.getByRole('link', { name: 'Add a contact' }).click()
    await said(page, 'Mother of Wren Adeyemi')
    expect(await page.getByRole('button', { name: 'Choose Dele Adeyemi' }).count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
    await press(page, 'Choose Folake Adeyemi')
    await said(page, /stays one person/)
    expect(await axeFindings(page)).toEqual([])
    await press(page, 'Add the contact')
    await said(page, 'Also a contact of Wren Adeyemi.')
    await page.getByRole('link', { name: 'Change Folake Adeyemi' }).click()
    await said(page, /names, numbers and address change for Wren Adeyemi too/)
    await page.getByLabel('Mobile').fill('07700 900888')
    await page.getByRole('textbox', { name: 'Reason' }).fill('Rang with a new number')
    expect(await axeFindings(page)).toEqual([])
    await press(page, 'Save the change')
    await page.getByRole('link', { name: '07700 900888' }).waitFor()
    await page.goto(`${at.url}/schools/${at.school.id}${record(wren)}`)
    await page.getByRole('link', { name: '07700 900888' }).waitFor()
  })

  test('enters where the pupil will live, with whom and from when', async () => {
    const page = await at.open(at.school.officer, record(wren))
    await page.getByRole('link', { name: 'Moving home' }).click()
    await page.getByLabel('House and street').fill('3 Heron Close')
    await page.getByLabel('Town').fill('Eastmarch')
    await page.getByLabel('Postcode').fill('EM2 2AA')
    await page.getByLabel('From which day').fill('07/12/2026')
    await page.getByLabel('Folake Adeyemi, Mother').check()
    expect(await page.getByLabel(/Dele Adeyemi/).count()).toBe(0)
    await page.getByRole('textbox', { name: 'Reason' }).fill('Told by the mother at the desk')
    expect(await axeFindings(page)).toEqual([])
    await press(page, 'Enter the move')
    await said(page, '3 Heron Close, Eastmarch, EM2 2AA')
    await said(page, 'Folake Adeyemi, from 7 Dec 2026')
  })

  test('finds all of it in the history, and the record as it stood before', async () => {
    const page = await at.open(at.school.officer, record(wren))
    await page.getByRole('link', { name: 'Changes' }).click()
    await said(page, 'Reason: Birth certificate seen')
    await said(page, /Olu Officer \(Attendance officer\)/)
    const born = page.getByRole('row', { name: /Date of birth/ }).first()
    expect(await born.getByRole('cell').allInnerTexts()).toEqual(['Date of birth', '3 Feb 2013', '2 Mar 2013'])
    expect(await axeFindings(page)).toEqual([])
    await page.goto(`${at.url}/schools/${at.school.id}/pupils/${wren.id}/as-it-stood?day=2026-11-23&time=09:15`)
    await said(page, '3 Feb 2013')
    await page.getByRole('heading', { name: /^1\. Folake Adeyemi/ }).waitFor()
    expect(await page.getByText('Free school meals').count()).toBe(0)
    expect(await page.getByText('Heron Close').count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Set a flag' }).count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
  })
})

describe('a teacher', () => {
  test('sees the own group alone, and of a pupil neither contacts nor address nor what is sensitive', async () => {
    const page = await at.open(at.school.tutor, '/pupils')
    await page.getByRole('link', { name: /Wren/ }).first().waitFor()
    expect(await page.getByRole('link', { name: /Iris/ }).count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Admit a pupil' }).count()).toBe(0)
    await page.goto(`${at.url}/schools/${at.school.id}${record(wren)}`)
    await said(page, 'Asthma: inhaler in the office')
    await said(page, 'Contacts are for the office. Ask there if somebody must be rung.')
    const text = await page.locator('main').textContent()
    expect(text).not.toMatch(/Folake|Dele|Sandpiper|Heron|07700|UPN|Free school meals|Child in need/)
    expect(
      await page.getByRole('link', { name: /^(Correct|Moving home|Changes|As it stood|Add a contact)$/ }).count(),
    ).toBe(0)
    expect(await axeFindings(page)).toEqual([])
  })

  test('is sent away from the changes of a record and from a record as it stood', async () => {
    for (const path of ['changes', 'as-it-stood']) {
      const page = await at.open(at.school.tutor, `/pupils/${wren.id}/${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await quiet(page)
      expect(await page.locator('main').textContent()).not.toMatch(/Folake|Sandpiper|Birth certificate/)
    }
  })
})

describe('the attendance officer writes to a family', () => {
  test('looks at the letter first, sends it, prints it, and ticks it off as posted', async () => {
    const page = await at.open(at.school.officer, `/pupils/${wren.id}/messages`)
    await said(page, /must not be told anything about the child/)
    await page.getByLabel('Template').selectOption({ label: 'Invitation to a meeting' })
    await page.getByRole('checkbox', { name: /Folake Adeyemi/ }).waitFor()
    expect(await page.getByRole('checkbox', { name: /Dele Adeyemi/ }).count()).toBe(0)
    await press(page, 'Send it')
    await said(page, /also needs: day, time and place of a meeting/)
    await page.getByLabel('Day, time and place of a meeting').fill('Tuesday at 9.00 in the library')
    await press(page, 'Look at it')
    await said(page, 'Before it goes')
    await said(page, /medical need on record/)
    await press(page, 'Send it')
    await said(page, 'The message is on its way.')
    await page.goto(`${at.url}/schools/${at.school.id}/outbox`)
    await said(page, 'Letters to print and post')
    const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Print 1 letter')])
    expect(file.suggestedFilename()).toBe('letters.pdf')
    await press(page, 'They are posted')
    await said(page, 'Nothing waits for you')
    await page.goto(`${at.url}/schools/${at.school.id}/messages?show=sent`)
    await said(page, 'Invitation to a meeting')
    expect(await axeFindings(page)).toEqual([])
  })

  test('says that a translation is right, and previews it on a child', async () => {
    const page = await at.open(at.school.officer, '/message-templates/first-day')
    await page.getByLabel('Language and channel').selectOption({ label: 'Polish: text message (to be checked)' })
    await page.getByRole('checkbox', { name: /who reads Polish/ }).check()
    await page.getByLabel('Find a pupil').fill('Wren')
    await press(page, /^Wren/)
    await page.getByLabel('Wording').last().selectOption({ label: 'Polish: text message' })
    await press(page, 'Show it')
    await said(page, /nie znamy jeszcze powodu.*Wren/)
    await page.getByLabel('Why it changes').fill('Read by a speaker')
    await press(page, 'Keep this wording')
    await said(page, /Version 1.*Read by a speaker/)
    expect(await axeFindings(page)).toEqual([])
  })
})

const PAGES = [
  '/calendar',
  '/day-clocks',
  '/pupils',
  '/groups',
  '/admit-pupil',
  record(wren),
  `/pupils/${wren.id}/correct`,
  `/pupils/${wren.id}/future-address`,
  `/pupils/${wren.id}/contacts/new`,
  `/pupils/${wren.id}/contacts/${mother.id}`,
  `/pupils/${wren.id}/changes`,
  `/pupils/${wren.id}/as-it-stood`,
  `/pupils/${wren.id}/messages`,
  '/messages',
  '/outbox',
  '/message-templates/first-day',
]

test('its pages give axe nothing to report and never scroll sideways, at a desk and on a phone', async () => {
  const page = await at.open(at.school.officer, '')
  const urls = PAGES.map((path) => `${at.url}/schools/${at.school.id}${path}`)
  expect(await pageFaults(page, urls)).toEqual([])
})
