import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byteOfCode } from '../../../law/codes.ts'
import { presentAt } from '../../../testing/figures-facts.ts'
import { ADDED, createRollUp, NO_COLUMN } from '../published/roll-up.ts'
import { noSessions, sessionsOf, sessionsWith } from '../sessions.ts'
import { BANDS, figuresTogether, type GroupFigures } from './group-figures.ts'
import { type SchoolSummed, schoolsTogether } from './schools-together.ts'

function figuresOf(present: number, ill: number, counts: Partial<GroupFigures>): GroupFigures {
  const codes = noSessions()
  codes[presentAt(0)] = present
  codes[byteOfCode('I')] = ill
  return {
    codes,
    sessions: sessionsOf(codes),
    ...{ enrolments: 100, persistent: 20, severe: 0, full: 0, bands: new Array<number>(BANDS).fill(0) },
    ...counts,
  }
}

const YEAR = 'Year so far'
const inYear = (phase: string, figures: GroupFigures): SchoolSummed => ({ phase, periods: new Map([[YEAR, figures]]) })
const school = (phase: string, counts: Partial<GroupFigures> = {}) => inYear(phase, figuresOf(900, 100, counts))
const together = (schools: readonly SchoolSummed[], fewest?: number) => schoolsTogether(schools, YEAR, fewest)
const summed = ({ phase, figures }: { phase: string; figures: GroupFigures }) => inYear(phase, figures)

const anySchool = fc.record({
  phase: fc.constantFrom('primary', 'secondary', 'special'),
  figures: fc
    .record({ present: fc.nat(5000), ill: fc.nat(900), enrolments: fc.nat(40), persistent: fc.nat(12) })
    .map(({ present, ill, enrolments, persistent }) =>
      figuresOf(present, ill, { enrolments, persistent: Math.min(enrolments, persistent) }),
    ),
})

describe('Schools added up', () => {
  test('are sums of sessions and enrolments, by phase and all together, never means of rates', () => {
    const small = inYear('primary', figuresOf(10, 10, { enrolments: 10, persistent: 10 }))
    const [primary, secondary, all] = together([school('primary'), small, school('secondary')])
    expect(primary).toMatchObject({ phase: 'primary', schools: 2, figures: { enrolments: 110, persistent: 30 } })
    expect(primary?.figures?.sessions).toMatchObject({ possible: 1020, absent: 110 })
    expect(secondary).toMatchObject({ phase: 'secondary', schools: 1 })
    expect(all).toMatchObject({ phase: null, schools: 3, figures: { sessions: { possible: 2020, absent: 210 } } })
  })

  test('equal the roll-up by which `measures check` tests DfE’s own sums', () => {
    fc.assert(
      fc.property(fc.array(anySchool, { minLength: 1, maxLength: 8 }), (schools) => {
        const rollUp = createRollUp(['authorities to region', 'phases to all'])
        const row = { kind: 'daily', year: '2026', period: '1', date: '1', term: '', region: 'r', others: '' } as const
        const add = (of: GroupFigures, at: { level: 'authority' | 'regional'; authority: string; phase: string }) =>
          rollUp.add({ ...row, ...at, allPhases: at.phase === 'all', inWords: at.phase }, countsOf(of))
        schools.forEach(({ phase, figures }, at) => {
          add(figures, { level: 'authority', authority: `${at}`, phase })
        })
        const added = (of: typeof schools) => figuresTogether(of.map(({ figures }) => figures))
        for (const { phase, figures } of together(schools.map(summed), 1)) {
          const of = schools.filter((one) => phase === null || one.phase === phase)
          // What is shown is what was checked.
          expect(figures?.sessions).toEqual(added(of).sessions)
          add(added(of), { level: 'regional', authority: '', phase: phase ?? 'all' })
        }
        for (const { cells, equal, differences } of rollUp.results()) {
          expect(differences).toEqual([])
          expect(equal).toBe(cells)
        }
      }),
    )
  })

  test.each([
    ['one school’s count is hidden', [{ persistent: 3 }, {}, {}], null],
    ['two schools’ counts are hidden, of few pupils together', [{ persistent: 3 }, { persistent: 2 }, {}], null],
    ['two schools’ counts are hidden, of enough together', [{ persistent: 4 }, { persistent: 5 }, {}], 29],
    ['no school has anybody', [{ persistent: 0 }, { persistent: 0 }], 0],
  ])('are hidden where a hidden school could be found by subtracting: %s', (_, counts, persistent) => {
    const sums = together(counts.map((one) => school('primary', one)))
    expect(sums.map(({ figures }) => figures?.persistent ?? null)).toEqual([persistent, persistent])
    expect(sums.every(({ figures }) => figures?.sessions.possible === counts.length * 1000)).toBe(true)
  })

  test('of all phases tell no more than those of each: the hidden phase cannot be had by subtracting the others', () => {
    const sums = together([school('primary', { enrolments: 4 }), school('secondary'), school('special')])
    expect(sums.map(({ phase, figures }) => [phase, figures === null])).toEqual([
      ['primary', true],
      ['secondary', false],
      ['special', false],
      [null, true],
    ])
  })

  test('leave of every hidden set of schools several schools and enough pupils, whatever is subtracted from what', () => {
    fc.assert(
      fc.property(fc.array(anySchool, { maxLength: 10 }), (schools) => {
        const sums = together(schools.map(summed))
        const hiddenIn = (phase: string | null) =>
          schools.filter(
            (one) =>
              (phase === null || one.phase === phase) && one.figures.enrolments > 0 && one.figures.enrolments < 6,
          )
        const isSafe = (of: readonly { figures: GroupFigures }[]) =>
          of.length === 0 || (of.length > 1 && of.reduce((sum, { figures }) => sum + figures.enrolments, 0) >= 6)
        const shown = sums.filter(({ phase, figures }) => phase !== null && figures !== null)
        for (const { phase } of shown) expect(isSafe(hiddenIn(phase))).toBe(true)
        if (sums.at(-1)?.figures == null) return
        const known = new Set(shown.map(({ phase }) => phase))
        expect(isSafe(hiddenIn(null).filter(({ phase }) => !known.has(phase)))).toBe(true)
      }),
    )
  })
})

describe('Schools added up in each of several periods', () => {
  const spans = ['Year so far', 'Autumn', 'Spring']
  const times = (phase: string, ...of: readonly (Partial<GroupFigures> | undefined)[]): SchoolSummed => ({
    phase,
    periods: new Map(
      of.flatMap((counts, at) => (counts === undefined ? [] : [[spans[at] ?? '', figuresOf(900, 100, counts)]])),
    ),
  })
  const isShown = (schools: readonly SchoolSummed[]) =>
    spans.map((name) => schoolsTogether(schools, name).map(({ figures }) => figures !== null))

  test('hide a school that is small in spring from the sums of the year and of autumn too', () => {
    const small = times('primary', { enrolments: 10 }, { enrolments: 8 }, { enrolments: 3 })
    expect(isShown([small, times('primary', {}, {}, {}), times('special', {}, {}, {})])).toEqual([
      [false, true, false],
      [false, true, false],
      [false, true, false],
    ])
  })

  test('hide a count of a few in one term from the sums of the year', () => {
    const few = times('primary', { persistent: 9 }, { persistent: 8 }, { persistent: 2 })
    const [sum] = schoolsTogether([few, times('primary', {}, {}, {})], 'Year so far')
    expect(sum?.figures).toMatchObject({ enrolments: 200, persistent: null, severe: 0 })
  })

  test('a school without the term that is asked for still hides what it is in', () => {
    // Of two small schools only one keeps a spring term: the year less autumn would be that one.
    const both = [{ enrolments: 4 }, { enrolments: 4 }]
    const schools = [
      times('primary', ...both, { enrolments: 4 }),
      times('primary', ...both),
      times('primary', {}, {}, {}),
    ]
    expect(isShown(schools)).toEqual([
      [false, false],
      [false, false],
      [false, false],
    ])
  })

  test('leave of what the hidden schools hold several schools and enough pupils in each period, whatever is subtracted', () => {
    const counts = fc.record({ enrolments: fc.nat(12) })
    const anyTimes = fc
      .record({ phase: fc.constantFrom('primary', 'secondary'), autumn: fc.option(counts), spring: fc.option(counts) })
      .map(({ phase, autumn, spring }) =>
        times(
          phase,
          { enrolments: (autumn?.enrolments ?? 0) + (spring?.enrolments ?? 0) },
          autumn ?? undefined,
          spring ?? undefined,
        ),
      )
    fc.assert(
      fc.property(fc.array(anyTimes, { maxLength: 7 }), (schools) => {
        const pupils = (of: SchoolSummed, name: string) => of.periods.get(name)?.enrolments ?? 0
        const hidden = schools.filter((one) => spans.some((name) => [1, 2, 3, 4, 5].includes(pupils(one, name))))
        // What is shown of any period, by phase and of all: then each period is known of these, by subtracting.
        const sums = spans.flatMap((name) => schoolsTogether(schools, name).filter(({ figures }) => figures !== null))
        const phases = new Set(sums.map(({ phase }) => phase))
        const known = [...phases].filter((phase) => phase !== null)
        const unknown = [
          ...known.map((phase) => hidden.filter((one) => one.phase === phase)),
          ...(phases.has(null) ? [hidden.filter((one) => !known.includes(one.phase))] : []),
        ]
        for (const set of unknown)
          for (const name of spans) {
            const held = set.map((one) => pupils(one, name)).filter((count) => count > 0)
            if (held.length === 0) continue
            expect(held.length).toBeGreaterThan(1)
            expect(held.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(6)
          }
      }),
    )
  })
})

function countsOf({ codes, sessions }: GroupFigures): readonly number[] {
  return ADDED.map((name) => {
    if (name in sessions) return sessions[name as keyof typeof sessions]
    return /^[a-z]/i.test(name) && name.length > 2 ? NO_COLUMN : sessionsWith(codes, name as 'I')
  })
}
