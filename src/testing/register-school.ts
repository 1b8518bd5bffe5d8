import { randomUUID } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { type Day, day } from '../kernel/day.ts'
import type { ContactId, GroupId, PupilId, SchoolId } from '../kernel/ids.ts'
import { schoolYear } from '../kernel/school-year.ts'
import type { Half } from '../kernel/session.ts'
import { timeOfDay } from '../kernel/time-of-day.ts'
import type { DayClock } from '../law/day-clock.ts'
import type { YearGroup } from '../law/school-age.ts'
import { openRegister, type Register, takeRegister } from '../register/contract.ts'
import type { ContactDraft, ContactLinkDraft } from '../roll/contract.ts'
import { addSchool, type ChangeFacts, enrolAll, replaceCalendar, replaceDayClock } from '../roll/index.ts'
import type { TestPerson, TestPlace } from './builders.ts'
import { aContact, ELMFIELD, linkTo } from './roll-school.ts'
import type { TestServer } from './test-server.ts'

/** The Monday on which test servers begin, at 08:40. */
export const MONDAY: Day = day('2026-11-23')

const FROM = day('2026-09-01')

/** Year 9 opens at 8.30, Years 7 and 8 at 9.00; each stays open for 15 minutes in the morning. */
export const CLOCKS: Readonly<Record<'7' | '8' | '9', DayClock>> = {
  '9': clock('08:25 08:30 08:45 13:00 13:15 15:00'),
  '8': clock('08:55 09:00 09:15 13:30 13:45 15:30'),
  '7': clock('08:55 09:00 09:15 14:00 14:15 15:30'),
}

function clock(times: string): DayClock {
  const [arriveBy = '', amOpen = '', amClose = '', pmOpen = '', pmClose = '', dayEnd = ''] = times.split(' ')
  return {
    arriveBy: timeOfDay(arriveBy),
    amOpen: timeOfDay(amOpen),
    amClose: timeOfDay(amClose),
    pmOpen: timeOfDay(pmOpen),
    pmClose: timeOfDay(pmClose),
    dayEnd: timeOfDay(dayEnd),
  }
}

export interface RegisterSchool {
  readonly id: SchoolId
  readonly place: TestPlace
  /** Registration groups 9A (Ms Tutor's) and 9B, and 7A. */
  readonly groups: { readonly nineA: GroupId; readonly nineB: GroupId; readonly sevenA: GroupId }
  /** By group, in the register's order. */
  readonly pupils: { readonly nineA: PupilId[]; readonly nineB: PupilId[]; readonly sevenA: PupilId[] }
  readonly tutor: TestPerson
  readonly officer: TestPerson
  readonly reception: TestPerson
  readonly head: TestPerson
}

const FORENAMES = ['Ada', 'Ben', 'Cleo', 'Dev', 'Esi', 'Finn', 'Gia', 'Hal', 'Ivo', 'Joy', 'Kit', 'Lou']

/** A school whose registers can be taken: three groups, clocks, a calendar of 2026/27, a tutor, an officer, reception, a head. */
export async function registerSchool(
  server: TestServer,
  options: { pupilsInGroup?: number; name?: string; families?: boolean } = {},
): Promise<RegisterSchool> {
  const { name = 'Elmfield Academy', pupilsInGroup = 6, families = false } = options
  const place = await server.school({ name })
  const tutor = await server.person({ name: 'Tess Tutor', role: 'teacher', position: 'Form tutor 9A', school: place })
  const officer = await server.person({
    name: 'Olu Officer',
    role: 'attendance-officer',
    position: 'Attendance officer',
    school: place,
  })
  const reception = await server.person({
    name: 'Rae Desk',
    role: 'reception',
    position: 'Receptionist',
    school: place,
  })
  const head = await server.person({ name: 'Hana Head', role: 'head', position: 'Headteacher', school: place })
  const groups = {
    nineA: randomUUID() as GroupId,
    nineB: randomUUID() as GroupId,
    sevenA: randomUUID() as GroupId,
  }
  const facts: ChangeFacts = { schoolId: place.id, at: server.clock.now(), by: officer, reason: 'test' }
  const homes = families ? familiesOf(pupilsInGroup) : undefined
  const pupilsOf = (yearGroup: YearGroup, groupId: GroupId) =>
    Array.from({ length: pupilsInGroup }, (_, n) => ({
      id: randomUUID() as PupilId,
      legalForenames: FORENAMES[n % FORENAMES.length] ?? 'Sam',
      legalSurname: `Adler${String(n).padStart(2, '0')}`,
      born: yearGroup === '9' ? day('2013-02-03') : day('2015-02-03'),
      sex: n % 2 === 0 ? ('F' as const) : ('M' as const),
      startingDay: FROM,
      placements: [{ from: FROM, yearGroup, groupId }],
      contacts: homes?.links(yearGroup, n) ?? [],
    }))
  const drafts = {
    nineA: pupilsOf('9', groups.nineA),
    nineB: pupilsOf('9', groups.nineB),
    sevenA: pupilsOf('7', groups.sevenA),
  }
  await server.database.asSystem(async (tx) => {
    await addSchool(tx, facts, { ...ELMFIELD, name, urn: nextUrn() })
    await replaceCalendar(tx, facts, {
      year: schoolYear(2026),
      terms: [
        { name: 'Autumn', first: day('2026-09-01'), last: day('2026-12-18') },
        { name: 'Spring', first: day('2027-01-04'), last: day('2027-03-26') },
      ],
      daysOff: [{ day: day('2026-11-27'), kind: 'inset', reason: 'Training day' }],
    })
    for (const yearGroup of ['7', '8', '9'] as const)
      await replaceDayClock(tx, facts, { yearGroup, from: FROM, clock: CLOCKS[yearGroup] })
    await enrolAll(tx, {
      ...facts,
      groups: [
        { id: groups.nineA, name: '9A', yearGroup: '9', from: FROM, tutors: [tutor.id] },
        { id: groups.nineB, name: '9B', yearGroup: '9', from: FROM },
        { id: groups.sevenA, name: '7A', yearGroup: '7', from: FROM },
      ],
      pupils: [...drafts.nineA, ...drafts.nineB, ...drafts.sevenA],
      contacts: homes?.contacts ?? [],
    })
  })
  const ids = (of: { id: PupilId }[]) => of.map((pupil) => pupil.id)
  const pupils = { nineA: ids(drafts.nineA), nineB: ids(drafts.nineB), sevenA: ids(drafts.sevenA) }
  return { id: place.id, place, groups, pupils, tutor, officer, reception, head }
}

/**
 * Families for the pupils: the nth of 9A and of 9B are brother and sister with one mother and one father; the nth of 7A has an uncle who must
 * not be told, a mother who reads Polish, and a grandmother without a telephone.
 */
function familiesOf(pupils: number): {
  contacts: ContactDraft[]
  links: (yearGroup: YearGroup, n: number) => ContactLinkDraft[]
} {
  const two = (n: number) => String(n).padStart(2, '0')
  const adult = (forenames: string, n: number, { phone, ...more }: Partial<ContactDraft> & { phone?: string }) =>
    aContact({
      id: randomUUID() as ContactId,
      forenames,
      surname: `Adler${two(n)}`,
      phones: phone === undefined ? [] : [{ kind: 'mobile', number: `07700 900${phone}${two(n)}`.slice(0, 12) }],
      ...more,
    })
  const all = Array.from({ length: pupils }, (_, n) => ({
    mother: adult('Mara', n, { phone: '1' }),
    father: adult('Filip', n, { phone: '2' }),
    mum: adult('Nadia', n, { phone: '3', language: 'Polish', interpreter: true }),
    uncle: adult('Bilal', n, { phone: '4' }),
    gran: adult('Greta', n, {}),
  }))
  return {
    contacts: all.flatMap((family) => Object.values(family)),
    links: (yearGroup, n) => {
      const family = all[n]
      if (family === undefined) return []
      if (yearGroup === '9')
        return [linkTo(family.mother), linkTo(family.father, { relationship: 'Father', livesWith: false })]
      const other = { isParent: false, parentalResponsibility: 'no' as const, livesWith: false }
      return [
        linkTo(family.uncle, {
          ...other,
          relationship: 'Uncle',
          barredReason: 'A court said so',
          mayBeTold: false,
          emergency: false,
        }),
        linkTo(family.mum),
        linkTo(family.gran, { ...other, relationship: 'Grandmother', emergency: true }),
      ]
    },
  }
}

let urns = 100_100
function nextUrn(): typeof ELMFIELD.urn {
  urns += 1
  return String(urns) as typeof ELMFIELD.urn
}

/** One group's register of a session, as the operations name it; 9A's morning of the test Monday where left out. */
export interface RegisterOf {
  readonly group?: GroupId
  readonly day?: Day
  readonly half?: Half
}

export function registerParams(school: RegisterSchool, of: RegisterOf = {}) {
  return { schoolId: school.id, groupId: of.group ?? school.groups.nineA, day: of.day ?? MONDAY, half: of.half ?? 'AM' }
}

/** Somebody at a screen: opens registers, and saves what they saw with what they enter. */
export function atScreen(server: TestServer, school: RegisterSchool, person: TestPerson) {
  const send = server.as(person)
  const open = async (of: RegisterOf = {}): Promise<Register> => {
    const answer = await send(openRegister, { params: registerParams(school, of) })
    if (answer.statusCode !== 200) throw new Error(answer.body)
    return answer.json()
  }
  const save = async (
    marks: Readonly<Record<PupilId, string>>,
    more: RegisterOf & { seenIn?: Register; key?: string; complete?: boolean; rest?: 'present'; details?: object } = {},
  ): Promise<LightMyRequestResponse> => {
    const { seenIn = await open(more), key = randomUUID(), complete = false, rest, details } = more
    const seen = new Map(seenIn.lines.map((line) => [line.pupilId as string, line.mark?.code ?? null]))
    return send(takeRegister, {
      params: registerParams(school, more),
      body: {
        key,
        version: seenIn.version,
        complete,
        ...(rest === undefined ? {} : { rest }),
        marks: Object.entries(marks).map(([pupilId, code]) => ({
          pupilId,
          code,
          seen: seen.get(pupilId) ?? null,
          ...(details === undefined ? {} : { details }),
        })),
      },
    })
  }
  return { send, open, save }
}
