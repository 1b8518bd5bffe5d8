import type { NewPerson, NewPlace, RoleChange } from '../../identity/index.ts'
import type { DemoGroup, DemoStaff, DemoTrust } from '../demo/types.ts'

/** The trust, the authority and the schools, as identity keeps the places where roles are held; those above first. */
export function placesOf({ trust, authority, schools }: DemoTrust): readonly NewPlace[] {
  return [
    { id: trust.id, kind: 'trust', name: trust.name, shortName: trust.name },
    { id: authority.id, kind: 'authority', name: authority.name, shortName: authority.name },
    ...schools.map(
      (school): NewPlace => ({
        id: school.id,
        kind: 'school',
        name: school.name,
        shortName: shortNameOf(school.name),
        phase: school.phase,
        trustId: trust.id,
        authorityId: authority.id,
      }),
    ),
  ]
}

/** What people call a school: the first word of its name. */
export function shortNameOf(name: string): string {
  return name.split(' ')[0] ?? name
}

export function personNameOf(person: Pick<DemoStaff, 'givenName' | 'familyName'>): string {
  return `${person.givenName} ${person.familyName}`
}

/** Everybody who works there, with whom one can sign in with one click first: in this order the sign-in page lists them. */
function inOrder(trust: DemoTrust): readonly DemoStaff[] {
  return trust.staff.toSorted((one, other) => Number(other.featured) - Number(one.featured))
}

export function personsOf(trust: DemoTrust): readonly NewPerson[] {
  return inOrder(trust).map((person) => ({
    id: person.id,
    name: personNameOf(person),
    email: person.email.toLowerCase(),
  }))
}

export function rolesOf(trust: DemoTrust): readonly RoleChange[] {
  const positionOf = positionsOf(trust)
  return inOrder(trust).flatMap((person) =>
    person.roles.map(({ role, at }) => ({ placeId: at, personId: person.id, role, position: positionOf(person) })),
  )
}

/** Positions as the drawing has them; a tutor's names this year's group as well: "Form Tutor 7A, English". */
export function positionsOf(trust: DemoTrust): (person: DemoStaff) => string {
  const thisYear = trust.schoolYears.at(-1)
  const groups = new Map<string, DemoGroup>(
    trust.groups.filter((group) => group.schoolYear === thisYear).map((group) => [group.tutorId, group]),
  )
  return (person) => {
    const group = groups.get(person.id)
    if (group === undefined) return person.position
    return person.position.startsWith('Form Tutor')
      ? person.position.replace('Form Tutor', `Form Tutor ${group.name}`)
      : `${person.position}, ${group.name}`
  }
}
