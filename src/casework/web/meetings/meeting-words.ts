import { longDay } from '../../../kernel/day.ts'
import type { MeetingGuests, Participant, ShownMeeting } from '../../contract.ts'

export const ANSWER_WORDS = {
  coming: 'is coming',
  'not coming': 'cannot come',
  'another time': 'asks for another time',
} as const

const CHANNELS = { text: 'a text', email: 'an e-mail', letter: 'a letter' } as const

/** "Tuesday 1 December 2026, 09:00, Library". */
export function whenAndWhere({ day, time, place }: Pick<ShownMeeting, 'day' | 'time' | 'place'>): string {
  return `${longDay(day)}, ${time}, ${place}`
}

/** What came of telling the families, in a sentence or two. */
export function sentInWords(
  sent: readonly { readonly name: string; readonly channel: keyof typeof CHANNELS | null; readonly why: string }[],
): string {
  if (sent.length === 0) return 'Kept. There was no family to write to.'
  return sent
    .map(({ name, channel, why }) =>
      channel === null ? `${name}: nothing was sent. ${why}` : `${name} gets ${CHANNELS[channel]}.`,
    )
    .join(' ')
}

/** Everybody who can be invited or given something to do, as choices. */
export function peopleOf(guests: MeetingGuests, child: { readonly id: string; readonly name: string }): Participant[] {
  return [
    ...guests.contacts
      .filter(({ whyNot }) => whyNot === null)
      .map(
        ({ contactId, name, relationship }): Participant => ({ id: contactId, who: 'contact', name, as: relationship }),
      ),
    ...guests.staff.map(
      ({ personId, name, position }): Participant => ({ id: personId, who: 'staff', name, as: position }),
    ),
    ...guests.professionals,
    { id: child.id, who: 'child', name: child.name, as: 'the child' },
  ]
}

/** Whom a new meeting asks to come unless somebody unticks them: each of the family who may be told, and who leads the case. */
export function askedAtFirst({ contacts, lead }: Pick<MeetingGuests, 'contacts' | 'lead'>): readonly string[] {
  const family = contacts.flatMap(({ contactId, whyNot }) => (whyNot === null ? [contactId] : []))
  return lead === null ? family : [...family, lead]
}

export function called({ name, as }: Pick<Participant, 'name' | 'as'>): string {
  return as === '' ? name : `${name}, ${as}`
}
