import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, day } from '../../../kernel/day.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import type { ThreadEvent } from '../../contract/event.ts'
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
    expect(can('draft')).toEqual(['withdrawn'])
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
      'a thread and the day.',
      '',
      '| state | means | follows from | may happen | ends as |',
      '|---|---|---|---|---|',
      ...rows,
      '',
    ]
    await expect(text.join('\n')).toMatchFileSnapshot('../../../../docs/notice-states.md')
  })
})
