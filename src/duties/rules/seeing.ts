import type { Action } from '../../identity/contract.ts'
import type { GroupId } from '../../kernel/ids.ts'
import type { Code } from '../../law/codes.ts'
import { categoryOfRestricted, type ShownCode } from '../../law/reason-category.ts'
import type { Duty, DutyRule } from '../contract/duty.ts'

/** Who looks at duties. */
export interface DutyViewer {
  /** Whether they hold a right over the whole school. */
  readonly holds: (action: Action) => boolean
  /** Whether they see duties beyond those of their own registers. */
  readonly all: boolean
  /** The groups whose registers are theirs. */
  readonly ownGroups: readonly GroupId[]
}

/** What it takes to know of duties of a rule that names nothing else. */
export const USUAL_NEED: Action = 'register.view'

/** Whether somebody may know of a duty: teachers of those about their own registers, others as far as the rule's right reaches. */
export function maySee(viewer: DutyViewer, duty: Duty, rule: DutyRule): boolean {
  const { subject } = duty
  if (subject.kind === 'register' && viewer.ownGroups.includes(subject.groupId)) return true
  return viewer.all && viewer.holds(rule.needs ?? USUAL_NEED)
}

/** A code as this viewer is shown it: a restricted one as its category (domain reference §8). */
export function codeShownTo(viewer: DutyViewer, code: Code | null): ShownCode | null {
  if (code === null || viewer.holds('register.view-details')) return code
  return categoryOfRestricted(code) ?? code
}

/** Words of people, for those who may see what is recorded beside marks. */
export function wordsShownTo(viewer: DutyViewer, words: string | undefined): string | null {
  return words !== undefined && viewer.holds('register.view-details') ? words : null
}
