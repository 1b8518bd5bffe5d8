import { momentFromMilliseconds, schoolTime } from '../../kernel/time-of-day.ts'
import type { NotifyMood } from '../notify-server.ts'
import { type Adult, type Family, numberOnNoRecord } from './draw-school.ts'
import { clockTime, count, named, spellOf, type World } from './world.ts'

/** How GOV.UK Notify is on a day until its fault is mended at eleven: mostly well. */
const MOODS: readonly (readonly [NotifyMood, number])[] = [
  ['up', 60],
  ['gone', 8],
  ['fault', 8],
  ['too-many', 8],
  ['takes-and-breaks', 10],
  ['bad-template', 6],
]

export function planServices(world: World): void {
  world.product.notify.mood = world.random.fork(`notify ${world.today}`).weighted(MOODS)
  world.at('11:00', async () => {
    world.product.notify.mood = 'up'
  })
}

/** What the services have taken since: receipts for it, and what families do when they read it. */
export async function deliver(world: World): Promise<void> {
  const { product, seen } = world
  const texts = product.notify.taken.slice(seen.notify)
  seen.notify += texts.length
  for (const { reference, to, personalisation } of texts) {
    const adult = adultAt(world, to)
    const isDead = world.school.families.some(
      (family) => family.deadNumber !== undefined && sameNumber(family.deadNumber, to),
    )
    if (isDead) count(world, 'dead numbers')
    // The service says so again some hours later, as services do.
    for (let times = 0; times < (isDead ? 2 : 1); times += 1)
      await product.hook('/hooks/receipts', { reference, status: isDead ? 'permanent-failure' : 'delivered' })
    if (!isDead && adult !== undefined) read(world, adult, personalisation.message ?? '')
  }
  const letters = product.mail.letters.slice(seen.mail)
  seen.mail += letters.length
  for (const letter of letters) {
    const email = /^To: .*?([^\s<>]+@[^\s<>]+)/im.exec(letter)?.[1]
    const answers = /^Message-ID: <([^>]+)>/im.exec(letter)?.[1]
    const found = everybody(world).find(({ adult }) => adult.email === email)
    if (found !== undefined) read(world, found, answers ?? '')
  }
  count(world, 'texts and e-mails taken', texts.length + letters.length)
}

interface Reader {
  readonly adult: Adult
  readonly family: Family
}

function everybody(world: World): readonly Reader[] {
  return world.school.families.flatMap((family) => family.adults.map((adult) => ({ adult, family })))
}

const digits = (number: string) => number.replaceAll(/\D/g, '').replace(/^44/, '0')
export const sameNumber = (one: string, other: string) => digits(one) === digits(other)

function adultAt(world: World, number: string): Reader | undefined {
  return everybody(world).find(({ adult }) => adult.phone !== null && sameNumber(adult.phone, number))
}

/** What a family does on reading a message about an absence of today. */
function read(world: World, { adult, family }: Reader, message: string): void {
  const { today, school, product } = world
  const spells = family.children.flatMap((child) => spellOf(world, child) ?? [])
  const [spell] = spells
  if (spell === undefined || spell.told.has(today)) return
  const random = world.random.fork(`reply ${today} ${adult.id} ${message}`)
  const { time } = schoolTime(product.clock.now())
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + random.between(3, 50)
  if (minutes > 17 * 60) return
  const who = spell.children.map(named).join(' and ')
  const said = `${who}: ${spell.category === 'illness' ? 'is ill' : spell.category}`
  const received = momentFromMilliseconds(Date.parse(product.clock.now()))
  const answer = (path: string, payload: object) =>
    world.at(clockTime(minutes), async () => {
      await product.hook(`/hooks/${school.id}/${path}`, { id: random.uuid(), date_received: received, ...payload })
      count(world, 'replies')
    })
  if (family.habit === 'answers-text' && adult.phone !== null)
    answer('texts', { source_number: digits(adult.phone), message: said })
  if (family.habit === 'answers-email' && adult.email !== null)
    answer('emails', { from: adult.email, text: said, in_reply_to: message })
  if (family.habit === 'unknown-number') {
    count(world, 'replies from unknown numbers')
    answer('texts', { source_number: digits(numberOnNoRecord(random.int(100))), message: said })
  }
}
