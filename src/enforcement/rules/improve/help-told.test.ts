import { describe, expect, it } from 'vitest'
import type { Entry, EntryKind } from '../../../casework/contract.ts'
import { day } from '../../../kernel/day.ts'
import { momentAt, timeOfDay } from '../../../kernel/time-of-day.ts'
import { helpTold } from './help-told.ts'
import { offeredToOther } from './offered-to.ts'

const offerId = '00000000-0000-4000-8000-000000000001'
const by = { name: 'Olu Officer', position: 'Attendance officer' }
let number = 0
function entry(kind: EntryKind, on: string, body: object): Entry {
  const at = momentAt(day(on), timeOfDay('09:00'))
  // A kind with the body of that kind: the union of all of them is too wide to be seen as one.
  return { number: ++number, kind, day: day(on), at, by, restricted: false, body } as Entry
}
const offered = entry('support-offered', '2026-11-09', {
  ...{ offerId, supportId: 'breakfast', title: 'Breakfast before school', kind: 'pastoral', barrierId: null },
  ...{ to: 'Ms Hale', from: null },
})
const refused = entry('support-answered', '2026-11-10', {
  offerId,
  answer: 'refused',
  by: 'Ms Hale',
  words: 'We are fine',
})
const accepted = entry('support-answered', '2026-11-10', { offerId, answer: 'accepted', by: 'Ms Hale', words: '' })
const began = entry('support-began', '2026-11-11', { offerId, review: null, until: null })

describe('the help that a notice to improve tells a parent of', () => {
  it.each([
    ['was offered', [offered], 'Breakfast before school'],
    ['was refused, and repeats nothing of that', [offered, refused], 'Breakfast before school'],
    ['runs', [offered, accepted, began], 'Breakfast before school (it has run since 11 Nov 2026)'],
  ])('says what %s', (_, entries, told) => {
    expect(helpTold(entries, { today: day('2026-11-23'), toOther: () => false })).toEqual([told])
  })

  const mother = { id: 'm', title: 'Ms', forenames: 'Ada Jane', surname: 'Hale', relationship: 'Mother' }
  const father = { id: 'f', title: 'Mr', forenames: 'Ben', surname: 'Hale', relationship: 'Father' }
  const gran = { id: 'g', title: 'Mrs', forenames: 'Cleo', surname: 'Stone', relationship: 'Grandmother' }
  const toOther = (parent: string) => (to: string) =>
    offeredToOther(to, { parent, adults: [mother, father, gran], child: 'Dot' })

  it('is not what was offered to the other parent alone', () => {
    const told = (parent: string) => helpTold([offered], { today: day('2026-11-23'), toOther: toOther(parent) })
    expect([told('m'), told('f')]).toEqual([['Breakfast before school'], []])
  })

  it.each([
    ['Ms Hale', false, true],
    ['ada hale', false, true],
    ['Mother', false, true],
    ['Grandmother', true, true],
    ['Mrs Stone and Mr Hale', true, false],
    ['Ms Hale, Mr Hale', false, false],
    ['Father and Dot', false, false],
    ['Both parents', false, false],
    ['The family', false, false],
    ['Hale', false, false],
    ['', false, false],
  ])('offered to “%s”: another’s alone for the mother %s, for the father %s', (to, forMother, forFather) => {
    expect([toOther('m')(to), toOther('f')(to)]).toEqual([forMother, forFather])
  })
})
