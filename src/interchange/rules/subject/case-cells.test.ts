import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../casework/contract.ts'
import { caseCells, entryOf } from './case-cells.ts'

const [PLAN, PARTY, MEETING] = ['1', '2', '3'].map((one) => `${one}f5189d1-f240-4a2d-9ddb-0cd41331b887`)

const entry = (kind: string, body: unknown): Entry =>
  entryOf(
    {
      kind,
      body,
      day: '2026-11-18',
      number: 1,
      at: '2026-11-18T15:45:00+00:00',
      by_name: 'Claire Clerk',
      by_position: 'SENCO',
    },
    false,
  )
const WRITTEN = ['Written down', 'Wednesday 18 November 2026, 15:45, by Claire Clerk, SENCO']

describe('an entry of a case as the family reads it', () => {
  it('has the questions in the words in which they were asked, and the answers as they were offered', () => {
    const answered = entry('assessed', {
      ...{ assessmentId: PLAN, who: 'pupil', name: 'Elliot', way: 'screen', version: 1 },
      answers: [{ id: 'journey', level: 2 }],
      declined: ['friends'],
      words: [{ id: 'better', text: 'a taxi lol' }],
    })
    expect(caseCells(answered, [answered])).toEqual([
      ['What', 'Elliot answered what makes school hard'],
      ['How', 'On a screen at school'],
      ['Getting to school is hard.', 'Very hard'],
      ['I have nobody to be with, or I fell out with friends.', 'Would rather not say'],
      ['What one thing would make school better for you?', '“a taxi lol”'],
      WRITTEN,
    ])
  })

  it('names whoever signed a plan, and apart from that who wrote it down', () => {
    const party = { id: PARTY, role: 'pupil', name: 'Elliot', contactId: null, signs: true, duties: [] }
    const plan = {
      ...{
        first: '2026-11-24',
        last: '2027-01-22',
        aim: 'The early bus',
        target: { days: 9, of: 10 },
        childWords: '',
        noWords: '',
      },
      ...{
        parties: [party],
        adjustments: [],
        reviews: [],
        steps: [],
        arrival: '',
        safeAdult: '',
        helps: '',
        avoid: '',
      },
    }
    const all = [
      entry('plan-drafted', { planId: PLAN, version: 1, form: 'action plan', body: plan }),
      entry('plan-signed', { planId: PLAN, version: 1, party: PARTY, way: 'paper', words: '' }),
    ]
    expect(all.map((one) => caseCells(one, all))).toEqual([
      [
        ['What', 'Action plan: written'],
        ['What it is for', 'The early bus'],
        ['From and until', 'Tuesday 24 November 2026 to Friday 22 January 2027'],
        ['What is to be reached', 'In school on 9 of the next 10 school days'],
        ['Elliot (pupil)', 'Signs it'],
        WRITTEN,
      ],
      [['What', 'Elliot signed the action plan on paper'], WRITTEN],
    ])
  })

  it('says of a meeting where, who was asked, who answered and what was decided', () => {
    const mother = { id: PARTY, who: 'contact', name: 'Mrs Reed', as: 'Mother' }
    const all = [
      entry('meeting-called', {
        ...{
          meetingId: MEETING,
          kind: 'school attendance',
          day: '2026-12-02',
          time: '15:15',
          minutes: 30,
          place: 'Room 2',
          link: null,
        },
        ...{ invited: [mother], about: 'The mornings', replyBy: null, partOf: null },
      }),
      entry('meeting-answered', { meetingId: MEETING, of: PARTY, answer: 'coming', words: '', through: 'family page' }),
      entry('meeting-held', {
        meetingId: MEETING,
        came: [mother],
        words: 'The bus is full.',
        decisions: ['A pass'],
        lead: null,
      }),
    ]
    const told = all.map((one) => caseCells(one, all).map((cell) => cell.join(': ')))
    expect(told[0]).toEqual(
      expect.arrayContaining([
        'When and where: Wednesday 2 December 2026 at 15:15: Room 2 (about 30 minutes)',
        'Who was asked to come: Mrs Reed (Mother)',
      ]),
    )
    expect(told[1]).toContain('Who answered: Mrs Reed (Mother)')
    expect(told[2]).toEqual(expect.arrayContaining(['What was said: The bus is full.', 'What was decided: A pass']))
  })

  it('tells a field that nobody thought of by its name, rather than not at all', () => {
    const added = entry('note', { words: 'Rang', somethingNew: 'of next year' })
    expect(caseCells(added, [])).toContainEqual(['Something new', 'of next year'])
  })
})
