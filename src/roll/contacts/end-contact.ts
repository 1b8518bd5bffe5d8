import { notAllowed, refused, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { factsOf } from '../facts-of.ts'
import { changedMeanwhile, keep } from '../keep.ts'
import { findPupil, linksOf } from '../store.ts'
import { viewerOf } from '../viewer.ts'
import { barNotYoursToLift } from './add-contact.ts'

export const endContact: UseCase<typeof contract.endContact> = async (context, { params, body }) => {
  const { tx } = context
  if ((await findPupil(tx, { ...params, lock: true })) === undefined) return notAllowed()
  const link = (await linksOf(tx, { ...params, lock: true })).find((one) => one.contact_id === params.contactId)
  if (link === undefined) return notAllowed()
  if (link.version !== body.linkVersion) return changedMeanwhile()
  // Ending the entry of a barred person would end the warning.
  if (link.barred && !viewerOf(context).sensitive) return barNotYoursToLift()
  if (body.until < link.from_day)
    return refused('roll.contact-dates', 'This contact began after that day. Choose a later day.')
  const ended = { ...link, until_day: body.until, version: link.version + 1 }
  await keep(tx, factsOf(context, params.schoolId, body.reason), { kind: 'pupil_contact', rows: [ended] })
  context.audit({ subject: params.pupilId, facts: { contact: params.contactId } })
  return success({ linkVersion: ended.version })
}
