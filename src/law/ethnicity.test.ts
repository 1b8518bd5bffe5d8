import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../kernel/day.ts'
import {
  ETHNIC_GROUP_IDS,
  ETHNICITIES,
  ETHNICITY_SOURCE,
  ethnicitiesOn,
  ethnicityOf,
  MAIN_ETHNICITIES,
  parseEthnicity,
} from './ethnicity.ts'

describe('Ethnicity as the school census has it', () => {
  it('has eighteen categories, refused and not yet obtained, in seven groups', () => {
    expect(MAIN_ETHNICITIES).toHaveLength(20)
    expect(MAIN_ETHNICITIES.slice(-2)).toEqual(['REFU', 'NOBT'])
    expect(new Set(ETHNICITIES.map(({ group }) => group))).toEqual(new Set(ETHNIC_GROUP_IDS))
  })

  it('has every code once, four capitals, and each extended code in the group of its main category', () => {
    expect(new Set(ETHNICITIES.map(({ code }) => code)).size).toBe(ETHNICITIES.length)
    for (const { code, main, group } of ETHNICITIES) {
      expect(code).toMatch(/^[A-Z]{4}$/)
      expect(ethnicityOf(main)).toMatchObject({ code: main, main, group })
    }
  })

  it.each([
    ['WBRI', 'WBRI'],
    ['wbri', 'WBRI'],
    ['White British', 'WBRI'],
    ['White - British (WBRI)', 'WBRI'],
    ['MOTM', 'MOTM'],
    ['Gypsy/Roma', 'WROM'],
    ['Black - Somali', 'BSOM'],
    ['Any Other Ethnic Group', 'OOTH'],
    ['Refused', 'REFU'],
    ['Information not yet obtained', 'NOBT'],
  ])('reads %j', (text, code) => expect(parseEthnicity(text)?.code).toBe(code))

  it.each(['', 'White', 'British', 'WBRX', 'Yes', '1', 'constructor'])('does not guess what %j means', (text) =>
    expect(parseEthnicity(text)).toBeUndefined(),
  )

  it('reads each of its own codes and names, whatever stands between the letters', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ETHNICITIES), fc.constantFrom(' ', '-', ' / '), (one, between) => {
        expect(parseEthnicity(` ${one.code.toLowerCase()} `)?.code).toBe(one.code)
        expect(parseEthnicity(one.name.replaceAll(' ', between))?.name).toBe(one.name)
      }),
    )
  })

  it('offers every code that has not ended, and says that its source was not read', () => {
    expect(ethnicitiesOn(day('2026-11-23'))).toEqual(ETHNICITIES)
    expect(ETHNICITY_SOURCE.verified).toBe(false)
  })
})
