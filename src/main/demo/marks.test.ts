import { describe, expect, it } from 'vitest'
import { day, weekday } from '../../kernel/day.ts'
import { sessionAt } from '../../kernel/session.ts'
import { codeOfByte, meaningOfByte } from '../../law/codes.ts'
import {
  absencePer10000,
  expectedBands,
  PUBLISHED_BANDS,
  PUBLISHED_MIX,
  PUBLISHED_PERSISTENT,
  targetMix,
} from './code-mix.ts'
import { drawTrust } from './draw-trust.ts'
import type { DemoStrip, Phase } from './types.ts'

// The school year that is over, 2025/26, against what DfE published for it.

const trust = drawTrust({ today: day('2026-11-23') })
const phases: readonly Phase[] = ['secondary', 'primary', 'special']
const phaseOfPupil = new Map(
  trust.pupils.map((pupil) => [pupil.id, trust.schools.find((school) => school.id === pupil.schoolId)?.phase]),
)

interface Count {
  possible: number
  missed: number
  unauthorised: number
  readonly codes: Map<string, number>
}

function count(strips: readonly DemoStrip[], from = 0, to = 732): Count {
  const found: Count = { possible: 0, missed: 0, unauthorised: 0, codes: new Map() }
  for (const { marks } of strips)
    for (let index = from; index < to; index++) {
      const meaning = meaningOfByte(marks[index] ?? 0)
      if (meaning === undefined) continue
      found.codes.set(meaning.code, (found.codes.get(meaning.code) ?? 0) + 1)
      if (!meaning.possible) continue
      found.possible++
      if (!meaning.attending) found.missed++
      if (meaning.unauthorised) found.unauthorised++
    }
  return found
}

const stripsOf = (phase: Phase, year: number) =>
  trust.strips.filter((strip) => strip.schoolYear === year && phaseOfPupil.get(strip.pupilId) === phase)
const rate = ({ possible, missed }: Count) => (100 * missed) / possible
const rates = (phase: Phase, year: number) =>
  stripsOf(phase, year)
    .map((strip) => count([strip]))
    .filter((each) => each.possible > 0)
    .map(rate)
const percent = (of: readonly number[], test: (value: number) => boolean) => (100 * of.filter(test).length) / of.length

describe.each(phases)('%s, 2025/26', (phase) => {
  const whole = count(stripsOf(phase, 2025))
  const aim = targetMix(phase)

  it('every code of DfE’s mix within 6 % of its share, or 2 per 10,000 sessions', () => {
    const off = Object.entries(aim).filter(([code, published]) => {
      const drawn = (10_000 * (whole.codes.get(code) ?? 0)) / whole.possible
      return Math.abs(drawn - published) > Math.max(2, 0.06 * published)
    })
    expect(off).toEqual([])
  })

  it('overall absence within 0.2 points of the mix', () => {
    expect(Math.abs(rate(whole) - absencePer10000(aim) / 100)).toBeLessThan(0.2)
  })

  it('each absence band within 2.5 points of the published shape, carried to 2025/26; within 4.5 of 2022/23 as published', () => {
    const drawn = rates(phase, 2025)
    const bands = PUBLISHED_BANDS[phase].map((_, index) =>
      percent(drawn, (missed) => Math.min(10, Math.floor(missed / 5)) === index),
    )
    for (const [index, band] of bands.entries()) {
      expect(Math.abs(band - (expectedBands(phase)[index] ?? 0))).toBeLessThan(2.5)
      expect(Math.abs(band - (PUBLISHED_BANDS[phase][index] ?? 0))).toBeLessThan(4.5)
    }
  })

  it('persistent absence within 2.5 points of 2025/26', () => {
    expect(Math.abs(percent(rates(phase, 2025), (missed) => missed >= 10) - PUBLISHED_PERSISTENT[phase])).toBeLessThan(
      2.5,
    )
  })
})

describe('the shape of the year', () => {
  const everybody = trust.strips.filter((strip) => strip.schoolYear === 2025)
  const year = trust.schoolYears[0]
  if (year === undefined) throw new Error('no year drawn')
  const byWeekday = [1, 2, 3, 4, 5].map((wanted) => {
    const total = { possible: 0, missed: 0, unauthorised: 0, codes: new Map() }
    for (let index = 0; index < 730; index += 2) {
      if (weekday(sessionAt(year, index).day) !== wanted) continue
      const one = count(everybody, index, index + 2)
      total.possible += one.possible
      total.missed += one.missed
    }
    return rate(total)
  })
  const [monday = 0, , wednesday = 0, , friday = 0] = byWeekday

  it('Friday lies 0.6 to 1.4 points above Wednesday', () => {
    expect(friday - wednesday).toBeGreaterThan(0.6)
    expect(friday - wednesday).toBeLessThan(1.4)
  })

  it('Monday lies above Wednesday by less than 0.8 points', () => {
    expect(monday - wednesday).toBeGreaterThan(0)
    expect(monday - wednesday).toBeLessThan(0.8)
  })

  it('the first half-term is missed least, and the last week before Christmas at least a fifth more than the whole autumn', () => {
    const calendar = trust.calendars[0]
    const span = (from: string, to: string) => {
      const index = (text: string) => 2 * Math.round((Date.parse(text) - Date.parse('2025-08-01')) / 86_400_000)
      return rate(count(everybody, index(from), index(to) + 2))
    }
    const [autumn] = calendar?.terms ?? []
    if (autumn === undefined) throw new Error('no autumn')
    const firstHalf = span(autumn.firstDay, autumn.halfTerm.firstDay)
    const secondHalf = span(autumn.halfTerm.lastDay, autumn.lastDay)
    expect(firstHalf).toBeLessThan(secondHalf)
    expect(span('2025-12-15', '2025-12-19')).toBeGreaterThan(1.2 * span(autumn.firstDay, autumn.lastDay))
  })

  it('this autumn so far lies within 1 point of DfE’s autumn 2024 (7.9, 5.2 and 12.7 %)', () => {
    const autumn2024 = { secondary: 7.91, primary: 5.17, special: 12.73 }
    for (const phase of phases) expect(Math.abs(rate(count(stripsOf(phase, 2026))) - autumn2024[phase])).toBeLessThan(1)
  })

  it('absence comes in whole days: in 70 % or more of days touched by illness both halves are missed', () => {
    let [both, either] = [0, 0]
    for (const { marks } of everybody)
      for (let index = 0; index < 732; index += 2) {
        const ill = [marks[index], marks[index + 1]].map((byte) => codeOfByte(byte ?? 0) === 'I')
        if (ill[0] || ill[1]) either++
        if (ill[0] && ill[1]) both++
      }
    expect(both / either).toBeGreaterThan(0.7)
  })

  it('two thirds of illness sessions stand next to another: it comes in spells', () => {
    let [neighbours, all] = [0, 0]
    const ill = (byte: number | undefined) => codeOfByte(byte ?? 0) === 'I'
    for (const { marks } of everybody)
      for (let index = 0; index < 732; index++) {
        if (!ill(marks[index])) continue
        all++
        if (ill(marks[index - 1]) || ill(marks[index + 1])) neighbours++
      }
    expect(neighbours / all).toBeGreaterThan(2 / 3)
  })
})

describe('children', () => {
  const byPupil = Map.groupBy(trust.strips, (strip) => strip.pupilId)
  const rateIn = (strips: readonly DemoStrip[] | undefined, year: number) => {
    const counted = count((strips ?? []).filter((strip) => strip.schoolYear === year))
    return counted.possible > 60 ? rate(counted) : undefined
  }

  /** Correlation of ranks: 1 where the order is the same. */
  function rankCorrelation(pairs: readonly (readonly [number, number])[]): number {
    const ranks = (side: 0 | 1) => {
      const order = pairs.map((pair, index) => [pair[side], index] as const).sort((one, other) => one[0] - other[0])
      return new Map(order.map(([, index], rank) => [index, rank]))
    }
    const [first, second] = [ranks(0), ranks(1)]
    const middle = (pairs.length - 1) / 2
    const product = pairs.reduce(
      (sum, _, i) => sum + ((first.get(i) ?? 0) - middle) * ((second.get(i) ?? 0) - middle),
      0,
    )
    const square = pairs.reduce((sum, _, i) => sum + ((first.get(i) ?? 0) - middle) ** 2, 0)
    return product / square
  }

  it('keep their place from year to year: rank correlation 0.45 to 0.8', () => {
    const pairs = [...byPupil.values()].flatMap((strips): [number, number][] => {
      const [before, now] = [rateIn(strips, 2025), rateIn(strips, 2026)]
      return before === undefined || now === undefined ? [] : [[before, now]]
    })
    expect(rankCorrelation(pairs)).toBeGreaterThan(0.45)
    expect(rankCorrelation(pairs)).toBeLessThan(0.8)
  })

  it('of one home miss school alike, a little: rank correlation 0.1 to 0.5', () => {
    const homes = [...Map.groupBy(trust.pupils, (pupil) => pupil.householdKey).values()]
    const pairs = homes.flatMap((home): [number, number][] => {
      const children = [...new Map(home.map((pupil) => [pupil.childKey, pupil])).values()]
      const [one, other] = children
        .map((pupil) => rateIn(byPupil.get(pupil.id), 2025))
        .filter((each) => each !== undefined)
      return one === undefined || other === undefined ? [] : [[one, other]]
    })
    expect(pairs.length).toBeGreaterThan(150)
    expect(rankCorrelation(pairs)).toBeGreaterThan(0.1)
    expect(rankCorrelation(pairs)).toBeLessThan(0.5)
  })

  it('on free school meals are persistently absent about twice as often (1.6 to 3.2 times)', () => {
    const persistent = (meals: boolean) => {
      const group = trust.pupils.filter((pupil) => pupil.flags.freeSchoolMeals === meals)
      const missed = group.map((pupil) => rateIn(byPupil.get(pupil.id), 2025)).filter((each) => each !== undefined)
      return percent(missed, (each) => each >= 10)
    }
    expect(persistent(true) / persistent(false)).toBeGreaterThan(1.6)
    expect(persistent(true) / persistent(false)).toBeLessThan(3.2)
  })
})

describe('departures from the published mix', () => {
  it('only N in every school, and study leave and work experience in Years 7 to 9', () => {
    for (const phase of phases) {
      const changed = Object.entries(PUBLISHED_MIX[phase]).filter(([code, value]) =>
        Object.entries(targetMix(phase)).some(([other, aimed]) => other === code && aimed !== value),
      )
      expect(changed.map(([code]) => code).sort()).toEqual(phase === 'secondary' ? ['N', 'O', 'S', 'W'] : ['N', 'O'])
    }
  })
})
