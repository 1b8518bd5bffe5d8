import { describe, expect, it } from 'vitest'
import { PLACES } from '../../register/contract.ts'
import { gateGroups, gateKind } from './at-the-gate.ts'

describe('the list at the assembly point', () => {
  it('looks for those nobody has seen and nobody has explained, and for nobody whose absence is known', () => {
    const kinds = Map.groupBy(PLACES, gateKind)
    expect(kinds.get('look-for')).toEqual(['no-reason', 'not-marked'])
    expect(kinds.get('on-site')).toEqual(['on-site', 'late'])
    expect(kinds.get('not-yet')).toEqual(['not-yet'])
    expect(kinds.get('away')).toEqual(['left-site', 'elsewhere', 'absent', 'not-due'])
  })

  it('stands group by group as groups are called, everybody in it once, those in no group last', () => {
    const pupil = (name: string | null, place: (typeof PLACES)[number]) => ({ groupId: name, groupName: name, place })
    const all = [pupil(null, 'on-site'), pupil('10A', 'late'), pupil('9B', 'not-yet'), pupil('9B', 'no-reason')]
    const groups = gateGroups([...all, pupil('9B', 'absent')])
    expect(groups.map(({ name }) => name)).toEqual(['9B', '10A', 'In no group'])
    const [nineB] = groups
    expect([nineB?.here, nineB?.lookFor, nineB?.notYet, nineB?.away].map((of) => of?.length)).toEqual([0, 1, 1, 1])
  })
})
