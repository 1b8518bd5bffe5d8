import { expect, it } from 'vitest'
import { isForLater, sameAgain, sendPastRaces } from './for-later.ts'

it.each([
  [401, 'access.signed-out', true, 'the sign-in ended'],
  [429, 'request.too-many', true, 'too many requests'],
  [500, 'server.fault', true, 'a fault of the server'],
  [503, 'database.unavailable', true, 'its disk is full'],
  [409, 'race.lost', true, 'another save was in the way each time'],
  [400, 'input.malformed', false, 'it cannot be read'],
  [403, 'access.not-allowed', false, 'the group is somebody else’s now'],
  [409, 'register.changed-meanwhile', false, 'a mark was changed meanwhile'],
  [422, 'register.closed', false, 'the register is closed'],
])('a register kept on a device that is answered with %i %s waits for another try: %s (%s)', (status, code, waits) => {
  expect(isForLater({ status, code })).toBe(waits)
})

/** A server that refuses with these codes one after the other, and then saves. */
function refusing(...codes: string[]) {
  const left = [...codes]
  const sent: number[] = []
  const pauses: number[] = []
  const outcome = sendPastRaces(
    async () => {
      sent.push(pauses.length)
      const code = left.shift()
      if (code !== undefined) throw { status: 409, code }
      return 'saved'
    },
    {
      refusalIn: (thrown) => thrown as { status: number; code: string },
      pause: async (milliseconds) => void pauses.push(milliseconds),
      chance: () => 0.5,
    },
  ).catch((thrown: { code: string }) => thrown.code)
  return outcome.then((is) => ({ is, tries: sent.length, pauses }))
}

it.each([
  [[], 'saved', 1],
  [['race.lost'], 'saved', 2],
  [['race.lost', 'race.lost', 'race.lost'], 'saved', 4],
  [['race.lost', 'race.lost', 'race.lost', 'race.lost'], 'race.lost', 4],
  [['register.changed-meanwhile'], 'register.changed-meanwhile', 1],
  [['race.lost', 'register.closed'], 'register.closed', 2],
])('a save that is answered with %j ends in %s after %i tries', async (codes, is, tries) => {
  const met = await refusing(...codes)
  expect(met).toMatchObject({ is, tries })
  expect(met.pauses).toEqual(met.pauses.toSorted((one, other) => one - other))
})

it('a save of which nobody knows whether it arrived is repeated word for word, and another is another', () => {
  const unsure = { key: 'a', version: 3, complete: true, marks: [{ pupilId: 'p', code: 'N', seen: null }] }
  const again = { ...unsure, key: 'b', version: 4 }
  expect(sameAgain(again, unsure)).toBe(unsure)
  expect(sameAgain(again, undefined)).toBe(again)
  const other = { ...again, marks: [{ pupilId: 'p', code: '/', seen: null }] }
  expect(sameAgain(other, unsure)).toBe(other)
  const part = { ...again, complete: false }
  expect(sameAgain(part, unsure)).toBe(part)
})
