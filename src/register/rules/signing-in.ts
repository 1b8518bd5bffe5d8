import { type Result, refused, success } from '../../kernel/result.ts'
import type { Half } from '../../kernel/session.ts'
import { minutesOf, type TimeOfDay } from '../../kernel/time-of-day.ts'
import { ALL_CODES, byteOfCode, type Code, meaningOfByte } from '../../law/codes.ts'
import { type DayClock, lateMark, sessionTimes } from '../../law/day-clock.ts'
import type { Standing } from './standing.ts'

/** What signing in a pupil does to their mark. `to` equals what stands where a better code is kept. */
export interface SignInDecision {
  readonly to: number
  readonly minutesLate: number
  readonly message: string
}

/** The half of the day a time falls in by a pupil's clock: the morning is over when the afternoon register opens. */
export function halfAt(clock: DayClock, time: TimeOfDay): Half {
  return minutesOf(time) >= minutesOf(clock.pmOpen) ? 'PM' : 'AM'
}

/**
 * The codes that say no more of somebody who arrives after the close than that they were not there. N must become U when the
 * pupil turns up (guidance, page 82), O stands only where nothing else fits, and Z is for somebody not yet on the register.
 */
const SAYS_NO_MORE_THAN_U: readonly Code[] = ['N', 'O', 'U', 'Z', '-']

/**
 * Whether U takes the place of what stands when a pupil arrives after the register closed. U is for where no other code fits
 * (guidance, code U), so everything that explains the absence stays: M stays M, V a trip that has come back, `#` and Y4 a
 * school that was closed. Present and late give way, where the desk is sure that they had only just come.
 */
export function givesWayToU(stands: Code | null): boolean {
  if (stands === null || SAYS_NO_MORE_THAN_U.includes(stands)) return true
  const physical = ALL_CODES.find(({ code }) => code === stands)?.physical
  return physical === 'in' || physical === 'late'
}

/**
 * What an arrival makes of a mark, by the pupil's own clock. While the register is open everybody who comes is L: an absence
 * marked or planned turned out not to be one. Once it has closed they are absent in law, and U only where no better code
 * explains it: an appointment stays M. A pupil who stands as present is only signed in late where the desk insists.
 */
export function decideSignIn(
  facts: { clock: DayClock; half: Half; standing: Standing | undefined },
  arrival: { time: TimeOfDay; evenThoughPresent: boolean },
): Result<SignInDecision> {
  const { clock, half, standing } = facts
  const { open, close } = sessionTimes(clock, half)
  const worth = lateMark(clock, half, arrival.time)
  if (worth === 'session over')
    return refused('register.day-over', `The school day ended at ${clock.dayEnd}: there is nothing to sign in for.`)
  if (worth === 'present')
    return refused(
      'register.not-late',
      `The register opens at ${open}: the pupil is not late. Send them to their tutor, who will mark them present.`,
    )
  const minutesLate = minutesOf(arrival.time) - minutesOf(open)
  const meaning = meaningOfByte(standing?.byte ?? 0)
  if (standing !== undefined && standing.entry.act === 'signed-in' && meaning?.physical.startsWith('late') === true)
    return refused(
      'register.already-signed-in',
      `They were signed in already, at ${standing.details.arrival_time ?? 'an earlier time'}. To correct it, amend the mark.`,
    )
  const wasThere = meaning?.physical === 'in' || meaning?.physical === 'late'
  if (wasThere && worth === 'U' && !arrival.evenThoughPresent)
    return refused(
      'register.already-present',
      `${standing?.entry.by.name ?? 'Somebody'} marked them present in this session. If they had left and are back, sign them back in. If they have only just come, say so and sign them in.`,
    )
  if (worth === 'L')
    return success({
      to: byteOfCode('L'),
      minutesLate,
      message: `Late: L, ${minutesText(minutesLate)} after the register opened. It closes at ${close}.`,
    })
  if (meaning !== undefined && !givesWayToU(meaning.code))
    return success({
      to: meaning.byte,
      minutesLate,
      message: `The register closed at ${close}. ${meaning.code} (${meaning.name}) stays, because it explains the absence; the time of arrival is kept beside it.`,
    })
  return success({
    to: byteOfCode('U'),
    minutesLate,
    message: `The register closed at ${close}: U, ${minutesText(minutesLate)} after it opened. If there is a good reason, the office can amend the mark.`,
  })
}

function minutesText(minutes: number): string {
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}
