import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, day } from '../../../kernel/day.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import type { ThreadEvent } from '../../contract/event.ts'
import type { Fate } from './fate.ts'
import { NOTICE_TABLE, type NoticeOutcome, noticeMayFollow, noticeState } from './notice-state.ts'

const FIRST = day('2026-11-02')
const LAST = day('2026-12-11')
const OUTCOMES: readonly NoticeOutcome[] = ['improved', 'not improved', 'withdrawn', 'early penalty notice']

function event(
  kind: ThreadEvent['kind'],
  on: Day,
  { number, outcome = 'improved' }: { number: number; outcome?: NoticeOutcome },
): ThreadEvent {
  const bodies: Partial<Record<ThreadEvent['kind'], object>> = {
    'improve-drafted': { first: FIRST, last: LAST },
    'improve-ended': { outcome },
  }
  const at = `${on}T10:00:00.000Z` as Moment
  return {
    kind,
    day: on,
    number,
    at,
    by: { name: '', position: '' },
    body: bodies[kind] ?? {},
  } as unknown as ThreadEvent
}

describe('a notice to improve', () => {
  const drafted = event('improve-drafted', day('2026-10-28'), { number: 1 })
  const sent = event('improve-sent', day('2026-10-29'), { number: 2 })

  it.each([
    ['draft', [drafted], '2026-11-20'],
    ['sent', [drafted, sent], '2026-11-01'],
    ['running', [drafted, sent], '2026-11-02'],
    ['running', [drafted, sent], '2026-12-11'],
    ['over', [drafted, sent], '2026-12-12'],
    ['ended', [drafted, sent, event('improve-ended', day('2026-12-14'), { number: 3 })], '2026-12-14'],
  ] as const)('is %s by its events and the day', (state, events, today) => {
    expect(noticeState(events, day(today))?.state).toBe(state)
  })

  const fate = (left: string | null, byPost = false): Fate => ({
    ...{ is: left === null ? 'to print' : 'went', byPost, to: 'Ms Hale', why: '' },
    left: left === null ? null : day(left),
  })
  const message = (of: Fate | undefined): ThreadEvent => ({ ...sent, body: { way: 'message' }, fate: of }) as never

  // The first day is Monday 2 November; by first-class post a letter is received on the second working day after.
  it.each([
    { state: 'waiting', left: null, post: false, on: '2026-11-01', had: null },
    { state: 'late', left: null, post: false, on: '2026-11-02', had: null },
    { state: 'late', left: null, post: true, on: '2027-01-20', had: null },
    { state: 'sent', left: '2026-10-29', post: false, on: '2026-11-01', had: '2026-10-29' },
    { state: 'running', left: '2026-10-29', post: false, on: '2026-11-02', had: '2026-10-29' },
    { state: 'late', left: '2026-10-29', post: true, on: '2026-10-30', had: '2026-11-02' },
    { state: 'sent', left: '2026-10-28', post: true, on: '2026-10-29', had: '2026-10-30' },
    { state: 'running', left: '2026-10-28', post: true, on: '2026-11-02', had: '2026-10-30' },
    { state: 'late', left: '2026-11-20', post: false, on: '2026-12-20', had: '2026-11-20' },
  ])('sent as a message is $state where that left on $left (by post: $post), seen on $on', (of) => {
    const is = noticeState([drafted, message(fate(of.left, of.post))], day(of.on))
    expect(is).toMatchObject({ state: of.state, received: of.had })
  })

  it('judges nobody on weeks of which they were not told before, whenever its message leaves or whether it does', () => {
    const days = fc.integer({ min: 0, max: 60 }).map((later) => addDays(day('2026-10-28'), later))
    fc.assert(
      fc.property(fc.option(days), fc.boolean(), days, (left, post, today) => {
        const is = noticeState([drafted, message(fate(left, post))], today)
        if (is?.state === 'running' || is?.state === 'over') expect((is.received ?? '9') < FIRST).toBe(true)
        else
          for (const one of ['improved', 'not improved', 'early penalty notice'] as const)
            expect(noticeMayFollow(is?.state, 'improve-ended', one)).toBe(false)
      }),
    )
  })

  it('is not with anybody while nothing is known of its message', () => {
    expect(noticeState([drafted, message(undefined)], day('2026-11-20'))).toMatchObject({
      state: 'late',
      received: null,
    })
  })

  it('that was given by hand instead is with the parent from then on', () => {
    const byHand = event('improve-sent', day('2026-10-31'), { number: 3 })
    const events = [drafted, message(fate(null)), byHand]
    expect(noticeState(events, day('2026-11-02'))).toMatchObject({ state: 'running', received: '2026-10-31' })
  })

  it('is to be looked at halfway, and was where somebody did so by then', () => {
    const { halfway } = noticeState([drafted, sent], day('2026-11-20')) ?? {}
    expect(halfway).toBe('2026-11-21')
    const early = event('improve-reviewed', day('2026-11-10'), { number: 3 })
    expect(noticeState([drafted, sent, early], day('2026-11-25'))?.reviewed).toBe(false)
    expect(
      noticeState([drafted, sent, event('improve-reviewed', day('2026-11-23'), { number: 3 })], day('2026-11-25'))
        ?.reviewed,
    ).toBe(true)
  })

  it('can improve or not only when it is over, and comes early only while it runs', () => {
    const can = (state: Parameters<typeof noticeMayFollow>[0]) =>
      OUTCOMES.filter((outcome) => noticeMayFollow(state, 'improve-ended', outcome))
    for (const state of ['draft', 'waiting', 'sent', 'late'] as const) expect(can(state)).toEqual(['withdrawn'])
    expect(can('running')).toEqual(['withdrawn', 'early penalty notice'])
    expect(can('over')).toEqual(['improved', 'not improved', 'withdrawn'])
    expect(can('ended')).toEqual([])
  })

  it('has no state without its events, whatever is tried on whatever days', () => {
    const tries = fc.array(
      fc.record({
        kind: fc.constantFrom('improve-drafted', 'improve-sent', 'improve-reviewed', 'improve-ended'),
        wait: fc.nat(20),
        outcome: fc.constantFrom(...OUTCOMES),
      }),
      { maxLength: 15 },
    )
    fc.assert(
      fc.property(tries, (all) => {
        let events: ThreadEvent[] = []
        let today = day('2026-10-26')
        for (const { kind, wait, outcome } of all) {
          today = addDays(today, wait)
          const state = noticeState(events, today)?.state
          if (!noticeMayFollow(state, kind as 'improve-sent', kind === 'improve-ended' ? outcome : undefined)) continue
          events = [...events, event(kind, today, { number: events.length + 1, outcome })]
        }
        const has = (kind: string) => events.some((one) => one.kind === kind)
        const is = noticeState(events, today)
        expect(is !== undefined).toBe(has('improve-drafted'))
        if (is?.state === 'running' || is?.state === 'over' || is?.state === 'sent')
          expect(has('improve-sent')).toBe(true)
        if (is?.state === 'ended') expect(events.at(-1)?.kind).toBe('improve-ended')
        if (is?.outcome === 'improved' || is?.outcome === 'not improved' || is?.outcome === 'early penalty notice')
          expect(has('improve-sent')).toBe(true)
        if (has('improve-reviewed')) expect(has('improve-sent')).toBe(true)
        expect(events.filter(({ kind }) => kind === 'improve-sent').length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 300 },
    )
  })

  it('stands in the documentation as the table has it', async () => {
    const rows = NOTICE_TABLE.map(
      ({ state, means, follows, may, outcomes }) =>
        `| ${state} | ${means} | ${follows} | ${may.join(', ') || 'nothing'} | ${outcomes.join(', ') || 'none'} |`,
    )
    const text = [
      '# States of a notice to improve',
      '',
      'Made from `NOTICE_TABLE` of `src/enforcement/rules/improve/notice-state.ts`; the tests compare. Nothing of it is stored: a state follows from the events of',
      'a thread, what became of the message by which it was sent, and the day.',
      '',
      '| state | means | follows from | may happen | ends as |',
      '|---|---|---|---|---|',
      ...rows,
      '',
    ]
    await expect(text.join('\n')).toMatchFileSnapshot('../../../../docs/notice-states.md')
  })
})
