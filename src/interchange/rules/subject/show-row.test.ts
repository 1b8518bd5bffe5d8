import { describe, expect, it } from 'vitest'
import { handOut, tableOf } from './hand-out.ts'
import type { KeptTable } from './kept-tables.ts'
import { showRow } from './show-row.ts'

const ID = '0f5189d1-f240-4a2d-9ddb-0cd41331b887'

describe('a row of a child’s record in words', () => {
  it.each([
    ['names and days', { first_day: '2026-11-23' }, [['First day', 'Monday 23 November 2026']]],
    ['moments in school time', { at: '2026-07-01T08:05:00+00:00' }, [['At', 'Wednesday 1 July 2026, 09:05']]],
    [
      'what is in a document, however deep',
      { body: { because: 'The bus', parts: [{ returnDay: '2026-11-24' }] } },
      [
        ['Because', 'The bus'],
        ['Return day', 'Tuesday 24 November 2026'],
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
        ['At', 'Monday 23 November 2026, 09:00'],
        ['Words', 'Rang'],
        ['By', 'Olu Officer, Officer'],
      ],
    ],
    ['yes and no', { sure: false }, [['Sure', 'no']]],
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
    expect(handed.rows).toEqual([[['Words', '=cmd']]])
    expect(handed.leftOut).toEqual(['1 entry: It is legal advice', 'phones: it is about somebody else'])
  })

  it('is whole where nothing is withheld', () => {
    const handed = handOut(part, {
      withheld: [{ table: 'other', key: '2', because: 'Another reason' }],
      others: ['a.b.phones'],
    })
    expect(handed.rows).toHaveLength(2)
    expect(handed.leftOut).toEqual([])
    expect(tableOf(handed)).toBe('\ufeff"Words","Phones"\r\n"\'=cmd","07700 900123"\r\n"He said ""no""",""\r\n')
  })
})
