import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import { FRAMEWORK_BEGINS, PUBLIC_PLACE_PRICES, pricesOf, SIGNATORIES } from './penalty-notices.ts'

describe('what the law says of penalty notices', () => {
  it('prices a first notice at £80 within 21 days and £160 within 28, a second at £160, from 19 August 2024', () => {
    const of = (...[rank, on]: Parameters<typeof pricesOf>) =>
      pricesOf(rank, on).map(({ within, pence, verified }) => [within, pence, verified])
    expect(of('first', FRAMEWORK_BEGINS)).toEqual([
      [21, 8000, true],
      [28, 16000, true],
    ])
    expect(of('second', day('2026-11-23'))).toEqual([[28, 16000, true]])
    expect(of('first', day('2024-08-18'))).toEqual([])
  })

  it('marks the amounts of a public place and who may sign as read by nobody', () => {
    expect(PUBLIC_PLACE_PRICES.map(({ pence, verified }) => [pence, verified])).toEqual([
      [6000, false],
      [12000, false],
    ])
    expect(SIGNATORIES.some(({ verified }) => verified)).toBe(false)
    expect(SIGNATORIES.filter(({ authorisedByHead }) => authorisedByHead).map(({ rank }) => rank)).toEqual([
      'deputy-head',
      'assistant-head',
    ])
  })
})
