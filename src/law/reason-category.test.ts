import { describe, expect, it } from 'vitest'
import { ALL_CODES } from './codes.ts'
import { categoryOfRestricted, isShownAsCode, REASON_CATEGORIES } from './reason-category.ts'

describe('the category shown instead of a restricted code', () => {
  it.each(ALL_CODES.filter(({ code }) => categoryOfRestricted(code) !== undefined))(
    '$code is shown as what the sums make of it, so that no total contradicts the marks',
    ({ code, statistical }) => {
      const classOf = {
        'authorised-absence': ['authorised'],
        'activity-elsewhere': ['approved-activity'],
        'not-required': ['not-possible', 'administrative'],
      }[categoryOfRestricted(code) ?? 'not-required']
      expect(classOf).toContain(statistical)
    },
  )

  it('covers the ten codes of the policy and no other', () => {
    const restricted = ALL_CODES.map(({ code }) => code).filter((code) => categoryOfRestricted(code) !== undefined)
    expect(restricted.toSorted()).toEqual(['#', 'B', 'C', 'C1', 'C2', 'E', 'K', 'Q', 'Y5', 'Z'])
  })

  it('is never mistaken for a code', () => {
    expect(REASON_CATEGORIES.some(isShownAsCode)).toBe(false)
    expect(ALL_CODES.every(({ code }) => isShownAsCode(code))).toBe(true)
  })
})
