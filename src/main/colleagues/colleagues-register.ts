import type { Day } from '../../kernel/day.ts'
import type { GroupId, PersonId, PupilId } from '../../kernel/ids.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { type Half, sessionIndex } from '../../kernel/session.ts'
import { type Moment, momentAt, momentFromMilliseconds } from '../../kernel/time-of-day.ts'
import { byteOfCode, meaningOfByte } from '../../law/codes.ts'
import { type DayClock, sessionTimes } from '../../law/day-clock.ts'
import { COMPLETE, type NewEntry, type NewMark } from '../../register/index.ts'
import type { Random } from '../demo/random.ts'

/** A register that a made-up tutor may have taken in the meantime. */
export interface ColleaguesRegister {
  readonly group: { readonly id: GroupId; readonly name: string }
  readonly tutor: { readonly id: PersonId; readonly name: string }
  readonly clock: DayClock
  /** Each pupil's strip of the year. */
  readonly pupils: ReadonlyMap<PupilId, Uint8Array>
  /** Whose families say that they are away today. */
  readonly reported: ReadonlySet<PupilId>
}

/** Marks that only a register gives: where a group has one of them, somebody is at it or has been. */
const GIVEN: ReadonlySet<number> = new Set((['/', '\\', 'L', 'N', 'U'] as const).map(byteOfCode))
const isAway = (byte: number) => ['authorised', 'unauthorised'].includes(meaningOfByte(byte)?.statistical ?? '')
/** How much oftener than in their year so far pupils are away on the day shown: a morning with work for the attendance office. */
const WINTER = 1.35
const LONGEST_TAKING = 8
const MINUTE = 60_000

/**
 * The entry by which a tutor takes a register between two moments of one day, in its own window: away is whose family says so, others
 * about as often as in their year so far, and after a morning away in the afternoon too. Nothing where the window lies elsewhere or somebody has begun.
 */
export function colleaguesRegister(
  register: ColleaguesRegister,
  at: { readonly on: Day; readonly half: Half; readonly from: Moment; readonly until: Moment },
  random: Random,
): NewEntry | undefined {
  const { group, tutor, clock, pupils, reported } = register
  const { on, half } = at
  const session = sessionIndex({ day: on, half })
  const begun = [...pupils.values()].some((strip) => GIVEN.has(strip[session] ?? 0))
  const taken = momentOfTaking(clock, at, random)
  if (begun || taken === undefined) return undefined
  const marks = [...pupils].flatMap(([id, strip]): NewMark[] => {
    if ((strip[session] ?? 0) !== 0) return []
    const chance =
      half === 'PM' && strip[session - 1] !== 0 ? afterMorning(strip[session - 1] ?? 0) : oftenAway(strip, session)
    const code = reported.has(id) || random.chance(chance) ? 'N' : half === 'AM' ? '/' : '\\'
    return [{ pupilId: id, session, to: byteOfCode(code) }]
  })
  if (marks.length === 0) return undefined
  const by = { id: tutor.id, name: tutor.name, position: `Form tutor ${group.name}` }
  return {
    act: 'taken',
    year: schoolYearOf(on),
    groupId: group.id,
    session,
    at: taken,
    by,
    facts: { [COMPLETE]: true },
    marks,
  }
}

function momentOfTaking(
  clock: DayClock,
  { on, half, from, until }: { on: Day; half: Half; from: Moment; until: Moment },
  random: Random,
): Moment | undefined {
  const { open, close } = sessionTimes(clock, half)
  const first = Math.max(Date.parse(momentAt(on, open)) + MINUTE, Date.parse(from))
  const last = Math.min(Date.parse(momentAt(on, close)) - MINUTE, Date.parse(until), first + LONGEST_TAKING * MINUTE)
  if (last < first) return undefined
  return momentFromMilliseconds(first + Math.floor(random.next() * (last - first)))
}

/** How often this pupil was away in the sessions before one, drawn towards what is usual where there are few. */
function oftenAway(strip: Uint8Array, before: number): number {
  let [counted, away] = [40, 3]
  for (const byte of strip.subarray(0, before)) {
    if (byte === 0) continue
    counted += 1
    if (isAway(byte)) away += 1
  }
  return Math.min(0.95, (WINTER * away) / counted)
}

function afterMorning(morning: number): number {
  return isAway(morning) ? 0.95 : 0.01
}
