import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { sendDue } from '../../src/messaging/index.ts'
import { launchBrowser } from '../browser.ts'
import { quiet } from '../quiet.ts'
import { type DemoServer, startDemo } from '../school-server.ts'
import {
  answer,
  childAtThreshold,
  fromDuty,
  makePack,
  marks,
  packVerify,
  type Road,
  safeguard,
  step,
} from './road-of-law-steps.ts'
import {
  follow,
  handedOut,
  inDialog,
  isTagged,
  lineAbout,
  noFaults,
  part,
  press,
  said,
} from './road-of-support-steps.ts'

let browser: Browser
let at: DemoServer
let road: Road

beforeAll(async () => {
  browser = await launchBrowser()
  at = await startDemo(browser)
  road = await childAtThreshold(at)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await at?.close()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

const as = (role: string, path: string) => at.open(at.person(role), path)
/** The page's own address, as `as` takes it. */
const here = (page: Page) => new URL(page.url()).pathname.replace(/^\/schools\/[^/]+/, '')
const goTo = (page: Page, path: string | undefined) => page.goto(`${at.url}/schools/${at.schoolId}${path ?? ''}`)
const parents = () => [road.mother, road.father]
const notice = (parent: string) => road.notices.get(parent) ?? ''

describe('a child at the national threshold', () => {
  test('is a duty of the officer, who begins the questions, offers support and answers what is theirs', async () => {
    const page = await as('attendance-officer', '/duties?whose=all&rule=N13')
    await fromDuty(page, road, 'Open the national threshold')
    await press(page, `Begin the questions about ${road.name}`)
    await inDialog(page, 'Begin', async (dialog) => {
      expect(await dialog.getByLabel('Why a formal step is considered').inputValue()).toContain('10 sessions')
    })
    await page.getByRole('heading', { name: `Before a formal step: ${road.name}` }).waitFor()
    road.considered = here(page)
    await said(page, 'The case holds no support that was offered, and no plan.')
    await noFaults(page)

    await follow(page, 'Open the case')
    await part(page, 'Support')
    road.casePage = here(page)
    await press(page, 'Offer support')
    await inDialog(page, 'Record the offer', (dialog) => dialog.getByLabel('Offered to').fill(road.mother))
    await press(page, /^Record the answer/)
    await inDialog(page, 'Record the answer', (dialog) =>
      dialog.getByLabel('In their own words').fill('We will try it'),
    )
    await part(page, 'Formal steps')
    await follow(page, 'Questions before a formal step')
    await page.getByRole('heading', { name: `Before a formal step: ${road.name}` }).waitFor()
    await quiet(page)
    await answer(page, /^1\./, {
      choice: 'It was given or offered: see the case',
      words: 'Accepted; a first talk was held',
    })
    await answer(page, /^2\./, { choice: 'No', words: 'The SENCO and the family say so' })
    for (const choice of ['More support', 'An attendance contract'])
      await answer(page, /^4\./, { choice, words: `${choice} was refused by the family`, press: 'Keep why not' })
    await answer(page, /^5\./, { choice: 'A notice to improve', words: 'A last clear chance' })
    await said(page, 'The head decides, and nobody in their place.')
  })

  test('waits for the safeguarding lead, and nothing is built before: the page says what is missing', async () => {
    const lead = await as('dsl', '/duties')
    await fromDuty(lead, road, 'Open the case')
    await safeguard(lead, 'Nothing known to us or to social care')
    await noFaults(lead)

    const page = await as('attendance-officer', road.considered ?? '')
    await said(page, 'The head has not decided.')
    expect(await page.getByRole('link', { name: /^Build a notice/ }).count()).toBe(0)
    expect(await page.getByText('Nothing known to us').count()).toBe(0)
    await goTo(page, road.considered?.replace('considerations', 'penalty-requests'))
    await said(page, 'Nothing can be asked for yet')
    await noFaults(page)
  })

  test('has a notice to improve to each parent once the head has decided: built, read as PDF, sent', async () => {
    const head = await as('head', '/duties?rule=enforcement.decide')
    await fromDuty(head, road, 'Read and decide')
    await answer(head, /^6\./, {
      choice: 'A notice to improve',
      words: 'Help was given; this is fair',
      press: 'Decide',
    })
    await noFaults(head)

    const page = await as('attendance-officer', '')
    for (const parent of parents()) {
      await goTo(page, road.considered)
      await follow(page, `Build a notice to improve to ${parent}`)
      await page.getByLabel('School weeks', { exact: true }).selectOption('3 weeks')
      await press(page, 'Work out these weeks')
      await said(page, 'It ends on Friday 18 December 2026: 30 half days of school.')
      await page.getByLabel(/^Enough, of 30/).fill('27')
      await said(page, /for at least 27 of the 30 half days/)
      if (parent === road.mother) await noFaults(page)
      await press(page, 'Keep the draft')
      await page.getByRole('heading', { name: `Notice to improve: ${road.name}` }).waitFor()
      const built = here(page)
      isTagged(await handedOut(page, 'Preview as PDF'))
      await said(page, 'The head sends it.')
      if (parent === road.mother) await noFaults(page)
      await goTo(head, built)
      await press(head, `Send to ${parent}`)
      await press(head, 'Yes, send it')
      await said(head, 'Waiting to leave')
    }
    // A message can be taken back for a minute. No service sends in a demonstration: it comes to a person's list.
    at.moveTo('2026-11-23T15:00')
    await sendDue({ database: at.server.database, clock: at.server.clock, senders: {} })
    await goTo(page, '/outbox')
    for (const parent of parents()) {
      const sent = page.getByRole('button', { name: `I have sent it to ${parent}` })
      await sent.click()
      await sent.waitFor({ state: 'detached' })
    }
  })

  test('is followed session by session, and the head says that it did not improve', async () => {
    // A day that is over: what the demonstration plans for the child on it, such as a trip, gives way to what was marked.
    at.moveTo('2026-12-10T15:35')
    await marks(at, road, ['2026-11-23', 'PPPPP', 'PPPOP', 'PPOP.'])
    const page = await as('attendance-officer', '')
    for (const _parent of parents()) {
      await goTo(page, '/duties?whose=all&rule=enforcement.halfway')
      await fromDuty(page, road, 'Open the notice')
      await said(page, '14 of 18 half days in school; 4 unauthorised; 12 to come')
      await said(page, 'As many unauthorised as are too many')
      await page.getByLabel('What helps, what does not, what changes').fill('Thursdays are hard: PE')
      await press(page, 'Keep the review')
      await said(page, /: Thursdays are hard: PE/)
    }
    await noFaults(page)

    at.moveTo('2027-01-04T10:00')
    await marks(at, road, ['2026-12-07', '....P', 'POPPP'])
    const head = await as('head', '')
    for (const _parent of parents()) {
      await goTo(head, '/duties?rule=N14')
      await fromDuty(head, road, 'Open the notice')
      await said(head, '24 of 30 half days in school; 6 unauthorised; 0 to come')
      await head.getByRole('combobox', { name: 'What came of it' }).selectOption('It did not improve enough')
      await head.getByLabel('In words').fill('Six more unauthorised sessions')
      await press(head, 'End the notice')
      await said(head, 'Not improved.')
      road.asked = here(head)
    }
    await noFaults(head)
  })

  test('comes to a penalty notice to each parent, past the same six questions asked anew', async () => {
    const page = await as('attendance-officer', road.asked ?? '')
    await press(page, 'Begin the questions before a penalty notice')
    await inDialog(page, 'Begin')
    await page.getByRole('heading', { name: `Before a formal step: ${road.name}` }).waitFor()
    road.asked = here(page)
    await answer(page, /^1\./, {
      choice: 'It was given or offered: see the case',
      words: 'Accepted, and nothing changed',
    })
    await answer(page, /^2\./, { choice: 'No', words: 'Asked again in January: none is known' })
    await answer(page, /^5\./, { choice: 'A penalty notice', words: 'The notice did not help' })
    const others = ['More support', 'An attendance contract', 'A notice to improve', 'An education supervision order']
    for (const choice of others)
      await answer(page, /^4\./, { choice, words: `${choice} would not change it`, press: 'Keep why not' })
    const lead = await as('dsl', '/duties')
    await fromDuty(lead, road, 'Open the case')
    await safeguard(lead, 'Asked the social worker: no concern')
    const head = await as('head', '/duties?rule=enforcement.decide')
    await fromDuty(head, road, 'Read and decide')
    await answer(head, /^6\./, { choice: 'A penalty notice', words: 'The absence went on', press: 'Decide' })

    await page.reload()
    await follow(page, 'Ask for a penalty notice')
    for (const parent of parents()) await page.getByLabel(new RegExp(`^${parent}`)).check()
    for (const field of await page.getByLabel('Why this parent').all())
      await field.fill('Has the child from day to day')
    await noFaults(page)
    await press(page, 'Ask for 2 notices')
    await page.getByRole('heading', { name: 'Penalty notices', level: 1 }).waitFor()
  })

  test('is cleared by the authority, issued and received', async () => {
    const page = await as('attendance-officer', '')
    for (const parent of parents()) {
      at.moveTo('2027-01-06T10:00')
      await goTo(page, `/penalty-notices?find=${parent}`)
      await follow(page, road.name)
      await page.getByRole('heading', { name: /^Penalty notice: / }).waitFor()
      road.notices.set(parent, here(page))
      isTagged(await handedOut(page, 'Request as PDF'))
      await step(page, 'The authority answered', { 'Who answered': 'The attendance desk' })
      await step(page, 'The authority issued it', {
        'Signed by': 'J Partridge',
        'The authority’s reference': 'PN/2041',
      })
      at.moveTo('2027-01-11T10:00')
      await page.reload()
      await step(page, 'It was received', { 'How you know': 'Signed for' })
      await said(page, 'Day 0 of 28: £80 to 1 Feb 2027, £160 to 8 Feb 2027')
      isTagged(await handedOut(page, 'Record as PDF'))
    }
    await noFaults(page)
  })

  test('is paid by the mother on the twenty-first day at the lower amount: her notice is closed', async () => {
    at.moveTo('2027-02-01T15:00')
    const page = await as('attendance-officer', notice(road.mother))
    await said(page, '£80, last day today')
    await press(page, 'Payment')
    await inDialog(page, 'Write it down', async (dialog) => {
      expect(await dialog.getByLabel('Pounds').inputValue()).toBe('80')
      await dialog.getByLabel('The authority’s reference').fill('PN/2041')
    })
    await said(page, '£80 on 1 Feb 2027')
    await noFaults(page)
    await goTo(page, `/penalty-notices?show=paid&find=${road.mother}`)
    await page.getByRole('row', { name: new RegExp(`${road.name}.*£80 on 1 Feb 2027`) }).waitFor()
    await noFaults(page)
  })

  test('is not paid by the father in 28 days: the head is told, and the authority prosecutes', async () => {
    at.moveTo('2027-02-09T09:00')
    await marks(at, road, ['2027-01-04', '.PPPP', 'PPPPP', 'PPPPP', 'PPPPP', 'PPPPP', 'P....'])
    const head = await as('head', '/duties?rule=enforcement.penalty-decide')
    expect(await (await lineAbout(head, road.name)).getByRole('link', { name: 'Open the notice' }).count()).toBe(1)
    await fromDuty(head, road, 'Open the notice')
    await head.getByRole('heading', { name: `Penalty notice: ${road.father} for ${road.name}` }).waitFor()
    await said(head, 'Not paid, and nothing can be paid any more')
    await said(head, 'Nothing any more: the last day was Monday 8 February 2027')
    await noFaults(head)
    await step(head, 'Prosecuted', { 'What the authority said': 'It goes to the magistrates’ court' })
    await said(head, 'Prosecuted from 9 Feb 2027')
  })

  test('has an evidence pack about the father, looked through before it is made; the command says that it holds', async () => {
    const page = await as('attendance-officer', notice(road.father))
    await follow(page, 'Evidence pack')
    await page.getByRole('heading', { name: `Evidence pack: ${road.name}` }).waitFor()
    await page.getByRole('heading', { name: 'What is taken out' }).waitFor()
    await noFaults(page)
    await makePack(page)
    isTagged(await handedOut(page, /^PDF$/))
    const zip = await handedOut(page, /^ZIP$/)
    expect(Object.keys(unzipSync(zip))).toEqual(
      expect.arrayContaining(['evidence-pack.pdf', 'index.txt', 'manifest.json', 'statements/head-certificate.txt']),
    )
    await press(page, 'Check it against the register')
    await page.getByText('Agrees', { exact: true }).first().waitFor()
    expect(await page.getByText('Does not agree').count()).toBe(0)
    await noFaults(page)

    const folder = await mkdtemp(join(tmpdir(), 'firstbell-pack-'))
    const file = join(folder, 'pack.zip')
    await writeFile(file, zip)
    const found = await packVerify(at, file)
    expect(found.length).toBeGreaterThan(4)
    expect(found.filter((line) => !line.startsWith('agrees: '))).toEqual([])
    await writeFile(file, zip.subarray(0, -100))
    await expect(packVerify(at, file)).rejects.toThrow('This is not the pack as it was made')
    await rm(folder, { recursive: true })
  })

  test('closes the case, and a subject access request finds all of it', async () => {
    const head = await as('head', road.casePage ?? '')
    await part(head, 'Formal steps')
    await said(head, `Penalty notice to ${road.father}`)
    await noFaults(head)
    await press(head, 'Close')
    await inDialog(head, 'Close the case', async (dialog) => {
      await dialog.getByLabel('How it ended').selectOption('Improved')
      await dialog.getByLabel('Why').first().fill('In school since; the father’s notice is with the court')
    })
    await said(head, /, closed here/)
    await goTo(head, `/pupils/${road.pupilId}/all-kept`)
    await said(head, 'What happened in each')
    await noFaults(head)
    await head.getByLabel('Who asked for it').fill(`${road.mother}, known to the office`)
    await head.getByLabel('With the entries of safeguarding').check()
    for (const part of await head.locator('main li > details').all()) {
      await part.locator('summary').click()
      const [looked, more] = [
        part.getByLabel(/^I have looked through/),
        part.getByRole('button', { name: /^Show \d+ more/ }),
      ]
      await looked.or(more).or(part.getByText('Goes as it is')).first().waitFor()
      while (await more.isVisible()) await more.click()
      if (await looked.isVisible()) await looked.check()
    }
    const record = unzipSync(await handedOut(head, 'Make the file'))
    const [happened, safe] = ['what-happened-in-each', 'entries-of-safeguarding'].map((title) =>
      strFromU8(record[Object.keys(record).find((path) => path.includes(title)) ?? ''] ?? new Uint8Array()),
    )
    const steps = [
      ...['It was looked at whether a formal step fits', 'The head decided', 'The head let a notice to improve go out'],
      ...['The notice to improve ended', 'Penalty notice: asked for', 'Penalty notice: payment'],
    ]
    expect(steps.filter((step) => happened?.includes(step) !== true)).toEqual([])
    expect(safe).toContain('Nothing known to us or to social care')
    for (const path of Object.keys(record).filter((path) => path.endsWith('.pdf')))
      isTagged(Buffer.from(record[path] ?? []))
  })
})
