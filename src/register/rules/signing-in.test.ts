import { describe, expect, it } from 'vitest'
import { timeOfDay } from '../../kernel/time-of-day.ts'
import { ALL_CODES, byteOfCode, type Code, codeOfByte } from '../../law/codes.ts'
import type { Entry } from './journal.ts'
import { previewArrival } from './screen/arrival-preview.ts'
import { decideSignIn, givesWayToU } from './signing-in.ts'
import type { Standing } from './standing.ts'

const CLOCK = {
  arriveBy: timeOfDay('08:35'),
  amOpen: timeOfDay('08:40'),
  amClose: timeOfDay('09:10'),
  pmOpen: timeOfDay('13:00'),
  pmClose: timeOfDay('13:20'),
  dayEnd: timeOfDay('15:00'),
}
const AFTER_CLOSE = timeOfDay('10:05')

/** What the table of codes (regulation 10; guidance on U: "where no other code fits") makes of an arrival after the close. */
const AFTER_THE_CLOSE: Readonly<Record<Code, 'U' | 'stays'>> = {
  // There when it was taken, or signed in since: only where the desk is sure that they had not come.
  '/': 'U',
  '\\': 'U',
  L: 'U',
  // In education elsewhere: a trip that has come back was still a trip.
  K: 'stays',
  V: 'stays',
  P: 'stays',
  W: 'stays',
  B: 'stays',
  D: 'stays',
  // Leave, illness, suspension: each explains the absence better.
  C1: 'stays',
  M: 'stays',
  J1: 'stays',
  S: 'stays',
  X: 'stays',
  C2: 'stays',
  C: 'stays',
  T: 'stays',
  R: 'stays',
  I: 'stays',
  E: 'stays',
  // Unable to attend.
  Q: 'stays',
  Y1: 'stays',
  Y2: 'stays',
  Y3: 'stays',
  Y4: 'stays',
  Y5: 'stays',
  Y6: 'stays',
  Y7: 'stays',
  // A holiday that was not granted is why they were away; N and O say only that they were.
  G: 'stays',
  N: 'U',
  O: 'U',
  U: 'U',
  // Z is for somebody not yet on the register; # for a day on which the school was closed.
  Z: 'U',
  '#': 'stays',
  H: 'stays',
  F: 'stays',
  J: 'stays',
  Y: 'stays',
  '-': 'U',
}

function standing(code: Code): Standing {
  const by = { id: 'somebody', name: 'Olu Officer', position: 'Attendance officer' }
  const entry = { act: 'amended', by, number: 1, marks: [] } as unknown as Entry
  return { byte: byteOfCode(code), code, details: {}, entry, absencesFromSite: [], arrivedAt: null }
}

describe('an arrival after the register closed', () => {
  it('is decided for every code there is or was', () => {
    expect(Object.keys(AFTER_THE_CLOSE).sort()).toEqual([...new Set(ALL_CODES.map(({ code }) => code))].sort())
  })

  it.each(Object.entries(AFTER_THE_CLOSE) as [Code, 'U' | 'stays'][])(
    'where %s stands: %s, and the desk is told the same beforehand',
    (code, becomes) => {
      const expected = becomes === 'U' ? 'U' : code
      expect(givesWayToU(code)).toBe(becomes === 'U')
      const facts = { clock: CLOCK, half: 'AM' as const, standing: standing(code) }
      const decided = decideSignIn(facts, { time: AFTER_CLOSE, evenThoughPresent: true })
      expect(decided.ok && codeOfByte(decided.value.to)).toBe(expected)
      expect(previewArrival(CLOCK, code, AFTER_CLOSE).mark).toBe(expected)
    },
  )

  it('is U where no mark stands', () => {
    const decided = decideSignIn(
      { clock: CLOCK, half: 'AM', standing: undefined },
      { time: AFTER_CLOSE, evenThoughPresent: false },
    )
    expect(decided).toMatchObject({ ok: true, value: { to: byteOfCode('U') } })
    expect(previewArrival(CLOCK, null, AFTER_CLOSE)).toMatchObject({ mark: 'U', kept: false })
  })
})
