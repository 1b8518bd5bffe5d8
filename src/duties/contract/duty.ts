import type { Action, Role } from '../../identity/contract.ts'
import type { Day } from '../../kernel/day.ts'
import type { ContactId, GroupId, PersonId, PupilId } from '../../kernel/ids.ts'
import type { Half, Session } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Citation } from '../../law/citation.ts'
import type { Code } from '../../law/codes.ts'
import type { Clock, Due, When } from '../rules/clocks.ts'

/** What stands behind a rule: the law, guidance on it, or what the school has promised in its own policy. */
export type SourceKind = 'regulation' | 'guidance' | 'policy'

/**
 * A duty that law or policy attaches to facts, as data. Ids: `N4`, `B2` of this project's list (domain reference §6), or one of the slice's
 * own (`absence.visit`). A rule whose source nobody has read (`source.verified` false) is shown as unverified.
 */
export interface DutyRule {
  readonly id: string
  /** Other rows of that list that this one duty answers, so that nobody is told twice: N4 is also the policy's B4. */
  readonly answers?: readonly string[]
  /** What has to be done, as a command: "Find the reason for the absence". */
  readonly title: string
  readonly source: Citation
  readonly sourceKind: SourceKind
  /** Whose work it is unless the duty names people. */
  readonly owner: Role
  /** Null where the duty has no limit of its own. A duty may be on another clock where the school's policy says so. */
  readonly clock: Clock | null
  /** What happens otherwise, or then: one sentence. */
  readonly consequence: string
  /**
   * How it ends. `facts`: only by what it is about (the mark is recoded, the register taken, a letter sent); `record`: also by somebody
   * writing down that it is done, because nothing else here would know.
   */
  readonly ends: 'facts' | 'record'
  /** The right that it takes, over the whole school, to know of such a duty; `register.view` where left out. Of a register, its own tutors know too. */
  readonly needs?: Action
  /** Before everything else, whatever its limit: a child may be in danger. */
  readonly first?: true
}

export type DutySubject =
  | { readonly kind: 'pupil'; readonly id: PupilId }
  | { readonly kind: 'register'; readonly groupId: GroupId; readonly session: Session }
  | { readonly kind: 'school' }
  | { readonly kind: 'contact'; readonly id: ContactId; readonly pupil: PupilId }

/** One thing that a duty follows from: a mark, or an event in words. */
export interface Because {
  readonly day: Day | null
  readonly half: Half | null
  /** The mark's code. Shown as its category to those who may not know a restricted one. */
  readonly code: Code | null
  /** Plain words that everybody may read who may know of the duty: no names of contacts, no free text of others. */
  readonly words: string
  /** More, for those alone who may see what is recorded beside marks. */
  readonly confidential?: string
}

/** Somewhere to go to do it: a page as its slice declared it, `{ label: 'Open the register', to: '/register/$groupId/$day/$half', params }`. */
export interface DutyAction {
  readonly label: string
  readonly to: string
  readonly params?: Readonly<Record<string, string>>
  readonly search?: Readonly<Record<string, string>>
}

/** How a duty ended: it was done, or what it followed from is no longer so. */
export interface Ended {
  readonly how: 'done' | 'withdrawn'
  /** "Recoded from N". Free text of people ("has a temperature, says his mother") goes to `confidential`. */
  readonly words: string
  /** The code that the mark has become; shown as its category to those who may not know a restricted one. */
  readonly code?: Code
  readonly confidential?: string
  readonly at: Moment
  readonly by: { readonly name: string; readonly position: string }
}

/** A duty as facts give it. It is derived anew each time: nothing of it is stored. */
export interface Duty {
  /** The same as long as it is the same duty: `dutyKey(rule, subject, what triggered it)`. */
  readonly key: string
  readonly rule: string
  readonly subject: DutySubject
  readonly because: readonly Because[]
  /** When its clock started. */
  readonly from: When
  /** Null where it has no limit. */
  readonly due: Due | null
  readonly actions: readonly DutyAction[]
  /** These people's work in the place of the rule's role: the tutors of a register. */
  readonly people?: readonly PersonId[]
  /** Where the school's policy says it in the rule's place: the section, and its own clock. */
  readonly source?: Citation
  readonly clock?: Clock
  /** Lower comes first among duties due at the same time; 0 where left out. Risk, not blame: a child protection plan before others. */
  readonly order?: number
  /** The key of a duty that comes first: this one is not there until that has ended, as the second rung of a ladder. */
  readonly after?: string
  /** Where it has ended: kept in the answer for as long as people may wonder where it went. */
  readonly ended?: Ended
}

/** What one source knows to have ended duties of any source: a contact made ends first-day contact. */
export interface Discharge {
  readonly key: string
  readonly ended: Ended
}
