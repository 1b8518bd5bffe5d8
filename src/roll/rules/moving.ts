import { type Day, shortDay } from '../../kernel/day.ts'
import type { ContactId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import type { PupilRecord } from './pupil-record.ts'
import type { ContactRow, PupilContactRow, PupilRow } from './rows.ts'

/** Who makes a future address the present one, as the history of the record names it. */
export const MOVING_CLOCK = {
  id: '00000000-0000-4000-8000-000000000002',
  name: 'Firstbell, by the day that was told',
  position: 'automatic',
} as const

/** Whether the told move can be: the day is still to come, and the pupil will live with contacts whom the school knows. */
export function checkMove(
  record: PupilRecord,
  asked: { readonly from: Day; readonly contactIds: readonly ContactId[]; readonly today: Day },
): Result<readonly ContactRow[]> {
  if (asked.from <= asked.today)
    return refused('roll.move-not-to-come', 'That day has come already: correct the address itself instead.')
  const present = record.links.filter((link) => link.until_day === null && !link.barred)
  const may = new Set(present.map((link) => link.contact_id))
  if (asked.contactIds.length === 0 || asked.contactIds.some((id) => !may.has(id)))
    return refused(
      'roll.move-with-whom',
      'Choose the contacts whom the pupil will live with. Somebody new is added as a contact first; somebody who must not be told cannot be chosen.',
    )
  return success(record.contacts.filter((contact) => asked.contactIds.includes(contact.contact_id)))
}

/** Whether the day of a told move has come, for a pupil who is still on roll on it. */
export function isMoveDue(pupil: PupilRow, today: Day): boolean {
  const { future_from: from, future_address_id: address, leaving_day: leaving } = pupil
  return from !== null && address !== null && from <= today && (leaving === null || leaving >= from)
}

/**
 * Whether somebody whom the pupil was to live with has ended as a contact, or must not be told any more, since the school was told of
 * the move. A clock does not put a child with them: a person looks, and corrects the address or takes the move back.
 */
export function isMoveDoubtful({ pupil, links }: Pick<PupilRecord, 'pupil' | 'links'>): boolean {
  const stands = (id: ContactId) =>
    links.some((link) => link.contact_id === id && link.until_day === null && !link.barred)
  return pupil.future_contacts?.every(stands) !== true
}

/** The reason that is kept when a told move is carried out. */
export function reasonOfMove(pupil: PupilRow): string {
  return `Moved home on ${pupil.future_from === null ? 'the day' : shortDay(pupil.future_from)}, as the school had been told`
}

/**
 * The rows that a move changes: the pupil lives at the future address, and so do those whom the school was told the pupil will live
 * with; nobody else lives with the pupil any more. Their other particulars, and whoever has ended as a contact, stay as they are.
 */
export function movedHome(record: PupilRecord): {
  readonly pupil: PupilRow
  readonly contacts: readonly ContactRow[]
  readonly links: readonly PupilContactRow[]
} {
  const { pupil } = record
  const home = pupil.future_address_id
  const present = record.links.filter((link) => link.until_day === null)
  const together = new Set(
    present.map((link) => link.contact_id).filter((id) => pupil.future_contacts?.includes(id) === true),
  )
  return {
    pupil: {
      ...pupil,
      address_id: home,
      future_address_id: null,
      future_parent: null,
      future_from: null,
      future_contacts: null,
      version: pupil.version + 1,
    },
    contacts: record.contacts
      .filter((contact) => together.has(contact.contact_id) && contact.address_id !== home)
      .map((contact) => ({ ...contact, address_id: home, version: contact.version + 1 })),
    links: present
      .filter((link) => link.lives_with !== together.has(link.contact_id))
      .map((link) => ({ ...link, lives_with: !link.lives_with, version: link.version + 1 })),
  }
}
