import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { stopInOrder } from './stop.ts'

class FakeProcess extends EventEmitter {
  code: number | undefined
  exit(code?: number): never {
    this.code ??= code
    return undefined as never
  }
}

function prepared(slow: Promise<void> = Promise.resolve()) {
  const ended: string[] = []
  const said: string[] = []
  const fake = new FakeProcess()
  const ending = (name: string, end: () => Promise<void>) => ({
    name,
    end: () => end().then(() => void ended.push(name)),
  })
  const { stop } = stopInOrder({
    process: fake as unknown as NodeJS.Process,
    say: (sentence) => said.push(sentence),
    endings: [
      ending('server', () => slow),
      ending('jobs', async () => {
        if (said.includes('break')) throw new RangeError('child')
      }),
      ending('database', async () => undefined),
    ],
  })
  return { ended, said, fake, stop }
}

describe('stopping', () => {
  it.each(['SIGTERM', 'SIGINT'])('on %s ends everything in order, then the process', async (signal) => {
    const { ended, fake } = prepared()
    fake.emit(signal)
    await expect.poll(() => fake.code).toBe(0)
    expect(ended).toEqual(['server', 'jobs', 'database'])
  })

  it('waits for what is under way, and ends at once when asked again', async () => {
    const { ended, fake } = prepared(new Promise(() => undefined))
    fake.emit('SIGTERM')
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect([ended, fake.code]).toEqual([[], undefined])
    fake.emit('SIGINT')
    expect(fake.code).toBe(1)
  })

  it('closes the database also where something before it fails, and says what, not why', async () => {
    const { ended, said, fake } = prepared()
    said.push('break')
    fake.emit('SIGTERM')
    await expect.poll(() => fake.code).toBe(1)
    expect(ended).toEqual(['server', 'database'])
    expect(said.join(' ')).toContain('jobs did not end well (RangeError)')
    expect(said.join(' ')).not.toContain('child')
  })

  it('from within ends everything once and leaves the process alone', async () => {
    const { ended, fake, stop } = prepared()
    await Promise.all([stop(), stop()])
    expect(ended).toEqual(['server', 'jobs', 'database'])
    expect([fake.code, fake.listenerCount('SIGTERM')]).toEqual([undefined, 0])
  })
})
