import { day } from '../../kernel/day.ts'
import { REGULATIONS_2024, read, unread } from '../../law/citation.ts'
import { thresholdOn } from '../../law/thresholds.ts'
import type { DutyRule } from '../contract/duty.ts'

const NEW_PUPIL = thresholdOn('N9', day('2024-08-19'))

/** How many days after the day of entry a new pupil return is due. */
export const NEW_PUPIL_DAYS: number = NEW_PUPIL?.amount ?? 5

/** Duties that the roll and the policy make: both stand below this slice, so it reads them itself. */
export const OWN_RULES: readonly DutyRule[] = [
  {
    id: 'N9',
    title: 'Send the new pupil return to the local authority',
    source: NEW_PUPIL ?? unread('New pupil return'),
    sourceKind: 'regulation',
    owner: 'school-admin',
    clock: { amount: NEW_PUPIL_DAYS, unit: 'days' },
    consequence: 'The authority cannot tell that the child is at school.',
    ends: 'record',
    needs: 'pupil.view',
  },
  {
    id: 'roll.parent-number',
    title: 'Ask for a telephone number of each parent at home',
    source: read(`${REGULATIONS_2024}, regulation 8 as restated by regulation 13(4)(d)`),
    sourceKind: 'regulation',
    owner: 'school-admin',
    clock: null,
    consequence: 'In an emergency nobody at home can be reached.',
    ends: 'facts',
    needs: 'pupil.view-contacts',
  },
  {
    id: 'B17',
    title: 'Ask the family for more telephone numbers',
    source: unread('Asked for by the school’s policy'),
    sourceKind: 'policy',
    owner: 'school-admin',
    clock: null,
    consequence: 'When the child is absent and one number does not answer, nobody else can be called.',
    ends: 'facts',
    needs: 'pupil.view-contacts',
  },
  {
    id: 'B22',
    title: 'Review the attendance policy',
    source: unread('Promised by the school’s policy'),
    sourceKind: 'policy',
    owner: 'head',
    clock: { amount: 1, unit: 'years' },
    consequence: 'The school works by a policy that nobody has looked at again.',
    ends: 'facts',
    needs: 'school.view',
  },
]
