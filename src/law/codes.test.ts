import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, dayFromNumber, dayNumber } from '../kernel/day.ts'
import {
  ALL_CODES,
  byteOfCode,
  CLASS_OF_BYTE,
  type Code,
  codeOfByte,
  codesInUseOn,
  isInForce,
  meaningOf,
  meaningOfByte,
  parseCode,
  STATISTICAL_CLASSES,
} from './codes.ts'

const anyDay = fc.integer({ min: dayNumber(day('2005-01-01')), max: dayNumber(day('2099-12-31')) }).map(dayFromNumber)
const anyCode = fc.constantFrom(...ALL_CODES.map((meaning) => meaning.code))

const VECTORS = readFileSync(new URL('code-vectors.csv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('# '))
  .slice(1)
  .map((line) => line.split(','))

function countsAs(code: Code, on: string): readonly string[] {
  const result = meaningOf(code, day(on))
  if (!result.ok) return ['not-in-use', 'no', 'none', 'no']
  const { statistical, possible, attending, authorised, unauthorised, countsTowardPenaltyNotice } = result.value
  const side = attending ? 'attendance' : authorised || unauthorised ? 'absence' : 'none'
  return [statistical, possible ? 'yes' : 'no', side, countsTowardPenaltyNotice ? 'yes' : 'no']
}

describe('a code on a day means what the vectors file says', () => {
  it('reads a whole file', () => {
    expect(VECTORS.length).toBeGreaterThanOrEqual(59)
    expect(VECTORS.every((cells) => cells.length === 7)).toBe(true)
  })

  it.each(VECTORS)('%s %s is %s', (on = '', text = '', ...expected) => {
    const code = parseCode(text)
    expect(code).toBe(text)
    expect(code && countsAs(code, on)).toEqual(expected.slice(0, 4))
  })

  it('covers every code there is', () => {
    const covered = new Set(VECTORS.map(([, code]) => code))
    expect(ALL_CODES.map(({ code }) => code).filter((code) => code !== '-' && !covered.has(code))).toEqual([])
  })
})

describe('the sums', () => {
  it('put every code of every day in exactly one class', () => {
    fc.assert(
      fc.property(anyCode, anyDay, (code, on) => {
        const result = meaningOf(code, on)
        if (!result.ok) return
        const { value } = result
        const halves = [value.attending, value.authorised, value.unauthorised].filter(Boolean).length
        expect(halves).toBe(value.possible ? 1 : 0)
        expect(value.countsTowardPenaltyNotice).toBe(value.unauthorised)
        expect(STATISTICAL_CLASSES.filter((one) => one === value.statistical)).toHaveLength(1)
      }),
    )
  })

  it('never let two meanings of one code hold on the same day', () => {
    fc.assert(
      fc.property(
        anyCode,
        anyDay,
        (code, on) => ALL_CODES.filter((meaning) => meaning.code === code && isInForce(meaning, on)).length <= 1,
      ),
    )
  })

  it('give 34 codes to a register of today, and never the gap', () => {
    expect(codesInUseOn(day('2026-11-23'))).toHaveLength(34)
    fc.assert(fc.property(anyDay, (on) => codesInUseOn(on).every(({ code }) => code !== '-')))
  })

  it('count U as absent in law although the child is on site', () => {
    const late = meaningOf('U', day('2026-11-23'))
    expect(late.ok && [late.value.physical, late.value.unauthorised]).toEqual(['late-in', true])
  })
})

describe('a code that cannot be used', () => {
  it.each([
    ['J', '2024-08-19', 'law.code-retired', 'Enter J1'],
    ['H', '2025-01-06', 'law.code-retired', 'otherwise G'],
    ['Y', '2026-11-23', 'law.code-retired', 'Y1 to Y7'],
    ['F', '2020-01-06', 'law.code-retired', 'otherwise G'],
    ['C2', '2024-08-18', 'law.code-not-yet', 'begins on Monday 19 August 2024'],
  ] as const)('%s on %s is refused and says what to do', (...[code, on, problem, says]) => {
    const result = meaningOf(code, day(on))
    expect(result).toMatchObject({ ok: false, problem: { kind: 'refused', code: problem } })
    expect(!result.ok && result.problem.message).toContain(says)
  })
})

// Strips on disk hold these numbers. If this test fails, the table is wrong, not the test.
const BYTES: readonly Code[] = [
  ...([
    '/',
    '\\',
    'L',
    'K',
    'V',
    'P',
    'W',
    'B',
    'D',
    'C1',
    'M',
    'J1',
    'S',
    'X',
    'C2',
    'C',
    'T',
    'R',
    'I',
    'E',
  ] as const),
  ...(['Q', 'Y1', 'Y2', 'Y3', 'Y4', 'Y5', 'Y6', 'Y7', 'G', 'N', 'O', 'U', 'Z', '#', 'H', 'F', 'J', 'Y', '-'] as const),
]

describe('the bytes of a strip', () => {
  it('are the numbers that strips already hold', () => {
    expect(ALL_CODES.map(({ code, byte }) => [byte, code])).toEqual(BYTES.map((code, index) => [index + 1, code]))
  })

  it('lead to a code and back, and 0 to none', () => {
    for (const { code, byte } of ALL_CODES) {
      expect(codeOfByte(byteOfCode(code))).toBe(code)
      expect(meaningOfByte(byte)?.code).toBe(code)
      expect(STATISTICAL_CLASSES[(CLASS_OF_BYTE[byte] ?? 0) - 1]).toBe(meaningOfByte(byte)?.statistical)
    }
    expect([codeOfByte(0), codeOfByte(200), CLASS_OF_BYTE[0], CLASS_OF_BYTE.length]).toEqual([
      undefined,
      undefined,
      0,
      256,
    ])
  })
})

describe('reading a code', () => {
  it.each([
    ['c1', 'C1'],
    [' / ', '/'],
    ['\\', '\\'],
    ['y7', 'Y7'],
    ['-', '-'],
    ['A', undefined],
    ['', undefined],
    ['Y8', undefined],
    ['constructor', undefined],
  ])('%j is %s', (text, code) => {
    expect(parseCode(text)).toBe(code)
  })
})

describe('what must be written beside a code', () => {
  it('is what the list of the law says', () => {
    const required = ALL_CODES.flatMap(({ code, details }) =>
      details
        .filter((detail) => detail.required)
        .map((detail) => `${code} ${detail.key}${detail.derived ? ' (derived)' : ''}`),
    )
    expect(required).toEqual([
      'B nature',
      'D other_school',
      'X non_csa (derived)',
      'C2 plan',
      'C leave_decision',
      'Y7 nature',
      'N deadline (derived)',
      'U arrival_time',
    ])
  })

  it('and what nobody has read is marked so', () => {
    const unread = ALL_CODES.filter(({ legal }) => !legal.verified).map(({ code }) => code)
    expect(unread).toEqual(['W', 'B', 'D', 'C'])
    expect(ALL_CODES.every(({ legal }) => legal.source.length > 10)).toBe(true)
  })
})
