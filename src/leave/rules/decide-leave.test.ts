import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import { compareSessions, type Session } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { askedBeyond, refuseAsking, refuseGrant, stillOpen } from './decide-leave.ts'
import { kindOfLeave } from './kinds.ts'
import { type Asked, grantedLeave, type LeaveStep, requestState } from './request.ts'

const at = (text: string): Session => ({ day: day(text.slice(0, 10)), half: text.endsWith('PM') ? 'PM' : 'AM' })
const AT = '2026-11-23T09:00:00.000Z' as Moment
const by = { name: 'Hana Head', position: 'Headteacher' }
const asked: Asked = {
  id: '1',
  kind: 'exceptional',
  from: at('2026-12-07 AM'),
  to: at('2026-12-11 PM'),
  reason: 'A wedding abroad',
  particulars: '',
  askedBy: 'Mrs Adler',
  channel: 'form',
  askedAt: AT,
}
const TEST = ['rare', 'significant', 'unavoidable', 'short']
const judged = TEST.map((test) => ({ test, met: test !== 'unavoidable' }))
const days = ['07', '08', '09', '10', '11'].flatMap((one) => [at(`2026-12-${one} AM`), at(`2026-12-${one} PM`)])

const granted = (from: string, to: string): LeaveStep => ({
  number: 1,
  kind: 'granted',
  at: AT,
  by,
  from: at(from),
  to: at(to),
  reason: 'Once in a life',
  conditions: '',
  judged,
  entry: 7,
})
const said = (kind: 'questioned' | 'answered'): LeaveStep => ({ number: 1, kind, at: AT, by, reason: 'When?' })
const withdrawn: LeaveStep = { number: 2, kind: 'withdrawn', at: AT, by, reason: 'Not going', entry: null }
const no: LeaveStep = { number: 1, kind: 'refused', at: AT, by, reason: 'Not exceptional', judged }

describe('a request for leave', () => {
  it.each([
    ['waits for the head when it was made', [], 'waiting'],
    ['waits for the family when they were asked something', [said('questioned')], 'waiting for the family'],
    ['waits for the head again when they answered', [said('questioned'), said('answered')], 'waiting'],
    ['is granted', [granted('2026-12-07 AM', '2026-12-08 PM')], 'granted'],
    ['is refused', [no], 'refused'],
    ['is withdrawn, also after it was granted', [granted('2026-12-07 AM', '2026-12-08 PM'), withdrawn], 'withdrawn'],
  ] as const)('%s', (_, steps, state) => {
    expect(requestState(steps)).toBe(state)
    expect(stillOpen(steps).ok).toBe(state.startsWith('waiting'))
    expect(grantedLeave(steps) === undefined).toBe(state !== 'granted')
  })

  it.each([
    ['in order', { to: at('2026-12-04 PM') }, 'leave.bad-period'],
    ['within one school year', { from: at('2027-07-20 AM'), to: at('2027-09-03 PM') }, 'leave.two-years'],
    ['with its licence for a performance', { kind: 'performance' as const }, 'leave.particulars'],
    ['with whom an interview is', { kind: 'interview' as const }, 'leave.particulars'],
    ['with its examinations for study leave', { kind: 'examinations' as const }, 'leave.particulars'],
  ])('has its sessions %s', (_, change, code) => {
    const refusal = refuseAsking({ ...asked, ...change })
    expect(refusal.ok ? undefined : refusal.problem.code).toBe(code)
    expect(refuseAsking(asked).ok).toBe(true)
  })
})

describe('granting', () => {
  const grant = { from: asked.from, to: asked.to, judged }
  const decide = (
    change: Partial<typeof grant>,
    firstInAdvance: Session | undefined,
    test: readonly string[] = TEST,
  ) => {
    const refusal = refuseGrant(asked, { ...grant, ...change }, { firstInAdvance, test })
    return refusal.ok ? 'granted' : refusal.problem.code
  }

  it.each<{ gives: string; change: Partial<typeof grant>; first: Session | undefined; outcome: string }>([
    { gives: 'all that was asked for in advance', change: {}, first: asked.from, outcome: 'granted' },
    { gives: 'less than was asked for', change: { to: at('2026-12-08 AM') }, first: asked.from, outcome: 'granted' },
    {
      gives: 'no day more than was asked for',
      change: { to: at('2026-12-14 AM') },
      first: asked.from,
      outcome: 'leave.more-than-asked',
    },
    {
      gives: 'nothing earlier than was asked for',
      change: { from: at('2026-12-04 PM') },
      first: asked.from,
      outcome: 'leave.more-than-asked',
    },
    { gives: 'nothing when all had begun', change: {}, first: undefined, outcome: 'leave.afterwards' },
    {
      gives: 'not the days that had begun',
      change: {},
      first: at('2026-12-09 PM'),
      outcome: 'leave.partly-afterwards',
    },
    {
      gives: 'the days that had not begun',
      change: { from: at('2026-12-09 PM') },
      first: at('2026-12-09 PM'),
      outcome: 'granted',
    },
    {
      gives: 'nothing that ended before the request came',
      change: { to: at('2026-12-08 PM') },
      first: at('2026-12-09 AM'),
      outcome: 'leave.afterwards',
    },
    {
      gives: 'nothing without a judgement on each word of the test',
      change: { judged: judged.slice(1) },
      first: asked.from,
      outcome: 'leave.not-judged',
    },
  ])('gives $gives', ({ change, first, outcome }) => {
    expect(decide(change, first)).toBe(outcome)
  })

  it('says which session leave can begin with where the request came late', () => {
    const refusal = refuseGrant(asked, grant, { firstInAdvance: at('2026-12-09 PM'), test: [] })
    expect(refusal.ok ? '' : refusal.problem.message).toContain('the afternoon of Wednesday 9 December 2026')
  })

  it('asks the school’s test of exceptional circumstances alone', () => {
    const interview = { ...asked, kind: 'interview' as const, particulars: 'With the sixth form college' }
    expect(refuseGrant(interview, { ...grant, judged: [] }, { firstInAdvance: asked.from, test: TEST }).ok).toBe(true)
    expect(decide({ judged: [] }, asked.from, [])).toBe('granted')
  })

  it('enters the code of its kind', () => {
    expect(
      (['exceptional', 'performance', 'interview', 'examinations'] as const).map((one) => kindOfLeave(one).code),
    ).toEqual(['C', 'C1', 'J1', 'S'])
  })
})

describe('absence beyond granted leave', () => {
  const place = fc.integer({ min: 0, max: days.length - 1 })

  it('is exactly what was asked for and not granted', () => {
    fc.assert(
      fc.property(place, place, (one, other) => {
        const [first, last] = one < other ? [one, other] : [other, one]
        const span = { from: days[first] ?? asked.from, to: days[last] ?? asked.to }
        const beyond = askedBeyond(days, asked, span)
        expect(beyond.length + last - first + 1).toBe(days.length)
        expect(
          beyond.some((session) => compareSessions(session, span.from) >= 0 && compareSessions(session, span.to) <= 0),
        ).toBe(false)
      }),
    )
  })

  it('is all of it where nothing was granted, and never a session that nobody asked for', () => {
    const around = [at('2026-12-04 PM'), ...days, at('2026-12-14 AM')]
    expect(askedBeyond(around, asked, undefined)).toEqual(days)
  })
})
