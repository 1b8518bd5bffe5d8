import type { Day } from '../../../kernel/day.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import type { PlanParty } from '../../contract/entries/plans.ts'
import { type BodyOf, type Entry, entriesOf } from '../../contract/entry.ts'
import { unanswered } from '../cases/disclosures.ts'
import { FORM_NAMES } from './plan-words.ts'
import { type Plan, waitsFor } from './plans-of.ts'

/** What a parent asked on the family page about a plan, with the school's answer. */
export interface PlanQuestion extends BodyOf<'plan-asked'> {
  readonly day: Day
  readonly at: Moment
  /** For those alone who look after safety: they act on it, and answer nobody here. */
  readonly restricted: boolean
  readonly answer: {
    readonly words: string
    readonly day: Day
    readonly at: Moment
    readonly by: Entry['by']
  } | null
}

/** The questions about the plans of a case, in the order in which they were asked. The first answer counts. */
export function planQuestions(entries: readonly Entry[]): readonly PlanQuestion[] {
  const answers = entriesOf(entries, 'plan-answered').filter(({ restricted }) => !restricted)
  return entriesOf(entries, 'plan-asked').map(({ body, day, at, restricted }) => {
    const found = answers.find((one) => one.body.questionId === body.questionId)
    const answer = found && { words: found.body.words, day: found.day, at: found.at, by: found.by }
    return { ...body, day, at, restricted, answer: answer ?? null }
  })
}

/** Those that somebody who works on the case has to answer. */
export function waitingQuestions(entries: readonly Entry[]): readonly PlanQuestion[] {
  return planQuestions(entries).filter(({ restricted, answer }) => !restricted && answer === null)
}

/**
 * Whether a parent asked about this plan for those alone who look after safety, and none of these has written yet what was done: who signs, and
 * learns what, may be the very thing that is not safe, so until then nobody of the family signs it.
 * @param entries of the case, with the restricted ones
 */
export function isHeldForSafety(entries: readonly Entry[], planId: string): boolean {
  return unanswered(entries).some((told) => told.kind === 'plan-asked' && told.body.planId === planId)
}

/** Whether a party signs for the family: as parent, or as the child. */
export function isOfFamily({ role }: Pick<PlanParty, 'role'>): boolean {
  return role === 'parent' || role === 'pupil'
}

/**
 * What a plan that is held for safety means for who answers the question: who of the family has it before them, and that they cannot sign meanwhile.
 * Undefined where nobody of the family is asked to sign.
 */
export function heldInWords({ form, state, latest }: Pick<Plan, 'form' | 'state' | 'latest'>): string | undefined {
  if (state !== 'waiting for signatures') return undefined
  const names = waitsFor(latest)
    .filter(isOfFamily)
    .map(({ name }) => name)
  if (names.length === 0) return undefined
  const who = [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ')
  return `${FORM_NAMES[form]}: it is out with ${who} to sign. Nobody of the family can sign it until what was done is written`
}
