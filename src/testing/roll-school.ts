import { randomUUID } from 'node:crypto'
import type { Role } from '../identity/contract.ts'
import { day } from '../kernel/day.ts'
import type { ContactId, GroupId, PupilId, SchoolId } from '../kernel/ids.ts'
import { schoolYear } from '../kernel/school-year.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import type { Laestab, Urn } from '../law/identifiers.ts'
import type { ContactDraft, ContactLinkDraft, EnrolmentDraft, School, SchoolCalendar } from '../roll/contract.ts'
import { addSchool, type Enrolment, enrolAll, replaceCalendar } from '../roll/index.ts'
import type { TestPerson } from './builders.ts'
import type { TestServer } from './test-server.ts'

/** A made-up secondary school's particulars, for tests that need one on the roll. */
export const ELMFIELD: Omit<School, 'id' | 'version'> = {
  urn: '100001' as Urn,
  laestab: '888/4000' as Laestab,
  name: 'Elmfield Academy',
  shortName: 'Elmfield',
  phase: 'secondary',
  type: 'academy',
  address: { lines: ['Harbour Lane'], town: 'Westmarch', postcode: 'WM1 1AA' },
  telephone: '01632 960001',
  trustId: null,
  authorityId: null,
  yearGroups: ['7', '8', '9'],
  boards: false,
  stated: {},
}

export const TERM_STARTS = day('2026-09-03')

export const AUTUMN: SchoolCalendar = {
  year: schoolYear(2026),
  terms: [{ name: 'Autumn', first: TERM_STARTS, last: day('2026-12-18') }],
  daysOff: [{ day: day('2026-11-20'), kind: 'inset', reason: 'Staff training' }],
}

/** A school with its calendar, groups 7A and 8B, a tutor of 7A, and whoever else is asked for by role. */
export interface RollSchool {
  readonly id: SchoolId
  readonly groups: { readonly own: GroupId; readonly other: GroupId }
  readonly tutor: TestPerson
  person(role: Role): Promise<TestPerson>
  enrol(what: Pick<Enrolment, 'pupils' | 'contacts'>): Promise<void>
}

export async function startRollSchool(server: TestServer): Promise<RollSchool> {
  const school = await server.school()
  const tutor = await server.person({ role: 'teacher', school, position: 'Tutor of 7A' })
  const groups = { own: randomUUID() as GroupId, other: randomUUID() as GroupId }
  const by = { id: tutor.id, name: 'Jo Pereira', position: 'Data manager' }
  const facts = { schoolId: school.id, by, at: '2026-09-01T08:00:00.000Z' as Moment, reason: 'Start of year' }
  await server.database.asSystem(async (tx) => {
    await addSchool(tx, facts, ELMFIELD)
    await replaceCalendar(tx, facts, AUTUMN)
    await enrolAll(tx, {
      ...facts,
      pupils: [],
      contacts: [],
      groups: [
        { id: groups.own, name: '7A', yearGroup: '7', from: TERM_STARTS, tutors: [tutor.id] },
        { id: groups.other, name: '8B', yearGroup: '8', from: TERM_STARTS },
      ],
    })
  })
  return {
    id: school.id,
    groups,
    tutor,
    person: (role) => server.person({ role, school, position: role }),
    enrol: (what) => server.database.inTenants([school.id], (tx) => enrolAll(tx, { ...facts, ...what })),
  }
}

/** A Year 7 pupil to enrol. */
export function aPupil(given: Partial<EnrolmentDraft> & { groupId?: GroupId } = {}): EnrolmentDraft {
  const { groupId, ...over } = given
  return {
    id: randomUUID() as PupilId,
    legalForenames: 'Zoë Anne',
    legalSurname: 'Łukasik-O’Neil',
    born: day('2015-02-03'),
    sex: 'F',
    startingDay: TERM_STARTS,
    placements: [{ from: TERM_STARTS, yearGroup: '7', groupId }],
    contacts: [],
    ...over,
  }
}

export function aContact(given: Partial<ContactDraft> = {}): ContactDraft {
  return {
    id: randomUUID() as ContactId,
    forenames: 'Marta',
    surname: 'Łukasik',
    phones: [{ kind: 'mobile', number: '07700 900123' }],
    ...given,
  }
}

/** What a contact is to a pupil: a parent who lives with the pupil, if nothing else is said. */
export function linkTo(contact: ContactDraft, given: Partial<ContactLinkDraft> = {}): ContactLinkDraft {
  return {
    contactId: contact.id,
    relationship: 'Mother',
    isParent: true,
    parentalResponsibility: 'yes',
    livesWith: true,
    emergency: true,
    mayBeTold: true,
    ...given,
  }
}

/** A mother's own details, as the operations on contacts take them. */
export const MOTHER_DETAILS = {
  forenames: 'Marta',
  surname: 'Łukasik',
  phones: [{ kind: 'mobile' as const, number: '07700 900124' }],
}

/** What a mother is to a pupil, as the operations on contacts take it. */
export const MOTHER_LINK = {
  relationship: 'Mother',
  isParent: true,
  parentalResponsibility: 'yes' as const,
  livesWith: true,
  emergency: true,
  mayBeTold: true,
  barred: false,
}
