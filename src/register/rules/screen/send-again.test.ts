import { expect, it } from 'vitest'
import { secondsToNextTry } from './send-again.ts'

it('a register that could not be sent is tried again after 2, 5, 10 and then every 15 seconds', () => {
  expect([0, 1, 2, 3, 4, 5, 1000].map(secondsToNextTry)).toEqual([2, 5, 10, 15, 15, 15, 15])
})
