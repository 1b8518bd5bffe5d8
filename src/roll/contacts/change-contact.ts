import { notAllowed, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { contactColumns } from '../enrol-all.ts'
import { factsOf } from '../facts-of.ts'
import { changedMeanwhile, keep } from '../keep.ts'
import { loadRecord } from '../load-record.ts'
import { contactAddressFor } from '../rules/address-visibility.ts'
import { householdOf } from '../rules/pupil-record.ts'
import { viewerOf } from '../viewer.ts'
import { addressWanted, barNotYoursToLift, barredNeedsReason, linkColumns } from './add-contact.ts'

export const changeContact: UseCase<typeof contract.changeContact> = async (context, { params, body }) => {
  const { tx } = context
  const { schoolId, pupilId, contactId } = params
  const record = await loadRecord(tx, { ...params, lock: true })
  const link = record?.links.find((one) => one.contact_id === contactId)
  const contact = record?.contacts.find((one) => one.contact_id === contactId)
  if (record === undefined || link === undefined || contact === undefined) return notAllowed()
  if (contact.version !== body.version || link.version !== body.linkVersion) return changedMeanwhile()
  const viewer = viewerOf(context)
  if (link.barred && !body.barred && !viewer.sensitive) return barNotYoursToLift()
  // Whoever may not read the reason neither sends it nor overwrites it.
  const barredReason = (link.barred && !viewer.sensitive ? link.barred_reason : body.barredReason) || link.barred_reason
  if (body.barred && !barredReason) return barredNeedsReason()
  const facts = factsOf(context, schoolId, body.reason)
  const household = householdOf(record)
  const present = household.contacts.find((one) => one.contactId === contactId)
  const hidden = present !== undefined && contactAddressFor(household, present, viewer).state === 'hidden'
  const address = await addressWanted(context, { facts, record, person: body, present: contact.address_id, hidden })
  if (!address.ok) return address
  const changed = {
    ...contact,
    ...contactColumns({ ...body, id: contactId, address: undefined }),
    address_id: address.value,
    version: contact.version + 1,
  }
  const relinked = { ...link, ...linkColumns(body, barredReason), version: link.version + 1 }
  await keep(tx, facts, { kind: 'contact', rows: [changed] })
  await keep(tx, facts, { kind: 'pupil_contact', rows: [relinked] })
  context.audit({ subject: pupilId, facts: { contact: contactId } })
  return success({ version: changed.version, linkVersion: relinked.version })
}
