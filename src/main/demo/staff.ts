import type { AuthorityId, PersonId, SchoolId, TrustId } from '../../kernel/ids.ts'
import { borne, drawAdultName, drawFamilyName, drawOrigin } from './names/draw-names.ts'
import { mailName } from './names/places.ts'
import { hashText, type Random, randomFrom } from './random.ts'
import { AUTHORITY_MAIL, MAIL, mailHostOf } from './schools.ts'
import type { DemoRole, DemoSchool, DemoStaff, DemoTrust, Phase, Sex } from './types.ts'

interface Post {
  readonly position: string
  readonly roles: readonly DemoRole[]
  readonly featured?: true
}

const FEATURED = { featured: true } as const

const SECONDARY_POSTS: readonly Post[] = [
  { position: 'Headteacher', roles: ['head'], ...FEATURED },
  {
    position: 'Deputy Headteacher, Senior Attendance Champion',
    roles: ['attendance-champion', 'teacher'],
    ...FEATURED,
  },
  { position: 'Assistant Headteacher, Designated Safeguarding Lead', roles: ['dsl', 'teacher'], ...FEATURED },
  { position: 'Senior Attendance Officer', roles: ['attendance-officer', 'school-admin'], ...FEATURED },
  { position: 'Attendance Officer', roles: ['attendance-officer'] },
  { position: 'Receptionist', roles: ['reception'], ...FEATURED },
  { position: 'Receptionist and First Aider', roles: ['reception'] },
  { position: 'Data and Exams Manager', roles: ['school-admin'], ...FEATURED },
  { position: 'Student Development Assistant, Year 7', roles: ['pastoral'] },
  { position: 'Student Development Assistant, Year 8', roles: ['pastoral'], ...FEATURED },
  { position: 'Student Development Assistant, Year 9', roles: ['pastoral'] },
  { position: 'SENCO', roles: ['senco', 'teacher'], ...FEATURED },
  { position: 'Designated Teacher for Looked-After Children', roles: ['teacher'] },
  { position: 'Chair of the Local Board', roles: ['governor'], ...FEATURED },
  { position: 'Governor for Attendance', roles: ['governor'] },
]

const PRIMARY_POSTS: readonly Post[] = [
  { position: 'Headteacher, Designated Safeguarding Lead', roles: ['head', 'dsl'], ...FEATURED },
  { position: 'Deputy Headteacher, Senior Attendance Champion', roles: ['attendance-champion', 'teacher'] },
  { position: 'School Business Manager', roles: ['attendance-officer', 'school-admin'], ...FEATURED },
  { position: 'Receptionist', roles: ['reception'] },
  { position: 'Family Support Worker', roles: ['pastoral'] },
  { position: 'SENCO', roles: ['senco', 'teacher'] },
  { position: 'Chair of the Local Board', roles: ['governor'] },
]

const SPECIAL_POSTS: readonly Post[] = [
  { position: 'Headteacher', roles: ['head'], ...FEATURED },
  { position: 'Assistant Headteacher, Senior Attendance Champion', roles: ['attendance-champion', 'dsl'] },
  { position: 'Office and Attendance Manager', roles: ['attendance-officer', 'reception', 'school-admin'] },
  { position: 'Family Liaison Officer', roles: ['pastoral'] },
  { position: 'SENCO', roles: ['senco', 'teacher'] },
  { position: 'Chair of the Local Board', roles: ['governor'] },
]

const POSTS: Readonly<Record<Phase, readonly Post[]>> = {
  secondary: SECONDARY_POSTS,
  primary: PRIMARY_POSTS,
  special: SPECIAL_POSTS,
}

/** Registration groups of each school, each with a tutor; and teachers beside them. */
export const GROUP_COUNT: Readonly<Record<Phase, number>> = { secondary: 30, primary: 14, special: 14 }
const OTHER_TEACHERS: Readonly<Record<Phase, number>> = { secondary: 16, primary: 4, special: 4 }
const SUBJECTS = [
  'English',
  'Mathematics',
  'Science',
  'Geography',
  'History',
  'French',
  'Art',
  'Music',
  'PE',
  'Computing',
]

/** Whose register is open on the demonstration's morning: at the academy Year 9 begins first, and 9A is its first group. */
const FEATURED_TUTOR: Readonly<Record<Phase, number>> = { secondary: 10, primary: 0, special: 0 }

function tutorPosts(phase: Phase): Post[] {
  const title = phase === 'secondary' ? 'Form Tutor' : 'Class Teacher'
  const subject = (index: number) => (phase === 'secondary' ? `, ${SUBJECTS[index % SUBJECTS.length]}` : '')
  return Array.from({ length: GROUP_COUNT[phase] }, (_, index) => ({
    position: `${title}${subject(index)}`,
    roles: ['teacher'],
    ...(index === FEATURED_TUTOR[phase] ? FEATURED : {}),
  }))
}

function otherTeachers(phase: Phase): Post[] {
  return Array.from({ length: OTHER_TEACHERS[phase] }, (_, index) => ({
    position: phase === 'secondary' ? `Teacher of ${SUBJECTS[index % SUBJECTS.length]}` : 'Teacher',
    roles: ['teacher'],
  }))
}

interface Place {
  readonly at: SchoolId | TrustId | AuthorityId
  readonly host: string
  readonly taken: Set<string>
}

function appoint(random: Random, post: Post, place: Place): DemoStaff {
  const origin = random.chance(0.75) ? 'english' : drawOrigin(random)
  const sex: Sex = random.chance(0.7) ? 'F' : 'M'
  let [givenName, familyName, local] = ['', '', '']
  do {
    givenName = drawAdultName(random, origin, sex)
    familyName = borne(drawFamilyName(random, origin), origin, sex)
    local = mailName(givenName.slice(0, 1), familyName)
  } while (place.taken.has(local))
  place.taken.add(local)
  return {
    id: random.uuid() as PersonId,
    title: sex === 'M' ? 'Mr' : random.pick(['Mrs', 'Ms', 'Miss']),
    givenName,
    familyName,
    position: post.position,
    email: `${local}@${place.host}`,
    roles: post.roles.map((role) => ({ role, at: place.at })),
    featured: post.featured ?? false,
  }
}

export interface SchoolStaff {
  readonly all: readonly DemoStaff[]
  /** One for each registration group, in the order of the groups. */
  readonly tutors: readonly DemoStaff[]
}

export function drawSchoolStaff(random: Random, school: DemoSchool): SchoolStaff {
  const place = { at: school.id, host: mailHostOf(school), taken: new Set<string>() }
  const office = POSTS[school.phase].map((post) => appoint(random, post, place))
  const tutors = tutorPosts(school.phase).map((post) => appoint(random, post, place))
  const others = otherTeachers(school.phase).map((post) => appoint(random, post, place))
  const kiosk = school.phase === 'secondary' ? [kioskOf(school)] : []
  return { all: [...office, ...tutors, ...others, ...kiosk], tutors }
}

/** The tablet at the entrance, which signs in as itself and can do nothing else. */
function kioskOf(school: DemoSchool): DemoStaff {
  return {
    // A draw of its own: everybody else stays who they are.
    id: randomFrom(hashText(`kiosk of ${school.id}`)).uuid() as PersonId,
    ...{ title: '', givenName: 'Entrance', familyName: 'tablet', position: 'Sign-in kiosk, main entrance' },
    email: `kiosk@${mailHostOf(school)}`,
    roles: [{ role: 'kiosk', at: school.id }],
    ...FEATURED,
  }
}

export function drawWiderStaff(random: Random, of: Pick<DemoTrust, 'trust' | 'authority'>): DemoStaff[] {
  const trust = { at: of.trust.id, host: MAIL, taken: new Set<string>() }
  const authority = { at: of.authority.id, host: AUTHORITY_MAIL, taken: new Set<string>() }
  return [
    appoint(random, { position: 'Trustee for Attendance', roles: ['trustee'], ...FEATURED }, trust),
    appoint(random, { position: 'Chair of Trustees', roles: ['trustee'] }, trust),
    appoint(
      random,
      { position: 'School Attendance Support Officer', roles: ['authority-officer'], ...FEATURED },
      authority,
    ),
  ]
}
