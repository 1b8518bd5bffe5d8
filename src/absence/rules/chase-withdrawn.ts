import { type Duty, dutyKey } from '../../duties/contract.ts'
import type { Day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Code } from '../../law/codes.ts'
import type { Chase, MarkNow } from './chase.ts'

/** A chase of today that is over, and what the mark behind it has become. */
export interface EndedChase {
  readonly pupilId: PupilId
  readonly chase: Extract<Chase, { state: 'ended' }>
  readonly recoded: (MarkNow & { readonly code: Code | null; readonly reason: string }) | undefined
}

/**
 * The chases of today that a recoded mark has withdrawn, as duties that have ended: beside the reason that need not be found any more (N4) stands that
 * nobody looks for the family any more (B3), and why. A chase that a reason ended is done, not withdrawn, and its N4 and N5 say so.
 */
export function withdrawnChases(today: Day, ended: readonly EndedChase[]): Duty[] {
  return ended.flatMap(({ pupilId, chase, recoded }): Duty[] => {
    const { at, by, how } = chase
    if (how !== 'withdrawn' || recoded === undefined || at === null || by === null) return []
    const subject = { kind: 'pupil', id: pupilId } as const
    const because = recoded.means === 'blank' ? 'the N was taken back' : 'the mark is no absence any more'
    return [
      {
        key: dutyKey('B3', subject, today, 'chase'),
        rule: 'B3',
        subject,
        because: [{ day: today, half: null, code: null, words: 'Absent without a reason when the register closed' }],
        from: { day: today, time: null },
        due: null,
        actions: [],
        ended: {
          how: 'withdrawn',
          words: `Nobody is to be reached: ${because}`,
          ...(recoded.code === null ? {} : { code: recoded.code }),
          ...(recoded.reason === '' ? {} : { confidential: recoded.reason }),
          at,
          by,
        },
      },
    ]
  })
}
