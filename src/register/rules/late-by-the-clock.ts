import type { Half } from '../../kernel/session.ts'
import type { TimeOfDay } from '../../kernel/time-of-day.ts'
import type { Code } from '../../law/codes.ts'
import { type DayClock, lateMark, sessionTimes } from '../../law/day-clock.ts'

/** Why an arrival cannot be L or U, by the pupil's own clock. The message is the end of a sentence that names the pupil. */
export interface ClockFault {
  readonly code: 'register.late-by-the-clock' | 'register.session-over'
  readonly message: string
}

/**
 * Checks L and U against the time of arrival. In law both turn on when taking the register began and ended (regulation 10,
 * Tables 1 and 3): L for who was absent when it began and came before it ended, U for who came after it ended and before the
 * session did. The clock says when taking begins and ends, and is right unless that day's register was in fact taken at another
 * time (a fire drill, a late bus that a class waited for). So `register.late-by-the-clock` may be overruled by somebody who
 * gives that as the reason; nothing overrules the end of the session.
 */
export function clockFaultOf(
  mark: { readonly code: Code; readonly half: Half; readonly arrivedAt: TimeOfDay | null },
  clock: DayClock,
): ClockFault | undefined {
  const { code, half, arrivedAt } = mark
  if ((code !== 'L' && code !== 'U') || arrivedAt === null) return undefined
  const worth = lateMark(clock, half, arrivedAt)
  if (worth === code) return undefined
  const { open, close, end } = sessionTimes(clock, half)
  const slash = half === 'AM' ? '/' : '\\'
  const came = `${code} with an arrival at ${arrivedAt}`
  if (worth === 'session over')
    return {
      code: 'register.session-over',
      message: `${came}: their session ended at ${end}, so this was no arrival in it. Correct the time, or enter the reason for the absence.`,
    }
  const instead = {
    L: `their register was open until ${close}, so this is L`,
    U: `their register had closed at ${close}, so this is U, or the code that explains it better`,
    present: `their register opened at ${open}, so they were there when it began: ${slash}`,
  }[worth]
  return { code: 'register.late-by-the-clock', message: `${came}: ${instead}. Correct the time or the code.` }
}
