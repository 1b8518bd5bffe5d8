import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId } from '../../kernel/ids.ts'
import { YEAR_GROUPS, type YearGroup } from '../../law/school-age.ts'
import type { FlagKind } from '../../roll/contract.ts'
import type { Away } from './morning.ts'

/** The flags that put a child first, the most pressing first. They order the list for everybody, and are shown to those alone who may see them. */
export const RISK_FLAGS: readonly FlagKind[] = ['child-protection', 'looked-after', 'child-in-need']

/** From ten school days on without one authorised, a child may be missing from education: the authority is told of them too. */
const LONG_AWAY = 10

function isLongUnseen({ days, authorised }: Away): boolean {
  return days >= LONG_AWAY && !authorised
}

/** What the order of a morning knows of an absent child. */
export interface AtRisk {
  readonly pupilId: PupilId
  readonly flags: readonly FlagKind[]
  /** The family said that the child is at home alone today. */
  readonly alone: boolean
  readonly yearGroup: YearGroup | null
  /** For how long the child has been away without a break. */
  readonly away: Away
  /** The first day of the absence without a reason. */
  readonly since: Day
  readonly sortName: string
}

/**
 * A text that sorts children by how pressing it is to find them: child protection, looked after, child in need, at home alone,
 * the youngest, then those
 * missed for the first time today: of them nobody knows anything, of a longer absence somebody may have heard.
 */
export function riskKey(of: AtRisk, today: Day): string {
  const flag = RISK_FLAGS.findIndex((kind) => of.flags.includes(kind))
  const year = of.yearGroup === null ? YEAR_GROUPS.length : YEAR_GROUPS.indexOf(of.yearGroup)
  return [
    flag < 0 ? RISK_FLAGS.length : flag,
    isLongUnseen(of.away) ? 0 : 1,
    of.alone ? 0 : 1,
    String(year).padStart(2, '0'),
    of.since === today ? 0 : 1,
    of.since,
    of.sortName,
    of.pupilId,
  ].join(' ')
}

/** What puts children into one family. */
export interface InFamily extends AtRisk {
  /** Which dwelling, by a name that says nothing of it; undefined where it is not known or not to be told. */
  readonly household: string | undefined
  /** Whom the office may ring first. */
  readonly firstContact: ContactId | undefined
}

/** Children who live together or are rung under the same number first are one family: one call for all. The most pressing family comes first. */
export function inFamilies<Pupil extends InFamily>(
  pupils: readonly Pupil[],
  today: Day,
): readonly (readonly Pupil[])[] {
  const families: { readonly members: Pupil[]; readonly keys: Set<string> }[] = []
  const byRisk = pupils
    .map((pupil) => ({ pupil, key: riskKey(pupil, today) }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
  for (const { pupil } of byRisk) {
    const keys = [pupil.household, pupil.firstContact].filter((key) => key !== undefined)
    const [first, ...others] = families.filter((family) => keys.some((key) => family.keys.has(key)))
    if (first === undefined) {
      families.push({ members: [pupil], keys: new Set(keys) })
      continue
    }
    for (const key of keys) first.keys.add(key)
    first.members.push(pupil)
    // A child who shares a home with one and a number with another makes one family of both.
    for (const other of others) {
      first.members.push(...other.members)
      for (const key of other.keys) first.keys.add(key)
      families.splice(families.indexOf(other), 1)
    }
  }
  return families.map(({ members }) => members)
}
