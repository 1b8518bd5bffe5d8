import { notAllowed, success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { loadRecord } from './load-record.ts'
import { recordNotes } from './rules/enrolment-faults.ts'
import { pupilSeenBy } from './rules/pupil-record.ts'
import { reaches, today, viewerOf } from './viewer.ts'

export const getPupil: UseCase<typeof contract.getPupil> = async (context, { params }) => {
  if (!(await reaches(context, params))) return notAllowed()
  const record = await loadRecord(context.tx, params)
  if (record === undefined) return notAllowed()
  context.audit({ subject: params.pupilId })
  const viewer = viewerOf(context)
  const { office, ...seen } = pupilSeenBy(record, viewer, today(context))
  return success({
    ...seen,
    office: office && { ...office, notes: [...recordNotes(record, today(context))] },
    may: { ...viewer, edit: context.may('pupil.edit') === 'all' },
  })
}
