import type { DutyAsked } from '../../duties/contract.ts'
import type { Day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Session, SessionIndex } from '../../kernel/session.ts'
import type { YearGroup } from '../../law/school-age.ts'
import type { EnrolmentOfYear, FlagKind } from '../../roll/contract.ts'
import type { Worker } from './kinds.ts'
import type { ReturnSettings } from './settings.ts'

/** What a family has said of an illness that goes on: from when, and how long. */
export interface ReportedIllness {
  readonly pupilId: PupilId
  readonly first: Session
  readonly until: { readonly kind: 'day' | 'returns'; readonly day: Day } | { readonly kind: 'unknown' }
  readonly receivedOn: Day
}

/** A part-time timetable as far as a notice is concerned. */
export interface AgreedTimetable {
  readonly id: string
  readonly pupilId: PupilId
  readonly first: Day
  readonly last: Day
  readonly review: Day
  readonly reason: string
  readonly times: string
}

/** All that the duties of returns are found in. */
export interface ReturnFacts {
  readonly asked: Pick<DutyAsked, 'today' | 'year' | 'calendar' | 'days' | 'policy'>
  /** Of this year, without boarders. */
  readonly pupils: readonly EnrolmentOfYear[]
  /** Of last year, who left in its last weeks. */
  readonly leftBefore: readonly EnrolmentOfYear[]
  readonly strips: ReadonlyMap<PupilId, Uint8Array>
  readonly settings: ReturnSettings
  readonly flags: ReadonlyMap<PupilId, ReadonlySet<FlagKind>>
  readonly workers: ReadonlyMap<PupilId, ReadonlySet<Worker>>
  readonly illnesses: readonly ReportedIllness[]
  readonly timetables: readonly AgreedTimetable[]
  readonly yearGroups: readonly YearGroup[]
  /** Months that an attendance return for ten days in a row has told of already, by pupil: what is left of such a run after a recode is no second one. */
  readonly toldInRow: ReadonlyMap<PupilId, ReadonlySet<string>>
  /** The day on which the last sickness return about a pupil was sent this school year. */
  readonly sicknessSent: ReadonlyMap<PupilId, Day>
}

export function onRoll(pupil: EnrolmentOfYear): { from: SessionIndex; to: SessionIndex } {
  return { from: pupil.firstSession, to: pupil.lastSession }
}
