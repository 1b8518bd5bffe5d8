import { describe, expect, it } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { Participant } from '../../contract/entries/meetings.ts'
import type { Action } from './actions-of.ts'
import { actionsForReaders } from './for-reader.ts'

const person = (who: Participant['who'], id: string): Participant => ({ who, id, name: id, as: '' })
const mother = person('contact', 'mother')
const father = person('contact', 'father')
const staff = person('staff', 'pastoral')
const MEETINGS = [
  { meetingId: 'with both', kind: 'school attendance' as const, invited: [mother, father, staff] },
  { meetingId: 'with the father', kind: 'panel' as const, invited: [father, staff] },
  { meetingId: 'targeting', kind: 'targeting support' as const, invited: [staff, mother] },
]
const action = (what: string, owner: Participant, meetingId: string | null): Action => ({
  ...{ actionId: what, what, owner, meetingId, due: day('2026-12-11'), setOn: day('2026-11-02') },
  ...{ carried: 0, state: 'open', ended: null },
})
const ACTIONS = [
  action('ring the GP', mother, null),
  action('pack the bag', father, 'with both'),
  action('a bus pass', staff, 'with both'),
  action('a word with the refuge', staff, 'with the father'),
  action('prepare the prosecution', staff, 'targeting'),
  action('look at the marks', staff, null),
]
const told = (...readers: string[]) => actionsForReaders(ACTIONS, MEETINGS, readers).map(({ what }) => what)

describe('what a paper for a parent says was agreed', () => {
  it('is their own, and what was agreed where they were invited', () => {
    expect(told('mother')).toEqual(['ring the GP', 'a bus pass'])
    expect(told('father')).toEqual(['pack the bag', 'a bus pass', 'a word with the refuge'])
  })

  it('for two parents on one paper is what both were there for, and neither’s own', () => {
    expect(told('mother', 'father')).toEqual(['a bus pass'])
  })

  it('is nothing of meetings without families, nothing written outside a meeting, and nothing for nobody', () => {
    for (const readers of [['mother'], ['father'], ['mother', 'father']])
      expect(told(...readers)).not.toEqual(expect.arrayContaining(['prepare the prosecution']))
    expect(told()).toEqual([])
  })
})
