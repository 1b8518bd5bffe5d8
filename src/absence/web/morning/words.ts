import { type Day, longDay } from '../../../kernel/day.ts'
import { fullName } from '../../../kernel/names.ts'
import { rungInWords, type ShownChild, type ShownContact, type ShownFamily, type ShownRung } from '../../contract.ts'

/**
 * "first day", "day 3, since Thursday 19 November 2026"; where reasons or other marks stand before, how long the child has been away at all:
 * "away 11 school days, since Monday 9 November 2026; no reason for today".
 */
export function sinceInWords({ days, since, away }: Pick<ShownChild, 'days' | 'since' | 'away'>): string {
  if (away.days <= days) return days <= 1 ? 'first day' : `day ${days}, since ${longDay(since)}`
  const without = days <= 1 ? 'no reason for today' : `no reason since ${longDay(since)}`
  return `away ${away.days} school days, since ${longDay(away.since)}; ${without}`
}

/** When a rung is due: "now, since 09:15", "at 09:15", "on Wednesday 25 November 2026". */
export function dueInWords({ due, isDue }: Pick<ShownRung, 'due' | 'isDue'>, today: Day): string {
  if (due === null) return 'later than the calendar goes'
  if (due.day === today) return due.time === null ? 'today' : isDue ? `due since ${due.time}` : `due at ${due.time}`
  return isDue ? `due since ${longDay(due.day)}` : `due on ${longDay(due.day)}`
}

/** The next rung and when: "Ring every contact in turn, due at 09:15"; of a text that was written and has not gone, that it waits. */
export function nextInWords(next: ShownRung, today: Day): string {
  if (next.waits === 'hand') return 'Text waits to be sent by hand'
  if (next.waits === 'service') return 'Text on its way'
  return `${rungInWords(next as Parameters<typeof rungInWords>[0])}, ${dueInWords(next, today)}`
}

/** The children of a family in one line, the surname once where it is the same. */
export function namesOf(children: readonly Pick<ShownChild, 'name'>[]): string {
  return children.map(({ name }) => fullName(name, '')).join(' and ')
}

/** Who may be rung, in order: nobody who must not be told, nobody without a number that works. */
export function offeredOf(family: ShownFamily): readonly ShownContact[] {
  return family.contacts.filter(({ about, numbers }) => about.length > 0 && numbers.some(({ wrong }) => !wrong))
}

/** Whom to ring now: whom the ladder asks for; else who was tried least often. */
export function contactToRing(family: ShownFamily): ShownContact | undefined {
  const offered = offeredOf(family)
  const [left] = family.next?.channel === 'call' ? family.next.left : []
  const asked = offered.find(({ contactId }) => contactId === left)
  return asked ?? offered.toSorted((one, other) => one.triesToday - other.triesToday)[0]
}

/** The number that is rung: the first that works. One that somebody has as well who must not be told comes last. */
export function numberOf({ numbers }: ShownContact): ShownContact['numbers'][number] | undefined {
  return numbers.find(({ wrong }) => !wrong)
}

/** Nobody knows who hears a message on a number that somebody has as well who must not be told. */
export function mayLeaveMessage(contact: ShownContact): boolean {
  return numberOf(contact)?.alsoBarred !== true
}

/** The children of a family whom a call may be about. */
export function childrenFor(family: ShownFamily, contact: ShownContact | undefined): ShownChild['pupilId'][] {
  const going = family.children.map(({ pupilId }) => pupilId)
  return contact === undefined ? going : going.filter((id) => contact.about.includes(id))
}
