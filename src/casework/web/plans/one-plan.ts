import type { Day } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import type { CasePlan, casePlans } from '../../contract.ts'

type Plans = Answer<typeof casePlans>

/** One plan with what every part of its card needs to know. */
export interface OnePlan {
  readonly caseId: string
  readonly plan: CasePlan
  readonly child: Plans['child']
  readonly today: Day
  readonly may: Plans['may']
}

export type PlanVersion = CasePlan['versions'][number]
