import { type Day, longDay, shortDay } from '../../../kernel/day.ts'
import { type Moment, schoolTime } from '../../../kernel/time-of-day.ts'
import { lastOf, type ThreadEvent } from '../../contract/event.ts'
import { fateWords } from '../improve/fate.ts'
import { noticeState } from '../improve/notice-state.ts'

interface Counted {
  readonly day: Day
  readonly half: 'AM' | 'PM'
  readonly code: string
}

/** Sessions, a day in each row: the day, the code of its morning, the code of its afternoon. */
export function sessionsByDay(sessions: readonly Counted[]): readonly (readonly [string, string, string])[] {
  const codeOf = (of: readonly Counted[], half: Counted['half']) => of.find((one) => one.half === half)?.code ?? ''
  return [...Map.groupBy(sessions, ({ day }) => day)]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([day, of]) => [longDay(day), codeOf(of, 'AM'), codeOf(of, 'PM')])
}

/** When the threshold was met, and what else counted when the head decided, as it stood at a moment: a notice is not about those. */
export function thresholdLines(considered: readonly ThreadEvent[], moment: Moment): readonly string[] {
  const decided = lastOf(
    considered.filter(({ at }) => at <= moment),
    'decided',
  )
  if (decided === undefined) return []
  const { metOn, also = [] } = decided.body
  const others = also.map(({ day, half, code }) => `${shortDay(day)} ${half} ${code}`).join(', ')
  return [
    metOn === null ? 'The national threshold was not met.' : `The national threshold was met on ${longDay(metOn)}.`,
    ...(others === '' ? [] : [`Counted as well when the head decided, and not what this notice is about: ${others}.`]),
  ]
}

/** The notices to improve to a parent, as an authority reads of them at a moment: their weeks, and what came of them. */
export function improveRows(
  notices: readonly (readonly ThreadEvent[])[],
  moment: Moment,
): readonly (readonly [string, string])[] {
  const told = notices.flatMap((events) =>
    improveInWords(
      events.filter(({ at }) => at <= moment),
      schoolTime(moment).day,
    ),
  )
  return (told.length === 0 ? ['None to this parent'] : told).map((words) => ['Notice to improve', words])
}

function improveInWords(events: readonly ThreadEvent[], today: Day): string[] {
  const is = noticeState(events, today)
  if (is === undefined || is.sentOn === null) return []
  const { first, last, weeks } = is.told
  const { fate } = is
  const how =
    fate === undefined ? `Sent on ${shortDay(is.sentOn)}` : `Let go on ${shortDay(is.sentOn)}, ${fateWords(fate)}`
  const sent = `${how}, for ${shortDay(first)} to ${shortDay(last)} (${weeks} school weeks)`
  const ended = lastOf(events, 'improve-ended')
  if (ended === undefined) return [`${sent}. It has not ended.`]
  const { outcome, attended, possible, unauthorised } = ended.body
  const counts = `${attended} of ${possible} half days in school, ${unauthorised} unauthorised`
  return [`${sent}. Ended on ${shortDay(ended.day)}: ${outcome}; ${counts}.`]
}
