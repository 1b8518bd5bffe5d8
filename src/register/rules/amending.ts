import { type Result, refused, success } from '../../kernel/result.ts'
import { sessionIndex } from '../../kernel/session.ts'
import { byteOfCode } from '../../law/codes.ts'
import type { RollPupil } from '../../roll/contract.ts'
import { changedMeanwhile, conflictOf, isOvertaken, marksRefused, type SeenMark, saysTheSame } from './conflicts.ts'
import { faultsOfMark } from './mark-faults.ts'
import type { Standing } from './standing.ts'
import type { DecidedMark } from './taking.ts'

export interface AmendmentFacts {
  /** The pupil of a mark as the roll had them on its day. */
  readonly pupilOf: (mark: SeenMark) => RollPupil | undefined
  readonly standingOf: (mark: SeenMark) => Standing | undefined
  readonly version: number
  readonly caller: { readonly id: string }
}

/** What an amendment changes, and what it keeps: marks that stand where its sender saw none. */
export interface Amendment {
  readonly marks: readonly DecidedMark[]
  readonly kept: readonly SeenMark[]
}

/**
 * Decides an amendment of one mark or many: all or nothing. A mark that is no longer as its sender saw it is a conflict. Where
 * they saw none and one stands by now, it is kept: bulk changes never overwrite what nobody looked at.
 */
export function decideAmendment(facts: AmendmentFacts, wanted: readonly SeenMark[]): Result<Amendment> {
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
  const faults = open.flatMap(({ mark, pupil }) => (pupil === undefined ? [] : faultsOfMark(mark, pupil)))
  if (faults.length > 0) return marksRefused(faults)
  const sender = { id: facts.caller.id, version: facts.version }
  const conflicts = open.flatMap(({ mark, pupil, standing }) =>
    pupil !== undefined && isOvertaken(mark, standing, sender) ? [conflictOf(mark, pupil, standing)] : [],
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
