import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideEnd, decideGrant, decideLink, rolesFor, rolesHeldBy } from './granting.ts'
import { GRANTS, ROLES, type Role } from './rights.ts'

const admin = (role: Role, id = 'admin') => ({ id, roles: [role] })
const school = { kind: 'school' as const, personId: 'other' }

describe('giving a role', () => {
  it.each([
    { says: 'a head makes somebody a head', by: 'head', role: 'head' },
    { says: 'an administrator makes somebody a head', by: 'school-admin', role: 'head' },
    { says: 'a head makes somebody a teacher', by: 'head', role: 'teacher' },
  ] as const)('$says', ({ by, role }) => {
    expect(decideGrant({ ...school, by: admin(by), role }).ok).toBe(true)
  })

  it.each([
    {
      says: 'an officer, were they let in, makes no head',
      by: 'attendance-officer',
      role: 'head',
      code: 'role-not-yours-to-give',
    },
    { says: 'a receptionist makes no safeguarding lead', by: 'reception', role: 'dsl', code: 'role-not-yours-to-give' },
    { says: 'a trustee belongs to a trust', by: 'head', role: 'trustee', code: 'role-held-elsewhere' },
    {
      says: 'an authority’s officer belongs to an authority',
      by: 'head',
      role: 'authority-officer',
      code: 'role-held-elsewhere',
    },
    { says: 'a parent follows from the roll', by: 'head', role: 'parent', code: 'role-held-elsewhere' },
  ] as const)('$says', ({ by, role, code }) => {
    expect(decideGrant({ ...school, by: admin(by), role })).toMatchObject({ problem: { code: `identity.${code}` } })
  })

  it('nobody changes their own roles, whatever they are', () => {
    for (const role of ROLES) {
      const decided = decideGrant({ kind: 'school', by: admin('head', 'me'), personId: 'me', role })
      expect(decided).toMatchObject({ ok: false, problem: { code: 'identity.own-roles' } })
    }
  })

  it('never lets somebody give away the administering of people that they do not have', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ROLES), fc.constantFrom(...ROLES), (has, gives) => {
        fc.pre(GRANTS[gives]['people.administer'] !== undefined && GRANTS[has]['people.administer'] === undefined)
        return !decideGrant({ ...school, by: admin(has), role: gives }).ok
      }),
    )
  })

  it('offers only the roles of the kind of place', () => {
    expect(rolesFor('trust')).toEqual(['trustee', 'trust-officer'])
    expect(rolesFor('authority')).toEqual(['authority-officer'])
    expect(rolesFor('school')).not.toContain('parent')
  })
})

describe('ending a role', () => {
  const holders = [
    { personId: 'admin', role: 'school-admin' as const },
    { personId: 'head', role: 'head' as const },
    { personId: 'tutor', role: 'teacher' as const },
  ]
  const ending = (personId: string, role: Role, held = holders) =>
    decideEnd({ kind: 'school', by: admin('school-admin'), personId, role, holders: held })

  it('ends a role that is held', () => {
    expect(ending('tutor', 'teacher').ok).toBe(true)
    expect(ending('head', 'head').ok).toBe(true)
  })

  it('cannot end what has ended already', () => {
    expect(ending('tutor', 'dsl')).toMatchObject({ problem: { code: 'identity.role-not-held' } })
  })

  it('never ends the last person who can administer people', () => {
    const roles = fc.array(fc.record({ personId: fc.constantFrom('a', 'b', 'c'), role: fc.constantFrom(...ROLES) }))
    fc.assert(
      fc.property(roles, fc.constantFrom('a', 'b', 'c'), fc.constantFrom(...ROLES), (held, personId, role) => {
        if (!decideEnd({ kind: 'school', by: admin('head', 'x'), personId, role, holders: held }).ok) return true
        const left = held.filter((one) => !(one.personId === personId && one.role === role))
        return left.some((one) => one.role === 'head' || one.role === 'school-admin')
      }),
    )
    expect(ending('head', 'head', [{ personId: 'head', role: 'head' }])).toMatchObject({
      problem: { code: 'identity.last-administrator' },
    })
  })
})

describe('a sign-in link for another', () => {
  const asked = { by: admin('school-admin'), personId: 'other', roles: ['teacher'] as Role[], email: 'a@b.example' }

  it('is made for somebody of this school alone', () => {
    expect(decideLink({ ...asked, worksElsewhere: false }).ok).toBe(true)
  })

  it.each([
    ['who works at another school too', { worksElsewhere: true }, 'identity.works-elsewhere'],
    ['who has no address', { email: null }, 'identity.no-address'],
    ['who is oneself', { personId: 'admin' }, 'identity.own-link'],
    ['who stands higher', { by: admin('reception'), roles: ['head'] as Role[] }, 'identity.role-not-yours-to-give'],
  ])('is not made for somebody %s', (_, changed, code) => {
    expect(decideLink({ ...asked, worksElsewhere: false, ...changed })).toMatchObject({ problem: { code } })
  })
})

it('finds the roles of one person among all', () => {
  const holders = [
    { personId: 'a', role: 'head' as const },
    { personId: 'b', role: 'teacher' as const },
    { personId: 'a', role: 'dsl' as const },
  ]
  expect(rolesHeldBy(holders, 'a')).toEqual(['head', 'dsl'])
})
