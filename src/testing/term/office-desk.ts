import { listReasons, type WantedReason, warnFamilies } from '../../absence/contract.ts'
import { dutyDone, handOverDuty, snoozeDuty, workList } from '../../duties/contract.ts'
import { compareSessions } from '../../kernel/session.ts'
import { grantLeave, listLeave, readLeave, refuseLeave, settleLeave } from '../../leave/contract.ts'
import { listOutbox, printLetters, settleMessages } from '../../messaging/contract.ts'
import { changeContact, getPupil } from '../../roll/contract.ts'
import type { Adult, Child, Family } from './draw-school.ts'
import { count, nextDay, type World } from './world.ts'

/** Families whose N have two school days left or fewer, and of which nothing is known, are warned. */
export async function workReasons(world: World): Promise<void> {
  const { product, school, random } = world
  const params = { schoolId: school.id }
  const { marks } = await product.ask(school.officers[0], listReasons, { params })
  const silent = marks.filter(({ report, warned, left }) => report === null && warned === null && (left ?? 0) <= 2)
  const pupils = [...Map.groupBy(silent, ({ pupil }) => pupil.id)].map(([pupilId, ofChild]) => ({
    ...{ warningId: random.uuid(), pupilId },
    ...spanOf(ofChild),
  }))
  if (pupils.length === 0) return
  const body = { channel: 'message', pupils }
  const { warned, left } = await product.ask(school.officers[0], warnFamilies, { params, body })
  count(world, 'warnings', warned)
  const byPost = pupils.filter(({ pupilId }) => left.some((one) => one.pupilId === pupilId))
  if (byPost.length === 0) return
  const letter = {
    channel: 'letter',
    words: 'A letter went with the post',
    pupils: byPost.map((one) => ({ ...one, warningId: random.uuid() })),
  }
  const posted = await product.ask(school.officers[0], warnFamilies, { params, body: letter })
  count(world, 'warnings', posted.warned)
}

function spanOf(marks: readonly WantedReason[]) {
  const [from, to] = [marks.toSorted(compareSessions)[0], marks.toSorted(compareSessions).at(-1)]
  if (from === undefined || to === undefined) throw new RangeError('no mark')
  return { from: { day: from.day, half: from.half }, to: { day: to.day, half: to.half } }
}

const WHAT_TO_DO: readonly (readonly ['leave' | 'snooze' | 'hand' | 'done', number])[] = [
  ['leave', 90],
  ['snooze', 5],
  ['hand', 3],
  ['done', 2],
]

/** Some duties are put off, some handed over, some written down as done. */
export async function workDuties(world: World): Promise<void> {
  const { product, school, today } = world
  const random = world.random.fork(`duties ${today}`)
  const params = { schoolId: school.id }
  const [officer, other] = school.officers
  const { duties, rules } = await product.ask(officer, workList, { params, query: { whose: 'mine' } })
  const byRecord = new Set(rules.filter(({ ends }) => ends === 'record').map(({ id }) => id))
  const open = duties.filter(({ state }) => state === 'open')
  const chosen = Map.groupBy(open, () => random.weighted(WHAT_TO_DO))
  const of = (what: 'snooze' | 'hand' | 'done') => (chosen.get(what) ?? []).map(({ key }) => key)
  const tomorrow = nextDay(world, today)
  const reason = 'Of this simulation'
  const [later, handed] = [of('snooze'), of('hand')]
  const done = (chosen.get('done') ?? []).filter(({ rule }) => byRecord.has(rule)).map(({ key }) => key)
  if (later.length > 0 && tomorrow !== undefined) {
    const until = { day: tomorrow, time: '10:00' }
    await product.ask(officer, snoozeDuty, { params, body: { keys: later, reason, until, beyondDue: true } })
    count(world, 'duties put off', later.length)
  }
  if (handed.length > 0) {
    const body = { keys: handed, reason, to: { personId: other.id } }
    await product.ask(officer, handOverDuty, { params, body })
    count(world, 'duties handed over', handed.length)
  }
  if (done.length === 0) return
  await product.ask(officer, dutyDone, { params, body: { keys: done, reason } })
  count(world, 'duties done', done.length)
}

/** What no service could send goes by hand; of what may have gone, somebody finds out. */
export async function workOutbox(world: World): Promise<void> {
  const { product, school } = world
  const params = { schoolId: school.id }
  const outbox = async () => (await product.ask(school.officers[1], listOutbox, { params })).messages
  const waiting = await outbox()
  const letters = waiting.filter(({ state, mustNotGo }) => state === 'to-print' && mustNotGo === null).slice(0, 100)
  if (letters.length > 0)
    await product.server.as(school.officers[1])(printLetters, {
      params,
      body: { messageIds: letters.map(({ id }) => id) },
    })
  const messages = letters.length > 0 ? await outbox() : waiting
  const messageIds = messages.map(({ id }) => id).slice(0, 200)
  if (messageIds.length === 0) return
  const { settled } = await product.ask(school.officers[1], settleMessages, {
    params,
    body: { messageIds, outcome: 'sent' },
  })
  count(world, 'texts sent by hand', settled)
}

/** The head decides on leave, and the office makes G of what was taken all the same. */
export async function workLeave(world: World): Promise<void> {
  const { product, school, today } = world
  const params = { schoolId: school.id }
  const { requests } = await product.ask(school.head, listLeave, { params })
  for (const request of requests) {
    const at = { ...params, requestId: request.id }
    const random = world.random.fork(`decide ${request.id} ${today}`)
    if (request.state === 'waiting') {
      const { test } = await product.ask(school.head, readLeave, { params: at })
      const judged = test.map((words) => ({ test: words, met: true }))
      const { from, to } = request
      const grant = { key: random.uuid(), from, to, reason: 'Rare, and once', judged }
      const isGranted = world.random.fork(`grants ${request.pupil.id}`).chance(0.5)
      if (isGranted) await product.ask(school.head, grantLeave, { params: at, body: grant })
      else await product.ask(school.head, refuseLeave, { params: at, body: { reason: 'Not exceptional', judged: [] } })
      if (isGranted) count(world, 'leave granted')
    }
    if (request.state !== 'refused' || request.to.day > today) continue
    const { beyond } = await product.ask(school.officers[0], readLeave, { params: at })
    const sessions = beyond.filter(({ waits }) => !waits).map(({ day, half }) => ({ day, half }))
    if (sessions.length === 0) continue
    const told = 'by the letter of the decision'
    const body = { key: random.uuid(), reason: 'Leave was refused, and they went', told, sessions }
    const { done } = await product.tryTo(school.officers[0], settleLeave, {
      params: at,
      body,
      allow: ['leave.nothing-beyond'],
    })
    count(world, 'marks made G', done?.marks ?? 0)
  }
}

/** Families whose number was dead tell the school another after a while. */
export async function changeNumbers(world: World): Promise<void> {
  const at = world.days.indexOf(world.today)
  for (const [n, family] of world.school.families.entries()) {
    if (family.deadNumber === undefined || at !== 12 + (n % 20)) continue
    const phone = `07700 900${family.deadNumber.slice(-3).replace(/^./, '6')}`
    await changeAdult(world, { family, adult: family.mother }, { phones: [{ kind: 'mobile', number: phone }] })
    family.mother.phone = phone
  }
}

/** In the middle of the term a court bars the father of one family in thirty; the head writes it down while texts are on their way. */
export async function barFathers(world: World): Promise<void> {
  const at = world.days.indexOf(world.today)
  for (const [n, family] of world.school.families.entries()) {
    const { father } = family
    if (father === undefined || n % 30 !== 7 || at !== 8 + (n % 12)) continue
    await changeAdult(
      world,
      { family, adult: father },
      { barred: true, barredReason: 'A court said so', mayBeTold: false, emergency: false },
    )
    world.barred.push({ adult: father, family, since: world.product.clock.now() })
    count(world, 'bars in the middle of the term')
  }
}

async function changeAdult(world: World, of: { family: Family; adult: Adult }, change: object): Promise<void> {
  const { product, school } = world
  for (const child of of.family.children) {
    const known = await contactOf(world, child, of.adult)
    const params = { schoolId: school.id, pupilId: child.id, contactId: of.adult.id }
    const { title, forenames, surname, phones, relationship, isParent, parentalResponsibility, livesWith } = known
    const { emergency, mayBeTold, barred, version, linkVersion, email } = known
    const body = {
      ...{ title, forenames, surname, phones, relationship, isParent, parentalResponsibility, livesWith },
      ...{ emergency, mayBeTold, barred, version, linkVersion, email: email ?? '', reason: 'They told us' },
      ...change,
    }
    await product.ask(school.head, changeContact, { params, body })
  }
}

async function contactOf(world: World, child: Child, adult: Adult) {
  const { product, school } = world
  const pupil = await product.ask(school.head, getPupil, { params: { schoolId: school.id, pupilId: child.id } })
  const contact = pupil.office?.contacts.find(({ id }) => id === adult.id)
  if (contact === undefined) throw new RangeError(`${adult.forenames} is no contact of ${child.forename}`)
  return contact
}
