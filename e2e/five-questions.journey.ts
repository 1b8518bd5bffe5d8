import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../src/kernel/day.ts'
import { recordSupport } from '../src/measures/contract.ts'
import { importWeeks } from '../src/testing/figures-school.ts'
import { launchBrowser } from './browser.ts'
import { type SchoolServer, startSchool } from './school-server.ts'

// A head's five questions, answered from the home page by clicking: how are we doing, who is slipping, why, compared with whom, did it help.

const GOOD = '/\\ /\\ /\\ /\\ /\\'
const MONDAYS_ILL = 'II /\\ /\\ /\\ /\\'
const MONDAYS_OFF = 'OO /\\ /\\ /\\ /\\'

/** Pages of figures to ask, things on them to open, and drawers to close again: fewer than three a question. */
const MOST_ACTS = 13

let browser: Browser
let at: SchoolServer

beforeAll(async () => {
  browser = await launchBrowser()
  at = await startSchool(browser, { pupilsInGroup: 24 })
  const { school, server } = at
  const { nineA, nineB, sevenA } = school.pupils
  const weeks = (before: string, after: string) => Array.from({ length: 11 }, (_, week) => (week < 4 ? before : after))
  const supported = nineA.slice(0, 6)
  const ofNineA = nineA.map((id, place) => {
    const stillIll = place >= supported.length && place % 2 === 0
    return [id, weeks(MONDAYS_ILL, stillIll ? MONDAYS_ILL : GOOD)] as const
  })
  // The first pupil of 9B has missed 8 of 100 sessions and misses four more this week: over 10 %.
  const slipping = [...weeks(MONDAYS_OFF, GOOD).slice(0, 10), 'OO OO /\\ /\\ /\\']
  const ofNineB = nineB.map((id, place) => [id, place === 0 ? slipping : weeks(GOOD, GOOD)] as const)
  const ofSevenA = sevenA.map((id) => [id, weeks(GOOD, GOOD)] as const)
  const monday = day('2026-09-07')
  for (const [group, marks] of [
    ['nineA', ofNineA],
    ['nineB', ofNineB],
    ['sevenA', ofSevenA],
  ] as const)
    await importWeeks(server, school, { monday, groupId: school.groups[group], marks: Object.fromEntries(marks) })
  await server.as(school.officer)(recordSupport, {
    params: { schoolId: school.id },
    body: { name: 'Breakfast club', from: day('2026-10-05'), pupilIds: supported },
  })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

/** Somebody at a page who counts what they do. */
function counting(page: Page) {
  const acts: string[] = []
  const click = async (what: Locator, name: string) => {
    await what.click()
    acts.push(name)
  }
  return {
    acts,
    click,
    go: (name: string) => click(page.getByRole('navigation').getByRole('link', { name, exact: true }), name),
    escape: async () => {
      await page.keyboard.press('Escape')
      acts.push('Escape')
    },
  }
}

const figure = (page: Page, name: RegExp) => page.getByRole('button', { name }).first()

test('a head’s five questions are answered from the home page by a few clicks', async () => {
  const page = await at.open(at.school.head, '')
  const started = performance.now()
  const head = counting(page)

  // How are we doing? Against last week at home, then the year.
  await figure(page, /^Attendance, Week of 16 Nov: 96\.9 % 698 of 720/).waitFor()
  await head.click(page.getByRole('link', { name: 'All figures' }), 'All figures')
  await figure(page, /^Attendance: 95\.8 % 7,590 of 7,920/).waitFor()

  // Who is slipping? Who crossed a line this week, and who can still be helped.
  await head.go('At risk')
  await page.getByText('Can stay below 10 %').first().waitFor()
  await page.getByText(/are listed: with absence/).waitFor()
  await head.go('Lines crossed')
  const crossed = page.getByRole('row', { name: /Ada Adler00.*9B/ }).first()
  await crossed.getByText('at risk → persistent').waitFor()

  // Why? Down to the session, the mark and who made it; then how each class is coded.
  await head.click(crossed.getByRole('button', { name: /Absence of Ada Adler00: 10\.9 % · 12 of 110/ }), 'the absence')
  const why = page.getByRole('dialog', { name: 'Why this figure?' })
  await why.getByText('In the figure (12)').waitFor()
  await head.click(why.getByRole('button', { name: /17 Nov 2026, afternoon/ }), 'a session')
  await page
    .getByRole('dialog', { name: /17 Nov 2026, afternoon/ })
    .getByText('Olu Officer, Attendance officer')
    .waitFor()
  await head.escape()
  await why.getByText('In the figure (12)').waitFor()
  await head.escape()
  await why.waitFor({ state: 'hidden' })
  await head.go('Overview')
  await figure(page, /^O in 9B: 0\.5 % 12 of 2,640/).waitFor()
  await figure(page, /^I in 9A: /).waitFor()

  // Compared with whom? Each class beside everybody else, and the school beside England.
  await head.go('Groups')
  await page
    .getByRole('row', { name: /^9A .* 11\.8 more/ })
    .first()
    .waitFor()
  const beside = page.getByRole('table', { name: 'Beside England' })
  expect(await beside.getByRole('row', { name: /^All pupils/ }).textContent()).toMatch(/\d\.\d %.*England .*\d\.\d %/s)
  // One England alone on the page: no other table has another year's.
  expect(await page.getByRole('columnheader', { name: /England/ }).count()).toBe(0)

  // Did what we tried help?
  await head.go('Did it help?')
  await head.click(page.getByRole('link', { name: 'Breakfast club', exact: true }), 'Breakfast club')
  await page.getByText(/The 6 pupils had 20\.0 points less absence after than before/).waitFor()
  await page.getByText('The difference', { exact: true }).waitFor()

  const seconds = (performance.now() - started) / 1000
  console.log(`Five questions: ${head.acts.length} clicks and keys in ${seconds.toFixed(1)} s: ${head.acts.join(', ')}`)
  expect(head.acts.length).toBeLessThanOrEqual(MOST_ACTS)
})
