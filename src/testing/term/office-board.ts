import {
  claimFamily,
  handOver,
  morningBoard,
  planVisit,
  recordContact,
  recordVisit,
  type ShownChild,
  type ShownContact,
  type ShownFamily,
  sendTexts,
} from '../../absence/contract.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Random } from '../../main/demo/random.ts'
import { sameNumber } from './services.ts'
import { adultOf, childOf, count, nextDay, spellOf, type World } from './world.ts'

/** One round at the board: texts by one press, then family by family whatever its ladder asks for now. */
export async function workBoard(world: World): Promise<void> {
  const { product, school } = world
  const params = { schoolId: school.id }
  const board = await product.ask(school.officers[0], morningBoard, { params })
  const due = board.families.flatMap((family) => family.children.filter(isDue))
  const toText = due.filter(({ rungs }) => nextOf(rungs)?.channel === 'text').map(({ pupilId }) => pupilId)
  for (let from = 0; from < toText.length; from += 20) {
    const body = { pupilIds: toText.slice(from, from + 20) }
    await product.ask(school.officers[0], sendTexts, { params, body })
  }
  const later = toText.length === 0 ? board : await product.ask(school.officers[0], morningBoard, { params })
  for (const family of later.families) await follow(world, family)
}

const nextOf = (rungs: ShownChild['rungs']) => rungs.find(({ state }) => state === 'next')
const isDue = ({ state, rungs }: ShownChild) => state === 'open' && nextOf(rungs)?.isDue === true

async function follow(world: World, family: ShownFamily): Promise<void> {
  const random = world.random.fork(`follow ${world.product.clock.now()} ${family.key}`)
  for (const [channel, children] of Map.groupBy(family.children.filter(isDue), ({ rungs }) => nextOf(rungs)?.channel)) {
    if (channel === 'call') await ringFamily(world, random, { family, children })
    if (channel === 'letter') await post(world, children)
    if (channel === 'visit') await visit(world, random, children)
    if (channel === 'welfare') await hand(world, children, 'police')
    if (channel === 'authority') await hand(world, children, 'local authority')
  }
}

interface Ringing {
  readonly family: ShownFamily
  readonly children: readonly ShownChild[]
}

/** Rings whoever is still to be tried, one after the other, until somebody says something. */
async function ringFamily(world: World, random: Random, { family, children }: Ringing): Promise<void> {
  const { product, school } = world
  const [officer, other] = school.officers
  const params = { schoolId: school.id }
  const pupilIds = children.map(({ pupilId }) => pupilId)
  const rung = nextOf(children[0]?.rungs ?? [])
  await product.ask(officer, claimFamily, { params, body: { pupilIds } })
  if (random.chance(0.3)) {
    const { refused } = await product.tryTo(other, claimFamily, {
      params,
      body: { pupilIds },
      allow: ['absence.being-rung'],
    })
    if (refused === undefined) throw new Error(`two officers rang the family of ${children[0]?.name} at once`)
    count(world, 'families rung by two at once')
  }
  if (rung !== undefined && rung.left.length === 0)
    await keepCall(world, {
      pupilIds,
      whom: rung.to === 'police' ? 'police' : 'social worker',
      outcome: 'spoke',
      words: 'They know',
    })
  for (const contactId of rung?.left ?? []) {
    const contact = family.contacts.find((one) => one.contactId === contactId)
    const about = pupilIds.filter((id) => contact?.about.includes(id))
    if (contact === undefined || about.length === 0) continue
    if (await ringOne(world, random, { contact, about })) break
  }
  await product.ask(officer, claimFamily, { params, body: { pupilIds, done: true } })
}

/** @returns whether they were told something. */
async function ringOne(
  world: World,
  random: Random,
  of: { contact: ShownContact; about: readonly PupilId[] },
): Promise<boolean> {
  const { contact, about } = of
  const [pupilId] = about
  const spell = pupilId === undefined ? undefined : spellOf(world, { id: pupilId })
  const { numbers } = contact
  const number = numbers.find(({ wrong }) => !wrong)?.number ?? null
  const adult = adultOf(world, contact.contactId)
  const call = { pupilIds: about, contactId: contact.contactId, number }
  if (adult?.part === 'barred') throw new Error(`the board offered the barred ${contact.name}`)
  const dead = spell?.family.deadNumber
  if (dead !== undefined && number !== null && sameNumber(dead, number)) {
    await keepCall(world, { ...call, outcome: 'wrong-number', words: 'Somebody else answers' })
    return false
  }
  const asks = spell?.family.habit === 'answers-call' ? 0.95 : 0.35
  if (spell === undefined || spell.family.habit === 'never' || adult?.part === 'grandmother' || !random.chance(asks)) {
    const outcome = random.pick([
      'no-answer',
      'no-answer',
      'message-left',
      adult?.part === 'grandmother' ? 'spoke' : 'no-answer',
    ])
    await keepCall(world, { ...call, outcome, words: '' })
    return false
  }
  const left = spell.days.filter((day) => day > world.today)
  const back = nextDay(world, left.at(-1) ?? world.today)
  if (back !== undefined && left.length > 0 && random.chance(0.3)) {
    await keepCall(world, { ...call, outcome: 'return-date', returnDay: back, words: 'Back then' })
    return true
  }
  await keepCall(world, {
    ...call,
    outcome: 'reason',
    category: spell.category,
    returnDay: back ?? null,
    words: 'As they say',
  })
  spell.told.add(world.today)
  return true
}

async function keepCall(world: World, call: object): Promise<void> {
  const { product, school, random } = world
  const body = { key: random.uuid(), channel: 'call', ...call }
  await product.ask(school.officers[0], recordContact, { params: { schoolId: school.id }, body })
  count(world, 'calls')
}

async function post(world: World, children: readonly ShownChild[]): Promise<void> {
  const { product, school, random } = world
  const pupilIds = children.map(({ pupilId }) => pupilId)
  const body = { key: random.uuid(), pupilIds, channel: 'letter', outcome: 'sent', words: 'First letter' }
  await product.ask(school.officers[1], recordContact, { params: { schoolId: school.id }, body })
  count(world, 'letters')
}

async function visit(world: World, random: Random, children: readonly ShownChild[]): Promise<void> {
  const { product, school } = world
  const pupilIds = children.map(({ pupilId }) => pupilId)
  const visitId = random.uuid()
  const params = { schoolId: school.id }
  const planned = { visitId, pupilIds, day: world.today, going: 'Ada Aide and a colleague', words: '' }
  await product.ask(school.officers[1], planVisit, { params, body: planned })
  const outcome = random.weighted([
    ['seen-safe', 5],
    ['spoke', 2],
    ['nobody-in', 3],
  ])
  world.at('14:30', async () => {
    const body = { outcome, going: 'Ada Aide', words: 'Was at the door' }
    await product.ask(school.officers[1], recordVisit, { params: { ...params, visitId }, body })
    count(world, 'visits')
  })
}

async function hand(world: World, children: readonly ShownChild[], to: string): Promise<void> {
  const { product, school, random } = world
  const pupilIds = children.map(({ pupilId }) => pupilId)
  for (const id of pupilIds) childOf(world, id)
  const body = { key: random.uuid(), pupilIds, to, words: 'Told all that was tried', reference: 'REF 1' }
  await product.ask(school.officers[0], handOver, { params: { schoolId: school.id }, body })
  count(world, 'hand-overs')
}
