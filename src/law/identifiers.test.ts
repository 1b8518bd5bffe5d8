import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authorityOf, establishmentOf, parseLaestab, parseUrn, plainLaestab } from './identifiers.ts'
import { checkUpn, isTemporaryUpn, upnCheckLetter } from './upn.ts'

const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ'
const digits = (count: number) =>
  fc.integer({ min: 0, max: 10 ** count - 1 }).map((number) => String(number).padStart(count, '0'))
const afterCheckLetter = fc
  .tuple(digits(11), fc.constantFrom(...'0123456789', ...LETTERS))
  .map(([first, last]) => first + last)

describe('a UPN', () => {
  it.each([
    ['R674123101121', 'R674123101121'],
    ['r674 1231 0112 1', 'R674123101121'],
    ['B801200005001', 'B801200005001'],
    ['X00180001701A', 'X00180001701A'],
  ])('%j is right', (text, upn) => {
    expect(checkUpn(text)).toEqual({ ok: true, value: upn })
  })

  it.each([
    ['A801200005001', 'law.upn-check-letter'],
    ['I674123101121', 'law.upn-check-letter'],
    ['X00180001701S', 'law.upn-characters'],
    ['X80120000A001', 'law.upn-characters'],
    ['R67412310112', 'law.upn-length'],
    ['R6741231011211', 'law.upn-length'],
    ['', 'law.upn-length'],
  ])('%j is refused with %s', (text, code) => {
    expect(checkUpn(text)).toMatchObject({ ok: false, problem: { kind: 'malformed', code } })
  })

  it('is temporary when it ends in a letter', () => {
    const [temporary, lasting] = [checkUpn('X00180001701A'), checkUpn('R674123101121')]
    expect([temporary.ok && isTemporaryUpn(temporary.value), lasting.ok && isTemporaryUpn(lasting.value)]).toEqual([
      true,
      false,
    ])
  })

  it('has exactly one right check letter', () => {
    fc.assert(
      fc.property(afterCheckLetter, (rest) => {
        const right = Array.from(LETTERS).filter((letter) => checkUpn(letter + rest).ok)
        expect(right).toEqual([upnCheckLetter(rest)])
      }),
    )
  })

  it('is never right any more when one digit was mistyped', () => {
    fc.assert(
      fc.property(digits(12), fc.integer({ min: 0, max: 11 }), fc.integer({ min: 1, max: 9 }), (rest, at, by) => {
        const slipped = String((Number(rest[at]) + by) % 10)
        const mistyped = rest.slice(0, at) + slipped + rest.slice(at + 1)
        expect(upnCheckLetter(mistyped)).not.toBe(upnCheckLetter(rest))
      }),
    )
  })
})

describe('a URN', () => {
  it.each([
    ['100492', '100492'],
    [' 136861 ', '136861'],
    ['012345', undefined],
    ['12345', undefined],
    ['1234567', undefined],
    ['12345a', undefined],
  ])('%j is read as %s', (text, urn) => {
    expect(parseUrn(text)).toBe(urn)
  })
})

describe('a LAESTAB', () => {
  it.each(['999/4000', '9994000', '999-4000', ' 999 4000 '])('%j is read', (text) => {
    const laestab = parseLaestab(text)
    expect(laestab).toBe('999/4000')
    expect(laestab && [plainLaestab(laestab), authorityOf(laestab), establishmentOf(laestab)]).toEqual([
      '9994000',
      '999',
      '4000',
    ])
  })

  it.each(['99/4000', '999/400', '999//4000', 'ABC/4000', ''])('%j is not one', (text) => {
    expect(parseLaestab(text)).toBeUndefined()
  })
})
