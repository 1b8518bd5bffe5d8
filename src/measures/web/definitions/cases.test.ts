import { describe, expect, test } from 'vitest'
import { SCOPES } from '../../rules/definitions/scopes.ts'
import { casesIn, casesOf } from './cases.ts'

describe('The cases that a definition is checked with', () => {
  test('stand under every definition, each with its marks', () => {
    for (const { id } of SCOPES) {
      expect(casesOf(id).length, id).toBeGreaterThan(0)
      for (const { marks, shows } of casesOf(id)) {
        expect(shows).toMatch(/^\w+: \S/)
        expect(marks).toMatch(/^\d{4}-\d\d-\d\d: /)
      }
    }
  })

  test('say in words what comes of them', () => {
    const head = '# a comment\npupil,shows,marks,counted to,definition,possible,absent,persistent,severe,counted\n'
    const says = (cells: string) => casesIn(`${head}Ash,it,m,d,term,${cells}`)[0]?.says
    expect(says('20,2,yes,no,yes')).toBe('persistently absent')
    expect(says('20,10,yes,yes,yes')).toBe('severely absent')
    expect(says('20,1,no,no,yes')).toBe('neither persistently nor severely absent')
    expect(says('0,0,no,no,no: too old')).toBe('not counted: too old')
  })
})
