import { describe, expect, it } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { timeOfDay } from '../../../kernel/time-of-day.ts'
import type { DutyRuleShown, DutyShown } from '../../contract/work-list.ts'
import { dueOfDuty, linesByRule, reasonsInWords } from './grouped.ts'

const MONDAY = day('2026-11-23')
const rule = (id: string): DutyRuleShown => ({
  id,
  answers: [],
  title: id,
  source: { source: '', verified: true },
  sourceKind: 'regulation',
  clock: null,
  consequence: '',
  ends: 'facts',
})
const shown = (id: string, due: DutyShown['due'], state: DutyShown['state'] = 'open') =>
  ({
    key: `${id}:${JSON.stringify(due)}`,
    rule: id,
    subject: { kind: 'pupil', id: 'ada' as PupilId, name: 'Ada' },
    due,
    state,
    overdue: false,
    schoolDaysLeft: null,
  }) as unknown as DutyShown // The lists read nothing else of it.
const by = (of: string, time: string | null = null) =>
  ({ kind: 'by', day: day(of), time: time === null ? null : timeOfDay(time) }) as const

describe('the list', () => {
  it('has one line for a pupil and a rule, with the limit that comes first', () => {
    const duties = [shown('N4', by('2026-12-01')), shown('N5', null), shown('N4', by('2026-11-30'))]
    const [n4, n5] = linesByRule(duties, [rule('N4'), rule('N5')], MONDAY)
    expect(n4?.lines).toHaveLength(1)
    expect(n4?.lines[0]).toMatchObject({ name: 'Ada', first: { due: { day: '2026-11-30' } } })
    expect(n4?.lines[0]?.duties).toHaveLength(2)
    expect(n5?.lines).toHaveLength(1)
  })

  it('keeps what is put off apart from what is not', () => {
    const duties = [shown('N4', by('2026-12-01')), shown('N4', by('2026-11-30'), 'snoozed')]
    expect(linesByRule(duties, [rule('N4')], MONDAY)[0]?.lines.map(({ first }) => first.state)).toEqual([
      'open',
      'snoozed',
    ])
  })

  it('has what is due in minutes before what has the whole day', () => {
    const duties = [
      shown('N9', by('2026-11-23')),
      shown('N5', by('2026-11-23', '09:15')),
      shown('N5', by('2026-11-16', '09:15')),
    ]
    expect(linesByRule(duties, [rule('N9'), rule('N5')], MONDAY).map((one) => one.rule.id)).toEqual(['N5', 'N9'])
  })

  it('has under a rule what was missed today first, then what is overdue, the oldest first, then what has time', () => {
    const of = (name: string, due: DutyShown['due'], overdue: boolean) =>
      ({ ...shown('N4', due), overdue, subject: { kind: 'pupil', id: name, name } }) as DutyShown
    const duties = [
      of('today', by('2026-11-23'), false),
      of('yesterday', by('2026-11-20'), true),
      of('to come', by('2026-11-30'), false),
      of('last week', by('2026-11-16'), true),
      of('missed today', by('2026-11-23', '09:15'), true),
    ]
    const names = linesByRule(duties, [rule('N4')], MONDAY)[0]?.lines.map(({ name }) => name)
    expect(names).toEqual(['missed today', 'last week', 'yesterday', 'today', 'to come'])
  })

  it('begins with what is due today, then what is overdue, then what is to come; what is put off last', () => {
    const late = { ...shown('N8', by('2026-10-09')), overdue: true }
    const duties = [late, shown('N4', by('2026-11-30')), shown('N20', null), shown('N5', by('2026-11-23', '09:15'))]
    const rules = ['N4', 'N5', 'N8', 'N20'].map(rule)
    expect(linesByRule(duties, rules, MONDAY).map((one) => one.rule.id)).toEqual(['N5', 'N8', 'N4', 'N20'])
    const off = linesByRule([shown('N5', by('2026-11-23'), 'snoozed'), shown('N20', null)], rules, MONDAY)
    expect(off.map((one) => one.rule.id)).toEqual(['N20', 'N5'])
  })
})

describe('the limit in words', () => {
  it.each([
    [{ due: by('2026-11-23', '09:15'), overdue: false, schoolDaysLeft: null }, 'Due today by 09:15'],
    [{ due: by('2026-11-23', '09:15'), overdue: true, schoolDaysLeft: null }, 'Was due today by 09:15'],
    [{ due: by('2026-11-22'), overdue: true, schoolDaysLeft: null }, 'Was due yesterday'],
    [{ due: by('2026-11-26'), overdue: false, schoolDaysLeft: 3 }, 'Due Thursday, 3 school days left'],
    [{ due: by('2026-11-24'), overdue: false, schoolDaysLeft: 1 }, 'Due tomorrow, 1 school day left'],
    [{ due: by('2026-12-10'), overdue: false, schoolDaysLeft: null }, 'Due 10 Dec'],
    [{ due: null, overdue: false, schoolDaysLeft: null }, 'No fixed day'],
    [
      { due: { kind: 'beyond-calendar', knownUntil: day('2027-07-31') }, overdue: false, schoolDaysLeft: null },
      'Due after 31 Jul 2027: enter the next calendar',
    ],
  ] as const)('%j', (duty, words) => {
    expect(dueOfDuty(duty, MONDAY)).toBe(words)
  })
})

it('says once what is so of several sessions', () => {
  const mark = (on: string, half: 'AM' | 'PM') => ({
    day: day(on),
    half,
    code: 'N' as const,
    words: 'No reason known',
    confidential: null,
  })
  const because = [mark('2026-11-16', 'AM'), mark('2026-11-16', 'PM'), mark('2026-11-23', 'AM')]
  expect(reasonsInWords(because, MONDAY)).toEqual(['16 Nov morning and afternoon, 23 Nov morning, N: No reason known'])
  const week = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20']
  const away = week.flatMap((on) => [mark(on, 'AM'), mark(on, 'PM')])
  expect(reasonsInWords(away, MONDAY)).toEqual(['16 Nov to 20 Nov, ten half days, N: No reason known'])
  // A weekend ends no stretch; a weekday without such a mark does.
  const longer = [
    mark('2026-11-13', 'PM'),
    ...away.filter(({ day: on }) => on !== '2026-11-18'),
    mark('2026-11-23', 'AM'),
  ]
  expect(reasonsInWords(longer, MONDAY)).toEqual([
    '13 Nov to 17 Nov, five half days, 19 Nov to 23 Nov, five half days, N: No reason known',
  ])
  const without = week.map((on) => ({ ...mark(on, 'AM'), half: null }))
  expect(reasonsInWords(without, MONDAY)).toEqual(['16 Nov to 20 Nov, five days, N: No reason known'])
  const each = (half: 'AM' | 'PM') =>
    reasonsInWords(
      week.map((on) => mark(on, half)),
      MONDAY,
    )
  expect([...each('AM'), ...each('PM')]).toEqual([
    '16 Nov to 20 Nov, every morning, N: No reason known',
    '16 Nov to 20 Nov, every afternoon, N: No reason known',
  ])
  const mixed = [...week.slice(0, 4).map((on) => mark(on, 'AM')), { ...mark('2026-11-20', 'AM'), half: null }]
  expect(reasonsInWords(mixed, MONDAY)).toEqual(['16 Nov to 20 Nov, five days, N: No reason known'])
  const restricted = { ...mark('2025-11-24', 'PM'), code: 'authorised-absence' as const, confidential: 'A tribunal' }
  expect(reasonsInWords([restricted], MONDAY)).toEqual([
    '24 Nov 2025 afternoon, authorised absence: No reason known (A tribunal)',
  ])
})
