import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { PupilRow } from '../../roll/contract.ts'
import { compareContacts, isParent } from './compare-contacts.ts'
import type { RollContact, RollRecord } from './roll-record.ts'
import type { ReadContact } from './understand-contact.ts'

const own = { school_id: 'school' as SchoolId, version: 1 }

function onRoll(position: number, over: { relationship: string; phone: string; name?: string }): RollContact {
  const contact_id = `contact-${position}` as ContactId
  const [forenames = '', surname = ''] = (over.name ?? 'Sam Bell').split(' ')
  return {
    confidential: false,
    contact: {
      ...own,
      contact_id,
      title: '',
      forenames,
      surname,
      address_id: null,
      phones: [{ kind: 'mobile', number: over.phone }],
      email: null,
      language: null,
      interpreter: false,
    },
    link: {
      ...own,
      pupil_id: 'pupil' as PupilId,
      contact_id,
      position,
      relationship: over.relationship,
      is_parent: true,
      parental_responsibility: 'not-known',
      lives_with: false,
      emergency: true,
      may_be_told: true,
      barred: false,
      barred_reason: null,
      from_day: day('2026-09-01'),
      until_day: null,
    },
  }
}

const recordOf = (contacts: readonly RollContact[]): RollRecord => ({
  // Only contacts are compared here; the pupil's own row is not looked at.
  pupil: {} as PupilRow,
  placement: undefined,
  yearGroup: '7',
  group: undefined,
  address: undefined,
  contacts,
  endedLinks: [],
  flags: [],
  ethnicity: undefined,
  sourceIds: [],
})

const read = (order: number, over: Partial<ReadContact>): ReadContact => ({
  title: undefined,
  forenames: 'Sam',
  surname: 'Bell',
  relationship: undefined,
  phones: [],
  email: undefined,
  livesWith: undefined,
  parentalResponsibility: undefined,
  mayBeTold: undefined,
  order,
  ...over,
})

const FATHER = onRoll(1, { relationship: 'Father', phone: '07700 900101' })
const GRANDFATHER = onRoll(2, { relationship: 'Grandfather', phone: '07700 900102' })

describe('contacts of a file against those of the roll', () => {
  it('tells father and grandfather of one name apart by their numbers', () => {
    const said = [
      read(1, { relationship: 'Father', phones: ['07700900101'] }),
      read(2, { relationship: 'Grandfather', phones: ['+44 7700 900102'] }),
    ]
    expect(compareContacts(recordOf([FATHER, GRANDFATHER]), said)).toEqual({ changes: [], problems: [], write: [] })
  })

  it('leaves contacts that the file does not name, and adds those that the roll does not have', () => {
    const compared = compareContacts(recordOf([FATHER]), [read(1, { forenames: 'Ann', relationship: 'aunt' })])
    expect(compared.changes).toEqual([{ what: 'Contact', from: 'nothing', to: 'Ann Bell (aunt)' }])
    expect(compared.write).toMatchObject([{ present: undefined, position: 2 }])
  })

  it('changes the order only where the file names everybody', () => {
    const turned = [read(1, { phones: ['07700 900102'] }), read(2, { phones: ['07700 900101'] })]
    expect(compareContacts(recordOf([FATHER, GRANDFATHER]), turned).changes.map(({ what, to }) => [what, to])).toEqual([
      ['Sam Bell: order', '1'],
      ['Sam Bell: order', '2'],
    ])
    const another = onRoll(3, { relationship: 'aunt', phone: '07700 900103', name: 'Ann Bell' })
    expect(compareContacts(recordOf([FATHER, GRANDFATHER, another]), turned).changes).toEqual([])
  })

  it('takes nothing away that the file leaves empty', () => {
    expect(compareContacts(recordOf([FATHER]), [read(1, {})]).changes).toEqual([])
  })
})

describe('who is a parent in law', () => {
  it.each([
    ['mother', undefined, true],
    ['Step-father', undefined, true],
    ['stepmother', undefined, true],
    ['foster carer', undefined, true],
    ['guardian', undefined, true],
    ['grandmother', undefined, false],
    ['grandmother', 'yes', true],
    ['social worker', undefined, false],
    [undefined, undefined, false],
  ] as const)('%s with responsibility %s: %s', (relationship, parentalResponsibility, expected) => {
    expect(isParent({ relationship, parentalResponsibility })).toBe(expected)
  })
})
