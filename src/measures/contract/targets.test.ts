import { expect, test } from 'vitest'
import { setTarget } from './targets.ts'

const body = { seen: 0, source: 'School development plan', reason: 'Agreed by governors' }

test.each([150, -1, 100.01, Number.NaN])('a target of %d is refused in words that say what to give', (percent) => {
  const read = setTarget.schema.body.safeParse({ ...body, percent })
  expect(read.error?.issues[0]?.message).toBe('Give a percentage from 0 to 100, such as 95.5.')
})

test('a target of 0, of 100 and of two decimal places is taken', () => {
  for (const percent of [0, 95.55, 100])
    expect(setTarget.schema.body.safeParse({ ...body, percent }).success).toBe(true)
})
