import { type ClockFault, clockFaults, type YearGroupClock } from '../../../law/clock-faults.ts'
import { type YearGroup, yearGroupName } from '../../../law/school-age.ts'
import type { DayClock } from '../../../law/session-times.ts'
import type { PolicyFile } from '../shape/policy.ts'
import type { PolicyClock } from '../shape/settings.ts'
import { type Finding, found, type Place, placeOf } from './finding.ts'

const TIMES = {
  arriveBy: 'arriveBy',
  morningOpens: 'amOpen',
  morningCloses: 'amClose',
  afternoonOpens: 'pmOpen',
  afternoonCloses: 'pmClose',
  dayEnds: 'dayEnd',
} as const satisfies Readonly<Record<string, keyof DayClock>>
const OPENINGS = ['years', 'morningOpens', 'afternoonOpens']

/** A clock of a policy as the law's own functions read it. */
export function dayClockOf(clock: PolicyClock): DayClock {
  const { arriveBy, morningOpens, morningCloses, afternoonOpens, afternoonCloses, dayEnds } = clock
  return {
    arriveBy,
    amOpen: morningOpens,
    amClose: morningCloses,
    pmOpen: afternoonOpens,
    pmClose: afternoonCloses,
    dayEnd: dayEnds,
  }
}

/** The clocks of a policy: against each other, against what other sections say of them, and against the law. */
export function clockChecks(file: PolicyFile): readonly Finding[] {
  const clocks = file.clocks.flatMap((clock, index) => clock.years.map((yearGroup) => ({ yearGroup, clock, index })))
  const faults = clockFaults(
    clocks.map(({ yearGroup, clock }): YearGroupClock => ({ yearGroup, clock: dayClockOf(clock) })),
    { ...openingsOf(file) },
  )
  const places = (groups: readonly YearGroup[]) => placesOf(file, groups)
  const of = (code: ClockFault['code']) => faults.filter((fault) => fault.code === code)
  const tooLong = [...of('clock.open-too-long'), ...of('clock.unequal-lengths')]
  const different = of('clock.different-times').flatMap(({ yearGroups }) => yearGroups)
  return [
    ...of('clock.order').map((fault) => found('C1', places(fault.yearGroups), { title: fault.message })),
    ...namedTwice(file),
    ...file.clocks.flatMap(statedTwice),
    ...(different.length === 0 ? [] : [found('X2', placesOf(file, different, OPENINGS))]),
    ...(tooLong.length === 0 ? [] : [found('N2', places(tooLong.flatMap((fault) => fault.yearGroups)))]),
    ...toldToAll(file, of('clock.late-desk-time'), 'receptionFrom'),
    ...toldToAll(file, of('clock.opening-not-for-all'), 'registerOpens'),
  ]
}

function openingsOf({ announced }: PolicyFile) {
  return {
    ...(announced.receptionFrom === undefined ? {} : { lateDeskFrom: announced.receptionFrom.at }),
    ...(announced.registerOpens === undefined ? {} : { registerOpensAt: announced.registerOpens.at }),
  }
}

function placesOf(file: PolicyFile, groups: readonly YearGroup[], only?: readonly string[]): readonly Place[] {
  return file.clocks.flatMap((clock, index) =>
    clock.years.some((year) => groups.includes(year)) ? [placeOf(clock, ['clocks', index], only)] : [],
  )
}

function namedTwice(file: PolicyFile): readonly Finding[] {
  const byYear = Map.groupBy(
    file.clocks.flatMap((clock, index) => clock.years.map((year) => ({ year, index }))),
    ({ year }) => year,
  )
  return [...byYear]
    .filter(([, clocks]) => clocks.length > 1)
    .map(([year]) => found('C2', placesOf(file, [year], ['years', 'morningOpens', 'morningCloses'])))
}

/** X1: another section gives another time for the same clock. */
function statedTwice(clock: PolicyClock, index: number): readonly Finding[] {
  const names = Object.keys(TIMES) as readonly (keyof typeof TIMES)[] // the names of the table above
  return clock.also.flatMap((other, at) => {
    const wrong = names.filter((name) => other[name] !== undefined && other[name] !== clock[name])
    const same = names.some((name) => other[name] !== undefined)
    if (wrong.length === 0 && same) return []
    const closing = wrong.some((name) => name.endsWith('Closes'))
    const what = closing ? 'two closing times for one register' : 'two times for one thing'
    const title = `${clock.years.map(yearGroupName).join(', ')}: ${what}`
    const first = { section: clock.section, words: undefined, ...pick(clock, ['years', ...wrong]) }
    const places = [placeOf(first, ['clocks', index]), placeOf(other, ['clocks', index, 'also', at])]
    return [found('X1', places, { title })]
  })
}

function pick(clock: PolicyClock, names: readonly (keyof PolicyClock)[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, clock[name]]))
}

const ANNOUNCED = { receptionFrom: 'X3', registerOpens: 'X4', dayStarts: 'X4' } as const

function toldToAll(
  file: PolicyFile,
  faults: readonly ClockFault[],
  name: 'receptionFrom' | 'registerOpens',
): readonly Finding[] {
  const told = file.announced[name]
  if (told === undefined || faults.length === 0) return []
  const groups = faults.flatMap(({ yearGroups }) => yearGroups)
  const only = name === 'receptionFrom' ? ['years', 'morningOpens', 'morningCloses'] : ['years', 'morningOpens']
  const others = told.also.map((entry, index) => placeOf(entry, ['announced', name, 'also', index]))
  return [found(ANNOUNCED[name], [placeOf(told, ['announced', name]), ...placesOf(file, groups, only), ...others])]
}

/** X4 again: the day is said to start at several times, or an announcement is made twice and differs. */
export function announcedTwice({ announced, clocks }: PolicyFile): readonly Finding[] {
  const names = ['receptionFrom', 'registerOpens', 'dayStarts'] as const
  return names.flatMap((name) => {
    const told = announced[name]
    if (told === undefined) return []
    const wrong = told.also.flatMap((entry, index) =>
      entry.at === told.at ? [] : [placeOf(entry, ['announced', name, 'also', index])],
    )
    if (wrong.length === 0) return []
    // Where the clocks already show that it is not true for all, the same finding quotes these places too.
    const known =
      name !== 'dayStarts' &&
      clocks.some((clock) => told.at !== (name === 'registerOpens' ? clock.morningOpens : clock.morningCloses))
    return known ? [] : [found(ANNOUNCED[name], [placeOf(told, ['announced', name]), ...wrong])]
  })
}
