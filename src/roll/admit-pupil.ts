import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { ContactId, PupilId, SchoolId } from '../kernel/ids.ts'
import type { Body } from '../kernel/operation.ts'
import { notAllowed, refused, success } from '../kernel/result.ts'
import { many, type Tx } from '../platform/database/database.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { enrolAll } from './enrol-all.ts'
import { factsOf } from './facts-of.ts'
import type { ContactDraft, EnrolmentDraft } from './rules/enrolment.ts'
import { checkEnrolment, type EnrolmentFault } from './rules/enrolment-faults.ts'
import { findGroup } from './store.ts'
import { today } from './viewer.ts'
import { schoolOf } from './views.ts'

export const admitPupil: UseCase<typeof contract.admitPupil> = async (context, { params, body }) => {
  const { schoolId } = params
  const school = await schoolOf(context.tx, schoolId)
  if (school === undefined) return notAllowed()
  if (body.groupId !== undefined && (await findGroup(context.tx, { schoolId, groupId: body.groupId })) === undefined)
    return groupUnknown()
  const { draft, contacts } = draftFrom(body)
  const faults = checkEnrolment(draft, {
    today: today(context),
    yearGroups: school.yearGroups,
    ...(await takenNumbers(context.tx, { schoolId })),
    contacts: new Map(contacts.map((contact) => [contact.id, contact])),
  })
  const impossible = faults.filter((fault) => fault.severity === 'refuse')
  if (impossible.length > 0) return enrolmentImpossible(impossible)
  await enrolAll(context.tx, { ...factsOf(context, schoolId, 'Admitted'), pupils: [draft], contacts })
  context.audit({ subject: draft.id })
  await context.say('pupil-admitted', { schoolId, pupilId: draft.id, startingDay: draft.startingDay })
  return success({ id: draft.id, notes: [...faults] })
}

export function groupUnknown() {
  return refused('roll.group-unknown', 'This group does not exist. Choose one from the list.')
}

export function enrolmentImpossible(faults: readonly EnrolmentFault[]) {
  return refused('roll.enrolment-impossible', faults.map((fault) => fault.message).join(' '), faults)
}

function draftFrom(body: Body<typeof contract.admitPupil>): { draft: EnrolmentDraft; contacts: ContactDraft[] } {
  const { contacts, yearGroup, groupId, ...particulars } = body
  const people = contacts.map((contact) => ({ contact, id: randomUUID() as ContactId }))
  const draft: EnrolmentDraft = {
    ...emptied(particulars),
    id: randomUUID() as PupilId,
    placements: [{ from: body.startingDay, yearGroup, groupId }],
    contacts: people.map(({ contact, id }) => ({
      contactId: id,
      relationship: contact.relationship,
      isParent: contact.isParent,
      parentalResponsibility: contact.parentalResponsibility,
      livesWith: contact.livesWith,
      emergency: contact.emergency,
      mayBeTold: contact.mayBeTold,
      barredReason: contact.barred ? contact.barredReason || 'No reason was given when this was entered.' : undefined,
    })),
  }
  const drafts = people.map(({ contact, id }): ContactDraft => {
    const { title, forenames, surname, phones, email, language, interpreter } = contact
    const address = contact.sameAddress === true ? body.address : contact.address
    return { id, title, forenames, surname, phones, email, language, interpreter, address }
  })
  return { draft, contacts: drafts }
}

/** Fields that were left empty on a form are fields that were left out. */
export function emptied<T extends object>(of: T): T {
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, value === '' ? undefined : value])) as T
}

/** The numbers that pupils on roll already have; `except` is the pupil being corrected. */
export async function takenNumbers(tx: Tx, of: { schoolId: SchoolId; except?: PupilId }) {
  const rows = await many(
    tx,
    sql<{ upn: string | null; number: string | null; gone: boolean }>`
      select upn, admission_number as number, leaving_day is not null as gone from roll.pupil
      where school_id = ${of.schoolId} and pupil_id is distinct from ${of.except ?? null}`,
  )
  return {
    takenUpns: new Set(rows.flatMap((row) => (row.gone ? [] : (row.upn ?? [])))),
    takenAdmissionNumbers: new Set(rows.flatMap((row) => row.number ?? [])),
  }
}
