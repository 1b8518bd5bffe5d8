import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { GroupId } from '../../../kernel/ids.ts'
import { type SessionIndex, STRIP_LENGTH } from '../../../kernel/session.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import { byteOfCode, type Code } from '../../../law/codes.ts'
import { enrolledWith, factsOf, numbers, presentAt, WHOLE_YEAR } from '../../../testing/figures-facts.ts'
import type { Enrolled, SchoolFacts } from '../facts.ts'
import { type ActSeen, allPresentInSeconds, editsAfterTheFact } from './from-acts.ts'
import { codedDifferently, oftenUsed, staleReasons, upperTail } from './from-marks.ts'

const MEETS = Uint8Array.from({ length: STRIP_LENGTH }, (_, place) =>
  place >= 60 && place < 300 && place % 14 < 10 ? 1 : 0,
)
const MET = Array.from(MEETS.keys()).filter((place) => MEETS[place] === 1)

function stripOf(marks: Readonly<Record<number, Code>>): Uint8Array {
  const strip = new Uint8Array(STRIP_LENGTH)
  for (const place of MET) strip[place] = presentAt(place)
  for (const [place, code] of Object.entries(marks)) strip[Number(place)] = byteOfCode(code)
  return strip
}

const groupId = (number: number) => `group-${number}` as GroupId

/** Classes of 25 with some illness and lateness everywhere; a class can have a habit of its own. */
function classes(seed: number, habit: (group: number) => { code?: Code; late?: number }): SchoolFacts {
  const random = numbers(seed)
  const enrolled = Array.from({ length: 8 * 25 }, (_, number): Enrolled => {
    const group = Math.floor(number / 25)
    const { code, late = 0.02 } = habit(group)
    const ill = 0.06 * random()
    const strip = new Uint8Array(STRIP_LENGTH)
    for (const place of MET) {
      const drawn = random()
      const away = drawn < ill ? byteOfCode('I') : drawn < ill + late ? byteOfCode('L') : presentAt(place)
      strip[place] = code !== undefined && random() < 0.05 ? byteOfCode(code) : away
    }
    return enrolledWith(number, { strip, groupId: groupId(group) })
  })
  return factsOf(enrolled, { meets: MEETS })
}

describe('Reasons not established', () => {
  test('are stale from the sixth school day on, weekends and holidays not counted', () => {
    const until = MET.at(-1) ?? 0
    const daysBack = (days: number) => MET[MET.length - 1 - 2 * days] ?? 0
    const strip = stripOf({ [daysBack(5)]: 'N', [daysBack(6)]: 'N', [daysBack(20)]: 'N', [daysBack(30)]: 'O' })
    const facts = factsOf([enrolledWith(1, { strip })], { meets: MEETS })
    expect(staleReasons(facts, { from: WHOLE_YEAR.from, to: until as SessionIndex })).toEqual([
      { pupilId: 'pupil-1', session: daysBack(20), schoolDays: 20 },
      { pupilId: 'pupil-1', session: daysBack(6), schoolDays: 6 },
    ])
  })

  test('beyond a leaving day are nobody’s', () => {
    const strip = stripOf({ 100: 'N' })
    const left = { from: 0 as SessionIndex, to: 99 as SessionIndex }
    const facts = factsOf([enrolledWith(1, { strip, onRoll: left })], { meets: MEETS })
    expect(staleReasons(facts, WHOLE_YEAR)).toEqual([])
  })
})

describe('Codes used far more than in similar classes', () => {
  test('are found where a class has the habit, and hardly ever where none has', () => {
    const found = oftenUsed(
      classes(1, (group) => (group === 3 ? { code: 'B' } : {})),
      WHOLE_YEAR,
      0.05,
    )
    expect(found).toEqual([expect.objectContaining({ groupId: groupId(3), code: 'B', elsewhere: 0 })])
    let chance = 0
    for (let seed = 10; seed < 50; seed++)
      chance += oftenUsed(
        classes(seed, () => ({})),
        WHOLE_YEAR,
        0.05,
      ).length
    expect(chance).toBeLessThanOrEqual(2)
  })

  test('are said as sessions added up, not as a mean of pupils who were here for different times', () => {
    const facts = classes(1, (group) => (group === 3 ? { code: 'B' } : {}))
    const early = { from: 0 as SessionIndex, to: 100 as SessionIndex }
    const enrolled = facts.enrolled.map((one, at) => (at % 3 === 0 ? { ...one, onRoll: early } : one))
    const [found] = oftenUsed({ ...facts, enrolled }, WHOLE_YEAR, 0.05)
    expect(found).toMatchObject({ groupId: groupId(3), here: (100 * (found?.sessions ?? 0)) / (found?.possible ?? 1) })
  })

  test('one pupil’s long illness says nothing of the class', () => {
    const facts = classes(2, () => ({}))
    const long = facts.enrolled.map((one, at) =>
      at === 30 ? { ...one, strip: stripOf(Object.fromEntries(MET.map((place) => [place, 'I' as const]))) } : one,
    )
    expect(oftenUsed({ ...facts, enrolled: long }, WHOLE_YEAR, 0.05)).toEqual([])
  })

  test('rest on the normal distribution', () => {
    for (const [z, chance] of [
      [0, 0.5],
      [1.644_854, 0.05],
      [1.959_964, 0.025],
      [-1, 0.841_345],
      [3.090_232, 0.001],
    ] as const)
      expect(upperTail(z)).toBeCloseTo(chance, 5)
  })
})

describe('Children of one household', () => {
  const home = ({ pupilId }: Enrolled) => (pupilId === 'pupil-3' ? undefined : 'home')
  test('are coded differently where one absence is authorised and the other is not', () => {
    const facts = factsOf(
      [
        enrolledWith(1, { strip: stripOf({ 70: 'I', 71: 'I', 100: 'I' }) }),
        enrolledWith(2, { strip: stripOf({ 70: 'G', 71: 'M', 101: 'G' }) }),
        enrolledWith(3, { strip: stripOf({ 70: 'G' }) }),
      ],
      { meets: MEETS },
    )
    expect(codedDifferently(facts, WHOLE_YEAR, home)).toEqual([
      { session: 70, one: { pupilId: 'pupil-1', code: 'I' }, other: { pupilId: 'pupil-2', code: 'G' } },
    ])
  })
})

describe('Acts', () => {
  const act = (number: number, at: string, more: Partial<ActSeen> = {}): ActSeen => ({
    number,
    kind: 'taken',
    at: `2026-11-23T${at}.000Z` as Moment,
    on: day('2026-11-23'),
    by: { id: 'tutor', name: 'Tess Tutor' },
    groupId: groupId(1),
    day: day('2026-11-23'),
    half: 'AM',
    marks: 25,
    present: 25,
    ...more,
  })

  test('show registers of all present saved faster than names can be read', () => {
    const acts = [
      act(1, '08:40:00'),
      act(2, '08:40:12', { groupId: groupId(2) }),
      // Somebody else, in the same minute.
      act(3, '08:40:20', { by: { id: 'other', name: 'Otto Other' }, groupId: groupId(3) }),
      // The same register again is a correction.
      act(4, '08:40:25', { groupId: groupId(2) }),
      // Somebody was absent: it was looked at.
      act(5, '08:40:35', { groupId: groupId(4), present: 24 }),
      act(6, '08:41:35', { groupId: groupId(5) }),
    ]
    expect(allPresentInSeconds(acts)).toEqual([
      {
        by: { id: 'tutor', name: 'Tess Tutor' },
        registers: [{ number: 2, groupId: groupId(2), day: '2026-11-23', half: 'AM', seconds: 12 }],
      },
    ])
  })

  test('show many marks amended on one day long after their sessions', () => {
    const amended = (number: number, on: string, marks = 6) =>
      act(number, '15:00:00', { kind: 'amended', day: day(on), marks, present: 0 })
    const acts = [amended(1, '2026-10-05'), amended(2, '2026-10-12'), amended(3, '2026-11-20', 30)]
    expect(editsAfterTheFact(acts)).toEqual([
      {
        on: '2026-11-23',
        by: { id: 'tutor', name: 'Tess Tutor' },
        marks: 12,
        acts: 2,
        from: '2026-10-05',
        to: '2026-10-12',
      },
    ])
    expect(editsAfterTheFact([amended(1, '2026-10-05', 9)])).toEqual([])
  })
})
