import { type Result, refused, success } from '../../kernel/result.ts'
import { sessionIndex } from '../../kernel/session.ts'
import { parseTimeOfDay } from '../../kernel/time-of-day.ts'
import { byteOfCode } from '../../law/codes.ts'
import type { DayClock } from '../../law/day-clock.ts'
import type { RollPupil } from '../../roll/contract.ts'
import { changedMeanwhile, conflictOf, marksRefused, type SeenMark, saysTheSame } from './conflicts.ts'
import { clockFaultOf } from './late-by-the-clock.ts'
import { type Fault, faultOf, faultsOfMark } from './mark-faults.ts'
import type { Standing } from './standing.ts'
import type { DecidedMark } from './taking.ts'

export interface AmendmentFacts {
  /** The pupil of a mark as the roll had them on its day. */
  readonly pupilOf: (mark: SeenMark) => RollPupil | undefined
  readonly standingOf: (mark: SeenMark) => Standing | undefined
  /** The pupil's own clock on the day of a mark. */
  readonly clockOf: (mark: SeenMark) => DayClock | undefined
  /** The journal's last number now. */
  readonly version: number
}

/** What somebody wants amended, and what they had seen when they decided. */
export interface WantedAmendment {
  readonly marks: readonly SeenMark[]
  /** The journal's last number when they looked: nobody's later act goes unseen. */
  readonly seenVersion: number
  /** The reason says that a register was in fact taken at another time than the clock has it. */
  readonly despiteClock: boolean
}

/** What an amendment changes, and what it keeps: marks that stand where its sender saw none. */
export interface Amendment {
  readonly marks: readonly DecidedMark[]
  readonly kept: readonly SeenMark[]
}

/**
 * Decides an amendment of one mark or many: all or nothing. A mark whose code or details moved since its sender looked is a
 * conflict, whoever moved it: what is about to be replaced must have been seen. Where they saw none and one stands by now, it is
 * kept: bulk changes never overwrite what nobody looked at.
 */
export function decideAmendment(facts: AmendmentFacts, amendment: WantedAmendment): Result<Amendment> {
  const { marks: wanted } = amendment
  const places = new Set(wanted.map((mark) => `${mark.pupilId} ${mark.session.day} ${mark.session.half}`))
  if (places.size !== wanted.length)
    return refused('register.mark-twice', 'The same mark is in this amendment twice. Send each once.')
  const withPupil = wanted.map((mark) => ({ mark, pupil: facts.pupilOf(mark), standing: facts.standingOf(mark) }))
  const strangers = withPupil.filter(({ pupil }) => pupil === undefined)
  if (strangers.length > 0)
    return refused(
      'register.not-on-roll',
      'A pupil of this amendment was not on roll on its day. Only pupils on roll have marks.',
      { pupilIds: [...new Set(strangers.map(({ mark }) => mark.pupilId))] },
    )
  const changes = withPupil.filter(({ mark, standing }) => !saysTheSame(mark.code, mark.details, standing))
  const kept = changes.filter(({ mark, standing }) => mark.seen === null && (standing?.byte ?? 0) !== 0)
  const open = changes.filter((change) => !kept.includes(change))
  const faults = open.flatMap(({ mark, pupil, standing }) =>
    pupil === undefined
      ? []
      : [...faultsOfMark(mark, pupil), ...faultsByTheClock({ mark, pupil, standing }, { facts, amendment })],
  )
  if (faults.length > 0) return marksRefused(faults)
  const conflicts = open.flatMap(({ mark, pupil, standing }) =>
    pupil !== undefined && hasMoved(mark, standing, amendment.seenVersion)
      ? [{ ...conflictOf(mark, pupil, standing), ...besideOf(standing) }]
      : [],
  )
  if (conflicts.length > 0) return changedMeanwhile(conflicts, facts.version)
  if (open.length === 0)
    return refused('register.nothing-to-change', 'Every one of these marks already says that. Nothing was changed.')
  return success({
    marks: open.map(({ mark }) => ({
      pupilId: mark.pupilId,
      session: sessionIndex(mark.session),
      to: byteOfCode(mark.code),
      ...(Object.keys(mark.details).length === 0 ? {} : { details: mark.details }),
    })),
    kept: kept.map(({ mark }) => mark),
  })
}

/** Whether the code or what is recorded beside it is no longer as it was seen. Leaving the site and returning move neither. */
function hasMoved(mark: SeenMark, standing: Standing | undefined, seenVersion: number): boolean {
  const code = standing?.code ?? null
  if (code !== mark.seen) return true
  return code !== null && standing !== undefined && standing.entry.number > seenVersion
}

/** What the other recorded, for the sender to read before they choose. */
function besideOf(standing: Standing | undefined) {
  return { details: standing?.details ?? {}, reason: standing?.entry.reason ?? null }
}

function faultsByTheClock(
  of: { mark: SeenMark; pupil: RollPupil; standing: Standing | undefined },
  { facts, amendment }: { facts: AmendmentFacts; amendment: WantedAmendment },
): Fault[] {
  const { mark, pupil, standing } = of
  const clock = facts.clockOf(mark)
  if (clock === undefined) return []
  // Without a time of its own the mark stands beside the one that the desk recorded.
  const arrivedAt = parseTimeOfDay(mark.details.arrival_time ?? '') ?? standing?.arrivedAt ?? null
  const fault = clockFaultOf({ code: mark.code, half: mark.session.half, arrivedAt }, clock)
  if (fault === undefined || (amendment.despiteClock && fault.code === 'register.late-by-the-clock')) return []
  return [faultOf(mark, pupil, fault)]
}
