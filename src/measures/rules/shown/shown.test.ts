import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { GroupId } from '../../../kernel/ids.ts'
import { schoolYear } from '../../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH } from '../../../kernel/session.ts'
import { timeOfDay } from '../../../kernel/time-of-day.ts'
import { ALL_CODES, byteOfCode } from '../../../law/codes.ts'
import { ETHNICITIES, type EthnicityCode } from '../../../law/ethnicity.ts'
import { enrolledWith, factsOf, presentAt, WHOLE_YEAR } from '../../../testing/figures-facts.ts'
import type { Enrolled } from '../facts.ts'
import { isAskedFor, weeksMet } from './asked.ts'
import { divisionsOf, partsOf, totalShown } from './cohorts.ts'
import { countedUntil, placeOfEnd, spanCounted } from './counted-until.ts'
import { partsOfEthnicity } from './ethnic-division.ts'
import type { EthnicPart } from './ethnic-parts.ts'
import { enrolmentFigures, groupFigures } from './group-figures.ts'
import { overviewOf } from './overview.ts'
import { FEWEST_SHOWN, partsToHide } from './small-numbers.ts'
import { linesCrossed, standingOf, standingsOf, transitionsBetween, transitionsOf } from './transitions.ts'

const MEETS = Uint8Array.from({ length: STRIP_LENGTH }, (_, place) =>
  place >= 62 && place < 600 && (place - 4) % 14 < 10 ? 1 : 0,
)

/** Attended for so many sessions, then away for so many. */
function marked(attended: number, away: number): Uint8Array {
  const strip = new Uint8Array(STRIP_LENGTH)
  for (let place = 0; place < attended + away; place++)
    strip[place] = place < attended ? presentAt(place) : byteOfCode('I')
  return strip
}

const anyStrip = fc
  .array(fc.constantFrom(0, ...ALL_CODES.map(({ byte }) => byte)), { minLength: 60, maxLength: 60 })
  .map((bytes) =>
    Uint8Array.from({ length: STRIP_LENGTH }, (_, place) => (MEETS[place] === 1 ? (bytes[place % 60] ?? 0) : 0)),
  )

const anyEnrolled = fc
  .record({
    strip: anyStrip,
    from: fc.nat(400),
    long: fc.nat(400),
    year: fc.constantFrom('7' as const, '8' as const, null),
    girl: fc.boolean(),
  })
  .map(
    ({ strip, from, long, year, girl }): Enrolled =>
      enrolledWith(1, {
        strip,
        onRoll: { from: from as SessionIndex, to: Math.min(STRIP_LENGTH - 1, from + long) as SessionIndex },
        yearGroup: year,
        sex: girl ? 'F' : 'M',
      }),
  )

describe('Ethnicity', () => {
  const known = (ethnicity: EthnicityCode | null | undefined) => enrolledWith(1, { ethnicity })
  test.each<[string, { is: string | null | undefined; asked: readonly EthnicPart[] }, boolean]>([
    ['a category in its group', { is: 'AIND', asked: ['asian'] }, true],
    ['a category by itself', { is: 'AIND', asked: ['AIND', 'white'] }, true],
    ['an extended code as its category', { is: 'BSOM', asked: ['BAFR'] }, true],
    ['another category of the group', { is: 'AIND', asked: ['APKN'] }, false],
    ['refused, which is an answer', { is: 'REFU', asked: ['unclassified'] }, true],
    ['nobody asked, which is none', { is: null, asked: ['unclassified'] }, false],
    ['nobody asked, by that name', { is: null, asked: ['not-asked'] }, true],
    ['what was not read', { is: undefined, asked: ['not-asked', 'white'] }, false],
  ])('is asked for: %s', (_, { is, asked }, isAsked) => {
    expect(isAskedFor(known(is as EthnicityCode | null | undefined), { ethnicity: asked })).toBe(isAsked)
  })

  test.each([false, true])('puts every pupil in exactly one part; by category: %s', (finely) => {
    const { parts, placeOf } = partsOfEthnicity(finely)
    for (const code of [null, ...ETHNICITIES.map((one) => one.code)]) {
      const places = parts.flatMap(({ isIn }, place) => (isIn(known(code)) ? [place] : []))
      expect(places).toEqual([placeOf?.(known(code))])
    }
  })
})

describe('Figures of a group', () => {
  test('are the sums of its parts, week by week and year group by year group, whatever the strips hold', () => {
    fc.assert(
      fc.property(fc.array(anyEnrolled, { maxLength: 8 }), (enrolled) => {
        const { all, byWeek, byYearGroup } = overviewOf(factsOf(enrolled, { meets: MEETS }), WHOLE_YEAR, {})
        const naive = enrolled.flatMap(({ strip, onRoll }) => [...strip.subarray(onRoll.from, onRoll.to + 1)])
        const possible = naive.filter((byte) => ALL_CODES.find((code) => code.byte === byte)?.possible).length
        expect(all.sessions.possible).toBe(possible)
        expect(all.sessions.possible).toBe(all.sessions.attended + all.sessions.absent)
        expect(byWeek.sessions.reduce((sum, week) => sum + week.possible, 0)).toBe(possible)
        const placed = enrolled.filter(({ yearGroup }) => yearGroup !== null)
        const ofYears = byYearGroup.reduce((sum, { figures }) => sum + figures.enrolments, 0)
        expect(ofYears).toBe(groupFigures(placed.map((one) => enrolmentFigures(one, WHOLE_YEAR))).enrolments)
        expect(all.bands.reduce((sum, band) => sum + band, 0)).toBe(all.enrolments)
        expect(all.bands.slice(2).reduce((sum, band) => sum + band, 0)).toBe(all.persistent)
        expect(all.bands[10]).toBe(all.severe)
      }),
      { numRuns: 60 },
    )
  })

  test('can be asked for by year group, class, sex and flags, all together', () => {
    const one = enrolledWith(2, { flags: ['fsm', 'eal'], groupId: 'a' as GroupId })
    expect(isAskedFor(one, {})).toBe(true)
    expect(
      isAskedFor(one, { yearGroups: ['8'], sex: 'F', with: ['fsm'], without: ['ehcp'], groupIds: ['a' as GroupId] }),
    ).toBe(true)
    for (const filter of [
      { yearGroups: ['7' as const] },
      { sex: 'M' as const },
      { with: ['fsm' as const, 'ehcp' as const] },
      { without: ['eal' as const] },
      { groupIds: [] },
    ])
      expect(isAskedFor(one, filter)).toBe(false)
  })
})

describe('Weeks', () => {
  test('run from Monday to Sunday, whatever day the year begins on, and only those in which the school meets', () => {
    // 1 August 2026 is a Saturday.
    const weeks = weeksMet({ year: schoolYear(2026), meets: MEETS }, WHOLE_YEAR)
    expect(weeks[0]?.monday).toBe('2026-08-31')
    for (const { monday, span } of weeks) {
      expect(new Date(monday).getUTCDay()).toBe(1)
      expect(span.to - span.from).toBeLessThan(14)
    }
    const cut = weeksMet({ year: schoolYear(2026), meets: MEETS }, { from: 70 as SessionIndex, to: 90 as SessionIndex })
    expect(cut.map(({ span }) => [span.from, span.to])).toEqual([
      [74, 87],
      [88, 90],
    ])
  })
})

describe('Sessions counted', () => {
  const clock = (amClose: string, pmClose: string) => ({
    arriveBy: timeOfDay('08:25'),
    amOpen: timeOfDay('08:30'),
    amClose: timeOfDay(amClose),
    pmOpen: timeOfDay('13:00'),
    pmClose: timeOfDay(pmClose),
    dayEnd: timeOfDay('15:30'),
  })
  const clocks = { '9': clock('08:45', '13:15'), '7': clock('09:15', '14:15') }
  test.each([
    ['08:40', 227],
    ['09:14', 227],
    ['09:15', 228],
    ['14:14', 228],
    ['14:15', 229],
    ['23:59', 229],
  ])('at %s run to place %s: the last whose registers have all closed', (time, place) => {
    expect(countedUntil(schoolYear(2026), { day: day('2026-11-23'), time: timeOfDay(time) }, clocks)).toBe(place)
  })
  const met = { year: schoolYear(2026), meets: MEETS }
  const span = (from: number, to: number) => ({ from: from as SessionIndex, to: to as SessionIndex })
  test('are said to run to one for which the school met, never to a Sunday', () => {
    const facts = factsOf([enrolledWith(1, { strip: new Uint8Array(STRIP_LENGTH) })], met)
    const sunday = placeOfEnd(schoolYear(2026), day('2026-11-22'))
    expect(spanCounted(facts, span(0, sunday))).toEqual(span(0, sunday - 4))
    // Saturday and Sunday alone, and before the first day of term.
    expect(spanCounted(facts, span(sunday - 3, sunday))).toBeUndefined()
    expect(spanCounted(facts, span(0, 20))).toBeUndefined()
  })
  test('are none where nobody is on roll or no register was kept', () => {
    const nobody = factsOf([], met)
    expect(spanCounted(nobody, span(0, 223))).toBeUndefined()
    const left = enrolledWith(1, { strip: new Uint8Array(STRIP_LENGTH), onRoll: span(0, 100) })
    expect(spanCounted(factsOf([left], met), span(150, 223))).toBeUndefined()
    const unmet = factsOf([enrolledWith(1, { strip: new Uint8Array(STRIP_LENGTH) })], {
      meets: new Uint8Array(STRIP_LENGTH),
    })
    expect(spanCounted(unmet, span(0, 731))).toBeUndefined()
  })
  test('without clocks run to the end of yesterday, before the year to none, after it to its end', () => {
    const at = (on: string, of: 2025 | 2026 | 2027) =>
      countedUntil(schoolYear(of), { day: day(on), time: timeOfDay('12:00') }, {})
    expect(at('2026-11-23', 2026)).toBe(227)
    expect(at('2026-11-23', 2027)).toBe(-1)
    expect(at('2026-11-23', 2025)).toBe(STRIP_LENGTH - 1)
  })
})

describe('Small numbers', () => {
  test('are hidden with a second part, so that none can be found by subtraction', () => {
    expect(partsToHide([100, 3])).toEqual([true, true])
    expect(partsToHide([100, 40, 3])).toEqual([false, true, true])
    expect(partsToHide([100, 3, 2])).toEqual([true, true, true])
    expect(partsToHide([100, 5, 2])).toEqual([false, true, true])
    expect(partsToHide([100, 0])).toEqual([false, false])
    expect(partsToHide([])).toEqual([])
  })

  test('whatever the parts, hidden ones together are never few and never alone, and every small one is hidden', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 12 }), (parts) => {
        const hidden = partsToHide(parts)
        const sizes = parts.filter((_, at) => hidden[at])
        for (const [at, size] of parts.entries()) if (size > 0 && size < FEWEST_SHOWN) expect(hidden[at]).toBe(true)
        const others = parts.filter((size, at) => size > 0 && hidden[at] === false)
        if (sizes.length > 0 && others.length > 0) {
          expect(sizes.length).toBeGreaterThan(1)
          expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThanOrEqual(FEWEST_SHOWN)
        }
      }),
    )
  })

  test('stay hidden in every division of the pupils', () => {
    const each = Array.from({ length: 30 }, (_, number) =>
      enrolmentFigures(
        enrolledWith(number, { strip: marked(50, number), flags: number < 3 ? ['fsm'] : [] }),
        WHOLE_YEAR,
      ),
    )
    const parts = partsOf(each, { flags: ['fsm'], groupNames: new Map() })
    const divisions = divisionsOf(each, { parts })
    expect(divisions.find(({ id }) => id === 'fsm')?.cohorts.every(({ figures }) => figures === null)).toBe(true)
    const sexes = divisions.find(({ id }) => id === 'sex')?.cohorts
    expect(sexes?.map(({ figures }) => figures?.enrolments)).toEqual([15, 15])
    expect(sexes?.[0]?.rest).toEqual(sexes?.[1]?.figures)
    expect(divisions.map(({ id }) => id)).not.toContain('sen')
    // Who sees every pupil anyway may see every group.
    const open = divisionsOf(each, { parts, fewest: 1 }).find(({ id }) => id === 'fsm')
    expect(open?.cohorts.map(({ figures }) => figures?.enrolments)).toEqual([3, 27])
  })

  test('pupils without a possible session are in no group, so they hide nobody', () => {
    const each = Array.from({ length: 20 }, (_, number) =>
      enrolmentFigures(
        enrolledWith(number, { strip: marked(number < 10 ? 50 : 0, 0), yearGroup: number < 12 ? '7' : '8' }),
        WHOLE_YEAR,
      ),
    )
    const [years] = divisionsOf(each, { parts: partsOf(each, { flags: [], groupNames: new Map() }).slice(1) })
    expect(years?.cohorts.map(({ name, figures }) => [name, figures?.enrolments])).toEqual([['Year 7', 10]])
  })

  test('counts of a few pupils are hidden from readers who see no single pupil, a second one with them', () => {
    // Year 7: 2 persistently absent of 20. Year 8: 7 of 20. Year 9: none of 20.
    const each = Array.from({ length: 60 }, (_, number) => {
      const year = (['7', '8', '9'] as const)[Math.floor(number / 20)] ?? '9'
      const isAway = number % 20 < { '7': 2, '8': 7, '9': 0 }[year]
      return enrolmentFigures(enrolledWith(number, { strip: marked(50, isAway ? 10 : 1), yearGroup: year }), WHOLE_YEAR)
    })
    const parts = partsOf(each, { flags: [], groupNames: new Map() }).slice(1)
    const persistent = (of: ReturnType<typeof divisionsOf>) =>
      of[0]?.cohorts.map(({ figures, rest }) => [figures?.persistent, rest?.persistent])
    expect(persistent(divisionsOf(each, { parts, countsToo: true }))).toEqual([
      [null, null],
      [null, null],
      [0, 9],
    ])
    expect(persistent(divisionsOf(each, { parts }))).toEqual([
      [2, 7],
      [7, 2],
      [0, 9],
    ])
    const all = groupFigures(each)
    expect(totalShown(all, { countsToo: true })).toMatchObject({ enrolments: 60, persistent: 9, severe: 0 })
    expect(totalShown(groupFigures(each.slice(0, 10)), { countsToo: true })).toMatchObject({
      persistent: null,
      severe: 0,
    })
    expect(totalShown(groupFigures(each.slice(0, 5)))).toBeNull()
  })
})

describe('Where pupils stand', () => {
  test.each([
    [0, 0, 'none'],
    [0, 20, 'below-5'],
    [1, 20, 'at-risk'],
    [1, 21, 'below-5'],
    [2, 20, 'persistent'],
    [2, 19, 'persistent'],
    [2, 21, 'at-risk'],
    [10, 20, 'severe'],
    [9, 20, 'persistent'],
  ] as const)('%s of %s sessions absent is %s', (absent, possible, standing) => {
    expect(standingOf({ absent, possible })).toBe(standing)
  })

  test('moves from one span to another are told pupil by pupil, and everybody is counted once', () => {
    const span = (from: number, to: number) => ({ from: from as SessionIndex, to: to as SessionIndex })
    const facts = factsOf([enrolledWith(1, { strip: marked(90, 10) }), enrolledWith(2, { strip: marked(100, 0) })])
    const { counts, moved } = transitionsOf(facts, { before: span(0, 79), now: span(0, 99), filter: {} })
    expect(moved).toEqual([expect.objectContaining({ pupilId: 'pupil-1', from: 'below-5', to: 'persistent' })])
    expect(counts['below-5']).toMatchObject({ persistent: 1, 'below-5': 1 })
  })
  test('whoever is new stood nowhere before, and whoever has left is not counted', () => {
    const span = (from: number, to: number) => ({ from: from as SessionIndex, to: to as SessionIndex })
    const before = factsOf([enrolledWith(1, { strip: marked(90, 10) }), enrolledWith(2, { strip: marked(90, 10) })])
    const now = factsOf([enrolledWith(1, { strip: marked(99, 1) }), enrolledWith(3, { strip: marked(100, 0) })])
    const { counts, moved } = transitionsBetween(
      standingsOf(before, { span: span(0, 99), filter: {} }),
      standingsOf(now, { span: span(0, 99), filter: {} }),
    )
    expect(counts.persistent).toMatchObject({ 'below-5': 1, persistent: 0 })
    expect(counts.none).toMatchObject({ 'below-5': 1 })
    expect(moved.map(({ pupilId, from, to }) => [pupilId, from, to])).toEqual([
      ['pupil-1', 'persistent', 'below-5'],
      ['pupil-3', 'none', 'below-5'],
    ])
  })

  test('whoever left the school before the later span has not come back under a line', () => {
    const onRoll = { from: 0 as SessionIndex, to: 99 as SessionIndex }
    const facts = factsOf([enrolledWith(1, { strip: marked(50, 50), onRoll })])
    const span = (from: number, to: number) => ({ from: from as SessionIndex, to: to as SessionIndex })
    const { counts, moved } = transitionsOf(facts, { before: span(0, 99), now: span(100, 199), filter: {} })
    expect(moved).toEqual([])
    expect(counts.severe.none).toBe(0)
  })

  test.each([
    ['below-5', 'severe', ['at-risk', 'persistent', 'severe'], []],
    ['none', 'below-5', [], []],
    ['below-5', 'none', [], []],
    ['at-risk', 'persistent', ['persistent'], []],
    ['severe', 'persistent', [], ['severe']],
    ['persistent', 'below-5', [], ['at-risk', 'persistent']],
    ['persistent', 'none', [], []],
  ] as const)('from %s to %s enters %j and leaves %j', (from, to, ...[entered, left]) => {
    expect(linesCrossed({ from, to })).toEqual({ entered, left })
  })
})
