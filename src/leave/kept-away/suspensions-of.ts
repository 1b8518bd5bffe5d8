import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Session } from '../../kernel/session.ts'
import type { Tx } from '../../platform/database/database.ts'
import { SUSPENSION_KINDS } from '../rules/kept-away.ts'
import { keptAwayOf } from './store.ts'

/** A suspension or permanent exclusion, as far as other slices need it: its sessions, and never why. */
export interface SuspendedTime {
  readonly id: string
  readonly from: Session
  /** The last session; null for good. */
  readonly to: Session | null
  /** The first session for which the pupil is expected again, where it ended early or was withdrawn. */
  readonly expectedFrom: Session | null
}

/** Every suspension and exclusion of a pupil, the latest first. */
export async function suspensionsOf(
  tx: Tx,
  of: { schoolId: SchoolId; pupilId: PupilId },
): Promise<readonly SuspendedTime[]> {
  const kept = await keptAwayOf(tx, { ...of, kinds: SUSPENSION_KINDS })
  return kept.map(({ id, from, to, steps }) => {
    const ended = steps.find((step) => step.kind === 'ended')
    return { id, from, to, expectedFrom: ended?.from ?? null }
  })
}
