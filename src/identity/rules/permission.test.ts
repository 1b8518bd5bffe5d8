import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decidePermission } from './permission.ts'
import { ACTIONS, GRANTS, ROLES, type Role } from './rights.ts'
import { type Place, REACHES_BELOW, type Standing } from './standing.ts'

const elm: Place = { id: 'elm', kind: 'school', trustId: 'trust', authorityId: 'authority' }
const oak: Place = { id: 'oak', kind: 'school', trustId: 'trust' }
const trust: Place = { id: 'trust', kind: 'trust' }

function standing(held: readonly (readonly [placeId: string, role: Role])[], places: readonly Place[]): Standing {
  return { held: held.map(([placeId, role]) => ({ placeId, role, position: `${role} of ${placeId}` })), places }
}

const at = (placeId: string, may: string, scope: 'school' | 'trust' | 'authority' = 'school') => ({
  may,
  scope,
  placeId,
})

describe('at a school', () => {
  const teacher = standing([['elm', 'teacher']], [elm])

  it('lets a teacher take registers of their own groups, and sees only that school’s rows', () => {
    const decided = decidePermission(teacher, at('elm', 'register.take'))
    expect(decided).toMatchObject({ ok: true, value: { reach: 'own', tenants: ['elm'], position: 'teacher of elm' } })
  })

  it('gives the same answer for what is not theirs and what is not there', () => {
    const notTheirs = decidePermission(teacher, at('oak', 'register.take'))
    expect(notTheirs).toMatchObject({ ok: false, problem: { kind: 'not-allowed' } })
    expect(decidePermission(teacher, at('no-such', 'register.take'))).toEqual(notTheirs)
    expect(decidePermission(teacher, at('elm', 'register.close'))).toEqual(notTheirs)
    expect(decidePermission(teacher, { may: 'register.take', scope: 'school', placeId: undefined })).toEqual(notTheirs)
  })

  it('asks a stranger to sign in', () => {
    expect(decidePermission(undefined, at('elm', 'register.take'))).toMatchObject({ problem: { kind: 'signed-out' } })
  })

  it('does not carry a role from one school to another of the same trust', () => {
    const both = standing(
      [
        ['elm', 'head'],
        ['oak', 'teacher'],
      ],
      [elm, oak],
    )
    expect(decidePermission(both, at('oak', 'register.close')).ok).toBe(false)
    expect(decidePermission(both, at('elm', 'register.close')).ok).toBe(true)
  })

  it('refuses an action that nobody has heard of', () => {
    expect(decidePermission(standing([['elm', 'head']], [elm]), at('elm', 'register.burn')).ok).toBe(false)
  })
})

describe('above a school', () => {
  const officer = standing([['trust', 'trust-officer']], [trust, elm, oak])

  it('a trust’s officer reaches its schools, each by itself', () => {
    const decided = decidePermission(officer, at('oak', 'register.monitor'))
    expect(decided).toMatchObject({ ok: true, value: { tenants: ['oak'], position: 'trust-officer of trust' } })
  })

  it('sees the trust and all its schools where the trust is asked about', () => {
    const decided = decidePermission(officer, at('trust', 'school.view', 'trust'))
    expect(decided).toMatchObject({ ok: true, value: { tenants: ['trust', 'elm', 'oak'] } })
  })

  it('is not taken for a school by its id', () => {
    expect(decidePermission(officer, at('trust', 'school.view', 'school')).ok).toBe(false)
  })

  it('an authority’s officer sees the authority and its schools, and no school of another', () => {
    const authority: Place = { id: 'authority', kind: 'authority' }
    const theirs = standing([['authority', 'authority-officer']], [authority, elm])
    const may = 'measures.view-totals'
    const asked = { value: { tenants: ['authority', 'elm'], reach: 'all' } }
    expect(decidePermission(theirs, at('authority', may, 'authority'))).toMatchObject(asked)
    // Places of somebody who is more than this: a school of theirs elsewhere is not the authority's.
    const also = standing(
      [
        ['authority', 'authority-officer'],
        ['oak', 'head'],
      ],
      [authority, elm, oak],
    )
    expect(decidePermission(also, at('authority', may, 'authority'))).toMatchObject(asked)
    expect(decidePermission(theirs, at('another', may, 'authority')).ok).toBe(false)
    expect(decidePermission(theirs, at('authority', may, 'trust')).ok).toBe(false)
    expect(decidePermission(standing([['elm', 'head']], [elm]), at('authority', may, 'authority')).ok).toBe(false)
  })

  it('a role above that reaches no school is not answered for by a role below without the right', () => {
    const governs = standing(
      [
        ['trust', 'governor'],
        ['elm', 'teacher'],
      ],
      [trust, elm],
    )
    const decided = decidePermission(governs, at('trust', 'measures.view-totals', 'trust'))
    expect(decided).toMatchObject({ ok: true, value: { tenants: ['trust'] } })
  })

  it('a school’s role held by mistake at a trust reaches no school', () => {
    const mistake = standing([['trust', 'head']], [trust, elm])
    expect(decidePermission(mistake, at('elm', 'school.view')).ok).toBe(false)
  })
})

describe('over one’s own', () => {
  it('sees only the places where the right is held', () => {
    const mixed = standing(
      [
        ['elm', 'teacher'],
        ['oak', 'governor'],
      ],
      [elm, oak],
    )
    const decided = decidePermission(mixed, { may: 'register.take', scope: 'own', placeId: undefined })
    expect(decided).toMatchObject({ ok: true, value: { reach: 'own', tenants: ['elm'] } })
  })

  it('lets anybody in who is signed in, even with no role at all', () => {
    const decided = decidePermission(standing([], []), { may: 'signed-in', scope: 'own', placeId: undefined })
    expect(decided).toMatchObject({ ok: true, value: { tenants: [] } })
  })

  it('shows nobody’s rows to a stranger at an open door', () => {
    const decided = decidePermission(undefined, { may: 'open', scope: 'own', placeId: undefined })
    expect(decided).toMatchObject({ ok: true, value: { tenants: [] } })
  })
})

it('lets nobody do at a school what no role of theirs grants there', () => {
  const held = fc.array(fc.tuple(fc.constantFrom('elm', 'oak', 'trust'), fc.constantFrom(...ROLES)))
  fc.assert(
    fc.property(held, fc.constantFrom(...ACTIONS), (roles, action) => {
      const decided = decidePermission(standing(roles, [elm, oak, trust]), at('elm', action))
      const granted = roles.some(
        ([place, role]) =>
          GRANTS[role][action] !== undefined &&
          (place === 'elm' || (place === 'trust' && REACHES_BELOW.includes(role))),
      )
      return decided.ok === granted
    }),
  )
})
