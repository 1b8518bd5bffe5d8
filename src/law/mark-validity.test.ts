import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../kernel/day.ts'
import { ALL_CODES, type Code, codesInUseOn } from './codes.ts'
import { checkMark, type MarkedPupil, type ProposedMark } from './mark-validity.ts'

const TODAY = day('2026-11-23')
const YEAR_8: MarkedPupil = { born: day('2014-03-02'), yearGroup: '8' }
const RECEPTION_AGED_4: MarkedPupil = { born: day('2022-06-10'), yearGroup: 'R' }
const YEAR_11: MarkedPupil = { born: day('2011-01-20'), yearGroup: '11' }
const YEAR_12: MarkedPupil = { born: day('2010-01-20'), yearGroup: '12' }

function mark(code: Code, more: Partial<ProposedMark> = {}): ProposedMark {
  return { code, half: code === '\\' ? 'PM' : 'AM', day: TODAY, details: {}, ...more }
}

function faults(...of: Parameters<typeof checkMark>): string[] {
  return checkMark(...of).map(({ code, severity }) => `${severity} ${code}`)
}

describe('a slash', () => {
  it.each([
    ['/', 'AM', []],
    ['/', 'PM', ['refuse law.mark-wrong-half']],
    ['\\', 'PM', []],
    ['\\', 'AM', ['refuse law.mark-wrong-half']],
  ] as const)('%s in the %s', (code, half, expected) => {
    expect(faults(mark(code, { half }), YEAR_8)).toEqual(expected)
  })
})

describe('a code that depends on age', () => {
  it.each([
    ['X is refused for a pupil of compulsory school age', 'X', YEAR_8, ['refuse law.mark-compulsory-age']],
    ['X is for a child of four', 'X', RECEPTION_AGED_4, []],
    ['X is for the sixth form', 'X', YEAR_12, []],
    ['C2 is refused for a child of four', 'C2', RECEPTION_AGED_4, ['refuse law.mark-not-compulsory-age']],
    ['C2 is refused in the sixth form', 'C2', YEAR_12, ['refuse law.mark-not-compulsory-age']],
    ['C2 is for a pupil of compulsory school age', 'C2', YEAR_8, []],
  ] as const)('%s', (...[, code, pupil, expected]) => {
    expect(faults(mark(code, { details: { plan: 'PT-14' } }), pupil)).toEqual(expected)
  })

  it('X of the pandemic is only warned about, because it then had another meaning', () => {
    const pupil = { ...YEAR_8, born: day('2010-03-02') }
    expect(faults(mark('X', { day: day('2021-01-11') }), pupil)).toEqual(['warn law.mark-compulsory-age'])
    expect(faults(mark('X', { day: day('2022-09-12') }), pupil)).toEqual(['refuse law.mark-compulsory-age'])
  })

  it('says that the prescribed days behind it were not verified', () => {
    expect(checkMark(mark('X'), YEAR_8)[0]).toMatchObject({ verified: false })
  })
})

describe('study leave', () => {
  it.each([
    [YEAR_8, ['refuse law.mark-not-exam-year']],
    [{ ...YEAR_8, yearGroup: '10' }, ['refuse law.mark-not-exam-year']],
    [RECEPTION_AGED_4, ['refuse law.mark-not-exam-year']],
    [YEAR_11, []],
    [YEAR_12, []],
  ] as const)('for %o gives %j', (pupil, expected) => {
    expect(faults(mark('S'), pupil)).toEqual(expected)
  })

  it('admits that the regulation names no year', () => {
    expect(checkMark(mark('S'), YEAR_8)[0]?.source).toContain('names no year')
  })
})

describe('what must be written beside a mark', () => {
  it.each([
    ['B', 'nature', 'Swimming lessons at the leisure centre'],
    ['D', 'other_school', '100001'],
    ['C2', 'plan', 'PT-14'],
    ['C', 'leave_decision', 'LR-2'],
    ['Y7', 'nature', 'Flooded road between home and school'],
    ['U', 'arrival_time', '09:40'],
  ] as const)('%s is not saved without %s', (code, key, value) => {
    expect(checkMark(mark(code), YEAR_8)).toMatchObject([
      { code: 'law.detail-missing', severity: 'refuse', detail: key },
    ])
    expect(faults(mark(code, { details: { [key]: '   ' } }), YEAR_8)).toEqual(['refuse law.detail-missing'])
    expect(faults(mark(code, { details: { [key]: value } }), YEAR_8)).toEqual([])
  })

  it('is only warned about in an imported history, and before the 2024 Regulations', () => {
    expect(faults(mark('B'), YEAR_8, { imported: true })).toEqual(['warn law.detail-missing'])
    expect(faults(mark('B', { day: day('2024-06-03') }), YEAR_8)).toEqual(['warn law.detail-missing'])
  })

  it('does not include the deadline behind N: the calendar knows it', () => {
    expect(faults(mark('N'), YEAR_8)).toEqual([])
  })

  it.each(['9.40', '25:00', 'late'])('a time of arrival of %s is refused', (arrival_time) => {
    expect(faults(mark('L', { details: { arrival_time } }), YEAR_8)).toEqual(['refuse law.detail-malformed'])
    expect(faults(mark('U', { details: { arrival_time } }), YEAR_8)).toEqual(['refuse law.detail-malformed'])
  })
})

describe('a code out of its time', () => {
  it.each([
    ['H', '2026-11-23', ['refuse law.code-retired']],
    ['H', '2024-05-20', []],
    ['J', '2024-08-18', []],
    ['J1', '2024-08-18', ['refuse law.code-not-yet']],
    ['J1', '2024-09-02', []],
  ] as const)('%s on %s', (code, on, expected) => {
    expect(faults(mark(code, { day: day(on) }), YEAR_8)).toEqual(expected)
  })
})

describe('any mark', () => {
  it('is never the gap', () => {
    expect(faults(mark('-'), YEAR_8)).toEqual(['refuse law.mark-missing'])
  })

  it('that is refused says why in a sentence, and where that comes from', () => {
    const anyCode = fc.constantFrom(...ALL_CODES.map(({ code }) => code))
    const anyPupil = fc.constantFrom(YEAR_8, RECEPTION_AGED_4, YEAR_11, YEAR_12)
    fc.assert(
      fc.property(anyCode, anyPupil, fc.constantFrom('AM' as const, 'PM' as const), (...[code, pupil, half]) => {
        for (const fault of checkMark(mark(code, { half }), pupil)) {
          expect(fault.message).toMatch(/^\S.*[.?]$/)
          expect(fault.source.length).toBeGreaterThan(10)
          expect(Object.keys(fault)).not.toContain('table')
        }
      }),
    )
  })

  it('of today with all its details passes for somebody', () => {
    for (const { code, details } of codesInUseOn(TODAY)) {
      const given = Object.fromEntries(details.map(({ key }) => [key, key === 'arrival_time' ? '09:20' : 'given']))
      const lawful = [YEAR_8, YEAR_11, YEAR_12].some(
        (pupil) => checkMark(mark(code, { details: given }), pupil).length === 0,
      )
      expect([code, lawful]).toEqual([code, true])
    }
  })
})
