import type { PupilId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import type { Session } from '../../kernel/session.ts'
import type { Code } from '../../law/codes.ts'
import { checkMark } from '../../law/mark-validity.ts'
import type { RollPupil } from '../../roll/contract.ts'
import type { MarkDetails } from '../contract.ts'
import { strangeDetails } from './palette.ts'

/** A mark that somebody wants, before any rule has looked at it. */
export interface WantedMark {
  readonly pupilId: PupilId
  readonly session: Session
  readonly code: Code
  readonly details: MarkDetails
}

/** Why a mark cannot be made: a stable code, and a sentence naming the pupil. */
export interface Fault {
  readonly pupilId: PupilId
  readonly name: string
  readonly day: Session['day']
  readonly half: Session['half']
  readonly code: Code
  readonly faultCode: string
  readonly message: string
}

export function nameOf(pupil: Pick<RollPupil, 'preferredName' | 'familyName'>): string {
  return fullName(pupil.preferredName, pupil.familyName)
}

export function faultOf(mark: WantedMark, pupil: RollPupil, what: { code: string; message: string }): Fault {
  return {
    pupilId: mark.pupilId,
    name: nameOf(pupil),
    day: mark.session.day,
    half: mark.session.half,
    code: mark.code,
    faultCode: what.code,
    message: `${nameOf(pupil)}: ${what.message}`,
  }
}

/** Everything that forbids this mark for this pupil, by law or because its details make no sense. Warnings are let through. */
export function faultsOfMark(mark: WantedMark, pupil: RollPupil, context: { imported?: boolean } = {}): Fault[] {
  const { day, half } = mark.session
  const unlawful = checkMark({ code: mark.code, day, half, details: mark.details }, pupil, context)
    .filter((fault) => fault.severity === 'refuse')
    .map((fault) => faultOf(mark, pupil, fault))
  const strange = strangeDetails(mark.code, day, mark.details).map((key) =>
    faultOf(mark, pupil, {
      code: 'register.detail-unknown',
      message: `“${key}” is nothing that ${mark.code} records. Leave it out.`,
    }),
  )
  return [...unlawful, ...strange]
}
