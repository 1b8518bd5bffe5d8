import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fullName, isOneName, listName } from './names.ts'

describe('a name as it is shown', () => {
  it.each([
    ['Amira', 'Khan', 'Amira Khan', 'Khan, Amira'],
    ['Lima', 'Lima', 'Lima', 'Lima'],
    ['Lima', 'LIMA', 'Lima', 'Lima'],
    [' Lima', 'Lima ', 'Lima', 'Lima'],
    ['Zoë', 'Zoe\u0308', 'Zoë', 'Zoë'],
    ['', 'Lima', 'Lima', 'Lima'],
    ['Lima', '', 'Lima', 'Lima'],
    ['Lima Ana', 'Lima', 'Lima Ana Lima', 'Lima, Lima Ana'],
    ['Anna', 'Ana', 'Anna Ana', 'Ana, Anna'],
  ])('"%s" and "%s" are said as "%s" and listed as "%s"', (...names) => {
    const [forename, surname, said, listed] = names
    expect(fullName(forename, surname)).toBe(said)
    expect(listName(forename, surname)).toBe(listed)
  })

  it('never loses a part of the name of a child who has two', () => {
    const name = fc.stringMatching(/^[A-Za-zÀ-ž]{1,12}$/)
    fc.assert(
      fc.property(name, name, (forename, surname) => {
        fc.pre(!isOneName(forename, surname))
        expect(fullName(forename, surname).split(' ')).toEqual([forename, surname])
        expect(listName(forename, surname).split(', ')).toEqual([surname, forename])
      }),
    )
  })
})
