import { type Day, longDay } from '../../kernel/day.ts'
import type { SchoolCalendar } from '../../roll/contract.ts'
import type { DecisionLetter } from './decision-letter.ts'
import {
  type KeptAway,
  type KeptAwayStep,
  keptAwayDays,
  keptAwaySessions,
  type OtherDecision,
  provisionFrom,
  sixthDay,
} from './kept-away.ts'

/**
 * The letter about a suspension, to the family: which days, why, where the child may not be (N18), and where they are taught from the
 * sixth day (N19). It says no more than this project has read; what else the school must say is the head's to add.
 */
export function suspensionLetter(of: {
  readonly suspension: KeptAway & { readonly words: string; readonly letter: string }
  readonly steps: readonly KeptAwayStep[]
  /** What else was decided about the pupil. */
  readonly others?: readonly OtherDecision[]
  readonly calendar: SchoolCalendar
  readonly name: string
  readonly by: { readonly name: string; readonly position: string }
}): DecisionLetter {
  const { steps, others, calendar, name, by } = of
  const sessions = keptAwaySessions(calendar, of.suspension, steps)
  const last = sessions.at(-1)
  // One that ended early is told of as it stands.
  const endedEarly = last !== undefined && steps.some(({ kind }) => kind === 'ended')
  const suspension = endedEarly ? { ...of.suspension, to: last } : of.suspension
  const days = keptAwayDays(sessions)
  const early = days.slice(0, provisionFrom(suspension.from.day).nth - 1)
  const sixth = sixthDay(calendar, { ...suspension, steps }, others)
  const permanent = suspension.kind === 'permanent'
  return {
    title: permanent ? `Permanent exclusion of ${name}` : `Suspension of ${name}`,
    day: longDay(suspension.decidedDay),
    to: `parent or carer of ${name}`,
    opening: permanent
      ? `I am writing to tell you that I have excluded ${name} permanently, from ${spoken(suspension.from)}.`
      : `I am writing to tell you that I have suspended ${name} ${spanOf(days, suspension)}.`,
    lines: [
      `My reason: ${suspension.words}`,
      `On ${listOf(early)}, please make sure that ${name} is not in a public place during school hours. If they are, you could be given a penalty notice.`,
      ...(sixth === undefined ? [] : [provisionWords(steps, { sixth, name })]),
      ...(permanent ? [] : [backWords(calendar, suspension, { days, name })]),
      ...(suspension.letter === '' ? [] : [suspension.letter]),
    ],
    closing: 'If something about this is not clear, please ring the school office.',
    by: by.name,
    position: by.position,
  }
}

function spoken({ day, half }: KeptAway['from']): string {
  return half === 'AM' ? longDay(day) : `midday on ${longDay(day)}`
}

function spanOf(days: readonly Day[], { from, to }: KeptAway): string {
  const count = days.length === 1 ? 'one school day' : `${days.length} school days`
  const until = to === null ? '' : to.half === 'PM' ? ` to ${longDay(to.day)}` : ` to midday on ${longDay(to.day)}`
  const span = days.length === 1 ? `on ${spoken(from)}` : `from ${spoken(from)}${until}`
  return from.half === 'AM' && to?.half === 'PM' ? `${span}, for ${count}` : span
}

function listOf(days: readonly Day[]): string {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return 'these days'
  return days.length === 1 ? longDay(first) : `the school days from ${longDay(first)} to ${longDay(last)}`
}

function provisionWords(steps: readonly KeptAwayStep[], { sixth, name }: { sixth: Day; name: string }): string {
  const arranged = steps.find((step) => step.kind === 'provision')
  return arranged === undefined
    ? `From ${longDay(sixth)}, the sixth school day, ${name} will be taught elsewhere. I will write to you about where and when.`
    : `From ${longDay(arranged.first)} ${name} is taught elsewhere: ${arranged.words}.`
}

function backWords(
  calendar: SchoolCalendar,
  { to }: KeptAway,
  { days, name }: { days: readonly Day[]; name: string },
): string {
  const last = days.at(-1)
  if (to === null || last === undefined) return `We expect ${name} back after that.`
  if (to.half === 'AM') return `We expect ${name} back at midday on ${longDay(to.day)}.`
  const next = keptAwayDays(keptAwaySessions(calendar, { from: { day: last, half: 'PM' }, to: null })).find(
    (day) => day > last,
  )
  return next === undefined ? `We expect ${name} back after that.` : `We expect ${name} back on ${longDay(next)}.`
}
