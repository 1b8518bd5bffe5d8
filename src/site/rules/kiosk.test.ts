import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findAtKiosk, KIOSK_LETTERS, KIOSK_MOST, kioskRefusal } from './kiosk.ts'

const pupil = (preferredName: string, familyName: string, groupName = '9A') => ({
  ...{ preferredName, familyName, groupName },
})
const ROLL = [
  pupil('Amira', 'Khan'),
  pupil('Amir', 'Khalil', '9B'),
  pupil('Zoë', 'O’Brien-Lee', '10C'),
  pupil('Bo', 'Li', '7A'),
  ...Array.from({ length: 9 }, (_, n) => pupil(`Sam${n}`, 'Smith', n === 0 ? '8A' : '8B')),
]
const found = (typed: string) => {
  const { state, found: of } = findAtKiosk(ROLL, typed)
  return [state, ...of.map(({ preferredName }) => preferredName)]
}

describe('finding oneself at the kiosk', () => {
  it.each([
    { typed: '', gives: ['too short'] },
    { typed: 'am', gives: ['too short'] },
    { typed: 'a m 9a', gives: ['too short'] },
    { typed: '9A', gives: ['too short'] },
    { typed: 'kha', gives: ['found', 'Amir', 'Amira'] },
    { typed: 'kha 9b', gives: ['found', 'Amir'] },
    { typed: 'obr', gives: ['found', 'Zoë'] },
    { typed: 'zoe lee', gives: ['found', 'Zoë'] },
    { typed: 'bo li', gives: ['found', 'Bo'] },
    { typed: 'li, bo 7', gives: ['found', 'Bo'] },
    { typed: 'bo l', gives: ['too short'] },
    { typed: 'bo bo', gives: ['too short'] },
    { typed: 'b b b 7', gives: ['too short'] },
    { typed: 'am kh 9', gives: ['too short'] },
    { typed: 'amira ami', gives: ['nobody'] },
    { typed: 'kha ami', gives: ['found', 'Amir', 'Amira'] },
    { typed: 'o’brien-lee', gives: ['found', 'Zoë'] },
    { typed: 'smi', gives: ['too many'] },
    { typed: 'smi 8a', gives: ['found', 'Sam0'] },
    { typed: 'han', gives: ['nobody'] },
    { typed: '.*%', gives: ['too short'] },
  ])('“$typed” gives $gives', ({ typed, gives }) => {
    expect(found(typed)).toEqual(gives)
  })

  it('never shows more than five, nor anybody for fewer than three letters, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const { found: of } = findAtKiosk(ROLL, typed)
        expect(of.length).toBeLessThanOrEqual(KIOSK_MOST)
        if (typed.replaceAll(/[^\p{L}]/gu, '').length < KIOSK_LETTERS && !/\p{S}|\p{P}/u.test(typed))
          expect(of).toEqual([])
      }),
    )
  })

  it('says the same to whoever cannot be signed in, present, absent or gone: it may be somebody else who asks', () => {
    const codes = [
      'register.already-present',
      'register.already-signed-in',
      'register.had-left',
      'register.not-on-site',
    ]
    expect(new Set(codes.map(kioskRefusal)).size).toBe(1)
  })
})
