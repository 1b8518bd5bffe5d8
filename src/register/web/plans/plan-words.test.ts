import { expect, test } from 'vitest'
import { withFirst } from './plan-words.ts'

test('the plan that has just been saved is the first of the list, the others stay in their order', () => {
  const plans = [{ number: 4 }, { number: 9 }, { number: 12 }, { number: 5 }]
  expect(withFirst(plans, 12).map(({ number }) => number)).toEqual([12, 4, 9, 5])
  expect(withFirst(plans, undefined)).toEqual(plans)
  expect(withFirst(plans, 77)).toEqual(plans)
})
