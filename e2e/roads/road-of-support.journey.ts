import ICAL from 'ical.js'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { watch } from '../quiet.ts'
import { type DemoServer, startDemo } from '../school-server.ts'
import {
  childThatComes,
  choose,
  follow,
  handedOut,
  inDialog,
  isTagged,
  lineAbout,
  marks,
  motherOf,
  noFaults,
  part,
  press,
  type Road,
  said,
} from './road-of-support-steps.ts'

let browser: Browser
let at: DemoServer
let road: Road

beforeAll(async () => {
  browser = await launchBrowser()
  at = await startDemo(browser)
  road = await childThatComes(at)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await at?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

const as = (who: string, path: string) => at.open(at.person(who), path)
const called = (who: string) => `${at.person(who).name}, ${at.person(who).position}`

describe('a child whose attendance slips', () => {
  test('crosses a line: the duty of the officer becomes a case, which the year team looks after', async () => {
    at.moveTo('2026-11-24T15:40')
    await marks(at, road, ['2026-11-23', 'OO OO .. .. ..'])
    const page = await as('attendance-officer', '/duties?whose=all&rule=B10')
    const line = await lineAbout(page, road.name)
    await line.getByText('Missed 8 of 108 sessions this year').waitFor()
    await line.getByRole('link', { name: 'Open a case' }).click()
    await page.getByRole('heading', { name: 'Open a case' }).waitFor()
    expect(await page.getByLabel('Why is it opened?').inputValue()).toContain('8 of 108')
    await page.getByLabel('Case lead').selectOption({ label: called('pastoral') })
    await noFaults(page)
    await press(page, 'Open the case')
    await page.getByRole('heading', { name: road.name, level: 1 }).waitFor()
    road.casePage = new URL(page.url()).pathname.replace(/^.*\/cases/, '/cases')
    await noFaults(page)
  })

  test('has one letter, which offers help: read, put in the queue, printed with tags and posted', async () => {
    const page = await as('attendance-officer', '/letters')
    await page.getByLabel('Which letters').selectOption('First letter, about absence')
    await page.getByLabel('Form', { exact: true }).selectOption(road.group)
    await press(page, 'Untick all')
    await page.getByText(`Why, and the letter itself of ${road.name}`).click()
    await press(page, new RegExp(`^Read it as .*${road.mother} will.*${road.name}`))
    await said(page, 'Reading age about')
    await page.getByRole('checkbox', { name: new RegExp(`^${road.name}`) }).check()
    await noFaults(page)
    await press(page, 'Put 1 letter in the queue')
    await said(page, 'One letter is in the queue, 2 copies in all')
    isTagged(await handedOut(page, 'Print 2 copies'))
    await press(page, 'They are posted')
    await page.getByRole('button', { name: 'Print 2 copies' }).waitFor({ state: 'detached' })
    await page.goto(`${at.url}/schools/${at.schoolId}${road.casePage}?part=letters`)
    await said(page, 'First letter')
    await noFaults(page)
  })

  test('is asked what makes school hard, and so is a parent on her phone; a person records the barrier', async () => {
    const page = await as('pastoral', `${road.casePage}?part=barriers`)
    await page.getByRole('link', { name: 'Ask together, on screen' }).click()
    await page.getByLabel('Code of four to eight digits').fill('2604')
    await noFaults(page)
    await press(page, /^Give it to /)
    // The child has a page with nothing else on it, a few questions at a time, and comes nowhere by going back.
    await page.getByRole('heading', { name: 'How you feel', level: 1 }).waitFor()
    expect([await page.getByRole('navigation').count(), await page.getByRole('link').count()]).toEqual([0, 0])
    await page.evaluate('history.back()')
    await said(page, '1 of 9')
    // It is a lock and no cover: the server does nothing else for this sign-in, in any tab.
    const asks = `fetch('/api/schools/${at.schoolId}/cases').then((answer) => answer.json()).then(({ code }) => code)`
    expect(await page.evaluate(asks)).toBe('screen.with-child')
    const other = await page.context().newPage()
    watch(other)
    await other.goto(`${at.url}/schools/${at.schoolId}/letters`)
    await said(other, 'This screen is with a child')
    await noFaults(other)
    await other.close()
    await choose(page, 'I feel worried or sad about school.', 'Very hard')
    await choose(page, 'I feel ill, hurt or very tired.', 'I would rather not say')
    await noFaults(page)
    for (const heading of ['Mornings, and the way to school', 'In lessons', 'Other people']) {
      await press(page, 'Next')
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
      expect(await page.evaluate('document.activeElement.textContent')).toBe(heading)
    }
    await choose(page, 'Somebody is unkind to me.', 'Not hard')
    await press(page, 'Next')
    await press(page, 'Next')
    await page.getByRole('textbox').fill('I feel sick on the bus')
    await noFaults(page)
    // Loaded again, the page has what was answered, where the child was.
    page.once('dialog', (asks) => void asks.accept())
    await page.reload()
    expect(await page.getByRole('textbox').inputValue()).toBe('I feel sick on the bus')
    for (let step = 0; step < 4; step += 1) await press(page, 'Next')
    await page.getByRole('heading', { name: 'This is what you said' }).waitFor()
    await said(page, 'I feel sick on the bus')
    await noFaults(page)
    // Where the server does not keep them, the child is not thanked, and whoever has no code still gets out.
    const kept = '**/screens/*/answers'
    const detail = 'This case is closed.'
    const refusal = { title: detail, status: 422, code: 'casework.closed', detail }
    await page.route(kept, (route) =>
      route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify(refusal) }),
    )
    await press(page, 'I am done')
    await page.getByRole('heading', { name: 'Your answers have not gone yet' }).waitFor()
    await page.getByRole('button', { name: 'Staff: sign in again' }).waitFor()
    await noFaults(page)
    await page.unroute(kept)
    await press(page, 'Try again')
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    await said(page, '0800 1111')
    await page.getByLabel('For staff: your code').fill('1111')
    await press(page, 'Hand back to a member of staff')
    await said(page, 'That is not the code.')
    await noFaults(page)
    // The tab of the child is closed: what was answered is on the server, and whoever has the code reads it in any tab.
    const staff = await page.context().newPage()
    watch(staff)
    await staff.goto(`${at.url}/schools/${at.schoolId}/letters`)
    await staff.getByLabel('For staff: your code').fill('2604')
    await press(staff, 'Hand back to a member of staff')
    await said(staff, 'Is anything in it about the child’s safety, or could it be?')
    await said(staff, 'I feel sick on the bus')
    expect(await staff.getByRole('radio', { checked: true }).count()).toBe(0)
    await noFaults(staff)
    await press(staff, 'Save this decision')
    await said(staff, 'Choose one of the two.')
    await staff.getByRole('radio', { name: 'No', exact: true }).check()
    await press(staff, 'Save this decision')
    await staff.getByRole('heading', { name: road.name, level: 1 }).waitFor()
    await staff.close()
    await page.reload()
    await press(page, 'Back to the case')
    await page.getByRole('heading', { name: road.name, level: 1 }).waitFor()
    await part(page, 'What makes school hard')
    await said(page, 'I feel sick on the bus')
    await press(page, new RegExp(`^Ask on the family page: .*${road.mother}`))
    await said(page, /^Asked on the family page/)

    const phone = await motherOf(at, road)
    await follow(phone, 'Tell the school')
    await choose(phone, 'My child is worried or sad about school.', 'Very hard')
    await noFaults(phone)
    await press(phone, 'Send to the school')
    await said(phone, /has your answers and will talk with you/)

    await page.reload()
    await said(page, /^Answered on Tuesday 24 November 2026, on the family page/)
    await press(page, /^Record it: /)
    await inDialog(page, 'Record the barrier')
    await noFaults(page)
  })

  test('is offered support that fits, which the family takes', async () => {
    const page = await as('pastoral', `${road.casePage}?part=support`)
    await page.getByLabel('Offered to').fill(road.mother)
    await press(page, /^Offer it: /)
    await press(page, /^Record the answer: /)
    await inDialog(page, 'Record the answer', (dialog) => dialog.getByLabel('In their own words').fill('Yes please'))
    await press(page, /^It begins: /)
    await inDialog(page, 'Record that it began', (dialog) => dialog.getByLabel('Who gives it').fill('The year team'))
    await said(page, 'Running')
    await noFaults(page)
  })

  test('comes to a panel: called, put into a calendar, answered by the mother, minuted with an action', async () => {
    at.moveTo('2026-11-30T10:00')
    await marks(at, road, ['2026-11-23', '.. .. II II II'])
    const page = await as('pastoral', `${road.casePage}?part=meetings`)
    await press(page, 'Call a meeting')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Kind').selectOption({ label: 'Attendance panel' })
    await dialog.getByLabel('Day', { exact: true }).fill('03/12/2026')
    await dialog.getByLabel('Time', { exact: true }).fill('15:30')
    await dialog.getByLabel('Where').fill('The library')
    await dialog.getByLabel('What it is about').fill('What would help on the way to school')
    await noFaults(page)
    await press(page, 'Call it and invite them')
    await press(page, 'Good')
    const file = new ICAL.Component(ICAL.parse((await handedOut(page, 'Put into a calendar')).toString('utf8')))
    const event = new ICAL.Event(file.getFirstSubcomponent('vevent') ?? undefined)
    expect([event.startDate.toString().slice(0, 19), event.location]).toEqual(['2026-12-03T15:30:00', 'The library'])
    isTagged(await handedOut(page, 'Agenda for the family'))

    const phone = await motherOf(at, road)
    await said(phone, 'Thursday 3 December 2026 at 15:30, The library.')
    await noFaults(phone)
    await press(phone, 'I will come')
    await said(phone, 'You are coming')
    ICAL.parse((await handedOut(phone, 'Put it into my calendar')).toString('utf8'))

    at.moveTo('2026-12-03T16:30')
    await marks(at, road, ['2026-11-30', 'II II II II ..'])
    await page.reload()
    await said(page, 'is coming')
    await follow(page, 'Agenda and minutes')
    isTagged(await handedOut(page, 'Print for the table'))
    await page.getByLabel('What was said').first().fill('The bus is the worst part')
    await page.getByLabel('Decisions').fill('A contract and a passport')
    await press(page, 'Add an action')
    await page.getByLabel('What is to be done (1)').fill('Waits at the gate each morning')
    await page.getByLabel('By whom').selectOption({ label: called('pastoral') })
    await page.getByLabel('By when').fill('07/12/2026')
    await noFaults(page)
    await press(page, 'Keep the minutes')
    await part(page, 'Meetings and actions')
    await said(page, 'Waits at the gate each morning')
    await page.getByText('Meetings before (1)').click()
    isTagged(await handedOut(page, 'Print the minutes'))
    await noFaults(page)
  })

  test('has an attendance contract that the mother signs on her phone and the school on screen', async () => {
    const page = await as('pastoral', `${road.casePage}/write-plan?form=${encodeURIComponent('attendance contract')}`)
    await page.getByLabel('What the plan is for').fill('In school every day, without fear')
    await page.getByLabel(`What ${road.first} says`).fill('Somebody at the gate would help')
    await press(page, new RegExp(`^Take out.*${road.father}`))
    await page.getByLabel(new RegExp(`^What .*${road.mother} will do`)).fill('Rings before 8.30')
    await page.getByLabel(/^What Aldermarsh .* will do/).fill('Waits at the gate')
    await page.getByLabel('From', { exact: true }).fill('07/12/2026')
    await page.getByLabel('To', { exact: true }).fill('12/02/2027')
    await page.getByLabel('Looked at again on').fill('18/01/2027')
    await noFaults(page)
    await press(page, 'Keep as a draft')
    await part(page, 'Plans')
    await press(page, 'Put it forward to sign')
    await said(page, 'Waiting for signatures')

    const phone = await motherOf(at, road)
    await follow(phone, 'Read and answer')
    await said(phone, 'You do not have to sign. Nobody can make you.')
    isTagged(await handedOut(phone, 'Print it'))
    await press(phone, 'Ask a question')
    await phone.getByLabel('Your question about the plan').fill('Who is at the gate?')
    await press(phone, 'Send the question')
    await said(phone, 'You need not sign before it has one.')
    await noFaults(phone)

    await page.reload()
    await page.getByLabel(new RegExp(`^Answer to .*${road.mother}`)).fill('Mr Hathersage is')
    await press(page, 'Send the answer')
    await said(page, /Mr Hathersage is$/)

    await phone.reload()
    await said(phone, 'Mr Hathersage is')
    await press(phone, 'I agree and sign')
    await phone.getByText(/^You sign the attendance contract for .*, version 1/).waitFor()
    await noFaults(phone)
    await inDialog(phone, 'Yes, I sign')
    await said(phone, 'You have signed this plan.')

    await page.reload()
    await said(page, 'Signed in Firstbell')
    await press(page, /^Sign for /)
    await inDialog(page, 'Record it')
    await page.getByText('Signed in Firstbell').nth(1).waitFor()
    isTagged(await handedOut(page, 'Print'))
    await noFaults(page)
  })

  test('has an attendance passport, signed by the child on paper', async () => {
    const page = await as('pastoral', `${road.casePage}/write-plan?form=${encodeURIComponent('attendance passport')}`)
    await page.getByLabel('What the plan is for').fill('A good start to each morning')
    await page.getByLabel(`What ${road.first} says`).fill('Do not ask me in front of others')
    await press(page, new RegExp(`^Take out.*${road.father}`))
    await press(page, new RegExp(`^Take out.*${road.mother}`))
    await page.getByLabel('How they arrive').fill('By the side door at 8.40')
    await page.getByLabel('Safe adult').fill('Mr Hathersage, Year 8 office')
    await press(page, 'Keep as a draft')
    await part(page, 'Plans')
    const passport = page.getByRole('article', { name: 'Attendance passport' })
    await passport.getByRole('button', { name: 'Put it forward to sign' }).click()
    await passport.getByRole('button', { name: /^Signed on paper .* for / }).click()
    await inDialog(page, 'Record it')
    await passport.getByRole('button', { name: /^Sign for / }).click()
    await inDialog(page, 'Record it')
    await passport.getByText('In force').waitFor()
  })

  test('is met on the first day back by the tutor, whose register shows the passport', async () => {
    at.moveTo('2026-12-07T09:05')
    await marks(at, road, ['2026-11-30', '.. .. .. .. II'])
    const page = await as(`Form Tutor ${road.group}`, `/register/${road.groupId}/2026-12-07/AM`)
    await press(page, `Passport of ${road.first}`)
    await said(page, 'Mr Hathersage, Year 8 office')
    await said(page, 'By the side door at 8.40')
    isTagged(await handedOut(page.getByRole('dialog'), 'Print'))
    await noFaults(page)
    await press(page, 'Close the passport')
    const backToday = new RegExp(`^Back today.*${road.first}`)
    await page.getByRole('button', { name: new RegExp(`^May be back.*${road.first}`) }).waitFor()
    await press(page, 'Mark the rest present')
    await press(page, 'Save the register')
    await press(page, backToday)
    const dialog = page.getByRole('dialog')
    await dialog.getByText('10 school days away in a row.').waitFor()
    await noFaults(page)
    await inDialog(page, 'Tick it off', async () => {
      await dialog.getByLabel('Greeted, and told that it is good to see them').check()
      await dialog.getByLabel('Has a list of the work that was missed, and time for it').check()
      await dialog.getByLabel('The passport was looked at together').check()
    })
    await page.getByRole('button', { name: backToday }).waitFor({ state: 'detached' })
  })

  test('has recovered after six weeks: the review shows the numbers before and since', async () => {
    at.moveTo('2027-01-18T10:00')
    await marks(at, road, ['2026-12-07', './ // // // //', '// // // // //'])
    await marks(at, road, ['2027-01-04', '// // // // //', '// // // // //'])
    const page = await as('pastoral', '/duties?whose=all&rule=casework.plan-review')
    const line = await lineAbout(page, road.name)
    await noFaults(page)
    await line.getByRole('link').last().click()
    await part(page, 'Plans')
    const contract = page.getByRole('article', { name: 'Attendance contract' })
    await contract.getByRole('button', { name: 'Review it' }).click()
    await inDialog(page, 'Keep the review', async (dialog) => {
      for (const kept of await dialog.getByRole('combobox').all()) await kept.selectOption('Kept')
      await dialog.getByLabel(`What ${road.first} says now`).fill('The bus is all right now')
      await dialog.getByLabel('What the review came to').fill('In school every day since')
    })
    await contract.getByText('Absence before and since').waitFor()
    const effect = contract.getByText(/^In the \d+ school days before/)
    // Whole days alone: today's morning is closed, and stands beside none. Of the twenty marked, one is no school day of the calendar; its marks count.
    expect(await effect.textContent()).toMatch(/^In the 19 .*\d\d of 38.*0\.0 %.*0 of 40/s)
    await noFaults(page)
    await contract.getByRole('button', { name: 'End it' }).click()
    await inDialog(page, 'End the plan', (dialog) =>
      dialog.getByLabel('In a few words').fill('Every day since December'),
    )
  })

  test('is stepped down and closed with what changed; what helped hides what rests on too few', async () => {
    const page = await as('pastoral', `${road.casePage}?part=support`)
    await press(page, /^It has ended: /)
    await inDialog(page, 'Record that it ended', (dialog) =>
      dialog.getByLabel('What changed for the child').fill('Travels with a friend now'),
    )
    await press(page, 'Step down')
    await inDialog(page, 'Step the case down', async (dialog) => {
      await dialog.getByLabel('To', { exact: true }).selectOption({ label: 'Monitor' })
      await dialog.getByLabel('Why').first().fill('Six weeks without an absence')
    })
    await said(page, '2, now here')

    const head = await as('head', road.casePage ?? '')
    await press(head, 'Close')
    await inDialog(head, 'Close the case', (dialog) =>
      dialog.getByLabel('Why').first().fill('In school every day since 7 December'),
    )
    await said(head, '2, closed here')
    await said(head, 'In school every day since 7 December')
    await noFaults(head)
    await head.goto(`${at.url}/schools/${at.schoolId}/what-helped`)
    await head.getByRole('heading', { name: 'What helped', level: 1 }).waitFor()
    await head.getByRole('table', { name: 'What helped, by kind of support' }).waitFor()
    await said(head, /too few|Hidden|cannot be compared|begun with nobody|fewer than/)
    await noFaults(head)
  })
})
