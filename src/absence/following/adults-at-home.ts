import type { PupilId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import type { ContactOfPupil } from '../../roll/index.ts'
import type { HomeVisit } from '../contract.ts'
import { mayBeContacted } from '../rules/ladder.ts'

type Adult = HomeVisit['adults'][number]

/**
 * Whom somebody may meet at a door: who lives with the children first, then the others in the order of calling. Of who must not be told there
 * is the name and that, and no number: they may be the one who opens.
 */
export function adultsAtHome(contacts: readonly ContactOfPupil[], names: ReadonlyMap<string, string>): Adult[] {
  const byContact = Map.groupBy(contacts, ({ contactId }) => contactId)
  const adults = [...byContact.values()].flatMap((links): Adult[] => {
    const [contact] = links
    if (contact === undefined) return []
    const warning = warningOf(links, names)
    return [
      {
        name: `${contact.title} ${fullName(contact.forenames, contact.surname)}`.trim(),
        relationship: [...new Set(links.map(({ relationship }) => relationship))].join(', '),
        livesWith: links.some(({ livesWith }) => livesWith),
        language: contact.interpreter ? `${contact.language ?? 'another language'}, interpreter` : contact.language,
        numbers: warning === '' ? contact.phones.map(({ number }) => number) : [],
        warning,
      },
    ]
  })
  return adults.toSorted((one, other) => Number(other.livesWith) - Number(one.livesWith))
}

function warningOf(links: readonly ContactOfPupil[], names: ReadonlyMap<string, string>): string {
  const of = (ids: readonly PupilId[]) => ids.map((id) => names.get(id) ?? '').join(' and ')
  const barred = links.filter((link) => link.barred).map(({ pupilId }) => pupilId)
  if (barred.length > 0) return `Must not be told anything about ${of(barred)}.`
  const untold = links.filter((link) => !mayBeContacted(link)).map(({ pupilId }) => pupilId)
  return untold.length > 0 ? `Is not told about absence of ${of(untold)}.` : ''
}
