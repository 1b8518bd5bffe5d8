import type { GroupId, SchoolId } from '../../kernel/ids.ts'
import type { NewEntry } from '../../register/index.ts'
import type { Random } from '../demo/random.ts'
import type { DemoRole, DemoStaff, DemoTrust } from '../demo/types.ts'
import { personNameOf, positionsOf } from './people.ts'

/** Who acted, as a journal keeps it. */
export type Actor = NewEntry['by']

/** Who does what at one school. */
export interface Staffing {
  readonly head: Actor
  /** Who runs the school's data, and so brought over the old system's. */
  readonly dataManager: Actor
  /** Somebody of the attendance office; small schools have one person for everything. */
  readonly officer: (random: Random) => Actor
  /** Somebody at the sign-in desk. */
  readonly desk: (random: Random) => Actor
  /** @throws RangeError for a group of another school */
  readonly tutorOf: (groupId: GroupId) => Actor
}

export function staffingOf(trust: DemoTrust, schoolId: SchoolId): Staffing {
  const positionOf = positionsOf(trust)
  const actor = (person: DemoStaff): Actor => ({
    id: person.id,
    name: personNameOf(person),
    position: positionOf(person),
  })
  const here = trust.staff.filter((person) => person.roles.some(({ at }) => at === schoolId))
  const holding = (role: DemoRole) =>
    here.filter((person) => person.roles.some((held) => held.role === role && held.at === schoolId))
  const someOf = (role: DemoRole): readonly Actor[] => {
    const found = holding(role).map(actor)
    if (found.length === 0) throw new RangeError(`nobody is ${role} here`)
    return found
  }
  const [head] = someOf('head')
  const administrators = holding('school-admin')
  const manager = administrators.find((person) => person.position.startsWith('Data')) ?? administrators[0]
  if (head === undefined || manager === undefined) throw new RangeError('a school has a head and an administrator')
  const tutors = new Map(trust.groups.map((group) => [group.id, here.find((person) => person.id === group.tutorId)]))
  const [officers, receptionists] = [someOf('attendance-officer'), someOf('reception')]
  return {
    head,
    dataManager: actor(manager),
    officer: (random) => random.pick(officers),
    desk: (random) => random.pick(receptionists),
    tutorOf: (groupId) => {
      const tutor = tutors.get(groupId)
      if (tutor === undefined) throw new RangeError(`no tutor of group ${groupId} here`)
      return actor(tutor)
    },
  }
}
