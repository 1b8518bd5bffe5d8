import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PupilId } from '../../kernel/ids.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import type { SessionIndex } from '../../kernel/session.ts'
import { canonicalJson, isNotable, type JournalMark, packDetails, packMarks, unpackMarks } from './journal.ts'
import { replay } from './replay.ts'

const year = schoolYear(2026)
const pupils = Array.from({ length: 4 }, (_, n) => `40000000-0000-4000-8000-00000000000${n}` as PupilId)

const anyMark = fc.record({
  pupilId: fc.uuid().map((id) => id as PupilId),
  session: fc.integer({ min: 0, max: 731 }).map((index) => index as SessionIndex),
  from: fc.integer({ min: 0, max: 255 }),
  to: fc.integer({ min: 0, max: 255 }),
})

describe('packed marks', () => {
  it('come back as they were, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(anyMark, { maxLength: 40 }), (marks) => {
        const packed = packMarks(marks)
        expect(packed).toHaveLength(marks.length * 20)
        expect(unpackMarks(packed)).toEqual(marks)
      }),
    )
  })

  it('keep details by the mark’s place, and only where there are any', () => {
    const marks: JournalMark[] = [
      { pupilId: pupils[0] as PupilId, session: 0 as SessionIndex, from: 0, to: 1 },
      { pupilId: pupils[1] as PupilId, session: 0 as SessionIndex, from: 0, to: 8, details: { nature: 'Drama' } },
    ]
    expect(packDetails(marks)).toEqual({ 1: { nature: 'Drama' } })
    expect(unpackMarks(packMarks(marks), packDetails(marks))).toEqual(marks)
  })

  it('are refused where a byte was cut off', () => {
    expect(() => unpackMarks(new Uint8Array(39))).toThrow(/not whole/)
  })
})

describe('canonical JSON', () => {
  it('is the same for equal values, however their keys are ordered, and reads back as the value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})

describe('replay', () => {
  const acts = fc.array(
    fc.array(
      fc.record({
        pupil: fc.nat({ max: 3 }),
        session: fc.nat({ max: 5 }),
        to: fc.integer({ min: 0, max: 39 }),
      }),
      { maxLength: 8 },
    ),
    { maxLength: 30 },
  )

  /** A plain model of the same thing: a table of cells, and entries that say what they overwrote. */
  function play(random: readonly (readonly { pupil: number; session: number; to: number }[])[]) {
    const cells = new Map<string, number>()
    const history: Map<string, number>[] = []
    const entries = random.map((wanted, n) => {
      const marks = wanted.map(({ pupil, session, to }): JournalMark => {
        const key = `${pupil} ${session}`
        const from = cells.get(key) ?? 0
        cells.set(key, to)
        return { pupilId: pupils[pupil] as PupilId, session: session as SessionIndex, from, to }
      })
      history.push(new Map(cells))
      return { number: n + 1, year, marks }
    })
    return { entries, history }
  }

  it('makes what the acts made, as it stood after every single one', () => {
    fc.assert(
      fc.property(acts, (random) => {
        const { entries, history } = play(random)
        entries.forEach((_, n) => {
          const { strips, brokenLinks } = replay(entries.slice(0, n + 1))
          expect(brokenLinks).toEqual([])
          const cells = history[n] ?? new Map<string, number>()
          for (const [pupil, id] of pupils.entries())
            for (let session = 0; session <= 5; session += 1)
              expect(strips.get(`${id} ${year}`)?.marks[session] ?? 0).toBe(cells.get(`${pupil} ${session}`) ?? 0)
        })
      }),
      { numRuns: 60 },
    )
  })

  it('notices an entry that was left out, at the first later entry that built on it', () => {
    const mark = (from: number, to: number) => ({ pupilId: pupils[0] as PupilId, session: 3 as SessionIndex, from, to })
    const entries = [
      { number: 1, year, marks: [mark(0, 30)] },
      { number: 2, year, marks: [mark(30, 19)] },
      { number: 3, year, marks: [mark(19, 30)] },
    ]
    expect(replay(entries).brokenLinks).toEqual([])
    expect(replay(entries.filter((entry) => entry.number !== 2)).brokenLinks).toEqual([
      { number: 3, pupilId: pupils[0], year, session: 3, says: 19, stood: 30, setBy: 1 },
    ])
  })
})

describe('what a pupil’s history shows', () => {
  const mark = { pupilId: pupils[0] as PupilId, session: 3 as SessionIndex, to: 1 }
  it.each([
    ['taken', 0, false],
    ['imported', 0, false],
    ['closed', 0, false],
    ['taken', 30, true],
    ['amended', 0, true],
    ['signed-in', 0, true],
    ['left-site', 1, true],
    ['planned', 0, true],
  ] as const)('%s over byte %i: %s', (act, from, shown) => {
    expect(isNotable({ act, marks: [{ ...mark, from }] })).toBe(shown)
  })
})
