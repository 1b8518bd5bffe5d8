import type { Change } from './change.ts'
import { halfDays, times } from './half-days.ts'

/** What is known of one child's week when something is to be said to the child. */
export interface SayFacts {
  readonly change: Change
  /** Missed of the last eight weeks, sessions set aside left out; undefined where they cannot be compared. */
  readonly missedLately: number | undefined
  /** Half days away this week, for whatever reason, and whether the last session counted was attended. */
  readonly missedThisWeek: number
  readonly isBack: boolean
  /** How much of this week has been counted for the child: of a Monday morning without a mark nothing is said of the week. */
  readonly thisWeek: 'nothing' | 'part' | 'whole'
  /** The family or the school wants no praise for attendance. */
  readonly noPraise: boolean
}

/** One thing to say to a child, to the child: kind, true, about nobody else, and a question where there is one to ask. */
export function toSay({ change, missedLately, missedThisWeek, isBack, thisWeek, noPraise }: SayFacts): string {
  if (change.kind === 'worse')
    return `We have missed you: ${halfDays(change.halfDays)} more away in the last 4 school weeks than in the 4 before. Is something making it hard to come?`
  if (noPraise) return thisWeek === 'whole' ? 'Good to see you. How was your week?' : 'Good to see you. How are things?'
  if (change.kind === 'better')
    return `You were in school for ${halfDays(change.halfDays)} more in the last 4 school weeks than in the 4 before. What helped?`
  if (change.fewerLates > 0)
    return `You came late ${times(change.fewerLates)} less in the last 4 school weeks than in the 4 before. What helped?`
  if (missedThisWeek > 0)
    return isBack
      ? 'Good to have you back. Is there anything that you would like to catch up on?'
      : 'We hope to see you soon.'
  if (missedLately === 0) return 'You came every time you could, for eight weeks. Thank you.'
  if (thisWeek === 'whole') return 'Good to see you all week. What went well?'
  return thisWeek === 'part' ? 'Good to see you this week. What is going well?' : 'Good to see you. How are things?'
}

/** What a card can say by itself, after "Well done": only what is no chance, and in no comparison with others; empty where nothing is. */
export function praiseWords({ kind, halfDays: more, fewerLates }: Change): string {
  if (kind === 'better') return `in school for ${halfDays(more)} more in four weeks than in the four weeks before`
  if (fewerLates > 0 && kind !== 'worse')
    return `on time more often: late ${times(fewerLates)} less in four weeks than in the four weeks before`
  return ''
}
