import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { readChildren } from '../../src/casework/index.ts'
import { day } from '../../src/kernel/day.ts'
import type { ContactId, GroupId, PupilId } from '../../src/kernel/ids.ts'
import { inviteContact } from '../../src/parents/contract.ts'
import { contactsOfPupils, groupsOn } from '../../src/roll/index.ts'
import { importWeeks } from '../../src/testing/figures-school.ts'
import { axeFindings, contextOptions, overflow } from '../look.ts'
import { quiet } from '../quiet.ts'
import type { DemoServer } from '../school-server.ts'

/** What is known of the child by the step before. */
export interface Road {
  readonly pupilId: PupilId
  readonly name: string
  readonly first: string
  readonly groupId: GroupId
  readonly group: string
  readonly motherId: ContactId
  readonly mother: string
  readonly father: string
  casePage?: string
  /** The mother's sign-in, as her browser keeps it. */
  family?: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>
}

/** Somebody who missed 4 of 104 sessions, with two parents at home. */
export async function childThatComes(at: DemoServer): Promise<Road> {
  const { schoolId } = at
  const today = day('2026-11-23')
  return at.server.database.inTenants([schoolId], async (tx) => {
    const children = await readChildren(tx, { schoolId, now: at.server.clock.now() })
    const groups = await groupsOn(tx, { schoolId, day: today })
    for (const { id, name, onRoll, sessions, group } of children.values()) {
      if (!onRoll || sessions === null || sessions.possible < 100 || sessions.possible - sessions.attended !== 4)
        continue
      const contacts = await contactsOfPupils(tx, { schoolId, day: today, pupilIds: [id] })
      const [mother, father] = contacts.filter((one) => one.isParent && one.livesWith && one.mayBeTold && !one.barred)
      const groupId = groups.find((one) => one.name === group)?.id
      if (mother === undefined || father === undefined || groupId === undefined || group === null) continue
      const named = (one: typeof mother) => `${one.forenames} ${one.surname}`
      const [first = name] = name.split(' ')
      const parents = { motherId: mother.contactId, mother: named(mother), father: named(father) }
      return { pupilId: id, name, first, groupId, group, ...parents }
    }
    throw new Error('the demonstration has such a child')
  })
}

export const said = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor()
export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
export const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click()
export const part = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click()

/** How hard something makes school. */
export const choose = (page: Page, statement: string, level: string) =>
  page.getByRole('group', { name: statement }).getByText(level, { exact: true }).click()

/** Neither axe finds anything, nor does the page scroll sideways: on a phone and at a desk, as it stands. */
export async function noFaults(page: Page): Promise<void> {
  const before = page.viewportSize() ?? { width: 1440, height: 900 }
  const found: string[] = []
  for (const [width, height] of [
    [390, 844],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height })
    // From the top: what is half under the head of the page, which stays, is a small target there.
    await page.evaluate('scrollTo(0, 0)')
    await quiet(page)
    found.push(...[...(await axeFindings(page)), ...(await overflow(page))].map((fault) => `${width} px: ${fault}`))
  }
  await page.setViewportSize(before)
  expect(found).toEqual([])
}

/** What a button hands out. */
export async function handedOut(on: Page | Locator, name: string | RegExp): Promise<Buffer> {
  const page = 'page' in on ? on.page() : on
  const [file] = await Promise.all([page.waitForEvent('download'), on.getByRole('button', { name }).first().click()])
  return readFile(await file.path())
}

/** A PDF with tags, and with the mark of PDF/UA. */
export function isTagged(content: Buffer): void {
  const pdf = content.toString('latin1')
  expect([pdf.slice(0, 5), /pdfuaid/.test(pdf), /StructTreeRoot/.test(pdf)]).toEqual(['%PDF-', true, true])
}

/** Does what a dialog asks for, and waits until it is done. */
export async function inDialog(page: Page, done: string, fill?: (dialog: Locator) => Promise<void>): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await fill?.(dialog)
  await dialog.getByRole('button', { name: done, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await quiet(page)
}

/** The line of the work list about this child. */
export async function lineAbout(page: Page, name: string): Promise<Locator> {
  await page.getByRole('heading', { name: 'Work list', level: 1 }).waitFor()
  await quiet(page)
  const all = page.getByRole('button', { name: /^Show all/ })
  if ((await all.count()) > 0) await all.first().click()
  return page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) })
}

/** Marks of the child, week by week, as the school's registers would have them. */
export async function marks(at: DemoServer, road: Road, of: readonly [string, ...string[]]): Promise<void> {
  const [monday, ...weeks] = of
  const school = { id: at.schoolId, officer: at.person('attendance-officer'), groups: { nineA: road.groupId } }
  await importWeeks(at.server, school, { monday: day(monday), marks: { [road.pupilId]: weeks } })
}

/** The mother on her phone: the first time by the link that the office hands her, then as her phone remembers her. */
export async function motherOf(at: DemoServer, road: Road): Promise<Page> {
  const phone = contextOptions(390, 'light')
  if (road.family !== undefined) return at.open(undefined, '/family', { ...phone, storageState: road.family })
  const { schoolId } = at
  const asked = await at.server.as(at.person('attendance-officer'))(inviteContact, {
    params: { schoolId, pupilId: road.pupilId, contactId: road.motherId },
    body: { send: false },
  })
  const page = await at.open(undefined, `/family/open${new URL(asked.json().link.address).hash}`, phone)
  await press(page, 'Open my family page')
  await page.getByRole('heading', { name: 'My children' }).waitFor()
  road.family = await page.context().storageState()
  return page
}
