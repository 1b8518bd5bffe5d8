import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, day } from '../../../kernel/day.ts'
import type { ContactId } from '../../../kernel/ids.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import type { PlanBody, PlanForm } from '../../contract/entries/plans.ts'
import type { Entry } from '../../contract/entry.ts'
import { closingFault } from '../cases/closing.ts'
import { entryWords } from '../cases/entry-words.ts'
import { refusePlan } from './plan-forms.ts'
import { heldInWords, planQuestions } from './plan-questions.ts'
import { lastWholeDay, spansAround } from './plan-spans.ts'
import { comesWords, isSameStep, targetWords } from './plan-words.ts'
import { holdsOn, type Plan, plansOf, waitsFor } from './plans-of.ts'

const FIRST = day('2026-11-23')
const party = (id: string, role: PlanBody['parties'][number]['role'], signs = true) => ({
  id,
  role,
  name: id,
  contactId: null,
  signs,
  duties: [{ id: `${id}-1`, words: 'Comes to the gate' }],
})
const aBody = (change: Partial<PlanBody> = {}): PlanBody => ({
  first: FIRST,
  last: addDays(FIRST, 28),
  aim: 'Mornings that work',
  target: { days: 9, of: 10 },
  childWords: 'I like it when somebody waits for me',
  noWords: '',
  parties: [party('school', 'school'), party('mother', 'parent'), party('father', 'parent')],
  adjustments: [],
  reviews: [addDays(FIRST, 7), addDays(FIRST, 14)],
  steps: [],
  arrival: 'By the side gate',
  safeAdult: 'Ms Bell',
  helps: '',
  avoid: '',
  ...change,
})
type Act = Pick<Entry, 'kind' | 'body'> & { on?: Day; restricted?: boolean }
const entries = (acts: readonly Act[]): readonly Entry[] =>
  acts.map(
    ({ on = FIRST, restricted = false, ...act }, place) =>
      ({
        ...act,
        restricted,
        day: on,
        number: place + 1,
        at: `2026-11-23T09:00:${String(place % 60).padStart(2, '0')}.000Z` as Moment,
        by: { name: 'Olu', position: 'Officer' },
      }) as Entry,
  )
const drafted = (version = 1, more: { planId?: string; form?: PlanForm; body?: PlanBody } = {}): Act => {
  const { planId = 'a', form = 'action plan', body = aBody() } = more
  return { kind: 'plan-drafted', body: { planId, version, form, body } }
}
const offered = (version = 1, planId = 'a'): Act => ({ kind: 'plan-offered', body: { planId, version } })
const signed = (
  who: string,
  version = 1,
  more: { planId?: string; way?: 'portal' | 'paper' | 'refused' } = {},
): Act => {
  const { planId = 'a', way = 'portal' } = more
  return { kind: 'plan-signed', body: { planId, version, party: who, way, words: '' } }
}
const ALL = [signed('school'), signed('mother'), signed('father')]
const only = (acts: readonly Act[], today = FIRST): Plan => {
  const [plan] = plansOf(entries(acts), today)
  if (plan === undefined) throw new Error('no plan')
  return plan
}

describe('a plan', () => {
  it.each<[string, Act[], Day, string]>([
    ['is a draft until it is put forward', [drafted()], FIRST, 'drafted'],
    ['cannot be signed as a draft', [drafted(), ...ALL], FIRST, 'drafted'],
    [
      'waits for whoever has not signed',
      [drafted(), offered(), signed('school'), signed('mother')],
      FIRST,
      'waiting for signatures',
    ],
    ['is in force once everybody signed', [drafted(), offered(), ...ALL], FIRST, 'in force'],
    ['is under review from its review day on', [drafted(), offered(), ...ALL], addDays(FIRST, 7), 'under review'],
    ['has ended after its last day', [drafted(), offered(), ...ALL], addDays(FIRST, 29), 'ended'],
    [
      'does not end while it waits, whatever its days',
      [drafted(), offered()],
      addDays(FIRST, 40),
      'waiting for signatures',
    ],
    [
      'ends when somebody says so',
      [drafted(), offered(), ...ALL, { kind: 'plan-ended', body: { planId: 'a', outcome: 'worked', words: '' } }],
      FIRST,
      'ended',
    ],
    [
      'is not made by restricted entries',
      [drafted(), offered(), ...ALL.map((act) => ({ ...act, restricted: true }))],
      FIRST,
      'waiting for signatures',
    ],
  ])('%s', (_, ...[acts, today, state]) => {
    expect(only(acts, today).state).toBe(state)
  })

  it('holds in its older version until the first day of a newer one that was signed before, whichever days they have', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(20), fc.nat(70), (later, longer, at) => {
        const second = aBody({ first: addDays(FIRST, later), last: addDays(FIRST, later + 1 + longer), reviews: [] })
        const all = [
          ...['school', 'mother', 'father'].map((who) => signed(who)),
          drafted(2, { body: second }),
          offered(2),
          ...['school', 'mother', 'father'].map((who) => signed(who, 2)),
        ]
        const today = addDays(FIRST, at)
        const [plan] = plansOf(entries([drafted(), offered(), ...all]), today)
        if (plan === undefined) throw new Error('there is a plan')
        const within = (body: PlanBody) => body.first <= today && today <= body.last
        const isOver = today >= second.first && today > second.last
        expect(holdsOn(plan, today)).toBe(!isOver && (within(second) || (within(aBody()) && today < second.first)))
        if (plan.standing !== null && within(second)) expect(plan.standing.version).toBe(2)
      }),
    )
  })

  it('holds in its older version while a newer one waits, and the older one can be signed no more', () => {
    const acts = [drafted(), offered(), ...ALL, drafted(2), offered(2), signed('school', 2), signed('mother', 1)]
    const plan = only(acts)
    expect([plan.state, plan.standing?.version, waitsFor(plan.latest).map(({ id }) => id)]).toEqual([
      'waiting for signatures',
      1,
      ['mother', 'father'],
    ])
    const both = [signed('mother', 2), signed('father', 2)]
    expect(only([...acts, ...both]).standing?.version).toBe(2)
  })

  it('is never agreed by one who refused, who may sign later', () => {
    const acts = [drafted(), offered(), signed('school'), signed('mother'), signed('father', 1, { way: 'refused' })]
    expect(only(acts).state).toBe('waiting for signatures')
    expect(only([...acts, signed('father', 1, { way: 'paper' })]).state).toBe('in force')
    expect(only([...acts, signed('father'), signed('father', 1, { way: 'refused' })]).state).toBe('in force')
  })

  it('is looked at next when the last review said, or on the next day that was planned', () => {
    const reviewed = (next: Day | null, on: Day): Act => ({
      on,
      kind: 'plan-reviewed',
      body: { planId: 'a', version: 1, duties: [], steps: [], childWords: '', words: 'Better', next },
    })
    const held = [drafted(), offered(), ...ALL]
    expect(only([...held, reviewed(null, addDays(FIRST, 7))]).nextReview).toBe(addDays(FIRST, 14))
    expect(only([...held, reviewed(addDays(FIRST, 20), addDays(FIRST, 7))]).nextReview).toBe(addDays(FIRST, 20))
    expect(only([...held, reviewed(null, addDays(FIRST, 15))]).nextReview).toBeNull()
  })

  it('is not held on days before it begins or after it ends', () => {
    const plan = only([drafted(), offered(), ...ALL])
    expect([-1, 0, 28, 29].map((days) => holdsOn(plan, addDays(FIRST, days)))).toEqual([false, true, true, false])
  })
})

describe('whatever is written into a case', () => {
  const act = fc.oneof(
    fc
      .record({ version: fc.integer({ min: 1, max: 3 }), planId: fc.constantFrom('a', 'b', 'c') })
      .chain(({ version, planId }) =>
        fc.constantFrom(
          drafted(version, { planId, form: planId === 'c' ? 'attendance contract' : 'action plan' }),
          offered(version, planId),
          ...['school', 'mother', 'father', 'stranger'].map((who) => signed(who, version, { planId })),
          signed('mother', version, { planId, way: 'refused' }),
          { kind: 'plan-ended', body: { planId, outcome: 'worked', words: '' } } satisfies Act,
        ),
      ),
  )
  const log = fc.array(act, { maxLength: 60 })

  it('no version holds that was not put forward and signed by everybody who signs it', () => {
    fc.assert(
      fc.property(log, (acts) => {
        for (const { standing } of plansOf(entries(acts), FIRST)) {
          if (standing === null) continue
          const yes = standing.signatures.filter(({ way }) => way !== 'refused').map((one) => one.party)
          expect(standing.offered).not.toBeNull()
          expect(yes.toSorted()).toEqual(['father', 'mother', 'school'])
        }
      }),
      { numRuns: 500 },
    )
  })

  it('no form is in force twice', () => {
    fc.assert(
      fc.property(log, (acts) => {
        const forms = plansOf(entries(acts), FIRST).flatMap((plan) => (plan.standing === null ? [] : [plan.form]))
        expect(new Set(forms).size).toBe(forms.length)
      }),
      { numRuns: 500 },
    )
  })

  it('a signature of an older version changes nothing once there is a newer one', () => {
    fc.assert(
      fc.property(log, fc.constantFrom('school', 'mother', 'father'), (acts, who) => {
        const before = plansOf(entries(acts), FIRST)
        for (const { planId, latest } of before) {
          if (latest.version === 1) continue
          const late = signed(who, latest.version - 1, { planId })
          expect(plansOf(entries([...acts, late]), FIRST)).toEqual(before)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('what could not be agreed on is refused', () => {
  const step = (first: Day, last: Day, id = 's') => ({
    id,
    first,
    last,
    words: 'Mornings',
    away: [{ weekday: 1, half: 'PM' as const }],
  })
  it.each<[string, PlanForm, Partial<PlanBody>, RegExp | undefined]>([
    ['a whole plan', 'action plan', {}, undefined],
    ['days out of order', 'action plan', { last: addDays(FIRST, -1) }, /first and last day/],
    ['a review after its end', 'action plan', { reviews: [addDays(FIRST, 40)] }, /review days/],
    ['nothing of the child', 'action plan', { childWords: '' }, /own words/],
    [
      'a child who did not want to speak, and why',
      'action plan',
      { childWords: '', noWords: 'Would rather draw' },
      undefined,
    ],
    [
      'an action plan that somebody in it does not sign',
      'action plan',
      { parties: [party('s', 'school'), party('p', 'parent'), party('x', 'other', false)] },
      /everybody/,
    ],
    ['a contract without a parent', 'attendance contract', { parties: [party('s', 'school')] }, /a parent/],
    [
      'a contract with the authority alone',
      'attendance contract',
      { parties: [party('a', 'authority'), party('p', 'parent')] },
      undefined,
    ],
    ['a plan that is never looked at', 'reintegration plan', { reviews: [] }, /looked at again/],
    ['a passport that names no adult', 'attendance passport', { safeAdult: '' }, /which adult/],
    [
      'a passport that the pupil signs',
      'attendance passport',
      { reviews: [], parties: [party('s', 'school'), party('p', 'pupil')] },
      undefined,
    ],
    ['part-time hours without hours', 'part-time timetable', {}, /half days/],
    [
      'steps that overlap',
      'reintegration plan',
      { steps: [step(FIRST, addDays(FIRST, 4)), step(addDays(FIRST, 4), addDays(FIRST, 9), 't')] },
      /before it has ended/,
    ],
    ['more days in school than there are', 'action plan', { target: { days: 11, of: 10 } }, /target/],
    ['somebody twice', 'action plan', { parties: [party('s', 'school'), party('s', 'parent')] }, /twice/],
  ])('%s', (_, ...[form, change, words]) => {
    const answer = refusePlan(form, aBody(change))
    if (words === undefined) expect(answer.ok).toBe(true)
    else expect(answer.ok ? '' : answer.problem.message).toMatch(words)
  })
})

describe('a plan in words', () => {
  const halves = (half: 'AM' | 'PM', ...days: number[]) => days.map((weekday) => ({ weekday, half }))
  it.each([
    [[], 'Every day, all day'],
    [halves('PM', 1, 2, 3, 4, 5), 'Every morning'],
    [halves('AM', 1, 2, 3, 4, 5), 'Every afternoon'],
    [halves('PM', 1, 3), 'All day, but not on Monday afternoon and Wednesday afternoon'],
    [[...halves('AM', 5), ...halves('PM', 5)], 'All day, but not on Friday'],
    [[...halves('AM', 2, 3, 4, 5), ...halves('PM', 2, 3, 4, 5)], 'Monday'],
  ])('says when a child comes: %j', (away, words) => {
    expect(comesWords({ away })).toBe(words)
  })
  it('is the same step whatever the order of its half days', () => {
    const step = { id: 'a', first: FIRST, last: FIRST, words: 'Mornings', away: halves('PM', 1, 2) }
    expect(isSameStep(step, { ...step, id: 'b', away: halves('PM', 2, 1) })).toBe(true)
    expect(isSameStep(step, { ...step, away: halves('PM', 2, 3) })).toBe(false)
  })
  it('counts a target in days, never in percentages', () => {
    expect([targetWords({ target: { days: 9, of: 10 } }), targetWords({ target: { days: 5, of: 5 } })]).toEqual([
      'In school on 9 of the next 10 school days',
      'In school on each of the next 5 school days',
    ])
  })
})

describe('before and since', () => {
  const days = Array.from({ length: 30 }, (_, place) => addDays(FIRST, place))
  const at = (place: number) => addDays(FIRST, place)
  it('sets as many school days before beside those since', () => {
    expect(spansAround(days, { first: at(20), last: at(40), until: at(26) })).toEqual({
      days: 7,
      before: { first: at(13), last: at(19) },
      after: { first: at(20), last: at(26) },
    })
  })
  it('counts no day of which the morning alone is closed', () => {
    expect(lastWholeDay({ day: at(26), half: 'AM' })).toBe(addDays(at(26), -1))
    expect(lastWholeDay({ day: at(26), half: 'PM' })).toBe(at(26))
  })
  it('is not shown of fewer than five days, and stops where the plan stopped', () => {
    expect(spansAround(days, { first: at(20), last: at(40), until: at(23) })).toBeUndefined()
    expect(spansAround(days, { first: at(3), last: at(40), until: at(20) })).toBeUndefined()
    expect(spansAround(days, { first: at(10), last: at(15), until: at(29) })?.after.last).toBe(at(15))
  })
})

describe('in the story of a case', () => {
  it.each([
    ['portal', 'mother signed the action plan in Firstbell'],
    ['paper', 'mother signed the action plan on paper'],
    ['refused', 'mother does not agree with the action plan'],
  ] as const)('%s: it is said who signed what', (way, title) => {
    const all = entries([drafted(), offered(), signed('mother', 1, { way })])
    const last = all.at(-1)
    expect(last && entryWords(last, all).title).toBe(title)
    // Of a plan whose draft the reader does not see.
    expect(last && entryWords(last).title).toContain('a plan')
  })
})

describe('what a parent asks about a plan', () => {
  const asked = (questionId: string, restricted = false): Act => ({
    kind: 'plan-asked',
    restricted,
    body: {
      ...{ planId: 'a', version: 1, questionId, contactId: 'c' as ContactId, name: 'Mrs Reed' },
      ...{ way: 'family page', words: 'Why?' },
    },
  })
  const answered = (questionId: string, words: string): Act => ({
    kind: 'plan-answered',
    body: { planId: 'a', questionId, words },
  })

  it('has the first answer, holds the case open until then, and holds nothing where few may read it', () => {
    const said = (acts: readonly Act[]) => planQuestions(entries(acts)).map(({ answer }) => answer?.words ?? null)
    const acts = [drafted(), offered(), asked('q1'), asked('q2')]
    expect(said([...acts, answered('q1', 'So'), answered('q1', 'Otherwise')])).toEqual(['So', null])
    expect(closingFault(entries(acts))?.code).toBe('casework.question-waits')
    expect(closingFault(entries([...acts, answered('q1', 'So'), answered('q2', 'So')]))).toBeUndefined()
    expect(closingFault(entries([drafted(), offered(), asked('q1', true)]))).toBeUndefined()
  })

  it.each([
    ['a draft', [drafted()], undefined],
    ['put forward', [drafted(), offered()], 'mother and father'],
    ['signed by one parent', [drafted(), offered(), signed('mother')], 'father'],
    ['signed by the family', [drafted(), offered(), signed('mother'), signed('father')], undefined],
    [
      'ended',
      [drafted(), offered(), { kind: 'plan-ended', body: { planId: 'a', outcome: 'worked', words: '' } }],
      undefined,
    ],
  ] as [string, Act[], string | undefined][])(
    '%s: who keeps children safe reads who of the family has it',
    (_, acts, who) => {
      const [plan] = plansOf(entries(acts), FIRST)
      const words = `Action plan: it is out with ${who} to sign. Nobody of the family can sign it until what was done is written`
      expect(plan && heldInWords(plan)).toBe(who === undefined ? undefined : words)
    },
  )
})
