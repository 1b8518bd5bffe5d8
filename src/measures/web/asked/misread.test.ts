import { describe, expect, test } from 'vitest'
import { misreadIn } from './misread.ts'
import { askedSearch } from './use-asked.ts'

describe('What an address asks for that is not here', () => {
  test.each([
    [{ yearGroups: '99' }, 'There is no such year group.'],
    [{ yearGroups: '7,99' }, 'There is no such year group.'],
    [{ from: 'rubbish' }, 'There is no such day.'],
    [{ to: '2026-13-45' }, 'There is no such day.'],
    [{ year: 'abc' }, 'There is no such school year.'],
    [{ groupIds: '9A' }, 'There is no such class.'],
    [{ with: 'nothing' }, 'There is no such flag.'],
    [{ sex: ['F', 'M'] }, 'Nothing is counted by that.'],
    [{ classes: '9A' }, 'This page cannot be asked for that.'],
    [{ constructor: 'x' }, 'This page cannot be asked for that.'],
  ])('%j is said, never dropped', (given, why) => {
    const [name = ''] = Object.keys(given)
    expect(misreadIn(askedSearch, { sex: 'F', ...given })).toEqual([
      { name, value: String(Object.values(given)[0]), why },
    ])
  })

  test('is nothing where every part is understood', () => {
    const given = {
      ...{ year: '2026', from: '2026-09-01', to: '2026-11-20', yearGroups: '7,8', sex: 'F', with: 'fsm' },
      groupIds: '6f9619ff-8b86-4011-b42d-00cf4fc964ff',
    }
    expect(misreadIn(askedSearch, given)).toEqual([])
    expect(misreadIn(askedSearch, {})).toEqual([])
  })
})
