import type { DutyRule } from '../../duties/contract.ts'
import { type Citation, read, unread, WORKING_TOGETHER } from '../../law/citation.ts'
import { THRESHOLDS, type ThresholdId } from '../../law/thresholds.ts'

function sourceOf(id: ThresholdId): Citation {
  const latest = THRESHOLDS.findLast((threshold) => threshold.id === id)
  return latest === undefined ? unread(id) : { source: latest.source, verified: latest.verified }
}

/** The duties to tell somebody that no other slice makes. N6, N8, N9, N11, N12 and B9 stand where their facts are. */
export const RETURN_DUTY_RULES: readonly DutyRule[] = [
  {
    id: 'N7',
    title: 'Put the irregular attendance into the month’s attendance return',
    source: sourceOf('N7'),
    sourceKind: 'guidance',
    owner: 'attendance-officer',
    clock: { amount: 1, unit: 'months' },
    consequence: 'The local authority does not know of a child who fails to attend regularly.',
    ends: 'record',
  },
  {
    id: 'N10',
    title: 'Send the deletion return to the local authority',
    source: sourceOf('N10'),
    sourceKind: 'regulation',
    owner: 'school-admin',
    clock: { amount: 0, unit: 'days' },
    consequence: 'A child leaves the school and nobody outside knows where they go to be educated.',
    ends: 'record',
    needs: 'pupil.view',
  },
  {
    id: 'returns.local-ten-days',
    title: 'Tell the authority of ten days missed in the year',
    source: unread('Agreed with the local authority; the regulations ask for ten days one after the other (N6)'),
    sourceKind: 'policy',
    owner: 'attendance-officer',
    clock: { amount: 1, unit: 'months' },
    consequence: 'The authority’s own list is not complete.',
    ends: 'record',
  },
  {
    id: 'returns.part-time',
    title: 'Tell the authority of the part-time timetable',
    source: unread('Local authority guidance; no national duty or deadline was found'),
    sourceKind: 'guidance',
    owner: 'attendance-officer',
    clock: null,
    consequence: 'The authority cannot see that a child has less than full-time education.',
    ends: 'record',
    needs: 'leave.view',
  },
  {
    id: 'returns.social-worker',
    title: 'Tell the pupil’s social worker',
    source: read(`${WORKING_TOGETHER}, pupils with a social worker, as restated in a school policy of 2024`),
    sourceKind: 'guidance',
    owner: 'dsl',
    clock: { amount: 0, unit: 'school days' },
    consequence: 'Whoever looks after the child’s safety does not know that the child is missing.',
    ends: 'record',
    needs: 'pupil.view-sensitive',
  },
  {
    id: 'returns.youth-offending',
    title: 'Tell the pupil’s youth offending team worker',
    source: read(`${WORKING_TOGETHER} (2024), paragraph 52, as restated in a school policy of 2024`),
    sourceKind: 'guidance',
    owner: 'dsl',
    clock: { amount: 0, unit: 'school days' },
    consequence: 'The worker does not know of an absence that nobody can explain.',
    ends: 'record',
    needs: 'pupil.view-sensitive',
  },
  {
    id: 'returns.virtual-school',
    title: 'Report the pupil’s attendance to the virtual school head',
    source: unread('Agreed with the virtual school: personal education plans name no national day'),
    sourceKind: 'policy',
    owner: 'dsl',
    clock: null,
    consequence: 'The personal education plan is made without this term’s attendance.',
    ends: 'record',
    needs: 'pupil.view-sensitive',
  },
  {
    id: 'returns.ehcp',
    title: 'Tell the authority that the attendance of a pupil with a plan has fallen',
    source: read(
      'A school attendance policy of 2024, sections 3.3 and 7.2; how far is for school and authority to agree',
    ),
    sourceKind: 'policy',
    owner: 'senco',
    clock: null,
    consequence: 'Provision in the plan may not be reaching the child, and its keepers do not know.',
    ends: 'record',
    needs: 'measures.view',
  },
  {
    id: 'returns.correct',
    title: 'Correct a return that is no longer so',
    source: unread('No rule on returns was found; personal data has to be accurate (article 5(1)(d) UK GDPR)'),
    sourceKind: 'regulation',
    owner: 'attendance-officer',
    clock: null,
    consequence: 'The authority acts on marks that the school has changed since.',
    ends: 'facts',
    needs: 'returns.view',
  },
]
