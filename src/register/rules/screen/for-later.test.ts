import { expect, it } from 'vitest'
import { isForLater } from './for-later.ts'

it.each([
  [401, true, 'the sign-in ended'],
  [429, true, 'too many requests'],
  [500, true, 'a fault of the server'],
  [503, true, 'its disk is full'],
  [400, false, 'it cannot be read'],
  [403, false, 'the group is somebody else’s now'],
  [409, false, 'a mark was changed meanwhile'],
  [422, false, 'the register is closed'],
])('a register kept on a device that is answered with %i waits for another try: %s (%s)', (status, waits) => {
  expect(isForLater(status)).toBe(waits)
})
