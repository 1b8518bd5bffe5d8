import { randomUUID } from 'node:crypto'
import type { ContactId } from '../../kernel/ids.ts'
import type { Body } from '../../kernel/operation.ts'
import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { addressAfter, addressConfidential } from '../addresses.ts'
import type * as contract from '../contract.ts'
import { contactColumns } from '../enrol-all.ts'
import { factsOf } from '../facts-of.ts'
import { type ChangeFacts, keep } from '../keep.ts'
import { loadRecord } from '../load-record.ts'
import { pupilAddressFor } from '../rules/address-visibility.ts'
import { householdOf, type PupilRecord } from '../rules/pupil-record.ts'
import type { PupilContactRow } from '../rules/rows.ts'
import { contactsById } from '../store.ts'
import { today, viewerOf } from '../viewer.ts'
import { barredAnywhere } from './offer-contacts.ts'

type Asked = Body<typeof contract.addContact>

export const addContact: UseCase<typeof contract.addContact> = async (context, { params, body }) => {
  const { schoolId, pupilId } = params
  const record = await loadRecord(context.tx, { ...params, lock: true })
  if (record === undefined) return notAllowed()
  const link = body.person ?? body.known
  if (link === undefined || (body.person !== undefined && body.known !== undefined))
    return refused('roll.contact-which', 'Enter a new contact, or choose one the school knows: one of the two.')
  if (link.barred && !link.barredReason) return barredNeedsReason()
  const facts = factsOf(context, schoolId, body.reason)
  const id = await contactIdFor(context, { facts, record, body })
  if (!id.ok) return id
  const known = record.links.find((one) => one.contact_id === id.value)
  if (known !== undefined && known.until_day === null)
    return refused(
      'roll.already-a-contact',
      'This person is already a contact of this pupil. Change that entry instead.',
    )
  // A bar outlives the entry it was set on: entering the same person again is no way round it.
  const { sensitive } = viewerOf(context)
  if (known?.barred === true && !link.barred && !sensitive) return barNotYoursToLift()
  // Nor is a brother's or sister's page a way round a bar that stands on this pupil's or any other's.
  if (!link.barred && !sensitive && body.known !== undefined && (await isBarred(context, facts, id.value)))
    return barNotYoursToLift()
  const barredReason = (known?.barred === true && !sensitive ? known.barred_reason : link.barredReason) || null
  const row: PupilContactRow = {
    ...linkColumns(link, barredReason),
    school_id: schoolId,
    pupil_id: pupilId,
    contact_id: id.value,
    position: 1 + Math.max(0, ...record.links.filter((one) => one.until_day === null).map((one) => one.position)),
    from_day: today(context),
    until_day: null,
    version: (known?.version ?? 0) + 1,
  }
  await keep(context.tx, facts, { kind: 'pupil_contact', rows: [row] })
  context.audit({ subject: pupilId, facts: { contact: id.value } })
  return success({ id: id.value })
}

async function isBarred({ tx }: Context, { schoolId }: ChangeFacts, contactId: ContactId): Promise<boolean> {
  return (await barredAnywhere(tx, { schoolId, contactIds: [contactId] })).size > 0
}

export function barredNeedsReason() {
  return refused(
    'roll.barred-needs-reason',
    'Say why this person must not be told, such as a court order and its date. Only those with the right to sensitive facts will see it.',
  )
}

export function barNotYoursToLift() {
  return refused(
    'roll.bar-not-yours-to-lift',
    'This person must not be told. Only somebody who may see why can change that: ask the head or the designated safeguarding lead.',
  )
}

export interface LinkAsked {
  readonly relationship: string
  readonly isParent: boolean
  readonly parentalResponsibility: PupilContactRow['parental_responsibility']
  readonly livesWith: boolean
  readonly emergency: boolean
  readonly mayBeTold: boolean
  readonly barred: boolean
}

/** What a contact is to a pupil. Somebody barred is neither told nor called, whatever else was ticked. */
export function linkColumns(link: LinkAsked, barredReason: string | null) {
  return {
    relationship: link.relationship,
    is_parent: link.isParent,
    parental_responsibility: link.parentalResponsibility,
    lives_with: link.livesWith,
    emergency: link.emergency && !link.barred,
    may_be_told: link.mayBeTold && !link.barred,
    barred: link.barred,
    barred_reason: link.barred ? barredReason : null,
  }
}

/** The known contact asked for, or a new one. */
async function contactIdFor(
  context: Context,
  to: { facts: ChangeFacts; record: PupilRecord; body: Asked },
): Promise<Result<ContactId>> {
  const { facts, record, body } = to
  const { person } = body
  if (person === undefined) {
    const contactIds = body.known === undefined ? [] : [body.known.contactId]
    const [known] = await contactsById(context.tx, { schoolId: facts.schoolId, contactIds })
    return known === undefined ? notAllowed() : success(known.contact_id)
  }
  const address = await addressWanted(context, { facts, record, person, present: null, hidden: false })
  if (!address.ok) return address
  const id = randomUUID() as ContactId
  const row = { ...contactColumns({ ...person, id }), address_id: address.value, version: 1 }
  await keep(context.tx, facts, { kind: 'contact', rows: [{ school_id: facts.schoolId, ...row }] })
  return success(id)
}

/** A contact's address as asked for: the pupil's own, another, or as it was. */
export async function addressWanted(
  context: Context,
  to: {
    facts: ChangeFacts
    record: PupilRecord
    person: Pick<Body<typeof contract.changeContact>, 'address' | 'sameAddress'>
    present: string | null
    hidden: boolean
  },
): Promise<Result<string | null>> {
  const { facts, record, person, present, hidden } = to
  const viewer = viewerOf(context)
  if (person.sameAddress !== true)
    return addressAfter(context.tx, facts, { present, wanted: person.address, hidden, viewer })
  if (present === record.pupil.address_id) return success(present)
  // Copying an address that the caller may not see would be a way to read it on the copy.
  if (hidden || pupilAddressFor(householdOf(record), viewer).state === 'hidden') return addressConfidential()
  return success(record.pupil.address_id)
}
