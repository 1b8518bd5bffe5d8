import { type Day, weekday } from '../../kernel/day.ts'
import type { ContactId, PupilId } from '../../kernel/ids.ts'
import type { Session } from '../../kernel/session.ts'
import { type Moment, momentAt, timeOfDay } from '../../kernel/time-of-day.ts'
import type { Random } from '../../main/demo/random.ts'
import { isAway, type Spell } from './draw-absence.ts'
import type { Adult, Child, Family } from './draw-school.ts'
import type { TermSchool } from './plant-school.ts'
import type { Product } from './product.ts'

/** What was done in a term, in numbers. */
export const COUNTED = [
  'days',
  'registers',
  'registers late',
  'registers never taken',
  'spells',
  'signed in late',
  'reports',
  'reports for the wrong child',
  'reports accepted',
  'questions asked',
  'replies',
  'replies from unknown numbers',
  'texts and e-mails taken',
  'texts sent by hand',
  'dead numbers',
  'calls',
  'families rung by two at once',
  'letters',
  'visits',
  'hand-overs',
  'warnings',
  'leave requests',
  'leave granted',
  'marks made G',
  'marks made O by the clock',
  'duties put off',
  'duties handed over',
  'duties done',
  'bars in the middle of the term',
] as const
export type Counted = (typeof COUNTED)[number]

export interface Barred {
  readonly adult: Adult
  readonly family: Family
  /** From when on the school knows. */
  readonly since: Moment
}

/** A report that the office wrote down for another child than it was about. */
export interface Mistake {
  readonly reportId: string
  readonly day: Day
  readonly wrong: Child
  readonly right: Child
  readonly spell: Spell
  readonly told: readonly Day[]
}

/** Everything that the actors of a term share. */
export interface World {
  readonly product: Product
  readonly school: TermSchool
  readonly random: Random
  /** The school days of the term, in order. */
  readonly days: readonly Day[]
  readonly counts: Map<Counted, number>
  readonly spells: Spell[]
  readonly barred: Barred[]
  readonly mistakes: Mistake[]
  readonly cookies: Map<Adult, string>
  /** How many messages of Notify and of the mail server were looked at. */
  readonly seen: { notify: number; mail: number }
  today: Day
  /** Does something today at a time, or at once where it has passed. */
  at(time: string, work: () => Promise<void>): void
  runDay(): Promise<void>
}

export function worldOf(of: Pick<World, 'product' | 'school' | 'random' | 'days'>): World {
  const agenda: { at: Moment; work: () => Promise<void> }[] = []
  const { product, days } = of
  const barred = of.school.families.flatMap((family) =>
    family.adults
      .filter(({ part }) => part === 'barred')
      .map((adult) => ({ adult, family, since: '2026-09-01T00:00:00.000Z' as Moment })),
  )
  const world: World = {
    ...of,
    counts: new Map(),
    spells: [],
    barred,
    mistakes: [],
    cookies: new Map(),
    seen: { notify: 0, mail: 0 },
    today: days[0] ?? ('2026-09-03' as Day),
    at: (time, work) => void agenda.push({ at: momentAt(world.today, timeOfDay(time)), work }),
    runDay: async () => {
      for (let next = takeFirst(agenda); next !== undefined; next = takeFirst(agenda)) {
        if (next.at > product.clock.now()) product.clock.moveTo(next.at)
        await next.work()
      }
    },
  }
  return world
}

function takeFirst<T extends { at: Moment }>(agenda: T[]): T | undefined {
  const first = agenda.reduce<T | undefined>(
    (best, one) => (best === undefined || one.at < best.at ? one : best),
    undefined,
  )
  if (first !== undefined) agenda.splice(agenda.indexOf(first), 1)
  return first
}

export function count(world: World, what: Counted, many = 1): void {
  world.counts.set(what, (world.counts.get(what) ?? 0) + many)
}

/** Where the child really is. */
export function isReallyAway(world: World, child: Child, session: Session): boolean {
  return world.spells.some((spell) => spell.children.includes(child) && isAway(spell, session))
}

/** Why the child is really away today, if so. */
export function spellOf(world: World, child: Pick<Child, 'id'>, day: Day = world.today): Spell | undefined {
  return world.spells.find((spell) => spell.days.includes(day) && spell.children.some(({ id }) => id === child.id))
}

export function childOf(world: World, id: PupilId): Child {
  const child = world.school.children.find((one) => one.id === id)
  if (child === undefined) throw new RangeError(`no child ${id}`)
  return child
}

export function adultOf(world: World, id: ContactId): Adult | undefined {
  return world.school.families.flatMap(({ adults }) => adults).find((one) => one.id === id)
}

/** "Ada Ashford of 7A": how a message of the simulation names a child. */
export function named(child: Child): string {
  return `${child.forename} ${child.surname} of ${child.form.name}`
}

export function isMonday(day: Day): boolean {
  return weekday(day) === 1
}

/** The school day of the term after another; undefined after the last. */
export function nextDay(world: World, after: Day): Day | undefined {
  return world.days.find((day) => day > after)
}

/** Half an hour past nine plus minutes, as `HH:MM`. */
export function clockTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
