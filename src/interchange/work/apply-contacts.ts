import type { Day } from '../../kernel/day.ts'
import type { ContactDraft, ContactRow, PupilContactRow } from '../../roll/contract.ts'
import type { ContactChange } from '../rules/compare-contacts.ts'
import { isParent } from '../rules/compare-contacts.ts'
import type { PupilChange } from '../rules/compare-pupil.ts'
import type { RosterPlan } from '../rules/compare-roster.ts'
import { linkDraft, phonesOf } from '../rules/plan-enrolment.ts'
import { phoneKey, type RollContact, type RollRecord } from '../rules/roll-record.ts'

export interface ContactRows {
  readonly added: readonly ContactDraft[]
  readonly contacts: readonly ContactRow[]
  readonly links: readonly PupilContactRow[]
}

/** The rows that changes of contacts make. Brothers and sisters share their contacts, so each adult is written once. */
export function contactRowsOf(
  changes: readonly PupilChange[],
  facts: { readonly plan: RosterPlan; readonly today: Day },
): ContactRows {
  const added: ContactDraft[] = []
  const contacts = new Map<string, ContactRow>()
  const links = new Map<string, PupilContactRow>()
  const link = (row: PupilContactRow) => links.set(`${row.pupil_id}|${row.contact_id}`, row)
  for (const { record, contacts: changed, address } of changes)
    for (const change of changed) {
      if (change.present === undefined) {
        const found = facts.plan.book.find(change.read, address ?? record.address)
        if (found.draft !== undefined) added.push(found.draft)
        link(newLink(record, { change, contactId: found.id, today: facts.today }))
      } else {
        const { contact } = change.present
        const row = changedContact(contacts.get(contact.contact_id) ?? contact, change)
        if (isDifferent(row, contact)) contacts.set(contact.contact_id, { ...row, version: contact.version + 1 })
        const next = changedLink(change.present, change)
        if (JSON.stringify(next) !== JSON.stringify(change.present.link)) link({ ...next, version: next.version + 1 })
      }
    }
  return { added, contacts: [...contacts.values()], links: [...links.values()] }
}

function isDifferent(one: ContactRow, other: ContactRow): boolean {
  return JSON.stringify(one) !== JSON.stringify(other)
}

function newLink(
  record: RollRecord,
  facts: { readonly change: ContactChange; readonly contactId: ContactRow['contact_id']; readonly today: Day },
): PupilContactRow {
  const draft = linkDraft(facts.contactId, facts.change.read)
  const ended = record.endedLinks.find((link) => link.contact_id === facts.contactId)
  // A bar outlives the link it was set on: nobody who must not be told is let back in by a file.
  const barred = ended?.barred === true
  return {
    school_id: record.pupil.school_id,
    pupil_id: record.pupil.pupil_id,
    contact_id: facts.contactId,
    position: facts.change.position,
    relationship: draft.relationship,
    is_parent: draft.isParent,
    parental_responsibility: draft.parentalResponsibility,
    lives_with: draft.livesWith,
    emergency: draft.emergency && !barred,
    may_be_told: draft.mayBeTold && !barred,
    barred,
    barred_reason: ended?.barred_reason ?? null,
    from_day: facts.today,
    until_day: null,
    version: (ended?.version ?? 0) + 1,
  }
}

function changedContact(contact: ContactRow, { read }: ContactChange): ContactRow {
  const kinds = new Map(contact.phones.map(({ number, kind }) => [phoneKey(number), kind]))
  const phones = phonesOf(read.phones).map((phone) => ({
    ...phone,
    kind: kinds.get(phoneKey(phone.number)) ?? phone.kind,
  }))
  const same =
    phones.map(({ number }) => phoneKey(number)).join() === contact.phones.map(({ number }) => phoneKey(number)).join()
  return {
    ...contact,
    title: read.title ?? contact.title,
    email: read.email ?? contact.email,
    phones: phones.length === 0 || same ? contact.phones : phones,
  }
}

function changedLink({ link }: RollContact, { read, position }: ContactChange): PupilContactRow {
  const mayBeTold = link.barred ? false : (read.mayBeTold ?? link.may_be_told)
  const relationship = read.relationship ?? link.relationship
  const parent = isParent({ relationship: read.relationship, parentalResponsibility: read.parentalResponsibility })
  return {
    ...link,
    position,
    relationship,
    is_parent: link.is_parent || parent,
    parental_responsibility: read.parentalResponsibility ?? link.parental_responsibility,
    lives_with: read.livesWith ?? link.lives_with,
    may_be_told: mayBeTold,
    // Whoever may not be told is not rung either.
    emergency: link.emergency && mayBeTold,
  }
}
