import { compareYearGroups, type YearGroup, yearGroupName } from '../../../law/school-age.ts'
import type { DayClock } from '../../../law/session-times.ts'
import type { PolicyFile } from '../shape/policy.ts'
import { dayClockOf } from './clock-checks.ts'
import { type Finding, found, type Place, placeOf } from './finding.ts'

/** The day clocks by which a school's registers open and close, by year group. */
export type KeptClocks = Partial<Record<YearGroup, DayClock>>

/** C5: the file is of a school of another name than the one it is for. */
export function schoolCheck(file: PolicyFile, name: string): readonly Finding[] {
  const plain = (text: string) =>
    text
      .trim()
      .toLowerCase()
      .replace(/^the\s+/, '')
  if (plain(file.school) === plain(name)) return []
  const stated = { section: 'first line of the file', words: file.school, path: ['school'] }
  return [found('C5', [stated, { section: 'particulars of the school', words: name, path: [] }])]
}

/** Where the policy says other times than the day clocks by which registers really close. */
export function dayClockCheck(file: PolicyFile, kept: KeptClocks): readonly Finding[] {
  const stated = new Map(
    file.clocks.flatMap((clock, index) => clock.years.map((year) => [year, { clock, index }] as const)),
  )
  // The keys of the record are year groups; Object.entries forgets it.
  const groups = (Object.keys(kept) as YearGroup[]).toSorted(compareYearGroups)
  return groups.flatMap((group): Finding[] => {
    const [mine, real] = [stated.get(group), kept[group]]
    if (mine === undefined || real === undefined) return []
    const times = dayClockOf(mine.clock)
    // The keys of a day clock.
    const wrong = (Object.keys(real) as (keyof DayClock)[]).filter((name) => times[name] !== real[name])
    if (wrong.length === 0) return []
    const here = placeOf({ ...mine.clock, words: undefined }, ['clocks', mine.index])
    return [
      found('C4', [here, realPlace(group, real, wrong)], {
        title: `${yearGroupName(group)}: the policy and the day clock differ`,
      }),
    ]
  })
}

const NAMES: Readonly<Record<keyof DayClock, string>> = {
  arriveBy: 'arrive by',
  amOpen: 'morning opens',
  amClose: 'morning closes',
  pmOpen: 'afternoon opens',
  pmClose: 'afternoon closes',
  dayEnd: 'day ends',
}

function realPlace(group: YearGroup, clock: DayClock, names: readonly (keyof DayClock)[]): Place {
  const words = names.map((name) => `${NAMES[name]}: ${clock[name]}`).join('; ')
  return { section: `day clock of ${yearGroupName(group)}`, words, path: [] }
}
