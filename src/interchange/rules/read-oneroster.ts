import { type Result, refused, success } from '../../kernel/result.ts'
import { filled, listOf, rowsOf } from './cells.ts'
import { contactsOf, type OneRosterUser } from './oneroster-contacts.ts'
import type { RosterTable, SourceClass, SourcePupil, SourceRoster, SourceSchool } from './roster.ts'

type Cell = (column: string) => string
/** In a bulk file the status is empty; in a delta it says what became of the row. */
function isActive(cell: Cell): boolean {
  const status = cell('status').toLowerCase()
  return status === '' || status === 'active'
}

/** The file's own properties, by name: version, and which files are whole. */
function manifestOf(tables: readonly RosterTable[]): ReadonlyMap<string, string> {
  return new Map(rowsOf(tables, 'oneroster-manifest', (cell) => [cell('propertyName'), cell('value')] as const))
}

const VERSIONS = ['1.1', '1.2']

/**
 * Reads OneRoster CSV of versions 1.1 and 1.2, which the manifest tells apart. Homeroom classes are registration groups;
 * guardians become contacts through the agents that either side names.
 */
export function readOneRoster(tables: readonly RosterTable[]): Result<SourceRoster> {
  const manifest = manifestOf(tables)
  const version = manifest.get('oneroster.version')
  if (version === undefined) {
    return refused(
      'interchange.file-missing',
      'manifest.csv is missing or names no "oneroster.version". Add the whole OneRoster zip as it was exported.',
    )
  }
  if (!VERSIONS.includes(version)) {
    return refused(
      'interchange.unknown-version',
      `manifest.csv says OneRoster ${version.slice(0, 20)}. Versions 1.1 and 1.2 can be read: export one of those.`,
    )
  }
  if (!tables.some((table) => table.kind === 'oneroster-users')) {
    return refused(
      'interchange.file-missing',
      'users.csv is missing: it holds the pupils. Export OneRoster with users and add the zip again.',
    )
  }
  const whole = manifest.get('file.users') !== 'delta'
  const users = usersOf(tables)
  const facts = { users: new Map(users.map((user) => [user.id, user])), ...sideFacts(tables) }
  return success({
    format: 'oneroster',
    title: `OneRoster ${version}`,
    pupils: users.filter((user) => user.role === 'student').map((user) => pupilOf(user, users, facts)),
    schools: schoolsOf(tables),
    classes: classesOf(tables),
    whole,
    grades: 'to-be-mapped',
    notes: [
      ...(whole
        ? []
        : [
            'This is a OneRoster delta: it holds only what changed, so nothing is said about pupils who are not in it.',
          ]),
      ...(users.some((user) => user.isContact)
        ? [
            'OneRoster does not say who must not be told, who lives with the pupil or who has parental responsibility. Check the contacts after the import.',
          ]
        : []),
    ],
  })
}

interface SideFacts {
  readonly born: ReadonlyMap<string, string>
  readonly sex: ReadonlyMap<string, string>
  readonly ethnicity: ReadonlyMap<string, string>
  readonly classes: ReadonlyMap<string, readonly string[]>
}

function sideFacts(tables: readonly RosterTable[]): SideFacts {
  const demographics = rowsOf(tables, 'oneroster-demographics', (cell) => ({
    id: cell('sourcedId'),
    born: cell('birthDate'),
    sex: cell('sex'),
    // Its own columns are the categories of the United States, which say nothing of DfE's: only an extension that holds DfE's is read.
    ethnicity: cell('metadata.ethnicity'),
    active: isActive(cell),
  })).filter(({ active }) => active)
  const classes = new Map<string, string[]>()
  const enrolments = rowsOf(tables, 'oneroster-enrollments', (cell) => ({
    user: cell('userSourcedId'),
    class: cell('classSourcedId'),
    wanted: isActive(cell) && cell('role').toLowerCase() === 'student',
  }))
  for (const { user, class: id, wanted } of enrolments)
    if (wanted) classes.set(user, [...(classes.get(user) ?? []), id])
  return {
    born: new Map(demographics.map(({ id, born }) => [id, born])),
    sex: new Map(demographics.map(({ id, sex }) => [id, sex])),
    ethnicity: new Map(demographics.map(({ id, ethnicity }) => [id, ethnicity])),
    classes,
  }
}

const CONTACT_ROLES = ['parent', 'guardian', 'relative']

/** What a user is comes from users.csv in 1.1 and from roles.csv in 1.2. */
function usersOf(tables: readonly RosterTable[]): readonly OneRosterUser[] {
  const roles = new Map<string, { role: string; school: string }>()
  const found = rowsOf(tables, 'oneroster-roles', (cell) => ({
    user: cell('userSourcedId'),
    role: cell('role').toLowerCase(),
    school: cell('orgSourcedId'),
    primary: cell('roleType').toLowerCase() !== 'secondary',
    active: isActive(cell),
  }))
  for (const { user, role, school, primary, active } of found)
    if (active && (primary || !roles.has(user))) roles.set(user, { role, school })
  return rowsOf(tables, 'oneroster-users', (cell, at) => {
    const held = roles.get(cell('sourcedId'))
    const role = held?.role ?? cell('role').toLowerCase()
    const school = held?.school || cell('primaryOrgSourcedId') || listOf(cell('orgSourcedIds'))[0]
    return {
      ...at,
      id: cell('sourcedId'),
      role,
      isContact: CONTACT_ROLES.includes(role),
      school: school === '' ? undefined : school,
      status: isActive(cell) ? '' : cell('status'),
      forenames: [cell('givenName'), cell('middleName')].filter(Boolean).join(' '),
      surname: cell('familyName'),
      preferredForename: cell('preferredGivenName'),
      preferredSurname: cell('preferredFamilyName'),
      number: cell('identifier'),
      phone: [cell('sms'), cell('phone')]
        .filter((phone, index, all) => phone !== '' && all.indexOf(phone) === index)
        .join(' / '),
      email: cell('email'),
      agents: listOf(cell('agentSourcedIds')),
      grade: listOf(cell('grades'))[0] ?? '',
    }
  })
}

const SEXES: Readonly<Record<string, string>> = { female: 'F', male: 'M' }

function pupilOf(
  user: OneRosterUser,
  users: readonly OneRosterUser[],
  facts: SideFacts & { readonly users: ReadonlyMap<string, OneRosterUser> },
): SourcePupil {
  const sex = facts.sex.get(user.id) ?? ''
  return {
    file: user.file,
    line: user.line,
    problems: user.problems,
    sourceId: user.id || undefined,
    school: user.school,
    values: filled({
      legalForenames: user.forenames,
      legalSurname: user.surname,
      preferredForename: user.preferredForename,
      preferredSurname: user.preferredSurname,
      born: facts.born.get(user.id) ?? '',
      sex: SEXES[sex.toLowerCase()] ?? (/^(other|unspecified)$/i.test(sex) ? '' : sex),
      yearGroup: user.grade,
      ethnicity: facts.ethnicity.get(user.id) ?? '',
    }),
    flags: {},
    contacts: contactsOf(user, users, facts.users),
    classes: facts.classes.get(user.id) ?? [],
    gone: user.status === '' ? undefined : `users.csv says that the status is "${user.status.slice(0, 30)}".`,
  }
}

function schoolsOf(tables: readonly RosterTable[]): readonly SourceSchool[] {
  return rowsOf(tables, 'oneroster-orgs', (cell) => ({
    id: cell('sourcedId'),
    name: cell('name'),
    number: cell('identifier'),
  }))
}

function classesOf(tables: readonly RosterTable[]): readonly SourceClass[] {
  const all = rowsOf(tables, 'oneroster-classes', (cell) => ({
    id: cell('sourcedId'),
    name: cell('title'),
    school: cell('schoolSourcedId') || undefined,
    homeroom: cell('classType').toLowerCase() === 'homeroom',
    active: isActive(cell),
  }))
  return all.filter(({ active }) => active).map(({ active: _active, ...rest }) => rest)
}
