import { describe, expect, it } from 'vitest'
import { Tries } from './tries.ts'

const MINUTE = 60_000

describe('wrong passwords', () => {
  it('may be ten within a quarter of an hour from one network, then one waits until the first is old', () => {
    const tries = new Tries()
    for (let n = 0; n < 9; n++) tries.failed('ida@school.example', 'here', n * MINUTE)
    expect(tries.waitFor('ida@school.example', 'here', 9 * MINUTE)).toBe(0)
    tries.failed('ida@school.example', 'here', 9 * MINUTE)
    expect(tries.waitFor('ida@school.example', 'here', 10 * MINUTE)).toBe(5 * 60)
    expect(tries.waitFor('ida@school.example', 'here', 15 * MINUTE)).toBe(0)
  })

  it('are one account’s, however its address is written, and not its colleagues’', () => {
    const tries = new Tries()
    for (let n = 0; n < 10; n++) tries.failed('Ida@School.example ', 'here', n)
    expect(tries.waitFor('ida@school.example', 'here', 100)).toBeGreaterThan(0)
    expect(tries.waitFor('kit@school.example', 'here', 100)).toBe(0)
  })

  it('of a stranger elsewhere do not lock the owner out, until there are a hundred from everywhere', () => {
    const tries = new Tries()
    for (let n = 0; n < 99; n++) tries.failed('ida@school.example', `network ${n % 20}`, n)
    expect(tries.waitFor('ida@school.example', 'school', 100)).toBe(0)
    tries.failed('ida@school.example', 'network 1', 100)
    expect(tries.waitFor('ida@school.example', 'school', 101)).toBeGreaterThan(0)
  })

  it('are forgotten once the right one is given', () => {
    const tries = new Tries()
    for (let n = 0; n < 10; n++) tries.failed('ida@school.example', 'here', n)
    tries.succeeded('ida@school.example', 'here')
    expect(tries.waitFor('ida@school.example', 'here', 11)).toBe(0)
  })
})
