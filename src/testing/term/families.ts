import { randomUUID } from 'node:crypto'
import { enterReports, type ReportCategory } from '../../absence/contract.ts'
import type { Day } from '../../kernel/day.ts'
import {
  answerAboutReport,
  inviteContact,
  myFamily,
  openFamily,
  reportAbsence,
  requestLeave,
} from '../../parents/contract.ts'
import { tokenIn } from '../family-school.ts'
import { drawSpells, type Spell } from './draw-absence.ts'
import type { Adult, Child, Family } from './draw-school.ts'
import { clockTime, count, nextDay, type World } from './world.ts'

/** What families say that an absence is for, in their words. */
const WORDS: Partial<Record<ReportCategory, string>> = {
  illness: 'Has a temperature and a cough',
  'medical-appointment': 'At the dentist this morning',
  holiday: 'We have gone away for a few days',
  transport: 'The car would not start',
  religious: 'A day that our church sets apart',
  family: 'A wedding in the family',
  other: 'Cannot come today',
  late: 'Will be late today',
}

/** Who of the children is away from today on, and what their families do before anybody asks. */
export function planFamilies(world: World): void {
  const { today, days, school } = world
  const random = world.random.fork(`spells ${today}`)
  const away = new Set(world.spells.filter((spell) => spell.days.includes(today)).flatMap(({ children }) => children))
  const ahead = days.slice(days.indexOf(today))
  const begun = drawSpells(random, { families: school.families, away, days: ahead })
  world.spells.push(...begun)
  count(world, 'spells', begun.length)
  for (const spell of world.spells.filter((one) => one.days.includes(today))) planToTell(world, spell)
}

/** Most tell of the first day; of later ones only where the school knows of no end. */
function planToTell(world: World, spell: Spell): void {
  const random = world.random.fork(`tell ${world.today} ${spell.children[0]?.id}`)
  const { habit, mother, father } = spell.family
  if (spell.told.has(world.today)) return
  const early = () => clockTime(60 * 7 + random.int(75))
  if (habit === 'portal') world.at(early(), () => reportOnPage(world, spell, { by: mother }))
  if (habit === 'phone') {
    const wrong = random.chance(0.06)
    world.at(clockTime(60 * 8 + random.int(65)), () => ring(world, spell, { by: mother, wrong }))
  }
  if (habit === 'late-portal')
    world.at(clockTime(60 * 15 + random.int(100)), () => reportOnPage(world, spell, { by: mother }))
  if (habit === 'contradicts' && father !== undefined) {
    world.at(early(), () => reportOnPage(world, spell, { by: mother, category: 'illness' }))
    world.at(clockTime(60 * 8 + random.int(65)), () => ring(world, spell, { by: father, category: 'holiday' }))
  }
  const barred = spell.family.adults.find(({ part }) => part === 'barred')
  if (barred !== undefined && random.chance(0.2))
    world.at(clockTime(60 * 9 + random.int(300)), () => ring(world, spell, { by: barred }))
}

interface Said {
  readonly by: Adult
  readonly category?: ReportCategory
  /** The office hears another child's name. */
  readonly wrong?: boolean
}

/** From today until the end that the family believes in, or says that it does. */
export function whatIsSaid(world: World, spell: Spell, category: ReportCategory = spell.category) {
  const { today } = world
  const left = spell.days.filter((day) => day >= today)
  const known = left.slice(0, Math.max(1, left.length - spell.saysTooFew))
  const last = known.at(-1) ?? today
  const back = nextDay(world, last)
  const until =
    spell.saysUntil === 'unknown'
      ? { kind: 'unknown' as const }
      : spell.saysUntil === 'returns' && back !== undefined
        ? { kind: 'returns' as const, day: back }
        : { kind: 'day' as const, day: last }
  const told: readonly Day[] = until.kind === 'unknown' ? [today] : known
  const first = { day: today, half: 'AM' as const }
  return { report: { first, until, category, words: WORDS[category] ?? '' }, told }
}

async function reportOnPage(world: World, spell: Spell, said: Said): Promise<void> {
  const cookie = await cookieOf(world, said.by, spell.children[0])
  const { report, told } = whatIsSaid(world, spell, said.category)
  const children = spell.children.map(({ id }) => ({ schoolId: world.school.id, pupilId: id, id: world.random.uuid() }))
  await world.product.ask(cookie, reportAbsence, { body: { children, ...report } })
  count(world, 'reports', children.length)
  for (const day of told) spell.told.add(day)
}

/** Somebody rings the office, which writes down what they say; now and then for a child of another family. */
async function ring(world: World, spell: Spell, { by, category, wrong = false }: Said): Promise<void> {
  const { report, told } = whatIsSaid(world, spell, category)
  const others = spell.children[0]?.form.children.filter(({ family }) => family !== spell.family) ?? []
  const mistaken = wrong
    ? others.find(
        (child) => !world.spells.some((one) => one.days.includes(world.today) && one.children.includes(child)),
      )
    : undefined
  if (mistaken !== undefined) count(world, 'reports for the wrong child')
  const about = mistaken === undefined ? spell.children : [mistaken]
  const ids = await enterSaid(world, about, {
    ...report,
    channel: 'phone',
    reporter: { contactId: mistaken === undefined ? by.id : null, name: `${by.forenames} ${by.surname}` },
  })
  const [right] = spell.children
  const [reportId] = ids
  if (mistaken === undefined) {
    if (by.part !== 'barred') for (const day of told) spell.told.add(day)
  } else if (right !== undefined && reportId !== undefined)
    world.mistakes.push({ reportId, day: world.today, wrong: mistaken, right, spell, told })
}

/** What somebody said, entered by the office as a report for each child. */
export async function enterSaid(world: World, about: readonly Child[], said: object): Promise<readonly string[]> {
  const { product, school, random } = world
  const children = about.map(({ id }) => ({ reportId: random.uuid(), pupilId: id }))
  const body = { children, ...said, receivedAt: product.clock.now() }
  const { ids } = await product.ask(school.officers[0], enterReports, { params: { schoolId: school.id }, body })
  count(world, 'reports', children.length)
  return ids
}

/** A sign-in of the family page: the school invites, the adult opens the link. */
async function cookieOf(world: World, adult: Adult, child: Child | undefined): Promise<string> {
  const known = world.cookies.get(adult)
  if (known !== undefined) return known
  const { product, school } = world
  const params = { schoolId: school.id, pupilId: child?.id ?? '', contactId: adult.id }
  const invited = await product.ask(school.officers[0], inviteContact, { params, body: { send: false } })
  const payload = { token: tokenIn(invited.link?.address ?? '') }
  const answer = await product.server.as(undefined).inject({ method: 'POST', url: openFamily.url, payload })
  const cookie = String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? ''
  if (answer.statusCode !== 200 || cookie === '') throw new Error(`no sign-in for the family: ${answer.body}`)
  world.cookies.set(adult, cookie)
  return cookie
}

/** In the evening families look at their page, and answer what the school asked. */
export async function readPages(world: World): Promise<void> {
  const { product, school } = world
  const lately = world.days.slice(Math.max(0, world.days.indexOf(world.today) - 5))
  const asked = world.spells.filter(({ days }) => days.some((day) => lately.includes(day)))
  for (const family of new Set(asked.map((spell) => spell.family))) {
    const cookie = world.cookies.get(family.mother)
    if (cookie === undefined) continue
    const page = await product.ask(cookie, myFamily)
    for (const { id, pupilId, state } of page.reports)
      if (state === 'asks')
        await product.ask(cookie, answerAboutReport, {
          params: { schoolId: school.id, pupilId, reportId: id },
          body: { text: 'It is an illness, and nothing else. We are sorry for the confusion.' },
        })
  }
}

const LEAVE_IN_TERM = 0.06

/** Some families ask for leave some weeks ahead, and go whatever the head decides. */
export function planLeave(world: World, family: Family): void {
  const random = world.random.fork(`leave ${family.mother.id}`)
  if (family.habit === 'never' || !random.chance(LEAVE_IN_TERM)) return
  const asks = random.int(Math.max(1, world.days.length - 12))
  const goes = Math.min(world.days.length - 3, asks + 6 + random.int(20))
  if (world.days[asks] !== world.today) return
  const days = world.days.slice(goes, goes + random.between(1, 3))
  const [first, last] = [days[0], days.at(-1)]
  const [child] = family.children
  if (first === undefined || last === undefined || child === undefined) return
  world.at('18:20', async () => {
    const cookie = await cookieOf(world, family.mother, child)
    const children = [{ schoolId: world.school.id, pupilId: child.id, id: randomUUID() }]
    const body = { children, kind: 'exceptional', from: { day: first, half: 'AM' }, to: { day: last, half: 'PM' } }
    await world.product.ask(cookie, requestLeave, { body: { ...body, reason: 'A wedding abroad', particulars: '' } })
    count(world, 'leave requests')
  })
  if (world.spells.some((spell) => spell.children.includes(child) && spell.days.some((day) => days.includes(day))))
    return
  const told = new Set(days)
  const spell: Spell = {
    ...{
      family,
      children: [child],
      category: 'holiday',
      days,
      morningOnly: false,
      saysUntil: 'day',
      saysTooFew: 0,
      told,
    },
  }
  world.spells.push(spell)
}
