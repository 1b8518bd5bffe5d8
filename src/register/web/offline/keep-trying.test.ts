import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepTrying } from './keep-trying.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A server that never answers, and the seconds at which it was tried. */
function silentServer() {
  const at: number[] = []
  const trying = keepTrying(async () => {
    at.push(Date.now() / 1000)
    throw new Error('no answer')
  })
  return { at, trying }
}

test('without any word from the browser it is tried at once, and again after 2, 5, 10, 15 and 15 seconds', async () => {
  const { at, trying } = silentServer()
  await vi.advanceTimersByTimeAsync(50_000)
  expect(at).toEqual([0, 2, 7, 17, 32, 47])
  trying.stop()
})

test('nothing is tried any more once everything has been sent', async () => {
  const { at, trying } = silentServer()
  await vi.advanceTimersByTimeAsync(3000)
  trying.stop()
  await trying.now()
  trying.soon()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(at).toEqual([0, 2])
})

test('a person who comes back is not kept waiting, and the next try follows from there', async () => {
  const { at, trying } = silentServer()
  await vi.advanceTimersByTimeAsync(10_000)
  await trying.now()
  await vi.advanceTimersByTimeAsync(11_000)
  expect(at).toEqual([0, 2, 7, 10])
  await vi.advanceTimersByTimeAsync(4000)
  expect(at).toEqual([0, 2, 7, 10, 25])
  trying.stop()
})

test('when other requests get through, it is tried once for all of them', async () => {
  const { at, trying } = silentServer()
  await vi.advanceTimersByTimeAsync(8000)
  for (let request = 0; request < 5; request += 1) trying.soon()
  await vi.advanceTimersByTimeAsync(1000)
  expect(at).toEqual([0, 2, 7, 8.5])
  trying.stop()
})

test('a try under way is not begun a second time', async () => {
  let begun = 0
  let end: () => void = () => undefined
  const trying = keepTrying(() => {
    begun += 1
    return new Promise<void>((done) => {
      end = done
    })
  })
  const [one, other] = [trying.now(), trying.now()]
  trying.soon()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(begun).toBe(1)
  end()
  await Promise.all([one, other])
  await vi.advanceTimersByTimeAsync(2000)
  expect(begun).toBe(2)
  trying.stop()
})
