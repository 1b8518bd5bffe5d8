import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decideArrival,
  decideEnd,
  decideGrant,
  decideLink,
  decidePromotion,
  GUARDED,
  gainsGuarded,
  mayGive,
  mayGiveAll,
  rolesFor,
  rolesHeldBy,
  someoneMayGiveAll,
} from './granting.ts'
import { type Action, ROLES, type Role, reachOf } from './rights.ts'

const admin = (role: Role, id = 'admin') => ({ id, roles: [role] })
const school = { kind: 'school' as const, personId: 'other' }

const guarded = Object.keys(GUARDED) as Action[]
const someRoles = fc.uniqueArray(fc.constantFrom(...ROLES), { maxLength: 4 })

describe('giving a role', () => {
  it.each([
    { says: 'a head makes somebody a head', by: ['head'], role: 'head' },
    { says: 'a head makes somebody a safeguarding lead', by: ['head'], role: 'dsl' },
    { says: 'a head makes somebody a teacher', by: ['head'], role: 'teacher' },
    { says: 'an administrator appoints a teacher', by: ['school-admin'], role: 'teacher' },
    { says: 'an administrator appoints reception', by: ['school-admin'], role: 'reception' },
    { says: 'an administrator appoints an attendance officer', by: ['school-admin'], role: 'attendance-officer' },
    { says: 'an administrator appoints pastoral staff', by: ['school-admin'], role: 'pastoral' },
    { says: 'an administrator appoints another', by: ['school-admin'], role: 'school-admin' },
  ] as const)('$says', ({ by, role }) => {
    expect(decideGrant({ ...school, by: { id: 'admin', roles: by }, role }).ok).toBe(true)
  })

  it('an administrator who is safeguarding lead makes no head: only a head decides on leave and policy', () => {
    const by = { id: 'admin', roles: ['school-admin', 'dsl'] as const }
    expect(decideGrant({ ...school, by, role: 'head' })).toMatchObject({
      problem: { code: 'identity.role-not-yours-to-give' },
    })
  })

  it.each([
    { says: 'an administrator makes no head', by: 'school-admin', role: 'head', code: 'role-not-yours-to-give' },
    { says: 'nor a safeguarding lead', by: 'school-admin', role: 'dsl', code: 'role-not-yours-to-give' },
    { says: 'nor a champion', by: 'school-admin', role: 'attendance-champion', code: 'role-not-yours-to-give' },
    { says: 'a safeguarding lead appoints nobody', by: 'dsl', role: 'teacher', code: 'role-not-yours-to-give' },
    {
      says: 'an officer, were they let in, makes no head',
      by: 'attendance-officer',
      role: 'head',
      code: 'role-not-yours-to-give',
    },
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

  it('says what the role opens that the giver does not see', () => {
    expect(decideGrant({ ...school, by: admin('school-admin'), role: 'dsl' })).toMatchObject({
      problem: { message: expect.stringMatching(/^“Safeguarding lead” sees what is confidential about pupils, and/) },
    })
  })

  it('nobody changes their own roles, whatever they are', () => {
    for (const role of ROLES) {
      const decided = decideGrant({ kind: 'school', by: admin('head', 'me'), personId: 'me', role })
      expect(decided).toMatchObject({ ok: false, problem: { code: 'identity.own-roles' } })
    }
  })

  it('passes on no guarded right that the giver does not hold as far, whoever gives what', () => {
    fc.assert(
      fc.property(someRoles, fc.constantFrom(...ROLES), (has, role) => {
        const decided = decideGrant({ ...school, by: { id: 'admin', roles: has }, role })
        const beyond = guarded.filter((right) => reachOf([role], right) !== undefined && reachOf(has, right) !== 'all')
        expect(decided.ok && (beyond.length > 0 || reachOf(has, 'people.administer') === undefined)).toBe(false)
      }),
    )
  })

  it('lets somebody who may give every role give every role', () => {
    fc.assert(
      fc.property(someRoles, fc.constantFrom(...rolesFor('school')), (has, role) => {
        fc.pre(mayGiveAll(has))
        return decideGrant({ ...school, by: { id: 'admin', roles: has }, role }).ok
      }),
    )
    expect(mayGiveAll(['head'])).toBe(true)
    expect(mayGiveAll(['school-admin'])).toBe(false)
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
  const ending = (by: Role, personId: string, role: Role) =>
    decideEnd({ kind: 'school', by: admin(by), personId, role, holders })

  it('ends a role that is held', () => {
    expect(ending('school-admin', 'tutor', 'teacher').ok).toBe(true)
    expect(ending('head', 'tutor', 'teacher').ok).toBe(true)
  })

  it('cannot end what has ended already', () => {
    expect(ending('head', 'tutor', 'dsl')).toMatchObject({ problem: { code: 'identity.role-not-held' } })
  })

  it('that one could not give is not one’s to end', () => {
    expect(ending('school-admin', 'head', 'head')).toMatchObject({
      problem: { code: 'identity.role-not-yours-to-give' },
    })
  })

  it('keeps the last who can give “Head”: nobody but a head decides on leave and policy, so nobody else passes that on', () => {
    const holders = [
      { personId: 'head', role: 'head' as const },
      { personId: 'both', role: 'school-admin' as const },
      { personId: 'both', role: 'dsl' as const },
    ]
    const asked = { kind: 'school' as const, by: admin('head'), personId: 'head', role: 'head' as const }
    expect(decideEnd({ ...asked, holders })).toMatchObject({ problem: { code: 'identity.last-to-give-all' } })
    expect(decideEnd({ ...asked, holders: [...holders, { personId: 'next', role: 'head' }] }).ok).toBe(true)
  })

  it('leaves somebody who appoints people, and somebody who gives every role if there was one', () => {
    const held = fc.array(fc.record({ personId: fc.constantFrom('a', 'b', 'c'), role: fc.constantFrom(...ROLES) }))
    const asked = fc.tuple(
      held,
      fc.constantFrom('a', 'b', 'c', 'x'),
      fc.constantFrom('a', 'b', 'c'),
      fc.constantFrom(...ROLES),
    )
    fc.assert(
      fc.property(asked, ([all, byId, personId, role]) => {
        const by = { id: byId, roles: byId === 'x' ? ['head' as const] : rolesHeldBy(all, byId) }
        if (!decideEnd({ kind: 'school', by, personId, role, holders: all }).ok) return
        const left = all.filter((one) => !(one.personId === personId && one.role === role))
        expect(left.some((one) => one.role === 'head' || one.role === 'school-admin')).toBe(true)
        expect(someoneMayGiveAll(left)).toBe(someoneMayGiveAll(all))
        expect(mayGive(by.roles, role)).toBe(true)
      }),
      { numRuns: 1000 },
    )
    const alone = [{ personId: 'head', role: 'head' as const }]
    const last = decideEnd({ kind: 'school', by: admin('head'), personId: 'head', role: 'head', holders: alone })
    expect(last).toMatchObject({ problem: { code: 'identity.last-administrator' } })
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
    ['who is head, for an administrator', { roles: ['teacher', 'head'] as Role[] }, 'identity.role-not-yours-to-give'],
    ['who is safeguarding lead', { roles: ['dsl'] as Role[] }, 'identity.role-not-yours-to-give'],
  ])('is not made for somebody %s', (_, changed, code) => {
    expect(decideLink({ ...asked, worksElsewhere: false, ...changed })).toMatchObject({ problem: { code } })
  })
})

describe('an account that was there before', () => {
  it.each([
    [{ holdsRoleHere: false, knownElsewhere: true }, false],
    [{ holdsRoleHere: false, knownElsewhere: false }, true],
    [{ holdsRoleHere: true, knownElsewhere: true }, true],
    [{ holdsRoleHere: true, knownElsewhere: false }, true],
  ])('%j: a school gives it a role by itself: %s', (arrival, allowed) => {
    expect(decideArrival(arrival).ok).toBe(allowed)
  })

  it.each([
    [['teacher'], 'dsl', true],
    [['teacher'], 'school-admin', true],
    [['school-admin'], 'head', true],
    [[], 'head', true],
    [['head'], 'dsl', false],
    [['head'], 'school-admin', false],
    [['teacher'], 'attendance-officer', false],
    [['dsl'], 'dsl', false],
  ] as [Role[], Role, boolean][])('%j who becomes %s gains a guarded right: %s', (roles, role, gains) => {
    expect(gainsGuarded(roles, role)).toBe(gains)
  })

  const asked = { by: admin('head'), personId: 'other', email: 'a@b.example', roles: ['teacher'] as Role[] }
  const promoted = { ...asked, role: 'dsl' as const, worksElsewhere: false }

  it('is promoted by who could make the link that this takes, or without one where nobody signs in', () => {
    expect(decidePromotion(promoted).ok).toBe(true)
    expect(decidePromotion({ ...promoted, worksElsewhere: true })).toMatchObject({
      problem: { code: 'identity.works-elsewhere', message: expect.stringContaining('--roles dsl') },
    })
    expect(decidePromotion({ ...promoted, worksElsewhere: true, email: null }).ok).toBe(true)
  })

  it('of a safeguarding lead is not opened by an administrator who makes them an administrator too', () => {
    const byAdmin = { ...promoted, by: admin('school-admin'), roles: ['dsl'] as Role[], role: 'school-admin' as const }
    expect(decidePromotion(byAdmin)).toMatchObject({ problem: { code: 'identity.role-not-yours-to-give' } })
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
