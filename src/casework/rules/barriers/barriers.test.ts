import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import { ENTRY_BODIES, type Entry } from '../../contract/entry.ts'
import type { Offer } from '../support/support-of.ts'
import { assessmentsOf, invitedParents, voicesOf } from './assessments-of.ts'
import { barriersOf, openBarriers } from './barriers-of.ts'
import { compareVoices, saidBy, suggestedBarriers } from './compare.ts'
import { BARRIER_KINDS, BARRIERS, type BarrierKind, type Whose } from './kinds.ts'
import { offersFor } from './offers-for.ts'
import { assessmentOnPaper } from './on-paper.ts'
import { answersFault, type Level, QUESTIONS_NOW, questionSet } from './questions.ts'

const MONDAY = day('2026-11-23')
const by = { name: 'Olu Officer', position: 'Attendance officer' }

/** Entries one a day, in the order given. */
function entries(
  of: readonly { readonly kind: string; readonly body: object }[],
  restricted = false,
): readonly Entry[] {
  const start = Date.parse('2026-11-23T09:00:00.000Z')
  return of.map(
    ({ kind, body }, at) =>
      ({
        ...{ number: at + 1, kind, body, by, restricted, day: addDays(MONDAY, at) },
        at: new Date(start + at * 86_400_000).toISOString() as Moment,
      }) as Entry,
  )
}
const recorded = (barrierId: string, kind: BarrierKind = 'anxiety') =>
  ({ kind: 'barrier-recorded', body: { barrierId, kind, whose: 'pupil', words: 'The bus is loud' } }) as const
const eased = (barrierId: string, because = 'A taxi comes') =>
  ({ kind: 'barrier-eased', body: { barrierId, because } }) as const
const assessed = (who: Whose, levels: Readonly<Record<string, Level>>, more: object = {}) => ({
  kind: 'assessed' as const,
  body: {
    ...{
      assessmentId: `${who} ${JSON.stringify(levels)}`,
      who,
      name: who,
      way: 'screen' as const,
      version: 1,
      words: [],
    },
    answers: Object.entries(levels).map(([id, level]) => ({ id, level })),
    ...more,
  },
})

describe('barriers of a case', () => {
  const act = fc.oneof(
    fc.constantFrom('a', 'b', 'c').map((id) => recorded(id)),
    fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.string()).map(([id, why]) => eased(id, why)),
  )

  it('each has its entry, and each that eased has its own: none without, and none twice', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        const log = entries(acts)
        const found = barriersOf(log)
        const ids = found.map(({ barrierId }) => barrierId)
        expect(new Set(ids).size).toBe(ids.length)
        expect(new Set(ids)).toEqual(
          new Set(log.flatMap((one) => (one.kind === 'barrier-recorded' ? one.body.barrierId : []))),
        )
        for (const { barrierId, eased: end } of found) {
          const first = log.find((one) => one.kind === 'barrier-eased' && one.body.barrierId === barrierId)
          expect(end?.day).toBe(first?.day)
        }
      }),
    )
  })

  it('an entry more never opens again what has eased', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 10 }), act, (acts, next) => {
        const [before, after] = [barriersOf(entries(acts)), barriersOf(entries([...acts, next]))]
        for (const one of before) {
          const same = after.find(({ barrierId }) => barrierId === one.barrierId)
          expect(same?.words).toBe(one.words)
          if (one.eased !== null) expect(same?.eased).toEqual(one.eased)
        }
      }),
    )
    expect(openBarriers(entries([recorded('a'), recorded('b'), eased('a')])).map((one) => one.barrierId)).toEqual(['b'])
  })
})

it.each([
  ['what was offered for it', { barrierId: 'a', supportId: 'x' }, true],
  ['what was offered for another', { barrierId: 'b', supportId: 'bus' }, false],
  ['what names none, and is for such barriers', { barrierId: null, supportId: 'bus' }, true],
  ['what names none, and is for others', { barrierId: null, supportId: 'club' }, false],
])('stands at a barrier or not: %s', (_, offer, there) => {
  const catalogue = [
    { supportId: 'bus', barriers: ['transport' as const] },
    { supportId: 'club', barriers: ['friendship' as const] },
  ]
  expect(offersFor({ barrierId: 'a', kind: 'transport' }, [offer as Offer], catalogue).length === 1).toBe(there)
})

describe('the questions', () => {
  it('ask child, parent and school the same things in words of their own, and name a barrier of the list', () => {
    const [pupil, parent, staff] = (['pupil', 'parent', 'staff'] as const).map((who) => questionSet(QUESTIONS_NOW, who))
    const ids = pupil?.statements.map(({ id }) => id)
    expect(parent?.statements.map(({ id }) => id)).toEqual(ids)
    expect(staff?.statements.map(({ id }) => id)).toEqual(ids)
    const kinds = new Set(pupil?.statements.map(({ kind }) => kind))
    expect(BARRIER_KINDS.filter((kind) => !kinds.has(kind))).toEqual(['other'])
    expect(pupil?.open.map(({ id }) => id)).toEqual(['hard', 'better', 'good', 'adult'])
    expect(questionSet(QUESTIONS_NOW + 1, 'pupil')).toBeUndefined()
  })

  it('are short enough for a child of eleven: no sentence of more than 12 words, no word of more than 9 letters', () => {
    const set = questionSet(QUESTIONS_NOW, 'pupil')
    const all = [set?.title ?? '', set?.introduction ?? '', ...(set?.statements ?? []).map(({ words }) => words)]
    for (const sentence of all.join(' ').split(/[.?!]/)) {
      const words = sentence.split(/[^\p{L}’-]+/u).filter((word) => word !== '')
      expect(words.length, sentence).toBeLessThanOrEqual(14)
      for (const word of words) expect(word.length, word).toBeLessThanOrEqual(9)
    }
  })

  it.each([
    ['nothing answered', { answers: [], words: [] }, 'Nothing is answered yet'],
    ['a question that was not asked', { answers: [{ id: 'x', level: 1 as const }], words: [] }, 'not to the questions'],
    [
      'one twice',
      {
        answers: [
          { id: 'unwell', level: 1 as const },
          { id: 'unwell', level: 0 as const },
        ],
        words: [],
      },
      'not to the questions',
    ],
    [
      'one answered and not',
      { answers: [{ id: 'unwell', level: 1 as const }], words: [], declined: ['unwell'] },
      'not to',
    ],
    ['a silence to what was not asked', { answers: [], words: [], declined: ['x'] }, 'not to the questions'],
  ])('refuses %s', (_, answers, words) => {
    const set = questionSet(1, 'pupil')
    expect(set && answersFault(set, answers)).toContain(words)
    expect(set && answersFault(set, { answers: [], words: [{ id: 'better', text: 'A quiet bus' }] })).toBeUndefined()
  })

  it('tell “I would rather not say” from what was left out, on screen and on paper', () => {
    const [one] = assessmentsOf(entries([assessed('pupil', { journey: 2 }, { declined: ['unwell'] })]))
    if (one === undefined) throw new Error('it was answered')
    const set = questionSet(1, 'pupil')
    expect(set && answersFault(set, { answers: [], words: [], declined: ['unwell'] })).toBeUndefined()
    const shown = compareVoices([one]).find(({ id }) => id === 'unwell')
    expect([shown?.levels, shown?.declined, shown?.agree]).toEqual([[null], [true], 'none'])
    const paper = assessmentOnPaper({ who: 'pupil', child: 'Ada', answered: one })
    const said = new Set(paper?.statements.map(({ answer }) => answer))
    expect([...said].toSorted()).toEqual(['Left out', 'Very hard', 'Would rather not say'])
  })

  it('are read with the version that was answered, on paper too; words stay as they were written', () => {
    const text = ' the bus is\nLOUD  and i h8 it '
    const shape = ENTRY_BODIES.assessed.parse({
      ...assessed('pupil', { journey: 2 }, { words: [{ id: 'hard', text }] }).body,
      assessmentId: '5b0f7a4e-6c1a-4b5d-9d0e-2f4a6f1c7b11',
    })
    expect(shape.words[0]?.text).toBe(text)
    const [one] = assessmentsOf(entries([{ kind: 'assessed', body: shape }]))
    expect(one && saidBy(one)).toEqual([{ asked: 'What makes school hard? Use your own words.', text }])
    const paper = one && assessmentOnPaper({ who: 'pupil', child: 'Ada', answered: one })
    expect(paper?.statements.filter(({ answer }) => answer !== 'Left out')).toEqual([
      { words: 'Getting to school is hard.', answer: 'Very hard' },
    ])
    const blank = assessmentOnPaper({ who: 'staff', child: 'Ada', answered: undefined })
    expect([blank?.filled, blank?.open.length, blank?.large]).toEqual([false, 4, false])
  })
})

describe('answers side by side', () => {
  const mother = { contactId: '5b0f7a4e-6c1a-4b5d-9d0e-2f4a6f1c7b11', name: 'Marta' }
  const father = { contactId: '5b0f7a4e-6c1a-4b5d-9d0e-2f4a6f1c7b12', name: 'Tomasz' }
  const log = entries([
    assessed('staff', { worried: 0, journey: 2, lessons: 0 }),
    assessed('parent', { worried: 1, journey: 2, lessons: 0 }, mother),
    assessed('parent', { worried: 2 }, father),
    assessed('pupil', { worried: 0 }),
    assessed('pupil', { worried: 2, journey: 1, lessons: 0 }),
  ])
  const voices = voicesOf(assessmentsOf(log))

  it('are the latest of the child, of each parent apart and of the school, the child first', () => {
    expect(voices.map(({ name }) => name)).toEqual(['pupil', 'Tomasz', 'Marta', 'staff'])
    expect(voices[0]?.answers.find(({ id }) => id === 'worried')?.level).toBe(2)
  })

  it('agree, differ, or stand alone; what is hardest for the child comes first', () => {
    const rows = compareVoices(voices)
    expect(rows.slice(0, 2).map(({ id, levels, agree }) => ({ id, levels, agree }))).toEqual([
      { id: 'worried', levels: [2, 2, 1, 0], agree: 'differ' },
      { id: 'journey', levels: [1, null, 2, 2], agree: 'hard' },
    ])
    expect(rows.find(({ id }) => id === 'lessons')?.agree).toBe('not')
    expect(rows.find(({ id }) => id === 'home')?.agree).toBe('none')
  })

  it('suggest what is hard and nobody recorded, and not what has eased since', () => {
    expect(suggestedBarriers(voices, []).map(({ kind, whose, strength }) => [kind, whose, strength])).toEqual([
      ['anxiety', 'pupil', 'very'],
      ['transport', 'parent', 'very'],
    ])
    expect(suggestedBarriers(voices, barriersOf(entries([recorded('a')]))).map(({ kind }) => kind)).toEqual([
      'transport',
    ])
    const later = [...Array.from({ length: 6 }, () => recorded('a')), eased('a')]
    expect(suggestedBarriers(voices, barriersOf(entries(later))).map(({ kind }) => kind)).toEqual(['transport'])
    const earlier = barriersOf(entries([recorded('a'), eased('a')]))
    expect(suggestedBarriers(voices, earlier).map(({ kind }) => kind)).toEqual(['anxiety', 'transport'])
  })

  it('a parent who was asked again is waited for again', () => {
    const asked = { kind: 'assessment-invited', body: mother } as const
    const answered = assessed('parent', { worried: 1 }, mother)
    expect(invitedParents(entries([asked]))[0]?.answered).toBeNull()
    expect(invitedParents(entries([asked, answered]))[0]?.answered).toBe('2026-11-24')
    expect(invitedParents(entries([asked, answered, asked]))[0]?.answered).toBeNull()
    expect(invitedParents(entries([asked, assessed('parent', { worried: 1 }, father)]))[0]?.answered).toBeNull()
  })
})

it('each kind of barrier has words, and questions to go on asking', () => {
  for (const kind of BARRIER_KINDS) {
    expect(BARRIERS[kind].asks.length).toBeGreaterThan(0)
    expect(BARRIERS[kind].plain).toMatch(/\.$/)
  }
})
