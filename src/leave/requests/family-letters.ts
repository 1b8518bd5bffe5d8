import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Result } from '../../kernel/result.ts'
import type { Context } from '../../platform/http/use-case.ts'

/** What the letter with a decision leaves open: what was asked for, and what was decided, in words to any parent. */
export interface DecisionInMessage {
  readonly reason: string
  readonly decision: string
}

/** A message with a decision. `cause`: what makes it unique for each parent. */
export interface AskedLetter extends DecisionInMessage {
  readonly schoolId: SchoolId
  readonly pupilId: PupilId
  readonly cause: string
  readonly to: ContactId
  /** Every parent who is sent it, or has it. */
  readonly alsoTo: readonly ContactId[]
}

export interface LookedAtLetter {
  readonly channel: string
  readonly subject: string
  readonly body: string
  readonly findings: readonly {
    readonly id: string
    readonly severity: 'stop' | 'look' | 'note'
    readonly message: string
  }[]
}

/** A copy of a letter with a decision, and what proves that it went. `went`: the day; null where it has not, or came back. */
export interface SentLetter {
  readonly messageId: string
  /** The cause that the letter was asked for with, also of a letter in the place of one that failed. */
  readonly cause: string
  /** The message's own cause: by this it is taken back. */
  readonly messageCause: string
  readonly contactId: ContactId
  readonly name: string
  readonly channel: string
  readonly state: 'waiting' | 'gone' | 'lost'
  readonly went: Day | null
  readonly proof: readonly string[]
}

type Of = { readonly schoolId: SchoolId; readonly pupilId: PupilId }
type Reading = Pick<Context, 'tx' | 'now'>

/** Letters to families, which are a tier above: handed in by main. */
export interface FamilyLetters {
  /** The parents who are entitled to hear of a decision about the child. */
  entitled(context: Reading, of: Of): Promise<readonly { readonly contactId: ContactId; readonly name: string }[]>
  lookAt(context: Context, of: AskedLetter): Promise<Result<LookedAtLetter>>
  queue(context: Context, of: AskedLetter): Promise<Result<unknown>>
  /** Every letter with a decision about leave of the child, the earliest first. */
  sent(context: Reading, of: Of): Promise<readonly SentLetter[]>
  /** Those of these causes that have not gone do not go. */
  takeBack(
    context: Context,
    of: { readonly schoolId: SchoolId; readonly causes: readonly string[]; readonly why: string },
  ): Promise<unknown>
}
