import type { Laestab, Urn } from '../law/identifiers.ts'
import type { School } from '../roll/contract.ts'

/** A made-up secondary school's particulars, for tests that need one on the roll. */
export const ELMFIELD: Omit<School, 'id' | 'version'> = {
  urn: '100001' as Urn,
  laestab: '888/4000' as Laestab,
  name: 'Elmfield Academy',
  shortName: 'Elmfield',
  phase: 'secondary',
  type: 'academy',
  address: { lines: ['Harbour Lane'], town: 'Westmarch', postcode: 'WM1 1AA' },
  telephone: '01632 960001',
  trustId: null,
  authorityId: null,
  yearGroups: ['7', '8', '9'],
  boards: false,
  stated: {},
}
