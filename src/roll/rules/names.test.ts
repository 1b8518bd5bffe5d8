import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldName, searchKeyOf, searchWords, sortKeyOf } from './names.ts'

const names = (preferredForename: string, preferredSurname: string, legalForenames = preferredForename) => ({
  preferredForename,
  preferredSurname,
  legalForenames,
  legalSurname: preferredSurname,
})
const finds = (text: string, key: string) => searchWords(text).every((word) => key.includes(` ${word}`))

describe('looking for a name as somebody in a hurry types it', () => {
  it.each([
    ['Zoë', 'zoe'],
    ['O’Neil', 'oneil'],
    ["D'Arcy", 'darcy'],
    ['Łukasik', 'lukasik'],
    ['Nguyễn', 'nguyen'],
    ['Strauß', 'strauss'],
    ['Møller', 'moller'],
    ['Anne-Marie', 'anne marie'],
    ['  St. John  ', 'st john'],
    ['İpek', 'ipek'],
  ])('%s is %s', (name, folded) => expect(foldName(name)).toBe(folded))

  it.each([
    ['smith jones', true],
    ['jones', true],
    ['smithj', true],
    ['ba', true],
    ['barbara an', true],
    ['ones', false],
    ['smith xavier', false],
  ])('"%s" finds Babs (Barbara Ann) Smith-Jones: %s', (text, expected) => {
    expect(finds(text, searchKeyOf(names('Babs', 'Smith-Jones', 'Barbara Ann')))).toBe(expected)
  })

  it('every name is found by every beginning of each of its words, in any case and order', () => {
    const name = fc.stringMatching(/^[A-Za-zÀ-ž]{1,12}([ '-][A-Za-zÀ-ž]{1,8})?$/)
    fc.assert(
      fc.property(name, name, fc.nat(10), (forename, surname, cut) => {
        const key = searchKeyOf(names(forename, surname))
        const beginning = foldName(surname)
          .slice(0, 1 + cut)
          .trim()
        expect(finds(beginning.toUpperCase(), key)).toBe(true)
        expect(finds(`${surname} ${forename}`, key)).toBe(true)
      }),
    )
  })

  it('lists by surname, then forename, however they are accented', () => {
    const list = [names('Bo', 'Østergaard'), names('Al', 'Ostler'), names('Ann', 'Østergaard')]
    expect(list.toSorted((a, b) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : 1)).map((n) => n.preferredForename)).toEqual([
      'Ann',
      'Bo',
      'Al',
    ])
  })

  it('lists a child with one name by that name, among the surnames', () => {
    const list = [names('Ann', 'Moss'), names('Lima', 'Lima'), names('Zed', 'Kerr')]
    expect(list.toSorted((a, b) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : 1)).map((n) => n.preferredSurname)).toEqual([
      'Kerr',
      'Lima',
      'Moss',
    ])
  })
})
