import type { Action } from '../../identity/contract.ts'
import { addDays, type Day, longDay } from '../../kernel/day.ts'
import { conflict, type Problem, type Result, refused, success } from '../../kernel/result.ts'
import type { TimeOfDay } from '../../kernel/time-of-day.ts'
import { compareDue, type When } from './clocks.ts'
import { USUAL_NEED } from './seeing.ts'
import type { StandingDuty } from './standing.ts'
import { dueInWords, sourceInWords } from './words.ts'

/** Longer than this nobody puts anything off: the year ends, and whoever did it has left. */
const LONGEST_SNOOZE_DAYS = 120

/** Refuses an act about a duty that has ended: each is discharged once. */
export function refuseEnded(standing: StandingDuty): Result<never, Problem> | undefined {
  const { ended } = standing
  if (ended === null) return undefined
  return conflict(
    'duties.ended',
    `This has ended already (${ended.words.toLowerCase()}, ${ended.by.name}). Refresh the list: it is no longer open.`,
  )
}

/**
 * Puts a duty off. Not into the past, not for ever, and beyond its due date only by somebody who says that they know it: the clock of the law
 * goes on running, whatever the list shows.
 */
export function decideSnooze(
  standing: StandingDuty,
  wish: {
    readonly until: When
    readonly beyondDue: boolean
    readonly now: { readonly day: Day; readonly time: TimeOfDay }
  },
): Result<{ readonly beyondDue: boolean }> {
  const { until, now } = wish
  const ended = refuseEnded(standing)
  if (ended !== undefined) return ended
  const limit = { kind: 'by', ...until } as const
  if (compareDue(limit, { kind: 'by', ...now }) <= 0)
    return refused('duties.snooze-past', 'That moment has passed. Choose a later one.')
  if (until.day > addDays(now.day, LONGEST_SNOOZE_DAYS))
    return refused(
      'duties.snooze-too-long',
      `Put it off until ${longDay(addDays(now.day, LONGEST_SNOOZE_DAYS))} at the latest, and look at it again then.`,
    )
  const { due } = standing.duty
  const beyond = due !== null && due.kind === 'by' && compareDue(limit, due) > 0
  if (beyond && !wish.beyondDue)
    return refused(
      'duties.snooze-beyond-due',
      `It is due ${dueInWords(due)} (${sourceInWords(standing)}), and that clock goes on running. Choose an earlier moment, or say that you know.`,
      { due },
    )
  return success({ beyondDue: beyond })
}

/** Writes a duty down as done, where its rule lets a person say so. */
export function decideDone(standing: StandingDuty): Result<undefined> {
  const ended = refuseEnded(standing)
  if (ended !== undefined) return ended
  if (standing.rule.ends === 'record') return success(undefined)
  const { actions } = standing.duty
  const instead = actions[0] === undefined ? 'Do what it asks for' : `Use “${actions[0].label}”`
  return refused(
    'duties.not-by-word',
    `This ends by itself when what it is about has changed, not by anybody’s word. ${instead}.`,
  )
}

/** Whether somebody with these rights can be given a duty: they must be allowed to know of it and to act on it. */
export function decideHandOver(
  standing: StandingDuty,
  to: { readonly name: string; readonly holds: (action: Action) => boolean },
): Result<undefined> {
  const ended = refuseEnded(standing)
  if (ended !== undefined) return ended
  const needs = standing.rule.needs ?? USUAL_NEED
  if (to.holds('duties.act') && to.holds(needs)) return success(undefined)
  return refused(
    'duties.not-theirs',
    `${to.name} may not see what “${standing.rule.title}” is about. Choose somebody who works with every pupil’s attendance.`,
  )
}
