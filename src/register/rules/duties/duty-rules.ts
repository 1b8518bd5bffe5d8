import type { DutyRule } from '../../../duties/contract.ts'
import type { Day } from '../../../kernel/day.ts'
import { type Citation, REGULATIONS_2024, read, unread } from '../../../law/citation.ts'
import { THRESHOLDS, type ThresholdId, thresholdOn } from '../../../law/thresholds.ts'

/** How many of its unit a national clock has on a day. @throws RangeError where the table does not hold it: the table is wrong. */
export function amountOn(id: ThresholdId, on: Day): number {
  const threshold = thresholdOn(id, on)
  if (threshold === undefined) throw new RangeError(`no threshold ${id}`)
  return threshold.amount
}

function sourceOf(id: ThresholdId): Citation {
  const latest = THRESHOLDS.findLast((threshold) => threshold.id === id)
  return latest === undefined ? unread(id) : { source: latest.source, verified: latest.verified }
}

/** The duties that marks alone make. */
export const REGISTER_DUTY_RULES: readonly DutyRule[] = [
  {
    id: 'N1',
    title: 'Take the register',
    source: sourceOf('N1'),
    sourceKind: 'regulation',
    owner: 'attendance-officer',
    clock: null,
    consequence: 'Nobody knows whether these children are safe, and the session has no register in law.',
    ends: 'facts',
    needs: 'register.monitor',
  },
  {
    id: 'N2',
    title: 'Set how long registers stay open',
    source: sourceOf('N2'),
    sourceKind: 'guidance',
    owner: 'school-admin',
    clock: null,
    consequence: 'Children who come at the same minute are coded differently, and inspectors will ask why.',
    ends: 'facts',
  },
  {
    id: 'N3',
    title: 'Give every pupil in the register a mark',
    source: sourceOf('N3'),
    sourceKind: 'guidance',
    owner: 'attendance-officer',
    clock: { amount: 0, unit: 'school days' },
    consequence: 'A pupil without a mark is missed by every figure and by everybody who looks for absent children.',
    ends: 'facts',
    needs: 'register.monitor',
  },
  {
    id: 'N4',
    answers: ['B4'],
    title: 'Find the reason for the absence and amend the N',
    source: sourceOf('N4'),
    sourceKind: 'regulation',
    owner: 'attendance-officer',
    clock: { amount: 5, unit: 'school days' },
    consequence: 'Without a reason by then the mark becomes O, an unauthorised absence.',
    ends: 'facts',
  },
  {
    id: 'N5',
    answers: ['B1', 'B2'],
    title: 'Contact home about an absence without a reason',
    source: sourceOf('N5'),
    sourceKind: 'guidance',
    owner: 'attendance-officer',
    clock: { amount: 0, unit: 'school days' },
    consequence: 'Nobody has made sure that the child is safe.',
    ends: 'record',
    needs: 'pupil.view-contacts',
  },
  {
    id: 'N6',
    title: 'Put the absence into the next attendance return',
    source: sourceOf('N6'),
    sourceKind: 'guidance',
    owner: 'attendance-officer',
    clock: { amount: 1, unit: 'months' },
    consequence: 'The local authority does not know of ten school days of unauthorised absence.',
    ends: 'record',
  },
  {
    id: 'N12',
    title: 'Make enquiries with the local authority about where the child is',
    source: sourceOf('N12'),
    sourceKind: 'regulation',
    owner: 'head',
    clock: null,
    consequence: 'A child may be missing. The name may leave the register only after joint reasonable enquiries.',
    ends: 'record',
  },
  {
    id: 'N19',
    title: 'Have education arranged from the sixth day of the exclusion',
    source: sourceOf('N19'),
    sourceKind: 'guidance',
    owner: 'head',
    clock: { amount: 5, unit: 'school days' },
    consequence: 'From the sixth day other education is owed, and E alone is no longer the right code.',
    ends: 'record',
    needs: 'register.view-details',
  },
  {
    id: 'N22',
    answers: ['B23'],
    title: 'Decide about register entries that need not be kept any longer',
    source: sourceOf('N22'),
    sourceKind: 'regulation',
    owner: 'school-admin',
    clock: null,
    consequence: 'Entries must be kept for six years from the day they were made; after that somebody decides.',
    ends: 'record',
  },
  {
    id: 'register.no-group',
    title: 'Put the pupil into a registration group',
    source: read(`${REGULATIONS_2024}, regulation 10(1): the register is of every pupil`),
    sourceKind: 'regulation',
    owner: 'school-admin',
    clock: null,
    consequence: 'The pupil is in nobody’s register.',
    ends: 'facts',
    needs: 'register.monitor',
  },
]
