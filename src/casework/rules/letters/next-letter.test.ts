import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, day, weekday } from '../../../kernel/day.ts'
import type { SchoolYear } from '../../../kernel/school-year.ts'
import { LAW_ALONE, LAW_DEFAULTS, type Policy } from '../../../policy/contract.ts'
import type { MeetingKind } from '../../contract/entries/meetings.ts'
import type { Entry } from '../../contract/entry.ts'
import { type CountedSession, countBytes, countUp, sessionsOfYear } from './counted.ts'
import { heldBecause } from './holds.ts'
import { ladderOf, OWN_CHOICES, RUNGS } from './ladder.ts'
import { type ChildFacts, nextLetter, nothingYet, type PastLetter, SUPPORT_FIRST, waitAfter } from './next-letter.ts'
import { historyWithout, type WaitingLetter, whyNotAnyMore } from './still-fits.ts'

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
    supportShown: true,
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
    expect(next(marks('o'), history, { supportShown: false })).toEqual({
      kind: 'held',
      letter: 'final',
      because: SUPPORT_FIRST,
    })
    expect(next(marks('o'), [...history, gone('final', '2026-11-16')])).toMatchObject({ kind: 'top', letter: 'final' })
  })

  it('names a penalty notice only where seven half days without a reason lie within ten weeks of school', () => {
    const history = [gone('first', '2026-09-07'), gone('second', '2026-10-05'), gone('meeting', '2026-11-09')]
    const long = (lately: string) => `${here(15)}ooooo${'aaaac'.repeat(6)}${lately}`
    expect(next(long('aaaacaaaacaaaacaoaca'), history)).toMatchObject({ letter: 'final', wording: 'absence' })
    expect(next(long('aaaacaoaacoooacaoaca'), history)).toMatchObject({ letter: 'final', wording: 'near a notice' })
  })

  it('of one who waits for support under a policy with one letter is nothing: we have no warning of our own after one letter', () => {
    const one = ladderOf({ policy: { ...LAW_DEFAULTS, letters: [step({ below: 95 })] } })
    expect(one.rungs.map(({ rung }) => rung)).toEqual(['first'])
    const known = facts(`${AWAY}${'aaaoo'.repeat(8)}`)
    expect(nextLetter([gone('first', '2026-10-05')], known, one)).toMatchObject({ kind: 'top', letter: 'first' })
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
  const everything = fc.record({
    marks,
    history,
    held: fc.option(fc.constant('Held')),
    compulsoryAge: fc.boolean(),
    supportShown: fc.boolean(),
  })
  const check = (
    holds: (next: ReturnType<typeof nextLetter>, of: { facts: ChildFacts; history: readonly PastLetter[] }) => void,
  ) =>
    fc.assert(
      fc.property(everything, ({ marks: of, history: past, held, compulsoryAge, supportShown }) => {
        const known = facts(of.join(''), { held, compulsoryAge, supportShown })
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
      expect([known.compulsoryAge, known.supportShown, next.counted.unauthorised > 0]).toEqual([true, true, true])
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

  it('of whom nothing was written, sums say as much as every session does', () =>
    check((next, { facts: known, history: past }) => {
      if (past.length > 0) return
      const half = known.halfTerms.findLast((first) => first <= known.today) ?? BEGAN
      const lates = known.sessions.filter(({ late, day: on }) => late && on >= half).length
      const nothing = nothingYet(LADDER, { counted: countUp(known.sessions), lates })
      if (nothing !== undefined) expect(nothing).toEqual(next)
      else expect(next.kind).not.toBe('none')
    }))
})

describe('the bytes of a strip', () => {
  it('come to what its sessions come to one by one, whatever is in them', () => {
    const strip = fc.uint8Array({ minLength: 732, maxLength: 732, max: 40 })
    const places = fc.tuple(fc.nat(731), fc.nat(731))
    const read = sessionsOfYear(2026 as SchoolYear)
    fc.assert(
      fc.property(strip, places, (bytes, [from, to]) => {
        const sessions = read(bytes, { from, to })
        expect(countBytes(bytes, { from, to })).toEqual(countUp(sessions))
        expect(sessions.every(({ day: on }, at) => at === 0 || (sessions[at - 1]?.day ?? on) <= on)).toBe(true)
      }),
    )
  })
})

describe('a letter that waits', () => {
  const letter = (more: Partial<WaitingLetter> = {}): WaitingLetter => ({
    letterId: 'first 2026-09-28',
    kind: 'first',
    wording: 'absence',
    replyBy: day('2026-12-31'),
    ...more,
  })
  const why = (marks: string, more: Partial<WaitingLetter> = {}, of: Partial<ChildFacts> = {}) => {
    const one = letter(more)
    const known = facts(marks, of)
    const history = [{ ...gone('first', '2026-09-28'), state: 'waiting' as const }]
    return whyNotAnyMore(one, { facts: known, next: nextLetter(historyWithout(history, one), known, LADDER) })
  }

  it.each<[string, string | undefined, string | undefined]>([
    ['goes while the child comes to it', why(AWAY), undefined],
    ['goes though more was missed since', why(`${AWAY}oo`), undefined],
    ['stops where the marks were put right', why(here(20)), 'Missed 0 of 40 sessions now: this letter no longer fits'],
    ['stops where it was illness all along', why(`${here(17)}iii`), 'the same letter in other words fits by now'],
    [
      'stops where letters are held back, without saying why',
      why(AWAY, {}, { held: 'A death' }),
      'are held back by now',
    ],
    [
      'stops where its day is over',
      why(AWAY, { replyBy: day('2026-09-10') }),
      'Thursday 10 September 2026, which is over',
    ],
    ['of good news stops where it is worse again', why(AWAY, { kind: 'improved' }), 'by now the first letter fits'],
    ['that says that letters stop goes whatever the figures', why(here(20), { kind: 'stepped-down' }), undefined],
  ])('%s', (_, said, expected) => {
    if (expected === undefined) expect(said).toBeUndefined()
    else expect(said).toContain(expected)
    expect(said ?? '').not.toContain('death')
  })
})

describe('what holds a letter back', () => {
  const TODAY = day('2026-11-23')
  const told = (step: string, more: object) =>
    ({
      kind: 'formal-step',
      day: TODAY,
      body: { threadId: 'one', step, words: 'It began', ...more },
    }) as unknown as Entry
  const because = (...entries: Entry[]) => heldBecause({ hold: undefined, cases: [entries] }, TODAY)
  const notice = (until: string) => told('notice to improve', { goesOn: true, until: day(until) })

  it('is a notice to improve while it runs, and until somebody says what came of it', () => {
    expect(because(notice('2026-12-18'))).toBe('A notice to improve runs to Friday 18 December 2026')
    expect(because(notice('2026-11-20'))).toMatch(/ran to Friday 20 November 2026, and nobody has said/)
    expect(because(notice('2026-12-18'), told('notice to improve', { goesOn: false, until: null }))).toBeNull()
  })

  it('is a meeting that the family is asked to, and none about them without them', () => {
    const called = (kind: MeetingKind, ...invited: object[]) =>
      because({
        kind: 'meeting-called',
        day: TODAY,
        body: { meetingId: 'one', kind, invited, day: day('2026-12-01'), time: '09:00', replyBy: null },
      } as unknown as Entry)
    const officer = { id: 'one', who: 'staff', name: 'Kay', as: '' }
    const mother = { id: 'two', who: 'contact', name: 'Ann', as: 'Mother' }
    expect(called('school attendance', officer)).toBe('A meeting is booked for Tuesday 1 December 2026')
    expect(called('governors', officer, mother)).toMatch(/^A meeting is booked/)
    for (const kind of ['targeting support', 'governors', 'multi-agency', 'panel'] as const)
      expect([kind, called(kind, officer)]).toEqual([kind, null])
    expect(called('targeting support', officer, mother)).toBeNull()
  })

  it('is a penalty notice until it is paid or taken back; not an order of support, nor a step of which nothing more is known', () => {
    expect(because(told('penalty notice', { goesOn: true }))).toBe('A penalty notice goes on')
    expect(because(told('penalty notice', { goesOn: true }), told('penalty notice', { goesOn: false }))).toBeNull()
    expect(because(told('education supervision order', { goesOn: true }))).toBeNull()
    expect(because(told('notice to improve', {}))).toBeNull()
  })
})
