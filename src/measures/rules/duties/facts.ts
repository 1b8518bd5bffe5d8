import type { DutyAsked } from '../../../duties/contract.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { SessionIndex } from '../../../kernel/session.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import type { EnrolmentOfYear } from '../../../roll/contract.ts'
import { type CodeCounts, countStrip, noSessions, type SessionSpan, type Sessions, sessionsOf } from '../sessions.ts'

/** A pupil's sums of the year so far: every register closed by now. */
export interface PupilSums {
  readonly pupil: EnrolmentOfYear
  readonly strip: Uint8Array
  readonly span: SessionSpan
  readonly counts: CodeCounts
  readonly sessions: Sessions
}

/** A support that began for a pupil and has not ended. */
export interface OpenSupport {
  readonly name: string
  readonly at: Moment
  readonly by: { readonly name: string; readonly position: string }
}

/** All that duties from sums are found in. */
export interface SumsFacts {
  readonly asked: Pick<DutyAsked, 'today' | 'year' | 'calendar' | 'days' | 'policy' | 'endedSince'>
  readonly sums: readonly PupilSums[]
  readonly supports: ReadonlyMap<PupilId, OpenSupport>
}

/** The sums of everybody who is on roll today; those who left are past helping by this school. */
export function pupilSums(
  enrolments: readonly EnrolmentOfYear[],
  of: {
    readonly strips: ReadonlyMap<PupilId, Uint8Array>
    readonly until: SessionIndex | -1
    readonly now: SessionIndex
  },
): readonly PupilSums[] {
  return enrolments.flatMap((pupil) => {
    const strip = of.strips.get(pupil.pupilId)
    if (pupil.boarder || strip === undefined || pupil.lastSession < of.now || of.until < pupil.firstSession) return []
    const span = { from: pupil.firstSession, to: of.until as SessionIndex }
    const counts = noSessions()
    countStrip(counts, strip, span)
    return [{ pupil, strip, span, counts, sessions: sessionsOf(counts) }]
  })
}
