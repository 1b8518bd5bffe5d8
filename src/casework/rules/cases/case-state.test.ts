import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, day } from '../../../kernel/day.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import { FORMAL_STEPS } from '../../contract/entries/formal.ts'
import { ENTRY_BODIES, type Entry, type EntryKind } from '../../contract/entry.ts'
import { STAGES } from '../stages.ts'
import { caseState, REACHES, STEP_REACHES } from './case-state.ts'
import { unanswered } from './disclosures.ts'
import { KINDS_WITH_WORDS } from './entry-words.ts'
import { entryOfMove, type Move, moveFault } from './moves.ts'
import { nextSteps, showsSupport } from './next-steps.ts'
import { mergedByMoment } from './order.ts'
import { stateTable } from './state-table.ts'
import { NEVER_RESTRICTED, notTaken, WHEN_CLOSED } from './what-a-case-takes.ts'

const MONDAY = day('2026-11-02')
const words = fc.constantFrom('because', 'the family asked')
const stage = fc.constantFrom(...STAGES)
const aDay: fc.Arbitrary<Day> = fc.nat(60).map((after) => addDays(MONDAY, after))
const person = fc.constantFrom('7f1f6c1e-93a4-4f0e-8f2b-0c1d2e3f4a5b', '11111111-2222-4333-8444-555555555555')
const uuid = fc.uuid()

/** One body of each kind of which the state says something, and two that it says nothing of. */
const BODIES = {
  opened: fc.record({ because: words, duty: fc.constant(null), stage }),
  'owner-set': fc.record({ personId: person as fc.Arbitrary<PersonId>, name: words }),
  'review-set': fc.record({ day: aDay, words }),
  reviewed: fc.record({ words, next: fc.option(aDay) }),
  note: fc.record({ words }),
  contact: fc.record({ with: words, way: fc.constant('telephone'), reached: fc.boolean(), words }),
  escalated: fc.record({ to: stage, because: words }),
  'stepped-down': fc.record({ to: stage, because: words }),
  closed: fc.record({ outcome: fc.constant('improved'), words }),
  reopened: fc.record({ because: words }),
  'formal-step': fc.record({ threadId: uuid, step: fc.constantFrom(...FORMAL_STEPS), words }),
  'support-offered': fc.record({ offerId: uuid, supportId: fc.constant('mentor'), title: words, to: words }),
} satisfies Partial<Record<EntryKind, fc.Arbitrary<object>>>

type Drawn = { readonly kind: keyof typeof BODIES; readonly body: object; readonly restricted: boolean }
const drawn: fc.Arbitrary<Drawn> = fc.oneof(
  ...Object.entries(BODIES).map(([kind, body]) =>
    fc.record({ kind: fc.constant(kind as Drawn['kind']), body, restricted: fc.nat(4).map((one) => one === 0) }),
  ),
)

const by = { name: 'Ann', position: 'Officer' }
function entryAt({ kind, body, restricted }: Drawn, number: number): Entry {
  const at = `2026-11-02T09:00:${String(number % 60).padStart(2, '0')}.000Z` as Moment
  // Bodies are drawn by their kinds above.
  return { kind, body, restricted, number, at, by, day: MONDAY } as unknown as Entry
}

const log = fc
  .array(drawn, { maxLength: 30 })
  .chain((rest) => fc.boolean().map((opened) => (opened ? [OPENED, ...rest] : rest)))
  .map((all) => all.map(entryAt))
const OPENED: Drawn = {
  kind: 'opened',
  body: { because: 'below 90 %', duty: null, stage: 'monitor' },
  restricted: false,
}

/** Only what a case takes, as `keepEntries` lets it in. */
const taken = log.map((all) => {
  const so: Entry[] = []
  for (const one of all) if (notTaken(so, [one], { restricted: one.restricted }) === undefined) so.push(one)
  return so
})

describe('where a case stands', () => {
  it('follows from events alone: no case without its opening, none closed without its closing', () => {
    fc.assert(
      fc.property(log, (entries) => {
        const state = caseState(entries)
        const open = entries.filter(({ restricted }) => !restricted)
        const opening = open.findIndex(({ kind }) => kind === 'opened')
        expect(state === undefined).toBe(opening === -1)
        const last = open.slice(opening).findLast(({ kind }) => kind === 'closed' || kind === 'reopened')
        if (state !== undefined) expect(state.status === 'closed').toBe(last?.kind === 'closed')
      }),
    )
  })

  it('is the same for everybody: restricted entries change nothing of it', () => {
    fc.assert(
      fc.property(log, (entries) => {
        const open = entries.filter(({ restricted }) => !restricted)
        expect(caseState(entries)).toEqual(caseState(open))
        expect(showsSupport(entries)).toBe(showsSupport(open))
        expect(nextSteps(entries, { severe: true, today: MONDAY })).toEqual(
          nextSteps(open, { severe: true, today: MONDAY }),
        )
      }),
    )
  })

  it('changes with an entry only in what that entry says', () => {
    fc.assert(
      fc.property(log, (entries) => {
        for (const [place, entry] of entries.entries()) {
          const before = caseState(entries.slice(0, place))
          const after = caseState(entries.slice(0, place + 1))
          if (before === undefined || after === undefined || entry.restricted) continue
          const { kind } = entry
          if (kind !== 'closed' && kind !== 'reopened') expect(after.status).toBe(before.status)
          if (kind !== 'owner-set') expect(after.owner).toEqual(before.owner)
          if (!['review-set', 'reviewed', 'closed'].includes(kind)) expect(after.review).toBe(before.review)
          const brings = kind === 'formal-step' || REACHES[kind] !== undefined
          if (!['escalated', 'stepped-down'].includes(kind) && !brings) expect(after.stage).toBe(before.stage)
          // What was done brings a case up, never down.
          if (brings) expect(STAGES.indexOf(after.stage)).toBeGreaterThanOrEqual(STAGES.indexOf(before.stage))
          expect([after.opened, after.because, after.last]).toEqual([before.opened, before.because, entry.at])
        }
      }),
    )
  })

  it('is listened to only where somebody was reached', () => {
    const contact = (reached: boolean) =>
      entryAt({ kind: 'contact', body: { with: 'Mother', way: 'telephone', reached, words: '' }, restricted: false }, 2)
    expect(caseState([entryAt(OPENED, 1), contact(false)])?.stage).toBe('monitor')
    expect(caseState([entryAt(OPENED, 1), contact(true)])?.stage).toBe('listen')
  })
})

describe('the order of a case', () => {
  const at = (one: Entry, moment: string): Entry => ({ ...one, at: moment as Moment })
  const note: Drawn = { kind: 'note', body: { words: 'late' }, restricted: false }

  it('is that of its numbers, whatever the clock said: what stands before its opening takes no case away', () => {
    expect(caseState([entryAt(note, 1), entryAt(OPENED, 2)])).toMatchObject({ status: 'open', stage: 'monitor' })
  })

  it('puts restricted entries among the open ones by their moment, and changes the order of neither', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9)), fc.array(fc.nat(9)), (one, other) => {
        const drawnAt = (moments: readonly number[], restricted: boolean) =>
          moments.map((second, place) => at(entryAt({ ...note, restricted }, place + 1), `2026-11-02T09:00:0${second}`))
        const [open, apart] = [drawnAt(one, false), drawnAt(other, true)]
        const merged = mergedByMoment(open, apart)
        expect(merged.filter(({ restricted }) => !restricted)).toEqual(open)
        expect(merged.filter(({ restricted }) => restricted)).toEqual(apart)
        if ([one, other].every((moments) => moments.every((second, place) => second >= (moments[place - 1] ?? 0))))
          expect(merged.map((entry) => entry.at)).toEqual(merged.map((entry) => entry.at).toSorted())
      }),
    )
  })
})

describe('what a case asks for next', () => {
  const planned = (form: string, roles: readonly string[], answers: Readonly<Record<string, string>>) => {
    const parties = roles.map((role) => ({ id: role, role, name: role, contactId: null, signs: true, duties: [] }))
    const body = { first: MONDAY, last: addDays(MONDAY, 25), parties, reviews: [], steps: [] }
    const acts = [
      ['plan-drafted', { planId: 'p', version: 1, form, body }],
      ['plan-offered', { planId: 'p', version: 1 }],
      ...Object.entries(answers).map(([party, way]) => [
        'plan-signed',
        { planId: 'p', version: 1, party, way, words: '' },
      ]),
    ]
    const opened = {
      ...OPENED,
      body: { ...OPENED.body, stage: form === 'attendance contract' ? 'formalise' : 'facilitate' },
    }
    // Of a plan the fold reads no more than this.
    return [opened, ...acts.map(([kind, of]) => ({ kind, body: of, restricted: false }) as unknown as Drawn)].map(
      (one, place) => entryAt(one, place + 1),
    )
  }
  const done = (entries: readonly Entry[], words: RegExp, today = MONDAY) =>
    nextSteps(entries, { severe: true, today }).find((step) => words.test(step.words))?.done
  const BOTH = { parent: 'portal', authority: 'paper' }

  it.each<[string, readonly Entry[], readonly [agreed: boolean, joint: boolean]]>([
    ['refused by the parent', planned('action plan', ['parent'], { parent: 'refused' }), [false, false]],
    ['signed by one of two', planned('action plan', ['parent', 'school'], { parent: 'portal' }), [false, false]],
    ['signed by all, none of the authority', planned('action plan', ['parent'], { parent: 'portal' }), [true, false]],
    ['signed by all and the authority', planned('action plan', ['parent', 'authority'], BOTH), [true, true]],
    [
      'that the authority refused',
      planned('action plan', ['parent', 'authority'], { ...BOTH, authority: 'refused' }),
      [false, false],
    ],
  ])('a plan %s', (_, entries, expected) => {
    expect([done(entries, /^Agree a plan/), done(entries, /^Agree a joint plan/)]).toEqual(expected)
    // What is over is agreed by nobody any more.
    const later = addDays(MONDAY, 40)
    expect([done(entries, /^Agree a plan/, later), done(entries, /^Agree a joint plan/, later)]).toEqual([false, false])
  })

  it('is no joint plan by any referral, nor a formal step by a plan of another kind', () => {
    const referred = entryAt({ kind: 'referred', body: {}, restricted: false } as unknown as Drawn, 2)
    expect(done([entryAt(OPENED, 1), referred], /^Agree a joint plan/)).toBe(false)
    const up = { kind: 'escalated', body: { to: 'formalise', because: 'why' }, restricted: false } as const
    const passport = [...planned('attendance passport', ['school'], { school: 'portal' }), entryAt(up, 9)]
    expect(done(passport, /^Offer an attendance contract/)).toBe(false)
    expect(done(planned('attendance contract', ['parent'], {}), /^Offer an attendance contract/)).toBe(true)
  })

  it('is somebody to look after it, where its owner may not any more', () => {
    const owner = entryAt({ kind: 'owner-set', body: { personId: 'gus', name: 'Gus' }, restricted: false }, 2)
    const steps = (staff: readonly string[]) =>
      nextSteps([entryAt(OPENED, 1), owner], { severe: false, today: MONDAY, staff: new Set(staff) })
    expect([steps(['gus'])[0]?.done, steps([])[0]?.done]).toEqual([true, false])
  })
})

describe('a formal step', () => {
  const step = (of: (typeof FORMAL_STEPS)[number], threadId: string, number: number) =>
    entryAt({ kind: 'formal-step', body: { threadId, step: of, words: '' }, restricted: false }, number)

  it.each(FORMAL_STEPS)('brings a case to the stage that it belongs to: %s', (of) => {
    const formal = of === 'notice to improve' || of === 'education supervision order'
    expect(caseState([entryAt(OPENED, 1), step(of, 'a', 2)])?.stage).toBe(formal ? 'formalise' : 'enforce')
    expect(STEP_REACHES[of]).toBe(formal ? 'formalise' : 'enforce')
  })

  it('brings up no case again that was stepped down, by being paid or withdrawn; another step does', () => {
    const down = entryAt({ kind: 'stepped-down', body: { to: 'monitor', because: '' }, restricted: false }, 3)
    const so = [entryAt(OPENED, 1), step('penalty notice', 'a', 2), down, step('penalty notice', 'a', 4)]
    expect(caseState(so)?.stage).toBe('monitor')
    expect(caseState([...so, step('notice to improve', 'b', 5)])?.stage).toBe('formalise')
  })
})

describe('what a case takes', () => {
  it('is one opening first, then nothing while closed but what may come late, and nothing restricted that all must see', () => {
    fc.assert(
      fc.property(taken, (entries) => {
        expect(entries.filter(({ kind }) => kind === 'opened')).toHaveLength(entries.length === 0 ? 0 : 1)
        for (const [place, { kind, restricted }] of entries.entries()) {
          if (restricted) expect(NEVER_RESTRICTED).not.toContain(kind)
          const before = caseState(entries.slice(0, place))
          if (before?.status === 'closed') expect(WHEN_CLOSED).toContain(kind)
          if (kind === 'reopened') expect(before?.status).toBe('closed')
        }
      }),
    )
  })

  it('refuses all of several where one cannot be, and looks at each as the one before leaves the case', () => {
    const open = [entryAt(OPENED, 1)]
    const closed = [...open, entryAt({ kind: 'closed', body: {}, restricted: false }, 2)]
    const all = { restricted: false }
    expect(notTaken(closed, [{ kind: 'reopened' }, { kind: 'owner-set' }], all)).toBeUndefined()
    expect(notTaken(closed, [{ kind: 'note' }, { kind: 'owner-set' }], all)?.code).toBe('casework.closed')
    expect(notTaken(open, [{ kind: 'closed' }, { kind: 'review-set' }], all)?.code).toBe('casework.closed')
    expect(notTaken(open, [{ kind: 'closed' }], { restricted: true })?.code).toBe('casework.not-restrictable')
    expect(notTaken([], [{ kind: 'note' }], all)?.code).toBe('casework.not-opened')
  })
})

describe('moving a case', () => {
  const moves: readonly Move[] = STAGES.flatMap((to): Move[] => [
    { kind: 'escalate', to, because: 'why' },
    { kind: 'escalate', to, because: 'why', skipped: 'why' },
    { kind: 'escalate', to, because: 'why', skipped: 'why', unsuitable: 'why' },
    { kind: 'step down', to, because: 'why' },
  ])
  const facts = STAGES.flatMap((from) =>
    [true, false].flatMap((supportShown) =>
      [true, false].map((mayDecide) => ({ state: { status: 'open', stage: from } as const, supportShown, mayDecide })),
    ),
  )

  it('comes to a formal stage only after support or with why none suits, by those who decide; never two up without a reason, and by nobody else', () => {
    let made = 0
    for (const of of facts)
      for (const move of moves) {
        if (moveFault(of, move) !== undefined || move.kind !== 'escalate') continue
        made++
        const formal = move.to === 'formalise' || move.to === 'enforce'
        if (formal) expect([of.mayDecide, of.supportShown || move.unsuitable !== undefined]).toEqual([true, true])
        const steps = STAGES.indexOf(move.to) - STAGES.indexOf(of.state.stage)
        expect(steps).toBeGreaterThan(0)
        if (steps > 1) expect([of.mayDecide, move.skipped !== undefined]).toEqual([true, true])
      }
    expect(made).toBeGreaterThan(50)
  })

  it('stands where the move says afterwards, and stepping down is nobody’s to refuse', () => {
    for (const of of facts)
      for (const move of moves) {
        if (move.kind === 'step down' && STAGES.indexOf(move.to) < STAGES.indexOf(of.state.stage))
          expect(moveFault(of, move)).toBeUndefined()
        if (moveFault(of, move) !== undefined || !('to' in move)) continue
        const opened = entryAt({ ...OPENED, body: { ...OPENED.body, stage: of.state.stage } }, 1)
        const moved = {
          ...entryOfMove(move, { day: MONDAY, key: '' }),
          number: 2,
          at: opened.at,
          by,
          restricted: false,
        }
        expect(caseState([opened, moved as Entry])?.stage).toBe(move.to)
      }
  })

  it('of a closed case is its opening again, and nothing else', () => {
    const closed = { state: { status: 'closed', stage: 'listen' } as const, supportShown: true, mayDecide: true }
    for (const move of moves) expect(moveFault(closed, move)?.code).toBe('casework.closed')
    expect(moveFault(closed, { kind: 'reopen', because: 'why' })).toBeUndefined()
    expect(
      moveFault({ ...closed, state: { status: 'open', stage: 'listen' } }, { kind: 'reopen', because: '' })?.code,
    ).toBe('casework.open-already')
  })

  it('is as docs/case-states.md says', async () => {
    await expect(stateTable()).toMatchFileSnapshot('../../../../docs/case-states.md')
  })
})

describe('what was written for those alone who look after safety', () => {
  const apart = (kind: string, number: number, body: object = {}) =>
    entryAt({ kind, body, restricted: true } as unknown as Drawn, number)
  const told = [apart('assessed', 1), apart('barrier-recorded', 3)]

  it.each<[string, readonly Entry[], readonly number[]]>([
    ['waits until somebody says what was done', [], [1, 3]],
    ['is not answered by a note about something else', [apart('note', 4, { words: 'x', answers: [] })], [1, 3]],
    ['is answered where a note names it, and that alone', [apart('note', 4, { words: 'x', answers: [1] })], [3]],
    ['is not answered by a note of before', [apart('note', 2, { words: 'x', answers: [1, 3] })], [3]],
    ['is answered by a note that names nothing, as all notes once did', [apart('note', 2, { words: 'x' })], [3]],
    ['is answered by a contact after it', [apart('contact', 4)], []],
  ])('%s', (_, written, waiting) => {
    const entries = [entryAt(OPENED, 1), ...told, ...written]
    expect(unanswered(entries).map(({ number }) => number)).toEqual(waiting)
  })
})

describe('the timeline', () => {
  it('has words for every kind of entry', () => {
    expect(Object.keys(ENTRY_BODIES).filter((kind) => !KINDS_WITH_WORDS.includes(kind))).toEqual([])
  })
})
