import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { YearGroup } from '../../../law/school-age.ts'
import type { Entry } from '../../contract/entry.ts'
import { type ChildWhy, type WHY_ROWS, whyOn } from './count-why.ts'
import { BARRIER_KINDS, type BarrierKind } from './kinds.ts'
import { type WhyTerm, whyTable, whyTogether } from './why-table.ts'

const by = { name: 'Olu Officer', position: 'Attendance officer' }

/** What happened to one child: when the case opened and closed, and each barrier with its first and last day. */
interface Story {
  readonly pupil: number
  readonly opened: number
  readonly closed: number | null
  readonly barriers: readonly { kind: BarrierKind; from: number; until: number | null; restricted: boolean }[]
}
const dayOf = (n: number) => day(`2026-10-${String(n).padStart(2, '0')}`)

function entriesOf({ opened, closed, barriers }: Story): readonly Entry[] {
  const acts: { kind: string; on: number; body: object; restricted?: boolean }[] = [
    { kind: 'opened', on: opened, body: { because: 'Below 90 %', duty: null, stage: 'listen' } },
  ]
  for (const [at, { kind, from, until, restricted }] of barriers.entries()) {
    acts.push({
      kind: 'barrier-recorded',
      on: from,
      body: { barrierId: String(at), kind, whose: 'pupil', words: 'x' },
      restricted,
    })
    if (until !== null)
      acts.push({ kind: 'barrier-eased', on: until, body: { barrierId: String(at), because: 'x' }, restricted })
  }
  if (closed !== null) acts.push({ kind: 'closed', on: closed, body: { outcome: 'improved', words: 'x' } })
  return acts
    .toSorted((one, other) => one.on - other.on)
    .map(({ kind, on, body, restricted = false }, at) => ({
      ...{ number: at + 1, kind, body, by, restricted, day: dayOf(on), at: `${dayOf(on)}T09:00:00.000Z` },
    })) as unknown as readonly Entry[]
}

const barrier = fc
  .record({
    kind: fc.constantFrom(...BARRIER_KINDS.slice(0, 4)),
    from: fc.integer({ min: 6, max: 15 }),
    length: fc.option(fc.integer({ min: 0, max: 10 })),
    restricted: fc.boolean(),
  })
  .map(({ kind, from, length, restricted }) => ({
    kind,
    from,
    until: length === null ? null : from + length,
    restricted,
  }))
const story: fc.Arbitrary<Story> = fc.record({
  pupil: fc.integer({ min: 0, max: 9 }),
  opened: fc.integer({ min: 1, max: 5 }),
  closed: fc.option(fc.integer({ min: 26, max: 30 })),
  barriers: fc.array(barrier, { maxLength: 3 }),
})
const yearOf = (pupil: number): YearGroup => (pupil % 2 === 0 ? '7' : '8')
const idOf = (pupil: number) => `pupil ${pupil}` as PupilId

describe('why children are absent', () => {
  it('counts what a slow count over the days counts', () => {
    fc.assert(
      fc.property(fc.array(story, { maxLength: 12 }), fc.integer({ min: 1, max: 31 }), (stories, on) => {
        const cases = stories.map((one, at) => ({
          ...{ caseId: String(at), pupilId: idOf(one.pupil), entries: entriesOf(one) },
        }))
        const yearGroups = new Map(stories.map(({ pupil }) => [idOf(pupil), yearOf(pupil)]))
        const children = whyOn(cases, { on: dayOf(on), yearGroups })
        const table = whyTable([{ name: 'Autumn', children }], { asked: 0, hides: false })
        const isOpen = ({ opened, closed }: Story) => opened <= on && (closed === null || closed > on)
        const hasKind = (pupil: number, kind: BarrierKind) =>
          stories.some(
            (one) =>
              one.pupil === pupil &&
              isOpen(one) &&
              one.barriers.some(
                (b) => b.kind === kind && !b.restricted && b.from <= on && (b.until === null || b.until > on),
              ),
          )
        const pupils = [...new Set(stories.filter(isOpen).map(({ pupil }) => pupil))]
        expect(table.children).toBe(pupils.length)
        for (const { row, all, byYear } of table.rows) {
          const slow = pupils.filter((pupil) =>
            row === 'none' ? BARRIER_KINDS.every((kind) => !hasKind(pupil, kind)) : hasKind(pupil, row),
          )
          expect([row, all]).toEqual([row, slow.length])
          expect(byYear).toEqual(table.yearGroups.map((year) => slow.filter((pupil) => yearOf(pupil) === year).length))
        }
      }),
      { numRuns: 200 },
    )
  })

  const child = (pupil: number, kinds: readonly BarrierKind[]): ChildWhy => ({
    ...{ pupilId: idOf(pupil), caseIds: [String(pupil)], yearGroup: yearOf(pupil), kinds },
  })
  const term = (children: readonly ChildWhy[], name = 'Autumn'): WhyTerm => ({ name, children })
  const rowOf = (table: ReturnType<typeof whyTable>, row: (typeof WHY_ROWS)[number]) =>
    table.rows.find((one) => one.row === row)

  it('tells no reader of totals of 1 to 5 children, nor of 1 to 5 who are left over', () => {
    const kinds = fc.subarray([...BARRIER_KINDS.slice(0, 3)])
    fc.assert(
      fc.property(fc.array(kinds, { maxLength: 40 }), fc.array(kinds, { maxLength: 40 }), (first, second) => {
        const terms = [
          term(first.map((of, at) => child(at, of))),
          term(
            second.map((of, at) => child(at + 5, of)),
            'Spring',
          ),
        ]
        const [shown, whole] = [true, false].map((hides) => whyTable(terms, { asked: 1, hides }))
        for (const table of [shown]) {
          const numbers = [table?.children, ...(table?.childrenByYear ?? []), ...(table?.childrenByTerm ?? [])].concat(
            (table?.rows ?? []).flatMap(({ all, byYear, byTerm }) => [all, ...byYear, ...byTerm]),
          )
          for (const one of numbers) expect(one === null || one === 0 || (one ?? 0) > 5).toBe(true)
          for (const { row, all } of table?.rows ?? []) {
            const total = table?.children
            if (all === null || total === null || total === undefined || row === 'none') continue
            expect(total - all === 0 || total - all > 5).toBe(true)
            const real = rowOf(whole as ReturnType<typeof whyTable>, row)?.all
            expect(all).toBe(real)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('shows large counts, and hides a year group that would give a small one away', () => {
    const year = (of: number, worried: number) =>
      Array.from({ length: 20 }, (_, n) => child(n * 2 + of, n < worried ? ['anxiety'] : ['anxiety', 'health']))
    const large = [term([...year(0, 10), ...year(1, 8)])]
    expect(whyTable(large, { asked: 0, hides: true })).toEqual(whyTable(large, { asked: 0, hides: false }))
    const small = whyTable([term([...year(0, 10), ...year(1, 18)])], { asked: 0, hides: true })
    expect([small.children, small.yearGroups]).toEqual([40, ['7', '8']])
    expect(rowOf(small, 'health')?.byYear[1]).toBeNull()
    expect([rowOf(small, 'health')?.all, rowOf(small, 'health')?.byYear[0]]).toContain(null)
    expect(rowOf(small, 'anxiety')).toMatchObject({ all: 40, byYear: [20, 20] })
  })

  it('adds schools up, and hides a sum in which a single hidden school could be found', () => {
    const school = (counts: number) => {
      const terms = [term(Array.from({ length: counts }, (_, n) => child(n, ['health'])))]
      const [shown, whole] = [true, false].map((hides) => whyTable(terms, { asked: 0, hides }))
      return { shown: shown as ReturnType<typeof whyTable>, whole: whole as ReturnType<typeof whyTable> }
    }
    expect(whyTogether([school(8), school(9)]).children).toBe(17)
    expect(whyTogether([school(8), school(3)]).children).toBeNull()
    expect(whyTogether([school(8), school(3), school(2)]).children).toBeNull()
    expect(whyTogether([school(8), school(3), school(4)]).children).toBe(15)
    expect(whyTogether([school(8), school(3)]).rows.every(({ all }) => all === null)).toBe(true)
  })
})
