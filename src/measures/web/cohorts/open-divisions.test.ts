import { expect, test } from 'vitest'
import { openAtFirst } from './open-divisions.ts'

const IDS = ['year-group', 'sex', 'fsm']

test.each([
  [undefined, false, IDS],
  [undefined, true, ['year-group']],
  ['sex,fsm', true, ['sex', 'fsm']],
  ['fsm,sex', false, ['sex', 'fsm']],
  ['none', false, []],
  ['what-was-once', true, []],
])('with %s in the address, narrow %s, what is unfolded is %o', (text, isNarrow, open) => {
  expect(openAtFirst(IDS, text, isNarrow)).toEqual(open)
})
