import type { BodyOf, EntryKind, NewEntry } from '../../../casework/contract.ts'
import { beginCase, type CaseFile, keepEntries, readCase } from '../../../casework/index.ts'
import { addDays, type Day } from '../../../kernel/day.ts'
import type { PersonId, PupilId } from '../../../kernel/ids.ts'
import { yearGroupName } from '../../../law/school-age.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { hashText, type Random, randomFrom } from '../../demo/random.ts'
import type { DemoRole, DemoSchool, DemoTrust } from '../../demo/types.ts'
import { personNameOf, positionsOf } from '../people.ts'
import { momentOn } from '../school-years.ts'
import type { Actor } from '../staffing.ts'

/** What the demonstration's cases are called here: what each is there to show. */
export const PLANTED = [
  'below-95',
  'late',
  'persistent',
  'anxious',
  'severe',
  'threshold',
  'recovered',
  'stale',
  'new',
] as const
export type PlantedName = (typeof PLANTED)[number]

export interface AnyCase {
  readonly caseId: string
  readonly pupilId: PupilId
  readonly child: string
}
/** A case of the demonstration, for the parts that write more into it. */
export interface PlantedCase extends AnyCase {
  readonly name: PlantedName
}
export type PlantedCases = ReadonlyMap<PlantedName, PlantedCase>

/** What the parts plant with. */
export interface CasePlanting {
  readonly tx: Tx
  readonly trust: DemoTrust
  readonly school: DemoSchool
  readonly random: Random
  /** The first who holds a role at the school; for a child, whoever holds it for the child's year where each year has somebody. */
  readonly staff: (role: DemoRole, pupilId?: PupilId) => Actor
  /** The school day so many school days before today, 0 being today; the first of the year where it does not reach so far. */
  readonly daysAgo: (days: number) => Day
  /** A school day so many days from today or, where the school is shut then, the next; before today, the last. */
  readonly schoolDay: (days: number) => Day
}

export function casePlanting(tx: Tx, trust: DemoTrust, school: DemoSchool): CasePlanting {
  const random = randomFrom(hashText(`cases of ${school.id}`))
  const thisYear = trust.schoolYears.at(-1)
  const calendar = trust.calendars.find((one) => one.schoolId === school.id && one.schoolYear === thisYear)
  const all = calendar?.schoolDays ?? []
  const days = all.filter((on) => on <= trust.today)
  const positionOf = positionsOf(trust)
  const yearOf = new Map(trust.pupils.map(({ id, years }) => [id, years.at(-1)?.yearGroup]))
  return {
    tx,
    trust,
    school,
    random,
    staff: (role, pupilId) => {
      const holders = trust.staff
        .filter(({ roles }) => roles.some((held) => held.role === role && held.at === school.id))
        .map((person): Actor => ({ id: person.id, name: personNameOf(person), position: positionOf(person) }))
      const year = pupilId === undefined ? undefined : yearOf.get(pupilId)
      const ofYear =
        year === undefined ? undefined : holders.find(({ position }) => position.endsWith(`, ${yearGroupName(year)}`))
      const actor = ofYear ?? holders[0]
      if (actor === undefined) throw new RangeError(`nobody is ${role} at ${school.name}`)
      return actor
    },
    daysAgo: (ago) => days.at(-1 - ago) ?? days[0] ?? addDays(trust.today, -ago),
    schoolDay: (from) => {
      const on = addDays(trust.today, from)
      return (from < 0 ? days.findLast((day) => day <= on) : all.find((day) => day >= on)) ?? on
    },
  }
}

/** Something of one kind; its key comes from the planting's own stream. */
export function entry<K extends EntryKind>(
  { random }: Pick<CasePlanting, 'random'>,
  kind: K,
  of: { readonly day: Day; readonly body: BodyOf<K> },
): NewEntry {
  // `kind` and `body` belong together by the type parameter, which a union of all kinds cannot say.
  return { kind, ...of, key: random.uuid() } as unknown as NewEntry
}

/**
 * Writes into a planted case, at half past three of a day unless `minutes` says otherwise. In the order of time: what is written now comes after
 * all that was written before.
 * @throws Error where the case refuses it
 */
export async function writeIn(
  { tx, school }: CasePlanting,
  { caseId }: Pick<PlantedCase, 'caseId'>,
  what: {
    readonly by: Actor
    readonly on: Day
    readonly minutes?: number
    readonly restricted?: boolean
    readonly entries: readonly NewEntry[]
  },
): Promise<void> {
  const { by, on, minutes = 15 * 60 + 30, restricted = false, entries } = what
  const schoolId = school.id
  const file: CaseFile | undefined = await readCase(tx, { schoolId, caseId, restricted: true })
  if (file === undefined) throw new Error('this case was not planted')
  const now = momentOn(on, minutes)
  const kept = await keepEntries({ tx, now, caller: by }, { ...file, schoolId, restricted }, entries)
  if (!kept.ok) throw new Error(kept.problem.message)
}

/** Opens a case of a child, with who looks after it and when it is looked at again where somebody said so. */
export async function openCase(
  planting: CasePlanting,
  of: {
    readonly child: { readonly id: PupilId; readonly name: string }
    readonly because: string
    readonly on: Day
    readonly owner: DemoRole | null
    readonly review: Day | null
  },
): Promise<AnyCase> {
  const { tx, school, random, staff } = planting
  const { child, because, on, review } = of
  const schoolId = school.id
  const at = momentOn(on, 9 * 60 + 50)
  const opened: AnyCase = { caseId: random.uuid(), pupilId: child.id, child: child.name }
  await beginCase(tx, { schoolId, ...opened, at })
  const owner = of.owner === null ? undefined : staff(of.owner, child.id)
  const entries = [
    entry(planting, 'opened', { day: on, body: { because, duty: null, stage: 'monitor' } }),
    ...(owner === undefined
      ? []
      : [entry(planting, 'owner-set', { day: on, body: { personId: owner.id as PersonId, name: owner.name } })]),
    ...(review === null ? [] : [entry(planting, 'review-set', { day: on, body: { day: review, words: '' } })]),
  ]
  const by = staff('attendance-officer')
  const kept = await keepEntries({ tx, now: at, caller: by }, { ...opened, entries: [], schoolId }, entries)
  if (!kept.ok) throw new Error(kept.problem.message)
  return opened
}
