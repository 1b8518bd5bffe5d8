import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import type { Session } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { type SchoolCalendar, sessionsOf } from '../../roll/contract.ts'
import {
  type KeptAwayKind,
  type KeptAwayStep,
  keptAwayDays,
  keptAwaySessions,
  keptAwayState,
  lacksProvision,
  refuseKeptAway,
  refuseProvision,
  sessionsMarked,
  sixthDay,
  sumsPassed,
  suspendedDays,
} from './kept-away.ts'
import { suspensionLetter } from './suspension-letter.ts'

const CALENDAR: SchoolCalendar = {
  year: schoolYear(2026),
  terms: [
    { name: 'Autumn 1', first: day('2026-09-01'), last: day('2026-10-23') },
    { name: 'Autumn 2', first: day('2026-11-02'), last: day('2026-12-18') },
    { name: 'Spring 1', first: day('2027-01-04'), last: day('2027-03-26') },
  ],
  daysOff: [{ day: day('2026-11-27'), kind: 'inset', reason: 'Training day' }],
}
const am = (on: string): Session => ({ day: day(on), half: 'AM' })
const pm = (on: string): Session => ({ day: day(on), half: 'PM' })
const suspension = (first: string, last: string | null, kind: KeptAwayKind = 'suspension') => ({
  id: '1',
  kind,
  from: am(first),
  to: last === null ? null : pm(last),
  decidedDay: day(first),
})
const base = {
  words: 'Riverside Centre',
  at: '2026-11-20T10:00:00.000Z' as Moment,
  by: { name: 'H', position: 'Head' },
}
const provision = (first: string, last: string): KeptAwayStep => ({
  ...base,
  number: 1,
  kind: 'provision',
  code: 'B',
  first: day(first),
  last: day(last),
})
const ended = (from: Session): KeptAwayStep => ({ ...base, number: 2, kind: 'ended', from })

describe('the sixth school day of a suspension (N19)', () => {
  it.each([
    ['five days of a week have none', '2026-11-16', '2026-11-20', undefined],
    ['over a weekend', '2026-11-16', '2026-11-23', '2026-11-23'],
    ['a training day is not counted', '2026-11-24', '2026-12-02', '2026-12-02'],
    ['over half-term', '2026-10-19', '2026-11-02', '2026-11-02'],
    ['for good', '2026-11-16', null, '2026-11-23'],
  ] as const)('%s', (...[, first, last, expected]) => {
    expect(sixthDay(CALENDAR, { ...suspension(first, last), steps: [] })).toBe(expected)
  })

  it.each([
    ['straight after another', [['2026-11-24', '2026-12-01']], '2026-12-02'],
    [
      'after two that follow one another',
      [
        ['2026-11-30', '2026-12-01'],
        ['2026-11-25', '2026-11-26'],
      ],
      '2026-12-03',
    ],
    ['after more than five days', [['2026-11-16', '2026-12-01']], '2026-12-02'],
    ['not across a day in school', [['2026-11-24', '2026-11-30']], '2026-12-09'],
    ['not through detention', [['2026-11-24', '2026-12-01', 'remand']], '2026-12-09'],
    ['nor after one that ended early', [['2026-11-24', '2026-12-01', 'ended']], '2026-12-09'],
  ] as const)('is counted through suspensions in a row, and into an exclusion: %s', (_, before, expected) => {
    const others = before.map(([first, last, how]) => ({
      ...suspension(first, last, how === 'remand' ? how : 'suspension'),
      steps: how === 'ended' ? [ended(am('2026-12-01'))] : [],
    }))
    const then = { ...suspension('2026-12-02', null, 'permanent'), steps: [] }
    expect(sixthDay(CALENDAR, then, others)).toBe(expected)
    expect(lacksProvision(CALENDAR, then, others)).toBe(expected)
    const marked = keptAwayDays(sessionsMarked(CALENDAR, then, others))
    expect(marked.every((on) => on < expected)).toBe(true)
  })

  it('bounds E: whatever its length, at most five school days are marked, and all of them are its first', () => {
    const sessions = sessionsOf(CALENDAR)
    fc.assert(
      fc.property(fc.nat(sessions.length - 1), fc.nat(40), (at, length) => {
        const from = sessions[at]
        const to = sessions[Math.min(at + length, sessions.length - 1)]
        if (from === undefined || to === undefined) return
        const of = { kind: 'suspension' as const, from, to }
        const marked = sessionsMarked(CALENDAR, of)
        const all = keptAwaySessions(CALENDAR, of)
        expect(keptAwayDays(marked)).toEqual(keptAwayDays(all).slice(0, 5))
        expect(marked).toEqual(all.slice(0, marked.length))
        expect(sessionsMarked(CALENDAR, { ...of, kind: 'remand' })).toEqual(all)
      }),
    )
  })

  it.each([
    ['nothing arranged', [], '2026-11-23'],
    ['arranged from the seventh day', [provision('2026-11-24', '2026-11-25')], '2026-11-23'],
    ['arranged for a part', [provision('2026-11-23', '2026-11-24')], '2026-11-25'],
    ['arranged for all of it', [provision('2026-11-23', '2026-11-25')], undefined],
    ['ended before it', [ended(am('2026-11-20'))], undefined],
  ])('asks for other education until it is there: %s', (_, steps, expected) => {
    expect(lacksProvision(CALENDAR, { ...suspension('2026-11-16', '2026-11-25'), steps })).toBe(expected)
  })
})

describe('a decision is refused', () => {
  const other = { ...suspension('2026-11-18', '2026-11-19'), steps: [] }
  const code = (wish: ReturnType<typeof suspension>, others: readonly (typeof other)[] = []) => {
    const result = refuseKeptAway(wish, { calendar: CALENDAR, others })
    return result.ok ? 'fine' : result.problem.code
  }
  it.each([
    ['in the wrong order', code(suspension('2026-11-18', '2026-11-17')), 'leave.bad-period'],
    ['over two school years', code(suspension('2026-11-18', '2027-09-02')), 'leave.two-years'],
    [
      'decided after it began',
      code({ ...suspension('2026-11-18', null), decidedDay: day('2026-11-19') }),
      'leave.decided-later',
    ],
    ['in a holiday', code(suspension('2026-10-26', '2026-10-30')), 'leave.no-session'],
    ['over another', code(suspension('2026-11-17', '2026-11-18'), [other]), 'leave.already-kept-away'],
    ['not beside another', code(suspension('2026-11-16', '2026-11-17'), [other]), 'fine'],
  ])('%s', (_, found, expected) => expect(found).toBe(expected))

  it('not over one that was ended before', () => {
    const early = { ...other, steps: [ended(am('2026-11-19'))] }
    const wish = suspension('2026-11-19', '2026-11-20')
    expect(refuseKeptAway(wish, { calendar: CALENDAR, others: [early] }).ok).toBe(true)
  })

  it('other education outside its suspension is', () => {
    const of = suspension('2026-11-16', '2026-11-25')
    const ok = (first: string, last: string) => refuseProvision(of, [], { first: day(first), last: day(last) }).ok
    expect([ok('2026-11-23', '2026-11-25'), ok('2026-11-23', '2026-11-26'), ok('2026-11-13', '2026-11-25')]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('suspensions add up', () => {
  const list = [
    { ...suspension('2026-09-07', '2026-09-18'), steps: [] },
    { ...suspension('2026-11-16', '2026-11-23'), steps: [ended(pm('2026-11-23'))] },
    { ...suspension('2027-01-11', '2027-01-12'), steps: [] },
    { ...suspension('2026-11-30', '2026-12-04', 'remand'), steps: [] },
  ]

  it('by whole terms and by school year, half days as halves, detention not at all', () => {
    expect(suspendedDays(CALENDAR, list, day('2026-11-16'))).toEqual({ term: 15.5, year: 17.5 })
    expect(suspendedDays(CALENDAR, list, day('2027-01-11'))).toEqual({ term: 2, year: 17.5 })
  })

  it('and what follows from it is said, unverified, never refused', () => {
    expect(sumsPassed({ term: 15, year: 45 })).toEqual([])
    const passed = sumsPassed({ term: 15.5, year: 45.5 })
    expect(passed.map(({ id, source }) => [id, source.verified])).toEqual([
      ['term', false],
      ['year', false],
    ])
  })
})

it('stands by its days and its end', () => {
  const of = suspension('2026-11-16', '2026-11-18')
  const on = (text: string, steps: readonly KeptAwayStep[] = []) => keptAwayState(of, steps, day(text))
  expect(['2026-11-15', '2026-11-16', '2026-11-19'].map((text) => on(text))).toEqual(['to come', 'running', 'over'])
  const steps = [ended(am('2026-11-18'))]
  expect([on('2026-11-17', steps), on('2026-11-18', steps)]).toEqual(['running', 'ended'])
})

describe('the letter about a suspension', () => {
  const letter = (last: string | null, steps: readonly KeptAwayStep[] = [], kind: KeptAwayKind = 'suspension') =>
    suspensionLetter({
      suspension: {
        ...suspension('2026-11-16', last, kind),
        words: 'Fighting.',
        letter: 'You can write to the governors.',
      },
      steps,
      calendar: CALENDAR,
      name: 'Ada Adler',
      by: { name: 'Hana Head', position: 'Headteacher' },
    })

  it('says which days, why, where the child may not be on the first five, and when they are back', () => {
    const { opening, lines } = letter('2026-11-18')
    expect(opening).toContain('from Monday 16 November 2026 to Wednesday 18 November 2026, for 3 school days')
    expect(lines).toEqual([
      'My reason: Fighting.',
      'On the school days from Monday 16 November 2026 to Wednesday 18 November 2026, please make sure that Ada Adler is not in a public place during school hours. If they are, you could be given a penalty notice.',
      'We expect Ada Adler back on Thursday 19 November 2026.',
      'You can write to the governors.',
    ])
  })

  it('names the sixth day, and the place once there is one', () => {
    const long = letter('2026-11-25').lines.join(' ')
    expect(long).toContain('to Friday 20 November 2026, please make sure')
    expect(long).toContain('From Monday 23 November 2026, the sixth school day, Ada Adler will be taught elsewhere')
    const arranged = letter('2026-11-25', [provision('2026-11-23', '2026-11-25')]).lines.join(' ')
    expect(arranged).toContain('From Monday 23 November 2026 Ada Adler is taught elsewhere: Riverside Centre.')
  })

  it('of one that ended early tells the days that stand', () => {
    const { opening, lines } = letter('2026-11-20', [ended(pm('2026-11-18'))])
    expect(opening).toContain('from Monday 16 November 2026 to midday on Wednesday 18 November 2026')
    expect(lines.join(' ')).toContain('back at midday on Wednesday 18 November 2026')
    const whole = letter('2026-11-20', [ended(am('2026-11-18'))])
    expect(whole.opening).toContain('to Tuesday 17 November 2026, for 2 school days')
  })

  it('of a permanent exclusion promises no day of coming back', () => {
    const { title, lines } = letter(null, [], 'permanent')
    expect(title).toBe('Permanent exclusion of Ada Adler')
    expect(lines.join(' ')).not.toContain('back')
  })
})
