import { describe, expect, it } from 'vitest'
import { handOut, tableOf } from './hand-out.ts'
import type { KeptTable } from './kept-tables.ts'
import { showRow } from './show-row.ts'
import { goesWithSafeguarding } from './with-safeguarding.ts'

const ID = '0f5189d1-f240-4a2d-9ddb-0cd41331b887'

describe('a row of a child’s record in words', () => {
  it.each([
    ['names and days', { first_day: '2026-11-23' }, [['First day', 'Monday 23 November 2026']]],
    ['moments in school time', { at: '2026-07-01T08:05:00+00:00' }, [['When', 'Wednesday 1 July 2026, 09:05']]],
    [
      'what is in a document, however deep',
      { body: { because: 'The bus', parts: [{ returnDay: '2026-11-24' }] } },
      [
        ['Why', 'The bus'],
        ['Parts', 'Return day: Tuesday 24 November 2026'],
      ],
    ],
    [
      'marks by their codes',
      { from_byte: 0, to_byte: 1 },
      [
        ['Mark before', 'none'],
        ['Mark after', '/'],
      ],
    ],
    ['how many other children, never which', { pupil_ids: [ID, ID, ID] }, [['With', '2 other children']]],
    [
      'what and when first, and who last',
      { by_name: 'Olu Officer', words: 'Rang', by_position: 'Officer', at: '2026-11-23T09:00:00Z', what: 'A call' },
      [
        ['What', 'A call'],
        ['When', 'Monday 23 November 2026, 09:00'],
        ['What was written', 'Rang'],
        ['By', 'Olu Officer, Officer'],
      ],
    ],
    ['yes and no', { lives_with: false }, [['Lives with the child', 'no']]],
    ['that somebody is barred, and of nobody else that they are not', { barred: false, confidential: false }, []],
    [
      'what the office calls it, and not the product',
      { upn: 'A1', sex: 'F', may_be_told: true, template_key: 'first-day', pence: 16000 },
      [
        ['Sex', 'Female'],
        ['Unique pupil number (UPN)', 'A1'],
        ['May be told about the child', 'yes'],
        ['Which template', 'first day'],
        ['Amount', '£160.00'],
      ],
    ],
    [
      'what a notice asks for, and its days in their order',
      { body: { last: '2027-01-08', first: '2026-11-16', target: { attended: 54, possible: 58, unauthorised: 2 } } },
      [
        ['First day', 'Monday 16 November 2026'],
        ['Last day', 'Friday 8 January 2027'],
        ['What is to be reached', 'At least 54 of 58 half days in school, fewer than 2 unauthorised'],
      ],
    ],
    [
      'a list of sessions, people or telephones as one thing',
      {
        sessions: [
          { day: '2026-10-19', half: 'AM', code: 'G' },
          { day: '2026-10-19', half: 'PM', code: 'G' },
        ],
        came: [{ id: ID, who: 'contact', name: 'Mrs Reed', as: 'Mother' }],
        phones: [{ number: '07700 900123', kind: 'mobile' }],
        fields: [
          { id: 'born', label: 'Date of birth', lines: ['1 May 2012'], locating: false, source: { verified: true } },
        ],
      },
      [
        ['Sessions', '19 Oct 2026 AM G; 19 Oct 2026 PM G'],
        ['Came', 'Mrs Reed, Mother'],
        ['Telephone', '07700 900123 (mobile)'],
        ['What it said', 'Date of birth: 1 May 2012'],
      ],
    ],
    [
      'nothing of keys, bytes and what is empty',
      { school_id: ID, by: ID, file: '\\xff00', words: '', until: null },
      [],
    ],
  ])('says %s', (_, row, cells) => expect(showRow(row)).toEqual(cells))
})

describe('what is handed out', () => {
  const part: KeptTable & { rows: { key: string; row: Record<string, unknown> }[] } = {
    table: 'a.b',
    title: 'Things',
    by: { pupil: 'pupil_id' },
    order: 'at',
    others: ['phones'],
    rows: [
      { key: '1', row: { words: '=cmd', phones: ['07700 900123'] } },
      { key: '2', row: { words: 'He said "no"', phones: [] } },
    ],
  }

  it('leaves other people’s columns and withheld rows out, and says both', () => {
    const handed = handOut(part, { withheld: [{ table: 'a.b', key: '2', because: 'It is legal advice' }], others: [] })
    expect(handed.rows).toEqual([[['What was written', '=cmd']]])
    expect(handed.leftOut).toEqual(['1 entry: It is legal advice', 'Telephone: it is about somebody else'])
  })

  it('is whole where nothing is withheld', () => {
    const handed = handOut(part, {
      withheld: [{ table: 'other', key: '2', because: 'Another reason' }],
      others: ['a.b.phones'],
    })
    expect(handed.rows).toHaveLength(2)
    expect(handed.leftOut).toEqual([])
    expect(tableOf(handed)).toBe(
      '\ufeff"What was written","Telephone"\r\n"\'=cmd","07700 900123"\r\n"He said ""no""",""\r\n',
    )
  })

  it('has the child’s own home, but that of a household that is not to be found only where somebody says so', () => {
    const home = (confidential: boolean) => ({
      ...part,
      others: [],
      notToBeFound: ['town'],
      rows: [{ key: '1', row: { town: 'Aldermarsh', confidential } }],
    })
    const given = { withheld: [], others: [] }
    expect(handOut(home(false), given)).toMatchObject({ rows: [[['Town', 'Aldermarsh']]], leftOut: [] })
    expect(handOut(home(true), given)).toMatchObject({
      rows: [[['The address is kept confidential', 'yes']]],
      leftOut: ['Town: the address is kept confidential'],
    })
    expect(handOut(home(true), { ...given, others: ['a.b.town'] }).rows[0]?.[0]).toEqual(['Town', 'Aldermarsh'])
  })

  it('has the answer of the safeguarding lead with the entries of safeguarding alone', () => {
    expect(goesWithSafeguarding('enforcement.event', { kind: 'safeguarding-answered' })).toBe(true)
    expect(goesWithSafeguarding('enforcement.event', { kind: 'decided' })).toBe(false)
  })

  it.each([
    { operation: 'give-screen', position: 'Pastoral lead', goes: true },
    { operation: 'case-barriers', position: 'Pastoral lead', goes: true },
    { operation: 'show-case', position: 'Head', goes: true },
    { operation: 'screen-back', position: 'Pastoral lead', goes: true },
    { operation: 'get-pupil', position: 'Designated Safeguarding Lead', goes: true },
    { operation: 'get-pupil', position: 'Attendance Officer', goes: false },
    { operation: 'take-register', position: 'Form Tutor', goes: false },
  ])(
    'who did $operation as $position stands in a record without safeguarding: $goes',
    ({ operation, position, goes }) => {
      expect(goesWithSafeguarding('audit.trail', { operation, person_position: position })).toBe(goes)
    },
  )
})
