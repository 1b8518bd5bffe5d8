import type { Half } from '../kernel/session.ts'
import { minutesOf, type TimeOfDay } from '../kernel/time-of-day.ts'
import { type Citation, REGULATIONS_2024, read, WORKING_TOGETHER } from './citation.ts'
import { type YearGroup, yearGroupName } from './school-age.ts'
import { type DayClock, sessionTimes } from './session-times.ts'
import { MAX_MINUTES_REGISTER_OPEN, REGISTER_OPEN_LIMIT } from './thresholds.ts'

/** A year group's clock, with any other time that the school's own papers give for the same thing. */
export interface YearGroupClock {
  readonly yearGroup: YearGroup
  readonly clock: DayClock
  readonly alsoStated?: readonly { readonly which: keyof DayClock; readonly time: TimeOfDay; readonly where: string }[]
}

/** What the school tells everybody, whatever their year group. */
export interface StatedForAll {
  /** "Everybody who arrives after this time goes to reception." */
  readonly lateDeskFrom?: TimeOfDay
  /** "The register opens at this time." */
  readonly registerOpensAt?: TimeOfDay
}

export interface StatedValue {
  readonly what: string
  readonly value: string
}

/** Something for the school to decide. `refuse` clocks cannot work; `warn` is a compliance note that is kept in view. */
export interface ClockFault extends Citation {
  readonly code:
    | 'clock.order'
    | 'clock.open-too-long'
    | 'clock.unequal-lengths'
    | 'clock.stated-twice'
    | 'clock.different-times'
    | 'clock.late-desk-time'
    | 'clock.opening-not-for-all'
  readonly severity: 'refuse' | 'warn'
  readonly message: string
  readonly yearGroups: readonly YearGroup[]
  /** The two values that do not agree. */
  readonly values: readonly [StatedValue, StatedValue]
}

const HALVES: readonly Half[] = ['AM', 'PM']
const HALF_NAME = { AM: 'morning', PM: 'afternoon' } as const
const NAMES: Readonly<Record<keyof DayClock, string>> = {
  arriveBy: 'arrive by',
  amOpen: 'morning register opens',
  amClose: 'morning register closes',
  pmOpen: 'afternoon register opens',
  pmClose: 'afternoon register closes',
  dayEnd: 'day ends',
}
/** Each time, the next one, and whether the two may be the same. */
const ORDER: readonly (readonly [keyof DayClock, keyof DayClock, 'may be equal' | 'strictly'])[] = [
  ['arriveBy', 'amOpen', 'may be equal'],
  ['amOpen', 'amClose', 'strictly'],
  ['amClose', 'pmOpen', 'may be equal'],
  ['pmOpen', 'pmClose', 'strictly'],
  ['pmClose', 'dayEnd', 'may be equal'],
]
const SAME_LENGTH = read(
  `${WORKING_TOGETHER}, as restated by Nottinghamshire County Council: the same for every session`,
)
const SAME_TIME = read(`${WORKING_TOGETHER}, paragraph 32`)
const BY_REGISTER = read(`${REGULATIONS_2024}, regulation 10(2), Table 1`)

function minutesOpen(clock: DayClock, half: Half): number {
  const { open, close } = sessionTimes(clock, half)
  return minutesOf(close) - minutesOf(open)
}

function orderFaults({ yearGroup, clock }: YearGroupClock): ClockFault[] {
  return ORDER.filter(([first, then, how]) =>
    how === 'strictly' ? clock[first] >= clock[then] : clock[first] > clock[then],
  ).map(([first, then]) => ({
    code: 'clock.order',
    severity: 'refuse',
    message: `${yearGroupName(yearGroup)}: "${NAMES[first]}" (${clock[first]}) must come before "${NAMES[then]}" (${clock[then]}). Change one of the two.`,
    yearGroups: [yearGroup],
    values: [
      { what: NAMES[first], value: clock[first] },
      { what: NAMES[then], value: clock[then] },
    ],
    ...BY_REGISTER,
  }))
}

function lengthFaults({ yearGroup, clock }: YearGroupClock): ClockFault[] {
  return HALVES.filter((half) => minutesOpen(clock, half) > MAX_MINUTES_REGISTER_OPEN).map((half) => ({
    code: 'clock.open-too-long',
    severity: 'warn',
    message: `${yearGroupName(yearGroup)}: the ${HALF_NAME[half]} register is open for ${minutesOpen(clock, half)} minutes. Guidance allows at most ${MAX_MINUTES_REGISTER_OPEN}: close it earlier.`,
    yearGroups: [yearGroup],
    values: [
      { what: `${HALF_NAME[half]} register open`, value: `${minutesOpen(clock, half)} minutes` },
      { what: 'at most', value: `${MAX_MINUTES_REGISTER_OPEN} minutes` },
    ],
    source: REGISTER_OPEN_LIMIT.source,
    verified: REGISTER_OPEN_LIMIT.verified,
  }))
}

/** X1: one paper closes the register at one time, another at another. Between them the same child is L or U. */
function statedTwiceFaults({ yearGroup, clock, alsoStated = [] }: YearGroupClock): ClockFault[] {
  return alsoStated
    .filter(({ which, time }) => clock[which] !== time)
    .map(({ which, time, where }) => ({
      code: 'clock.stated-twice',
      severity: 'warn',
      message: `${yearGroupName(yearGroup)}: "${NAMES[which]}" is ${clock[which]} here and ${time} in ${where}. Only one can hold; arrivals between the two are coded differently. Correct the other text.`,
      yearGroups: [yearGroup],
      values: [
        { what: `${NAMES[which]}, in this clock`, value: clock[which] },
        { what: `${NAMES[which]}, in ${where}`, value: time },
      ],
      ...BY_REGISTER,
    }))
}

/** A session's register as one of many, named for a person. */
interface NamedSession {
  readonly yearGroup: YearGroup
  readonly half: Half
  readonly name: string
  readonly clock: DayClock
}

function sessionsOf(clocks: readonly YearGroupClock[]): NamedSession[] {
  return clocks.flatMap(({ yearGroup, clock }) =>
    HALVES.map((half) => ({ yearGroup, half, clock, name: `${yearGroupName(yearGroup)} ${HALF_NAME[half]}` })),
  )
}

function unequalLengthFaults(sessions: readonly NamedSession[]): ClockFault[] {
  const byLength = sessions.toSorted((a, b) => minutesOpen(a.clock, a.half) - minutesOpen(b.clock, b.half))
  const [shortest, longest] = [byLength[0], byLength.at(-1)]
  if (shortest === undefined || longest === undefined) return []
  const [least, most] = [minutesOpen(shortest.clock, shortest.half), minutesOpen(longest.clock, longest.half)]
  if (least === most) return []
  return [
    {
      code: 'clock.unequal-lengths',
      severity: 'warn',
      message: `Registers are open for different times: ${shortest.name} ${least} minutes, ${longest.name} ${most} minutes. Guidance asks for the same in every session.`,
      yearGroups: [...new Set([shortest.yearGroup, longest.yearGroup])],
      values: [
        { what: `${shortest.name} register open`, value: `${least} minutes` },
        { what: `${longest.name} register open`, value: `${most} minutes` },
      ],
      ...SAME_LENGTH,
    },
  ]
}

/** X2: guidance asks for one time for all pupils. Staggered days are supported and kept in view. */
function differentTimeFaults(sessions: readonly NamedSession[]): ClockFault[] {
  return HALVES.flatMap((half): ClockFault[] => {
    const opening = ({ clock }: NamedSession) => sessionTimes(clock, half).open
    const inHalf = sessions.filter((session) => session.half === half)
    const byOpening = inHalf.toSorted((a, b) => opening(a).localeCompare(opening(b)))
    const [first, last] = [byOpening[0], byOpening.at(-1)]
    if (first === undefined || last === undefined || opening(first) === opening(last)) return []
    return [
      {
        code: 'clock.different-times',
        severity: 'warn',
        message: `The ${HALF_NAME[half]} register is not taken at the same time for all pupils: ${yearGroupName(first.yearGroup)} at ${opening(first)}, ${yearGroupName(last.yearGroup)} at ${opening(last)}. Guidance asks for one time; keep a note of why yours differ.`,
        yearGroups: inHalf.map((session) => session.yearGroup),
        values: [
          { what: `${first.name} register opens`, value: opening(first) },
          { what: `${last.name} register opens`, value: opening(last) },
        ],
        ...SAME_TIME,
      },
    ]
  })
}

/** X3: one late-desk time for all, although registers close (or have not even opened) at other times. */
function lateDeskFaults(clocks: readonly YearGroupClock[], from: TimeOfDay | undefined): ClockFault[] {
  if (from === undefined) return []
  return clocks
    .filter(({ clock }) => clock.amClose !== from)
    .map(({ yearGroup, clock }) => ({
      code: 'clock.late-desk-time',
      severity: 'warn',
      message: `${yearGroupName(yearGroup)}: everybody is told to go to reception from ${from}, but this year group's register ${from <= clock.amOpen ? `only opens at ${clock.amOpen}` : `closes at ${clock.amClose}`}. Let the late desk follow each year group's own clock.`,
      yearGroups: [yearGroup],
      values: [
        { what: 'to reception from', value: from },
        from <= clock.amOpen
          ? { what: 'morning register opens', value: clock.amOpen }
          : { what: 'morning register closes', value: clock.amClose },
      ],
      ...BY_REGISTER,
    }))
}

/** X4: a public text gives one opening time that is not true for every year group. */
function publishedOpeningFaults(clocks: readonly YearGroupClock[], opens: TimeOfDay | undefined): ClockFault[] {
  if (opens === undefined) return []
  return clocks
    .filter(({ clock }) => clock.amOpen !== opens)
    .map(({ yearGroup, clock }) => ({
      code: 'clock.opening-not-for-all',
      severity: 'warn',
      message: `${yearGroupName(yearGroup)}: families are told that the register opens at ${opens}; it opens at ${clock.amOpen}. Give each year group its own time in the text.`,
      yearGroups: [yearGroup],
      values: [
        { what: 'told to families', value: opens },
        { what: 'morning register opens', value: clock.amOpen },
      ],
      ...SAME_TIME,
    }))
}

/**
 * What a school must decide about its clocks: times out of order (refused), and compliance notes: open for more than 30
 * minutes, unequal lengths, two values for one time, different times for different year groups, one text for all that is not
 * true for all. Each names both values and its source.
 */
export function clockFaults(clocks: readonly YearGroupClock[], stated: StatedForAll = {}): readonly ClockFault[] {
  const sessions = sessionsOf(clocks)
  return [
    ...clocks.flatMap(orderFaults),
    ...clocks.flatMap(lengthFaults),
    ...clocks.flatMap(statedTwiceFaults),
    ...unequalLengthFaults(sessions),
    ...differentTimeFaults(sessions),
    ...lateDeskFaults(clocks, stated.lateDeskFrom),
    ...publishedOpeningFaults(clocks, stated.registerOpensAt),
  ]
}
