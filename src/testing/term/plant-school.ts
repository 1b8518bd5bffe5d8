import { type Day, day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import { timeOfDay } from '../../kernel/time-of-day.ts'
import type { DayClock } from '../../law/day-clock.ts'
import type { Random } from '../../main/demo/random.ts'
import type { ContactLinkDraft } from '../../roll/contract.ts'
import { addSchool, enrolAll, replaceCalendar, replaceDayClock } from '../../roll/index.ts'
import type { TestPerson } from '../builders.ts'
import { ELMFIELD } from '../roll-school.ts'
import type { TestServer } from '../test-server.ts'
import { type Adult, bornFor, type Child, type DrawnSchool, drawSchool, type Form } from './draw-school.ts'

export const TERM_BEGINS: Day = day('2026-09-03')
export const TERM_ENDS: Day = day('2026-12-18')
const ON_ROLL_FROM = day('2026-09-01')

/** One clock for all but Year 9, who begin earlier. */
export const CLOCK: DayClock = clock('08:45 08:50 09:20 13:00 13:15 15:15')
const EARLY: DayClock = clock('08:25 08:30 09:00 12:40 12:55 15:00')

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

export function clockOf(form: Form): DayClock {
  return form.yearGroup === '9' ? EARLY : CLOCK
}

export interface TermSchool extends DrawnSchool {
  readonly id: SchoolId
  readonly head: TestPerson
  readonly officers: readonly [TestPerson, TestPerson]
  readonly reception: TestPerson
  tutorOf(form: Form): TestPerson
}

/** A school of the demo kind, with its staff, clocks, the calendar of a term with a half-term and training days, families and children. */
export async function plantSchool(
  server: TestServer,
  random: Random,
  of: { pupils: number; inForm: number },
): Promise<TermSchool> {
  const drawn = drawSchool(random, of)
  const place = await server.school({ name: 'Elmfield Academy' })
  const staff = (name: string, role: 'head' | 'attendance-officer' | 'reception' | 'teacher', position: string) =>
    server.person({ name, role, position, school: place })
  const head = await staff('Hana Head', 'head', 'Headteacher')
  const first = await staff('Olu Officer', 'attendance-officer', 'Attendance officer')
  const second = await staff('Ada Aide', 'attendance-officer', 'Attendance officer')
  const reception = await staff('Rae Desk', 'reception', 'Receptionist')
  const tutors = new Map<string, TestPerson>()
  for (const form of drawn.forms)
    tutors.set(form.id, await staff(`Tess ${form.name}`, 'teacher', `Form tutor ${form.name}`))
  const tutorOf = (form: Form) => tutors.get(form.id) ?? head
  const facts = { schoolId: place.id, at: server.clock.now(), by: first, reason: 'Start of year' }
  await server.database.asSystem(async (tx) => {
    await addSchool(tx, facts, { ...ELMFIELD, yearGroups: ['7', '8', '9', '10', '11'] })
    await replaceCalendar(tx, facts, {
      year: schoolYear(2026),
      terms: [
        { name: 'Autumn 1', first: TERM_BEGINS, last: day('2026-10-23') },
        { name: 'Autumn 2', first: day('2026-11-02'), last: TERM_ENDS },
        { name: 'Spring', first: day('2027-01-04'), last: day('2027-03-26') },
      ],
      daysOff: [{ day: day('2026-11-27'), kind: 'inset', reason: 'Training day' }],
    })
    for (const yearGroup of ['7', '8', '9', '10', '11'] as const)
      await replaceDayClock(tx, facts, { yearGroup, from: ON_ROLL_FROM, clock: yearGroup === '9' ? EARLY : CLOCK })
    await enrolAll(tx, {
      ...facts,
      groups: drawn.forms.map((form) => ({
        ...{ id: form.id, name: form.name, yearGroup: form.yearGroup, from: ON_ROLL_FROM },
        tutors: [tutorOf(form).id],
      })),
      pupils: drawn.children.map(enrolmentOf),
      contacts: drawn.families.flatMap(({ adults }) =>
        adults.map(({ id, forenames, surname, phone, kind, email }) => ({
          ...{ id, forenames, surname },
          phones: phone === null ? [] : [{ kind, number: phone }],
          ...(email === null ? {} : { email }),
        })),
      ),
    })
  })
  return { ...drawn, id: place.id, head, officers: [first, second], reception, tutorOf }
}

function enrolmentOf(child: Child, n: number) {
  const { id, forename, surname, yearGroup, form, family, atRisk } = child
  return {
    id,
    legalForenames: forename,
    legalSurname: surname,
    born: bornFor(yearGroup),
    sex: n % 2 === 0 ? ('F' as const) : ('M' as const),
    startingDay: ON_ROLL_FROM,
    placements: [{ from: ON_ROLL_FROM, yearGroup, groupId: form.id }],
    contacts: family.adults.map(linkOf),
    ...(atRisk ? { flags: [{ kind: 'child-in-need' as const, from: ON_ROLL_FROM }] } : {}),
  }
}

function linkOf({ id, part }: Adult): ContactLinkDraft {
  const responsible = part === 'mother' || part === 'father'
  return {
    contactId: id,
    relationship: { mother: 'Mother', father: 'Father', grandmother: 'Grandmother', barred: 'Stepfather' }[part],
    isParent: responsible,
    parentalResponsibility: responsible ? 'yes' : 'no',
    livesWith: part === 'mother',
    emergency: part === 'grandmother',
    mayBeTold: part !== 'barred',
    ...(part === 'barred' ? { barredReason: 'A court said so' } : {}),
  }
}
