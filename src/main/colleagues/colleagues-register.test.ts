import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { GroupId, PersonId, PupilId } from '../../kernel/ids.ts'
import { type Half, STRIP_LENGTH, sessionIndex } from '../../kernel/session.ts'
import { type Moment, schoolTime, timeOfDay } from '../../kernel/time-of-day.ts'
import { byteOfCode, type Code } from '../../law/codes.ts'
import { randomFrom } from '../demo/random.ts'
import { colleaguesRegister } from './colleagues-register.ts'

const ON = day('2026-11-23')
const at = (time: string) => `2026-11-23T${time}:00.000Z` as Moment
const CLOCK = {
  arriveBy: timeOfDay('08:55'),
  amOpen: timeOfDay('09:00'),
  amClose: timeOfDay('09:15'),
  pmOpen: timeOfDay('13:30'),
  pmClose: timeOfDay('13:45'),
  dayEnd: timeOfDay('15:30'),
}

/** A group of pupils whose places of the strip are as given. */
function group(...pupils: Partial<Record<number, Code>>[]) {
  const strips = pupils.map((marks, n): [PupilId, Uint8Array] => {
    const strip = new Uint8Array(STRIP_LENGTH)
    for (const [place, code] of Object.entries(marks)) if (code) strip[Number(place)] = byteOfCode(code)
    return [`pupil ${n}` as PupilId, strip]
  })
  return {
    group: { id: 'g' as GroupId, name: '7A' },
    tutor: { id: 't' as PersonId, name: 'Tom Tutor' },
    clock: CLOCK,
    pupils: new Map(strips),
    reported: new Set<PupilId>(),
  }
}

const take = (of: ReturnType<typeof group>, [half, from, until]: readonly [Half, string, string], seed = 1) =>
  colleaguesRegister(of, { on: ON, half, from: at(from), until: at(until) }, randomFrom(seed))

const AM = sessionIndex({ day: ON, half: 'AM' })

describe('a colleague of the demonstration', () => {
  it('takes the whole register within its window, leaving what was planned', () => {
    const act = take(group({}, { [AM]: 'M' }, {}), ['AM', '08:40', '09:50'])
    expect(act?.marks.map(({ pupilId }) => pupilId)).toEqual(['pupil 0', 'pupil 2'])
    expect(act?.by).toEqual({ id: 't', name: 'Tom Tutor', position: 'Form tutor 7A' })
  })

  it.each([
    ['its window is still to come', ['AM', '08:30', '08:59']],
    ['its window is over', ['AM', '09:15', '09:50']],
    ['it is the other half', ['PM', '08:40', '09:50']],
  ] as const)('takes none where %s', (_, when) => {
    expect(take(group({}, {}), when)).toBeUndefined()
  })

  it.each(['/', 'L', 'N'] as const)('leaves a register in which somebody has given %s', (code) => {
    expect(take(group({ [AM]: code }, {}), ['AM', '08:40', '09:50'])).toBeUndefined()
  })

  it('has nothing to take where everybody is away by plan', () => {
    expect(take(group({ [AM]: 'V' }, { [AM]: 'V' }), ['AM', '08:40', '09:50'])).toBeUndefined()
  })

  it('never takes it before it opens, after it closes, before now or after the clock is moved on', () => {
    const minute = fc.integer({ min: 0, max: 60 }).map((n) => (n < 60 ? `08:${String(n).padStart(2, '0')}` : '09:00'))
    const later = fc.integer({ min: 1, max: 59 }).map((n) => `09:${String(n).padStart(2, '0')}`)
    fc.assert(
      fc.property(minute, later, fc.nat(1e6), (from, until, seed) => {
        const act = take(group({}, {}), ['AM', from, until], seed)
        if (act === undefined) return
        const { time } = schoolTime(act.at)
        expect(time >= '09:00' && time < '09:15').toBe(true)
        expect(act.at >= at(from) && act.at <= at(until)).toBe(true)
      }),
    )
  })

  it('finds away whose family has said so', () => {
    const reported = new Set(['pupil 1' as PupilId])
    const marks = take({ ...group({}, {}), reported }, ['AM', '08:40', '09:50'])?.marks
    expect(marks?.find(({ pupilId }) => pupilId === 'pupil 1')?.to).toBe(byteOfCode('N'))
  })

  it('finds away whoever was often away, and in the afternoon whoever was in the morning', () => {
    const often = Object.fromEntries(Array.from({ length: 120 }, (_, n) => [AM - 2 - n, 'I' as const]))
    const counts = { seldom: 0, often: 0, afternoon: 0 }
    for (let seed = 0; seed < 400; seed++) {
      const [one, other] = take(group({}, often), ['AM', '08:40', '09:50'], seed)?.marks ?? []
      if (one?.to === byteOfCode('N')) counts.seldom += 1
      if (other?.to === byteOfCode('N')) counts.often += 1
      const [after] = take(group({ [AM]: 'I' }), ['PM', '13:00', '14:00'], seed)?.marks ?? []
      if (after?.to === byteOfCode('N')) counts.afternoon += 1
    }
    expect(counts.seldom).toBeLessThan(80)
    expect(counts.often).toBeGreaterThan(240)
    expect(counts.afternoon).toBeGreaterThan(340)
  })
})
