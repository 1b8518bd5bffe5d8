import { type Duty, dutyKey } from '../../duties/contract.ts'
import type { Day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { deletionDuties } from './deletions.ts'
import type { ReturnFacts } from './facts.ts'
import { irregularDuties } from './irregular.ts'
import { kindOf, type ReturnKind } from './kinds.ts'
import { openReturn } from './marks.ts'
import { partTimeDuties, planDuties, virtualSchoolDuties, workerDuties } from './notices.ts'
import { sicknessDuties } from './sickness.ts'

/** Every duty to tell somebody that no other slice makes, in no order. */
export function returnDuties(facts: ReturnFacts): readonly Duty[] {
  return [
    ...irregularDuties(facts),
    ...deletionDuties(facts),
    ...sicknessDuties(facts),
    ...workerDuties(facts),
    ...virtualSchoolDuties(facts),
    ...planDuties(facts),
    ...partTimeDuties(facts),
  ]
}

/** A return that left the school and is no longer as it was told. */
export interface ToCorrect {
  readonly key: string
  readonly kind: ReturnKind
  readonly pupilId: PupilId
  readonly sentOn: Day
  readonly sessions: number
  readonly today: Day
}

export function correctionDuty({ key, kind, pupilId, sentOn, sessions, today }: ToCorrect): Duty {
  const subject = { kind: 'pupil', id: pupilId } as const
  const what =
    sessions === 0
      ? 'What it followed from is gone'
      : `${sessions} of its sessions ${sessions === 1 ? 'was' : 'were'} recoded`
  return {
    key: dutyKey('returns.correct', subject, key),
    rule: 'returns.correct',
    subject,
    because: [{ day: sentOn, half: null, code: null, words: `${kindOf(kind).name}, sent on this day. ${what} since` }],
    from: { day: today, time: null },
    due: null,
    actions: [openReturn],
  }
}
