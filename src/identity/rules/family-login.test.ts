import { describe, expect, it } from 'vitest'
import { familyLogin, noFamilyLogin } from './family-login.ts'

describe('the sign-in name of a family', () => {
  it.each([
    [' Jo.Smith@Example.org ', 'jo.smith@example.org.family.invalid'],
    ['07700 900123', '447700900123@phone.family.invalid'],
    ['+44 7700 900123', '447700900123@phone.family.invalid'],
    ['0044 7700 900123', '447700900123@phone.family.invalid'],
    ['(07700) 900-123', '447700900123@phone.family.invalid'],
  ])('of %s is %s, however it was typed', (typed, login) => expect(familyLogin(typed)).toBe(login))

  it.each(['', 'jo', 'jo@home', '12', 'ring 07700 900123', 'a b@example.org'])('cannot be made of “%s”', (typed) =>
    expect(familyLogin(typed)).toBeUndefined(),
  )

  it('is never that of an account that has none yet', () => {
    expect(familyLogin(noFamilyLogin('7f1f6c1e-93a4-4f0e-8f2b-0c1d2e3f4a5b'))).not.toBe(
      noFamilyLogin('7f1f6c1e-93a4-4f0e-8f2b-0c1d2e3f4a5b'),
    )
  })
})
