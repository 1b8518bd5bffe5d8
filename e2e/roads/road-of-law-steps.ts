import { Command } from 'commander'
import type { Locator, Page } from 'playwright-core'
import { nationalThresholdList, type Standing } from '../../src/enforcement/contract.ts'
import { addPackCommands } from '../../src/enforcement/index.ts'
import { day } from '../../src/kernel/day.ts'
import type { GroupId, PupilId } from '../../src/kernel/ids.ts'
import { contactsOfPupils, groupsOn } from '../../src/roll/index.ts'
import { importWeeks } from '../../src/testing/figures-school.ts'
import { quiet } from '../quiet.ts'
import type { DemoServer } from '../school-server.ts'
import { inDialog, lineAbout, press, said } from './road-of-support-steps.ts'

/** What is known of the child by the step before. */
export interface Road {
  readonly pupilId: PupilId
  readonly name: string
  readonly mother: string
  readonly father: string
  readonly groupId: GroupId
  /** The address of the case, and of each thread, as `open` takes it. */
  casePage?: string
  considered?: string
  asked?: string
  readonly notices: Map<string, string>
}

/** Who met the national threshold: day by day and not by a holiday, nothing considered yet, with two parents at home. */
export async function childAtThreshold(at: DemoServer): Promise<Road> {
  const { schoolId } = at
  const today = day('2026-11-23')
  const list = await at.server.as(at.person('head'))(nationalThresholdList, { params: { schoolId } })
  const { children } = list.json() as { children: Standing[] }
  return at.server.database.inTenants([schoolId], async (tx) => {
    const groups = await groupsOn(tx, { schoolId, day: today })
    for (const { pupil, state, unexplained, considerationId, now } of children) {
      if (state !== 'met' || unexplained > 0 || considerationId !== null || now.some(({ code }) => code === 'G'))
        continue
      const contacts = await contactsOfPupils(tx, { schoolId, day: today, pupilIds: [pupil.id] })
      const parents = contacts.filter((one) => one.isParent && one.livesWith && one.mayBeTold)
      const [mother, father] = parents.map(({ title, forenames, surname }) => `${title} ${forenames} ${surname}`.trim())
      const groupId = groups.find(({ name }) => name === pupil.group)?.id
      if (mother !== undefined && father !== undefined && groupId !== undefined)
        return { pupilId: pupil.id, name: pupil.name, mother, father, groupId, notices: new Map() }
    }
    throw new Error('the demonstration has such a child')
  })
}

/** Opens what a duty about the child leads to. */
export async function fromDuty(page: Page, { name }: Road, link: string): Promise<void> {
  const line = await lineAbout(page, name)
  await line.getByRole('link', { name: link }).first().click()
}

const KEEP = 'Keep the answer'

/** One of the six questions: what is chosen, and the words. */
export async function answer(
  page: Page,
  title: RegExp,
  of: { readonly choice: string; readonly words: string; readonly press?: string },
): Promise<void> {
  const question = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) })
  const again = question.getByRole('button', { name: /^Answer again/ })
  if ((await again.count()) > 0) await again.click()
  await question.getByRole('combobox').selectOption({ label: of.choice })
  await question.getByRole('textbox').fill(of.words)
  await question.getByRole('button', { name: of.press ?? KEEP }).click()
  await question.getByText(of.words, { exact: false }).first().waitFor()
  await quiet(page)
}

/** The safeguarding lead answers in the case, where nobody else reads the words. */
export async function safeguard(page: Page, words: string): Promise<void> {
  await page.getByRole('tab', { name: 'Formal steps' }).click()
  await page
    .getByRole('combobox', { name: 'Safeguarding', exact: true })
    .selectOption({ label: 'Does not speak against a formal step' })
  await page.getByLabel('What was considered').fill(words)
  await press(page, KEEP)
  await page.getByLabel('What was considered').waitFor({ state: 'detached' })
}

/** Writes down one step of a penalty notice. */
export async function step(page: Page, button: string, typed: Readonly<Record<string, string>>): Promise<void> {
  await press(page, button)
  await inDialog(page, 'Write it down', async (dialog: Locator) => {
    for (const [label, words] of Object.entries(typed)) await dialog.getByLabel(label).fill(words)
  })
}

/** A day: present, away without a reason that was accepted, or none of ours. */
const DAYS: Readonly<Record<string, string>> = { P: '/\\', O: 'OO', '.': '..' }

/** Marks of the child, a letter for each day and a word for each week, as the school's registers would have them. */
export async function marks(at: DemoServer, road: Road, of: readonly [string, ...string[]]): Promise<void> {
  const [monday, ...weeks] = of
  const school = { id: at.schoolId, officer: at.person('attendance-officer'), groups: { nineA: road.groupId } }
  const inFull = weeks.map((week) => [...week].map((one) => DAYS[one]).join(' '))
  await importWeeks(at.server, school, { monday: day(monday), marks: { [road.pupilId]: inFull } })
}

/** Looks through a pack, decides about every name that was found, and makes it. */
export async function makePack(page: Page): Promise<void> {
  for (const choice of ['Black out', 'Leave']) {
    const undecided = page.getByRole('listitem').filter({ has: page.getByText('Decide', { exact: true }) })
    const buttons = undecided.getByRole('button', { name: new RegExp(`^${choice} `) })
    while ((await buttons.count()) > 0) await buttons.first().click()
  }
  await press(page, 'Make the pack')
  await said(page, 'Packs that were made')
  await quiet(page)
}

/** What `./firstbell pack verify FILE` says of a ZIP, run on this installation. */
export async function packVerify(at: DemoServer, file: string): Promise<readonly string[]> {
  const lines: string[] = []
  const program = new Command().exitOverride()
  const settings = { publicUrl: at.url, secret: 'The command asks for none' }
  addPackCommands(program, (work) =>
    work({ database: at.server.database, settings, folder: '/', say: (line) => lines.push(line) }),
  )
  await program.parseAsync(['pack', 'verify', file], { from: 'user' })
  return lines
}
