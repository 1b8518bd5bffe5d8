import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, day, weekday } from '../../../kernel/day.ts'
import { LAW_ALONE, LAW_DEFAULTS, type Policy } from '../../../policy/contract.ts'
import type { CountedSession } from './counted.ts'
import { ladderOf, OWN_CHOICES, RUNGS } from './ladder.ts'
import { type ChildFacts, nextLetter, type PastLetter, waitAfter } from './next-letter.ts'

const BEGAN = day('2026-09-01')
const HALF_TERMS = [BEGAN, day('2026-11-02'), day('2027-01-04')]
const step = (of: Partial<Policy['letters'][number]>) =>
  ({ step: 'letter', section: '4.2', ...of }) as Policy['letters'][number]
const LETTERS = [
  step({ below: 95 }),
  step({ which: 'second', below: 94, after: { amount: 4, unit: 'school weeks' } }),
  step({ step: 'meeting', below: 93, lates: 6 }),
]
const LADDER = ladderOf({ policy: { ...LAW_DEFAULTS, letters: LETTERS } })

type As = CountedSession['as'] | 'late'
/** School days from 1 September, one letter for each, both halves the same: `a` attended, `i` ill, `o` unauthorised, `c` authorised, `l` late. */
function days(marks: string): readonly CountedSession[] {
  const kinds: Readonly<Record<string, As>> = { a: 'attended', i: 'ill', o: 'unauthorised', c: 'authorised', l: 'late' }
  let on = addDays(BEGAN, -1)
  return [...marks].flatMap((mark) => {
    do on = addDays(on, 1)
    while (weekday(on) > 5)
    const kind = kinds[mark] ?? 'attended'
    return (['AM', 'PM'] as const).map((half) => ({
      day: on,
      half,
      as: kind === 'late' ? ('attended' as const) : kind,
      late: kind === 'late' && half === 'AM',
    }))
  })
}

function facts(marks: string, more: Partial<ChildFacts> = {}): ChildFacts {
  const sessions = days(marks)
  return {
    today: sessions.at(-1)?.day ?? BEGAN,
    sessions,
    halfTerms: HALF_TERMS,
    compulsoryAge: true,
    held: null,
    noPraise: null,
    ...more,
  }
}

const gone = (kind: PastLetter['kind'], on: string): PastLetter => ({
  letterId: `${kind} ${on}`,
  kind,
  state: 'gone',
  day: day(on),
})

const here = (number: number) => 'a'.repeat(number)
/** Twenty days of school with three away: 85 %, since 1 September; the twenty-eighth is the last. */
const AWAY = `${here(17)}ooo`

describe('the ladder of a policy', () => {
  it('has the rungs that the policy names, with its own triggers and waits, and a final warning of our own choice', () => {
    expect(LADDER.rungs).toMatchObject([
      { rung: 'first', below: 95, waitWeeks: 3, section: '4.2' },
      { rung: 'second', below: 94, waitWeeks: 4 },
      { rung: 'meeting', below: 93, lates: 6 },
      { rung: 'final', unauthorised: OWN_CHOICES.unauthorised, section: null },
    ])
    expect(LADDER.promised).toBe(true)
  })

  it('of a policy without letters is our own, and says so; of one that promises only a meeting begins with a letter all the same', () => {
    const own = ladderOf(LAW_ALONE)
    expect([own.promised, own.rungs.map(({ section }) => section)]).toEqual([false, [null, null, null, null]])
    const meeting = ladderOf({ policy: { ...LAW_DEFAULTS, letters: [step({ step: 'meeting', below: 92 })] } })
    expect(meeting.rungs.map(({ rung, below }) => [rung, below])).toEqual([
      ['first', 92],
      ['meeting', 92],
      ['final', undefined],
    ])
  })
})

describe('the next letter', () => {
  const next = (marks: string, history: readonly PastLetter[] = [], more: Partial<ChildFacts> = {}) =>
    nextLetter(history, facts(marks, more), LADDER)

  it.each<[string, string, readonly PastLetter[], object]>([
    ['nobody is written to after a week of school', 'aaoo', [], { kind: 'none' }],
    [
      'below 95 % of three weeks leads to the first letter',
      AWAY,
      [],
      { kind: 'due', letter: 'first', wording: 'absence' },
    ],
    ['exactly 95 % is not below', `${here(19)}o`, [], { kind: 'none' }],
    [
      'illness alone is written to with support',
      `${here(17)}iii`,
      [],
      { kind: 'due', letter: 'first', wording: 'illness' },
    ],
    [
      'six lates lead to a letter about being late',
      `${here(14)}llllll`,
      [],
      { kind: 'due', letter: 'first', wording: 'late' },
    ],
    [
      'fifteen days of illness are for the authority',
      `${here(20)}${'i'.repeat(15)}`,
      [],
      { kind: 'sickness', days: 15 },
    ],
    [
      'the second waits four weeks',
      `${AWAY}ooooo`,
      [gone('first', '2026-09-28')],
      { kind: 'later', letter: 'second', from: '2026-10-26' },
    ],
    [
      'and goes when absence went on',
      `${AWAY}${'aaaao'.repeat(5)}`,
      [gone('first', '2026-09-28')],
      { kind: 'due', letter: 'second' },
    ],
    ['and does not when it stopped', `${AWAY}${here(18)}`, [gone('first', '2026-09-28')], { kind: 'none' }],
    [
      'four weeks without absence are told to the family',
      `${AWAY}${here(22)}`,
      [gone('first', '2026-09-28')],
      { kind: 'praise', letter: 'improved' },
    ],
    [
      'then the ladder begins anew',
      `${AWAY}${here(22)}${'aooao'.repeat(4)}`,
      [gone('first', '2026-09-28')],
      { kind: 'due', letter: 'first' },
    ],
    [
      'once the family was told, it is not told again',
      `${AWAY}${here(24)}`,
      [gone('first', '2026-09-28'), gone('improved', '2026-10-29')],
      { kind: 'none' },
    ],
    [
      'a letter that waits comes before every other',
      `${AWAY}${'o'.repeat(20)}`,
      [{ ...gone('first', '2026-09-28'), state: 'waiting' }],
      { kind: 'waiting' },
    ],
    [
      'one that came back does not count',
      `${AWAY}${'o'.repeat(20)}`,
      [{ ...gone('first', '2026-09-28'), state: 'lost' }],
      { kind: 'due', letter: 'first' },
    ],
    ['one of last year does not count', AWAY, [gone('first', '2026-06-01')], { kind: 'due', letter: 'first' }],
  ])('%s', (...[, marks, history, expected]) => expect(next(marks, history)).toMatchObject(expected))

  it('is held back for a reason, which is said; so is praise', () => {
    const held = { held: 'A death in the family' }
    expect(next(AWAY, [], held)).toEqual({ kind: 'held', letter: 'first', because: 'A death in the family' })
    expect(next(`${AWAY}${here(22)}`, [gone('first', '2026-09-28')], held).kind).toBe('none')
  })

  it('says no good news to whoever wants none, and warns them no less', () => {
    const noPraise = { noPraise: 'the family wants no praise about attendance' }
    expect(next(`${AWAY}${here(22)}`, [gone('first', '2026-09-28')], noPraise)).toEqual({
      kind: 'none',
      because: 'Better since the last letter. No good news goes: the family wants no praise about attendance',
    })
    expect(next(AWAY, [], noPraise)).toMatchObject({ kind: 'due', letter: 'first' })
  })

  it('warns only of unauthorised absence, after all that comes before, and only those of compulsory school age', () => {
    const history = [gone('first', '2026-09-14'), gone('second', '2026-10-12'), gone('meeting', '2026-11-09')]
    const marks = (as: string) => `${here(17)}${as.repeat(3)}${`aaa${as}a`.repeat(9)}`
    expect(next(marks('o'), history)).toMatchObject({ kind: 'due', letter: 'final' })
    expect(next(marks('c'), history)).toMatchObject({ kind: 'none' })
    expect(next(marks('o'), history, { compulsoryAge: false })).toMatchObject({ kind: 'none' })
    expect(next(marks('o'), [...history, gone('final', '2026-11-16')]).kind).toBe('top')
  })
})

describe('whatever happened', () => {
  const marks = fc.array(fc.constantFrom('a', 'a', 'a', 'a', 'i', 'o', 'c', 'l'), { minLength: 1, maxLength: 110 })
  const history = fc.array(
    fc.record({
      letterId: fc.uuid(),
      kind: fc.constantFrom(...RUNGS, 'improved' as const, 'stepped-down' as const),
      state: fc.constantFrom('gone', 'gone', 'lost', 'waiting') as fc.Arbitrary<PastLetter['state']>,
      day: fc.nat(160).map((days): Day => addDays(BEGAN, days)),
    }),
    { maxLength: 6 },
  )
  const everything = fc.record({ marks, history, held: fc.option(fc.constant('Held')), compulsoryAge: fc.boolean() })
  const check = (
    holds: (next: ReturnType<typeof nextLetter>, of: { facts: ChildFacts; history: readonly PastLetter[] }) => void,
  ) =>
    fc.assert(
      fc.property(everything, ({ marks: of, history: past, held, compulsoryAge }) => {
        const known = facts(of.join(''), { held, compulsoryAge })
        const before = past.filter((letter) => letter.day <= known.today)
        holds(nextLetter(before, known, LADDER), { facts: known, history: before })
      }),
      { numRuns: 400 },
    )

  it('the same rung never goes twice within its wait', () =>
    check((next, { facts: { today, halfTerms }, history: past }) => {
      if (next.kind !== 'due') return
      for (const letter of past)
        if (letter.kind === next.letter && letter.state === 'gone')
          expect(waitAfter(next.rung, letter.day, halfTerms) <= today).toBe(true)
    }))

  it('no rung goes before every lower one went', () =>
    check((next, { history: past }) => {
      if (next.kind !== 'due') return
      for (const { rung } of LADDER.rungs.slice(0, LADDER.rungs.indexOf(next.rung)))
        expect(past.some(({ kind, state }) => kind === rung && state === 'gone')).toBe(true)
    }))

  it('nothing goes while a letter waits, nor where it is held, and a warning only about unauthorised absence of a child who must attend', () =>
    check((next, { facts: known, history: past }) => {
      if (next.kind !== 'due' && next.kind !== 'praise') return
      expect(past.some(({ state }) => state === 'waiting')).toBe(false)
      expect(known.held).toBeNull()
      if (next.kind === 'praise' || next.letter !== 'final') return
      expect([known.compulsoryAge, next.counted.unauthorised > 0]).toEqual([true, true])
    }))

  it('illness alone leads to a letter of support and no further', () => {
    const ill = fc.record({ marks: fc.array(fc.constantFrom('a', 'i'), { minLength: 1, maxLength: 110 }), history })
    fc.assert(
      fc.property(ill, ({ marks: of, history: past }) => {
        const next = nextLetter(past, facts(of.join('')), LADDER)
        if (next.kind === 'due') expect([next.letter, next.wording]).toEqual(['first', 'illness'])
      }),
    )
  })
})
