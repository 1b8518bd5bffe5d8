import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { addDays, type Day, day } from '../src/kernel/day.ts'
import type { GroupId, PersonId, PupilId, SchoolId } from '../src/kernel/ids.ts'
import { schoolYear } from '../src/kernel/school-year.ts'
import { type SessionIndex, sessionIndex } from '../src/kernel/session.ts'
import { type Moment, timeOfDay } from '../src/kernel/time-of-day.ts'
import { byteOfCode } from '../src/law/codes.ts'
import type { Urn } from '../src/law/identifiers.ts'
import { type Database, run } from '../src/platform/database/database.ts'
import { importEntries, type NewEntry } from '../src/register/index.ts'
import type { FlagKind } from '../src/roll/contract.ts'
import { addSchool, enrolAll, replaceCalendar, replaceDayClock } from '../src/roll/index.ts'
import { ELMFIELD } from '../src/testing/roll-school.ts'

export interface BenchSchool {
  readonly id: SchoolId
  readonly groups: readonly { readonly id: GroupId; readonly pupils: readonly PupilId[] }[]
  readonly officer: PersonId
}

export const PUPILS_IN_GROUP = 30
const FROM = day('2026-09-01')
const YEAR = schoolYear(2026)
const CLOCK = {
  arriveBy: timeOfDay('08:25'),
  amOpen: timeOfDay('08:30'),
  amClose: timeOfDay('08:50'),
  pmOpen: timeOfDay('13:00'),
  pmClose: timeOfDay('13:15'),
  dayEnd: timeOfDay('15:00'),
}
const YEAR_GROUPS = ['7', '8', '9', '10', '11'] as const

/** One pupil in how many has a flag: about what schools have, the few looked after among them, so that small numbers must be hidden. */
const FLAGGED: readonly (readonly [FlagKind, number])[] = [
  ['medical', 9],
  ['sen-support', 7],
  ['ehcp', 23],
  ['eal', 5],
  ['fsm', 4],
  ['pupil-premium', 4],
  ['young-carer', 90],
  ['looked-after', 160],
  ['previously-looked-after', 211],
  ['child-in-need', 61],
  ['child-protection', 401],
]

/** The first day on which no register has been taken. */
export const FIRST_FREE_DAY = day('2026-11-23')

/** A school of groups of thirty with a calendar, a clock, an officer, and registers of every session since September. */
export async function benchSchool(database: Database, n: number, groups: number): Promise<BenchSchool> {
  const id = randomUUID() as SchoolId
  const officer = randomUUID() as PersonId
  const at = '2026-09-01T08:00:00.000Z' as Moment
  const by = { id: officer, name: 'Olu Officer', position: 'Attendance officer' }
  const facts = { schoolId: id, at, by, reason: 'bench' }
  const made = Array.from({ length: groups }, () => ({
    id: randomUUID() as GroupId,
    pupils: Array.from({ length: PUPILS_IN_GROUP }, () => randomUUID() as PupilId),
  }))
  await database.asSystem(async (tx) => {
    await run(
      tx,
      sql`insert into identity.place (id, kind, name, short_name, phase) values (${id}, 'school', ${`Bench ${n}`}, 'Bench', 'secondary')`,
    )
    await run(
      tx,
      sql`insert into identity.person (id, name, email, added_at) values (${officer}, ${by.name}, ${`bench${n}@school.example`}, ${at})`,
    )
    await run(
      tx,
      sql`insert into identity."user" ("id", "name", "email", "emailVerified") values (${officer}, ${by.name}, ${`bench${n}@school.example`}, true)`,
    )
    await run(
      tx,
      sql`insert into identity.role_held (place_id, person_id, role, act, position, at, by_name, by_position)
      values (${id}, ${officer}, 'attendance-officer', 'granted', ${by.position}, ${at}, 'Bench', 'bench')`,
    )
    await addSchool(tx, facts, { ...ELMFIELD, name: `Bench ${n}`, urn: String(110_000 + n) as Urn })
    await replaceCalendar(tx, facts, {
      year: YEAR,
      terms: [{ name: 'Autumn', first: FROM, last: day('2026-12-18') }],
      daysOff: [],
    })
    for (const yearGroup of YEAR_GROUPS) await replaceDayClock(tx, facts, { yearGroup, from: FROM, clock: CLOCK })
    await enrolAll(tx, {
      ...facts,
      groups: made.map((group, g) => ({ id: group.id, name: `Form ${g}`, yearGroup: yearGroupOf(g), from: FROM })),
      pupils: made.flatMap((group, g) =>
        group.pupils.map((pupil, p) => ({
          id: pupil,
          legalForenames: `Pupil ${p}`,
          legalSurname: `Group ${g}`,
          born: day('2013-02-03'),
          sex: p % 2 === 0 ? ('F' as const) : ('M' as const),
          startingDay: FROM,
          placements: [{ from: FROM, yearGroup: yearGroupOf(g), groupId: group.id }],
          flags: flagsOf(g * PUPILS_IN_GROUP + p),
          contacts: [],
        })),
      ),
      contacts: [],
    })
    await importEntries(tx, id, history(made, by))
  })
  return { id, groups: made, officer }
}

const yearGroupOf = (group: number) => YEAR_GROUPS[group % YEAR_GROUPS.length] ?? '9'

function flagsOf(pupil: number): readonly { kind: FlagKind; from: Day }[] {
  // Multiplied by a large odd number, so that pupils with a flag lie scattered over the classes.
  return FLAGGED.flatMap(([kind, oneIn], place) =>
    (Math.imul(pupil + 1, 2_654_435_761 + 2 * place) >>> 8) % oneIn === 0 ? [{ kind, from: FROM }] : [],
  )
}

/** Weekdays from one to another, the last not included. */
export function weekdays(from: Day, before: Day): Day[] {
  const days: Day[] = []
  for (let on = from; on < before; on = addDays(on, 1)) {
    const place = new Date(`${on}T12:00:00Z`).getUTCDay()
    if (place !== 0 && place !== 6) days.push(on)
  }
  return days
}

function* history(groups: BenchSchool['groups'], by: NewEntry['by']): Generator<NewEntry> {
  for (const on of weekdays(FROM, FIRST_FREE_DAY))
    for (const half of ['AM', 'PM'] as const)
      for (const group of groups) yield registerOf(group, { session: sessionIndex({ day: on, half }), half, on, by })
}

function registerOf(
  group: BenchSchool['groups'][number],
  of: { session: SessionIndex; half: 'AM' | 'PM'; on: Day; by: NewEntry['by'] },
): NewEntry {
  const present = byteOfCode(of.half === 'AM' ? '/' : '\\')
  return {
    act: 'taken',
    year: YEAR,
    at: `${of.on}T${of.half === 'AM' ? '08:35' : '13:05'}:00.000Z` as Moment,
    by: of.by,
    groupId: group.id,
    facts: { complete: true },
    marks: group.pupils.map((pupilId, n) => ({
      pupilId,
      session: of.session,
      to: absenceOf(n, of.session, of.half) ?? present,
    })),
  }
}

/** How often pupils are away, one session in so many: of ten, seven hardly ever, two now and then, one a good deal. About what secondary schools have. */
const AWAY_ONE_IN = [43, 13, 43, 6, 43, 43, 17, 43, 43, 43] as const
const AWAY_AS = (['I', 'I', 'I', 'C', 'O'] as const).map(byteOfCode)
const LATE = byteOfCode('L')

function absenceOf(pupil: number, session: number, half: 'AM' | 'PM') {
  const drawn = Math.imul(Math.imul(pupil + 1, 73_856_093) ^ Math.imul(session + 1, 19_349_663), 2_654_435_761) >>> 9
  const oneIn = AWAY_ONE_IN[pupil % AWAY_ONE_IN.length] ?? 43
  if (drawn % oneIn === 0) return AWAY_AS[(drawn >>> 8) % AWAY_AS.length]
  return half === 'AM' && drawn % 61 === 1 ? LATE : undefined
}
