import { longDay } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { type Result, refused, success } from '../../../kernel/result.ts'
import { type Session, sessionIndex } from '../../../kernel/session.ts'
import { type Moment, parseTimeOfDay, schoolTime } from '../../../kernel/time-of-day.ts'
import { byteOfCode } from '../../../law/codes.ts'
import type { DayClock } from '../../../law/day-clock.ts'
import type { RollPupil } from '../../../roll/contract.ts'
import type { TakenMark } from '../../contract.ts'
import { changedMeanwhile, conflictOf, marksRefused, saysTheSame } from '../conflicts.ts'
import { clockFaultOf } from '../late-by-the-clock.ts'
import { type Fault, faultOf, faultsOfMark, type WantedMark } from '../mark-faults.ts'
import type { Standing } from '../standing.ts'
import type { DecidedMark } from '../taking.ts'

function when(at: Moment): string {
  const { day, time } = schoolTime(at)
  return `${time} on ${longDay(day)}`
}

/** Why the office changed the marks, as the journal keeps it. */
export function takeOverReason(of: {
  by: { name: string }
  takenAt: Moment
  deviceSaid: string | null
  receivedAt: Moment
}): string {
  const at = of.deviceSaid === null ? when(of.takenAt) : `a time that the device gave as ${of.deviceSaid}`
  return `taken offline by ${of.by.name} at ${at}, received at ${when(of.receivedAt)}`
}

/** Nobody has looked at a pupil since a register was taken: there is no mark, or only the one that its closing filled in. */
export function isUnlooked(standing: Standing | undefined): boolean {
  return standing === undefined || standing.byte === 0 || standing.entry.act === 'closed'
}

/** L and U as the clock has them: taking over is an amendment, and lets through nothing that amending would refuse. */
function faultsByTheClock(
  mark: WantedMark,
  pupil: RollPupil,
  facts: {
    standingOf: (pupilId: PupilId) => Standing | undefined
    clockOf: (pupil: RollPupil) => DayClock | undefined
  },
): Fault[] {
  const clock = facts.clockOf(pupil)
  const arrivedAt = parseTimeOfDay(mark.details.arrival_time ?? '') ?? facts.standingOf(pupil.id)?.arrivedAt ?? null
  const fault = clock && clockFaultOf({ code: mark.code, half: mark.session.half, arrivedAt }, clock)
  if (fault === undefined) return []
  const message = `${fault.message} Keep what stands for them here, and amend that mark by itself.`
  return [faultOf(mark, pupil, { ...fault, message })]
}

/**
 * The marks of a handed-over register that the office has chosen, as an amendment: all or nothing. A mark that moved since the
 * office looked is a conflict; one that says what stands already changes nothing.
 */
export function decideTakeOver(
  facts: {
    session: Session
    pupilOf: (pupilId: PupilId) => RollPupil | undefined
    standingOf: (pupilId: PupilId) => Standing | undefined
    /** The pupil's own clock on the register's day. */
    clockOf: (pupil: RollPupil) => DayClock | undefined
    /** The journal's last number now, and when the office looked. */
    version: number
    seenVersion: number
  },
  chosen: readonly TakenMark[],
): Result<readonly DecidedMark[]> {
  const { session, version, seenVersion } = facts
  const wanted = chosen.map(({ details = {}, ...mark }) => ({ ...mark, details, session }))
  const strangers = wanted.filter(({ pupilId }) => facts.pupilOf(pupilId) === undefined)
  if (strangers.length > 0)
    return refused(
      'register.not-on-roll',
      'A pupil of this register was not on roll on its day, so their mark cannot be taken over. Keep what stands for them.',
      { pupilIds: strangers.map(({ pupilId }) => pupilId) },
    )
  const changes = wanted.filter((mark) => !saysTheSame(mark.code, mark.details, facts.standingOf(mark.pupilId)))
  const moved = changes.flatMap((mark) => {
    const pupil = facts.pupilOf(mark.pupilId)
    const standing = facts.standingOf(mark.pupilId)
    if (pupil === undefined || standing === undefined || standing.entry.number <= seenVersion) return []
    return [conflictOf(mark, pupil, standing)]
  })
  if (moved.length > 0) return changedMeanwhile(moved, version)
  const faults = changes.flatMap((mark) => {
    const pupil = facts.pupilOf(mark.pupilId)
    if (pupil === undefined) return []
    return [...faultsOfMark(mark, pupil), ...faultsByTheClock(mark, pupil, facts)]
  })
  if (faults.length > 0) return marksRefused(faults)
  return success(
    changes.map(({ pupilId, code, details }) => ({
      pupilId,
      session: sessionIndex(session),
      to: byteOfCode(code),
      ...(Object.keys(details).length === 0 ? {} : { details }),
    })),
  )
}
