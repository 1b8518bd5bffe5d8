import type { Day } from '../../kernel/day.ts'
import { approvalChecks } from './checks/approval-checks.ts'
import { announcedTwice, clockChecks } from './checks/clock-checks.ts'
import { decisionChecks } from './checks/decision-checks.ts'
import type { Finding } from './checks/finding.ts'
import { followUpChecks } from './checks/follow-up-checks.ts'
import { statedTwice } from './checks/stated-twice.ts'
import { wordingChecks } from './checks/wording-checks.ts'
import type { PolicyFile } from './shape/policy.ts'
import type { SettingName } from './shape/settings.ts'

/** Settings that a check of their own looks at in every place. */
const LOOKED_AT: readonly SettingName[] = [
  'reasonWithin',
  'noContact',
  'firstDayContact',
  'withoutEvidence',
  'leave',
  'penaltyNotices',
  'penaltyNoticesBy',
]

const ORDER = ['stop', 'law', 'conflict', 'note']

/**
 * What a policy says against the law and against itself, each with every place that takes part, quoted by section, the legal position
 * with its source, and what to do. What must be put right comes first.
 */
export function checkPolicy(file: PolicyFile, today: Day): readonly Finding[] {
  const findings = [
    ...clockChecks(file),
    ...announcedTwice(file),
    ...followUpChecks(file),
    ...decisionChecks(file),
    ...approvalChecks(file, today),
    ...wordingChecks(file),
    ...statedTwice(file, LOOKED_AT),
  ]
  return findings.toSorted(
    (a, b) =>
      ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || a.row.localeCompare(b.row, 'en', { numeric: true }),
  )
}
