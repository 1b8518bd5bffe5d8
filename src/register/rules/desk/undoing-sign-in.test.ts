import { describe, expect, it } from 'vitest'
import type { PupilId, SchoolId } from '../../../kernel/ids.ts'
import { schoolYear } from '../../../kernel/school-year.ts'
import type { SessionIndex } from '../../../kernel/session.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import { byteOfCode } from '../../../law/codes.ts'
import type { Act } from '../../contract.ts'
import type { Entry } from '../journal.ts'
import { decideUndoSignIn } from './undoing-sign-in.ts'

const ADA = 'ada' as PupilId
const SESSION = 228 as SessionIndex
const U = byteOfCode('U')
const N = byteOfCode('N')

function entry(number: number, act: Act, of: { from: number; to: number; details?: object; facts?: object }): Entry {
  const { from, to, details, facts = {} } = of
  return {
    ...{ schoolId: 'school' as SchoolId, number, act, year: schoolYear(2026), groupId: null, reason: null },
    ...{ firstSession: SESSION, lastSession: SESSION, key: null, bodyHash: null, facts: facts as Entry['facts'] },
    madeAt: `2026-11-23T09:0${number}:00.000Z` as Moment,
    by: { id: act === 'amended' ? 'olu' : 'rae', name: act === 'amended' ? 'Olu Officer' : 'Rae Desk', position: '' },
    marks: [{ pupilId: ADA, session: SESSION, from, to, ...(details === undefined ? {} : { details }) }],
  } as Entry
}

const closed = entry(1, 'closed', { from: 0, to: N })
const signedIn = entry(2, 'signed-in', { from: N, to: U, details: { arrival_time: '09:02' } })

const decide = (change: Partial<Parameters<typeof decideUndoSignIn>[0]> = {}) =>
  decideUndoSignIn({
    ...{ arrival: signedIn, entries: [closed, signedIn], byteNow: U, callerId: 'rae' },
    now: '2026-11-23T09:05:00.000Z' as Moment,
    ...change,
  })

describe('undoing a sign-in', () => {
  it('puts back what stood before, with what stood beside it, or a blank', () => {
    expect(decide()).toEqual({ ok: true, value: { pupilId: ADA, session: SESSION, to: N } })
    const ill = entry(1, 'amended', { from: 0, to: N, details: { note: 'rang at eight' } })
    expect(decide({ entries: [ill, signedIn] })).toMatchObject({ value: { to: N, details: { note: 'rang at eight' } } })
    const fresh = entry(2, 'signed-in', { from: 0, to: U })
    expect(decide({ arrival: fresh, entries: [fresh] })).toMatchObject({ value: { to: 0 } })
  })

  it.each([
    { when: 'it is another’s', change: { callerId: 'olu' }, code: 'register.no-such-sign-in' },
    { when: 'it is no sign-in', change: { arrival: closed }, code: 'register.no-such-sign-in' },
    {
      when: 'six minutes have passed',
      change: { now: '2026-11-23T09:08:00.000Z' as Moment },
      code: 'register.undo-over',
    },
    { when: 'the mark is another now', change: { byteNow: N }, code: 'register.changed-since' },
    {
      when: 'somebody touched it since, even if it says the same',
      change: { entries: [closed, signedIn, entry(3, 'amended', { from: U, to: U })] },
      code: 'register.changed-since',
    },
    {
      when: 'it was undone already',
      change: { entries: [closed, signedIn, entry(3, 'undone', { from: U, to: N, facts: { undoes: 2 } })], byteNow: N },
      code: 'register.already-undone',
    },
  ])('is refused where $when', ({ change, code }) => {
    expect(decide(change)).toMatchObject({ ok: false, problem: { code } })
  })
})
