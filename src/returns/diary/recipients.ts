import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { authorityName } from '../../roll/index.ts'
import type { Recipient } from '../contract.ts'
import { kindOf, type ReturnKind, WORKER_NAMES } from '../rules/kinds.ts'
import type { ReturnSettings } from '../rules/settings.ts'
import { type KeptWorker, settingsOf, workersOf } from '../set-up/store.ts'

/** Who returns of a school go to. */
export interface Recipients {
  readonly settings: ReturnSettings
  readonly authority: string | null
  to(kind: ReturnKind, pupilId: PupilId): Recipient
  /** Where the child lives, if that is elsewhere; null too for those who may not know of the pupil’s workers. */
  homeAuthority(pupilId: PupilId): string | null
}

const NOBODY = { name: '', email: '', telephone: '', portal: '' }

/** Reads the settings, the authority's name and, for those who may know of them, the pupils' workers. */
export async function recipientsOf(context: Context, schoolId: SchoolId): Promise<Recipients> {
  const { tx } = context
  const { settings } = await settingsOf(tx, schoolId)
  const authority = await authorityName(tx, schoolId)
  const mayKnow = context.may('pupil.view-sensitive') === 'all'
  const workers = await workersOf(tx, { schoolId })
  const find = (pupilId: PupilId, kind: KeptWorker['kind']) =>
    workers.find((one) => one.pupilId === pupilId && one.kind === kind && one.name !== '')
  return {
    settings,
    authority,
    homeAuthority: (pupilId) => (mayKnow ? (find(pupilId, 'home-authority')?.name ?? null) : null),
    to: (kind, pupilId) => {
      const { to } = kindOf(kind)
      const worker = 'worker' in to && mayKnow ? find(pupilId, to.worker) : undefined
      if (worker !== undefined && 'worker' in to) {
        const { name, email, telephone } = worker
        return { whose: WORKER_NAMES[to.worker], name, email, telephone, portal: '', unknown: false }
      }
      const desk = settings.desks[to.desk] ?? NOBODY
      const whose = authority ?? 'The local authority'
      return { whose, ...desk, unknown: 'worker' in to || Object.values(desk).every((value) => value === '') }
    },
  }
}
