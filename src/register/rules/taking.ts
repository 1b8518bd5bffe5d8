import type { PupilId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { type Session, sessionIndex } from '../../kernel/session.ts'
import { parseTimeOfDay } from '../../kernel/time-of-day.ts'
import { byteOfCode } from '../../law/codes.ts'
import { sessionTimes } from '../../law/day-clock.ts'
import type { DayClocks, RollPupil } from '../../roll/contract.ts'
import type { MarkDetails } from '../contract.ts'
import { changedMeanwhile, conflictOf, isOvertaken, marksRefused, type SeenMark, saysTheSame } from './conflicts.ts'
import { type Fault, faultOf, faultsOfMark, nameOf } from './mark-faults.ts'
import { lockOf, paletteFor, slashOf } from './palette.ts'
import { conflictShownTo, hidesDetails, isHidden, shownTo, type Viewer } from './showing/withholding.ts'
import type { Standing } from './standing.ts'

/** What somebody sends when they save a register. */
export interface Taking {
  readonly version: number
  readonly marks: readonly SeenMark[]
  /** Everybody else without a mark is present. */
  readonly restPresent: boolean
  readonly complete: boolean
}

export interface TakingFacts {
  readonly session: Session
  /** The pupils of the group on roll that day, in the register's order. */
  readonly pupils: readonly RollPupil[]
  readonly standing: ReadonlyMap<PupilId, Standing>
  /** Pupils who signed out and have not come back. */
  readonly away: ReadonlyMap<PupilId, unknown>
  /** The clocks of the pupils' year groups. */
  readonly clocks: DayClocks
  /** The journal's last number now. */
  readonly version: number
  readonly caller: Viewer & { readonly anyCode: boolean }
}

/** A mark to save: what it becomes. */
export interface DecidedMark {
  readonly pupilId: PupilId
  readonly session: ReturnType<typeof sessionIndex>
  readonly to: number
  readonly details?: MarkDetails
}

function withDetails(mark: { details: MarkDetails }): { details?: MarkDetails } {
  return Object.keys(mark.details).length === 0 ? {} : { details: mark.details }
}

/**
 * Decides what a save of a register changes. All of it or nothing: marks of pupils who are not in the group, of codes the
 * caller may not enter, over marks that outrank the caller, or that the law forbids are refused together; marks that somebody
 * else changed since the caller looked are listed for the caller to choose.
 */
export function decideTaking(facts: TakingFacts, taking: Taking): Result<readonly DecidedMark[]> {
  const pupils = new Map(facts.pupils.map((pupil) => [pupil.id, pupil]))
  const wanted = new Map(taking.marks.map((mark) => [mark.pupilId, mark]))
  if (wanted.size !== taking.marks.length)
    return refused('register.pupil-twice', 'A pupil is in this register twice. Send one mark for each.')
  const strangers = taking.marks.filter((mark) => !pupils.has(mark.pupilId))
  if (strangers.length > 0)
    return refused(
      'register.not-in-group',
      'A pupil of this save is not in the group on that day. Open the register again: somebody may have moved.',
      { pupilIds: strangers.map((mark) => mark.pupilId) },
    )
  // What is kept from a caller is never compared with what was sent: whether a guess is right must not show in the answer.
  const isSecret = (standing: Standing | undefined) => isHidden(shownTo(facts.caller, standing?.code ?? null))
  const isBeyondGuessing = (standing: Standing | undefined) =>
    standing !== undefined &&
    (isSecret(standing) || hidesDetails(facts.caller, { by: standing.entry.by, details: standing.details }))
  const changes = taking.marks.filter((mark) => {
    const standing = facts.standing.get(mark.pupilId)
    return isBeyondGuessing(standing) || !saysTheSame(mark.code, mark.details, standing)
  })
  const faults: Fault[] = []
  const conflicts: ReturnType<typeof conflictOf>[] = []
  for (const mark of changes) {
    const pupil = pupils.get(mark.pupilId)
    const standing = facts.standing.get(mark.pupilId)
    if (pupil === undefined) continue
    if (isSecret(standing) || isOvertaken(mark, standing, { id: facts.caller.id, version: taking.version }))
      conflicts.push(conflictShownTo(facts.caller, conflictOf(mark, pupil, standing)))
    else faults.push(...faultsFor(mark, pupil, facts))
  }
  const blanks = facts.pupils.filter(
    (pupil) => (facts.standing.get(pupil.id)?.byte ?? 0) === 0 && !wanted.has(pupil.id),
  )
  if (faults.length > 0) return marksRefused(faults)
  if (conflicts.length > 0) return changedMeanwhile(conflicts, facts.version)
  // Nobody is present by default who is known to have left, nor whose mark was taken away since the sender looked: they were
  // no blank then. Their mark must be made by somebody who looked.
  const wasBlank = (id: PupilId) => (facts.standing.get(id)?.entry.number ?? 0) <= taking.version
  const filled = taking.restPresent ? blanks.filter((pupil) => !facts.away.has(pupil.id) && wasBlank(pupil.id)) : []
  if (taking.complete && filled.length < blanks.length)
    return marksMissing(blanks.filter((pupil) => !filled.includes(pupil)))
  const index = sessionIndex(facts.session)
  const present = byteOfCode(slashOf(facts.session.half))
  return success([
    ...changes.map((mark) => ({
      pupilId: mark.pupilId,
      session: index,
      to: byteOfCode(mark.code),
      ...withDetails(mark),
    })),
    ...filled.map((pupil) => ({ pupilId: pupil.id, session: index, to: present })),
  ])
}

function faultsFor(mark: SeenMark, pupil: RollPupil, facts: TakingFacts): Fault[] {
  const lock = lockOf(facts.standing.get(mark.pupilId), facts.session, facts.caller)
  if (lock !== undefined) {
    const message = `this mark was ${lock}. Leave it, and tell the attendance office if it is wrong.`
    return [faultOf(mark, pupil, { code: 'register.mark-locked', message })]
  }
  if (!facts.caller.anyCode && !paletteFor(facts.session, false).some((meaning) => meaning.code === mark.code)) {
    const lawful = faultsOfMark(mark, pupil)
    const message = `${mark.code} is for the attendance office. Mark the pupil N, and tell the office the reason.`
    return lawful.length > 0 ? lawful : [faultOf(mark, pupil, { code: 'register.code-not-yours', message })]
  }
  return [...faultsOfMark(mark, pupil), ...tooLateForL(mark, pupil, facts)]
}

/** L is for those who come before the taking ends (regulation 10(2), Table 1), by their own clock: after it, the desk decides. */
function tooLateForL(mark: SeenMark, pupil: RollPupil, { clocks, session }: TakingFacts): Fault[] {
  const arrived = parseTimeOfDay(mark.details.arrival_time ?? '')
  const clock = clocks[pupil.yearGroup]
  if (mark.code !== 'L' || arrived === undefined || clock === undefined) return []
  const { close } = sessionTimes(clock, session.half)
  if (arrived < close) return []
  const message = `their register closes at ${close}, so somebody who comes at ${arrived} is not L. Have the desk sign them in.`
  return [faultOf(mark, pupil, { code: 'register.late-after-close', message })]
}

function marksMissing(blanks: readonly RollPupil[]) {
  const names = blanks.slice(0, 5).map(nameOf)
  const more = blanks.length > names.length ? ` and ${blanks.length - names.length} more` : ''
  const verb = blanks.length === 1 ? 'has' : 'have'
  return refused(
    'register.marks-missing',
    `${names.join(', ')}${more} ${verb} no mark yet. Mark them, or save the register as not yet whole.`,
    { pupilIds: blanks.map((pupil) => pupil.id) },
  )
}
