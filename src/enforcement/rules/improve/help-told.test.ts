import { describe, expect, it } from 'vitest'
import type { Entry, EntryKind } from '../../../casework/contract.ts'
import { day } from '../../../kernel/day.ts'
import { momentAt, timeOfDay } from '../../../kernel/time-of-day.ts'
import { helpTold, holdsHelp } from './help-told.ts'
import { whomOffered } from './offered-to.ts'

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

const mother = { id: 'm', title: 'Ms', forenames: 'Ada Jane', surname: 'Hale', relationship: 'Mother' }
const father = { id: 'f', title: 'Mr', forenames: 'Ben', surname: 'Hale', relationship: 'Father' }
const gran = { id: 'g', title: 'Mrs', forenames: 'Cleo', surname: 'Stone', relationship: 'Grandmother' }
const read = (parent: string) => ({ parent, adults: [mother, father, gran], child: 'Dot' })
const TODAY = day('2026-11-23')
const told = (entries: readonly Entry[], parent = 'm') => helpTold(entries, { ...read(parent), today: TODAY })

describe('the help that a notice to improve tells a parent of', () => {
  const OFFERED = 'On 9 November 2026 we offered you breakfast before school.'
  it.each([
    ['was offered', [offered], OFFERED],
    ['was refused, and repeats nothing of that', [offered, refused], OFFERED],
    ['runs', [offered, accepted, began], `${OFFERED} It has run since 11 November 2026.`],
  ])('says in whole sentences what %s', (_, entries, said) => {
    expect(told(entries)).toEqual([said])
  })

  it('names the child to whom it was offered, nobody whom it cannot know, and a service by its name', () => {
    const to = (whom: string, title = 'A mentor') =>
      told([{ ...offered, body: { ...(offered.body as object), to: whom, title } } as Entry])[0]
    expect(to('Dot')).toBe('On 9 November 2026 we offered Dot a mentor.')
    expect(to('The family', 'Help with the journey')).toBe('On 9 November 2026 we offered you help with the journey.')
    expect(to('')).toBe('On 9 November 2026 we offered a mentor.')
    expect(to('', 'Early Help Hub')).toBe('On 9 November 2026 we offered Early Help Hub.')
    expect(to('', 'The Early Help Hub')).toBe('On 9 November 2026 we offered the Early Help Hub.')
  })

  it('is told to every parent where it is for the child, whoever was asked about it', () => {
    expect(told([offered, accepted, began], 'f')).toEqual([
      'On 9 November 2026 we offered Dot breakfast before school. It has run since 11 November 2026.',
    ])
  })

  it('is not what was offered to the other parent for themselves, nor a plan with them; that there is help is known', () => {
    const worker = entry('support-offered', '2026-11-09', {
      ...(offered.body as object),
      ...{ kind: 'family', title: 'A family support worker' },
    })
    const referred = entry('referred', '2026-11-10', {
      ...{ referralId: offerId, serviceId: null, offerId: null, service: 'Early Help Hub', kind: 'early-help' },
      ...{ how: 'Their form', consent: 'Mother', words: '' },
    })
    expect(told([worker], 'm')).toEqual(['On 9 November 2026 we offered you a family support worker.'])
    expect(told([referred], 'm')).toEqual(['On 10 November 2026 we asked Early Help Hub for help, as you agreed.'])
    expect([told([worker], 'f'), told([referred], 'f')]).toEqual([[], []])
    expect([[], [worker], [referred]].map((entries) => holdsHelp(entries, TODAY))).toEqual([false, true, true])
    const plan = (contactId: string | null) => {
      const planId = '00000000-0000-4000-8000-000000000009'
      const party = { id: planId, role: 'parent', name: 'Ms Hale', contactId, signs: true, duties: [] }
      const body = { first: '2026-11-10', last: '2026-12-18', aim: 'x', target: null, childWords: '', noWords: '' }
      const lists = { parties: [party], adjustments: [], reviews: [], steps: [] }
      return [
        entry('plan-drafted', '2026-11-09', { planId, version: 1, form: 'action plan', body: { ...body, ...lists } }),
        entry('plan-offered', '2026-11-10', { planId, version: 1 }),
      ]
    }
    expect(told(plan('m'))).toEqual(['On 10 November 2026 we offered you an action plan.'])
    expect(told(plan('m'), 'f')).toEqual([])
    expect(told(plan(null), 'f')).toEqual(['On 10 November 2026 we offered an action plan.'])
  })

  it.each([
    ['Ms Hale', 'reader', 'another'],
    ['ada hale', 'reader', 'another'],
    ['Mother', 'reader', 'another'],
    ['Grandmother', 'another', 'another'],
    ['Mrs Stone and Mr Hale', 'another', 'reader'],
    ['Ms Hale, Mr Hale', 'reader', 'reader'],
    ['Father and Dot', 'child', 'reader'],
    ['Both parents', 'reader', 'reader'],
    ['The family', 'reader', 'reader'],
    ['Mother, with a family support worker', 'reader', 'another'],
    ['Ada Hale (family court order)', 'reader', 'another'],
    ['Mother, about child protection', 'reader', 'another'],
    ['The child', 'child', 'child'],
    ['Hale', 'somebody', 'somebody'],
    ['', 'somebody', 'somebody'],
  ])('offered to “%s”: to the mother that is %s, to the father %s', (to, forMother, forFather) => {
    expect([whomOffered(to, read('m')), whomOffered(to, read('f'))]).toEqual([forMother, forFather])
  })
})
