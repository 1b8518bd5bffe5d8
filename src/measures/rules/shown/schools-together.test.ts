import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byteOfCode } from '../../../law/codes.ts'
import { presentAt } from '../../../testing/figures-facts.ts'
import { ADDED, createRollUp, NO_COLUMN } from '../published/roll-up.ts'
import { noSessions, sessionsOf, sessionsWith } from '../sessions.ts'
import { BANDS, figuresTogether, type GroupFigures } from './group-figures.ts'
import { schoolsTogether } from './schools-together.ts'

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

const school = (phase: string, counts: Partial<GroupFigures> = {}) => ({ phase, figures: figuresOf(900, 100, counts) })

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
    const small = { phase: 'primary', figures: figuresOf(10, 10, { enrolments: 10, persistent: 10 }) }
    const [primary, secondary, all] = schoolsTogether([school('primary'), small, school('secondary')])
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
        const together = (of: typeof schools) => figuresTogether(of.map(({ figures }) => figures))
        for (const { phase, figures } of schoolsTogether(schools, 1)) {
          const of = schools.filter((one) => phase === null || one.phase === phase)
          // What is shown is what was checked.
          expect(figures?.sessions).toEqual(together(of).sessions)
          add(together(of), { level: 'regional', authority: '', phase: phase ?? 'all' })
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
    const sums = schoolsTogether(counts.map((one) => school('primary', one)))
    expect(sums.map(({ figures }) => figures?.persistent ?? null)).toEqual([persistent, persistent])
    expect(sums.every(({ figures }) => figures?.sessions.possible === counts.length * 1000)).toBe(true)
  })

  test('of all phases tell no more than those of each: the hidden phase cannot be had by subtracting the others', () => {
    const sums = schoolsTogether([school('primary', { enrolments: 4 }), school('secondary'), school('special')])
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
        const sums = schoolsTogether(schools)
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

function countsOf({ codes, sessions }: GroupFigures): readonly number[] {
  return ADDED.map((name) => {
    if (name in sessions) return sessions[name as keyof typeof sessions]
    return /^[a-z]/i.test(name) && name.length > 2 ? NO_COLUMN : sessionsWith(codes, name as 'I')
  })
}
