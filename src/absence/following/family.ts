import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context } from '../../platform/http/use-case.ts'
import type { RollPupil } from '../../roll/contract.ts'
import { pupilsOnRoll } from '../../roll/index.ts'
import type { AbsentNow } from '../rules/morning.ts'

/** The children whom an act is about; refused where one of them is not on roll today. */
export async function childrenOf(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  of: { schoolId: SchoolId; pupilIds: readonly PupilId[] },
): Promise<Result<readonly RollPupil[]>> {
  const found = await pupilsOnRoll(tx, { ...of, day: schoolTime(now).day })
  if (found.length < new Set(of.pupilIds).size)
    return refused('absence.not-on-roll', 'One of these children is not on roll today. Nothing was recorded.')
  return success(found)
}

/** Children of whom the marks no longer say that nobody knows why they are absent. */
export function withdrawnOf(pupilIds: readonly PupilId[], absent: ReadonlyMap<PupilId, AbsentNow>): PupilId[] {
  return pupilIds.filter((id) => !absent.has(id))
}
