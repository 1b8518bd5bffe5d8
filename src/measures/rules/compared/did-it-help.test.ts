import { describe, expect, test } from 'vitest'
import { type SessionIndex, STRIP_LENGTH } from '../../../kernel/session.ts'
import { byteOfCode } from '../../../law/codes.ts'
import { enrolledWith, factsOf, numbers, presentAt } from '../../../testing/figures-facts.ts'
import type { Enrolled, SchoolFacts } from '../facts.ts'
import { type Begun, comparedEach, didItHelp, type Support, studentReach } from './did-it-help.ts'
import { outcomeInLine, outcomeInWords } from './outcome-words.ts'
import { slopeOf } from './remaining-gap.ts'

const START = 240 as SessionIndex
const END = 479 as SessionIndex
const MET = Array.from({ length: STRIP_LENGTH }, (_, place) => place).filter(
  (place) => place % 14 < 10 && place >= 60 && place <= END,
)

function pupil(number: number, rate: { before: number; after: number }, random: () => number): Enrolled {
  const strip = new Uint8Array(STRIP_LENGTH)
  for (const place of MET) {
    const away = random() < (place < START ? rate.before : rate.after)
    strip[place] = away ? byteOfCode('I') : presentAt(place)
  }
  return enrolledWith(number, { strip })
}

/**
 * Pupils have a usual absence of their own; the unluckiest before are chosen for support, which takes away a share of their absence.
 * @param works 0 where the support does nothing.
 */
function school(seed: number, works: number): { facts: SchoolFacts; support: Support } {
  const random = numbers(seed)
  const usual = Array.from({ length: 500 }, () => 0.02 + 0.22 * random() ** 2)
  const draft = usual.map((rate, number) => pupil(number, { before: rate, after: rate }, random))
  const absences = (one: Enrolled) => one.strip.subarray(0, START).filter((byte) => byte === byteOfCode('I')).length
  const worst = draft.filter((one) => absences(one) >= 22).toSorted((a, b) => a.pupilId.localeCompare(b.pupilId))
  const chosen = new Set(worst.filter((_, at) => at % 3 === 0).map((one) => one.pupilId))
  const enrolled = draft.map((one, number) => {
    if (!chosen.has(one.pupilId)) return one
    const strip = Uint8Array.from(one.strip)
    for (const place of MET)
      if (place >= START) {
        const away = random() < (usual[number] ?? 0) * (1 - works)
        strip[place] = away ? byteOfCode('I') : presentAt(place)
      }
    return { ...one, strip }
  })
  const facts = factsOf(enrolled)
  return { facts, support: { pupilIds: chosen, start: START, end: END } }
}

/** A support that does nothing, given to all of the worst of a school, or to four of five of them. Absence may come in spells of four sessions. */
function worstSupported(
  seed: number,
  { size, spells, most }: { size: number; spells: boolean; most: boolean },
): { facts: SchoolFacts; support: Support } {
  const random = numbers(seed)
  const enrolled = Array.from({ length: 500 }, (_, number) => {
    const usual = 0.02 + 0.22 * random() ** 2
    const strip = new Uint8Array(STRIP_LENGTH)
    let left = 0
    for (const place of MET) {
      if (left === 0 && random() < (spells ? usual / 4 : usual)) left = spells ? 4 : 1
      strip[place] = left > 0 ? byteOfCode('I') : presentAt(place)
      left = Math.max(0, left - 1)
    }
    return enrolledWith(number, { strip })
  })
  const absences = (one: Enrolled) => one.strip.subarray(0, START).filter((byte) => byte === byteOfCode('I')).length
  const counted = new Map(enrolled.map((one) => [one, absences(one)]))
  const worst = enrolled.toSorted((a, b) => (counted.get(b) ?? 0) - (counted.get(a) ?? 0)).slice(0, size)
  const chosen = most ? worst.filter((_, at) => at % 5 !== 0) : worst
  return {
    facts: factsOf(enrolled),
    support: { pupilIds: new Set(chosen.map((one) => one.pupilId)), start: START, end: END },
  }
}

describe('Did it help?', () => {
  test('a support that does nothing looks good before and after, yet not beside pupils who were alike', () => {
    let naive = 0
    let covered = 0
    let total = 0
    for (let seed = 1; seed <= 40; seed++) {
      const { facts, support } = school(seed, 0)
      const outcome = didItHelp(facts, support)
      if (outcome.interval === undefined) continue
      total++
      naive += outcome.change
      if (outcome.interval[0] <= 0 && 0 <= outcome.interval[1]) covered++
    }
    expect(total).toBeGreaterThan(35)
    // Chosen at their worst, they come back by more than a point of their own accord.
    expect(naive / total).toBeLessThan(-1)
    // A 95 % interval holds the truth about 95 times in 100; over 300 draws it held 97 times; 3 standard deviations of 40 are 10 points.
    expect(covered / total).toBeGreaterThan(0.84)
  })

  test('a support that halves absence is seen, and how much it took away', () => {
    let seen = 0
    const effects: number[] = []
    for (let seed = 101; seed <= 120; seed++) {
      const { facts, support } = school(seed, 0.5)
      const { effect, interval } = didItHelp(facts, support)
      if (effect !== undefined) effects.push(effect)
      if (interval !== undefined && interval[1] < 0) seen++
    }
    const middle = effects.reduce((sum, one) => sum + one, 0) / effects.length
    expect(seen).toBeGreaterThanOrEqual(18)
    expect(middle).toBeLessThan(-5)
    expect(middle).toBeGreaterThan(-13)
  })

  test('pupils who began on days of their own are each set beside those alike over the same sessions', () => {
    const LATER = 360 as SessionIndex
    let [covered, told] = [0, 0]
    for (let seed = 201; seed <= 220; seed++) {
      const { facts, support } = school(seed, 0)
      // Half of them begin later, and until then nothing changes; from then on they miss nothing.
      const begun = [...support.pupilIds].map(
        (pupilId, at): Begun => ({ pupilId, start: at % 2 === 0 ? START : LATER, end: END }),
      )
      const startOf = new Map(begun.map(({ pupilId, start }) => [pupilId, start]))
      const better = facts.enrolled.map((one) => {
        const from = startOf.get(one.pupilId)
        const strip = one.strip.map((byte, place) =>
          from !== undefined && place >= from && byte ? presentAt(place) : byte,
        )
        return from === undefined ? one : { ...one, strip }
      })
      const helped = comparedEach({ ...facts, enrolled: better })(begun)
      expect(helped.matched.every(({ after }) => after.absent === 0)).toBe(true)
      const { interval } = comparedEach(facts)(begun)
      if (interval === undefined) continue
      told++
      if (interval[0] <= 0 && 0 <= interval[1]) covered++
    }
    expect(told).toBeGreaterThan(15)
    // A support that does nothing is rarely said to have done something: 3 standard deviations of 20 are 15 points.
    expect(covered / told).toBeGreaterThan(0.8)
  })

  test.each([
    ['all of the worst 15', 15, false],
    ['all of the worst 30', 30, true],
    ['all of the worst 60', 60, false],
    ['four of five of the worst 30, in spells', 30, 'most'],
  ] as const)('given to %s it does nothing, and is not said to have helped', (_, size, how) => {
    let [told, covered, helped, effects] = [0, 0, 0, 0]
    for (let seed = 1; seed <= 40; seed++) {
      const { facts, support } = worstSupported(seed, { size, spells: how !== false, most: how === 'most' })
      const { effect, interval, noInterval } = didItHelp(facts, support)
      if (interval === undefined || effect === undefined) {
        expect(noInterval).toBeDefined()
        continue
      }
      told++
      effects += effect
      if (interval[0] <= 0 && 0 <= interval[1]) covered++
      if (interval[1] < 0) helped++
    }
    // Where nobody with so much absence went without, mostly nothing is said; where something is, the interval keeps its promise.
    if (how === 'most') expect(told).toBeGreaterThan(35)
    else expect(told).toBeLessThan(37)
    expect(covered).toBeGreaterThanOrEqual(0.9 * told - 1)
    // One-sided 2.5 % of 40 is one; three would be rare, ten per cent was usual before the gap was corrected.
    expect(helped).toBeLessThanOrEqual(2)
    if (told >= 20) expect(Math.abs(effects / told)).toBeLessThan(0.8)
  })

  test('the gap that matching leaves is corrected by how change goes with absence before', () => {
    const line = Array.from({ length: 12 }, (_, at) => ({ rate: 10 + at, change: 3 - 0.5 * at }))
    expect(slopeOf(line)).toEqual({ perPoint: -0.5, variance: 0 })
    expect(slopeOf(line.slice(0, 9))).toBeUndefined()
    expect(slopeOf(line.map((one) => ({ ...one, rate: 10 })))).toBeUndefined()
    const { facts, support } = worstSupported(2, { size: 30, spells: true, most: true })
    const { change, changeOfAlike, gap, changeOfGap, effect } = didItHelp(facts, support)
    expect(gap).toBeGreaterThan(0)
    expect(changeOfGap).toBeLessThan(0)
    expect(effect).toBeCloseTo(change - changeOfAlike - changeOfGap, 10)
  })

  test('leaves out pupils with too few sessions and pupils like nobody, and says so', () => {
    const random = numbers(3)
    const ordinary = Array.from({ length: 20 }, (_, number) => pupil(number, { before: 0.03, after: 0.03 }, random))
    const far = pupil(90, { before: 0.9, after: 0.9 }, random)
    const late: Enrolled = {
      ...pupil(91, { before: 0.1, after: 0.1 }, random),
      onRoll: { from: 230 as SessionIndex, to: END },
    }
    const { facts } = school(1, 0)
    const outcome = didItHelp(
      { ...facts, enrolled: [...ordinary, far, late] },
      { pupilIds: new Set([far.pupilId, late.pupilId]), start: START, end: END },
    )
    expect(outcome.leftOut).toEqual([
      { pupilId: 'pupil-90', why: 'nobody alike' },
      { pupilId: 'pupil-91', why: 'too few sessions' },
    ])
    expect(outcomeInWords(outcome)).toMatch(/Nobody can be compared yet/)
  })

  test('never says that it helped where chance could explain it', () => {
    const base = {
      matched: Array.from({ length: 9 }) as never,
      leftOut: [],
      change: -4,
      changeOfAlike: -3.5,
      gap: 0.1,
      changeOfGap: 0,
      effect: -0.5,
      noInterval: undefined,
    }
    const none = { ...base, interval: undefined }
    expect(outcomeInWords({ ...base, interval: [-2, 1] })).toMatch(/chance alone could explain/)
    expect(outcomeInWords({ ...base, interval: [-2, -0.1] })).toMatch(/more than chance explains/)
    expect(outcomeInWords({ ...none, noInterval: 'few pupils' })).toMatch(/nobody can say/)
    expect(outcomeInWords({ ...none, noInterval: 'few alike' })).toMatch(/Too few pupils without the support/)
    const corrected = { ...base, gap: 0.4, changeOfGap: -0.3, interval: [-2, 1] as const }
    expect(outcomeInWords(corrected)).toMatch(/0\.5 points less absence, corrected for 0\.4 points more before \(95/)
    const noEquals = outcomeInWords({ ...none, gap: 2.4, effect: undefined, noInterval: 'no equals' })
    expect(noEquals).toMatch(/those nearest 2\.4 points less/)
    expect(noEquals).not.toMatch(/difference|interval/)
  })

  test('Student’s distribution is met to a hundredth', () => {
    for (const [degrees, value] of [
      [4, 2.776],
      [9, 2.262],
      [29, 2.045],
      [1000, 1.962],
    ] as const)
      expect(Math.abs(studentReach(degrees) - value)).toBeLessThan(0.011)
  })
})

describe('The outcome in one line', () => {
  const matched = [{}] as never
  test.each([
    [-2.31, [-4.12, -0.5], 'Absence fell by 2.3 points beside those alike (95 % interval −4.1 to −0.5)'],
    [1.2, [0.4, 2], 'Absence rose by 1.2 points beside those alike (95 % interval 0.4 to 2.0)'],
    [
      -0.6,
      [-2, 0.8],
      'Absence fell by 0.6 points beside those alike (95 % interval −2.0 to 0.8): chance alone could explain it',
    ],
    [-3, undefined, 'Absence fell by 3.0 points beside those alike; too few pupils to say whether that is chance'],
  ] as const)('of %d, %j says how sure it is', (effect, interval, line) => {
    expect(outcomeInLine({ matched, effect, interval, noInterval: undefined })).toBe(line)
  })

  test('names no difference where equals are missing', () => {
    const line = outcomeInLine({ matched, effect: undefined, interval: undefined, noInterval: 'no equals' })
    expect(line).toBe('Cannot be told: nobody without it had as much absence before')
  })

  test('promises nothing where nobody can be compared', () => {
    expect(outcomeInLine({ matched: [], effect: 0, interval: undefined, noInterval: 'few pupils' })).toMatch(
      /^Too early/,
    )
  })
})
