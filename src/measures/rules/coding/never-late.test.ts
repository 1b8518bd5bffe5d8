import { describe, expect, test } from 'vitest'
import type { GroupId } from '../../../kernel/ids.ts'
import { type SessionIndex, STRIP_LENGTH } from '../../../kernel/session.ts'
import { byteOfCode } from '../../../law/codes.ts'
import type { YearGroup } from '../../../law/school-age.ts'
import { enrolledWith, factsOf, numbers, presentAt } from '../../../testing/figures-facts.ts'
import type { Enrolled, SchoolFacts } from '../facts.ts'
import { chanceOfNone, neverLate } from './never-late.ts'

const FROM = 60
const RATE = 0.05
const groupId = (number: number) => `group-${number}` as GroupId
const YEARS: readonly YearGroup[] = ['7', '8', '9', '10', '11']

interface School {
  readonly sessions: number
  readonly classes: number
  /** How often a pupil is late; drawn for each. */
  readonly usual: (random: () => number) => number
  /** Classes whose register says present of everybody. */
  readonly kind?: readonly number[]
  readonly yearOf?: (group: number, place: number) => YearGroup
}

/** Classes of 28, ten to a year group unless said otherwise. */
function school(seed: number, { sessions, classes, usual, kind = [], yearOf }: School): SchoolFacts {
  const random = numbers(seed)
  const enrolled = Array.from({ length: classes * 28 }, (_, number): Enrolled => {
    const group = Math.floor(number / 28)
    const strip = new Uint8Array(STRIP_LENGTH)
    const often = usual(random)
    for (let place = FROM; place < FROM + sessions; place++)
      strip[place] = random() < often && !kind.includes(group) ? byteOfCode('L') : presentAt(place)
    const yearGroup = yearOf?.(group, number % 28) ?? YEARS[Math.floor(group / 10)] ?? '7'
    return enrolledWith(number, { strip, groupId: groupId(group), yearGroup })
  })
  return factsOf(enrolled)
}

const spanOf = (sessions: number) => ({ from: FROM as SessionIndex, to: (FROM + sessions - 1) as SessionIndex })

/** One pupil in eight is late often, the others hardly ever: what lateness is like in schools. */
const FEW = (random: () => number) => (random() < 0.12 ? 0.3 * random() : 0.0005)
/** A quarter of pupils now and then. */
const MANY = (random: () => number) => (random() < 0.25 ? 0.1 : 0.002)

describe('Classes that are never late', () => {
  test.each([
    ['lateness is the habit of a few', FEW, 20],
    ['a quarter are late now and then', MANY, 6],
  ] as const)('are hardly ever listed by chance where %s', (_, usual, sessions) => {
    let [schools, classes, listed, withoutLate] = [0, 0, 0, 0]
    for (let seed = 1; seed <= 60; seed++) {
      const facts = school(seed, { sessions, classes: 50, usual })
      const found = neverLate(facts, spanOf(sessions), RATE)
      classes += 50
      listed += found.length
      if (found.length > 0) schools++
      const late = new Set(
        facts.enrolled.filter(({ strip }) => strip.includes(byteOfCode('L'))).map((one) => one.groupId),
      )
      withoutLate += 50 - late.size
    }
    // There are such classes; 1 in 27 used to be named. Where there is nothing but chance, one school in twenty may list any.
    expect(withoutLate / classes).toBeGreaterThan(0.01)
    expect(schools).toBeLessThanOrEqual(6)
    expect(listed / classes).toBeLessThan(0.005)
  })

  test('are listed where somebody marks everybody present, although many others of the year group are late', () => {
    const facts = school(3, { sessions: 60, classes: 20, usual: MANY, kind: [5, 14] })
    const found = neverLate(facts, spanOf(60), RATE)
    expect(found.map((one) => one.groupId).sort()).toEqual([groupId(14), groupId(5)])
    const [first] = found
    expect(first).toMatchObject({ pupils: 28, others: 9 * 28, attended: 28 * 60 })
    expect(first?.expected).toBeCloseTo((28 * (first?.othersLate ?? 0)) / (9 * 28), 10)
  })

  test('a class alone in its year group is compared with nobody, and one of two year groups with each by itself', () => {
    const alone = school(3, {
      sessions: 60,
      classes: 5,
      usual: MANY,
      kind: [2],
      yearOf: (group) => YEARS[group] ?? '7',
    })
    expect(neverLate(alone, spanOf(60), RATE)).toEqual([])
    const mixed = school(3, {
      ...{ sessions: 60, classes: 10, usual: MANY, kind: [2] },
      yearOf: (_, place) => (place < 14 ? '7' : '8'),
    })
    expect(neverLate(mixed, spanOf(60), RATE)).toEqual([expect.objectContaining({ groupId: groupId(2), others: 252 })])
  })

  test('nobody anywhere is late: nothing is listed', () => {
    const nobody = { sessions: 60, classes: 10, usual: () => 0 }
    expect(neverLate(school(1, nobody), spanOf(60), RATE)).toEqual([])
  })

  test('the chance is that of drawing a class without one of the late', () => {
    // 3 of 5 drawn, 2 late: 1 way of 10.
    expect(chanceOfNone({ late: 2, notLate: 3, drawn: 3 })).toBeCloseTo(0.1, 12)
    expect(chanceOfNone({ late: 0, notLate: 30, drawn: 28 })).toBe(1)
    expect(chanceOfNone({ late: 4, notLate: 2, drawn: 3 })).toBe(0)
  })
})
