import fc from 'fast-check'
import { expect, it } from 'vitest'
import { asPile, type InPile } from './as-pile.ts'

const letter = (child: string, contactName: string, contactId = contactName): InPile => ({
  child,
  contactName,
  contactId,
})
const inWords = ({ child, contactName }: InPile) => `${child}: ${contactName}`

it.each<[string, readonly InPile[], readonly string[]]>([
  [
    'the copies of both parents lie together, whatever stands before a name',
    [
      letter('Bartosz', 'Miss Dąbrowska'),
      letter('Adébáyọ̀', 'Mrs Adeyemi'),
      letter('Bartosz', 'Mr Brzęczyszczykiewicz'),
      letter('Adébáyọ̀', 'Mr Oyelaran'),
    ],
    ['Adébáyọ̀: Mr Oyelaran', 'Adébáyọ̀: Mrs Adeyemi', 'Bartosz: Miss Dąbrowska', 'Bartosz: Mr Brzęczyszczykiewicz'],
  ],
  [
    'what one parent gets about brothers and sisters lies together, where the first of them stands',
    [
      letter('Zoe', 'Mrs Ash'),
      letter('Kit', 'Ms Oak'),
      letter('Amy', 'Mr Ash'),
      letter('Zoe', 'Mr Ash'),
      letter('Amy', 'Mrs Ash'),
    ],
    ['Amy: Mr Ash', 'Zoe: Mr Ash', 'Amy: Mrs Ash', 'Zoe: Mrs Ash', 'Kit: Ms Oak'],
  ],
  [
    'a parent of one of them alone stays with them',
    [letter('Kit', 'Ms Oak'), letter('Zoe', 'Mr Elm'), letter('Zoe', 'Mrs Ash'), letter('Amy', 'Mrs Ash')],
    ['Zoe: Mr Elm', 'Amy: Mrs Ash', 'Zoe: Mrs Ash', 'Kit: Ms Oak'],
  ],
  [
    'two people of one name are two envelopes',
    [letter('Amy', 'Mr Ash', 'b'), letter('Bo', 'Mr Ash', 'a'), letter('Cy', 'Mr Ash', 'b')],
    ['Amy: Mr Ash', 'Cy: Mr Ash', 'Bo: Mr Ash'],
  ],
])('%s', (_, letters, order) => {
  expect(asPile(letters, (one) => one).map(inWords)).toEqual(order)
})

it('loses no letter, keeps each envelope together, and does not care how the letters came', () => {
  const some = fc.array(fc.tuple(fc.constantFrom('Amy', 'Bo', 'Cy', 'Di'), fc.constantFrom('Ash', 'Elm', 'Oak')), {
    maxLength: 12,
  })
  fc.assert(
    fc.property(some, (pairs) => {
      const letters = [...new Map(pairs.map(([child, name]) => [`${child} ${name}`, letter(child, name)])).values()]
      const pile = asPile(letters, (one) => one)
      expect(pile.toSorted(byWords)).toEqual(letters.toSorted(byWords))
      expect(asPile(letters.toReversed(), (one) => one)).toEqual(pile)
      const envelopes = pile.map(({ contactId }) => contactId).filter((id, at, all) => id !== all[at - 1])
      expect(new Set(envelopes).size).toBe(envelopes.length)
    }),
  )
})

const byWords = (one: InPile, other: InPile) => inWords(one).localeCompare(inWords(other), 'en')
