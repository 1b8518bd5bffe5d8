import type { ReportCategory } from '../../absence/contract.ts'
import type { Day } from '../../kernel/day.ts'
import type { Session } from '../../kernel/session.ts'
import type { Random } from '../../main/demo/random.ts'
import type { Child, Family } from './draw-school.ts'

/** Why children of a family really are away, from when to when; whatever anybody says of it. */
export interface Spell {
  readonly family: Family
  readonly children: readonly Child[]
  readonly category: ReportCategory
  /** School days, the first and the last included; of an appointment the morning of one day. */
  readonly days: readonly Day[]
  readonly morningOnly: boolean
  /** What the family says of its end, which need not be so. */
  readonly saysUntil: 'day' | 'returns' | 'unknown'
  /** School days fewer than it really takes that the family says: expected back, and not there. */
  readonly saysTooFew: number
  /** Days of which the family has told the school. */
  readonly told: Set<Day>
}

/** How many children's absence begins on a day. */
const STARTS = 0.035

/** The spells that begin on a day among children who are not away already. */
export function drawSpells(
  random: Random,
  of: { families: readonly Family[]; away: ReadonlySet<Child>; days: readonly Day[] },
): readonly Spell[] {
  return of.families.flatMap((family): Spell[] => {
    const free = family.children.filter((child) => !of.away.has(child))
    const [first] = free.filter(() => random.chance(STARTS))
    if (first === undefined) return []
    // Whatever it is, brothers and sisters often have it too.
    const others = free.filter((child) => child !== first && random.chance(0.4))
    return [drawSpell(random, { family, children: [first, ...others], ahead: of.days })]
  })
}

function drawSpell(random: Random, of: { family: Family; children: Child[]; ahead: readonly Day[] }): Spell {
  const category = random.weighted<ReportCategory>([
    ['illness', 70],
    ['medical-appointment', 12],
    ['holiday', 4],
    ['transport', 3],
    ['religious', 2],
    ['family', 3],
    ['other', 4],
    ['late', 2],
  ])
  const short = category === 'medical-appointment' || category === 'late'
  const long = of.family.habit === 'never' ? 12 : 6
  const length = short
    ? 1
    : random.weighted([
        [1, 50],
        [2, 22],
        [3, 14],
        [5, 8],
        [long, 6],
      ])
  const days = of.ahead.slice(0, length)
  return {
    family: of.family,
    children: of.children,
    category,
    days,
    morningOnly: short,
    saysUntil: random.weighted([
      ['day', 6],
      ['returns', 2],
      ['unknown', 2],
    ]),
    saysTooFew: random.chance(0.15) ? 1 : 0,
    told: new Set(),
  }
}

export function isAway(spell: Spell, { day, half }: Session): boolean {
  return spell.days.includes(day) && !(spell.morningOnly && half === 'PM')
}
