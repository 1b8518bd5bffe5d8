import { REASON_CLOCK } from '../../absence/reasons/turn-unexplained.ts'
import type { DutyShown } from '../../duties/contract.ts'
import type { Day } from '../../kernel/day.ts'
import { daysFrom, weekday } from '../../kernel/day.ts'
import { momentAt, timeOfDay } from '../../kernel/time-of-day.ts'
import { randomFrom } from '../../main/demo/random.ts'
import type { Database } from '../../platform/database/database.ts'
import { figuresExplain, journalVerifies, noDutyVanished } from './end-of-term.ts'
import { type Change, type Evidence, readEvidence } from './evidence.ts'
import { planFamilies, planLeave, readPages } from './families.ts'
import { INVARIANTS } from './invariants.ts'
import { workBoard } from './office-board.ts'
import { barFathers, changeNumbers, workDuties, workLeave, workOutbox, workReasons } from './office-desk.ts'
import { mendMistakes, settleReplies, settleReports } from './office-reports.ts'
import { plantSchool, TERM_BEGINS, TERM_ENDS } from './plant-school.ts'
import { type Product, startProduct } from './product.ts'
import { deliver, planServices } from './services.ts'
import { planArrivals, planRegisters } from './teachers.ts'
import { COUNTED, type Counted, count, type World, worldOf } from './world.ts'

export interface TermAsked {
  readonly seed: number
  readonly pupils: number
  readonly inForm: number
  /** How many school days of the term; all where left out. */
  readonly days?: number
  readonly database?: Database
  /** How many processes work behind at the same moment. */
  readonly workers?: number
  /** What else happens on a day. */
  readonly disturb?: (world: World) => void
  /** After how many days everything is checked, and not only at the end; each where left out. */
  readonly checkEvery?: number
  readonly told?: (day: Day, faults: readonly string[]) => void
}

export interface TermReport {
  readonly counts: Readonly<Record<Counted, number>>
  readonly pupils: number
  readonly families: number
  readonly requests: number
  readonly messages: number
  /** What broke an invariant, by its name; must be empty. */
  readonly faults: readonly string[]
  readonly seconds: number
}

const OFF = (day: Day) => weekday(day) > 5 || day === '2026-11-27' || ('2026-10-24' <= day && day <= '2026-11-01')

/** Every school day of a term from first bell to evening, through the whole product. The same seed gives the same term. */
export async function simulateTerm(asked: TermAsked): Promise<TermReport> {
  const began = performance.now()
  const start = momentAt(TERM_BEGINS, timeOfDay('06:30'))
  const product = await startProduct({ start, database: asked.database, workers: asked.workers })
  try {
    const random = randomFrom(asked.seed)
    const school = await plantSchool(product.server, random.fork('school'), asked)
    const days = daysFrom(TERM_BEGINS, TERM_ENDS)
      .filter((day) => !OFF(day))
      .slice(0, asked.days)
    const world = worldOf({ product, school, random: random.fork('term'), days })
    const faults = await everyDay(world, asked)
    return {
      counts: Object.fromEntries(COUNTED.map((what) => [what, world.counts.get(what) ?? 0])) as Record<Counted, number>,
      pupils: school.children.length,
      families: school.families.length,
      requests: product.asked(),
      messages: product.notify.taken.length + product.mail.letters.length,
      faults,
      seconds: (performance.now() - began) / 1000,
    }
  } finally {
    await product.close()
  }
}

async function everyDay(world: World, asked: TermAsked): Promise<readonly string[]> {
  const faults: string[] = []
  let before: readonly DutyShown[] = []
  for (const [n, day] of world.days.entries()) {
    world.today = day
    world.at('02:40', () => world.product.nightly())
    planDay(world)
    asked.disturb?.(world)
    await world.runDay()
    count(world, 'days')
    const isLast = n === world.days.length - 1
    if ((n + 1) % (asked.checkEvery ?? 1) !== 0 && !isLast) continue
    const evidence = await readEvidence(world)
    const found = [...judged(evidence), ...named('noDutyVanished', await noDutyVanished(world, { before, evidence }))]
    before = evidence.duties
    if (isLast) count(world, 'marks made O by the clock', evidence.changes.filter(isByClock).length)
    if (isLast) found.push(...(await judgedAtEnd(world, evidence)))
    faults.push(...found)
    asked.told?.(day, found)
    // A fault stays for the rest of the term: its first evening says the most.
    if (faults.length > 20) break
  }
  return faults
}

const isByClock = ({ by, to }: Change) => by === REASON_CLOCK.id && to === 'O'
const named = (name: string, faults: readonly string[]) => faults.map((fault) => `${name}: ${fault}`)

function judged(evidence: Evidence): string[] {
  return Object.entries(INVARIANTS).flatMap(([name, invariant]) => named(name, invariant(evidence)))
}

async function judgedAtEnd(world: World, evidence: Evidence): Promise<string[]> {
  return [
    ...named('journalVerifies', await journalVerifies(world, evidence)),
    ...named('figuresExplain', await figuresExplain(world, evidence)),
    ...named('nothingParked', parkedOf(world.product)),
  ]
}

/** The workers complained of nothing but the services. */
function parkedOf({ troubles }: Product): string[] {
  return troubles
    .filter((trouble) => !('job' in trouble && trouble.job === 'send-messages'))
    .map((trouble) => JSON.stringify(trouble))
}

const TICKS = '09:01 09:21 09:24 09:50 10:05 10:40 11:05 12:56 13:16 13:30 15:05 16:00 18:30'.split(' ')

/** A day of a school, from first bell to evening. */
function planDay(world: World): void {
  planServices(world)
  planFamilies(world)
  for (const family of world.school.families) planLeave(world, family)
  planRegisters(world)
  planArrivals(world)
  for (const time of TICKS) world.at(time, () => behind(world))
  for (const time of ['08:40', '09:22', '10:40', '13:20', '15:30'])
    world.at(time, async () => {
      await settleReplies(world)
      await settleReports(world)
    })
  for (const time of ['09:22', '09:55', '10:45', '13:22', '14:10']) world.at(time, () => workBoard(world))
  world.at('09:24', () => barFathers(world))
  world.at('11:15', () => mendMistakes(world))
  world.at('11:20', () => changeNumbers(world))
  world.at('12:30', () => workLeave(world))
  world.at('14:40', () => workReasons(world))
  world.at('14:50', () => workDuties(world))
  world.at('15:10', () => workOutbox(world))
  world.at('18:10', () => readPages(world))
}

/** What runs behind, and what comes back from the services. */
async function behind(world: World): Promise<void> {
  await world.product.workBehind()
  await deliver(world)
}
