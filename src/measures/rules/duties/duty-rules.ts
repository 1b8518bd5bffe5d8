import type { DutyRule } from '../../../duties/contract.ts'
import { type Citation, unread } from '../../../law/citation.ts'
import { THRESHOLDS, type ThresholdId } from '../../../law/thresholds.ts'

function sourceOf(id: ThresholdId): Citation {
  const latest = THRESHOLDS.findLast((threshold) => threshold.id === id)
  return latest === undefined ? unread(id) : { source: latest.source, verified: latest.verified }
}

const POLICY = unread('Promised by the school’s policy')

/** A report that the policy promises as a rule; the duty names the section. */
const report = (id: string, title: string, owner: DutyRule['owner']): DutyRule => ({
  id,
  title,
  source: POLICY,
  sourceKind: 'policy',
  owner,
  clock: null,
  consequence: 'The school’s own policy is not kept.',
  ends: 'record',
  needs: 'measures.view',
})

/** The duties that sums over marks make. */
export const MEASURES_DUTY_RULES: readonly DutyRule[] = [
  {
    id: 'N8',
    answers: ['B16'],
    title: 'Send a sickness return to the local authority',
    source: sourceOf('N8'),
    sourceKind: 'guidance',
    owner: 'attendance-officer',
    clock: { amount: 0, unit: 'school days' },
    consequence: 'The authority arranges education for children who are ill for 15 school days; it must know of them.',
    ends: 'record',
    needs: 'register.view-details',
  },
  {
    id: 'N20',
    answers: ['B14'],
    title: 'Support a persistently absent pupil',
    source: sourceOf('N20'),
    sourceKind: 'guidance',
    owner: 'pastoral',
    clock: null,
    consequence: 'The pupil misses a tenth of school or more, and nothing is being done about what keeps them away.',
    ends: 'record',
    needs: 'measures.view',
  },
  {
    id: 'N21',
    answers: ['B15'],
    title: 'Plan with the local authority for a severely absent pupil',
    source: sourceOf('N21'),
    sourceKind: 'guidance',
    owner: 'attendance-champion',
    clock: null,
    consequence: 'The pupil misses half of school or more without a plan that school and authority share.',
    ends: 'record',
    needs: 'measures.view',
  },
  report('B18', 'Analyse attendance and report to the school’s leaders', 'attendance-champion'),
  report('B19', 'Report attendance to governors or trustees', 'head'),
  report('B20', 'Report attendance to parents', 'attendance-officer'),
]
