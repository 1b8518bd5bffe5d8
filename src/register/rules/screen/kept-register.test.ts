import { describe, expect, it } from 'vitest'
import type { Register } from '../../contract.ts'
import { isWorthKeeping, withoutParticulars } from './kept-register.ts'

const by = { name: 'Dana Osei', position: 'Attendance officer' }
const mark = {
  code: 'M',
  details: { note: 'scan at 9' },
  act: 'planned',
  by,
  at: '2026-11-20T10:00:00.000Z',
  number: 3,
}
const register = {
  group: { id: 'g', name: '9C' },
  day: '2026-11-23',
  state: 'not-taken',
  lines: [
    {
      pupilId: 'p',
      preferredName: 'Amira',
      familyName: 'Khan',
      flags: [{ id: 'medical', label: 'Medical: epilepsy' }],
      mark: { ...mark, reason: 'Hospital' },
      locked: 'planned ahead (Dana Osei): Hospital',
      absencesFromSite: [{ left: '10:00', returned: null, reason: 'Seizure' }],
      recentCodes: ['/', 'I'],
    },
  ],
} as unknown as Register

describe('what a device keeps of a register', () => {
  it('is names and codes, and nothing that tells why', () => {
    const kept = JSON.stringify(withoutParticulars(register))
    expect(kept).toContain('Amira')
    expect(kept).toContain('"code":"M"')
    expect(kept).toContain('["/","I"]')
    for (const secret of ['epilepsy', 'Hospital', 'Seizure', 'scan', 'Dana']) expect(kept).not.toContain(secret)
  })

  it('stays locked where the office had locked it', () => {
    expect(withoutParticulars(register).lines[0]?.locked).toBe('entered ahead by the office')
  })

  it.each([
    ['not-taken', '2026-11-23', true],
    ['being-taken', '2026-11-23', true],
    ['taken', '2026-11-23', false],
    ['closed', '2026-11-23', false],
    ['not-taken', '2026-11-20', false],
  ] as const)('a register that is %s on %s is kept today: %s', (state, on, expected) => {
    expect(isWorthKeeping({ state, day: on as Register['day'] }, '2026-11-23')).toBe(expected)
  })
})
