import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { Action } from './actions-of.ts'
import { type AgendaFacts, familyAgenda, panelAgenda } from './agenda.ts'
import { minutesParts } from './minutes-parts.ts'

const ACTION: Action = {
  actionId: 'a',
  what: 'Ring the GP',
  owner: { id: 'm', who: 'contact', name: 'Ms Khan', as: 'Mother' },
  due: day('2026-11-20'),
  setOn: day('2026-11-02'),
  meetingId: null,
  carried: 2,
  state: 'open',
  ended: null,
}
const FACTS: AgendaFacts = {
  name: 'Amira',
  today: day('2026-11-23'),
  about: '',
  openActions: [ACTION],
  sessions: { attended: 90, possible: 104, absent: 14, late: 3 },
  missed: [{ words: '10 half days: ill' }],
  patterns: ['6 of 7 short absences began on a Monday.'],
  barriers: ['Anxiety: “I do not know anybody at lunch”'],
  offered: [
    { title: 'Lunch club', state: 'running', day: day('2026-11-03'), running: true },
    { title: 'Breakfast club', state: 'refused', day: day('2026-10-03'), running: false },
  ],
  since: { day: null, lines: [{ day: day('2026-11-10'), words: 'Spoke with Ms Khan: telephone' }] },
}
const lines = (parts: readonly { lines: readonly string[] }[]) => parts.flatMap((part) => part.lines).join('\n')

describe('the agenda for the panel', () => {
  it('begins with what is still open, how often it was carried over, and that it is late', () => {
    const [first] = panelAgenda(FACTS)
    expect(first).toEqual({
      title: 'Still open from before',
      lines: ['Ring the GP: Ms Khan, by Friday 20 November 2026 (overdue, carried over 2 times)'],
    })
  })

  it.each([
    [{ attended: 99, possible: 104, absent: 5 }, undefined],
    [{ attended: 95, possible: 100, absent: 5 }, undefined],
    [{ attended: 94, possible: 100, absent: 6 }, 'Below 95 %'],
    [{ attended: 90, possible: 100, absent: 10 }, 'Persistently absent'],
    [{ attended: 50, possible: 100, absent: 50 }, 'Severely absent'],
  ])('names the line that is crossed, and no line before it: %j', (sessions, line) => {
    const said = lines(panelAgenda({ ...FACTS, sessions: { ...sessions, late: 0 } }))
    for (const one of ['Below 95 %', 'Persistently absent', 'Severely absent'])
      expect(said.includes(one)).toBe(one === line)
    // No percentage stands without its sessions.
    expect(said).toContain(`${sessions.attended} of ${sessions.possible} sessions`)
  })
})

describe('the agenda for the family', () => {
  it('speaks of days, without percentages, patterns, barriers or anybody else’s name', () => {
    const said = lines(familyAgenda({ ...FACTS, schoolPhone: '01632 960001' }))
    expect(said).toContain('90 of 104 half days')
    expect(said).toContain('7 days missed')
    expect(said).toContain('Ring the GP: a parent or carer, by Friday 20 November 2026')
    expect(said).toContain('Lunch club')
    for (const not of ['%', 'Monday.', 'lunch”', 'Ms Khan', 'Breakfast', 'overdue', 'session'])
      expect(said).not.toContain(not)
  })

  it('never has an empty heading, whatever is known', () => {
    fc.assert(
      fc.property(
        fc.record({
          openActions: fc.constantFrom([], [ACTION]),
          missed: fc.constantFrom([], FACTS.missed),
          offered: fc.constantFrom([], FACTS.offered),
          sessions: fc.constantFrom(null, FACTS.sessions),
        }),
        (some) => {
          const facts = { ...FACTS, ...some, schoolPhone: '01632 960001' }
          for (const part of [...familyAgenda(facts), ...panelAgenda(facts)])
            expect(part.lines.length).toBeGreaterThan(0)
        },
      ),
    )
  })
})

describe('minutes on paper', () => {
  const person = { id: 'm', who: 'contact', name: 'Ms Khan', as: 'Mother' } as const
  const record = {
    came: [person],
    words: 'The bus is the worst part.\n\nShe likes art.',
    decisions: ['A contract'],
    lead: null,
  }

  it('say who came, what was said and decided, and who does what of what this meeting agreed', () => {
    const parts = minutesParts({ meetingId: 'here', about: '', record }, [{ ...ACTION, meetingId: 'here' }, ACTION])
    expect(parts).toEqual([
      { title: 'Who came', lines: ['Ms Khan, Mother'] },
      { title: 'What was said', lines: ['The bus is the worst part.', 'She likes art.'] },
      { title: 'What was decided', lines: ['A contract'] },
      { title: 'Who does what', lines: ['Ring the GP: Ms Khan, by Friday 20 November 2026'] },
    ])
  })

  it('say that nobody came, where nobody did', () => {
    const [first] = minutesParts({ meetingId: 'here', about: '', record: { ...record, came: [] } }, [])
    expect(first?.lines).toEqual(['Nobody who was asked came.'])
  })
})
