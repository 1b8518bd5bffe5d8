import { describe, expect, it } from 'vitest'
import { type Day, day } from '../../../kernel/day.ts'
import { asksOf, liabilities, liabilityOf, mayBeLiable, mayNotChoose, whyChosen } from './liable.ts'
import { FIRST_PENALTY_SETTINGS, mayNotSign, pricesFor } from './settings.ts'

describe('who is liable and who signs', () => {
  const adult = (more: object) => ({
    id: 'a',
    name: 'Sam Vale',
    relationship: 'mother',
    isParent: true,
    parentalResponsibility: 'yes' as const,
    livesWith: true,
    barred: false,
    ...more,
  })
  const step = { isParent: false, parentalResponsibility: 'no' as const }

  it.each([
    ['a mother at home', {}, 'yes', false],
    ['a father elsewhere', { livesWith: false }, 'yes', true],
    ['a step-parent at home', step, 'ask', false],
    ['an aunt elsewhere', { ...step, livesWith: false }, 'no', false],
    ['a barred father', { barred: true }, 'yes', true],
  ] as const)('%s', (...[, more, liable, cautioned]) => {
    const [found] = liabilities([adult(more)])
    expect([found?.liable, found?.caution !== null]).toEqual([liable, cautioned])
  })

  it('offers no neighbour to ring as a parent', () => {
    expect(mayBeLiable(adult({ ...step, livesWith: false }))).toBe(false)
    expect([{}, step, { livesWith: false }].map((more) => mayBeLiable(adult(more)))).toEqual([true, true, true])
  })

  it('puts who lives with the child first, and never takes anybody without a reason', () => {
    const [first, last] = liabilities([adult({ name: 'A', livesWith: false }), adult({ name: 'B' })])
    expect([first?.adult.name, last?.adult.name]).toEqual(['B', 'A'])
    if (last === undefined) throw new Error('two adults')
    expect(mayNotChoose(last, ' ')).toContain('does not live with them')
    expect(mayNotChoose(last, 'Took the child abroad in September')).toBeUndefined()
  })

  it('asks of a carer, and of nobody else, how they look after the child', () => {
    const asks = (more: object) => asksOf(liabilityOf(adult(more)))
    expect(asks({})).toBeNull()
    expect(asks({ ...step, relationship: 'grandmother' })).toMatch(/how they look after the child/)
    expect(asks({ isParent: false, livesWith: false, parentalResponsibility: 'not-known' })).toMatch(/Find out/)
    expect(whyChosen(null, '')).toBeNull()
    expect(whyChosen(asks(step), '  no ')).toBeUndefined()
    expect(whyChosen(asks(step), ' Brings him up since his mother works away ')).toBe(
      'Brings him up since his mother works away',
    )
  })

  it('lets nobody sign by their post alone', () => {
    const by = { name: 'Dee Deputy', authorisedBy: '', authorisedOn: null, until: null }
    const on = day('2026-11-23')
    expect(mayNotSign({ ...by, rank: 'head' }, on)).toBeUndefined()
    expect(mayNotSign({ ...by, rank: 'deputy-head' }, on)).toContain('authorised')
    const authorised = { ...by, rank: 'deputy-head', authorisedBy: 'H. Head', authorisedOn: day('2026-09-01') } as const
    expect(mayNotSign(authorised, on)).toBeUndefined()
    expect(mayNotSign(authorised, day('2026-08-31'))).toContain('not authorised yet')
    expect(mayNotSign({ ...authorised, until: day('2026-11-01') }, on)).toContain('ended')
    for (const rank of ['authority-officer', 'police'] as const)
      expect(mayNotSign({ ...by, rank }, on)).toContain('none of this school')
    expect(mayNotSign({ ...by, rank: 'senior attendance officer' as 'head' }, on)).toContain('no rank')
  })

  it('prices a notice about a public place as the school has entered it, and says that nobody has read it', () => {
    const settings = { ...FIRST_PENALTY_SETTINGS, publicPlace: { lower: 8000, full: 16_000 } }
    const prices = pricesFor({ kind: 'public-place', rank: null, issued: '2026-11-23' as Day }, settings)
    expect(prices.map(({ pence, verified }) => [pence, verified])).toEqual([
      [8000, false],
      [16_000, false],
    ])
  })
})
