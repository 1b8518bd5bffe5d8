import { type Day, longDay } from '../../../kernel/day.ts'
import type { EventBody } from '../../contract/event.ts'
import { MOST_WORDS } from '../../contract/events/shape.ts'

export type NoticeContents = EventBody<'improve-drafted'>['contents']

/** The eight contents of a notice to improve (domain reference §5.2), in the order in which it says them, each under its heading. */
export const CONTENT_HEADINGS: Readonly<Record<keyof NoticeContents, string>> = {
  record: 'What happened',
  benefits: 'Why school every day matters, and what the law says',
  supportGiven: 'The help there has been',
  supportNow: 'The help you can have now',
  enough: 'What needs to change, and by when',
  warning: 'What can happen if it does not change',
  early: 'When that can happen sooner',
  offence: 'The rule this is about',
}
export const CONTENT_NAMES = Object.keys(CONTENT_HEADINGS) as (keyof NoticeContents)[]

/** What the proposal is made from. */
export interface ContentFacts {
  readonly child: string
  readonly school: string
  readonly schoolPhone: string
  /** Sessions not authorised, of how many in the weeks that count. */
  readonly unauthorised: number
  readonly since: Day
  readonly until: Day
  /** What help was offered: whole sentences to the parent. */
  readonly help: readonly string[]
  /** There was help of which this parent is not told: it is about another adult alone. */
  readonly helpElsewhere?: boolean
  readonly first: Day
  readonly last: Day
  readonly weeks: number
  readonly target: EventBody<'improve-drafted'>['target']
  readonly earlyAfterWeeks: number | null
}

/** The last of so many sentences: a content holds so much and no more. */
function latestThatFit(sentences: readonly string[]): string {
  let kept = sentences
  while (kept.length > 1 && kept.join(' ').length > MOST_WORDS) kept = kept.slice(1)
  return kept.join(' ')
}

const halfDays = (count: number) => `${count} ${count === 1 ? 'half day' : 'half days'}`

/** A first wording of each content, in short words: whoever builds the notice changes it. */
export function proposedContents(facts: ContentFacts): NoticeContents {
  const { child, school, schoolPhone, unauthorised, since, until } = facts
  const none =
    facts.helpElsewhere === true ? 'We have not offered help to you so far.' : 'No help has been agreed so far.'
  const help =
    facts.help.length === 0
      ? `${none} We are sorry if something should have been offered sooner.`
      : latestThatFit(facts.help)
  return {
    record: `From ${longDay(since)} to ${longDay(until)}, ${child} missed ${halfDays(unauthorised)} of school that we did not agree to or that nobody explained.`,
    benefits: `Children who come to school every day learn more, keep their friends and have more choices later. By law each parent makes sure that a child has full-time education, at school or in another way (section 7 of the Education Act 1996).`,
    offence: `If a child on the roll of a school does not go regularly, the parent can be guilty of an offence (section 444 of the Education Act 1996). There are exceptions, such as illness or leave that the school gave.`,
    supportGiven: help,
    supportNow: `We still want to help. Ring ${school}${schoolPhone === '' ? '' : ` on ${schoolPhone}`} and tell us what makes it hard to come. You may bring somebody with you to talk to us.`,
    enough: enoughWords(facts),
    warning: `If this does not change, the local authority may be asked to send you a penalty notice, or may take the matter to court. We would much rather not get that far.`,
    early: earlyWords(facts),
  }
}

/**
 * The words of a notice that was drafted before, for the one that takes its place: somebody chose them. What happened is told as the register has it
 * now, and what is enough and what comes early follow from the new weeks.
 */
export function withWordsOf(before: NoticeContents, proposed: NoticeContents): NoticeContents {
  const { record, enough, early } = proposed
  return { ...before, record, enough, early }
}

type OfPeriod = Pick<ContentFacts, 'child' | 'first' | 'last' | 'weeks' | 'target' | 'earlyAfterWeeks'>

/** What is enough, in the words of the notice: from the numbers alone, so that the paper and the tracking are one. */
export function enoughWords({ child, first, last, weeks, target }: OfPeriod): string {
  const possible = `${target.attended} of the ${halfDays(target.possible)}`
  const missed = target.unauthorised === 1 ? 'no half day' : `fewer than ${halfDays(target.unauthorised)}`
  return `From ${longDay(first)} to ${longDay(last)} (${weeks} school weeks), ${child} comes to school for at least ${possible}, with ${missed} missed without a reason that we can agree to. Illness that you tell us about does not count against you, and nor do days when the school is shut.`
}

/** When a penalty notice may come before the last day, in the words of the notice. */
export function earlyWords({ child, target, earlyAfterWeeks, weeks }: OfPeriod): string {
  const soonest =
    earlyAfterWeeks === null || earlyAfterWeeks >= weeks
      ? ''
      : `Not before ${earlyAfterWeeks} school weeks have passed: `
  const words = `if ${child} misses ${halfDays(target.unauthorised)} or more without a reason that we can agree to, we may act before the last day.`
  return soonest === '' ? `${words.charAt(0).toUpperCase()}${words.slice(1)}` : `${soonest}${words}`
}

/** The whole notice as plain paragraphs, for a message. */
export function noticeInParagraphs(contents: NoticeContents): string {
  return CONTENT_NAMES.map((name) => `${CONTENT_HEADINGS[name]}: ${contents[name]}`).join('\n\n')
}
