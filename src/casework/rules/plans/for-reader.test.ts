import { describe, expect, it } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { PlanBody } from '../../contract/entries/plans.ts'
import { ANOTHER_PARENT, planForReader } from './for-reader.ts'

const party = (id: string, role: PlanBody['parties'][number]['role'], duty: string) => ({
  ...{ id, role, name: `Ms ${id}`, signs: true, duties: [{ id: `${id}-1`, words: duty }] },
  contactId: role === 'parent' ? (`contact-${id}` as PlanBody['parties'][number]['contactId']) : null,
})
const BODY: PlanBody = {
  ...{ first: day('2026-11-23'), last: day('2026-12-18'), aim: 'Mornings', target: null, childWords: '' },
  ...{ noWords: 'She would not speak while her father might read it', adjustments: [], reviews: [], steps: [] },
  ...{ arrival: '', safeAdult: '', helps: '', avoid: '' },
  parties: [
    party('school', 'school', 'Meets her at the gate'),
    party('mother', 'parent', 'Stays with the refuge worker until Friday'),
    party('father', 'parent', 'Brings her on Wednesdays'),
  ],
}
const read = (own: string, ...household: string[]) =>
  planForReader(BODY, { own, household: new Set(household.map((one) => `contact-${one}`)) })

describe('a plan as one parent reads it', () => {
  it('says nothing of a parent who lives elsewhere, neither name nor part', () => {
    const said = JSON.stringify(read('father'))
    expect(said).not.toMatch(/refuge|Ms mother/)
    expect(said).toContain('Brings her on Wednesdays')
    expect(read('father').parties[1]?.name).toBe(ANOTHER_PARENT)
  })

  it('is whole between parents of one household', () => {
    expect(read('father', 'mother', 'father').parties).toEqual(BODY.parties)
  })

  it('never says why the child said nothing', () => {
    for (const one of [read('father'), read('mother', 'mother', 'father')])
      expect(JSON.stringify(one)).not.toContain('might read it')
  })
})
