import { notAllowed, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { recordNotes } from '../rules/enrolment-faults.ts'
import { pupilSeenBy } from '../rules/pupil-record.ts'
import { reaches, viewerOf } from '../viewer.ts'
import { type PastRecord, pastRecord } from './past-record.ts'

export const showPupilAsItStood: UseCase<typeof contract.showPupilAsItStood> = async (context, { params, query }) => {
  if (!(await reaches(context, params))) return notAllowed()
  const { at } = query
  const past = await pastRecord(context.tx, { ...params, at })
  if (past === undefined) return notAllowed()
  context.audit({ subject: params.pupilId, facts: { at } })
  if (past === 'not-yet') return success({ at, pupil: null, barredSince: [] })
  const viewer = viewerOf(context)
  const record = viewer.sensitive ? past.then : past.thenForOthers
  const { day } = schoolTime(at)
  const { office, ...seen } = pupilSeenBy(record, viewer, day)
  const pupil = {
    ...seen,
    office: office && { ...office, notes: [...recordNotes(record, day)] },
    may: { ...viewer, edit: false },
  }
  return success({ at, pupil, barredSince: barredSince(past) })
}

function barredSince({ then, now }: PastRecord) {
  const barred = new Set(now.links.filter((link) => link.barred).map((link) => link.contact_id))
  return then.links.filter((link) => !link.barred && barred.has(link.contact_id)).map((link) => link.contact_id)
}
