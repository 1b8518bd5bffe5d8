import { type Day, longDay } from '../../../kernel/day.ts'
import { absentOf, countUp } from './counted.ts'
import { KIND_NAMES, type LetterKind } from './ladder.ts'
import type { ChildFacts, LetterWording, NextLetter, PastLetter } from './next-letter.ts'

/** A letter that was written and has not gone yet. */
export interface WaitingLetter {
  readonly letterId: string
  readonly kind: LetterKind
  readonly wording: LetterWording | 'good news'
  /** The day by which it asks for an answer; null where it asks for none. */
  readonly replyBy: Day | null
}

/** What a child has had, as though a letter had never been written, and no other waited: what would come next then has to be that letter. */
export function historyWithout(
  history: readonly PastLetter[],
  { letterId }: Pick<WaitingLetter, 'letterId'>,
): readonly PastLetter[] {
  return history.filter((one) => one.letterId !== letterId && one.state !== 'waiting')
}

/**
 * Why a letter that was written does not go any more, in plain words that everybody may read who prints letters: of what holds it back no more
 * than that something does. Undefined where it still fits.
 * @param next what comes next for the child by `historyWithout`.
 */
export function whyNotAnyMore(
  letter: WaitingLetter,
  of: { readonly facts: Pick<ChildFacts, 'sessions' | 'today'>; readonly next: NextLetter },
): string | undefined {
  const { facts, next } = of
  if (letter.replyBy !== null && letter.replyBy <= facts.today)
    return `It asks for an answer by ${longDay(letter.replyBy)}, which is over. ${ANEW}`
  if (letter.kind === 'stepped-down') return undefined
  if (next.kind === 'held') return `Letters to this family are held back by now. Take it back.`
  const missed = missedNow(facts)
  if (next.kind === 'praise' && letter.kind === next.letter) return undefined
  if (next.kind !== 'due') return `${missed}: this letter no longer fits. Take it back.`
  if (next.letter !== letter.kind) return `${missed}: by now the ${KIND_NAMES[next.letter].toLowerCase()} fits. ${ANEW}`
  if (next.wording !== letter.wording) return `${missed}: the same letter in other words fits by now. ${ANEW}`
  return undefined
}

/** "Missed 0 of 104 sessions now". */
export function missedNow({ sessions }: Pick<ChildFacts, 'sessions'>): string {
  const counted = countUp(sessions)
  return `Missed ${absentOf(counted)} of ${counted.possible} sessions now`
}

const ANEW = 'Take it back, and put it in the queue anew from the letters.'
