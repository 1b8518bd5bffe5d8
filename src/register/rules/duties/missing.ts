import { type Duty, dutyKey } from '../../../duties/contract.ts'
import type { Day } from '../../../kernel/day.ts'
import type { GroupId, PupilId } from '../../../kernel/ids.ts'
import { type Half, type Session, type SessionIndex, sessionAt, sessionIndex } from '../../../kernel/session.ts'
import { type DayClock, sessionTimes } from '../../../law/day-clock.ts'
import type { YearGroup } from '../../../law/school-age.ts'
import { type EnrolmentOfYear, sessionIndexes } from '../../../roll/contract.ts'
import { clockOfGroup } from '../register-times.ts'
import type { DutyFacts } from './facts.ts'

/** Pupils of one group without a mark in one session that has begun. */
export interface Blanks {
  readonly groupId: GroupId
  readonly place: SessionIndex
  readonly session: Session
  readonly clock: DayClock | undefined
  readonly missing: number
  readonly members: number
}

/** Every register with a blank, from the first mark that the school has in this year: before it nobody kept registers here. */
export function blanksOfGroups(facts: DutyFacts): readonly Blanks[] {
  const first = firstMark(facts)
  if (facts.calendar === undefined || first === undefined) return []
  const today = {
    morning: sessionIndex({ day: facts.today, half: 'AM' }),
    afternoon: sessionIndex({ day: facts.today, half: 'PM' }),
  }
  const places = sessionIndexes(facts.calendar).filter((place) => place >= first && place <= today.afternoon)
  const byGroup = Map.groupBy(
    facts.enrolments.filter(({ groupId }) => groupId !== null),
    ({ groupId }) => groupId,
  )
  const yearGroups = new Map(facts.groups.map(({ id, yearGroup }) => [id, yearGroup]))
  return [...byGroup].flatMap(([groupId, members]) => {
    if (groupId === null) return []
    const of = members.flatMap(({ yearGroup }): YearGroup[] => (yearGroup === null ? [] : [yearGroup]))
    const clock = clockOfGroup(yearGroups.get(groupId) ?? null, facts.clocks, of)
    const pupils = members.map(({ pupilId, firstSession, lastSession }) => {
      return { firstSession, lastSession, strip: facts.strips.get(pupilId) }
    })
    const begun = places.filter(
      (place) => place < today.morning || hasOpened(facts, { half: place === today.morning ? 'AM' : 'PM', clock }),
    )
    return begun.flatMap((place) => {
      const blanks = countBlanks(pupils, place)
      if (blanks.missing === 0) return []
      return [{ groupId, place, session: sessionAt(facts.year, place), clock, ...blanks }]
    })
  })
}

function firstMark({ strips }: DutyFacts): number | undefined {
  let first: number | undefined
  for (const strip of strips.values()) {
    let place = 0
    while (place < (first ?? strip.length) && strip[place] === 0) place++
    if (place < (first ?? strip.length)) first = place
  }
  return first
}

/** A session of today has opened by its group's clock; without a clock today is not over. */
function hasOpened(facts: DutyFacts, { half, clock }: { half: Half; clock: DayClock | undefined }): boolean {
  return clock !== undefined && sessionTimes(clock, half).open <= facts.time
}

function countBlanks(
  pupils: readonly (Pick<EnrolmentOfYear, 'firstSession' | 'lastSession'> & {
    readonly strip: Uint8Array | undefined
  })[],
  place: SessionIndex,
): { missing: number; members: number } {
  let [missing, members] = [0, 0]
  for (const { firstSession, lastSession, strip } of pupils) {
    if (place < firstSession || lastSession < place) continue
    members++
    if ((strip?.[place] ?? 0) === 0) missing++
  }
  return { missing, members }
}

/** Names a register among those that somebody has begun: `begunKey(groupId, place)`. */
export function begunKey(groupId: GroupId, place: SessionIndex): string {
  return `${groupId} ${place}`
}

/**
 * N1: a register that has opened is taken, by the end of its time. N3: after that nobody in it is without a mark. Which of the two follows from whether anybody
 * has begun it: marks planned before are no register.
 */
export function missingDuties(facts: DutyFacts, blanks: readonly Blanks[], begun: ReadonlySet<string>): Duty[] {
  const places = new Map(facts.groups.map(({ id }, at) => [id, at]))
  return blanks.map((of) => {
    const { groupId, place, session, clock } = of
    const close = clock === undefined ? null : sessionTimes(clock, session.half).close
    const over = session.day < facts.today || (close !== null && close <= facts.time)
    const rule = over && begun.has(begunKey(groupId, place)) ? 'N3' : 'N1'
    const duty = rule === 'N1' ? notTaken(facts, { ...of, close }) : withoutMarks(of)
    return { ...duty, order: places.get(groupId) ?? places.size }
  })
}

type Closing = { readonly close: DayClock['amClose'] | null }

function notTaken(facts: DutyFacts, of: Blanks & Closing): Duty {
  const { groupId, session, clock, close } = of
  const open = clock === undefined ? null : sessionTimes(clock, session.half).open
  return {
    ...aboutRegister('N1', of),
    people: facts.tutors.get(groupId) ?? [],
    from: { day: session.day, time: open },
    due: { kind: 'by', day: session.day, time: close },
  }
}

function withoutMarks(of: Blanks): Duty {
  const { day } = of.session
  return { ...aboutRegister('N3', of), from: { day, time: null }, due: { kind: 'by', day, time: null } }
}

function aboutRegister(rule: 'N1' | 'N3', of: Blanks): Omit<Duty, 'from' | 'due'> {
  const { groupId, session, missing, members } = of
  const subject = { kind: 'register', groupId, session } as const
  const words =
    missing === members
      ? `None of ${members} has a mark`
      : `${missing} of ${members} ${missing === 1 ? 'has' : 'have'} no mark`
  return {
    key: dutyKey(rule, subject),
    rule,
    subject,
    // The session is the subject's own.
    because: [{ day: null, half: null, code: null, words }],
    actions: [
      { label: 'Open the register', to: '/register/$groupId/$day/$half', params: { groupId, ...session } },
      { label: 'Registers today', to: '/registers' },
    ],
  }
}

/** A pupil on roll who is in no group has no register to be in. */
export function noGroupDuties(facts: DutyFacts): Duty[] {
  const place = sessionIndex({ day: facts.today, half: 'PM' })
  return facts.enrolments
    .filter((one) => one.groupId === null && one.firstSession <= place && place <= one.lastSession)
    .map(({ pupilId, startingDay }) => noGroup(pupilId, startingDay))
}

function noGroup(pupilId: PupilId, startingDay: Day): Duty {
  const subject = { kind: 'pupil', id: pupilId } as const
  return {
    key: dutyKey('register.no-group', subject),
    rule: 'register.no-group',
    subject,
    because: [{ day: startingDay, half: null, code: null, words: 'On roll, and in no registration group' }],
    from: { day: startingDay, time: null },
    due: null,
    actions: [{ label: 'Admission record', to: '/pupils/$pupilId/record', params: { pupilId } }],
  }
}
